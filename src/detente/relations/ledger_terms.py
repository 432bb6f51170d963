"""By when: the term that a sentence names, read from its times."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from detente.language.times import dates
from detente.records import Date, Precision, Published

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
_GIVEN = re.compile(
    rf"\b(\d{{1,3}}|{'|'.join(_NUMBERS)}) (hour|day|week|month|year)s? (?:in which )?to (?!come\b|go\b|the\b|date\b)[a-z]+",
    re.IGNORECASE,
)  # "gave Oslo ten days to"
_SEASON_END = re.compile(
    r"\b(?:by|before) the end of (?:the |this )?(spring|summer|autumn|fall|winter)\b", re.IGNORECASE
)
_UNTIL = r"\b(?P<how>by|before|until|till)(?: the)?(?: (?:next|coming|this))? "
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_BEFORE_DAY = re.compile(rf"{_UNTIL}(?P<day>{'|'.join(_WEEKDAYS)})\b", re.IGNORECASE)
_BEFORE_SEASON = re.compile(rf"{_UNTIL}(?P<season>spring|summer|autumn|fall|winter)\b", re.IGNORECASE)
_FEAST = re.compile(rf"{_UNTIL}(?P<feast>Easter|Christmas|New Year)\b", re.IGNORECASE)
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
    own = (
        _within(text, said),
        _season(text, said),
        _before_day(text, said),
        _before_season(text, said),
        _feast(text, said),
    )
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
    found = _WITHIN.search(text) or _GIVEN.search(text)
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


def _before_day(text: str, said: date) -> Date | None:
    """Return the term of "before Sunday", the day before the next one; "by" is left to the other times."""
    found = _BEFORE_DAY.search(text)
    if not found or found["how"].lower() != "before":
        return None
    ahead = (_WEEKDAYS.index(found["day"].lower()) - said.weekday() - 1) % 7 + 1
    return _ending(said, said + timedelta(days=ahead - 1), found[0], "day")


def _before_season(text: str, said: date) -> Date | None:
    """Return the term of "before winter": the last day before the next one begins; within it, before that of next year."""
    found = _BEFORE_SEASON.search(text)
    if not found:
        return None
    month = _LAST_MONTH[found["season"].lower()] - 2
    first = (date(year, month or 12, 1) for year in (said.year, said.year + 1))
    return _ending(said, next(d for d in first if d > said) - timedelta(days=1), found[0], "month")


def _feast(text: str, said: date) -> Date | None:
    """Return the term of "before Easter" or "by Christmas": the next one, the day before it where it says before."""
    found = _FEAST.search(text)
    if not found:
        return None
    fixed = {"christmas": (12, 25), "new year": (1, 1)}.get(found["feast"].lower())
    coming = (date(year, *fixed) if fixed else _easter(year) for year in (said.year, said.year + 1))
    day = next(d for d in coming if d > said)
    return _ending(said, day - timedelta(days=found["how"].lower() == "before"), found[0], "day")


def _easter(year: int) -> date:
    """Return Easter Sunday of the Gregorian calendar (Meeus, Astronomical Algorithms, 1991, chapter 8)."""
    century, golden = year // 100, year % 19
    skipped = century - century // 4 - (8 * century + 13) // 25
    epact = (skipped + 19 * golden + 15) % 30
    epact -= epact // 28 * (1 - epact // 28 * (29 // (epact + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + epact + 2 - century + century // 4) % 7
    month = 3 + (epact - weekday + 40) // 44
    return date(year, month, epact - weekday + 28 - 31 * (month // 4))


def _ending(said: date, last: date, words: str, precision: Precision) -> Date:
    """Return a term from the day of saying to a last day."""
    return Date(start=said.isoformat(), end=last.isoformat(), precision=precision, text=words)


def _months_later(day: date, months: int) -> date:
    """Return the same day some months later, the last of the month where there is no such day."""
    year, month = divmod(day.month - 1 + months, 12)
    last = _month_end(day.year + year, month + 1)
    return last.replace(day=min(day.day, last.day))


def _month_end(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])
