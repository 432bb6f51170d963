"""Rows read anew put in the place of those read before, in all tables at once.

Reports that a new codebook or gazetteer touches are first read into an archive of their own inside this one. Then the
tables are written anew, once each: without the old rows of these reports, and with the new ones at the end. Old rows stay
in the tables' older versions until upkeep removes what no version in use needs.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from detente import __version__
from detente.archive.migrations import newest
from detente.archive.readings import Reading, commit, now
from detente.archive.recovery import undo_cut_off
from detente.archive.room import need_permission, need_room
from detente.archive.store import append, rewrite, sizes
from detente.archive.tables import COLUMNS
from detente.archive.upkeep import PART_BYTES, written

if TYPE_CHECKING:
    import pyarrow as pa
    from deltalake import DeltaTable

    from detente.archive.root import Root

REPLACED = ("mentions", "statements", "events", "failures", "codings")
"""The tables that hold what was read by a codebook and a gazetteer."""


class Staged(Protocol):
    """What the reports read anew are taken from: :class:`detente.archive.Archive`."""

    root: Root

    def batches(self, table: str) -> Iterator[pa.RecordBatch]:
        """Yield all rows of a table in the order in which they were written."""
        ...


@dataclass(slots=True, kw_only=True)
class _Counts:
    """How many rows of a table went and came."""

    gone: int = 0
    come: int = 0
    ids: set[str] = field(default_factory=set)


class Recoder:
    """Puts rows in the place of others; :meth:`detente.archive.Archive.recoder` makes one, with the lock held.

    ``on_change`` is told before the new rows count, ``on_commit`` of the reading that makes them count.
    """

    def __init__(
        self, root: Root, last: Reading, *, on_commit: Callable[[Reading], None], on_change: Callable[[], None]
    ) -> None:
        self._root, self._last, self._on_commit, self._on_change = root, last, on_commit, on_change

    def replace(self, staged: Staged, reports: Collection[str]) -> Reading:
        """Put what ``staged`` holds of some reports in the place of what is here, as a whole or not at all.

        Being cut off at any moment does no harm: nothing counts before the last commit, and what was begun is undone by
        whoever writes next. Raises ArchiveFull, ArchiveDamaged.
        """
        started = now()
        need_permission(self._root, COLUMNS)
        need_room(
            self._root,
            sum(size for root in (self._root, staged.root) for name in REPLACED for size in sizes(root, name)),
        )
        tables = undo_cut_off(self._root, self._last)
        touched, rows = _Touched(reports), {}
        for name in REPLACED:
            counts = _Counts()
            rewrite(self._root, name, tables[name], self._parts(name, tables[name], staged, touched, counts))
            rows[name] = counts.come - counts.gone
        rows["vocabularies"] = self._add_vocabularies(tables["vocabularies"], staged)
        made = Reading(
            number=self._last.number + 1,
            kind="recode",
            schema=newest(),
            versions={name: table.version() for name, table in tables.items()},
            rows=rows,
            started=started,
            finished=now(),
            reader="detente",
            version=__version__,
        )
        self._on_change()
        commit(self._root, made)
        self._last = made
        self._on_commit(made)
        return made

    def _parts(
        self, name: str, table: DeltaTable, staged: Staged, touched: _Touched, counts: _Counts
    ) -> Iterator[pa.Table]:
        """Yield a table's rows as they will be, some at a time; there is one part at least."""
        import pyarrow as pa

        from detente.archive.tables import schema

        columns = schema(name)
        held: list[pa.RecordBatch] = []
        size = 0
        for batch in _rows(name, written(self._root, name, table), staged.batches(name), touched, counts):
            if held and size + batch.nbytes > PART_BYTES:
                yield pa.Table.from_batches(held)
                held, size = [], 0
            held.append(batch.cast(columns))
            size += batch.nbytes
        yield pa.Table.from_batches(held, columns)

    def _add_vocabularies(self, table: DeltaTable, staged: Staged) -> int:
        """Add the codebooks and gazetteers that are new here, and return how many rows they are."""
        import pyarrow as pa
        import pyarrow.compute as pc

        here = [one for batch in written(self._root, "vocabularies", table) for one in batch["id"].to_pylist()]
        fresh = pa.Table.from_batches(staged.batches("vocabularies"))
        fresh = fresh.filter(pc.invert(pc.is_in(fresh["id"], value_set=pa.array(here, pa.string()))))
        if fresh.num_rows:
            append(self._root, "vocabularies", table, fresh)
        return int(fresh.num_rows)


class _Touched:
    """Reports whose rows are replaced, as what rows are held against."""

    def __init__(self, reports: Iterable[str]) -> None:
        import pyarrow as pa

        self._reports = pa.array(sorted(reports), pa.string())

    def rows(self, name: str, batch: pa.RecordBatch) -> pa.BooleanArray:
        """Say of each row whether it is one of theirs that was read by a codebook and gazetteer."""
        import pyarrow.compute as pc

        theirs = pc.is_in(batch["report"], value_set=self._reports)
        return pc.and_(theirs, pc.equal(batch["stage"], "language")) if name == "failures" else theirs


def _rows(
    name: str,
    before: Iterable[pa.RecordBatch],
    anew: Iterable[pa.RecordBatch],
    touched: _Touched,
    counts: _Counts,
) -> Iterator[pa.RecordBatch]:
    """Yield the rows that stay, then those read anew; a failure that another report had as well comes once."""
    import pyarrow as pa
    import pyarrow.compute as pc

    for batch in before:
        stay = batch.filter(pc.invert(touched.rows(name, batch)))
        counts.gone += batch.num_rows - stay.num_rows
        if name == "failures":
            counts.ids.update(stay["id"].to_pylist())
        if stay.num_rows:
            yield stay
    for batch in anew:
        come = batch.filter(touched.rows(name, batch))
        if name == "failures":
            come = come.filter(pc.invert(pc.is_in(come["id"], value_set=pa.array(sorted(counts.ids), pa.string()))))
        counts.come += come.num_rows
        if come.num_rows:
            yield come
