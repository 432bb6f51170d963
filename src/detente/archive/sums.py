"""Sums of a large archive's events by pair and day, and of its reports by day, kept beside the tables.

They are no part of the archive. Each file names the files of the table that it was made from; it counts where a version
of the table has all of these, for these alone, and is made anew otherwise. What a question on a pair gets from it and from
the files that it lacks equals what all files would give (a test holds this).
"""

# ruff: noqa: S608 - the pieces of SQL put together here are constants of this module and names of our own files

from __future__ import annotations

import json
import shutil
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from detente.archive.engine import OFFLINE, see_files
from detente.archive.query import Query

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

FOLDER = "sums"
"""What the folder of sums in the archive is called. All of it can be removed: it is made again from the tables."""

_FORMAT = 1
"""Raised whenever the same rows would have other sums."""

LEAST = 50_000
"""Rows without sums that make sums worth making: reading so many takes a tenth of a second."""

_PART = 10
"""Of rows that have sums, the part that there must be of further rows, for the file to be made anew."""

_BLOCK = 20_480  # rows of a block of a file: a pair's are in few of them
_MEMORY = "700MB"  # for making sums; what does not fit waits in files

_SUMS = "sum(count)::BIGINT AS count, " + ", ".join(
    f"sum({name}) AS {name}" for name in ("total", "negative", "goldstein", "goldstein_negative")
)

# Each two of whom one acts on the other: by country and by actor, in the order of their codes. ``acts`` says which of
# them does, 3 that whoever is asked for first does; what both do to each other has a row for either.
_OF_PAIRS = """
    SELECT pair, acts, origin, status, type, own, first_day, last_day, count(*) AS count,
        sum(score) AS total, coalesce(sum(score) FILTER (WHERE score < 0), 0) AS negative, sum(goldstein) AS goldstein,
        coalesce(sum(goldstein) FILTER (WHERE goldstein < 0), 0) AS goldstein_negative,
        list(id) FILTER (WHERE NOT own OR first_day IS NULL OR last_day IS NULL) AS undated
    FROM (
        SELECT *, {sides} AS acts FROM (
        SELECT *, (split_part(pair, chr(10), 1) IN (source_country, source_actor)) IS TRUE AS by_a,
            (split_part(pair, chr(10), 2) IN (source_country, source_actor)) IS TRUE AS by_b
        FROM (
            SELECT source_country, source_actor, origin, status, type, score, goldstein, id,
                when_precision IS DISTINCT FROM 'unknown' AS own,
                CASE WHEN when_precision IN ('day', 'minute', 'unknown') THEN date
                     ELSE try_cast(substr(when_from, 1, 10) AS DATE) END AS first_day,
                CASE WHEN when_precision IN ('day', 'minute', 'unknown') THEN date
                     ELSE try_cast(substr(when_to, 1, 10) AS DATE) END AS last_day,
                unnest(list_distinct([{combined}])) AS pair
            FROM events WHERE {which})))
    GROUP BY ALL"""
_ONE = "unnest([CASE WHEN by_a AND by_b THEN 3 WHEN by_a THEN 0 ELSE 1 END])"
_BOTH = "unnest([0, 1])"


def _combined(*codes: tuple[str, str]) -> str:
    """Return the pairs of two columns each, null where one has no code or both have the same."""
    return ", ".join(
        f"CASE WHEN {a} <> {b} THEN least({a}, {b}) || chr(10) || greatest({a}, {b}) END" for a, b in codes
    )


_CODES = ("source_country", "source_actor", "target_country", "target_actor")
_ACROSS = tuple((a, b) for a in _CODES[:2] for b in _CODES[2:])
_AMONG = tuple((a, b) for n, a in enumerate(_CODES) for b in _CODES[n + 1 :])

_MADE = {
    "events": _OF_PAIRS.format(sides=_ONE, combined=_combined(*_ACROSS), which="NOT coalesce(mutual, false)")
    + " UNION ALL BY NAME "
    + _OF_PAIRS.format(sides=_BOTH, combined=_combined(*_AMONG), which="coalesce(mutual, false)"),
    "reports": """
        SELECT lower(outlet) AS outlet, substr(published_from, 1, 10) AS first_day, substr(published_to, 1, 10) AS last_day,
            count(*) AS count
        FROM reports WHERE published_from IS NOT NULL AND published_to IS NOT NULL GROUP BY ALL""",
}
"""The sums of a table's rows."""

_TOGETHER = {
    "events": f"""
        SELECT pair, acts, origin, status, type, own, first_day, last_day, {_SUMS}, flatten(list(undated)) AS undated
        FROM parts GROUP BY ALL ORDER BY pair, first_day""",
    "reports": """
        SELECT outlet, first_day, last_day, sum(count)::BIGINT AS count FROM parts GROUP BY ALL ORDER BY outlet, first_day""",
}
"""Sums of several parts put together."""

_DAYS = {
    "own": "CASE WHEN own THEN first_day END AS first_day, CASE WHEN own THEN last_day END AS last_day",
    "report": "first_day, last_day",
}


def answerable(q: Query) -> bool:
    """Say whether sums can answer for the events of a pair: they know origin, type and status alone."""
    others = (q.actor, q.source, q.target, q.outlet, q.since, q.until, q.act, q.issue)
    return q.between is not None and all(value is None for value in others) and not (q.text or "").strip()


