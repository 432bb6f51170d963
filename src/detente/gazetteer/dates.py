"""Dates as precise as they are given: the days that they can mean, and whether a time in office covers them."""

from __future__ import annotations

import re

from detente.errors import BadDate

Window = tuple[str, str]

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def window(text: str | None) -> Window | None:
    """Return the first and last day of "2017", "2017-02" or "2017-02-16" (a time of day is dropped); None stays None.

    Raises BadDate for anything else.
    """
    if text is None:
        return None
    found = _DATE.fullmatch(text.strip().partition("T")[0])
    if found is None:
        raise BadDate(text)
    year, month, day = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    if year < 1 or month > 12 or (found[2] and not month) or (found[3] and not 1 <= day <= _days(year, month)):
        raise BadDate(text)
    return first_day(found[0]), last_day(found[0])


def first_day(date: str) -> str:
    """Return the first day that a date can mean, empty when there is none."""
    return date + "-01-01"[len(date) - 4 :] if date else ""


def last_day(date: str) -> str:
    """Return the last day that a date can mean, empty when there is none."""
    if len(date) == 7:
        return f"{date}-{_days(int(date[:4]), int(date[5:]))}"
    return f"{date}-12-31" if len(date) == 4 else date


def covers(start: str | None, end: str | None, on: Window) -> bool:
    """Tell whether a time from ``start`` to ``end`` (empty or None: open) shares a day with ``on``."""
    return (not start or first_day(start) <= on[1]) and (not end or last_day(end) >= on[0])


def _days(year: int, month: int) -> int:
    """Return how many days a month has."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31
