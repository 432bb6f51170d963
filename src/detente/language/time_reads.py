"""How the match of each rule in :mod:`time_rules` is read: from groups of a pattern to a reading.

Each function takes a match and returns its reading, or None where the match is no time after all.
"""

from __future__ import annotations

import re

from detente.language.numerals import count
from detente.language.time_compounds import At, Clock, Offset
from detente.language.time_licences import names_outlet, weekday_is_time
from detente.language.time_spans import Unit, one_day, whole_months, whole_year
from detente.language.time_values import (
    SEASONS,
    Around,
    Calendar,
    DayOfWeek,
    Fixed,
    Reading,
    Recurring,
    Rolling,
    Unknown,
    Weekend,
)

Match = re.Match[str]
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WHICH = {"last": -1, "past": -1, "this": 0, "this past": -1, "this coming": 1, "the coming": 1, "next": 1}
CENTURIES = {"nineteenth": 19, "twentieth": 20, "twenty-first": 21}
# Words before a number of weeks, months or years that leave the calendar unit as it is; "more than" and others do not.
ROUGHLY = ("about", "around", "roughly", "some", "nearly", "almost", "exactly", "just")


def month_number(text: str) -> int | None:
    """Return 1 to 12 for a month's name or abbreviation with a capital, None for the verbs "may" and "march"."""
    return MONTHS.index(text[:3].lower()) + 1 if text[0].isupper() else None


def _year(m: Match) -> tuple[int | None, int | None]:
    """Return the year that a match has in digits, and the offset of "last year", "this year", "next year"."""
    said = m.groupdict()
    year, rel = said.get("year") or said.get("of"), said.get("rel")
    return int(year) if year else None, WHICH[rel.lower()] if rel else None


def day_month(m: Match) -> Reading | None:
    """Read "9 May 2018", "from 3 to 9 May"."""
    return _dated(m, m["first"] or m["between"] or m["day"], m["day"])


def month_day(m: Match) -> Reading | None:
    """Read "May 9, 2018", "May 3-9"."""
    return _dated(m, m["day"], m["last"] or m["day"])


def _dated(m: Match, first: str, last: str) -> Reading | None:
    """Read a month with a day or days, and perhaps a year."""
    month, (year, year_offset) = month_number(m["month"]), _year(m)
    if month is None or (m["month"] == "Mar" and year is None and "." not in m[0]):
        return None
    if not 1 <= int(first) <= int(last) <= 31:
        return None
    day = Calendar(month=month, day=int(first), last_day=int(last), year=year, year_offset=year_offset)
    # A year-less day that no year has ("June 31") is no date at all; with a year it is one, of no known day.
    return day if day.year or day.within(2000) else None


def month_year(m: Match) -> Reading | None:
    """Read a month with its year."""
    month, (year, year_offset) = month_number(m["month"]), _year(m)
    return Calendar(month=month, year=year, year_offset=year_offset) if month else None


def month_alone(m: Match) -> Reading | None:
    """Read a month's name alone, or with "last" or "next", which its year then follows from."""
    which = WHICH[m[1].lower()] if m[1] else None
    month = MONTHS.index(m[2][:3].lower()) + 1
    if which is None:
        return Calendar(month=month)
    return Calendar(month=month, year_offset=0) if which == 0 else Recurring(month=month, months=1, which=which)


def numeric(m: Match) -> Reading | None:
    """Read "16/02/2017" in the one order that the calendar allows; unknown where both orders are days."""
    first, second, year = int(m[1]), int(m[3]), int(m[4])
    orders = {i for i in (one_day(year, second, first), one_day(year, first, second)) if i}
    return Fixed(interval=orders.pop()) if len(orders) == 1 else Unknown() if orders else None


def iso(m: Match) -> Reading | None:
    """Read "2017-02-16", with or without a clock time."""
    day = Fixed(interval=one_day(int(m[1]), int(m[2]), int(m[3])))
    if day.interval is None:
        return None
    return At(base=day, clock=f"{m[4]}:{m[5]}") if m[4] and int(m[4]) < 24 and int(m[5]) < 60 else day


def iso_month(m: Match) -> Reading | None:
    """Read "2017-02"."""
    return Calendar(year=int(m[1]), month=int(m[2]))


def year_alone(m: Match) -> Reading | None:
    """Read a year."""
    return Calendar(year=int(m[1]))


def the_unit(m: Match) -> Reading | None:
    """Read "the year" of "the end of the year": the one around the publication."""
    unit = _unit(m[1])
    return Around(unit=unit, offset=0) if unit else None


def short_years(m: Match) -> Reading | None:
    """Read "2014-18" as years; a hyphen before 01 to 12 may also begin a month, and is not read."""
    first, last = int(m[1]), int(m[1][:2] + m[3])
    if last <= first or (m[2].strip() == "-" and int(m[3]) <= 12):
        return None
    return Fixed(interval=whole_year(first, last - first + 1))


def weekday(m: Match) -> Reading | None:
    """Read a weekday with "last", "next", or the week that it is of."""
    if not (m[2][0].isupper() and weekday_is_time(m.string, m.start(2), m.end(2))):
        return None
    which = WHICH[re.sub(r"\s+", " ", m[1].lower())] if m[1] else None
    week = WHICH[m[3].lower()] if m[3] else None
    return DayOfWeek(weekday=WEEKDAYS.index(m[2].lower()), which=which, week=week)


def near_day(m: Match) -> Reading | None:
    """Read "today", "last night" and their like."""
    said = re.sub(r"\s+", " ", m[0].lower())
    if m[0].split()[-1][0].isupper() and names_outlet(m.string, m.start()):
        return None
    if "before yesterday" in said or "after tomorrow" in said:
        return Around(unit="day", offset=-2 if "yesterday" in said else 2)
    return Around(unit="day", offset=-1 if said.startswith(("yesterday", "last")) else said.startswith("tomorrow"))


