"""What a time expression means, before and after it is set against a day.

A *reading* is the meaning of a wording ("last Friday": the Friday before). ``resolve(day, future)`` turns it into an
:class:`Interval`, or None where the wording and the day do not settle one. ``day`` is the publication day, None when
unknown; ``future`` is True or False where the tense around the wording says so, None where it does not.
Weeks run from Monday to Sunday. Combinations of readings (ranges, "since", "the end of"): :mod:`time_compounds`.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal, Protocol

from detente.records import Precision

Unit = Literal["day", "week", "weekend", "month", "quarter", "year", "decade", "century"]

# A day or month without a year and without a tense is given the nearest year only when that is this many days away at
# most: further off, the year before or after lies nearly as near, and choosing would be a guess. Set by hand at four
# months of the six that are the farthest that the nearest can be: at five, news texts already gave wrong years.
NEAR_DAYS = 120
# Where the tense points further away than this, the nearest year is taken instead: a writer who means a day some ten
# months off gives its year, and a tense read from single words errs. Set on 354 year-less dates of 1,479 dated news
# texts: of the 40 that the tense put more than 270 days away the nearest year was right in 37, and no future beyond
# seven months was.
PAST_REACH_DAYS, FUTURE_REACH_DAYS = 285, 210
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """The first and last day that an expression can mean; one side None where it is open; ``clock`` is "HH:MM"."""

    start: date | None
    end: date | None
    precision: Precision
    clock: str | None = None


class Reading(Protocol):
    """The meaning of a wording; ``tensed`` says whether the tense around it can change the outcome."""

    @property
    def tensed(self) -> bool:
        """Whether ``future`` matters."""

    def resolve(self, day: date | None, future: bool | None) -> Interval | None:
        """Return what the wording means when read on that day."""


def whole_year(year: int, years: int = 1) -> Interval | None:
    """Return the interval of one calendar year or several, None outside the years 1 to 9999."""
    if not (1 <= year and year + years - 1 <= 9999):
        return None
    return Interval(start=date(year, 1, 1), end=date(year + years - 1, 12, 31), precision="year")


def whole_months(year: int, month: int, months: int = 1) -> Interval | None:
    """Return the interval of calendar months from ``month`` (any integer: 0 is the December before) of ``year``."""
    first, last = year * 12 + month - 1, year * 12 + month + months - 2
    if not (12 <= first and last < 120_000):
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


@dataclass(frozen=True, slots=True)
class Unknown:
    """Counted from a moment that the wording does not name ("the previous day"), or too vague ("recent years")."""

    tensed: bool = False

    def resolve(self, day: date | None, future: bool | None) -> Interval | None:
        """Return None: nothing settles it."""
        del day, future


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixed:
    """Settled by its own words ("the 1990s", "the 20th century")."""

    interval: Interval | None
    tensed: bool = False

    def resolve(self, day: date | None, future: bool | None) -> Interval | None:
        """Return the interval."""
        del day, future
        return self.interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """A year, a month or a day by its name; ``last_day`` ends a range of days within the month ("3-9 May").

    ``year`` None: not said; ``year_offset`` -1, 0, 1: "last", "this", "next year". ``weekday`` (Monday 0) helps to find
    the year where it stands beside the day.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    last_day: int | None = None
    weekday: int | None = None
    year_offset: int | None = None

    @property
    def tensed(self) -> bool:
        """Whether the year is open."""
        return self.year is None and self.year_offset is None

    def within(self, year: int) -> Interval | None:
        """Return the interval in that year, None when the calendar has no such day."""
        if self.month is None:
            return whole_year(year)
        if self.day is None:
            return whole_months(year, self.month)
        first, last = one_day(year, self.month, self.day), one_day(year, self.month, self.last_day or self.day)
        if first is None or last is None or (self.last_day or self.day) < self.day:
            return None
        return replace(first, end=last.end)

    def resolve(self, day: date | None, future: bool | None) -> Interval | None:
        """Return the interval: in the year said, else in the year that tense and nearness give."""
        if self.year is not None:
            return self.within(self.year)
        if day is None:
            return None
        if self.year_offset is not None:
            return self.within(day.year + self.year_offset)
        # Nine years hold every day of the calendar, 29 February included (but around 1900 and 2100).
        found = [i for y in range(day.year - 4, day.year + 5) if 1 <= y <= 9999 and (i := self.within(y))]
        if self.weekday is not None:
            fitting = [i for i in found if i.start and i.start.weekday() == self.weekday and away(i, day) < 400]
            found = fitting or found
        return chosen(found, day, future)


def away(interval: Interval, day: date) -> int:
    """Return how many days lie between a day and a closed interval, 0 inside it."""
    if interval.start is None or interval.end is None:
        return 0
    return max((interval.start - day).days, (day - interval.end).days, 0)


