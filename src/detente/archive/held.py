"""An archive held open for many quick questions: what a server asks.

Its rows are in a store (:mod:`detente.archive.held_store`), which a later version goes on with; every question runs in a
cursor of its own, so that several threads may ask at once.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from detente.archive import questions, rebuild, viewing
from detente.archive.archive import Archive
from detente.archive.corrected import overlay, standing, statements_dropped
from detente.archive.engine import Engine, Find, failed
from detente.archive.held_sides import looked_up
from detente.archive.held_store import TAKEN_IN, HeldStore
from detente.archive.query import Query
from detente.archive.readings import Reading, last
from detente.archive.root import Root
from detente.archive.search_plain import Searched
from detente.archive.steps import FOUND_WORDS, Question
from detente.archive.tables import COLUMNS
from detente.errors import QuestionTooLong
from detente.records import Event, Records, Report, Statement

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.dataset as ds

    from detente.archive.corrected import Overlay

#: Seconds that an answer may take: far more than any page needs, and short enough that a server stays free.
SECONDS = 10.0
_ALL = Query()
_SEARCHES = 16  # of which what was found is kept


class HeldEngine(Engine):
    """An engine that asks a store; ``seconds`` is the longest that an answer may take, None for ever."""

    seconds: float | None = SECONDS

    def __init__(self, root: Root, store: HeldStore, find: Find | None = None) -> None:
        super().__init__(root, _no_dataset, find=find)
        self._store = store

    def run(self, question: Question) -> pa.Table:
        """Return the answer to a question. Raises ArchiveDamaged, QuestionTooLong."""
        import duckdb

        question, found = self.searched(question)
        with self._store.cursor() as cursor:
            timer = threading.Timer(self.seconds, cursor.interrupt) if self.seconds else None
            try:
                if timer:
                    timer.start()
                if found is not None:
                    cursor.register(FOUND_WORDS, found)
                return cursor.sql(looked_up(question.sql), params=dict(question.values)).to_arrow_table()
            except duckdb.InterruptException as error:
                raise QuestionTooLong(self._root.address, self.seconds or 0) from error
            except (duckdb.Error, OSError) as error:
                raise failed(self._root, "tables", error) from error
            finally:
                if timer:
                    timer.cancel()

    total = run


def _no_dataset(name: str) -> ds.Dataset:
    """Give no dataset: a store has the rows."""
    raise KeyError(name)


class HeldArchive(Archive):
    """An archive as it stood when it was opened, for many questions at once; nothing is written through it."""

    mends_search = False
    keeps_sums = False

    def __init__(self, root: Root, reading: Reading, before: HeldArchive | None = None) -> None:
        super().__init__(root, reading)
        self._found: dict[Searched, pa.Table | None] = {}
        self._searching = threading.Lock()
        self._appeared: pa.Table | None = None
        files = {name: self._files(name) for name in COLUMNS}
        store: HeldStore | None = before.store if before is not None else None
        if store is None or not store.fits(files):
            store = HeldStore(sum(Path(file).stat().st_size for name in TAKEN_IN for file in files[name]))
        self.store: HeldStore = store
        self._take_in(files)
        self._engine: Engine = HeldEngine(root, store, self._find)

    @classmethod
    def after(cls, before: HeldArchive) -> HeldArchive:
        """Return the archive as it stands now, with what was taken in of an earlier version. Raises ArchiveDamaged."""
        found = last(before.root)
        return before if found is None else cls(before.root, found, before)

    def _take_in(self, files: dict[str, list[str]]) -> None:
        """Bring the store to this version. Raises ArchiveDamaged."""
        import duckdb

        counting = standing(self.corrections())
        asked = self.store.ask_as_read

        def laid(name: str) -> Overlay | None:
            return overlay(name, counting, asked, statements_dropped(counting, asked))

        try:
            self.store.take_in(files, laid, corrected=bool(counting))
        except (duckdb.Error, OSError) as error:
            raise failed(self.root, "tables", error) from error

    def table(self, name: str, q: Query = _ALL) -> pa.Table:
        """Return the rows of a table that a query finds as Arrow, in order; the columns are those of COLUMNS."""
        found = super().table(name, q)
        return found.select([column.name for column in COLUMNS[name]])

    def records_of(self, reports: Sequence[str]) -> list[Records]:
        """Return all that was read out of some reports, as :meth:`Archive.records_of` does: from where their rows lie."""
        parts: dict[str, list[dict[str, Any]]] = {
            row["part"]: self.rows(viewing.lying(row["part"], row["lies"]))
            for row in self.rows(viewing.places(reports))
        }
        parts["reports"] = self.rows(questions.of_reports("reports", reports))
        return rebuild.by_report(parts, reports)

    def standing(self) -> dict[str, str]:
        """Return the story that each report was put in when it was read; a copy's is that of its source."""
        found = self._engine.run(viewing.joined())
        return dict(zip(found["report"].to_pylist(), found["story"].to_pylist(), strict=True))

    def stand(self, stands: Mapping[str, str]) -> list[dict[str, Any]]:
        """Keep the story of each report; return the stories, the latest first: ``story``, ``reports``."""
        import pyarrow as pa

        columns = {"report": list(stands), "story": list(stands.values())}
        self.store.stand(pa.table({name: pa.array(values, pa.string()) for name, values in columns.items()}))
        return self.rows(viewing.stories_in_order())

    def _find(self, searched: Searched) -> pa.Table | None:
        """Return what a search finds; a page asks for its rows and for how many there are."""
        with self._searching:
            if searched not in self._found:
                if len(self._found) >= _SEARCHES:
                    self._found.clear()
                self._found[searched] = super()._find(searched)
            return self._found[searched]

    def publications(self, q: Query = _ALL) -> pa.Table:
        """Return how many reports appeared on which days, as :meth:`Archive.publications`; every relation needs it."""
        if q.outlet is not None:
            return super().publications(q)
        if self._appeared is None:
            self._appeared = super().publications(_ALL)
        return self._appeared

    def newer(self) -> bool:
        """Say whether somebody has written since. Raises ArchiveDamaged."""
        found = last(self.root)
        return found is not None and found.number != self._reading.number

    def mark(self, tables: Sequence[str]) -> str:
        """Return what tells one version of some tables from another."""
        return "-".join(str(self._reading.versions[name]) for name in tables)

    def page(
        self, table: str, q: Query, *, limit: int, after: str | None = None, newest: bool = True
    ) -> list[dict[str, Any]]:
        """Return up to ``limit`` rows of reports, statements or events that a query finds, after the row of an id.

        By date, unknown ones last, then by report, place in it and id; so each row is on one page, whatever is added.
        """
        return self.rows(viewing.page(table, q, limit=limit, after=after, newest=newest))

    def known_id(self, table: str, found: str) -> bool:
        """Say whether a table has a row of an id."""
        return bool(self.rows(viewing.by_ids(table, [found], ("id",))))

    def reports_of(self, ids: Sequence[str]) -> list[Report]:
        """Return reports by id, without their bodies and residue."""
        found = self.rows(viewing.headers(ids)) if ids else []
        return [rebuild.report({**row, "body": ""}, ()) for row in found]

    def statements_page(self, rows: Sequence[dict[str, Any]]) -> list[Statement]:
        """Return the statements of rows."""
        return [rebuild.statement(row) for row in rows]

    def events_page(self, rows: Sequence[dict[str, Any]]) -> list[Event]:
        """Return the events of rows."""
        return [rebuild.event(row) for row in rows]

    def report_of(self, report: str) -> Records | None:
        """Return all that was read out of a report, None where there is none of that id."""
        return next(iter(self.records_of([report])), None)
