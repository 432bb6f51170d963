"""The samples from end to end: the planted differences are found, no other name, figure or day, and the command tells them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from detente.archive import Archive, Query
from detente.cli import main
from detente.stories.differences import differences
from detente.wire import record_to_dict

KINDS = ("name", "number", "date", "place")

pytestmark = pytest.mark.slow


@pytest.fixture
def archive(samples_archive: Path) -> Path:
    """Return an archive of the samples."""
    return samples_archive


@pytest.fixture
def invoke(archive: Path) -> Callable[..., Result]:
    """Return what runs the command on the samples."""
    return lambda *args: CliRunner().invoke(main, ["differences", "--archive", str(archive), *map(str, args)])


def test_planted_differences_are_found_and_no_other_name_figure_or_day(archive: Path) -> None:
    opened = Archive.open(archive)
    outlets = {r.id: r.outlet for r in opened.reports()}
    found = differences(opened)
    told = [(d.kind, {(outlets[v.report], v.value) for v in d.values}) for d in found if d.kind in KINDS]
    pompeo = [("The Patapsco Courier", "Mike Pompeo"), ("Lanhe", "Mike Pompeo")]
    expected = [
        *(("name", {("Third Kilometre", "Rex Tillerson"), other}) for other in pompeo),
        ("number", {("Ladoga", "Three Ukrainian servicemen"), ("The Scheldt Observer", "Six Ukrainian sailors")}),
        ("date", {("Lanhe", "2021-02-05 (Feb. 5)"), ("The Scheldt Observer", "2021-02-03 (3 February)")}),
    ]
    assert sorted(told, key=str) == sorted(expected, key=str)
    wordings = [{v.value for v in d.values} for d in found if d.kind == "wording"]
    assert any(
        any("asymmetrical, swift and tough" in v for v in values) and any("swift and harsh" in v for v in values)
        for values in wordings
    )
    assert [d.score for d in found] == sorted((d.score for d in found), reverse=True)


def test_the_planted_omission_and_denials_are_found(archive: Path) -> None:
    found = differences(Archive.open(archive))
    left_out = [d for d in found if d.kind == "omission" and d.values[0].outlet == "Ladoga"]
    assert any("Navalny" in v.value and "devastating" in v.value for d in left_out for v in d.values[1:])
    opposed = [" / ".join(v.value for v in d.values) for d in found if d.kind == "contradiction"]
    assert any("had mediated" in text and "which the White House denies" in text for text in opposed)
    assert any("did not accept" in text and "he accepted" in text for text in opposed)


def test_the_gazetteer_says_who_held_the_office(archive: Path) -> None:
    notes = [d.note or "" for d in differences(Archive.open(archive)) if d.kind == "name"]
    assert len(notes) == 2
    assert all("Mike Pompeo held the office" in note and "Rex Tillerson held it from" in note for note in notes)


def test_every_telling_stands_where_it_says(archive: Path) -> None:
    opened = Archive.open(archive)
    bodies = {r.id: r.body for r in opened.reports()}
    for difference in differences(opened):
        for telling in difference.values:
            passage = bodies[telling.report][slice(*telling.span)]
            named = telling.value.split(" (")[-1].rstrip(")") if difference.kind == "date" else telling.value
            assert all(word.strip(".,") in passage for word in named.split()), (telling, passage)


def test_a_filter_keeps_what_it_finds_one_telling_of(archive: Path) -> None:
    opened = Archive.open(archive)
    every = differences(opened)
    putin = differences(opened, Query(source="Q7747"))
    said = [d for d in putin if d.values[0].record is not None]
    assert said == [d for d in every if d.about == "what Vladimir Putin said"]
    assert said
    assert [d for d in every if any(v.outlet == "Lanhe" for v in d.values)] == differences(
        opened, Query(outlet="lanhe")
    )
    assert differences(opened, Query(limit=3)) == every[:3]
    assert differences(opened, Query(until="2016")) == []


def test_the_command_gives_json_lines_and_files(archive: Path, invoke: Callable[..., Result], tmp_path: Path) -> None:
    found = differences(Archive.open(archive))
    piped = invoke()
    assert piped.exit_code == 0, piped.stderr
    expected = [json.loads(json.dumps(record_to_dict(d))) for d in found]
    assert [json.loads(line) for line in piped.stdout.splitlines()] == expected
    assert all(d["record"] == "difference" for d in expected)
    assert any(d["story"] for d in expected)
    files = {kind: tmp_path / f"differences.{kind}" for kind in ("csv", "parquet", "json")}
    assert invoke(*(word for kind, file in files.items() for word in (f"--{kind}", file))).stdout == ""
    rows = list(csv.DictReader(io.StringIO(files["csv"].read_text())))
    assert [row["value"] for row in rows] == [v.value for d in found for v in d.values]
    assert files["json"].read_text() == piped.stdout
    import pyarrow.parquet

    assert pyarrow.parquet.read_table(files["parquet"])["value"].to_pylist() == [row["value"] for row in rows]


def test_the_command_filters_and_limits(invoke: Callable[..., Result]) -> None:
    assert len(invoke("--limit", 2).stdout.splitlines()) == 2
    assert invoke("--actor", "Ruslandia").exit_code == 2
    lines = invoke("--since", "2021-04-21", "--until", "2021-04-22", "--source", "Vladimir Putin").stdout.splitlines()
    assert any("asymmetrical, swift and tough" in line for line in lines)
    assert all(json.loads(line)["about"] == "what Vladimir Putin said" for line in lines)


def test_a_terminal_gets_a_table(
    archive: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from detente.cli.differences import _show

    monkeypatch.setenv("COLUMNS", "140")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    found = differences(Archive.open(archive))
    _show(found, cut=3)
    _show([], cut=3)
    shown = capsys.readouterr().out
    assert f"3 of {len(found)}" in shown
    assert "No differences found" in shown
