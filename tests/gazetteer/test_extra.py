from __future__ import annotations

from pathlib import Path

import pytest

from detente.errors import NoSource, UsageError
from detente.gazetteer import Gazetteer

HEADING = "kind,id,name,aliases,country,sector,role,title,start,end,source\n"


def loaded(folder: Path, rows: str, heading: str = HEADING) -> Gazetteer:
    path = folder / "own.csv"
    path.write_text(heading + rows, encoding="utf-8")
    return Gazetteer.load(path)


def test_own_actors_are_found_and_resolved(tmp_path: Path) -> None:
    own = loaded(tmp_path, "organisation,MYORG,My Organisation,MyOrg|the Group,,,,,2020-01-01,,me\n")
    assert own.resolve("MyOrg").id == own.resolve("MYORG").id == "MYORG"
    (hit,) = own.scan("Then My Organisation spoke.")
    assert [(n.actor.id, n.start) for n in hit.names] == [("MYORG", "2020-01-01")]


def test_an_own_name_hides_ours(tmp_path: Path) -> None:
    own = loaded(tmp_path, "state,GGA,Georgia,,USA,,,,,,me\n")
    assert [n.actor.id for hit in own.scan("Then Georgia voted.") for n in hit.names] == ["GGA"]
    assert own.resolve("Georgia").id == "GGA"


def test_an_own_row_replaces_an_actor_of_the_same_id(tmp_path: Path) -> None:
    own = loaded(tmp_path, "organ,RUS.KREMLIN,The Kremlin (mine),,RUS,GOV,,,,,me\n")
    actor = own.actor("RUS.KREMLIN")
    assert actor is not None
    assert (actor.name, actor.source) == ("The Kremlin (mine)", "me")


def test_an_own_office_wins_for_its_dates_only(tmp_path: Path) -> None:
    row = "person,,Petra Neuling,,RUS,MIL,defence_minister,Minister of Defence,2017-01-01,2017-12-31,me\n"
    own = loaded(tmp_path, row)
    assert [s.name for s in own.holders("defence_minister", "RUS", "2017-02-16")] == ["Petra Neuling"]
    assert [s.name for s in own.holders("defence_minister", "RUS", "2016-02-16")] == ["Sergei Shoigu"]
    assert own.find("the Russian defense minister", "2017-02-16")[0].name == "Petra Neuling"
    assert [n.actor.id for hit in own.scan("Then Petra Neuling spoke.") for n in hit.names] == ["person/petra-neuling"]


def test_an_own_row_adds_an_office_to_a_known_person(tmp_path: Path) -> None:
    own = loaded(tmp_path, "person,,Sergei Lavrov,Lawrow,RUS,,lawmaker,Member of the Duma,2030,,me\n")
    assert own.resolve("Lawrow").id == "Q58217"
    assert [s.role for s in own.spells("Q58217")][:2] == ["lawmaker", "foreign_minister"]


def test_the_shipped_gazetteer_is_untouched(tmp_path: Path) -> None:
    loaded(tmp_path, "state,GGA,Georgia,,USA,,,,,,me\n")
    assert Gazetteer.load().resolve("Georgia").id == "GEO"


def test_all_faults_of_a_file_come_together(tmp_path: Path) -> None:
    rows = "planet,,Mars,,,,,,,,\nperson,,,,,,,,,,\nperson,,X Y,,,,minister,,,,\nstate,,Z,,,,,,soon,,\n"
    with pytest.raises(UsageError) as refused:
        loaded(tmp_path, rows)
    message = str(refused.value)
    for fault in (
        "line 2: kind 'planet'",
        "line 3: the name is empty",
        "line 4: an office needs",
        "line 5: start 'soon'",
    ):
        assert fault in message
    assert "\n" not in message


def test_a_missing_file_or_column_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(NoSource, match=r"nowhere\.csv"):
        Gazetteer.load(tmp_path / "nowhere.csv")
    with pytest.raises(UsageError, match="no column name"):
        loaded(tmp_path, "", heading="kind,id\n")
    (tmp_path / "binary.csv").write_bytes(b"\xff\xfe\x00\x01")
    with pytest.raises(UsageError, match="UTF-8"):
        Gazetteer.load(tmp_path / "binary.csv")
