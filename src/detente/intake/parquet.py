"""Parquet tables, row group by row group; only the columns that a report is made of are read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from detente.errors import SourceError
from detente.intake.columns import Columns, Row, assigned, fault, item_of, raw_of
from detente.intake.item import Place, failure
from detente.intake.unpacking import words

#: Rows held at a time: some 3 MB of texts.
_BATCH = 500


def parquet_rows(file: BinaryIO | Path, place: Place, columns: Columns) -> Iterator[Row]:
    """Yield what each row of a Parquet table holds.

    Raises:
        SourceError: it is no Parquet table, or damaged.
    """
    import pyarrow as pa
    from pyarrow import parquet

    source = place.source
    try:
        with parquet.ParquetFile(file, memory_map=isinstance(file, Path), pre_buffer=False) as table:
            names = list(table.schema_arrow.names)
            if what := fault(names, columns):
                yield failure(source, f"{source}: {what}")
                return
            wanted = sorted(set(assigned(names, columns).values()), key=names.index)
            number = 0
            for batch in table.iter_batches(batch_size=_BATCH, columns=wanted, use_threads=False):
                for row in batch.to_pylist():
                    number += 1
                    yield item_of(row, raw_of(row), columns, place=place, number=number, unit="row")
    except (pa.ArrowException, OSError) as error:
        raise SourceError(source, f"not a sound Parquet table: {words(error)}; write it anew") from error
    if not number:
        yield failure(source, f"{source}: a table without rows; give one report a row")