def _unit(text: str) -> Unit | None:
    """Return the unit that a word in singular or plural names, None for hours and minutes."""
    word = text.lower().rstrip("s").replace("centurie", "century")
    units: dict[str, Unit] = {
        "day": "day",
        "week": "week",
        "weekend": "weekend",
        "month": "month",
        "quarter": "quarter",
        "year": "year",
        "decade": "decade",
        "century": "century",
    }
    return units.get(word)


def around(m: Match) -> Reading | None:
    """Read "this week", "earlier this year", "last month"."""
    said = re.sub(r"\s+", " ", m[2].lower())
    unit, which = _unit(m[3]), WHICH[said]
    if unit is None or (m[3][0].isupper() and names_outlet(m.string, m.start())):
        return None
    if unit == "weekend":
        return Weekend(past=which < 0) if " " in said else Weekend(week=which)
    if said in ("this past", "this coming"):
        return Rolling(unit=unit, n=which)
    return Around(unit=unit, offset=which, cut={"earlier": -1, "later": 1}.get((m[1] or "").lower(), 0))


def ago(m: Match) -> Reading | None:
    """Read "two days ago", and "three weeks from now" forward; "more than", "a few" and hours leave it unknown."""
    about = (m["about"] or "").lower()
    n, unit = _counted(m)
    if n is None or unit is None or (about and (unit == "day" or about not in ROUGHLY)):
        return Unknown()
    if unit == "decade":
        n, unit = n * 10, "year"
    return Around(unit=unit, offset=-n if (m["way"] or "").lower() == "ago" else n)


def ahead(m: Match) -> Reading | None:
    """Read "in two weeks" of something to come."""
    n, unit = _counted(m)
    return Around(unit=unit, offset=n) if n is not None and unit is not None else None


def _counted(m: Match) -> tuple[int | None, Unit | None]:
    """Return the number and unit of a match, whole days of hours as days; None for what is vague or finer."""
    n = count(m["n"]) if m["n"] else None
    if m["unit"].lower().startswith("hour") and n and n % 24 == 0:
        return n // 24, "day"
    return n, _unit(m["unit"])


def offset(m: Match) -> Reading | None:
    """Read "three weeks later", "the day before": counted from a moment told elsewhere."""
    n, unit = _counted(m) if m["n"] else (None, None)
    if n is None or unit is None:
        return Unknown()
    return Offset(unit=unit, n=n if m["way"].lower() in ("later", "after") else -n)


def rolling(m: Match) -> Reading | None:
    """Read "in the last month", "the next two weeks"; without a number a plural is vague.

    "The next week" without "in" or "over" is told of some other moment; "the last day", "the last minute" are no dates.
    """
    way, unit_word = m["way"].lower(), m["unit"].lower()
    n, unit = _counted(m)
    if not m["n"]:
        if not m.groupdict().get("in") and (way == "next" or unit_word == "day"):
            return Unknown() if way in ("next", "coming") else None
        if unit_word.startswith("minute"):
            return None
        n = None if unit_word.endswith("s") or m["vague"] else 1
    if n is None or unit is None:
        return Unknown()
    return Rolling(unit=unit, n=n if way in ("next", "coming") else -n)


def season(m: Match) -> Reading | None:
    """Read a season with its year, or with "last", "this", "next"."""
    said, month = m.groupdict(), SEASONS[m["season"].lower()]
    which, to, (year, year_offset) = said.get("which"), said.get("to"), _year(m)
    if to and month == 12 and year is not None:
        end = int(to) if len(to) == 4 else year // 100 * 100 + int(to)
        return Recurring(month=12, year=year, winter_end=end) if end == year + 1 else Unknown()
    return Recurring(month=month, year=year, year_offset=year_offset, which=WHICH[which.lower()] if which else None)


def decade(m: Match) -> Reading | None:
    """Read "1990s", "the '90s"; "1900s" may be a decade or a century."""
    year = int(m[1] or m[4] or "19" + (m[2] or m[3]))
    return Unknown() if year % 100 == 0 and year != 2000 else Fixed(interval=whole_year(year, 10))


def century(m: Match) -> Reading | None:
    """Read "the 20th century"."""
    nth = int(m[1]) if m[1] else CENTURIES[m[2].lower()]
    return Fixed(interval=whole_year(nth * 100 - 99, 100)) if 1 <= nth <= 30 else None


def clock(m: Match) -> Reading | None:
    """Read a time of day: with minutes, "3 p.m.", "noon", "0800 GMT"."""
    if m["noon"]:
        return Clock(clock="12:00")
    if m["dot"] == "." and not (m["half"] or m["zone"]):
        return None
    if m["four"]:
        hour, minute = int(m["four"][:2]), int(m["four"][2:])
    else:
        hour, minute = int(m["hour"] or m["bare"]), int(m["minute"] or 0)
    half = (m["half"] or m["half2"] or "").lower()[:1]
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return Clock(clock=f"{hour:02d}:{minute:02d}") if hour < 24 and minute < 60 else None


def clock_stands_alone(m: Match) -> bool:
    """Tell whether a time of day is one without a day beside it: not a score or a noon of the general kind."""
    return not m["noon"] and bool(m["zone"] or m["half"] or m["half2"] or m["four"])


def quarter(m: Match) -> Reading | None:
    """Read "Q1 2020"."""
    return Fixed(interval=whole_months(int(m[2]), int(m[1]) * 3 - 2, 3))
