"""What is written comes back the same."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings

from detente.archive import Archive
from detente.archive.root import Folder
from detente.archive.store import dataset, open_table
from detente.archive.tables import COLUMNS, schema
from detente.records import Residue
from tests.archive.made_records import any_records, made_failure, made_records


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(made=any_records())
def test_records_come_back_as_they_were_written_and_the_archive_is_sound(made) -> None:
    with TemporaryDirectory() as folder:
        archive = Archive.open(Path(folder) / "archive", create=True)
        with archive.writer() as writer:
            writer.write([made])
        again = Archive.open(archive.path)
        assert again.reports() == [made.report]
        assert sorted(again.mentions(), key=lambda r: r.id) == sorted(made.mentions, key=lambda r: r.id)
        assert sorted(again.statements(), key=lambda r: r.id) == sorted(made.statements, key=lambda r: r.id)
        assert sorted(again.events(), key=lambda r: r.id) == sorted(made.events, key=lambda r: r.id)
        assert again.failures() == list(made.failures)
        assert again.check() == []


def test_every_table_has_the_documented_columns_and_says_what_they_hold(tmp_path: Path) -> None:
    from deltalake import DeltaTable

    archive = Archive.open(tmp_path / "a", create=True)
    for name, columns in COLUMNS.items():
        assert archive.table(name).column_names == [column.name for column in columns]
        stored = {field.name: field.metadata for field in DeltaTable(archive.path / name).schema().fields}
        assert all(stored[column.name]["comment"] == column.doc for column in columns)
        assert schema(name).names == [column.name for column in columns]


def test_reading_the_same_again_adds_nothing(tmp_path: Path) -> None:
    batch, failure = made_records(1, 5), made_failure("broken")
    archive = Archive.open(tmp_path / "a", create=True)
    with archive.writer() as writer:
        first = writer.write(batch, [failure])
        assert writer.write(batch, [failure]) == first
    with archive.writer() as writer:
        assert writer.write(batch[2:], [failure]) == first
    assert archive.version == first
    assert archive.count("reports") == 5
    assert archive.known() == {records.report.id for records in batch}


def test_a_report_that_comes_twice_in_a_batch_is_written_once(tmp_path: Path) -> None:
    batch = made_records(2, 3)
    archive = Archive.open(tmp_path / "a", create=True)
    with archive.writer() as writer:
        writer.write([*batch, *batch])
    assert archive.count("reports") == 3
    assert archive.check() == []


def test_a_reading_says_what_a_batch_added(tmp_path: Path) -> None:
    batch = made_records(3, 4)
    archive = Archive.open(tmp_path / "a", create=True)
    with archive.writer() as writer:
        writer.write(batch)
    creation, reading = archive.readings()
    assert (creation.kind, creation.number, reading.kind, reading.number) == ("create", 0, "read", 1)
    assert reading.rows["reports"] == 4
    assert reading.rows["statements"] == sum(len(records.statements) for records in batch)
    assert set(reading.versions) == set(COLUMNS) - {"readings"}
    assert reading.started <= reading.finished


def test_half_a_surrogate_pair_becomes_one_replacement_character(tmp_path: Path) -> None:
    (made,) = made_records(4, 1)
    odd = replace(made.report, source="caf\udce9.txt", residue=(Residue(text="\ud83dmenu", reason="menu"),))
    archive = Archive.open(tmp_path / "a", create=True)
    with archive.writer() as writer:
        writer.write([replace(made, report=odd)])
    (report,) = archive.reports()
    assert report.source == "caf\ufffd.txt"
    assert report.residue[0].text == "\ufffdmenu"


def test_a_date_beyond_the_calendar_keeps_its_text_and_sorts_last(tmp_path: Path) -> None:
    first, second = made_records(5, 2)
    far = replace(first.report.published, start="10000-01-01", end="10000-01-01")
    first = replace(first, report=replace(first.report, published=far))
    archive = Archive.open(tmp_path / "a", create=True)
    with archive.writer() as writer:
        writer.write([first, second])
    assert archive.reports()[-1].published == far


def test_files_are_read_without_python_so_that_a_thread_that_reads_ahead_cannot_outlive_it(tmp_path: Path) -> None:
    root = Folder(tmp_path / "an archive")
    Archive.open(root, create=True)
    found = dataset(root, "events", open_table(root, "events", None))
    assert found.filesystem.type_name == "subtree"
    assert found.filesystem.base_fs.type_name == "local"
