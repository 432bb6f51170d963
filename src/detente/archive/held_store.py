"""The tables of an archive in a database of their own, for many quick questions: a copy that a server keeps.

Rows are taken in from the Parquet files of a version, and later from the files that further batches added. Beside them
stands what questions would else work out each time: whom a report names and how often, whom the content of a statement
names, and where the rows of a report lie. People's corrections are laid over the rows. A small archive is held in memory, a
large one in a file that lasts as long as the server.
"""

# ruff: noqa: S608 - the pieces of SQL put together here are constants of this package; what a user gives is bound

from __future__ import annotations

import shutil
import tempfile
import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from detente.archive import held_sides
from detente.archive.engine import OFFLINE
from detente.archive.steps import Question
from detente.archive.tables import COLUMNS, schema

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

    from detente.archive.corrected import Overlay

TAKEN_IN = ("reports", "residue", "mentions", "statements", "events", "joins")
"""The tables whose rows are taken in, mentions before what is worked out of them; the others are read from their files."""

_OF_REPORTS = ("residue", "mentions", "statements", "events")
_CORRECTED = ("mentions", "statements", "events")
_LARGE = 4 * 2**20  # bytes of Parquet files; rows in memory take some fifty times as much

_PARTY = "STRUCT(actor VARCHAR, name VARCHAR, country VARCHAR, sector VARCHAR, times BIGINT)"
_BLOCK = 8_192  # rows; of few blocks a page's rows come, and which ones is told by the least and greatest of each
_ORDER = {
    "reports": "date DESC NULLS LAST, id",
    "residue": "report, position",
    "mentions": "date DESC NULLS LAST, report, span_start",
    "statements": "date DESC NULLS LAST, report, passage_start, id",
    "events": "date DESC NULLS LAST, report, passage_start, id",
}
"""The order in which rows are taken in: as most pages ask for them."""

_EXTRA = {
    "reports": ("lies BIGINT", f"parties {_PARTY}[]"),
    **dict.fromkeys(("residue", "mentions", "statements", "events"), ("lies BIGINT",)),
}
"""Columns that a store adds: what is worked out, and ``lies``, a row's number in its table."""

_PARTIES = """
    SELECT report, list({{'actor': actor, 'name': name, 'country': country, 'sector': sector, 'times': times}}) AS parties
    FROM (SELECT report, actor, any_value(name ORDER BY length(name) DESC, name) AS name, min(country) AS country,
                 min(sector) AS sector, count(*) AS times
          FROM mentions WHERE actor IS NOT NULL AND how <> 'pronoun' AND {of} GROUP BY report, actor)
    GROUP BY report"""


