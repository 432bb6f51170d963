"""Parquet tables, row group by row group; only the columns that a report is made of are read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from detente.errors import SourceError
from detente.intake.columns import Columns, Row, assigned, fault, item_of, raw_of
from detente.intake.item import Place, failure
from detente.intake.streams import FLOOR, RATIO, Bomb, Budget
from detente.intake.unpacking import words

if TYPE_CHECKING:
    from pyarrow import RecordBatch
    from pyarrow.parquet import ParquetFile

#: Rows held at a time: some 3 MB of texts.
_BATCH = 500
#: Bytes of texts that rows held at a time may have: a column that stands in few bytes may say one text again and again.
_HELD = 200_000_000
#: A column whose pages are this many times as large as what they are unpacked from may do so.
_REPEATED = 20
#: Bytes that a row is counted for at least.
_ROW = 1_000
#: Bytes of a column read at a time; without it a whole row group, which may be a whole table, is held.
_BUFFER = 1_000_000


def _whole_seconds(batch: RecordBatch) -> RecordBatch:
    """Return rows with their times cut to seconds: Python's have no room for nanoseconds."""
    import pyarrow as pa

    fields = [
        field.with_type(pa.timestamp("s", tz=field.type.tz)) if pa.types.is_timestamp(field.type) else field
        for field in batch.schema
    ]
    return batch.cast(pa.schema(fields), safe=False)


def _rows_at_a_time(table: ParquetFile, wanted: list[str], budget: Budget) -> int:
    """Return how many rows may be held, whatever each of them turns out to hold. Raises Bomb."""
    rows = _BATCH
    for group in range(table.metadata.num_row_groups):
        about = table.metadata.row_group(group)
        for number in range(about.num_columns):
            column = about.column(number)
            if column.path_in_schema.partition(".")[0] not in wanted:
                continue
            packed, unpacked = column.total_compressed_size, column.total_uncompressed_size
            if unpacked > FLOOR and unpacked > RATIO * packed:
                raise Bomb(budget.source)
            if unpacked > packed * _REPEATED:
                rows = min(rows, max(1, _HELD // unpacked))
    return rows


def parquet_rows(file: BinaryIO | Path, place: Place, columns: Columns, budget: Budget) -> Iterator[Row]:
    """Yield what each row of a Parquet table holds.

    What the rows hold is charged to ``budget``.

    Raises:
        Bomb: it holds far more than its size.
        SourceError: it is no Parquet table, or damaged.
    """
    import pyarrow as pa
    from pyarrow import parquet

    source = place.source
    try:
        with parquet.ParquetFile(file, buffer_size=_BUFFER, pre_buffer=False) as table:
            names = list(table.schema_arrow.names)
            if what := fault(names, columns):
                yield failure(source, f"{source}: {what}")
                return
            wanted = sorted(set(assigned(names, columns).values()), key=names.index)
            number = 0
            size = _rows_at_a_time(table, wanted, budget)
            for batch in table.iter_batches(batch_size=size, columns=wanted, use_threads=False):
                for row in _whole_seconds(batch).to_pylist():
                    number += 1
                    raw = raw_of(row)
                    budget.charge(max(len(raw), _ROW))
                    yield item_of(row, raw, columns, place=place, number=number, unit="row")
    except (pa.ArrowException, OSError, ValueError, OverflowError) as error:
        raise SourceError(source, f"not a sound Parquet table: {words(error)}; write it anew") from error
    if not number:
        yield failure(source, f"{source}: a table without rows; give one report a row")
