"""Puts neighbouring time expressions together: weekday and day, parts, ranges, clock times, "since" and "until".

Each join takes the text and the expressions in order and returns them in order, some merged; a word before an
expression counts only back to the end of the expression before it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache

from detente.language.numerals import count
from detente.language.time_compounds import At, Clock, Edge, NthOf, Offset, Part, PartOf, PartUnit, Range, Side, WeekOf
from detente.language.time_licences import counts
from detente.language.time_rules import Found, N, S
from detente.language.time_values import Around, Calendar, DayOfWeek, Fixed, Reading, Recurring, Unknown

LOOK_BACK = 40  # characters; the longest prefix of a join ("the beginning of the") is shorter

ORDINALS = {
    "first": 1,
    "1st": 1,
    "second": 2,
    "2nd": 2,
    "third": 3,
    "3rd": 3,
    "fourth": 4,
    "4th": 4,
    "last": -1,
    "final": -1,
}
UNITS: dict[str, PartUnit] = {"day": "day", "week": "week", "month": "month", "quarter": "quarter", "half": "half"}
PARTS: dict[str, Part] = {
    "early": "early",
    "mid": "mid",
    "late": "late",
    "end": "end",
    "close": "end",
    "beginning": "start",
    "start": "start",
    "middle": "mid",
    "earlier": "early",
    "later": "late",
}
SIDES: dict[str, Side] = {
    "since": "since",
    "until": "until",
    "till": "until",
    "through": "until",
    "by": "by",
    "before": "before",
    "after": "after",
}
# Words that may follow a bare "after Monday": any other lower-case word there would be what Monday qualifies.
GOES_ON = frozenset(
    """and or but when as if in at on because which who he she they it we you i the a an with for by that this to is was
    were are has have had will would unless though although while due amid despite under from its their his her no not
    after before until since without""".split()
)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """Compile the words between and before expressions on first use."""
    ordinal, flags = "|".join(ORDINALS), re.IGNORECASE
    return {
        "beside": re.compile(rf",?{S}(?:the{S})?$"),
        "on": re.compile(rf",?{S}(?:on{S})?$"),
        "list": re.compile(rf"(?:,?{S}(?:and|or|&){S}|,{S})$"),
        "half of part": re.compile(
            rf"(?<!\w)(?:the{S})?(?:(early|mid|late)(?:\s?-\s?|{S}(?:(?:in|on){S})?(?:the{S})?)|(earlier|later){S}(?:in|on){S}"
            rf"|(?:very{S})?(end|close|beginning|start|middle){S}of{S}(?:the{S})?|(end)-)$",
            flags,
        ),
        "nth": re.compile(
            rf"(?<!\w)(?:the{S})?(?:very{S})?({ordinal}){S}(?:({N}){S})?(day|week|month|quarter|half)s?{S}of{S}(?:the{S})?$",
            flags,
        ),
        "week of": re.compile(rf"(?<!\w)(?:the{S})?week{S}(?:of|beginning){S}$", flags),
        "at": re.compile(rf",?{S}(?:(?:on|at|around|about|by){S}){{0,2}}$", flags),
        "moment": re.compile(rf"{S}(?:the{S})?$", flags),
        "to": re.compile(rf"(?:\s?[-–—]\s?|{S}(?:to|through|until|till){S}(?:the{S})?)$", flags),
        "and": re.compile(rf"{S}and{S}(?:the{S})?$", flags),
        "from": re.compile(rf"(?<!\w)from{S}(?:the{S})?$", flags),
        "between": re.compile(rf"(?<!\w)between{S}(?:the{S})?$", flags),
        "edge": re.compile(rf"(?<!\w)(?:(?:ever){S})?(since|until|till|through|by|before|after){S}$", flags),
        "moved": re.compile(
            r"\b(?:mov|postpon|delay|shift|reschedul|chang|put\s+(?:off|back)|push|brought\s+forward)", flags
        ),
        "follows": re.compile(rf"['’]s|{S}([a-z]+)"),
    }


def join(text: str, found: list[Found]) -> list[Found]:
    """Return the expressions with all joins made, and those left out that are dates only in a join."""
    if not found:
        return []
    for step in (_weekdays, _years_shared, _parts, _parts, _clocks, _moments, _ranges, _edges):
        found = step(text, found)
    return [item for item in found if item.firm]


Merge = Callable[[str, Found, Found], Found | None]


def _pairs(text: str, found: list[Found], merge: Merge) -> list[Found]:
    """Merge neighbours from left to right where ``merge(between, left, right)`` gives their join."""
    out: list[Found] = []
    for item in found:
        near = out and item.start - out[-1].end <= LOOK_BACK
        merged = merge(text[out[-1].end : item.start], out[-1], item) if near else None
        if merged is None:
            out.append(item)
        else:
            out[-1] = merged
    return out


def _prefixed(text: str, found: list[Found], widen: Callable[[str, Found], Found | None]) -> list[Found]:
    """Widen each expression to the left where ``widen(before, item)`` gives its join with the words before.

    What only a join would make a date ("the week" of "the week of March 5") gives way to it.
    """
    out: list[Found] = []
    taken = 0
    for item in found:
        merged = widen(text[max(item.start - LOOK_BACK, taken) : item.start], item) or item
        while out and out[-1].end > merged.start:
            out.pop()
        out.append(merged)
        taken = merged.end if merged.firm else taken
    return out


def _weekdays(text: str, found: list[Found]) -> list[Found]:
    """Join "Thursday, December 20" and "next week, on Thursday"."""

    def merge(between: str, left: Found, right: Found) -> Found | None:
        a, b, patterns = left.reading, right.reading, _patterns()
        if isinstance(a, DayOfWeek) and a.which is a.week is None and patterns["beside"].fullmatch(between):
            if isinstance(b, Calendar) and b.day is not None:
                return Found(left.start, right.end, replace(b, weekday=a.weekday))
            if isinstance(b, Fixed) and b.interval is not None and b.interval.precision == "day":
                return Found(left.start, right.end, b)
        if not (isinstance(a, Around) and isinstance(b, DayOfWeek) and b.which is b.week is None):
            return None
        near = a.unit == "week" and abs(a.offset) <= 1 and patterns["on"].fullmatch(between)
        return Found(left.start, right.end, replace(b, week=a.offset)) if near else None

    return _pairs(text, found, merge)


def _years_shared(text: str, found: list[Found]) -> list[Found]:
    """Let a year hold for its neighbours in a list: "2011 and 2014", "in March and May 2018"."""
    out = list(found)
    listed = [
        i
        for i in range(len(out) - 1)
        if _patterns()["list"].fullmatch(text, out[i].end, min(out[i + 1].start, len(text)))
    ]
    for i in listed:
        if out[i].firm and _is_year(out[i].reading) and _is_year(out[i + 1].reading):
            out[i + 1] = replace(out[i + 1], firm=not counts(text, out[i + 1].end))
    for i in reversed(listed):
        a, b = out[i].reading, out[i + 1].reading
        if isinstance(a, Calendar) and isinstance(b, Calendar) and a.tensed and b.year is not None and _in_order(a, b):
            out[i] = replace(out[i], reading=replace(a, year=b.year), firm=True)
    return out


def _in_order(a: Calendar, b: Calendar) -> bool:
    """Tell whether two months, or two days, stand in the order of one year."""
    if a.month is None or b.month is None or (a.day is None) != (b.day is None):
        return False
    return (a.month, a.day or 0) < (b.month, b.day or 0)


def _is_year(reading: Reading) -> bool:
    """Tell whether a reading is a year alone."""
    return isinstance(reading, Calendar) and reading.year is not None and reading.month is None


def _parts(text: str, found: list[Found]) -> list[Found]:
    """Join "early", "mid-", "the end of", "the first quarter of", "the week of" to what follows."""

    def widen(before: str, item: Found) -> Found | None:
        base = item.reading
        if not isinstance(base, Calendar | Around | Fixed | Recurring | DayOfWeek | NthOf):
            return None
        if m := _patterns()["half of part"].search(before):
            part = PARTS[next(g for g in m.groups() if g).lower()]
            return Found(
                item.end - len(before) + m.start() - (item.end - item.start), item.end, PartOf(base=base, part=part)
            )
        if isinstance(base, Calendar) and base.day and (m := _patterns()["week of"].search(before)):
            return Found(item.start - len(before) + m.start(), item.end, WeekOf(base=base))
        if m := _patterns()["nth"].search(before):
            n = count(m[2]) if m[2] else 1
            if n:
                reading = NthOf(base=base, unit=UNITS[m[3].lower()], nth=ORDINALS[m[1].lower()], n=n)
                return Found(item.start - len(before) + m.start(), item.end, reading)
        return None

    return _prefixed(text, found, widen)


def _clocks(text: str, found: list[Found]) -> list[Found]:
    """Join "10:00 GMT on Monday" and "Monday at 10:00 GMT"; a clock time that stays alone is unknown."""

    def merge(between: str, left: Found, right: Found) -> Found | None:
        a, b = left.reading, right.reading
        if not _patterns()["at"].fullmatch(between):
            return None
        if isinstance(a, Clock) and _may_be_day(b):
            return Found(left.start, right.end, At(base=b, clock=a.clock))
        if isinstance(b, Clock) and _may_be_day(a) and (right.firm or "at" in between.lower()):
            return Found(left.start, right.end, At(base=a, clock=b.clock))
        return None

    return _pairs(text, found, merge)


def _may_be_day(reading: Reading) -> bool:
    """Tell whether a reading can be a single day, which a clock time then makes precise to the minute."""
    if isinstance(reading, Calendar):
        return reading.day is not None
    if isinstance(reading, Around):
        return reading.unit == "day"
    return isinstance(reading, DayOfWeek) or (
        isinstance(reading, Fixed) and reading.interval is not None and reading.interval.precision == "day"
    )


def _moments(text: str, found: list[Found]) -> list[Found]:
    """Join "two days after" to the day that follows."""

    def merge(between: str, left: Found, right: Found) -> Found | None:
        a = left.reading
        after = text[left.start : left.end].lower().endswith(("after", "before"))
        if isinstance(a, Offset) and after and _may_be_day(right.reading) and _patterns()["moment"].fullmatch(between):
            return Found(left.start, right.end, replace(a, base=right.reading))
        return None

    return _pairs(text, found, merge)


def _ranges(text: str, found: list[Found]) -> list[Found]:
    """Join "from X to Y", "between X and Y", "X-Y", taking in the "from" or "between" before.

    Something "moved from Monday to Friday" names two days, not the time between them.
    """

    def merge(between: str, left: Found, right: Found) -> Found | None:
        a, b, patterns = left.reading, right.reading, _patterns()
        if isinstance(a, Unknown | Clock | Offset | Range) or isinstance(b, Unknown | Clock | Offset | Range):
            return None
        before = text[max(0, left.start - LOOK_BACK) : left.start]
        opened = patterns["from"].search(before) or patterns["between"].search(before)
        start = left.start - len(before) + opened.start() if opened else left.start
        if patterns["and"].fullmatch(between):
            joined = opened is not None and opened[0].lower().startswith("between")
        elif patterns["to"].fullmatch(between):
            dash = "-–—".find(between.strip()) >= 0
            joined = opened is not None or (type(a) is type(b) and (dash or left.firm))
        else:
            joined = False
        if not joined or counts(text, right.end) or patterns["moved"].search(before):
            return None
        return Found(start, right.end, Range(first=a, last=b))

    return _pairs(text, found, merge)


def _edges(text: str, found: list[Found]) -> list[Found]:
    """Join "since", "until", "by", and "before" and "after" where the expression is not what a noun is named by."""

    def widen(before: str, item: Found) -> Found | None:
        m = _patterns()["edge"].search(before)
        if m is None or not item.firm or isinstance(item.reading, Unknown | Clock | Offset | Range):
            return None
        side = SIDES[m[1].lower()]
        if side in ("before", "after"):
            follows = _patterns()["follows"].match(text, item.end)
            if follows and (follows[1] or "'") not in GOES_ON:
                return None
        elif side == "by" and text.startswith(("'s", "’s"), item.end):
            return None
        reading: Reading = Edge(base=item.reading, side=side)
        if (
            isinstance(item.reading, Calendar)
            and (item.reading.month, item.reading.day) == (9, 11)
            and item.reading.tensed
        ):
            # "Since September 11" is as often said of 2001 as of the last one.
            reading = Unknown()
        return Found(item.start - len(before) + m.start(), item.end, reading)

    return _prefixed(text, found, widen)
