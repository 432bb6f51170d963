"""What a simple time expression means, before and after it is set against a day.

A *reading* is the meaning of a wording ("last Friday": the Friday before). ``resolve(day, tense)`` turns it into an
:class:`Interval`, or None where the wording and the day do not settle one. ``day`` is the publication day, None when
unknown; ``tense`` is that of the words around, None where they do not tell.
Weeks run from Monday to Sunday. Combinations of readings (ranges, "since", "the end of"): :mod:`time_compounds`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal, Protocol

from detente.language.time_spans import (
    Interval,
    Unit,
    away,
    days_from,
    one_day,
    shifted,
    unit_around,
    whole_months,
    whole_year,
)
from detente.records import Precision

Tense = Literal["past", "future"]

# A day or month without a year and without a tense is given the nearest year only when that is this many days away at
# most: further off, the year before or after lies nearly as near, and choosing would be a guess. Set by hand at four of
# the six months that the nearest can be away.
NEAR_DAYS = 120
# Where the tense points further away than this, the nearest year is taken instead: a writer who means a day some ten
# months off gives its year, and a tense read from single words errs. Set on 354 year-less dates of 1,479 dated news
# texts: of the 40 that the tense put more than 270 days away the nearest year was right in 37, and no future beyond
# seven months was.
PAST_REACH_DAYS, FUTURE_REACH_DAYS = 285, 210
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}


class Reading(Protocol):
    """The meaning of a wording; ``tensed`` says whether the tense around it can change the outcome."""

    @property
    def tensed(self) -> bool:
        """Whether ``tense`` matters."""

    def resolve(self, day: date | None, tense: Tense | None) -> Interval | None:
        """Return what the wording means when read on that day."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """Counted from a moment that the wording does not name ("the previous day"), or too vague ("recent years")."""

    tensed: bool = False

    def resolve(self, day: date | None, tense: Tense | None) -> Interval | None:
        """Return None: nothing settles it."""
        del day, tense
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixed:
    """Settled by its own words ("the 1990s", "the 20th century")."""

    interval: Interval | None
    tensed: bool = False

    def resolve(self, day: date | None, tense: Tense | None) -> Interval | None:
        """Return the interval."""
        del day, tense
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

    def resolve(self, day: date | None, tense: Tense | None) -> Interval | None:
        """Return the interval: in the year said, else in the year that tense and nearness give."""
        if self.year is not None:
            return self.within(self.year)
        if day is None:
            return None
        if self.year_offset is not None:
            return self.within(day.year + self.year_offset)
        reach = 4 if (self.month, self.day) == (2, 29) else 1
        years = range(max(day.year - reach, 1), min(day.year + reach, 9999) + 1)
        found = [i for year in years if (i := self.within(year))]
        if self.weekday is not None:
            fitting = [i for i in found if i.start and i.start.weekday() == self.weekday]
            found = fitting or found
        return chosen(found, day, tense)


def chosen(found: list[Interval], day: date, tense: Tense | None) -> Interval | None:
    """Return the recurrence that is meant: the next by a future tense, the latest by a past one, else a near one."""
    told: Interval | None = None
    if tense == "future":
        told = next((i for i in found if i.end is not None and i.end >= day), None)
    elif tense == "past":
        told = next((i for i in reversed(found) if i.start is not None and i.start <= day), None)
    if told is not None and away(told, day) <= (FUTURE_REACH_DAYS if tense == "future" else PAST_REACH_DAYS):
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

    def resolve(self, day: date | None, tense: Tense | None) -> Interval | None:
        """Return the day: the nearest past or same day when plain, the nearest coming or same day in the future."""
        if day is None:
            return None
        ahead = self.weekday - day.weekday()
        if self.week is not None:
            offset = ahead + 7 * self.week
        elif self.which == 0:
            offset = ahead + 7 if ahead < 0 and tense == "future" else ahead
        elif self.which == -1:
            offset = ahead % 7 - 7
        elif self.which == 1:
            offset = ahead % 7 or 7
        else:
            offset = ahead % 7 if tense == "future" else -(-ahead % 7)
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

    def resolve(self, day: date | None, tense: Tense | None) -> Interval | None:
        """Return the unit, cut where the wording cuts it."""
        del tense
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

    def resolve(self, day: date | None, tense: Tense | None) -> Interval | None:
        """Return the two days; a weekend that the publication falls in is the latest and the coming one."""
        if day is None:
            return None
        weekend = day.weekday() >= 5
        past = self.past if self.past is not None else tense != "future"
        if self.week is not None and not (self.week == 0 and tense == "past" and not weekend):
            return unit_around(day, self.week, "weekend")
        return unit_around(day, -1 if past and not weekend else 0, "weekend")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rolling:
    """A stretch that ends (n < 0: "the last two weeks") or starts (n > 0: "the next month") with the publication."""

    unit: Unit
    n: int
    tensed: bool = False

    def resolve(self, day: date | None, tense: Tense | None) -> Interval | None:
        """Return the stretch, publication day included."""
        del tense
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

    def resolve(self, day: date | None, tense: Tense | None) -> Interval | None:
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
        return self._by_word(day, tense)

    def _by_word(self, day: date, tense: Tense | None) -> Interval | None:
        """Return the recurrence that "last", "this", "next" or the tense points at."""
        years = range(day.year - 2, day.year + 3)
        found = [i for y in years if (i := whole_months(y, self.month, self.months))]
        if self.which is None:
            return chosen(found, day, tense) if tense is not None else None
        if self.which < 0:
            return next((i for i in reversed(found) if i.end is not None and i.end < day), None)
        if self.which > 0:
            return next((i for i in found if i.start is not None and i.start > day), None)
        if self.month != 12:
            return whole_months(day.year, self.month, self.months)
        # "This winter" said outside the months around it may be the one past or the one to come.
        return chosen(found, day, None) if day.month in (10, 11, 12, 1, 2) else None
