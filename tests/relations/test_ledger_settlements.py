"""People's settlements: stored, over the rules, undone, and seen; by calls and by commands."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest
from click.testing import CliRunner, Result

from detente.archive import Archive
from detente.errors import UsageError
from detente.foretold import Entry
from detente.relations import ledger, settle, undo
from tests.relations.ledger_press import REPORTS
from tests.relations.ledger_reading import archive_of


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return archive_of(REPORTS[:4], tmp_path_factory.mktemp("made")).path


@pytest.fixture
def archive(made: Path, tmp_path: Path) -> Archive:
    return Archive.open(copytree(made, tmp_path / "own"))


def gas(archive: Archive) -> Entry:
    """Return the entry that a gas agreement will be signed, which came true."""
    (one,) = (e for e in ledger(archive) if "gas agreement" in e.text)
    return one


def test_a_settlement_wins_over_the_rules_until_it_is_undone(archive: Archive) -> None:
    assert gas(archive).state == "came_true"
    stored = settle(archive, gas(archive).id, "did_not_come_true", because="signed, not ratified", who="Ana")
    own = gas(Archive.open(archive.path))
    assert (own.state, own.settlement) == ("did_not_come_true", stored.id)
    assert "Ana" in own.why
    assert "signed, not ratified" in own.why
    assert own.evidence, "what the rules found stays to be seen"
    undone = undo(archive, own.id, who="Ben")
    assert (gas(archive).state, gas(archive).settlement) == ("came_true", None)
    assert archive.settlements() == [stored, undone]
    assert archive.check() == []


def test_the_settlement_before_counts_again_when_the_last_is_undone(archive: Archive) -> None:
    first = settle(archive, gas(archive).id, "open", because="one", who="Ana")
    last = settle(archive, gas(archive).id, "cannot_be_told", because="two", who="Ana")
    undo(archive, last.id, who="Ana")
    assert gas(archive).settlement == first.id


def test_a_settlement_outlives_later_readings(archive: Archive, tmp_path: Path) -> None:
    stored = settle(archive, gas(archive).id, "cannot_be_told", because="unclear", who="Ana")
    from detente.reading import read

    more = tmp_path / "more.txt"
    more.write_text("Paris, 3 July 2015\n\nFrance and Spain held talks in Paris on Thursday.\n", encoding="utf-8")
    read([str(more)], archive=archive.path)
    assert gas(Archive.open(archive.path)).settlement == stored.id


@pytest.mark.parametrize(
    ("state", "because", "words"),
    [("crossed", "why", "a prediction cannot be 'crossed'"), ("open", "  ", "needs its reason")],
)
def test_what_cannot_be_said_of_an_entry_is_refused(archive: Archive, state, because: str, words: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(UsageError, match=words):
        settle(archive, gas(archive).id, state, because=because, who="Ana")
    assert archive.settlements() == []


def test_an_unknown_id_is_refused(archive: Archive) -> None:
    with pytest.raises(UsageError, match="no entry"):
        settle(archive, "ffff", "open", because="why", who="Ana")
    with pytest.raises(UsageError, match="no settlement"):
        undo(archive, gas(archive).id, who="Ana")


@pytest.fixture
def run(archive: Archive) -> Callable[..., Result]:
    """Return what runs ``detente ledger`` on the archive."""
    from detente.cli.ledger import ledger as command

    return lambda *args: CliRunner().invoke(command, ["--archive", str(archive.path), *args])


def lines(result: Result) -> list[dict[str, object]]:
    """Return the JSON lines that a command wrote."""
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_the_command_lists_settles_and_undoes(run: Callable[..., Result], archive: Archive) -> None:
    (one,) = lines(run("--kind", "prediction", "--state", "came_true"))
    assert (one["record"], one["kind"], one["state"]) == ("ledger", "prediction", "came_true")
    (stored,) = lines(run("settle", str(one["id"]), "cannot_be_told", "--because", "unclear"))
    assert stored["record"] == "settlement"
    assert lines(run("--kind", "prediction"))[0]["state"] == "cannot_be_told"
    lines(run("undo", str(one["id"])))
    assert lines(run("--kind", "prediction"))[0]["state"] == "came_true"
    assert len(lines(run("settlements"))) == len(archive.settlements()) + 2


def test_the_command_writes_tables_and_records(run: Callable[..., Result], tmp_path: Path) -> None:
    import pyarrow.parquet

    csv, parquet = tmp_path / "l.csv", tmp_path / "l.parquet"
    assert run("--csv", str(csv), "--parquet", str(parquet)).exit_code == 0
    rows = pyarrow.parquet.read_table(parquet)
    assert rows.num_rows == len(lines(run()))
    assert csv.read_text(encoding="utf-8").startswith('"id"')
    assert {r["by"] for r in lines(run("record", "--by", "outlet"))} == {"outlet"}
