"""Rows of a table that somebody who keeps their ids does not know yet, found without reading the others whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.dataset as ds


def beyond(table: ds.Dataset, known: pa.Array, names: Sequence[str]) -> tuple[int, Iterator[dict[str, Any]]]:
    """Return how many of some ids a table has, and its other rows as dicts of some columns.

    Of files that hold known rows alone only the ids are read. Raises OSError, ArrowInvalid, also on the way.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    files = list(table.get_fragments())
    ids = [file.to_table(columns=["id"], schema=table.schema)["id"] for file in files]
    every = pa.chunked_array([chunk for one in ids for chunk in one.chunks], pa.string())
    there = pc.is_in(every, value_set=known.cast(pa.string())).combine_chunks()
    return pc.sum(there).as_py() or 0, _others(table, files, [len(one) for one in ids], there, names)


def _others(
    table: ds.Dataset, files: Sequence[ds.Fragment], sizes: Sequence[int], there: pa.Array, names: Sequence[str]
) -> Iterator[dict[str, Any]]:
    """Yield the rows that are not there, file by file; ``there`` is one a row of all files."""
    import pyarrow.compute as pc

    begin = 0
    for file, size in zip(files, sizes, strict=True):
        new = pc.invert(there.slice(begin, size))
        begin += size
        at = 0
        for batch in file.to_batches(columns=list(names), schema=table.schema) if pc.any(new).as_py() else ():
            yield from batch.filter(new.slice(at, batch.num_rows)).to_pylist()
            at += batch.num_rows