class Sums:
    """The sums of one table, in the folder of an archive; of how many rows which of its files, as ``covered`` says."""

    def __init__(self, sidecar: Path, table: str) -> None:
        self.table = table
        self.file = sidecar / FOLDER / f"{table}-{_FORMAT}.parquet"
        self._base: duckdb.DuckDBPyConnection | None = None
        self._seen: tuple[float, dict[str, int]] | None = None

    def covered(self) -> dict[str, int]:
        """Return the files of the table that the sums were made from, with their rows; none without sums."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        try:
            stamp = self.file.stat().st_mtime_ns
            if self._seen is None or self._seen[0] != stamp:
                told = (pq.read_metadata(self.file).metadata or {})[b"files"]
                self._seen = stamp, json.loads(told)
        except (OSError, KeyError, ValueError, pa.ArrowException):
            return {}
        return self._seen[1]

    def pair_days(self, q: Query, statuses: Collection[str], dated: str) -> pa.Table:
        """Return a pair's sums by side, days and type, a sum perhaps in several rows. Raises duckdb.Error, OSError."""
        test, values = _asked(q, statuses)
        side = "CASE WHEN acts = 3 THEN 0 WHEN $turned THEN 1 - acts ELSE acts END AS side"
        sql = f"""
            SELECT {side}, {_DAYS[dated]}, type, count, total, negative, goldstein, goldstein_negative
            FROM read_parquet($file) WHERE {test}"""
        return self._ask(sql, {**values, "turned": q.between is not None and q.between[0] > q.between[1]})

    def undated(self, q: Query, statuses: Collection[str], dated: str) -> list[str]:
        """Return the ids of a pair's events without a date. Raises duckdb.Error, OSError."""
        test, values = _asked(q, statuses)
        none = "(first_day IS NULL OR last_day IS NULL)" + (" OR NOT own" if dated == "own" else "")
        sql = f"SELECT DISTINCT unnest(undated) AS id FROM read_parquet($file) WHERE {test} AND ({none})"
        ids: list[str] = self._ask(sql, values)["id"].to_pylist()
        return ids

    def publications(self, outlet: str | None) -> pa.Table:
        """Return how many reports appeared on which days. Raises duckdb.Error, OSError."""
        of = "" if outlet is None else "WHERE outlet = lower($outlet)"
        sql = f"SELECT first_day, last_day, sum(count)::BIGINT AS count FROM read_parquet($file) {of} GROUP BY ALL"
        return self._ask(sql, {} if outlet is None else {"outlet": outlet})

    def keep(self, rows: Mapping[str, int], files: Sequence[str]) -> None:
        """Make sums of all files of a table, given by name with their rows and by path, where they lack enough.

        Whoever calls holds the archive. Where they cannot be made they are not: no question hangs on them.
        """
        import duckdb

        held = self.covered()
        if not held.keys() <= rows.keys():
            held = {}
        fresh = [file for file in files if Path(file).name not in held]
        lacking = sum(count for name, count in rows.items() if name not in held)
        if lacking < max(LEAST, sum(held.values()) // _PART):
            return
        draft = self.file.with_suffix(".new")
        with suppress(duckdb.Error, OSError):
            self._make(draft, rows, fresh, go_on=bool(held))
            draft.replace(self.file)
        draft.unlink(missing_ok=True)

    def _make(self, draft: Path, rows: Mapping[str, int], fresh: Sequence[str], *, go_on: bool) -> None:
        """Write the sums of further files, together with those that there are where one goes on."""
        import duckdb

        draft.parent.mkdir(parents=True, exist_ok=True)
        spill = draft.with_suffix(".spill")
        parts = f"({_MADE[self.table]})"
        if go_on:
            parts += f" UNION ALL BY NAME SELECT * FROM read_parquet({_quoted(str(self.file))})"
        settings = {**OFFLINE, "memory_limit": _MEMORY, "temp_directory": str(spill), "preserve_insertion_order": False}
        try:
            with duckdb.connect(":memory:", config=settings) as base:
                see_files(base, self.table, self.table, fresh)
                base.execute(
                    f"COPY (WITH parts AS ({parts}) {_TOGETHER[self.table]}) TO {_quoted(str(draft))} (FORMAT parquet, "
                    f"COMPRESSION zstd, ROW_GROUP_SIZE {_BLOCK}, KV_METADATA {{files: {_quoted(json.dumps(rows))}}})"
                )
        finally:
            shutil.rmtree(spill, ignore_errors=True)

    def _ask(self, sql: str, values: Mapping[str, object]) -> pa.Table:
        """Return the answer to a question on the file."""
        import duckdb

        if self._base is None:
            self._base = duckdb.connect(":memory:", config=OFFLINE)
        with self._base.cursor() as cursor:
            sql = sql.replace("$file", _quoted(str(self.file)))
            return cursor.sql(sql, params=dict(values)).to_arrow_table()


def _asked(q: Query, statuses: Collection[str]) -> tuple[str, dict[str, object]]:
    """Return the condition for the sums of a pair's events, with its values."""
    values: dict[str, object] = {f"status_{n}": status for n, status in enumerate(sorted(statuses))}
    tests = ["pair = $pair", f"status IN ({', '.join(f'${name}' for name in values) or 'NULL'})"]
    a, b = q.between or ("", "")
    values["pair"] = f"{min(a, b)}\n{max(a, b)}"
    if q.origin is None:
        tests.append("origin IS NULL")
    elif q.origin != "all":
        tests.append("lower(origin) = lower($origin)")
        values["origin"] = q.origin
    if q.type is not None:
        tests.append("lower(type) = lower($type)")
        values["type"] = q.type
    if q.status is not None:
        tests.append("status = $of_status")
        values["of_status"] = q.status
    return " AND ".join(tests), values


def _quoted(text: str) -> str:
    """Return a text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"
