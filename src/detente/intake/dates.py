"""Full dates as reports and markup write them: read only where day, month and year all stand there.

A date without its year, a weekday alone, and 02/03/2017 (February or March?) are never completed by a guess.
"""

from __future__ import annotations

import re
from datetime import date, datetime

from detente.records import Published

_MONTHS = "january february march april may june july august september october november december".split()
_MONTH = {name[:3]: number for number, name in enumerate(_MONTHS, 1)}
_NAME = (
    r"(?P<{0}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_DAY = r"(?P<{0}>[12][0-9]|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?P<{0}>(?:19|20)[0-9]{{2}})"
#: Years before this are dates of history, not of publication on paper that detente could be given.
_FIRST_YEAR = 1900

_TEXT = re.compile(
    r"\b(?:"
    + _DAY.format("d1") + r"(?:\s+of)?[\s-]+" + _NAME.format("m1") + r"\.?,?[\s-]+" + _YEAR.format("y1")
    + "|"
    + _NAME.format("m2") + r"\.?\s+" + _DAY.format("d2") + r",?\s+" + _YEAR.format("y2")
    + "|"
    + _YEAR.format("y3") + r"(?P<sep>[-/.])(?P<m3>0?[1-9]|1[0-2])(?P=sep)(?P<d3>[12][0-9]|3[01]|0?[1-9])"
    + "|"
    + r"(?P<a>[0-3]?[0-9])(?P<sep4>[/.-])(?P<b>[0-3]?[0-9])(?P=sep4)" + _YEAR.format("y4")
    + r")(?![0-9])",
    re.IGNORECASE,
)  # fmt: skip
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


def _day(year: int, month: int, day: int) -> str | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found.isoformat() if year >= _FIRST_YEAR else None


def _of_match(match: re.Match[str]) -> str | None:
    part = match.groupdict()
    if part["y1"]:
        return _day(int(part["y1"]), _MONTH[part["m1"][:3].lower()], int(part["d1"]))
    if part["y2"]:
        return _day(int(part["y2"]), _MONTH[part["m2"][:3].lower()], int(part["d2"]))
    if part["y3"]:
        return _day(int(part["y3"]), int(part["m3"]), int(part["d3"]))
    first, second, year = int(part["a"]), int(part["b"]), int(part["y4"])
    if part["sep4"] == ".":  # 16.02.2017 is day first wherever dots are used
        return _day(year, second, first)
    if first == second or second > 12:
        return _day(year, first, second)
    return _day(year, second, first) if first > 12 else None


def find(text: str) -> tuple[str, re.Match[str]] | None:
    """Return the first full date in a text as an ISO day, with where it stands, or None."""
    for match in _TEXT.finditer(text):
        day = _of_match(match)
        if day is not None:
            return day, match
    return None


def of_day(day: str, *, text: str, known_from: str) -> Published:
    """Return a publication date known to the day."""
    return Published(start=day, end=day, precision="day", text=text, known_from=known_from)


def read(value: str, *, known_from: str) -> Published | None:
    """Return the publication date that a field or attribute states, or None where it states no full date.

    A time of day is kept with its zone as given; midnight sharp stands for "no time known".
    """
    value = value.strip()
    if not value or len(value) > 200:
        return None
    match = _ISO_TIME.search(value)
    if match and _valid(match["day"]):
        if match["time"] == "00:00":
            return of_day(match["day"], text=value, known_from=known_from)
        moment = f"{match['day']}T{match['time']}{_zone(match['zone'])}"
        if _valid_time(match["time"]):
            return Published(start=moment, end=moment, precision="minute", text=value, known_from=known_from)
    if _MAIL.match(value):
        from email.utils import parsedate_to_datetime

        try:
            moment = parsedate_to_datetime(value).isoformat(timespec="minutes")
        except (ValueError, IndexError):  # an impossible day or hour: the plain reading below decides
            pass
        else:
            return Published(start=moment, end=moment, precision="minute", text=value, known_from=known_from)
    packed = _PACKED.fullmatch(value)
    if packed:
        day = _day(int(packed["y"]), int(packed["m"]), int(packed["d"]))
        return of_day(day, text=value, known_from=known_from) if day else None
    found = find(value)
    return of_day(found[0], text=value, known_from=known_from) if found else None


def in_address(address: str, *, known_from: str) -> Published | None:
    """Return the date in an address ("/2017/02/16/", "20170216") or a file name, or None."""
    for match in _IN_ADDRESS.finditer(address):
        day = _day(int(match["y"]), int(match["m"]), int(match["d"]))
        if day:
            return of_day(day, text=match[0], known_from=known_from)
    return None


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
