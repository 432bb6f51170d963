"""Dates, numbers and terms as people write them."""

from __future__ import annotations

import pytest

from detente.records import Date, Published
from detente.show import words


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2017-02-16", "2017-02-16", "16 Feb 2017"),
        ("2018-05-03", "2018-05-09", "3 to 9 May 2018"),
        ("2018-04-28", "2018-05-03", "28 Apr to 3 May 2018"),
        ("2017-12-30", "2018-01-02", "30 Dec 2017 to 2 Jan 2018"),
        ("2018-05-03", None, "3 May 2018"),
        (None, None, "dates unknown"),
    ],
)
def test_a_stretch_of_days_says_nothing_twice(start: str, end: str, expected: str) -> None:
    assert words.span(start, end) == expected


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        (Date(), "date unknown"),
        (Date(start="2017-02-16", end="2017-02-16", precision="day"), "16 Feb 2017"),
        (Date(start="2017-02-16T14:05", end="2017-02-16T14:05", precision="minute"), "16 Feb 2017, 14:05"),
        (
            Date(start="2017-02-16T14:05-04:00", end="2017-02-16T14:05-04:00", precision="minute"),
            "16 Feb 2017, 14:05 UTC−4",
        ),
        (
            Date(start="2017-02-16T14:05+05:30", end="2017-02-16T14:05+05:30", precision="minute"),
            "16 Feb 2017, 14:05 UTC+5:30",
        ),
        (Date(start="2017-02-16T14:05Z", end="2017-02-16T14:05Z", precision="minute"), "16 Feb 2017, 14:05 UTC"),
        (Date(start="2017-02-01", end="2017-02-28", precision="month"), "Feb 2017"),
        (Date(start="2016-12-01", end="2017-02-28", precision="month"), "1 Dec 2016 to 28 Feb 2017"),
        (Date(start="2017-01-01", end="2017-12-31", precision="year"), "2017"),
        (Date(start="2010-01-01", end="2019-12-31", precision="year"), "1 Jan 2010 to 31 Dec 2019"),
        (Date(start="2017-02-13", end="2017-02-19", precision="week"), "13 to 19 Feb 2017"),
        (Date(start="2014-01-01", precision="year"), "from 1 Jan 2014"),
        (Date(end="2014-01-01", precision="day"), "until 1 Jan 2014"),
        (Date(start="soon", end="later"), "soon to later"),
    ],
)
def test_a_date_is_written_as_precisely_as_it_is_known(date: Date, expected: str) -> None:
    assert words.when(date) == expected


def test_a_date_can_be_written_without_its_time_of_day() -> None:
    assert words.on(Date(start="2017-02-16T14:05", end="2017-02-16T14:05", precision="minute")) == "16 Feb 2017"
    assert words.on(Date(start="2017-02-01", end="2017-02-28", precision="month")) == "Feb 2017"


def test_how_a_publication_date_is_known_is_said() -> None:
    assert words.known(Published(start="2017-02-16", end="2017-02-16", known_from="address")) == (
        "date known from its address"
    )
    assert words.known(Published()) == "publication date not known"
    assert words.known(Published(start="2017-02-16", end="2017-02-16")) == "how the date is known was not recorded"


def test_numbers_have_thin_spaces_and_true_minus_signs() -> None:
    assert words.number(1234567) == "1\u202f234\u202f567"
    assert words.percent(0.625) == "62\u202f%"
    assert [words.score(x) for x in (-6.0, -3.5, 0.0, 2.5)] == ["−6", "−3.5", "0", "+2.5"]


def test_counts_say_of_what() -> None:
    assert words.count(1, "report") == "1 report"
    assert words.count(2000, "report") == "2\u202f000 reports"
    assert words.count(2, "stretch", "stretches") == "2 stretches"


def test_names_that_take_the_article_get_it() -> None:
    names = ["Russia", "United States", "Czech Republic", "European Union", "Netherlands", "NATO", "South Korea"]
    assert [words.the(n) for n in names if words.the(n) != n] == [
        "the United States",
        "the Czech Republic",
        "the European Union",
        "the Netherlands",
    ]


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("day", "1 Apr 2018"),
        ("week", "week of 1 Apr 2018"),
        ("month", "Apr 2018"),
        ("quarter", "Apr to Jun 2018"),
        ("year", "2018"),
    ],
)
def test_periods_have_names(by: str, expected: str) -> None:
    assert words.period("2018-04-01", by) == expected


def test_terms_and_lists_read_as_words() -> None:
    assert words.term("third-party") == "Third party"
    assert words.term("SANCTION") == "Sanction"
    assert [words.listed(x) for x in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a and b", "a, b and c"]
