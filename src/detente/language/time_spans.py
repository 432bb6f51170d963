"""Stretches of the calendar, and the arithmetic on them: whole years and months, days from a day, units around it."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from detente.records import Precision

Unit = Literal["day", "week", "weekend", "month", "quarter", "year", "decade", "century"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """The first and last day that an expression can mean; one side None where it is open; ``clock`` is "HH:MM"."""

    start: date | None
    end: date | None
    precision: Precision
    clock: str | None = None


def whole_year(year: int, years: int = 1) -> Interval | None:
    """Return the interval of one calendar year or several, None outside the years 1 to 9999."""
    if year < 1 or year + years - 1 > 9999:
        return None
    return Interval(start=date(year, 1, 1), end=date(year + years - 1, 12, 31), precision="year")


def whole_months(year: int, month: int, months: int = 1) -> Interval | None:
    """Return the interval of calendar months from ``month`` (any integer: 0 is the December before) of ``year``."""
    first, last = year * 12 + month - 1, year * 12 + month + months - 2
    if first < 12 or last >= 120_000:
        return None
    last_year, last_month = last // 12, last % 12 + 1
    end = date(last_year, last_month, monthrange(last_year, last_month)[1])
    return Interval(start=date(first // 12, first % 12 + 1, 1), end=end, precision="month")


def one_day(year: int, month: int, day: int) -> Interval | None:
    """Return the interval of one day, None when the calendar has no such day."""
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return Interval(start=found, end=found, precision="day")


def days_from(day: date, first: int, last: int, precision: Precision) -> Interval | None:
    """Return the interval from ``first`` to ``last`` days after ``day``, None outside the calendar."""
    try:
        return Interval(start=day + timedelta(first), end=day + timedelta(last), precision=precision)
    except OverflowError:
        return None


def shifted(day: date, n: int, unit: Unit) -> date | None:
    """Return the day that lies ``n`` units after ``day`` (the last of the month where it has no such day)."""
    if unit in ("day", "week", "weekend"):
        moved = days_from(day, n * (1 if unit == "day" else 7), n * (1 if unit == "day" else 7), "day")
        return moved.start if moved else None
    months = n * {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}[unit]
    month = whole_months(day.year, day.month + months)
    if month is None or month.start is None or month.end is None:
        return None
    return month.start.replace(day=min(day.day, month.end.day))


def unit_around(day: date, offset: int, unit: Unit) -> Interval | None:
    """Return the calendar unit that lies ``offset`` units from the one around ``day``."""
    if unit == "day":
        return days_from(day, offset, offset, "day")
    if unit in ("week", "weekend"):
        monday = 7 * offset - day.weekday()
        return days_from(day, monday + (5 if unit == "weekend" else 0), monday + 6, "week" if unit == "week" else "day")
    if unit == "month":
        return whole_months(day.year, day.month + offset)
    if unit == "quarter":
        return whole_months(day.year, (day.month - 1) // 3 * 3 + 1 + 3 * offset, 3)
    if unit == "year":
        return whole_year(day.year + offset)
    if unit == "decade":
        return whole_year(day.year // 10 * 10 + 10 * offset, 10)
    return whole_year((day.year - 1) // 100 * 100 + 1 + 100 * offset, 100)


def away(interval: Interval, day: date) -> int:
    """Return how many days lie between a day and a closed interval, 0 inside it."""
    if interval.start is None or interval.end is None:
        return 0
    return max((interval.start - day).days, (day - interval.end).days, 0)
