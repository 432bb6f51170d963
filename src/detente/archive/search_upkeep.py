"""Keeping the word index up with the tables: with each batch that is written, and mended where it is behind or broken."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from detente.archive.lock import lock
from detente.archive.search_index import (
    FORMAT,
    INDEXED,
    READ,
    IndexBroken,
    Row,
    State,
    WordIndex,
    installed,
    key,
    of_batch,
    with_language,
)
from detente.archive.search_plain import Searched
from detente.errors import ArchiveError

if TYPE_CHECKING:
    import pyarrow as pa

FOLDER = "search"
"""What the index's folder in the archive is called. All of it can be removed: it is made again from the tables."""

SOON = 20_000
"""Rows that a question may add to an index that is behind, before it answers: one to two seconds of work."""

Columns = Callable[[str, "tuple[str, ...]"], Iterable[Row]]
"""What gives some columns of all rows of a table: :meth:`detente.archive.Archive.columns`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How the word index stands: ``rows`` it has of ``wanted``, and in ``note`` what that means for a search."""

    kind: Literal["ready", "behind", "none", "broken", "not installed"]
    rows: int
    wanted: int
    note: str | None = None


_DAMAGED = (
    "a file of the word index is not what was written, so searches may miss rows; `detente search --mend` makes it anew"
)
_PLAIN = "letters are looked for as written, without stems and rank"
_NOTES = {
    "behind": f"the word index lacks rows, so {_PLAIN}; `detente search --mend` adds them",
    "none": f"there is no word index yet, so {_PLAIN}; `detente search --mend` makes it",
    "broken": f"the word index cannot be read, so {_PLAIN}; `detente search --mend` makes it anew",
    "not installed": f"tantivy is not installed, so {_PLAIN}; run `pip install 'detente[search]'`",
}


def broken(standing: Standing) -> Standing:
    """Return how an index stands of which is known that its files are damaged."""
    return Standing(kind="broken", rows=standing.rows, wanted=standing.wanted, note=_DAMAGED)


