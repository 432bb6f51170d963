"""The time of day, with its zone, that stands beside a date ("14:05 GMT, 3 March 2021", "3 mars 2021 à 14h05")."""

from __future__ import annotations

import re

#: Offsets of the zones whose letters mean one thing. Left out are letters that mean several (BST, CDT, CST, IST) or change
#: with the season (ET, PT): there the time is kept and the zone stays unknown.
_ZONES = {
    "GMT": "+00:00",
    "UTC": "+00:00",
    "WET": "+00:00",
    "CET": "+01:00",
    "MEZ": "+01:00",
    "CEST": "+02:00",
    "MESZ": "+02:00",
    "EET": "+02:00",
    "EEST": "+03:00",
    "MSK": "+03:00",
    "МСК": "+03:00",
    "HKT": "+08:00",
    "SGT": "+08:00",
    "JST": "+09:00",
    "KST": "+09:00",
    "AEST": "+10:00",
    "AEDT": "+11:00",
    "EST": "-05:00",
    "EDT": "-04:00",
    "MDT": "-06:00",
    "PST": "-08:00",
    "PDT": "-07:00",
}
#: Moscow's offset changed until this year; before it, its letters tell no offset.
_MOSCOW_SETTLED = "2015"
_LETTERS = "|".join(sorted((*_ZONES, "BST", "CST", "CDT", "IST", "ET", "PT"), key=len, reverse=True))
_TIME = (
    r"(?P<h>[01]?[0-9]|2[0-3])(?:[:.h]|\s?h\s?)(?P<m>[0-5][0-9])(?::[0-5][0-9])?(?![0-9])"
    r"\s?(?P<half>[ap]\.?m\b\.?)?(?:\s?(?:Uhr|hrs|hours|heures)\b)?"
    rf"(?:\s?\(?(?P<zone>(?:GMT|UTC)\s?[+-]\s?[0-9]{{1,2}}(?::?[0-9]{{2}})?|(?:{_LETTERS})\b|[+-][0-9]{{2}}:?[0-9]{{2}}"
    r"|Moscow time|по московскому времени)\)?)?"
)
_AFTER = re.compile(
    r"(?:\s?г(?:\.|ода)?)?[\s,;|•·/–—-]*+(?:(?:at|um|à|в|о|a las|alle|alle ore|ore|às)\s++)?" + _TIME, re.IGNORECASE
)
_BEFORE = re.compile(_TIME + r"[\s,;|•·/–—-]*(?:(?:on|am|le)\s+)?(?:[^\W\d_]{2,12}\.?,?\s+)?$", re.IGNORECASE)
#: So many characters before a date are looked at: a time, a zone and a weekday.
_REACH = 50
_OFFSET = re.compile(r"(?:GMT|UTC)?\s?(?P<sign>[+-])\s?(?P<h>[0-9]{1,2}?):?(?P<m>[0-9]{2})?", re.IGNORECASE)


def beside(text: str, start: int, end: int, *, day: str) -> str | None:
    """Return the time of day just after or just before a date in a text ("14:05+01:00"), or None.

    Args:
        text: the line.
        start, end: where the date stands in it.
        day: the date as an ISO day, which decides on the offset of zones that had several.
    """
    match = _AFTER.match(text, end) or _BEFORE.search(text[max(0, start - _REACH) : start])
    if match is None:
        return None
    hour = int(match["h"])
    if match["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + 12 * match["half"].lower().startswith("p")
    elif hour == 0 and match["m"] == "00":
        return None  # midnight sharp stands for "no time known"
    return f"{hour:02}:{match['m']}{_offset(match['zone'], day)}"


def _offset(zone: str | None, day: str) -> str:
    """Return a zone as an offset ("+03:00"), or nothing where it tells none."""
    if not zone:
        return ""
    if zone.lower().startswith(("moscow", "по моск")):
        zone = "MSK"
    if zone.upper() in _ZONES:
        zone = zone.upper()
        return "" if zone in {"MSK", "МСК"} and day < _MOSCOW_SETTLED else _ZONES[zone]
    match = _OFFSET.fullmatch(zone)
    if match is None or int(match["h"]) > 14:
        return ""
    return f"{match['sign']}{int(match['h']):02}:{match['m'] or '00'}"
