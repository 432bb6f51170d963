"""Rows of a table that somebody who keeps their ids does not know yet, found without reading the others whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.dataset as ds


def beyond(
    ids: ds.Dataset, whole: Callable[[set[str]], ds.Dataset], known: pa.Array, names: Sequence[str]
) -> tuple[int, Iterator[dict[str, Any]]]:
    """Return how many of some ids a table has, and its other rows as dicts of some columns.

    ``ids`` has the table's ids at least, ``whole`` gives it with all columns of some files by name: those that do not hold
    known rows alone. Raises OSError, ArrowInvalid, also on the way.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    files = [_name(file) for file in ids.get_fragments()]
    read = [file.to_table(columns=["id"], schema=ids.schema)["id"] for file in ids.get_fragments()]
    every = pa.chunked_array([chunk for one in read for chunk in one.chunks], pa.string())
    there = pc.is_in(every, value_set=known.cast(pa.string())).combine_chunks()
    new: dict[str, pa.Array] = {}
    begin = 0
    for name, one in zip(files, read, strict=True):
        lacking = pc.invert(there.slice(begin, len(one)))
        begin += len(one)
        if pc.any(lacking).as_py():
            new[name] = lacking
    return pc.sum(there).as_py() or 0, _others(whole, new, names)


def _others(
    whole: Callable[[set[str]], ds.Dataset], new: Mapping[str, pa.Array], names: Sequence[str]
) -> Iterator[dict[str, Any]]:
    """Yield the new rows of files, file by file; ``new`` says of each row whether it is."""
    if not new:
        return
    table = whole(set(new))
    for file in table.get_fragments():
        at = 0
        for batch in file.to_batches(columns=list(names), schema=table.schema) if _name(file) in new else ():
            yield from batch.filter(new[_name(file)].slice(at, batch.num_rows)).to_pylist()
            at += batch.num_rows


def _name(file: ds.Fragment) -> str:
    """Return what a file of a table is called."""
    return str(file.path).rpartition("/")[2]
