"""Full dates as reports and markup write them: read only where day, month and year all stand there.

A date without its year, a weekday alone, and 02/03/2017 (February or March?) are never completed by a guess.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, datetime
from functools import lru_cache

from detente.intake import clock
from detente.intake.months import months, pattern
from detente.records import Published

_DAY = r"(?P<{0}>[12][0-9]|3[01]|0?[1-9])"
_YEAR = r"(?P<{0}>(?:19|20)[0-9]{{2}})"
#: Years before this are dates of history, not of publication on paper that detente could be given; years after it are
#: what programs write for "never" (2038, 2099, 9999: the ends of their calendars).
_FIRST_YEAR, _LAST_YEAR = 1900, 2036
#: No field or line that states a date is longer; in longer ones it belongs to a sentence.
_LONGEST = 200

_ISO_TIME = re.compile(
    r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})[T ](?P<time>[0-9]{2}:[0-9]{2})(?::[0-9]{2}(?:[.,][0-9]+)?)?"
    r"\s*(?P<zone>Z|UTC|GMT|[+-][0-9]{2}:?[0-9]{2}|[+-][0-9]{2})?\b"
)
_PACKED = re.compile(
    r"(?P<y>(?:19|20)[0-9]{2})(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12][0-9]|3[01])(?:T?(?P<t>[0-9]{6})Z?)?"
)
_IN_ADDRESS = re.compile(
    r"(?<![0-9])(?P<y>(?:19|20)[0-9]{2})(?P<s>[/_-]?)(?P<m>0[1-9]|1[0-2])(?P=s)(?P<d>0[1-9]|[12][0-9]|3[01])(?![0-9])"
)
_MAIL = re.compile(r"^(?:[A-Z][a-z]{2}, )?[0-9]{1,2} [A-Z][a-z]{2} [0-9]{4} [0-9]{2}:[0-9]{2}")
_COARSE = re.compile(r"(?P<y>(?:19|20)[0-9]{2})(?:-(?P<m>0[1-9]|1[0-2]))?")


@lru_cache(maxsize=1)
def _text() -> re.Pattern[str]:
    """Return the expression for full dates in words and figures."""
    of = r"(?:\s+(?:of|de|del|di))?"
    forms = (
        _DAY.format("d1")
        + rf"(?:st|nd|rd|th|er|º|\.)?{of}[\s-]+(?P<m1>{pattern()})\.?,?{of}[\s-]+"
        + _YEAR.format("y1"),
        rf"(?P<m2>{pattern(english=True)})\.?\s+" + _DAY.format("d2") + r"(?:st|nd|rd|th)?,?\s+" + _YEAR.format("y2"),
        _YEAR.format("y3") + r"(?P<sep>[-/.])(?P<m3>0?[1-9]|1[0-2])(?P=sep)" + _DAY.format("d3"),
        r"(?P<a>[0-3]?[0-9])(?P<sep4>[/.-])(?P<b>[0-3]?[0-9])(?P=sep4)" + _YEAR.format("y4"),
        _YEAR.format("y5") + r"\s?[年년]\s?(?P<m5>0?[1-9]|1[0-2])\s?[月월]\s?" + _DAY.format("d5") + r"\s?(?:日|일|号)",
    )
    return re.compile(r"(?<![^\W_])(?:" + "|".join(forms) + r")(?![0-9])", re.IGNORECASE)


def _day(year: int, month: int, day: int) -> str | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found.isoformat() if _FIRST_YEAR <= year <= _LAST_YEAR else None


def _of_match(match: re.Match[str]) -> str | None:
    part = match.groupdict()
    if part["y1"]:
        return _day(int(part["y1"]), months()[part["m1"].lower()], int(part["d1"]))
    if part["y2"]:
        return _day(int(part["y2"]), months()[part["m2"].lower()], int(part["d2"]))
    for number in ("3", "5"):
        if part[f"y{number}"]:
            return _day(int(part[f"y{number}"]), int(part[f"m{number}"]), int(part[f"d{number}"]))
    first, second, year = int(part["a"]), int(part["b"]), int(part["y4"])
    if part["sep4"] == ".":  # 16.02.2017 is day first wherever dots are used
        return _day(year, second, first)
    if first == second or second > 12:
        return _day(year, first, second)
    return _day(year, second, first) if first > 12 else None


def every(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Yield the full dates in a text as ISO days, with where they stand."""
    for match in _text().finditer(text):
        day = _of_match(match)
        if day is not None:
            yield day, match


