"""Time cut into days, weeks, months, quarters and years, and the days that a date can mean."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from detente.records import Date

By = Literal["day", "week", "month", "quarter", "year"]
BY: tuple[By, ...] = ("day", "week", "month", "quarter", "year")

# The longest span, in days, that is cut by each unit: set so that a chart has about 10 to 100 periods, which is what
# a width of 1,000 pixels can carry with every point to be seen.
_LONGEST: tuple[tuple[By, int], ...] = (("day", 62), ("week", 400), ("month", 3_000), ("quarter", 9_000))


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A stretch of whole days, ``start`` and ``end`` both inside it, as ISO 8601 days."""

    start: str
    end: str


def suited(first: date, last: date) -> By:
    """Return the unit that cuts the span from ``first`` to ``last`` into a number of periods fit to be drawn."""
    length = (last - first).days + 1
    return next((by for by, longest in _LONGEST if length <= longest), "year")


def many(n: int, by: str) -> str:
    """Return a number of periods in words."""
    return f"{n} {by}" if n == 1 else f"{n} {by}s"


def opening(day: date, by: By) -> date:
    """Return the first day of the period that ``day`` lies in; weeks begin on Monday."""
    match by:
        case "day":
            return day
        case "week":
            return day - timedelta(days=day.weekday())
        case "month":
            return day.replace(day=1)
        case "quarter":
            return day.replace(month=3 * ((day.month - 1) // 3) + 1, day=1)
        case "year":
            return day.replace(month=1, day=1)


def following(start: date, by: By) -> date:
    """Return the first day of the period after the one that begins on ``start``."""
    match by:
        case "day":
            return start + timedelta(days=1)
        case "week":
            return start + timedelta(days=7)
        case _:
            months = start.month - 1 + {"month": 1, "quarter": 3, "year": 12}[by]
            return date(start.year + months // 12, months % 12 + 1, 1)


def cut(first: date, last: date, by: By) -> tuple[Period, ...]:
    """Return the whole periods from the one that holds ``first`` to the one that holds ``last``, without a hole."""
    periods = []
    start = opening(first, by)
    while start <= last:
        after = following(start, by)
        periods.append(Period(start=start.isoformat(), end=(after - timedelta(days=1)).isoformat()))
        start = after
    return tuple(periods)


def days(when: Date) -> tuple[date, date] | None:
    """Return the first and last day that a date can mean, or None where it says too little.

    A date with only a beginning or only an end says too little: it cannot be placed between two days.
    """
    if not when.start or not when.end:
        return None
    try:
        first, last = date.fromisoformat(when.start[:10]), date.fromisoformat(when.end[:10])
    except ValueError:
        return None
    return (first, last) if first <= last else None
