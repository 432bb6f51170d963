"""Some columns of a Parquet file in a bucket, fetched without the others: a file on this machine that has only them.

Such a file is as long as the whole one, with holes where the other columns would be; a Parquet reader goes by the footer and
sees none of the holes unless it is asked for another column.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

WHOLE = 64 * 1024
"""Bytes below which a file is fetched whole: each further request costs more than what it would save."""

_TAIL = 16 * 1024  # bytes at the end of a file that are fetched first: the footer of a file with one group of rows
_END = 8  # bytes after the footer: its length, and Parquet's mark
_MARK = b"PAR1"

Ranges = Callable[[Sequence[tuple[int, int]]], Sequence[bytes]]
"""Gives the bytes of a file from each start to each end."""


def fetch(ranges: Ranges, size: int, columns: Collection[str], file: Path) -> None:
    """Make a file that has some columns of one of so many bytes, as a whole or not at all. Raises OSError."""
    draft = file.with_name(f"{file.name}.{os.getpid()}-{threading.get_ident()}")
    try:
        with draft.open("wb") as made:
            made.truncate(size)
            made.write(_MARK)
            _fill(made, [(size - min(_TAIL, size), size)], ranges)
            made.flush()
            length = int.from_bytes(_read(draft, size - _END, 4), "little")
            if _read(draft, size - len(_MARK), len(_MARK)) != _MARK or length > size - _END:
                raise OSError(f"{file.name} is no Parquet file")
            if length + _END > _TAIL:
                _fill(made, [(size - _END - length, size - min(_TAIL, size))], ranges)
                made.flush()
            _fill(made, list(_chunks(draft, columns)), ranges)
            made.flush()
            os.fsync(made.fileno())
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)


def _fill(made: Any, places: Sequence[tuple[int, int]], ranges: Ranges) -> None:
    """Write the bytes of some places. Raises OSError."""
    for (start, end), data in zip(places, ranges(places) if places else (), strict=True):
        if len(data) != end - start:
            raise OSError(f"the bucket gave {len(data):,} bytes of {end - start:,}")
        made.seek(start)
        made.write(data)


def _read(file: Path, start: int, length: int) -> bytes:
    """Return some bytes of a file."""
    with file.open("rb") as opened:
        opened.seek(start)
        return opened.read(length)


def _chunks(file: Path, columns: Collection[str]) -> Iterator[tuple[int, int]]:
    """Yield where some columns lie in a file, by its footer. Raises OSError, ArrowInvalid."""
    import pyarrow.parquet as pq

    footer = pq.read_metadata(file)
    for group in range(footer.num_row_groups):
        for number in range(footer.num_columns):
            chunk = footer.row_group(group).column(number)
            if chunk.path_in_schema.partition(".")[0] in columns:
                first = chunk.dictionary_page_offset if chunk.has_dictionary_page else chunk.data_page_offset
                yield first, first + chunk.total_compressed_size
