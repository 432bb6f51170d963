"""`detente review`: say, list, undo, take along."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from tests.review.texts import kept, records

Invoke = Callable[..., Result]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    return Path(kept(tmp_path / "a", records("r1")).path)


def lines(result: Result) -> list[dict[str, object]]:
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_a_status_is_corrected_listed_and_undone(invoke: Invoke, archive: Path) -> None:
    asked = ["events", "--type", "SANCTION", "--archive", str(archive)]
    own = str(lines(invoke(*asked))[0]["id"])
    with_archive = ["--because", "the talks are to come", "--archive", str(archive)]
    made = lines(invoke("review", "status", own[:8], "planned", *with_archive))[0]
    assert (made["record"], made["kind"], made["value"]) == ("correction", "status", "planned")
    assert lines(invoke(*asked))[0]["status"] == "planned"
    listed = lines(invoke("review", "list", "--archive", str(archive)))
    assert [(r["record"], r["kind"], r["value"], r["undone"]) for r in listed] == [
        ("review", "status", "planned", None)
    ]
    lines(invoke("review", "undo", str(made["id"]), *with_archive))
    assert lines(invoke(*asked))[0]["status"] == "happened"
    assert lines(invoke("review", "list", "--counting", "--archive", str(archive))) == []


def test_actors_types_and_acts_are_corrected_and_exported(invoke: Invoke, archive: Path, tmp_path: Path) -> None:
    with_archive = ["--because", "so it is", "--archive", str(archive)]
    event = str(lines(invoke("events", "--type", "SANCTION", "--archive", str(archive)))[0]["id"])
    statement = str(lines(invoke("statements", "--archive", str(archive)))[0]["id"])
    invoke("review", "type", event, "SANCTION", "--mode", "expel", *with_archive)
    invoke("review", "actor", event, "Belarus", "--scope", "report", *with_archive)
    invoke("review", "same", "Makarov", "RUS", *with_archive)
    invoke("review", "acts", statement, "promise", *with_archive)
    got = lines(invoke("events", "--source", "BLR", "--archive", str(archive)))[0]
    assert (got["mode"], got["source"]["country"]) == ("expel", "BLR")  # type: ignore[index]
    assert lines(invoke("statements", "--act", "promise", "--source", "RUS", "--archive", str(archive)))
    invoke("review", "nothing", event, *with_archive)
    toml = invoke("review", "examples", "--archive", str(archive))
    assert toml.exit_code == 0
    file = tmp_path / "judgements.jsonl"
    assert invoke("review", "export", "--out", str(file), "--archive", str(archive)).exit_code == 0
    other = kept(tmp_path / "b", records("r1", reader="2"))
    assert "5 taken over" in invoke("review", "import", str(file), "--archive", str(other.path)).stderr
    assert lines(invoke("statements", "--act", "promise", "--archive", str(other.path)))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("actor", "zzz", "RUS"), "no record"),
        (("actor", "zzz"), "WHO"),
        (("type", "zzz", "SANCTION"), "no record"),
        (("undo", "zzz"), "no judgement"),
    ],
)
def test_what_cannot_be_said_is_one_line_and_status_two(
    invoke: Invoke, archive: Path, given: tuple[str, ...], said: str
) -> None:
    got = invoke("review", *given, "--because", "so", "--archive", str(archive))
    assert got.exit_code == 2
    assert said in got.stderr
    assert len(got.stderr.splitlines()) == 1


def test_what_no_export_wrote_is_not_taken_over(invoke: Invoke, archive: Path, tmp_path: Path) -> None:
    for text in ("{}", "no", '{"record": "correction", "id": 3}', '{"record": "correction", "id": "x"}'):
        (tmp_path / "x.jsonl").write_text(text)
        got = invoke("review", "import", str(tmp_path / "x.jsonl"), "--archive", str(archive))
        assert got.exit_code == 2, text
        assert "line 1" in got.stderr
