"""The commands on relations, from other people's data to charts."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import Result

from tests.relations.worlds import world


@pytest.fixture
def archive(tmp_path: Path, invoke: Callable[..., Result]) -> Path:
    """Return an archive of events of two states that were taken over from a file of our own making."""
    made, lines = world(2, length=450, a_on_b=0.45), []
    for i, pair in enumerate(zip(made.forth, made.back, strict=True)):
        day = (date(2018, 1, 1) + timedelta(days=i)).isoformat().replace("-", "")
        for (source, target), number in zip((("CHL", "PER"), ("PER", "CHL")), pair, strict=True):
            lines += [f"{day}\t{source}\t{target}\t112\taccuse"] * (int(number) + 1)
    (tmp_path / "events.tab").write_text("\n".join(lines) + "\n")
    done = invoke("import", "keds", tmp_path / "events.tab", "--archive", tmp_path / "archive")
    assert done.exit_code == 0, done.output
    assert f"{len(lines):,} events added" in done.output
    return tmp_path / "archive"


def test_a_relation_comes_as_json_with_its_charts(archive: Path, invoke: Callable[..., Result], tmp_path: Path) -> None:
    for ending in ("svg", "png", "html"):
        file = tmp_path / f"chart.{ending}"
        result = invoke(
            "relation", "CHL", "Peru", "--by", "day", "--origin", "keds", "--archive", archive, "--chart", file
        )
        assert result.exit_code == 0, result.output
        assert file.stat().st_size > 5000
    found = json.loads(result.output)
    assert found["echoes"]["verdict"] == "one-sided"
    assert [name for name, _ in found["turns"]] == ["CHL>PER", "PER>CHL", "CHL<>PER"]
    assert sum(p["count"] for line in found["series"]["lines"] for p in line["points"]) > 2000


def test_our_own_events_alone_count_unless_others_are_asked_for(archive: Path, invoke: Callable[..., Result]) -> None:
    found = json.loads(invoke("relation", "CHL", "PER", "--by", "day", "--archive", archive).output)
    assert found["series"]["since"] is None
    assert found["echoes"] is None
    assert invoke("events", "--between", "CHL", "PER", "--archive", archive).output == ""
    one = invoke("events", "--between", "CHL", "PER", "--origin", "keds", "--limit", "1", "--archive", archive).output
    assert json.loads(one)["origin"] == "keds"


def test_an_outlook_comes_with_its_back_test_and_scenario(
    archive: Path, invoke: Callable[..., Result], tmp_path: Path
) -> None:
    ask = ("outlook", "CHL", "PER", "--by", "day", "--origin", "keds", "--archive", archive)
    result = invoke(*ask, "--if", "CHL>PER SANCTION +3", "--chart", tmp_path / "fan.png")
    assert result.exit_code == 0, result.output
    first, second = (json.loads(line) for line in result.output.splitlines())
    assert (first["source"], second["source"]) == ("CHL", "PER")
    assert first["scenario"] is None
    assert second["scenario"]["jump"] > 0
    assert {s["model"] for s in first["scores"]} >= {"naive", "together"}
    wrong = invoke(*ask, "--if", "CHL>PER AID +3")
    assert wrong.exit_code == 2
    assert "no conflict" in wrong.output


def test_a_relation_is_split_and_followed_on_demand(archive: Path, invoke: Callable[..., Result]) -> None:
    ask = ("relation", "CHL", "PER", "--by", "day", "--origin", "keds", "--archive", archive)
    result = invoke(*ask, "--split", "status", "--split", "issue", "--after", "accuse")
    assert result.exit_code == 0, result.output
    found = json.loads(result.output)
    parts = found["split"]["status"]
    assert {(p["source"], p["part"]) for p in parts} == {("CHL", "happened"), ("PER", "happened")}
    counted = sum(p["count"] for line in found["series"]["lines"] for p in line["points"])
    assert sum(p["count"] for p in parts) == counted
    assert [(one["doer"], one["found"]) for one in found["after"]] == [("CHL", None), ("PER", None)]
    assert "episodes are too few" in found["after"][0]["words"]  # it accuses every day: one long episode
    wrong = invoke(*ask, "--after", "GLARE")
    assert wrong.exit_code == 2
    assert "GLARE is no type" in wrong.output


def test_many_pairs_come_as_a_matrix(archive: Path, invoke: Callable[..., Result], tmp_path: Path) -> None:
    result = invoke("matrix", "--origin", "keds", "--archive", archive, "--chart", tmp_path / "matrix.png")
    assert result.exit_code == 0, result.output
    rows = [json.loads(line) for line in result.output.splitlines()]
    assert [(r["source"], r["target"], r["share"]) for r in rows] == [("CHL", "PER", 1.0), ("PER", "CHL", 1.0)]
    assert (tmp_path / "matrix.png").stat().st_size > 3000
    assert invoke("matrix", "CHL", "BRA", "--origin", "keds", "--archive", archive).output == ""
