"""Cutting time: no day is lost and none is in two periods."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from detente.records import Date
from detente.relations.periods import BY, cut, days, opening, suited

DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))


@given(DAYS, st.integers(0, 900), st.sampled_from(BY))
def test_periods_follow_each_other_without_hole_or_overlap(first: date, length: int, by: str) -> None:
    last = first + timedelta(days=length)
    periods = cut(first, last, by)
    assert periods[0].start <= first.isoformat() <= periods[0].end
    assert periods[-1].start <= last.isoformat() <= periods[-1].end
    for one, other in pairwise(periods):
        assert date.fromisoformat(one.end) + timedelta(days=1) == date.fromisoformat(other.start)


@given(DAYS, st.sampled_from(BY))
def test_the_opening_of_an_opening_is_itself(day: date, by: str) -> None:
    assert opening(opening(day, by), by) == opening(day, by) <= day


def test_weeks_begin_on_monday() -> None:
    assert opening(date(2018, 7, 15), "week") == date(2018, 7, 9)
    assert opening(date(2018, 7, 16), "week") == date(2018, 7, 16)


def test_the_unit_grows_with_the_span() -> None:
    first = date(2000, 1, 1)
    units = [BY.index(suited(first, first + timedelta(days=n))) for n in (1, 100, 1000, 5000, 20000)]
    assert units == sorted(units) == [0, 1, 2, 3, 4]


def test_a_date_open_at_one_end_or_turned_round_means_no_days() -> None:
    assert days(Date(start="2017-01-01", end="2017-01-03", precision="day")) == (date(2017, 1, 1), date(2017, 1, 3))
    assert days(Date(start="2017-01-01T10:30", end="2017-01-01T10:30", precision="minute")) is not None
    assert days(Date(start="2017-01-01")) is None
    assert days(Date(end="2017-01-01")) is None
    assert days(Date(start="2017-02-01", end="2017-01-01", precision="day")) is None
    assert days(Date(start="soon", end="later")) is None