def find(text: str) -> tuple[str, re.Match[str]] | None:
    """Return the first full date in a text as an ISO day, with where it stands, or None."""
    return next(every(text), None)


def of_day(day: str, *, text: str, known_from: str) -> Published:
    """Return a publication date known to the day."""
    return Published(start=day, end=day, precision="day", text=text, known_from=known_from)


def of_moment(moment: str, *, text: str, known_from: str) -> Published:
    """Return a publication date known to the minute."""
    return Published(start=moment, end=moment, precision="minute", text=text, known_from=known_from)


def read(value: str, *, known_from: str) -> Published | None:
    """Return the publication date that a field or attribute states, or None where it states no full date.

    A time of day is kept with its zone as given; midnight sharp stands for "no time known".
    """
    value = value.strip()
    if not value or len(value) > _LONGEST:
        return None
    match = _ISO_TIME.search(value)
    if match and _valid(match["day"]):
        if match["time"] == "00:00":
            return of_day(match["day"], text=value, known_from=known_from)
        if _valid_time(match["time"]):
            moment = f"{match['day']}T{match['time']}{_zone(match['zone'])}"
            return of_moment(moment, text=value, known_from=known_from)
    if _MAIL.match(value):
        from email.utils import parsedate_to_datetime

        try:
            moment = parsedate_to_datetime(value).isoformat(timespec="minutes")
        except (ValueError, IndexError):  # an impossible day or hour: the plain reading below decides
            pass
        else:
            return of_moment(moment, text=value, known_from=known_from) if _valid(moment[:10]) else None
    packed = _PACKED.fullmatch(value)
    if packed:
        day = _day(int(packed["y"]), int(packed["m"]), int(packed["d"]))
        return of_day(day, text=value, known_from=known_from) if day else None
    found = find(value)
    return stated(value, *found, known_from=known_from) if found else None


def stated(text: str, day: str, match: re.Match[str], *, known_from: str) -> Published:
    """Return the publication date of a day that stands in a text, with the time of day that stands beside it."""
    time = clock.beside(text, match.start(), match.end(), day=day)
    if time is None:
        return of_day(day, text=text, known_from=known_from)
    return of_moment(f"{day}T{time}", text=text, known_from=known_from)


def coarse(value: str, *, known_from: str) -> Published | None:
    """Return the month or year that a field states in figures ("2017-02", "2017"), or None."""
    match = _COARSE.fullmatch(value.strip())
    if match is None or not _FIRST_YEAR <= (year := int(match["y"])) <= _LAST_YEAR:
        return None
    first, last = (int(match["m"]),) * 2 if match["m"] else (1, 12)
    return Published(
        start=f"{year}-{first:02}-01",
        end=f"{year}-{last:02}-{monthrange(year, last)[1]}",
        precision="month" if match["m"] else "year",
        text=value.strip(),
        known_from=known_from,
    )


def in_address(address: str, *, known_from: str) -> Published | None:
    """Return the date in an address ("/2017/02/16/", "20170216") or a file name, or None."""
    for match in _IN_ADDRESS.finditer(address):
        day = _day(int(match["y"]), int(match["m"]), int(match["d"]))
        if day:
            return of_day(day, text=match[0], known_from=known_from)
    return None


def is_later(one: str, other: str) -> bool:
    """Say whether a day or minute is after another; of one day, a minute counts as after the day alone."""
    if one[:10] == other[:10] and min(len(one), len(other)) == 10:
        return len(one) > len(other)
    first, second = datetime.fromisoformat(one), datetime.fromisoformat(other)
    if first.tzinfo is None or second.tzinfo is None:  # one zone is not known: the clocks on the wall are compared
        first, second = first.replace(tzinfo=None), second.replace(tzinfo=None)
    return first > second


def _valid(day: str) -> bool:
    year, month, of_month = (int(part) for part in day.split("-"))
    return _day(year, month, of_month) is not None


def _valid_time(time: str) -> bool:
    try:
        datetime.strptime(time, "%H:%M")  # noqa: DTZ007  # only a check that such a time of day exists
    except ValueError:
        return False
    return True


def _zone(zone: str | None) -> str:
    if not zone:
        return ""
    if zone in {"Z", "UTC", "GMT"}:
        return "+00:00"
    digits = zone[1:].replace(":", "").ljust(4, "0")
    return f"{zone[0]}{digits[:2]}:{digits[2:]}"
