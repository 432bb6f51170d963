"""Sums kept beside the tables: what they answer equals what the tables answer, whatever the sums lack."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from detente.archive import Archive, Query, sums
from detente.archive.tallies import Dated
from detente.records import Status
from detente.relations import series
from detente.relations.stored import stored_series
from tests.archive.made_records import made_correction, made_records

PAIRS = (("USA", "RUS"), ("Q58217", "RUS"), ("RUS", "NATO"))
"""Also of a person and the state that it belongs to: whichever is asked for first acts."""

STATUSES: tuple[Status, ...] = ("happened", "ongoing", "threatened")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an archive with sums of read and of imported events, and with a batch that came after them."""
    path = tmp_path_factory.mktemp("summed") / "archive"
    with pytest.MonkeyPatch.context() as patch, Archive.open(path, create=True).writer() as writer:
        patch.setattr(sums, "LEAST", 1)
        writer.write(made_records(3, 25))
    archive = Archive.open(path)
    imported = archive.table("events")
    own = pa.array([f"icews:{n}" for n in range(len(imported))])
    origin = pa.repeat(pa.scalar("icews"), len(imported))
    at = imported.column_names.index
    imported = imported.set_column(at("id"), "id", own).set_column(at("origin"), "origin", origin)
    with pytest.MonkeyPatch.context() as patch, archive.writer() as writer:
        patch.setattr(sums, "LEAST", 1)
        writer.write_tables({"events": imported})
        writer.write(made_records(4, 15))
    with archive.writer() as writer:
        writer.write(made_records(5, 3))
    return path


def plain(path: Path) -> Archive:
    """Return the archive without its sums."""
    archive = Archive.open(path)
    archive.keeps_sums = False
    return archive


def grouped(table: pa.Table) -> list[tuple[object, ...]]:
    """Return sums by side, days and type, each in one row."""
    keys = ["side", "first_day", "last_day", "type"]
    figures = ["count", "total", "negative", "goldstein", "goldstein_negative"]
    rows = table.group_by(keys).aggregate([(name, "sum") for name in figures]).to_pylist()
    return sorted(
        (str([row[k] for k in keys]), *(round(float(row[f"{f}_sum"] or 0), 6) for f in figures)) for row in rows
    )


def covered(path: Path, table: str) -> int:
    """Return of how many rows of a table there are sums."""
    return sum(sums.Sums(path, table).covered().values())


def test_sums_are_made_of_what_is_much_and_lack_what_came_after(path: Path) -> None:
    archive = Archive.open(path)
    assert 0 < covered(path, "events") < archive.count("events", Query(origin="all"))
    assert 0 < covered(path, "reports") < archive.count("reports")


@pytest.mark.parametrize("origin", [None, "icews", "all"])
def test_sums_answer_as_the_tables_do(path: Path, origin: str | None) -> None:
    summed, tables = Archive.open(path), plain(path)
    found = 0
    for n, pair in enumerate(PAIRS[:1] if origin else PAIRS):
        q = Query(between=pair, origin=origin, type=(None, "Sanction")[n % 2], status=(None, None, "happened")[n % 3])
        dated: Dated = "own" if n % 2 else "report"
        rows = summed.pair_days(q, STATUSES, dated)
        assert grouped(rows) == grouped(tables.pair_days(q, STATUSES, dated))
        assert summed.undated(q, STATUSES, dated) == tables.undated(q, STATUSES, dated)
        found += len(rows)
    assert found


def test_a_series_by_sums_is_that_of_the_records(path: Path) -> None:
    archive = Archive.open(path)
    seen = [r.published for r in archive.reports()]
    assert stored_series(archive, Query(between=("USA", "RUS"))) == series(archive.events(), "USA", "RUS", seen=seen)


def test_reports_are_counted_by_sums_as_by_the_tables(path: Path) -> None:
    for q in (Query(), Query(outlet="northern POST")):
        assert Archive.open(path).publications(q).to_pylist() == plain(path).publications(q).to_pylist()


def test_questions_that_sums_cannot_answer_and_corrected_events_are_counted_in_the_tables(path: Path) -> None:
    narrowed = Query(between=("RUS", "USA"), issue="cyber", outlet="Northern Post")
    assert Archive.open(path).pair_days(narrowed, STATUSES).equals(plain(path).pair_days(narrowed, STATUSES))
    archive, q = Archive.open(path), Query(between=("RUS", "USA"))
    before = grouped(archive.pair_days(q, STATUSES))
    event = next(e for e in archive.events(q) if e.status == "happened")
    word = replace(made_correction(event.id), report=event.report, span=event.passage, was="happened", value="denied")
    with archive.writer() as writer:
        writer.correct([word])
    after = grouped(archive.pair_days(q, STATUSES))
    assert after == grouped(plain(path).pair_days(q, STATUSES))
    assert after != before


def test_sums_that_are_broken_or_of_other_files_count_for_nothing(path: Path) -> None:
    q = Query(between=("RUS", "USA"), origin="icews")
    want = grouped(plain(path).pair_days(q, STATUSES))
    file = sums.Sums(path, "events").file
    whole = file.read_bytes()
    for broken in (b"", whole[:4] + bytes(60) + whole[64:]):
        file.write_bytes(broken)
        assert grouped(Archive.open(path).pair_days(q, STATUSES)) == want
    pq.write_table(
        pq.read_table(pa.BufferReader(whole)).replace_schema_metadata({"files": '{"gone.parquet": 9}'}), file
    )
    assert grouped(Archive.open(path).pair_days(q, STATUSES)) == want
