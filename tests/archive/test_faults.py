"""Each thing that can be wrong with an archive is told in one line: what, where, the mend."""

from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from detente.archive import Archive, Query, marker, migrations, store
from detente.archive.migrations import Migration
from detente.archive.root import MARKER, Folder, Root
from detente.archive.tables import COLUMNS, Column
from detente.errors import ArchiveDamaged, ArchiveError, ArchiveFull, ArchiveNewer, NoArchive
from detente.records import Records, Residue
from tests.archive.made_records import made_coded, made_correction, made_records, made_settlement, made_stories

RECORDS = made_records(31, 8)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = Archive.open(tmp_path_factory.mktemp("template") / "archive", create=True)
    with made.writer() as writer:
        writer.write(RECORDS[:4], stories=made_stories(RECORDS[:4]), coded=made_coded("one"))
        writer.write(RECORDS[4:], stories=made_stories(RECORDS[4:]), coded=made_coded("two"))
    return made.path


@pytest.fixture
def archive(template: Path, tmp_path: Path) -> Archive:
    return Archive.open(shutil.copytree(template, tmp_path / "archive"))


def one_line(error: pytest.ExceptionInfo[ArchiveError], archive: Path) -> str:
    """Return an error's message, which names the archive and is one line without colours."""
    line = str(error.value)
    assert line.startswith(str(archive))
    assert "\n" not in line
    assert "\x1b" not in line
    return line


def test_where_no_archive_is_the_command_that_makes_one_is_named(tmp_path: Path) -> None:
    with pytest.raises(NoArchive, match="make one with `detente read"):
        Archive.open(tmp_path / "none")
    (tmp_path / "empty").mkdir()
    with pytest.raises(NoArchive):
        Archive.open(tmp_path / "empty")


