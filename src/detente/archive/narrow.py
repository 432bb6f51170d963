"""What a reading asks of an archive before it begins: ids, for which no whole table is fetched from a bucket."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from detente.archive import questions
from detente.archive.beyond import beyond
from detente.archive.engine import Engine
from detente.archive.store import dataset, fault

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.dataset as ds
    from deltalake import DeltaTable

    from detente.archive.root import Root

_TOGETHER = {"joins": ("id", "report"), "traits": ("number", "report")}
"""Columns that are fetched together where one of them is asked for, by table; of other tables the one alone."""


class Narrow(ABC):
    """The part of an archive that is asked for single columns."""

    root: Root
    _engine: Engine

    @abstractmethod
    def _dataset(self, name: str) -> ds.Dataset:
        """Return the Arrow dataset of a table."""

    @abstractmethod
    def _table(self, name: str) -> DeltaTable:
        """Return a table at the pinned version."""

    def known(self) -> set[str]:
        """Return the ids of the reports that were read to the end."""
        return set(self._column("reports", "id"))

    def grouped(self) -> list[str]:
        """Return the reports that are grouped, in the order of their numbers. Raises ArchiveDamaged."""
        if not self.root.remote:
            found: list[str] = self._engine.run(questions.traits_of())["report"].to_pylist()
            return found
        numbered = zip(self._column("traits", "number"), self._column("traits", "report"), strict=True)
        return [report for _, report in sorted(numbered)]

    def ungrouped(self) -> int:
        """Return how many reports are in no story: they were read before there were stories."""
        if not self.root.remote:
            return int(self._engine.run(questions.ungrouped())["rows"][0].as_py())
        grouped = set(self._column("joins", "report"))
        return sum(report not in grouped for report in self._column("reports", "id"))

    def beyond(self, table: str, known: pa.Array, names: Sequence[str]) -> tuple[int, Iterator[dict[str, Any]]]:
        """Return how many of some ids a table has, and its other rows as dicts of some columns. Raises ArchiveDamaged."""
        try:
            there, rows = beyond(self._thin(table, ("id",)), lambda only: self._some(table, only), known, names)
        except (OSError, ValueError) as error:
            raise fault(self.root, table, error, writing=False) from error
        return there, self._told(table, rows)

    def _told(self, table: str, rows: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        """Yield rows; what goes wrong with them is told as of their table."""
        try:
            yield from rows
        except (OSError, ValueError) as error:
            raise fault(self.root, table, error, writing=False) from error

    def _column(self, table: str, column: str) -> list[Any]:
        """Return one column of a table of the pinned version."""
        try:
            thin = self._thin(table, _TOGETHER.get(table, (column,)))
            values: list[Any] = thin.to_table(columns=[column])[column].to_pylist()
        except (OSError, ValueError) as error:
            raise fault(self.root, table, error, writing=False) from error
        return values

    def _thin(self, name: str, columns: Collection[str]) -> ds.Dataset:
        """Return the Arrow dataset of a table at the pinned version, with these columns at least."""
        if not self.root.remote:
            return self._dataset(name)
        return dataset(self.root, name, self._table(name), columns=columns)

    def _some(self, name: str, only: Collection[str]) -> ds.Dataset:
        """Return the Arrow dataset of a table at the pinned version, of which some files are read, by name."""
        if not self.root.remote:
            return self._dataset(name)
        return dataset(self.root, name, self._table(name), only=only)
