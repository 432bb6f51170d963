"""DuckDB over the Delta tables, in memory: it reads at pinned versions and keeps nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from detente.archive.root import Root
from detente.archive.search_plain import Searched, condition
from detente.archive.steps import FOUND, FOUND_WORDS, Question
from detente.archive.store import fault
from detente.archive.tables import COLUMNS, schema
from detente.errors import ArchiveError

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa
    import pyarrow.dataset as ds

    from detente.archive.corrected import Overlay

_NAME = re.compile(r"[a-z]+")
_PATTERN = re.compile(r"([*?[])")
Find = Callable[[Searched], "pa.Table | None"]
"""Gives the ids that a search finds, None where letters are to be looked for in the tables."""

OFFLINE: dict[str, bool | int | str | float | list[str]] = {
    "autoinstall_known_extensions": False,  # an extension would be fetched from the network
    "autoload_known_extensions": False,
    "python_enable_replacements": False,  # a table is one that was registered, never a variable of that name
}


class Engine:
    """One in-memory database; ``dataset`` gives the Arrow dataset of a table's pinned version, by name; ``files`` its
    Parquet files; ``corrected`` what people's corrections lay over it; ``find`` what a search finds by the word index."""

    def __init__(
        self,
        root: Root,
        dataset: Callable[[str], ds.Dataset],
        files: Callable[[str], list[str]] | None = None,
        corrected: Callable[[str], Overlay | None] | None = None,
        find: Find | None = None,
    ) -> None:
        self._root, self._dataset, self._files = root, dataset, files
        self._corrected, self._find = corrected, find
        self._base: duckdb.DuckDBPyConnection | None = None

    def run(self, question: Question) -> pa.Table:
        """Return the answer to a question. Raises ArchiveDamaged where a table's file cannot be read.

        The Parquet files are read by the engine itself: by way of an Arrow dataset a narrow question takes seven times
        as long, because conditions that Arrow does not know are put to rows that are complete already.
        """
        import duckdb

        if self._base is None:
            self._base = duckdb.connect(":memory:", config=OFFLINE)
        question, found = self.searched(question)
        used = sorted(set(_NAME.findall(question.sql)) & COLUMNS.keys())
        with self._base.cursor() as cursor:
            try:
                for name in used:
                    laid = self._corrected(name) if self._corrected else None
                    self._see_files(cursor, name if laid is None else f"read_{name}", name)
                    if laid is not None:
                        see_laid(cursor, name, laid)
                if found is not None:
                    cursor.register(FOUND_WORDS, found)
                return cursor.sql(question.sql, params=dict(question.values)).to_arrow_table()
            except (duckdb.Error, OSError) as error:
                raise failed(self._root, "/".join(used), error) from error

    def searched(self, question: Question) -> tuple[Question, pa.Table | None]:
        """Return a question with what its search finds put in, and the table FOUND_WORDS, None where nothing is searched."""
        if question.searched is None:
            return question, None
        found = self._find(question.searched) if self._find else None
        if found is not None:
            sql = question.sql.replace(FOUND, f"id IN (SELECT id FROM {FOUND_WORDS})")  # noqa: S608 - our own name
            return Question(sql=sql, values=question.values), found
        test, values = condition(question.searched)
        return Question(sql=question.sql.replace(FOUND, test), values={**question.values, **values}), _nothing()

    def _see_files(self, cursor: duckdb.DuckDBPyConnection, known_as: str, name: str) -> None:
        """Make a table known by its files; an empty one by its Arrow dataset."""
        files = self._files(name) if self._files else []
        if files:
            see_files(cursor, known_as, name, files)
        else:
            cursor.register(known_as, self._dataset(name))


def failed(root: Root, part: str, error: Exception) -> Exception:
    """Return what to raise where a question gets no answer: of what is damaged the engine may say anything.

    What it says of a question itself is no damage and stays as it is.
    """
    import duckdb

    if isinstance(error, duckdb.ParserException | duckdb.CatalogException):
        return error
    if isinstance(error, duckdb.OutOfMemoryException):
        return ArchiveError(root.address, "the answer needs more memory than there is; narrow the filters")
    return fault(root, part, error, writing=False)


def see_files(base: duckdb.DuckDBPyConnection, known_as: str, name: str, files: Sequence[str]) -> None:
    """Make rows of a table known by its files.

    Files from before a migration lack its columns: by name, and with one row group of today's schema, they get
    them as null.
    """
    empty: pa.Table = schema(name).empty_table()
    base.register(f"empty_{name}", empty)
    # A path is no pattern: what would be one stands for itself in brackets.
    plain = [_PATTERN.sub(r"[\1]", file) for file in files]
    listed = ", ".join("'" + file.replace("'", "''") + "'" for file in plain)
    base.execute(
        f"CREATE OR REPLACE TEMP VIEW {known_as} AS SELECT * FROM empty_{name} "  # noqa: S608 - our own file names
        f"UNION ALL BY NAME SELECT * FROM read_parquet([{listed}], union_by_name = true)"
    )


def _nothing() -> pa.Table:
    """Return a table FOUND_WORDS without rows."""
    import pyarrow as pa

    return pa.table({"id": pa.array([], pa.string()), "score": pa.array([], pa.float64())})


def see_laid(base: duckdb.DuckDBPyConnection, name: str, laid: Overlay) -> None:
    """Make a table known as people corrected it; as it was read it is known under its name with "read_" before it."""
    base.register(f"gone_{name}", laid.gone)
    base.register(f"laid_{name}", laid.rows)
    base.execute(
        f"CREATE OR REPLACE TEMP VIEW {name} AS "  # noqa: S608 - names of our tables
        f"SELECT * FROM read_{name} WHERE id NOT IN (SELECT id FROM gone_{name}) "
        f"UNION ALL BY NAME SELECT * FROM laid_{name}"
    )
