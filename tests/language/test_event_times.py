from __future__ import annotations

import pytest

from tests.language.conftest import Read

# Read as in a report of Wednesday 15 May 2019.
MONDAY = "2019-05-13"


def times(read: Read, text: str) -> list[tuple[str | None, str | None]]:
    return [(e.when.start, e.when_known_from) for e in read(text).events]


def test_a_joined_clause_lends_its_time(read: Read) -> None:
    text = "Chile expelled two Bolivian diplomats on Monday, imposing new sanctions on Bolivia."
    assert times(read, text) == [(MONDAY, "clause"), (MONDAY, "joined")]


@pytest.mark.parametrize(
    "text",
    [
        "On Monday, Chile expelled two Bolivian diplomats, and La Paz expelled two Chileans in turn.",
        "On Monday, Chile expelled two Bolivian diplomats, and Bolivia expelled two Chileans.",
        "On Monday, Chile expelled two Bolivian diplomats and then imposed sanctions on Bolivia.",
    ],
)
def test_a_joined_clause_of_another_side_or_time_is_lent_none(read: Read, text: str) -> None:
    assert times(read, text) == [(MONDAY, "clause"), (None, None)]


def test_the_sentence_before_lends_its_time_to_a_deed_of_the_same_two(read: Read) -> None:
    text = "Chile expelled two Bolivian diplomats on Monday. It also imposed sanctions on Bolivia."
    assert times(read, text) == [(MONDAY, "clause"), (MONDAY, "before")]


@pytest.mark.parametrize(
    "second",
    [
        "It had imposed sanctions on Bolivia.",  # a flashback
        "It earlier imposed sanctions on Bolivia.",
        "It later imposed sanctions on Bolivia.",  # an unknown while
        "It will impose sanctions on Bolivia.",  # still to come
        "It also imposed sanctions on Peru.",  # another pair
        "“It also imposed sanctions on Bolivia,” an analyst said.",  # another voice
        "\nIt also imposed sanctions on Bolivia.",  # another paragraph
    ],
)
def test_no_time_is_lent_where_the_telling_does_not_go_straight_on(read: Read, second: str) -> None:
    found = read(f"Chile expelled two Bolivian diplomats on Monday. {second}").events
    rest = [e for e in found if e.mode != "expel"]
    assert rest
    assert all((e.when.start, e.when_known_from) == (None, None) for e in rest)


def test_two_times_in_the_sentence_before_lend_none(read: Read) -> None:
    text = "Chile expelled two Bolivian diplomats on Monday and a third one on Tuesday. It also imposed sanctions on Bolivia."
    assert times(read, text)[-1] == (None, None)


def test_the_day_of_publication_is_never_a_time(read: Read) -> None:
    assert times(read, "Chile imposed sanctions on Bolivia.") == [(None, None)]
