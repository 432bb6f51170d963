"""Upkeep changes files, never rows: same order, same answers, nothing removed that a version in use needs."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from detente.archive import Archive, upkeep
from detente.archive.tables import DATA_TABLES
from detente.archive.under_way import cut_off
from detente.cli.cut_off import words
from detente.errors import ArchiveBusy, ArchiveDamaged
from tests.archive.made_records import made_failure, made_records, made_stories

BATCHES = 10


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = Archive.open(tmp_path_factory.mktemp("template") / "a", create=True)
    with made.writer() as writer:
        for number in range(BATCHES):
            batch = made_records(50 + number, 2)
            writer.write(batch, [made_failure(str(number))], stories=made_stories(batch))
    return made.path


@pytest.fixture
def archive(template: Path, tmp_path: Path) -> Archive:
    """Return an archive of ten batches."""
    return Archive.open(shutil.copytree(template, tmp_path / "a"))


def contents(archive: Archive) -> dict[str, list[dict[str, object]]]:
    """Return the rows of every data table in the order in which they were written."""
    return {name: [row for batch in archive.batches(name) for row in batch.to_pylist()] for name in DATA_TABLES}


def parquet(archive: Archive, table: str) -> int:
    return len(list((archive.path / table).glob("*.parquet")))


def test_many_small_files_become_one_with_the_same_rows_in_the_same_order(archive: Archive) -> None:
    before, asked = contents(archive), archive.events()
    done = archive.keep_up(keep_days=0)
    assert "reports" in done.compacted
    again = Archive.open(archive.path)
    assert contents(again) == contents(archive) == before
    assert again.events() == asked
    assert again.check() == []
    assert again.version == done.version == BATCHES + 1
    assert again.readings()[-1].kind == "upkeep"


def test_rows_keep_their_order_where_a_table_becomes_several_files(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(archive)
    monkeypatch.setattr("detente.archive.upkeep.PART_BYTES", 10_000)
    archive.keep_up(keep_days=0)
    assert contents(Archive.open(archive.path)) == before


def test_files_that_are_small_but_full_are_not_written_anew_again(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(archive)
    a_batch = next(iter(archive.batches("mentions"))).nbytes
    monkeypatch.setattr("detente.archive.upkeep.PART_BYTES", 4 * a_batch)
    monkeypatch.setattr("detente.archive.upkeep.MOST_SMALL", 2)
    assert "mentions" in archive.keep_up(keep_days=0).compacted
    assert archive.keep_up(keep_days=0).compacted == ()
    assert 1 < parquet(archive, "mentions") < BATCHES
    assert contents(Archive.open(archive.path)) == before


def test_a_reader_that_holds_an_earlier_version_goes_on_while_it_is_kept(archive: Archive) -> None:
    reader = Archive.open(archive.path)
    held = contents(reader)
    with archive.writer() as writer:
        writer.write(made_records(99, 2))
    archive.keep_up()
    assert contents(reader) == held
    assert parquet(archive, "reports") > 1


def test_what_is_older_than_is_kept_is_removed_and_writing_goes_on(archive: Archive) -> None:
    archive.keep_up(keep_days=0)
    done = archive.keep_up(keep_days=0)
    assert done.files < done.files_before
    assert done.compacted == ()
    assert all(parquet(archive, name) <= 1 for name in ("reports", "mentions", "statements", "events"))
    with archive.writer() as writer:
        writer.write(made_records(98, 2))
    assert archive.count("reports") == 2 * BATCHES + 2
    assert Archive.open(archive.path).check() == []


@pytest.mark.parametrize(("step", "call"), [("rewrite", 3), ("clean", 3), ("commit", 1)])
def test_being_cut_off_at_any_step_loses_nothing(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, step: str, call: int
) -> None:
    before = contents(archive)
    calls = [0]

    def cut(function: Callable[..., object]) -> Callable[..., object]:
        def dying(*args: object, **named: object) -> object:
            done = function(*args, **named) if step != "commit" else None
            calls[0] += 1
            if calls[0] == call or step == "commit":
                raise KeyboardInterrupt
            return done

        return dying

    with monkeypatch.context() as patched:
        patched.setattr(upkeep, step, cut(getattr(upkeep, step)))
        with pytest.raises(KeyboardInterrupt):
            archive.keep_up(keep_days=0)
    assert contents(Archive.open(archive.path)) == before
    again = Archive.open(archive.path)
    [left], done = cut_off(again), again.keep_up(keep_days=0)
    assert done.cut_off == replace(left, continued=True)
    assert words(left) == "an upkeep was cut off: 0 tables were stored before; run it again to go on"
    assert cut_off(again) == []
    assert contents(Archive.open(archive.path)) == before
    assert again.check() == []


def test_versions_in_use_are_those_that_were_the_last_within_the_days_kept(archive: Archive) -> None:
    readings = sorted(archive.readings(), key=lambda reading: reading.number)
    assert upkeep.in_use(readings, 1)["reports"] == tuple(range(BATCHES + 1))
    assert upkeep.in_use(readings, 0)["reports"] == (BATCHES,)


def test_upkeep_waits_for_no_writer(archive: Archive) -> None:
    with archive.writer(), pytest.raises(ArchiveBusy):
        Archive.open(archive.path).keep_up()


def test_a_table_that_lost_a_file_is_told_and_left_as_it_is(archive: Archive) -> None:
    next((archive.path / "events").glob("*.parquet")).unlink()
    with pytest.raises(ArchiveDamaged, match="events"):
        archive.keep_up()
    assert Archive.open(archive.path).version == BATCHES
