"""What an archive counts: by sums kept beside a large one where they can answer, else in the tables."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from detente.archive import tallies
from detente.archive.engine import Engine
from detente.archive.query import Query
from detente.archive.store import file_rows, open_table
from detente.archive.sums import Sums, answerable

if TYPE_CHECKING:
    from collections.abc import Callable

    import pyarrow as pa
    import pyarrow.dataset as ds

    from detente.archive.corrected import Overlay
    from detente.archive.readings import Reading
    from detente.archive.root import Root
    from detente.archive.tallies import Dated

_T = TypeVar("_T")
_ALL = Query()


class Summed(ABC):
    """The part of an archive that counts events and reports by day."""

    keeps_sums = True
    """Whether sums beside the tables are asked: a store of its own is quick without them."""

    root: Root
    _reading: Reading
    _engine: Engine

    @abstractmethod
    def _dataset(self, name: str) -> ds.Dataset:
        """Return the Arrow dataset of a table."""

    @abstractmethod
    def _files(self, name: str) -> list[str]:
        """Return the Parquet files of a table."""

    @abstractmethod
    def _overlay(self, name: str) -> Overlay | None:
        """Return what corrections lay over a table."""

    def pair_days(self, q: Query, statuses: Collection[str], dated: Dated = "own") -> pa.Table:
        """Return a pair's events summed by side, days and type, a sum perhaps in several rows.

        See :func:`detente.archive.tallies.pair_days`.
        """
        import pyarrow as pa

        question = tallies.pair_days(q, statuses, dated)
        found = self._by_sums("events", q, lambda sums: sums.pair_days(q, statuses, dated))
        if found is None:
            return self._engine.run(question)
        kept, others = found
        rest = others.run(question) if others is not None else tallies.no_days()
        return pa.concat_tables([kept.cast(tallies.no_days().schema), rest.cast(tallies.no_days().schema)])

    def undated(self, q: Query, statuses: Collection[str], dated: Dated = "own") -> list[str]:
        """Return the ids of a pair's events without a date."""
        question = tallies.undated(q, statuses, dated)
        found = self._by_sums("events", q, lambda sums: sums.undated(q, statuses, dated))
        if found is None:
            return list(self._engine.run(question)["id"].to_pylist())
        kept, others = found
        return sorted([*kept, *(others.run(question)["id"].to_pylist() if others is not None else ())])

    def publications(self, q: Query = _ALL) -> pa.Table:
        """Return how many reports appeared on which days, of one outlet where the query names it."""
        import pyarrow as pa

        question = tallies.publications(q)
        found = self._by_sums("reports", q, lambda sums: sums.publications(q.outlet))
        if found is None:
            return self._engine.run(question)
        kept, others = found
        rows = pa.concat_tables([kept, *([others.run(question).cast(kept.schema)] if others is not None else [])])
        summed = rows.group_by(["first_day", "last_day"]).aggregate([("count", "sum")])
        summed = summed.rename_columns({"count_sum": "count"}).select(kept.column_names)
        return summed.sort_by([("first_day", "ascending"), ("last_day", "ascending")])

    def keep_sums(self) -> None:
        """Make sums of what was written since, where it is much; the caller holds the archive."""
        if not self.keeps_sums or self.root.remote:  # from a bucket all files would have to be fetched
            return
        for sums in self._sums.values():
            table = open_table(self.root, sums.table, self._reading.versions[sums.table])
            sums.keep(file_rows(table), self._files(sums.table))

    @cached_property
    def _sums(self) -> dict[str, Sums]:
        """The sums by table."""
        return {table: Sums(self.root.sidecar, table) for table in ("events", "reports")}

    def _by_sums(self, table: str, q: Query, ask: Callable[[Sums], _T]) -> tuple[_T, Engine | None] | None:
        """Return what sums say, and what answers for the files without, None where there are none; None without sums."""
        import duckdb

        if not self.keeps_sums or (table == "events" and not answerable(q)):
            return None
        sums = self._sums[table]
        covered = sums.covered()
        if not covered or self._overlay(table) is not None:
            return None
        files = self._files(table)
        if not covered.keys() <= {Path(file).name for file in files}:
            return None
        rest = [file for file in files if Path(file).name not in covered]
        try:
            found = ask(sums)
        except (duckdb.Error, OSError):
            return None
        return found, Engine(self.root, self._dataset, lambda name: rest if name == table else []) if rest else None
