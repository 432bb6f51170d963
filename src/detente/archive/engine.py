"""DuckDB over the Delta tables, in memory: it reads at pinned versions and keeps nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from detente.archive.steps import Question
from detente.archive.store import fault
from detente.archive.tables import COLUMNS

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa
    import pyarrow.dataset as ds

_NAME = re.compile(r"[a-z]+")
_OFFLINE: dict[str, bool | int | str | float | list[str]] = {
    "autoinstall_known_extensions": False,  # an extension would be fetched from the network
    "autoload_known_extensions": False,
    "python_enable_replacements": False,  # a table is one that was registered, never a variable of that name
}


class Engine:
    """One in-memory database; ``dataset`` gives the Arrow dataset of a table's pinned version, by name."""

    def __init__(self, root: Path, dataset: Callable[[str], ds.Dataset]) -> None:
        self._root, self._dataset = root, dataset
        self._base: duckdb.DuckDBPyConnection | None = None

    def run(self, question: Question) -> pa.Table:
        """Return the answer to a question. Raises ArchiveDamaged where a table's file cannot be read."""
        import duckdb

        if self._base is None:
            self._base = duckdb.connect(":memory:", config=_OFFLINE)
        used = sorted(set(_NAME.findall(question.sql)) & COLUMNS.keys())
        with self._base.cursor() as cursor:
            for name in used:
                cursor.register(name, self._dataset(name))
            try:
                return cursor.sql(question.sql, params=dict(question.values)).to_arrow_table()
            except (duckdb.InvalidInputException, duckdb.IOException, OSError) as error:
                raise fault(self._root, "/".join(used), error, writing=False) from error
