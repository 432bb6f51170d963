from __future__ import annotations

import pytest

from detente.gazetteer import Gazetteer
from detente.language import Reader
from detente.language.gate import Gate
from tests.language.conftest import Read

NEWS = """Chile expelled two Bolivian diplomats on Monday.
La Paz said it would respond.
The winter was mild, and the vineyards did well.
Growers in the valley spoke of a fine year."""
LOCAL = """The mayor opened the new market hall.
"It is a great day for the town," she said.
Bakers from three streets had come."""


@pytest.fixture(scope="module")
def narrow(reader: Reader) -> Reader:
    return Reader(relations_only=True)


def test_a_report_is_parsed_up_to_the_last_paragraph_in_which_two_countries_can_meet(
    read: Read, narrow: Reader
) -> None:
    whole = read(NEWS)
    (records,) = narrow.read([whole.report])
    assert [NEWS[start:end] for start, end in records.skipped] == NEWS.split("\n")[2:]
    assert records.events == whole.events
    first = {s.id for s in whole.statements if s.passage[1] <= records.skipped[0][0]}
    assert {s.id for s in records.statements} == first


def test_a_report_that_names_no_two_countries_is_not_parsed(read: Read, narrow: Reader) -> None:
    (records,) = narrow.read([read(LOCAL).report])
    assert (records.mentions, records.statements, records.events) == ((), (), ())
    assert len(records.skipped) == 3


def test_reports_stay_in_order_where_some_are_not_parsed(read: Read, narrow: Reader) -> None:
    found = list(narrow.read([read(body).report for body in (LOCAL, NEWS, LOCAL)]))
    assert [bool(r.events) for r in found] == [False, True, False]


def test_a_whole_reading_skips_nothing(read: Read) -> None:
    assert read(LOCAL).skipped == ()


@pytest.mark.parametrize(
    ("body", "parsed"),
    [
        # a surname counts for the country that it was first named with
        ("Ana Quispe, a Peruvian senator, spoke first.\nIt rained.\nQuispe thanked Ecuador.", 3),
        # a pronoun may stand for who the paragraph before names
        (
            "Ghana and Togo share a river.\nIt rained.\nGhana built a dam.\nThey praised Togo.\nIt rained hard all week.",
            5,
        ),
        # a word that opens a sentence is no name
        ("The Peruvian senate met.\nRain fell.\nThe Ecuadorian team won.\nNobody was there.\nThe bus was late.", 1 + 2),
        ("Peru held its census.\nPeru counted everybody.", 0),
        ("", 0),
    ],
)
def test_the_gate_goes_by_names(read: Read, body: str, parsed: int) -> None:
    assert len(Gate(Gazetteer.load()).spans(read(body).report)) <= parsed
