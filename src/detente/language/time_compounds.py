"""Readings made of other readings: parts ("the end of March"), edges ("since 2014"), ranges, clock times and shifts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from detente.language.time_spans import Interval, Unit, days_from, shifted, unit_around, whole_months
from detente.language.time_values import Calendar, DayOfWeek, Reading, Tense
from detente.records import Precision

Side = Literal["since", "until", "by", "before", "after"]
PartUnit = Literal["day", "week", "month", "quarter", "half"]
Part = Literal["early", "mid", "late", "start", "end"]
ONE_DAY = timedelta(1)


def _days_of_month(end: date, first: int, last: int) -> Interval:
    """Return the days ``first`` to ``last`` (cut to its length) of the month that ends with a day."""
    return Interval(
        start=end.replace(day=min(first, end.day)), end=end.replace(day=min(last, end.day)), precision="month"
    )


def part_of(interval: Interval, part: Part) -> Interval | None:
    """Return a named part of a calendar unit; a week, a day and an odd stretch stay whole.

    Thirds: a month is early to the 10th and late from the 21st; a year is early to April and late from September, and
    its start and end are January and December; a decade's thirds are its years 0-3, 4-6 and 7-9.
    """
    if interval.start is None or interval.end is None:
        return interval
    start, end = interval.start, interval.end
    months = (end.year - start.year) * 12 + end.month - start.month + 1
    if start.day != 1 or (end + ONE_DAY if end < date.max else end).day not in (1, 31):
        return interval
    if months == 1:
        return _days_of_month(end, *{"early": (1, 10), "start": (1, 10), "mid": (11, 20)}.get(part, (21, 31)))
    if months == 3:
        nth = {"early": 0, "start": 0, "mid": 1}.get(part, 2)
        return whole_months(start.year, start.month + nth)
    if months == 12:
        if part in ("start", "end"):
            return whole_months(start.year, 1 if part == "start" else 12)
        first = {"early": 1, "mid": 5}.get(part, 9)
        found = whole_months(start.year, first, 4)
        return replace(found, precision="year") if found else None
    if months == 120:
        years = {"early": (0, 3), "mid": (4, 6), "late": (7, 9), "start": (0, 1), "end": (8, 9)}[part]
        return replace(
            interval, start=start.replace(year=start.year + years[0]), end=end.replace(year=start.year + years[1])
        )
    return interval


@dataclass(frozen=True, slots=True, kw_only=True)
class PartOf:
    """The early, middle or late part, the start or the end of a unit."""

    base: Reading
    part: Part

    @property
    def tensed(self) -> bool:
        """Whether the tense matters to the unit."""
        return self.base.tensed

    def resolve(self, day: date | None, tense: Tense | None) -> Interval | None:
        """Return the part."""
        found = self.base.resolve(day, tense)
        if found is None or found.start is None or found.precision != "week":
            return part_of(found, self.part) if found else None
        ends = {"start": (0, 1), "end": (4, 6)}.get(self.part, (0, 6))
        return days_from(found.start, *ends, "week")


@dataclass(frozen=True, slots=True, kw_only=True)
class NthOf:
    """The nth day, week, month, quarter or half of a unit ("the first week of April"), or its first or last n.

    ``nth`` counts from 1, or is -1 for the last; ``n`` is how many of them ("the last three months of 2020").
    """

    base: Reading
    unit: PartUnit
    nth: int
    n: int = 1

    @property
    def tensed(self) -> bool:
        """Whether the tense matters to the unit."""
        return self.base.tensed

    def resolve(self, day: date | None, tense: Tense | None) -> Interval | None:
        """Return the stretch, None where the unit is too short to hold it."""
        found = self.base.resolve(day, tense)
        if found is None or found.start is None or found.end is None or found.precision not in ("month", "year"):
            return None
        if self.unit in ("day", "week"):
            size = self.n * (7 if self.unit == "week" else 1)
            if self.nth < 0:
                cut = days_from(found.end, 1 - size, 0, self.unit)
            else:
                cut = days_from(found.start, size * (self.nth - 1), size * self.nth - 1, self.unit)
            return cut if cut and cut.start and cut.end and found.start <= cut.start and cut.end <= found.end else None
        months = (found.end.year - found.start.year) * 12 + found.end.month - found.start.month + 1
        if self.unit == "half" and months == 1:
            return _days_of_month(found.end, *((1, 15) if self.nth == 1 else (16, 31)))
        size = self.n * {"month": 1, "quarter": 3, "half": 6}[self.unit]
        before = months - size if self.nth < 0 else size * (self.nth - 1)
        if months not in (3, 12) or before < 0 or before + size > months:
            return None
        return whole_months(found.start.year, found.start.month + before, size)


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekOf:
    """The week around a day ("the week of March 5")."""

    base: Reading

    @property
    def tensed(self) -> bool:
        """Whether the tense matters to the day."""
        return self.base.tensed

    def resolve(self, day: date | None, tense: Tense | None) -> Interval | None:
        """Return Monday to Sunday around the day."""
        found = self.base.resolve(day, tense)
        return unit_around(found.start, 0, "week") if found and found.start else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A time bounded on one side: "since 2014" runs to the publication, "until 2024" from it, "after" leaves the unit.

    The precision is that of the bound. A side that neither the wording nor the publication gives is None.
    """

    base: Reading
    side: Side

    @property
    def tensed(self) -> bool:
        """Whether the tense matters to the bound."""
        return self.base.tensed

    def resolve(self, day: date | None, tense: Tense | None) -> Interval | None:
        """Return the bounded time; a deadline that has passed ("by Monday") is the bound itself."""
        if self.side == "since":
            tense = "past"
        elif self.side in ("until", "by") and tense is None:
            tense = "future"
        found = self.base.resolve(day, tense)
        if found is None or found.start is None or found.end is None:
            return found
        if self.side in ("since", "after"):
            start = found.start if self.side == "since" else _next(found.end)
            return replace(found, start=start, end=day if day and start and start <= day else None, clock=None)
        ends_inside = isinstance(self.base, PartOf) and self.base.part == "end"
        end = found.end if self.side != "before" or ends_inside else _previous(found.start)
        if day and end and day <= end:
            return replace(found, start=day, end=end, clock=None)
        return found if self.side == "by" else replace(found, start=None, end=end, clock=None)


