"""An archive held open for many quick questions: what a server asks.

One in-memory database keeps the tables of one version known by their Parquet files, with what it has read of them in
its cache; every question runs in a cursor of its own, so that several threads may ask at once.
"""

# ruff: noqa: S608 - the pieces of SQL put together here are constants of this package; what a user gives is bound

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from detente.archive import rebuild, viewing
from detente.archive.archive import Archive
from detente.archive.engine import _OFFLINE, Engine, Find
from detente.archive.query import Query
from detente.archive.readings import Reading, last
from detente.archive.steps import FOUND_WORDS, Question
from detente.archive.store import fault
from detente.archive.tables import COLUMNS, schema
from detente.errors import QuestionTooLong
from detente.records import Event, Records, Report, Statement

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa
    import pyarrow.dataset as ds

    from detente.archive.corrected import Overlay

#: Seconds that an answer may take: far more than any page needs, and short enough that a server stays free.
SECONDS = 10.0


class HeldEngine(Engine):
    """An engine whose tables stay known; ``seconds`` is the longest that an answer may take, None for ever."""

    seconds: float | None = SECONDS

    def __init__(
        self,
        root: Path,
        dataset: Callable[[str], ds.Dataset],
        files: Callable[[str], list[str]] | None = None,
        corrected: Callable[[str], Overlay | None] | None = None,
        find: Find | None = None,
    ) -> None:
        super().__init__(root, dataset, files, corrected, find)
        self._opening = threading.Lock()

    def _prepared(self) -> duckdb.DuckDBPyConnection:
        """Return the database with all tables known. Raises ArchiveDamaged."""
        import duckdb

        base = duckdb.connect(":memory:", config=_OFFLINE)
        base.execute("SET parquet_metadata_cache = true")
        base.execute("SET validate_external_file_cache = 'NO_VALIDATION'")  # the files of a version never change
        try:
            for name in COLUMNS:
                self._know(base, name)
            for sql in viewing.PREPARED:
                base.execute(sql)
        except (duckdb.InvalidInputException, duckdb.IOException, OSError) as error:
            raise fault(self._root, "tables", error, writing=False) from error
        self._base = base
        return base

    def run(self, question: Question) -> pa.Table:
        """Return the answer to a question. Raises ArchiveDamaged, QuestionTooLong."""
        import duckdb

        with self._opening:
            base = self._base or self._prepared()
        question, found = self.searched(question)
        with base.cursor() as cursor:
            timer = threading.Timer(self.seconds, cursor.interrupt) if self.seconds else None
            try:
                if timer:
                    timer.start()
                if found is not None:
                    cursor.register(FOUND_WORDS, found)
                return cursor.sql(viewing.sooner(question.sql), params=dict(question.values)).to_arrow_table()
            except duckdb.InterruptException as error:
                raise QuestionTooLong(self._root, self.seconds or 0) from error
            except (duckdb.InvalidInputException, duckdb.IOException, OSError) as error:
                raise fault(self._root, "tables", error, writing=False) from error
            finally:
                if timer:
                    timer.cancel()

    total = run

    def _know(self, base: duckdb.DuckDBPyConnection, name: str) -> None:
        """Make a table known by its files, with the columns of today's schema, and as people corrected it."""
        files = self._files(name) if self._files else []
        laid = self._corrected(name) if self._corrected else None
        _copy(base, f"empty_{name}", schema(name).empty_table())
        listed = ", ".join("'" + file.replace("'", "''") + "'" for file in files)
        rows = f" UNION ALL BY NAME SELECT * FROM read_parquet([{listed}], union_by_name = true)" if files else ""
        known_as = name if laid is None else f"read_{name}"
        base.execute(f"CREATE VIEW {known_as} AS SELECT * FROM empty_{name}{rows}")
        if laid is not None:
            _copy(base, f"gone_{name}", laid.gone)
            _copy(base, f"laid_{name}", laid.rows)
            base.execute(
                f"CREATE VIEW {name} AS SELECT * FROM {known_as} WHERE id NOT IN (SELECT id FROM gone_{name}) "
                f"UNION ALL BY NAME SELECT * FROM laid_{name}"
            )


def _copy(base: duckdb.DuckDBPyConnection, name: str, rows: pa.Table) -> None:
    """Put an Arrow table into the database, where every cursor sees it."""
    base.register("copied", rows)
    base.execute(f"CREATE TABLE {name} AS SELECT * FROM copied")
    base.unregister("copied")


class HeldArchive(Archive):
    """An archive as it stood when it was opened, for many questions at once; nothing is written through it."""

    mends_search = False

    def __init__(self, path: Path, reading: Reading) -> None:
        super().__init__(path, reading)
        self._engine: Engine = HeldEngine(path, self._dataset, self._files, self._overlay, self._find)

    def newer(self) -> bool:
        """Say whether somebody has written since. Raises ArchiveDamaged."""
        found = last(self.path)
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
        return self._rows(viewing.page(table, q, limit=limit, after=after, newest=newest))

    def known_id(self, table: str, found: str) -> bool:
        """Say whether a table has a row of an id."""
        return bool(self._rows(viewing.by_ids(table, [found], ("id",))))

    def reports_of(self, ids: Sequence[str]) -> list[Report]:
        """Return reports by id, without their bodies and residue."""
        return [rebuild.report({**row, "body": ""}, ()) for row in self._rows(viewing.headers(ids))]

    def statements_page(self, rows: Sequence[dict[str, Any]]) -> list[Statement]:
        """Return the statements of rows."""
        return [rebuild.statement(row) for row in rows]

    def events_page(self, rows: Sequence[dict[str, Any]]) -> list[Event]:
        """Return the events of rows."""
        return [rebuild.event(row) for row in rows]

    def report_of(self, report: str) -> Records | None:
        """Return all that was read out of a report, None where there is none of that id."""
        return next(iter(self.records_of([report])), None)

    def answer(self, question: Question) -> list[dict[str, Any]]:
        """Return the rows of an answer."""
        return self._rows(question)
