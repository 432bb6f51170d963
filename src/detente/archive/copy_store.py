"""Fingerprints of sources on disk: what copies are looked for in when there are more than memory should hold.

Sampled hashes lie in files by band (the first bits of a hash), each beside the number of the source that has it; all that
is known of a source lies in files by number. DuckDB reads both, one band at a time, within a limit of memory. A part is
what one call adds; it counts once its file of sources is there, so that a part that was cut off is written again.
"""

# ruff: noqa: S608 - the pieces of SQL put together here are our own file names and numbers; what a user gives is bound

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

BANDS = 8
"""Parts that the hashes are divided into: 8 of them make a join on 1,000,000 sources one of some 10,000,000 rows."""

_SHIFT = 32 - (BANDS - 1).bit_length()
_GROUP = 512  # sources in a row group: what is read to get at one of them
_SOURCES = "sources-{:06}.parquet"


class CopyStore:
    """The fingerprints in a folder; ``most`` sources may have a hash before it tells nothing, ``memory`` is DuckDB's."""

    def __init__(self, folder: Path, *, most: int, memory: str = "1GB") -> None:
        self._folder, self._most, self._memory = folder, most, memory
        self._base: duckdb.DuckDBPyConnection | None = None
        folder.mkdir(parents=True, exist_ok=True)
        self._parts = len(list(folder.glob("sources-*.parquet")))
        self.sources = self._count()

    def add(self, sources: pa.Table, hashes: pa.Table) -> None:
        """Add sources, numbered on from :attr:`sources`, and their sampled hashes (``hash``, ``number``), as a whole."""
        import pyarrow.compute as pc
        import pyarrow.parquet as pq

        bands = pc.shift_right(hashes["hash"], pc.cast(_SHIFT, "uint32"))
        for band in range(BANDS):
            (self._folder / f"band-{band}").mkdir(exist_ok=True)
            rows = hashes.filter(pc.equal(bands, band)).sort_by("hash")
            pq.write_table(rows, self._folder / f"band-{band}" / f"{self._parts:06}.parquet", compression="zstd")
        draft = self._folder / "draft"
        pq.write_table(sources, draft, compression="zstd", row_group_size=_GROUP)
        draft.replace(self._folder / _SOURCES.format(self._parts))
        self._parts += 1
        self.sources += sources.num_rows

    def having(self, hashes: pa.Table) -> pa.Table:
        """Return which sources have some hashes (a table ``hash``, each once): ``hash``, ``number``.

        A hash that too many sources have is left out.
        """
        import pyarrow as pa

        found = [
            self._ask(_HAVING.format(files=self._band(band)), most=self._most, asked=hashes) for band in range(BANDS)
        ]
        return pa.concat_tables(found)

    def likely(self, samples: pa.Table, having: pa.Table, digests: pa.Table, hint: float) -> tuple[pa.Table, pa.Table]:
        """Return the sources that some texts are worth comparing with, and how large the sample of each in ``having`` is.

        Args:
            samples: the texts' sampled hashes (``text``, ``hash``, and ``size``, how many the text has).
            having: what :meth:`having` found for them.
            digests: the texts' digests (``digest``).
            hint: the least part of the smaller sample that both have.
        """
        lengths = self._ask(_LENGTHS.format(files=self._files()), held=having)
        numbers = self._ask(
            _LIKELY.format(files=self._files()),
            hint=hint,
            samples=samples,
            held=having,
            lengths=lengths,
            digests=digests,
        )
        return self._ask(_SOURCES_OF.format(files=self._files()), numbers=numbers), lengths

    def _ask(self, sql: str, **given: Any) -> pa.Table:
        """Return the answer to a question; Arrow tables given are known by name, all else is bound."""
        import duckdb
        import pyarrow as pa

        if self._base is None:
            self._base = duckdb.connect(":memory:", config=self._config())
        tables: Mapping[str, Any] = {name: one for name, one in given.items() if isinstance(one, pa.Table)}
        for name, table in tables.items():
            self._base.register(name, table)
        values = {name: value for name, value in given.items() if name not in tables}
        found = self._base.sql(sql, params=values).to_arrow_table()
        for name in tables:
            self._base.unregister(name)
        return found

    def _config(self) -> dict[str, Any]:
        """Return how DuckDB is set: within its memory, and beside the files with what does not fit."""
        return {
            "memory_limit": self._memory,
            "temp_directory": str(self._folder / "passing"),
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "python_enable_replacements": False,
            "preserve_insertion_order": False,
        }

    def _band(self, band: int) -> str:
        """Return the files of a band whose parts count, as a table of a question."""
        return _parquet([self._folder / f"band-{band}" / f"{part:06}.parquet" for part in range(self._parts)], _BAND)

    def _files(self) -> str:
        """Return the files of sources, as a table of a question."""
        return _parquet([self._folder / _SOURCES.format(part) for part in range(self._parts)], _SOURCE)

    def _count(self) -> int:
        """Return how many sources there are."""
        import pyarrow.parquet as pq

        files = (self._folder / _SOURCES.format(part) for part in range(self._parts))
        return sum(pq.ParquetFile(file).metadata.num_rows for file in files)


_BAND = "SELECT NULL::UINTEGER AS hash, NULL::BIGINT AS number WHERE false"
_SOURCE = (
    "SELECT NULL::BIGINT AS number, NULL::VARCHAR AS id, NULL::UBIGINT AS digest, NULL::INTEGER AS words, "
    "NULL::INTEGER AS sampled, NULL::UINTEGER[] AS runs, NULL::VARCHAR AS title, NULL::VARCHAR AS credit, "
    "NULL::VARCHAR AS moment, NULL::VARCHAR AS address WHERE false"
)
_HAVING = """
    SELECT hash, number FROM (
        SELECT p.hash, p.number, count(*) OVER (PARTITION BY p.hash) AS times
        FROM ({files}) p SEMI JOIN asked ON asked.hash = p.hash)
    WHERE times <= $most"""
_LENGTHS = """
    SELECT number, sampled FROM ({files}) s WHERE number IN (SELECT number FROM held) ORDER BY number"""
_LIKELY = """
    WITH pairs AS (SELECT text, number, any_value(size) AS size, count(*) AS times
                  FROM samples JOIN held USING (hash) GROUP BY text, number)
    SELECT DISTINCT number FROM pairs JOIN lengths USING (number) WHERE times >= $hint * least(size, sampled)
    UNION SELECT number FROM ({files}) s WHERE digest IN (SELECT digest FROM digests)"""
_SOURCES_OF = """
    SELECT * FROM ({files}) s WHERE number IN (SELECT number FROM numbers) ORDER BY number"""


def _parquet(files: list[Path], empty: str) -> str:
    """Return Parquet files as a table, ``empty`` where there are none."""
    listed = ", ".join("'" + str(file).replace("'", "''") + "'" for file in files)
    return f"SELECT * FROM read_parquet([{listed}])" if files else empty
