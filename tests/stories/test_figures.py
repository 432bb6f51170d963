"""When figures agree: rounding and hedges are no differences, other counts are."""

from __future__ import annotations

import pytest

from detente.language.amounts import quantities
from detente.records import Date
from detente.stories.figures import agree, conflicts, other_day, same_unit


def pair(first: str, second: str) -> tuple[bool, bool]:
    """Return whether the figures of two phrases can count the same, and agree."""
    (a,), (b,) = quantities(first), quantities(second)
    assert (same_unit(a, b), agree(a, b)) == (same_unit(b, a), agree(b, a)), "either order"
    return same_unit(a, b), agree(a, b)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("some 100 soldiers", "97 soldiers"),
        ("about 50 ships", "48 ships"),
        ("1,000 troops", "1,040 troops"),
        ("60 diplomats", "sixty diplomats"),
        ("more than 1,700 people", "1,783 people"),
        ("at least 12 sailors", "14 sailors"),
        ("up to 60 tanks", "55 tanks"),
        ("six months", "180 days"),
        ("$1.5 billion", "$1,480 million"),
        ("24 sailors", "24 servicemen"),
    ],
)
def test_rounded_hedged_and_converted_figures_agree(first: str, second: str) -> None:
    assert pair(first, second) == (True, True)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("10 diplomats", "11 diplomats"),
        ("100 soldiers", "140 soldiers"),
        ("some 100 soldiers", "150 soldiers"),
        ("97 tanks", "96 tanks"),
        ("more than 1,700 people", "1,600 people"),
        ("up to 60 tanks", "75 tanks"),
        ("three sailors", "six servicemen"),
        ("three people", "six sailors"),
        ("two months", "two years"),
        ("$5 million", "$6 million"),
    ],
)
def test_other_figures_do_not_agree(first: str, second: str) -> None:
    assert pair(first, second) == (True, False)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("18 Russians", "20 Czechs"),
        ("three ships", "three sailors"),
        ("five soldiers", "five diplomats"),
        ("$5 million", "€5 million"),
        ("ten regions", "30 days"),
    ],
)
def test_figures_of_different_things_are_not_compared(first: str, second: str) -> None:
    assert pair(first, second)[0] is False


def test_of_several_figures_those_left_over_differ() -> None:
    left, right = (quantities(f"{n} ships, and 24 sailors were held") for n in ("Three", "Two"))
    assert [(a.text, b.text) for a, b in conflicts(left, right)] == [("Three ships", "Two ships")]


def test_where_it_is_not_known_which_belong_together_nothing_differs() -> None:
    left, right = quantities("two ships here, and 5 ships there"), quantities("three ships here, and 7 ships there")
    assert conflicts(left, right) == []


def test_the_same_weekday_of_another_week_is_no_other_day_but_a_date_is() -> None:
    def day(iso: str, text: str) -> Date:
        return Date(start=iso, end=iso, precision="day", text=text)

    assert not other_day(day("2030-05-03", "Friday"), day("2030-05-10", "late on Friday"))
    assert other_day(day("2030-05-03", "3 May"), day("2030-05-10", "10 May"))
    assert other_day(day("2030-05-03", "Friday"), day("2030-05-04", "Saturday"))
    assert not other_day(day("2030-05-03", "Friday"), day("2030-05-03", "3 May"))
