"""What an archive does with its word index: asks it, says how it stands, brings it up to date."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from detente.archive.search_index import INDEXED
from detente.archive.search_plain import Searched
from detente.archive.search_upkeep import SOON, Standing, WordSearch, broken
from detente.errors import ArchiveError

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.dataset as ds

    from detente.archive.readings import Reading


class Searchable(ABC):
    """The part of an archive that has to do with its word index."""

    mends_search = True
    """Whether a search may write into the archive's folder: bring the word index up to date, keep vectors."""

    _search: WordSearch
    _reading: Reading

    @abstractmethod
    def columns(self, table: str, names: Sequence[str]) -> Iterator[dict[str, Any]]:
        """Yield the rows of a table as dicts of some columns."""

    @abstractmethod
    def _dataset(self, name: str) -> ds.Dataset:
        """Return the Arrow dataset of a table."""

    def found(self, searched: Searched) -> list[str]:
        """Return the ids that a search finds by the word index, best first; none without it."""
        found = self._find(searched)
        return [] if found is None else found.sort_by([("score", "descending"), ("id", "ascending")])["id"].to_pylist()

    def search_standing(self) -> Standing:
        """Say how the word index stands to the tables: what ``text`` of a query is looked for with."""
        return self._search.standing(self._reading.versions, self._wanted())

    def search_checked(self) -> Standing:
        """Say the same after a look at every file of the index."""
        found = self.search_standing()
        return broken(found) if found.kind in {"ready", "behind"} and self._search.damaged() else found

    def mend_search(self) -> Standing:
        """Bring the word index up to date, made anew where it is broken; say how it stands then.

        Raises ArchiveBusy where somebody else does the same, ArchiveFull.
        """
        self._search.mend(self.columns, self._reading.versions, whole=True)
        return self.search_standing()

    def forget_search(self) -> None:
        """Drop the word index, which holds rows that are no more; it is made again when it is next asked or written."""
        self._search.forget()

    def lacking_in_search(self) -> int:
        """Return how many rows of the tables the word index lacks, counted row by row."""
        return self._search.missing(self.columns)

    def _find(self, searched: Searched) -> pa.Table | None:
        """Return the ids that a search finds by the word index, mended first where little is missing; None without it."""
        found = self._search.find(searched, self._reading.versions)
        if found is not None or not (self.mends_search and searched.indexed and searched.table in INDEXED):
            return found
        standing = self.search_standing()
        if standing.kind in {"behind", "none", "broken"} and standing.wanted - standing.rows <= SOON:
            with suppress(ArchiveError):  # somebody else writes to it, or it may not be written
                self._search.mend(self.columns, self._reading.versions)
        return self._search.find(searched, self._reading.versions)

    def _wanted(self) -> int:
        """Return how many rows belong in the word index."""
        import pyarrow.dataset as ds

        own = ds.field("origin").is_null()
        return sum(self._dataset(t).count_rows(**({"filter": own} if t == "events" else {})) for t in INDEXED)
