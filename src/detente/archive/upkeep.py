"""Upkeep of an archive: many small files made few large ones, and files removed that no version in use needs."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from detente import __version__
from detente.archive.migrations import newest
from detente.archive.readings import NAME as READINGS
from detente.archive.readings import Reading, commit, now
from detente.archive.recovery import undo_cut_off
from detente.archive.room import need_permission, need_room
from detente.archive.root import Root
from detente.archive.store import clean, dataset, in_order, open_table, rewrite, sizes, small_files
from detente.archive.tables import COLUMNS
from detente.archive.under_way import CutOff

if TYPE_CHECKING:
    import pyarrow as pa
    from deltalake import DeltaTable

KEEP_DAYS = 7.0
"""Days for which versions stay readable: longer than any reader holds an archive open."""

MOST_KEPT = 36_500
"""Days: some 100 years."""

MOST_SMALL = 8
"""Small files that a table may have beyond those that its rows need: a question opens each, which takes about a millisecond."""

PART_BYTES = 256_000_000
"""Bytes of rows, uncompressed, that are held at a time and written as one file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Upkeep:
    """What upkeep did: files and bytes of the archive's tables before and after, and the version that it left.

    ``compacted`` are the tables that were written anew; ``cut_off`` is
    the upkeep before, where that did not come to its end. What was there before stays until it is older than what is kept.
    """

    version: int
    compacted: tuple[str, ...]
    files_before: int
    files: int
    bytes_before: int
    bytes: int
    cut_off: CutOff | None = None


def keep_up(
    root: Root,
    last: Reading,
    readings: Sequence[Reading],
    *,
    keep_days: float,
    follow: Callable[[Mapping[str, int], Mapping[str, int]], None],
) -> tuple[Reading, Upkeep]:
    """Compact the tables that need it, remove files that no version in use needs, and return the reading made for it.

    Versions in use are those that the last reading pins, and those of readings that were the last within ``keep_days``.
    ``follow`` is told the versions before and after. The caller holds the lock; being cut off at any moment does no harm,
    since nothing that the last reading pins is ever removed. Raises ArchiveFull, ArchiveDamaged.
    """
    need_permission(root, COLUMNS)
    started = now()
    files_before, bytes_before = _size(root)
    tables = {**undo_cut_off(root, last), READINGS: open_table(root, READINGS, None)}
    todo = [name for name, table in tables.items() if _due(root, name, table)]
    need_room(root, sum(size for name in todo for size in sizes(root, name)))
    for name in todo:
        rewrite(root, name, tables[name], _parts(root, name, tables[name]))
    pinned = in_use(readings, keep_days)
    for name, table in tables.items():
        clean(root, name, table, keep_hours=keep_days * 24, keep_versions=pinned.get(name, ()))
    made = Reading(
        number=last.number + 1,
        kind="upkeep",
        schema=newest(),
        versions={name: table.version() for name, table in tables.items() if name != READINGS},
        rows={},
        started=started,
        finished=now(),
        reader="detente",
        version=__version__,
    )
    follow(last.versions, made.versions)
    commit(root, made)
    files, size = _size(root)
    done = Upkeep(
        version=made.number,
        compacted=tuple(todo),
        files_before=files_before,
        files=files,
        bytes_before=bytes_before,
        bytes=size,
    )
    return made, done


def _due(root: Root, name: str, table: DeltaTable) -> bool:
    """Say whether a table has so many small files that written anew they would be far fewer.

    What compresses well stays small on the disk at ``PART_BYTES`` of rows a file: such files are no reason to write anew.
    """
    small, held = small_files(root, name, table)
    needed = 1 if name == READINGS else max(math.ceil(held / PART_BYTES), 1)
    return small > MOST_SMALL + 2 * (needed - 1)


def in_use(readings: Sequence[Reading], keep_days: float) -> dict[str, tuple[int, ...]]:
    """Return the versions of each table that readings pin which were the last one within some days, or still are."""
    since = (datetime.now(UTC) - timedelta(days=keep_days)).isoformat()
    found: dict[str, set[int]] = {}
    for reading, following in zip(readings, [*readings[1:], None], strict=True):
        if following is None or following.finished >= since:
            for name, version in reading.versions.items():
                found.setdefault(name, set()).add(version)
    return {name: tuple(sorted(versions)) for name, versions in found.items()}


def _parts(root: Root, name: str, table: DeltaTable) -> Iterator[pa.Table]:
    """Yield the rows of a table in the order in which they were written, some at a time; there is one part at least.

    The readings come in one part, since nothing pins their versions.
    """
    import pyarrow as pa

    held: list[pa.RecordBatch] = []
    size = 0
    for batch in written(root, name, table):
        if held and size + batch.nbytes > PART_BYTES and name != READINGS:
            yield pa.Table.from_batches(held)
            held, size = [], 0
        held.append(batch)
        size += batch.nbytes
    yield pa.Table.from_batches(held, dataset(root, name, table).schema)


def written(root: Root, name: str, table: DeltaTable) -> Iterator[pa.RecordBatch]:
    """Yield the rows of a table in the order in which they were written, without holding them all."""
    whole = dataset(root, name, table)
    for file in in_order(whole, table):
        yield from file.to_batches(schema=whole.schema)


def _size(root: Root) -> tuple[int, int]:
    """Return how many Parquet files there are in the folders of the tables, and their bytes."""
    found = [size for name in COLUMNS for size in sizes(root, name)]
    return len(found), sum(found)