class HeldStore:
    """One database. ``base`` is its connection; cursors of it may ask at once, also while rows are taken in."""

    def __init__(self, size: int) -> None:
        import duckdb

        where = ":memory:"
        if size > _LARGE:
            folder = tempfile.mkdtemp(prefix="detente-held-")
            weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
            where = str(Path(folder) / "held.duckdb").replace("'", "''")
        self.base: duckdb.DuckDBPyConnection = duckdb.connect(":memory:", config=OFFLINE)
        self.base.execute(f"ATTACH '{where}' AS held (ROW_GROUP_SIZE {_BLOCK})")
        self.base.execute("USE held")
        # A page's rows are fetched whole after the choice.
        self.base.execute("SET late_materialization_max_rows = 1000")
        self._files: dict[str, frozenset[str]] = dict.fromkeys(TAKEN_IN, frozenset())
        self._laid: dict[str, bool] = dict.fromkeys(_CORRECTED, False)
        for name in COLUMNS:
            empty = schema(name).empty_table()
            self.base.register("columns_of_today", empty)
            self.base.execute(f"CREATE TABLE {'' if name in TAKEN_IN else 'empty_'}{name} AS FROM columns_of_today")
            self.base.unregister("columns_of_today")
        for name in _CORRECTED:
            self.base.execute(f"CREATE TABLE gone_{name} AS FROM {name}")
            self.base.execute(f"CREATE TABLE laid_{name} (id VARCHAR)")
        for name, columns in _EXTRA.items():
            for column in columns:
                self.base.execute(f"ALTER TABLE {name} ADD COLUMN {column}")
        for name in _CORRECTED:
            own = ", ".join(f'"{column.name}"' for column in COLUMNS[name])
            self.base.execute(
                f"CREATE VIEW read_{name} AS SELECT {own} FROM {name} WHERE id NOT IN (SELECT id FROM laid_{name}) "
                f"UNION ALL BY NAME SELECT * FROM gone_{name}"
            )
        self.base.execute("CREATE TABLE places (report VARCHAR, part VARCHAR, lies BIGINT[])")
        self.base.execute("CREATE TABLE standing (report VARCHAR, story VARCHAR)")
        self._do(held_sides.made())

    @contextmanager
    def cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Give a connection that may ask while others do."""
        with self.base.cursor() as cursor:
            cursor.execute("USE held")
            yield cursor

    def fits(self, files: Mapping[str, list[str]]) -> bool:
        """Say whether rows have only been added since: no file that was taken in has gone."""
        return all(known <= set(files[name]) for name, known in self._files.items())

    def take_in(
        self, files: Mapping[str, list[str]], overlay: Callable[[str], Overlay | None], *, corrected: bool
    ) -> None:
        """Take in what files hold that was not there, and lay corrections over it, as a whole or not at all.

        ``overlay`` gives what is laid over a table; it is asked where ``corrected`` says that there are corrections.
        """
        self.base.execute("BEGIN")
        try:
            self._views(files)
            fresh = {name: sorted(set(files[name]) - known) for name, known in self._files.items()}
            self._insert(fresh)
            if corrected or any(self._laid.values()):
                self._lay(overlay)
            self.base.execute("COMMIT")
        except BaseException:
            self.base.execute("ROLLBACK")
            raise
        self._files = {name: frozenset(files[name]) for name in self._files}

    def ask_as_read(self, question: Question) -> pa.Table:
        """Return the answer to a question on rows as they were read, whatever was laid over them."""
        sql = question.sql
        for name in _CORRECTED:
            sql = sql.replace(f"FROM {name} ", f"FROM read_{name} ")
        return self.base.sql(sql, params=dict(question.values)).to_arrow_table()

    def stand(self, standing: pa.Table) -> None:
        """Keep which story each report stands in."""
        self.base.register("stands", standing)
        self.base.execute("CREATE OR REPLACE TABLE standing AS SELECT report, story FROM stands")
        self.base.unregister("stands")

    def _views(self, files: Mapping[str, list[str]]) -> None:
        """Make the tables known that are read from their files."""
        for name in COLUMNS:
            if name not in TAKEN_IN:
                rows = f" UNION ALL BY NAME SELECT * FROM {_parquet(files[name])}" if files[name] else ""
                self.base.execute(f"CREATE OR REPLACE VIEW {name} AS SELECT * FROM empty_{name}{rows}")

    def _insert(self, fresh: Mapping[str, list[str]]) -> None:
        """Take in the rows of further files, and what is worked out of them."""
        first = {name: self._next(name) for name in ("reports", *_OF_REPORTS)}
        of = f"lies >= {first['mentions']}"
        for name in _OF_REPORTS:
            if fresh[name]:
                self._add(name, f"SELECT * FROM {_parquet(fresh[name])}", first[name])
        if fresh["joins"]:
            self.base.execute(f"INSERT INTO joins BY NAME SELECT * FROM {_parquet(fresh['joins'])}")
        if fresh["reports"]:
            rows = _parquet(fresh["reports"])
            parties = f"LEFT JOIN ({_PARTIES.format(of=of)}) p ON p.report = r.id"
            self._add(
                "reports", f"SELECT r.*, coalesce(p.parties, []) AS parties FROM {rows} r {parties}", first["reports"]
            )
        for name in held_sides.SIDED:
            if fresh[name]:
                self._do(held_sides.filled(name, f"lies >= {first[name]}", of))
        for name in _OF_REPORTS:
            self._place(name, f"lies >= {first[name]}")

    def _do(self, statements: Iterable[str]) -> None:
        """Execute SQL, one statement after another."""
        for sql in statements:
            self.base.execute(sql)

    def _add(self, name: str, rows: str, first: int) -> None:
        """Add rows to a table, the latest first, and number them in that order from ``first`` on."""
        self.base.execute(
            f"INSERT INTO {name} BY NAME SELECT *, {first:d} + row_number() OVER () AS lies "
            f"FROM (SELECT * FROM ({rows}) ORDER BY {_ORDER[name]})"
        )

    def _next(self, name: str) -> int:
        """Return the number of the next row of a table."""
        found = self.base.sql(f"SELECT coalesce(max(lies), 0) + 1 AS n FROM {name}").to_arrow_table()
        return int(found["n"][0].as_py())

    def _place(self, name: str, of: str) -> None:
        """Note where the rows of reports lie in a table."""
        self.base.execute(
            f"INSERT INTO places SELECT report, '{name}', list(lies ORDER BY lies) FROM {name} WHERE {of} "
            "GROUP BY report ORDER BY min(lies)"
        )

    def _lay(self, overlay: Callable[[str], Overlay | None]) -> None:
        """Lay corrections over the rows in place of those that lay there before."""
        self.base.execute("CREATE OR REPLACE TEMP TABLE touched (report VARCHAR)")
        found = {name: overlay(name) for name in _CORRECTED}  # of the rows as read: before any is changed
        for name in _CORRECTED:
            self._touch(name)
            self.base.execute(f"DELETE FROM {name} WHERE id IN (SELECT id FROM laid_{name})")
            self._add(name, f"SELECT * FROM gone_{name}", self._next(name))
            self.base.execute(f"DELETE FROM gone_{name}")
            self.base.execute(f"DELETE FROM laid_{name}")
            laid = found[name]
            self._laid[name] = laid is not None
            if laid is None:
                continue
            own = ", ".join(f'"{column.name}"' for column in COLUMNS[name])
            self.base.register("gone_now", laid.gone)
            self.base.register("laid_now", laid.rows)
            self.base.execute(f"INSERT INTO gone_{name} SELECT {own} FROM {name} WHERE id IN (SELECT id FROM gone_now)")
            self.base.execute(f"DELETE FROM {name} WHERE id IN (SELECT id FROM gone_now)")
            self._add(name, "SELECT * FROM laid_now", self._next(name))
            self.base.execute(f"INSERT INTO laid_{name} SELECT id FROM laid_now")
            self.base.unregister("gone_now")
            self.base.unregister("laid_now")
            self._touch(name)
        self._work_out_again()

    def _touch(self, name: str) -> None:
        """Note the reports whose rows corrections touch."""
        self.base.execute(
            f"INSERT INTO touched SELECT DISTINCT report FROM gone_{name} "
            f"UNION SELECT report FROM {name} WHERE id IN (SELECT id FROM laid_{name})"
        )

    def _work_out_again(self) -> None:
        """Work out again what is worked out of the rows of the reports that corrections touch."""
        of = "report IN (SELECT report FROM touched)"
        of_report = "id IN (SELECT report FROM touched)"
        self.base.execute(f"CREATE OR REPLACE TEMP TABLE again AS {_PARTIES.format(of=of)}")
        self.base.execute(f"UPDATE reports SET parties = [] WHERE {of_report}")
        self.base.execute("UPDATE reports SET parties = again.parties FROM again WHERE again.report = reports.id")
        for name in held_sides.SIDED:
            own = of_report if name == "reports" else of
            self._do((*held_sides.emptied(name, own), *held_sides.filled(name, own, of)))
        self.base.execute(f"DELETE FROM places WHERE {of}")
        for name in _OF_REPORTS:
            self._place(name, of)


def _parquet(files: list[str]) -> str:
    """Return Parquet files as a table of a question."""
    listed = ", ".join("'" + file.replace("'", "''") + "'" for file in files)
    return f"read_parquet([{listed}], union_by_name = true)"