class WordSearch:
    """The word index of one archive, as an archive asks it and keeps it up. Nothing here raises for a broken index."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._folder = root / FOLDER / f"words-{FORMAT}"
        self._index: WordIndex | None = None
        self._state: State | None = None

    def standing(self, versions: Mapping[str, int], wanted: int) -> Standing:
        """Say how the index stands to some versions of the tables, which have ``wanted`` rows for it."""
        if not installed():
            return Standing(kind="not installed", rows=0, wanted=wanted, note=_NOTES["not installed"])
        try:
            state = self._look(versions)
        except IndexBroken:
            return Standing(kind="broken", rows=0, wanted=wanted, note=_NOTES["broken"])
        if state is None:
            return Standing(kind="none", rows=0, wanted=wanted, note=_NOTES["none"])
        rows = sum(state.rows.values())
        if state.covers(versions):
            return Standing(kind="ready", rows=rows, wanted=wanted)
        return Standing(kind="behind", rows=rows, wanted=wanted, note=_NOTES["behind"])

    def find(self, searched: Searched, versions: Mapping[str, int]) -> pa.Table | None:
        """Return the ids that a search finds with their scores, None where the index cannot say."""
        import pyarrow as pa

        if not installed() or not searched.indexed or searched.table not in INDEXED:
            return None
        try:
            state = self._look(versions)
            if state is None or self._index is None or not state.covers(versions):
                return None
            ids, scores = self._index.find(searched, state)
        except IndexBroken:
            return None
        return pa.table({"id": pa.array(ids, pa.string()), "score": pa.array(scores, pa.float64())})

    def follow(
        self, rows: Mapping[str, Any], columns: Columns, *, before: Mapping[str, int], after: Mapping[str, int]
    ) -> None:
        """Add a batch that is about to count; what the index lacked of the tables before goes in as well.

        ``before`` and ``after`` are the versions of the tables without and with the batch. An index that cannot be
        written, or that somebody else writes to, stays behind and is mended later: the batch goes on.
        """
        if not installed():
            return
        try:
            with self._held():
                index = WordIndex(self._folder)
                state = self._sound_state(index)
                batch = of_batch(rows)
                if state is None or any(state.versions[table] != before[table] for table in INDEXED):
                    index, lacking = self._lacking(index, columns)
                    batch = chain(lacking, _without(batch, index))
                index.add(batch, after)
        except (IndexBroken, ArchiveError, OSError):
            pass
        self._index = None

    def damaged(self) -> bool:
        """Say whether a file of the index is not what was written; a search may not notice."""
        index = WordIndex(self._folder)
        return installed() and index.exists() and index.damaged()

    def mend(self, columns: Columns, versions: Mapping[str, int], *, whole: bool = False) -> bool:
        """Bring the index up to some versions of the tables, made anew where it is broken; say whether it is.

        With ``whole`` each of its files is looked at for that, else what opening it tells.

        Raises ArchiveBusy where somebody else writes to it, ArchiveFull where it cannot be written.
        """
        if not installed():
            return False
        try:
            with self._held():
                if whole and self.damaged():
                    shutil.rmtree(self._folder, ignore_errors=True)
                index, lacking = self._lacking(WordIndex(self._folder), columns)
                index.add(lacking, versions)
        except (IndexBroken, OSError):
            return False
        finally:
            self._index = None
        return True

    def forget(self) -> None:
        """Remove the index: its rows were changed, not only added to."""
        shutil.rmtree(self._folder, ignore_errors=True)
        self._index = self._state = None

    def missing(self, columns: Columns) -> int:
        """Return how many rows of the tables the index lacks, row by row whatever it says of itself."""
        index = WordIndex(self._folder)
        if not installed() or not index.exists():
            return 0
        try:
            return sum(1 for _ in _rows(columns, _known(index)))
        except IndexBroken:
            return 0

    def _look(self, versions: Mapping[str, int]) -> State | None:
        """Return the state of the index, looked at again where what was seen last does not have some versions."""
        if self._index is None or self._state is None or not self._state.covers(versions):
            self._index = WordIndex(self._folder)
            self._state = self._index.state()
        return self._state

    def _lacking(self, index: WordIndex, columns: Columns) -> tuple[WordIndex, Iterator[tuple[str, str | None, Row]]]:
        """Return the index, a new one where it is broken, and the rows of the tables that it lacks."""
        state = self._sound_state(index)
        try:
            known = _known(index) if state is not None else _NOTHING
        except IndexBroken:
            state = None
        if state is None:
            shutil.rmtree(self._folder, ignore_errors=True)
            index, known = WordIndex(self._folder), _NOTHING
        for other in (self._root / FOLDER).glob("words-*"):
            if other != self._folder:
                shutil.rmtree(other, ignore_errors=True)
        return index, _rows(columns, known)

    @staticmethod
    def _sound_state(index: WordIndex) -> State | None:
        """Return an index's state, None where it is broken or there is none."""
        try:
            return index.state()
        except IndexBroken:
            return None

    @contextmanager
    def _held(self) -> Iterator[None]:
        """Hold the index for writing. Raises ArchiveBusy, ArchiveFull, OSError."""
        folder = self._root / FOLDER
        folder.mkdir(exist_ok=True)
        with lock(folder):
            yield


_NOTHING: Mapping[str, frozenset[int]] = {table: frozenset() for table in INDEXED}


def _known(index: WordIndex) -> Mapping[str, frozenset[int]]:
    """Return the keys of the rows that an index has, by table. Raises IndexBroken."""
    return {table: frozenset(index.keys(table).tolist()) for table in INDEXED}


def _rows(columns: Columns, known: Mapping[str, frozenset[int]]) -> Iterator[tuple[str, str | None, Row]]:
    """Yield the rows of the tables that are not known, each with its table and language."""
    languages: dict[str, str | None] = {row["id"]: row["language"] for row in columns("reports", ("id", "language"))}
    for table in INDEXED:
        rows = (row for row in columns(table, READ[table]) if key(row["id"]) not in known[table])
        yield from with_language(table, rows, languages)


def _without(rows: Iterable[tuple[str, str | None, Row]], index: WordIndex) -> Iterator[tuple[str, str | None, Row]]:
    """Yield the rows of a batch that an index has not: of a batch that was cut off it may have some."""
    known = _known(index) if index.exists() else _NOTHING
    for table, language, row in rows:
        if key(row["id"]) not in known[table]:
            yield table, language, row