def chosen(found: list[Interval], day: date, future: bool | None) -> Interval | None:
    """Return the recurrence that is meant: the next by a future tense, the latest by a past one, else a near one."""
    told: Interval | None = None
    if future is True:
        told = next((i for i in found if i.end is not None and i.end >= day), None)
    elif future is False:
        told = next((i for i in reversed(found) if i.start is not None and i.start <= day), None)
    if told is not None and away(told, day) <= (FUTURE_REACH_DAYS if future else PAST_REACH_DAYS):
        return told
    nearest = min(found, key=lambda i: away(i, day), default=None)
    return nearest if nearest is not None and away(nearest, day) <= NEAR_DAYS else None


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOfWeek:
    """A weekday (Monday 0): plain, "last" (-1), "this" (0) or "next" (1), or one of a week so many weeks away."""

    weekday: int
    which: int | None = None
    week: int | None = None

    @property
    def tensed(self) -> bool:
        """Whether nothing but the tense says on which side of the publication it lies."""
        return self.week is None and self.which in (None, 0)

    def resolve(self, day: date | None, future: bool | None) -> Interval | None:
        """Return the day: the nearest past or same day when plain, the nearest coming or same day in the future."""
        if day is None:
            return None
        ahead = self.weekday - day.weekday()
        if self.week is not None:
            offset = ahead + 7 * self.week
        elif self.which == 0:
            offset = ahead + 7 if ahead < 0 and future is True else ahead
        elif self.which == -1:
            offset = ahead % 7 - 7
        elif self.which == 1:
            offset = ahead % 7 or 7
        else:
            offset = ahead % 7 if future is True else -(-ahead % 7)
        return days_from(day, offset, offset, "day")


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """A calendar unit counted from the publication: "this week" (0), "last year" (-1), "two months ago" (-2).

    ``cut`` -1 keeps the part up to the publication ("earlier this week"), 1 the part from it on ("later this month").
    """

    unit: Unit
    offset: int
    cut: int = 0
    tensed: bool = False

    def resolve(self, day: date | None, future: bool | None) -> Interval | None:
        """Return the unit, cut where the wording cuts it."""
        del future
        found = unit_around(day, self.offset, self.unit) if day is not None else None
        if found is None or self.offset or not self.cut:
            return found
        return replace(found, end=day) if self.cut < 0 else replace(found, start=day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weekend:
    """A Saturday and Sunday: of the last (-1), this (0) or next (1) week or, None, by tense the past or coming one."""

    week: int | None = None
    past: bool | None = None

    @property
    def tensed(self) -> bool:
        """Whether the tense decides."""
        return self.past is None and self.week in (None, 0)

    def resolve(self, day: date | None, future: bool | None) -> Interval | None:
        """Return the two days; a weekend that the publication falls in is the latest and the coming one."""
        if day is None:
            return None
        weekend = day.weekday() >= 5
        past = self.past if self.past is not None else future is not True
        if self.week is not None and not (self.week == 0 and future is False and not weekend):
            return unit_around(day, self.week, "weekend")
        return unit_around(day, -1 if past and not weekend else 0, "weekend")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rolling:
    """A stretch that ends (n < 0: "the last two weeks") or starts (n > 0: "the next month") with the publication."""

    unit: Unit
    n: int
    tensed: bool = False

    def resolve(self, day: date | None, future: bool | None) -> Interval | None:
        """Return the stretch, publication day included."""
        del future
        far = shifted(day, self.n, self.unit) if day is not None else None
        if day is None or far is None:
            return None
        precision: Precision = (
            "year"
            if self.unit in ("year", "decade", "century")
            else ("month" if self.unit in ("month", "quarter") else "week" if self.unit == "week" else "day")
        )
        return Interval(start=min(day, far), end=max(day, far), precision=precision)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recurring:
    """A season or, with ``months`` 1, a month, told apart by "last", "this", "next" or a year.

    Seasons are those of the northern half of the world, by whole months (spring is March to May).

    ``year`` and ``year_offset`` as in :class:`Calendar`; ``which`` -1, 0, 1 for "last", "this", "next".
    ``winter_end`` is the later year of "the winter of 2018-19".
    """

    month: int
    months: int = 3
    year: int | None = None
    year_offset: int | None = None
    which: int | None = None
    winter_end: int | None = None

    @property
    def tensed(self) -> bool:
        """Whether the year is open."""
        return self.year is None and self.year_offset is None and self.which is None

    def resolve(self, day: date | None, future: bool | None) -> Interval | None:
        """Return the months; for "winter 2019", which two winters share, all that it can mean."""
        year = self.year
        if year is None and self.year_offset is not None and day is not None:
            year = day.year + self.year_offset
        if year is not None:
            if self.month == 12 and self.winter_end is None:
                both = whole_months(year - 1, 12, 15)
                return replace(both, precision="year") if both else None
            return whole_months(year, self.month, self.months)
        if day is None or self.year_offset is not None:
            return None
        return self._by_word(day, future)

    def _by_word(self, day: date, future: bool | None) -> Interval | None:
        """Return the recurrence that "last", "this", "next" or the tense points at."""
        years = range(day.year - 2, day.year + 3)
        found = [i for y in years if (i := whole_months(y, self.month, self.months))]
        if self.which is None:
            return chosen(found, day, future) if future is not None else None
        if self.which < 0:
            return next((i for i in reversed(found) if i.end is not None and i.end < day), None)
        if self.which > 0:
            return next((i for i in found if i.start is not None and i.start > day), None)
        if self.month != 12:
            return whole_months(day.year, self.month, self.months)
        # "This winter" said outside the months around it may be the one past or the one to come.
        return chosen(found, day, None) if day.month in (10, 11, 12, 1, 2) else None