def _next(day: date) -> date | None:
    """Return the day after, None at the end of the calendar."""
    return day + ONE_DAY if day < date.max else None


def _previous(day: date) -> date | None:
    """Return the day before, None at the start of the calendar."""
    return day - ONE_DAY if day > date.min else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Range:
    """From one time to another, both included; a year said once holds for both ("between March and May 2018")."""

    first: Reading
    last: Reading

    @property
    def tensed(self) -> bool:
        """Whether the tense matters to either end."""
        return self.first.tensed or self.last.tensed

    def resolve(self, day: date | None, tense: Tense | None) -> Interval | None:
        """Return the range, None where an end is unknown or they stand the wrong way round."""
        if tense == "future" or (self.last.tensed and not self.first.tensed):
            first = self.first.resolve(day, tense)
            last = self._after(self.last, first, day) if first else None
        else:
            last = self.last.resolve(day, tense)
            first = self._before(self.first, last, day) if last else None
        if not (first and last and first.start and last.end and first.start <= last.end):
            return None
        return Interval(start=first.start, end=last.end, precision=_coarser(first, last))

    @staticmethod
    def _before(reading: Reading, last: Interval, day: date | None) -> Interval | None:
        """Resolve the first end against the last: the latest that lies before it."""
        bound = isinstance(reading, Calendar | DayOfWeek) and reading.tensed and last.start is not None
        return reading.resolve(last.start, "past") if bound else reading.resolve(day, None)

    @staticmethod
    def _after(reading: Reading, first: Interval, day: date | None) -> Interval | None:
        """Resolve the last end against the first: the earliest that lies after it."""
        bound = isinstance(reading, Calendar | DayOfWeek) and reading.tensed and first.end is not None
        return reading.resolve(first.end, "future") if bound else reading.resolve(day, None)


def _coarser(first: Interval, last: Interval) -> Precision:
    """Return the less precise of two precisions."""
    order: tuple[Precision, ...] = ("minute", "day", "week", "month", "year", "unknown")
    return max(first.precision, last.precision, key=order.index)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A time of day ("10:00 GMT") without its day: unknown until it stands beside one. The zone is not converted."""

    clock: str
    tensed: bool = False

    def resolve(self, day: date | None, tense: Tense | None) -> Interval | None:
        """Return None: an hour of no known day."""
        del day, tense
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class At:
    """A time of day on a day."""

    base: Reading
    clock: str

    @property
    def tensed(self) -> bool:
        """Whether the tense matters to the day."""
        return self.base.tensed

    def resolve(self, day: date | None, tense: Tense | None) -> Interval | None:
        """Return the minute, None where the day is unknown."""
        found = self.base.resolve(day, tense)
        if found is None or found.start is None or found.start != found.end or found.precision != "day":
            return found
        return replace(found, precision="minute", clock=self.clock)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offset:
    """So many units before (n < 0) or after a moment ("three weeks later"): unknown until ``base`` says from when."""

    unit: Unit
    n: int
    base: Reading | None = None

    @property
    def tensed(self) -> bool:
        """Whether the tense matters to the moment."""
        return self.base is not None and self.base.tensed

    def resolve(self, day: date | None, tense: Tense | None) -> Interval | None:
        """Return the day, or the week, month or year around it, as coarse as the unit counted in."""
        found = self.base.resolve(day, tense) if self.base else None
        if found is None or found.start is None or found.start != found.end:
            return None
        moved = shifted(found.start, self.n, self.unit)
        return unit_around(moved, 0, self.unit) if moved else None