def test_a_file_is_no_archive_and_none_is_made_over_it(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("mine")
    with pytest.raises(NoArchive):
        Archive.open(file)
    with pytest.raises(ArchiveError, match="is a file; an archive is a folder"):
        Archive.open(file, create=True)
    assert file.read_text() == "mine"


@pytest.mark.parametrize("name", ["a b", "a#b?c", "50% done", "é", "s3:x", "~x", "-d"])
def test_an_archive_may_have_any_name_that_the_delta_library_can_use(tmp_path: Path, name: str) -> None:
    archive = Archive.open(tmp_path / name, create=True)
    with archive.writer() as writer:
        writer.write(RECORDS, stories=made_stories(RECORDS))
    assert Archive.open(tmp_path / name).count("reports") == len(RECORDS)
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("name", ["a%20b", "a\nb", os.fsdecode(b"caf\xe9")])
def test_a_name_that_the_delta_library_cannot_use_is_refused_at_once(tmp_path: Path, name: str) -> None:
    with pytest.raises(ArchiveError, match="give a plainer --archive"):
        Archive.open(tmp_path / name, create=True)
    assert list(tmp_path.iterdir()) == []


def test_no_archive_is_made_among_other_files(tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_text("mine")
    with pytest.raises(ArchiveError, match=r"holds other files \(thesis.doc\)"):
        Archive.open(tmp_path, create=True)
    assert [p.name for p in tmp_path.iterdir()] == ["thesis.doc"]


def test_an_archive_of_a_newer_schema_asks_for_a_newer_detente(archive: Archive) -> None:
    marker.write_marker(archive.root, migrations.newest() + 1)
    with pytest.raises(ArchiveNewer, match="install a newer detente") as error:
        Archive.open(archive.path)
    assert (error.value.found, error.value.known) == (migrations.newest() + 1, migrations.newest())


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format": "detente-archive"}', '{"format": "x"}', "\xff"])
def test_a_marker_that_cannot_be_read_is_damage(archive: Archive, text: str) -> None:
    (archive.path / MARKER).write_bytes(text.encode("latin-1"))
    with pytest.raises(ArchiveDamaged, match=r"archive damaged: archive\.json") as error:
        Archive.open(archive.path)
    one_line(error, archive.path)


def test_a_marker_that_is_missing_is_damage_and_never_a_new_archive(archive: Archive) -> None:
    (archive.path / MARKER).unlink()
    for create in (False, True):
        with pytest.raises(ArchiveDamaged, match=r"archive\.json: missing"):
            Archive.open(archive.path, create=create)


@pytest.mark.parametrize("table", list(COLUMNS))
def test_a_table_whose_log_is_gone_is_named(archive: Archive, table: str) -> None:
    shutil.rmtree(archive.path / table / "_delta_log")
    with pytest.raises(ArchiveDamaged) as error:
        Archive.open(archive.path).table(table)
    assert error.value.part == table
    one_line(error, archive.path)


@pytest.mark.parametrize("table", list(COLUMNS))
def test_a_log_with_a_gap_is_named(archive: Archive, table: str) -> None:
    with archive.writer() as writer:  # so that every table has a log with a middle
        writer.settle(made_settlement("one"))
        writer.settle(made_settlement("two"))
        writer.correct([made_correction("one")])
        writer.correct([made_correction("two")])
    (archive.path / table / "_delta_log" / "00000000000000000001.json").unlink()
    with pytest.raises(ArchiveDamaged) as error:
        Archive.open(archive.path).table(table)
    assert error.value.part == table
    one_line(error, archive.path)


@pytest.mark.parametrize("harm", ["cut", "gone"])
@pytest.mark.parametrize("table", ["reports", "mentions", "statements", "events", "residue"])
def test_a_data_file_that_is_cut_or_gone_is_told_by_queries_and_by_check(
    archive: Archive, table: str, harm: str
) -> None:
    file = next((archive.path / table).glob("*.parquet"))
    if harm == "cut":
        os.truncate(file, file.stat().st_size // 2)
    else:
        file.unlink()
    again = Archive.open(archive.path)
    with pytest.raises(ArchiveDamaged) as error:
        again.table(table)
    assert table in error.value.part
    one_line(error, archive.path)
    faults = again.check()
    assert len(faults) == 1
    assert f"archive damaged: {table}: " in faults[0]


def test_a_cut_reports_file_stops_a_writer(archive: Archive) -> None:
    for file in (archive.path / "reports").glob("*.parquet"):
        os.truncate(file, 10)
    with pytest.raises(ArchiveDamaged), Archive.open(archive.path).writer():
        pass


def no_room(*_args: object, **_options: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def not_allowed(*_args: object, **_options: object) -> None:
    raise OSError("Generic LocalFileSystem error: Unable to open file: Permission denied (os error 13)")


@pytest.mark.parametrize(("harm", "why"), [(no_room, "no room left on the device"), (not_allowed, "permission denied")])
def test_without_room_or_permission_nothing_changes_and_the_mend_is_told(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, harm, why: str
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("deltalake.write_deltalake", harm)
        with pytest.raises(ArchiveFull, match=f"cannot write: {why}; free room") as error, archive.writer() as writer:
            writer.write(made_records(33, 2))
        one_line(error, archive.path)
    assert Archive.open(archive.path).count("reports") == len(RECORDS)
    with archive.writer() as writer:
        writer.write(made_records(33, 2))
    assert archive.count("reports") == len(RECORDS) + 2


def test_without_permission_in_a_folder_a_batch_is_not_begun(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = archive.path / "events" / "_delta_log"
    monkeypatch.setattr(os, "access", lambda path, _mode: path != closed)
    before = sorted(archive.path.rglob("*"))
    with pytest.raises(ArchiveFull, match="no permission to write in events/_delta_log"), archive.writer() as writer:
        writer.write(made_records(33, 2))
    assert sorted(archive.path.rglob("*")) == before


@pytest.mark.parametrize("part", ["archive.json", "readings"])
def test_an_archive_that_may_not_be_read_is_not_called_damaged(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    monkeypatch.setattr(
        *{"archive.json": (Path, "read_text"), "readings": ("deltalake.DeltaTable",)}[part], not_allowed
    )
    with pytest.raises(ArchiveError, match=f"no permission to read {part}") as error:
        Archive.open(archive.path)
    assert not isinstance(error.value, ArchiveDamaged)


@pytest.mark.parametrize("harm", [no_room, not_allowed])
def test_an_archive_that_cannot_be_made_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, harm) -> None:
    monkeypatch.setattr(Path, "mkdir", harm)
    with pytest.raises(ArchiveFull):
        Archive.open(tmp_path / "archive", create=True)


def test_a_batch_that_cannot_fit_is_not_begun(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(archive.path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage._replace(free=1000))
    before = sorted(archive.path.rglob("*"))
    with pytest.raises(ArchiveFull, match="1,000 bytes free"), archive.writer() as writer:
        writer.write(made_records(33, 2))
    assert sorted(archive.path.rglob("*")) == before


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "disk"
    place.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", place], check=False, capture_output=True)
    if made.returncode:
        pytest.skip("no permission to mount a small file system")
    yield place
    subprocess.run(["umount", "-l", place], check=True)


def test_on_a_disk_that_fills_up_every_batch_acknowledged_stays_and_the_rest_goes_in_when_there_is_room(
    small_disk: Path,
) -> None:
    def filled(made: Records) -> Records:
        return replace(made, report=replace(made.report, residue=(Residue(text=os.urandom(60_000).hex(), reason="x"),)))

    batches = [[filled(made)] for made in made_records(34, 40)]
    ballast = small_disk / "ballast"
    ballast.write_bytes(b"x" * 700_000)
    archive, done = Archive.open(small_disk / "archive", create=True), 0

    def fill() -> None:
        nonlocal done
        with archive.writer() as writer:
            for batch in batches:
                writer.write(batch)
                done += 1

    with pytest.raises(ArchiveFull, match="no room left on the device"):
        fill()
    again = Archive.open(small_disk / "archive")
    assert 0 < done < len(batches)
    assert again.count("reports") == done
    assert again.check() == []
    ballast.unlink()
    with again.writer() as writer:
        writer.write(batches[done])
    assert again.count("reports") == done + 1
    assert again.check() == []


def test_an_older_archive_is_brought_up_to_date_once_and_keeps_its_rows(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows, events = archive.table("reports").to_pylist(), archive.events(Query())
    applied = add_migration(monkeypatch)
    again = Archive.open(archive.path)
    new = migrations.newest()
    assert [(r.kind, r.schema) for r in again.readings()] == [
        ("create", new - 1), ("read", new - 1), ("read", new - 1), ("migrate", new),
    ]  # fmt: skip
    assert [{**row, "mood": None} for row in rows] == again.table("reports").to_pylist()
    assert again.events() == events
    Archive.open(archive.path)
    assert applied == [archive.path]
    with again.writer() as writer:
        writer.write(made_records(33, 2))
    assert Archive.open(archive.path).check() == []
    assert again.readings()[-1].schema == new


def test_a_migration_whose_marker_was_not_written_is_not_applied_again(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    applied = add_migration(monkeypatch)
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "write_marker", no_room)
        with pytest.raises(OSError, match="No space"):
            Archive.open(archive.path)
    assert Archive.open(archive.path).version == 3
    assert marker.read_marker(archive.root) == migrations.newest()
    assert len(applied) == 1


def test_a_migration_cut_off_before_it_counts_is_undone_and_applied_anew(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    applied = add_migration(monkeypatch)
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "commit", no_room)
        with pytest.raises(OSError, match="No space"):
            Archive.open(archive.path)
    assert "mood" in Archive.open(archive.path).table("reports").column_names
    assert len(applied) == 2


def add_migration(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Add a migration that gives reports a column, and return the list of folders that it is applied to."""
    from deltalake import DeltaTable, Field

    mood = Column(name="mood", shape="text", doc="what it feels like")
    monkeypatch.setitem(COLUMNS, "reports", (*COLUMNS["reports"], mood))
    applied: list[Path] = []

    def add_mood(root: Root) -> None:
        applied.append(Path(root.address))
        table = DeltaTable(root.table("reports"))
        if "mood" not in [field.name for field in table.schema().fields]:
            table.alter.add_columns([Field("mood", "string")])

    number = migrations.newest() + 1
    more = [*migrations.MIGRATIONS, Migration(number=number, name="the mood of a report", apply=add_mood)]
    monkeypatch.setattr(migrations, "MIGRATIONS", more)
    return applied


def test_migrations_are_numbered_without_gaps_and_named() -> None:
    assert [m.number for m in migrations.MIGRATIONS] == list(range(1, len(migrations.MIGRATIONS) + 1))
    assert all(m.name for m in migrations.MIGRATIONS)


def test_a_new_archive_says_its_format_and_schema(archive: Archive) -> None:
    stored = json.loads((archive.path / MARKER).read_text())
    assert stored == {"format": marker.FORMAT, "schema": migrations.newest()}


def test_a_long_message_of_a_library_is_cut_to_a_line() -> None:
    error = store.fault(
        Folder(Path("a")), "events", ValueError("\x1b[31m↳\x1b[0m " + "x" * 400 + "\nmore"), writing=False
    )
    assert isinstance(error, ArchiveDamaged)
    assert len(error.reason) == 160
    assert error.reason.startswith("xxx")


def test_what_the_engine_says_of_damage_is_one_line(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    import duckdb

    for error, said in (
        (duckdb.Error("TProtocolException: Invalid data\n\nLINE 1: ..."), "archive damaged: events"),
        (duckdb.OutOfMemoryException("could not allocate"), "more memory than there is; narrow the filters"),
    ):

        def fail(*_: object, error: duckdb.Error = error) -> None:
            raise error

        with monkeypatch.context() as patch:
            patch.setattr("detente.archive.engine.see_files", fail)
            with pytest.raises(ArchiveError, match=said) as told:
                Archive.open(archive.path).events()
        one_line(told, archive.path)
