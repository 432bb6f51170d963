"""Counting events in the tables: what a relation's series and the matrix of all pairs are made of.

Sums are made by the engine over the Parquet files of the pinned version, so that ten million rows never become records.
"""

# ruff: noqa: S608 - the pieces of SQL put together here are constants of this package; what a user gives is bound

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Literal

from detente.archive.query import Query
from detente.archive.steps import Question, Step, Value, compose, steps
from detente.errors import UsageError

if TYPE_CHECKING:
    import pyarrow as pa

Dated = Literal["own", "report"]
Split = Literal["outlet", "issue", "status", "origin"]

_UNITS = ("day", "week", "month", "quarter", "year")

# The days that an event's own date can mean; one that has none keeps null, or takes its report's day where asked.
_DAYS = """
    SELECT *,
        CASE WHEN when_precision IN ('day', 'minute') THEN date
             WHEN when_precision = 'unknown' THEN {unknown}
             ELSE try_cast(substr(when_from, 1, 10) AS DATE) END AS first_day,
        CASE WHEN when_precision IN ('day', 'minute') THEN date
             WHEN when_precision = 'unknown' THEN {unknown}
             ELSE try_cast(substr(when_to, 1, 10) AS DATE) END AS last_day
    FROM {{rows}}"""

_SUMS = """
    count(*) AS count,
    sum(score) AS total,
    coalesce(sum(score) FILTER (WHERE score < 0), 0) AS negative,
    sum(goldstein) AS goldstein,
    coalesce(sum(goldstein) FILTER (WHERE goldstein < 0), 0) AS goldstein_negative"""

BOTH_WAYS = Step(
    name="both_ways",
    sql="""
        SELECT * FROM {rows} UNION ALL BY NAME
        SELECT * REPLACE (target_country AS source_country, source_country AS target_country)
        FROM {rows} WHERE coalesce(mutual, false)""",
)
"""What both sides do to each other ("met") counts for each of the two countries."""

_IS_SOURCE = "(source_country = $side_a OR source_actor = $side_a)"


def pair_days(query: Query, statuses: Collection[str], dated: Dated) -> Question:
    """Return the question for the events of a pair, summed by side, days and type.

    ``query.between`` names the pair. The rows have ``side`` (0 where the first of the two acts), ``first_day`` and
    ``last_day`` (null for an event without a date), ``type``, and the sums.
    """
    finish = Step(
        name="",
        sql=f"""
            SELECT side, first_day, last_day, type, {_SUMS}
            FROM {{rows}} GROUP BY ALL""",
    )
    # An event that both do to each other ("met") counts in both directions.
    sides = Step(
        name="on_sides",
        sql=f"""
            SELECT *, unnest(CASE WHEN coalesce(mutual, false) THEN [0, 1] WHEN {_IS_SOURCE} THEN [0] ELSE [1] END) AS side
            FROM {{rows}}""",
        values={"side_a": query.between[0] if query.between else None},
    )
    return compose("events", [*steps("events", query), _of_statuses(statuses), _days(dated), sides], finish)


def no_days() -> pa.Table:
    """Return an answer to :func:`pair_days` without rows."""
    import pyarrow as pa

    figures = ("total", "negative", "goldstein", "goldstein_negative")
    columns = [("side", pa.int32()), ("first_day", pa.date32()), ("last_day", pa.date32()), ("type", pa.string())]
    return pa.schema([*columns, ("count", pa.int64()), *((name, pa.float64()) for name in figures)]).empty_table()


def undated(query: Query, statuses: Collection[str], dated: Dated) -> Question:
    """Return the question for the ids of a pair's events without a date, in order."""
    sql = "SELECT id FROM {rows} WHERE first_day IS NULL OR last_day IS NULL ORDER BY id"
    return compose("events", [*steps("events", query), _of_statuses(statuses), _days(dated)], Step(name="", sql=sql))


def all_pairs(query: Query, statuses: Collection[str], by: str, conflict: Sequence[str]) -> Question:
    """Return the question for the events of every ordered pair of countries, summed by period.

    ``conflict`` are the event types to count apart. Rows: ``source``, ``target``, ``start``, the sums, ``conflict``.
    Raises UsageError for a unit that there is not.
    """
    if by not in _UNITS:
        raise UsageError(f"periods by {by!r} are not known; give one of {', '.join(_UNITS)}")
    named: dict[str, Value] = {f"conflict_{n}": kind for n, kind in enumerate(conflict)}
    among = ", ".join(f"${name}" for name in named)
    finish = Step(
        name="",
        sql=f"""
            SELECT source_country AS source, target_country AS target, date_trunc('{by}', first_day) AS start, {_SUMS},
                count(*) FILTER (WHERE type IN ({among})) AS conflict
            FROM {{rows}}
            WHERE source_country <> target_country AND date_trunc('{by}', first_day) = date_trunc('{by}', last_day)
            GROUP BY ALL""",
        values=named,
    )
    return compose("events", [*steps("events", query), _of_statuses(statuses), _days("own"), BOTH_WAYS], finish)


def split(query: Query, what: Split) -> Question:
    """Return the question how the events of a pair divide by outlet, issue, status or origin, most first."""
    part = {
        "outlet": "(SELECT outlet FROM reports WHERE reports.id = e.report)",
        "issue": "unnest(CASE WHEN len(issues) = 0 THEN [NULL] ELSE issues END)",
        "status": "status",
        "origin": "origin",
    }[what]
    side = f"CASE WHEN {_IS_SOURCE} THEN 0 ELSE 1 END"
    told = Step(
        name="in_parts",
        sql=f"SELECT {side} AS side, {part} AS part, score, goldstein FROM {{rows}} AS e",
        values={"side_a": query.between[0] if query.between else None},
    )
    sql = f"SELECT side, part, {_SUMS} FROM {{rows}} GROUP BY ALL ORDER BY count DESC, part, side"
    return compose("events", [*steps("events", query), told], Step(name="", sql=sql))


def publications(query: Query) -> Question:
    """Return the question how many reports appeared on which days: ``first_day``, ``last_day``, ``count``."""
    sql = """
        SELECT substr(published_from, 1, 10) AS first_day, substr(published_to, 1, 10) AS last_day, count(*) AS count
        FROM {rows} WHERE published_from IS NOT NULL AND published_to IS NOT NULL GROUP BY ALL ORDER BY ALL"""
    return compose("reports", steps("reports", Query(outlet=query.outlet)), Step(name="", sql=sql))


def _of_statuses(statuses: Collection[str]) -> Step:
    """Keep the events of some statuses."""
    named: dict[str, Value] = {f"status_{n}": status for n, status in enumerate(sorted(statuses))}
    among = ", ".join(f"${name}" for name in named) or "NULL"
    return Step(name="of_statuses", sql=f"SELECT * FROM {{rows}} WHERE status IN ({among})", values=named)


def _days(dated: Dated) -> Step:
    """Give each event the days that its date can mean."""
    return Step(name="on_own_days", sql=_DAYS.format(unknown="date" if dated == "report" else "NULL"))
