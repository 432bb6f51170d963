"""Archives of each older schema open as archives of today."""

from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest
from deltalake import DeltaTable

from detente.archive import Archive, Query, migrations
from detente.archive.store import append, open_table
from detente.archive.tables import COLUMNS, schema
from detente.records import Records
from tests.archive.made_records import made_records

#: What each migration gave to which table: the columns of an archive that is older than it lack these.
ADDED = {
    2: {
        "reports": {
            *("changed_from", "changed_to", "changed_precision", "changed_text", "changed_known_from"),
            *("section", "place", "agency"),
        }
    },
    3: {"events": {"origin"}},
    6: {"events": {"mutual", "when_known_from", "passages"}},
}


def plain(records: Records) -> Records:
    """Return records without what an archive of schema 1 or 2 has no columns for."""
    report = replace(records.report, changed=None, section=None, place=None, agency=())
    events = tuple(replace(e, mutual=False, when_known_from=None, passages=()) for e in records.events)
    return replace(records, report=report, events=events)


def old_archive(path: Path, schema: int, monkeypatch: pytest.MonkeyPatch, batch: list[Records]) -> None:
    """Write an archive as a detente that knew migrations up to ``schema`` wrote it."""
    with monkeypatch.context() as patch:
        for number, tables in ADDED.items():
            for table, names in tables.items():
                if number > schema:
                    patch.setitem(COLUMNS, table, tuple(c for c in COLUMNS[table] if c.name not in names))
        patch.setattr(migrations, "MIGRATIONS", migrations.MIGRATIONS[:schema])
        with Archive.open(path, create=True).writer() as writer:
            patch.setattr("detente.archive.rows.report_row", only("report_row", "reports"))
            patch.setattr("detente.archive.rows.event_row", only("event_row", "events"))
            writer.write(batch)


def only(row: str, table: str):  # type: ignore[no-untyped-def]  # the function that it wraps says its types
    from detente.archive import rows

    make, names = getattr(rows, row), {c.name for c in COLUMNS[table]}
    return lambda *record: {name: value for name, value in make(*record).items() if name in names}


def test_reports_written_before_their_change_and_section_were_kept_are_read_without_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = [plain(records) for records in made_records(5, 4)]
    old_archive(tmp_path / "a", 1, monkeypatch, batch)
    before = {f.name for f in DeltaTable(tmp_path / "a" / "reports").schema().fields}
    assert not before & ADDED[2]["reports"]
    again = Archive.open(tmp_path / "a")
    assert sorted(again.reports(), key=lambda r: r.id) == [records.report for records in batch]
    assert again.table("reports").column_names == [column.name for column in COLUMNS["reports"]]
    assert [(r.kind, r.schema) for r in again.readings()][-1] == ("migrate", migrations.newest())
    more = made_records(6, 3)
    with again.writer() as writer:
        writer.write(more)
    assert [r for r in again.reports() if r.id.startswith("r-6-")] == sorted(
        (records.report for records in more), key=lambda r: ((r.published.start or "9999"), r.id)
    )
    assert again.check() == []


def test_events_written_before_their_further_passages_were_kept_are_read_without_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = [plain(records) for records in made_records(7, 4)]
    old_archive(tmp_path / "a", 5, monkeypatch, batch)
    assert not {f.name for f in DeltaTable(tmp_path / "a" / "events").schema().fields} & ADDED[6]["events"]
    again = Archive.open(tmp_path / "a")
    events = {e.id: e for records in batch for e in records.events}
    assert {e.id: e for e in again.events()} == events
    assert again.check() == []


def test_a_new_archive_is_made_in_one_batch_whatever_the_number_of_migrations(tmp_path: Path) -> None:
    readings = Archive.open(tmp_path / "a", create=True).readings()
    assert [(r.kind, r.number, r.schema) for r in readings] == [("create", 0, migrations.newest())]


def test_events_written_before_their_origin_was_kept_are_our_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = made_records(5, 4)
    old_archive(tmp_path / "a", 2, monkeypatch, batch)
    assert "origin" not in {f.name for f in DeltaTable(tmp_path / "a" / "events").schema().fields}
    again = Archive.open(tmp_path / "a")
    assert {e.id for e in again.events()} == {e.id for records in batch for e in records.events}
    assert again.events(Query(origin="icews")) == []


def test_the_words_that_describe_a_column_may_change_after_a_table_was_made(tmp_path: Path) -> None:
    archive = Archive.open(tmp_path / "a", create=True)
    rows = schema("failures").empty_table()
    described = [field.with_metadata({"comment": "said otherwise"}) for field in rows.schema]
    append(archive.root, "failures", open_table(archive.root, "failures", None), rows.cast(pa.schema(described)))
    assert Archive.open(tmp_path / "a").check() == []
