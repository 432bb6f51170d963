"""By when: the term that a sentence names, read from its times."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from detente.language.times import dates
from detente.records import Date, Published

_NUMBERS = {
    word: n
    for n, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), 1
    )
} | {"a": 1, "an": 1}
_A_MONTH = timedelta(days=31)
_WITHIN = re.compile(
    rf"\b(?:within|in|in less than|in under|inside) (?:the next )?(\d{{1,3}}|{'|'.join(_NUMBERS)}) (hour|day|week|month|year)s?\b",
    re.IGNORECASE,
)
_SEASON_END = re.compile(
    r"\b(?:by|before) the end of (?:the |this )?(spring|summer|autumn|fall|winter)\b", re.IGNORECASE
)
# The last month of each season by the meteorological calendar, which language.times takes for "in the spring" too.
_LAST_MONTH = {"spring": 5, "summer": 8, "autumn": 11, "fall": 11, "winter": 2}


def term(text: str, said: date | None, published: Published) -> Date:
    """Return by when something is to come: the latest time in a sentence that ends on the day of saying or later.

    Args:
        text: the sentence.
        said: the day on which it was said; None leaves every term unknown.
        published: when the report appeared, which times are resolved against.

    Returns:
        A date whose ``end`` is the last day of the term, of precision "unknown" where none is named: open without limit.
    """
    if said is None:
        return Date()
    own = (_within(text, said), _season(text, said))
    found = [d for d in (*own, *(d for _, d in dates(text, published))) if d is not None and _after(d, said)]
    return max(found, key=lambda d: (d.end or "")[:10], default=Date())


def with_past(text: str, said: date | None, published: Published) -> bool:
    """Say whether a sentence names times and all of them had ended a month before it was said: it tells of the past."""
    if said is None:
        return False
    ends = [d.end for _, d in dates(text, published) if d.precision != "unknown" and d.end]
    return bool(ends) and max(ends)[:10] < (said - _A_MONTH).isoformat()


def _after(when: Date, said: date) -> bool:
    """Say whether a time has an end and that is not past."""
    return when.precision != "unknown" and when.end is not None and when.end[:10] >= said.isoformat()


def _within(text: str, said: date) -> Date | None:
    """Return the term of "within 60 days"."""
    found = _WITHIN.search(text)
    if not found:
        return None
    number = _NUMBERS.get(found[1].lower()) or int(found[1])
    match found[2].lower():
        case "hour":
            last = said + timedelta(days=-(-number // 24))
        case "day":
            last = said + timedelta(days=number)
        case "week":
            last = said + timedelta(weeks=number)
        case unit:
            last = _months_later(said, number * (12 if unit == "year" else 1))
    return Date(start=said.isoformat(), end=last.isoformat(), precision="day", text=found[0])


def _season(text: str, said: date) -> Date | None:
    """Return the term of "by the end of the summer": the next end of that season."""
    found = _SEASON_END.search(text)
    if not found:
        return None
    month = _LAST_MONTH[found[1].lower()]
    last = next(d for year in (said.year, said.year + 1) if (d := _month_end(year, month)) >= said)
    return Date(start=said.isoformat(), end=last.isoformat(), precision="month", text=found[0])


def _months_later(day: date, months: int) -> date:
    """Return the same day some months later, the last of the month where there is no such day."""
    year, month = divmod(day.month - 1 + months, 12)
    last = _month_end(day.year + year, month + 1)
    return last.replace(day=min(day.day, last.day))


def _month_end(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])
