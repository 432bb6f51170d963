"""Passages of general news with the names of states in which no state does anything to another: `elsewhere.txt`."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.language import Reader
from tests.golden.deeds import FACTS, Told, country, report, shown

PASSAGES = [line.split(" | ", 1) for line in Path(__file__).with_name("elsewhere.txt").read_text().splitlines()]
# Facts between two states that the report itself vouches for: more is a step back.
MOST_FALSE = 3


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def test_sport_business_crime_weather_and_films_give_hardly_a_deed_between_states(reader: Reader) -> None:
    false = []
    for kind, text in PASSAGES:
        (records,) = reader.read([report(Told(kind=kind, text=text))])
        for event in records.events:
            sides = {country(event.source), country(event.target)}
            if None not in sides and len(sides) > 1 and event.status in FACTS and event.statement is None:
                false.append(f"[{kind}] {shown(event)} {text}")
    assert len(false) <= MOST_FALSE, "\n".join(false)


def test_the_passages_are_of_many_kinds() -> None:
    assert len(PASSAGES) == 30
    assert len({kind for kind, _ in PASSAGES}) >= 6
