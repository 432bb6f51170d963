"""Series summed by the archive's engine: equal to counting its records; and the matrix of all pairs."""

from __future__ import annotations

import pytest

from detente.archive import Archive, Query
from detente.relations import By, series
from detente.relations.stored import matrix, stored_series
from tests.archive.made_records import made_records


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """Return an archive of made records in two batches, so that its tables have several files."""
    path = tmp_path_factory.mktemp("made") / "archive"
    with Archive.open(path, create=True).writer() as writer:
        writer.write(made_records(3, 40))
        writer.write(made_records(4, 40))
    return Archive.open(path)


@pytest.mark.parametrize("by", ["day", "week", "month", "quarter", "year", None])
def test_the_engine_counts_as_the_records_do(archive: Archive, by: By | None) -> None:
    plain = series(archive.events(), "RUS", "USA", by=by, seen=[r.published for r in archive.reports()])
    found = stored_series(archive, Query(between=("RUS", "USA")), by=by)
    assert sum(p.count or 0 for line in plain.lines for p in line.points) > 0
    assert found == plain


def test_the_matrix_holds_every_pair(archive: Archive) -> None:
    table = matrix(archive, Query(), by="month").to_pylist()
    for source, target in {(r["source"], r["target"]) for r in table}:
        found = stored_series(archive, Query(between=(source, target)), by="month")
        months = {p.start: (p.count, p.conflict) for p in found.lines[0].points if p.count}
        rows = [r for r in table if (r["source"], r["target"]) == (source, target)]
        assert {r["start"].isoformat()[:10]: (r["count"], r["conflict"]) for r in rows} == months
