"""Some columns of a file in a bucket are fetched without the others, and are what they are in the whole file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from detente.archive import Archive, thin
from tests.archive.made_records import made_records, made_stories
from tests.conftest import BucketServer


@pytest.mark.parametrize("groups", [1, 40])
@pytest.mark.parametrize("dictionary", [True, False])
def test_a_file_with_holes_gives_the_columns_that_were_fetched(tmp_path: Path, groups: int, dictionary: bool) -> None:
    random = Random(groups)  # noqa: S311 - made-up rows
    rows = [
        {
            "id": random.randbytes(8).hex(),
            "body": random.randbytes(200).hex() if dictionary else None,
            "spans": [random.randrange(99) for _ in range(random.randrange(4))],
            "who": {"name": random.choice(["Oslo", "Lima"]), "office": None},
            "with.dot": random.randrange(9),
            **{f"wide_{number}": str(random.random()) for number in range(20)},
        }
        for _ in range(400)
    ]
    table = pa.Table.from_pylist(rows)
    pq.write_table(table, tmp_path / "whole", row_group_size=400 // groups, use_dictionary=dictionary)
    data = (tmp_path / "whole").read_bytes()
    asked: list[tuple[int, int]] = []

    def ranges(places: Sequence[tuple[int, int]]) -> list[bytes]:
        asked.extend(places)
        return [data[start:end] for start, end in places]

    columns = ("id", "spans", "who")
    thin.fetch(ranges, len(data), columns, tmp_path / "thin")
    assert pq.read_table(tmp_path / "thin", columns=list(columns)).equals(table.select(columns))
    assert sum(end - start for start, end in asked) < len(data) / 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["thin", "whole"]


@pytest.mark.parametrize("data", [b"PAR1" + bytes(9_000), bytes(40_000) + b"\xff\xff\xff\x7fPAR1"])
def test_what_is_no_parquet_file_leaves_none(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(OSError, match="is no Parquet file"):
        thin.fetch(lambda places: [data[start:end] for start, end in places], len(data), ("id",), tmp_path / "thin")
    with pytest.raises(OSError, match="gave 1 bytes"):
        thin.fetch(lambda _: [b"x"], len(data), ("id",), tmp_path / "thin")
    assert not list(tmp_path.iterdir())


def test_who_is_about_to_write_fetches_ids_and_no_bodies(bucket_server: BucketServer, tmp_path: Path) -> None:
    random = Random(5)  # noqa: S311 - made-up text, which does not shrink
    made = [
        replace(one, report=replace(one.report, body=random.randbytes(3_000).hex())) for one in made_records(51, 101)
    ]
    copy = Archive.open(tmp_path / "archive", create=True)
    with copy.writer() as writer:
        writer.write(made[:100], stories=made_stories(made[:100]))
    size = sum(file.stat().st_size for file in Path(copy.path, "reports").glob("*.parquet"))
    assert size > 4 * thin.WHOLE
    archive = Archive.open(bucket_server.upload(Path(copy.path), "press", "thin"))
    before = bucket_server.sent()
    with archive.writer() as writer:
        assert (archive.known(), archive.ungrouped(), archive.grouped()) == (
            copy.known(),
            copy.ungrouped(),
            copy.grouped(),
        )
        assert archive.count("reports") == 100
        fetched = bucket_server.sent() - before
        assert fetched < size / 2
        writer.write(made[99:])
    known = pa.array([one.report.id for one in made[:100]])
    before = bucket_server.sent()
    there, rows = Archive.open("s3://press/thin").beyond("reports", known, ("id", "body"))
    assert (there, [row["id"] for row in rows]) == (100, [made[100].report.id])
    assert bucket_server.sent() - before < size / 2
    with copy.writer() as writer:
        writer.write(made[99:])
    again = Archive.open("s3://press/thin")
    assert again.table("reports").equals(copy.table("reports"))
    again.keep_up(keep_days=0)
    kept = {file.name for file in (again.root.sidecar / "columns" / "reports").rglob("*.parquet")}
    assert kept <= {Path(path).name for path in again._files("reports")}
