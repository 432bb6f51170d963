"""What is to come under a condition, what stands and what is off, and what befell those who are counted: by words alone."""

from __future__ import annotations

import pytest

from detente.records import Published, Report
from detente.stories.alignment import Piece, Weights
from detente.stories.conditions import Conditions, conditional
from detente.stories.fates import fate
from detente.stories.plans import opposed
from detente.stories.senses import head
from detente.stories.sentences import sentences
from detente.stories.utterances import one_word
from detente.stories.wording import words

IF = "Norway will open its port to Iceland if Denmark lifts the fishing ban, its minister said."
UNLESS = "Denmark must lift its ban on fishing first."
TOLD = (
    IF,
    "Iceland may use the port: Norway will open it, provided Denmark lifts its ban on fishing.",
    "Norway will open a port to Iceland, the minister in Oslo said.",
)


def report(outlet: str, body: str) -> Report:
    """Return a report of one outlet."""
    return Report(
        id=outlet, origin=outlet, digest=outlet, source=outlet, outlet=outlet, title=None, byline=None, url=None,
        language="en", body=body, reader="test", version="1",
        published=Published(start="2030-01-01", end="2030-01-01", precision="day", known_from="table"),
    )  # fmt: skip


def lacking(*bodies: str) -> list[str]:
    """Return the outlets, named by letters, that leave out a condition."""
    reports = [report(outlet, body) for outlet, body in zip("ABCD", bodies, strict=False)]
    pieces = [
        Piece(
            id=f"{r.id}:{start}", report=r.id, spans=((start, end),), voices=frozenset(),
            words=tuple(map(head, words(r.body[start:end]))),
        )
        for r in reports
        for start, end in sentences(r.body)
    ]  # fmt: skip
    found = Conditions(reports, pieces, Weights(p.stems for p in pieces)).left_out(lambda *_: False)
    return [omission.lacking for omission in found]


def test_a_condition_that_one_of_three_leaves_out_is_found() -> None:
    assert lacking(*TOLD) == ["C"]


def test_a_condition_told_in_a_sentence_of_its_own_is_not_left_out() -> None:
    assert lacking(TOLD[0], TOLD[1], f"{TOLD[2]} {UNLESS}") == []


def test_of_two_outlets_or_where_one_alone_has_it_nothing_is_said() -> None:
    assert lacking(TOLD[0], TOLD[2]) == []
    assert lacking(TOLD[0], TOLD[2], TOLD[2].replace("Oslo", "the capital")) == []


@pytest.mark.parametrize(
    "text",
    [
        "Norway looked as if it would open its port to Iceland.",
        "Norway opened its port after it was asked if Iceland needed one.",
        "Norway opened its port.",
    ],
)
def test_what_sets_no_condition_for_what_is_to_come_is_none(text: str) -> None:
    assert conditional(report("A", text), (0, len(text))) is None


@pytest.mark.parametrize(
    ("a", "b", "found"),
    [
        ("The naval parade in Oslo will take place on Monday as planned.", "Monday's naval parade in Oslo has been called off.", True),
        ("The naval parade in Oslo will take place on Monday.", "The summit in Bergen has been called off.", False),
        ("The naval parade in Oslo will take place.", "The naval parade in Oslo will be held.", False),
    ],
)  # fmt: skip
def test_what_stands_in_one_and_is_off_in_another_is_opposed(a: str, b: str, found: bool) -> None:
    assert bool(opposed(a, b)) is found


@pytest.mark.parametrize(
    ("figure", "expected"), [("Five", "killed"), ("31", "wounded"), ("12", "seized"), ("seven", "missing")]
)
def test_what_befell_those_counted_is_told_by_the_words_of_their_own_clause(figure: str, expected: str) -> None:
    text = "Five sailors died and 31 were taken to hospital; police arrested 12, and seven are unaccounted for."
    start = text.index(figure)
    assert fate(text, start, start + len(figure)) == expected


def test_one_word_at_the_end_that_says_what_a_thing_is_is_another_wording() -> None:
    assert one_word("These talks were very frank", "These talks were very cold")
    assert not one_word("The attack on the port failed", "The attack on the fort failed")
