"""Deeds that only hearsay tells are no facts of the report's own; the same deeds plainly told are."""

from __future__ import annotations

import pytest

from detente.records import Event
from tests.language.conftest import Read

FACTS = ("happened", "ongoing")


def own_facts(read: Read, text: str) -> list[Event]:
    """The events that happened by the report's own word."""
    return [e for e in read(text).events if e.status in FACTS and e.statement is None and e.source.country == "POL"]


@pytest.mark.parametrize(
    "text",
    [
        "Poland, the theory goes, bombed Belarus.",
        "Rumour has it that Poland bombed Belarus.",
        "Poland, it is said, bombed Belarus.",
        "Poland bombed Belarus, if state television is to be believed.",
        "By some accounts, Poland attacked Belarus.",
        "Poland seems to have attacked Belarus.",
        "There were rumours of Polish agents attacking Belarus.",
        'Minsk protested at the Polish "attack" on Belarus.',
        "The drill, described by Minsk as a Polish attack on Belarus, ended.",
        "An attack allegedly by Poland on Belarus killed two.",
    ],
)
def test_what_nobody_vouches_for_is_no_fact(read: Read, text: str) -> None:
    assert own_facts(read, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "From Minsk's point of view, Poland attacked Belarus.",
        "In Minsk's telling, Poland attacked Belarus.",
        "To hear Minsk tell it, Poland attacked Belarus all winter.",
        "Poland, as Minsk would have it, bombed Belarus.",
    ],
)
def test_what_a_side_holds_stands_in_its_statement(read: Read, text: str) -> None:
    found = read(text)
    (event,) = [e for e in found.events if e.source.country == "POL"]
    (statement,) = [s for s in found.statements if s.id == event.statement]
    assert statement.speaker is not None
    assert statement.speaker.country == "BLR"


@pytest.mark.parametrize(
    "text",
    [
        "Poland attacked Belarus and seems to have won.",
        "Poland seems to have ended its blockade after it attacked Belarus.",
        "The story of how Poland attacked Belarus is long.",
        "The talk of Minsk ended when Poland attacked Belarus.",
        "News of Polish troops attacking Belarus reached Minsk.",
        "Poland attacked Belarus after it is said to have lost a plane.",
    ],
)
def test_a_deed_beside_hearsay_stays_a_fact(read: Read, text: str) -> None:
    assert own_facts(read, text)
