"""Golden sentences of the press with parties, type and status, written set by set before coder and reader met them."""

from __future__ import annotations

import pytest

from detente.codebook import Codebook
from detente.language.coder import Coding
from detente.records import Event
from tests.golden.reported import Row, coded, load, read

# Shares of right types with the parties given, and of events found, a little below what was last reached.
TYPES, FOUND = 0.79, 0.52


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return load()


@pytest.fixture(scope="module")
def codings(rows: list[Row]) -> list[Coding]:
    return coded(rows)


@pytest.fixture(scope="module")
def events(rows: list[Row]) -> list[tuple[Event, ...]]:
    return read(rows)


def test_the_sentences_name_types_and_modes_of_the_codebook(rows: list[Row]) -> None:
    types = Codebook.load().types
    assert {row.kind for row in rows} == types.keys()
    assert [
        (row.kind, row.mode) for row in rows if row.mode is not None and row.mode not in types[row.kind].modes
    ] == []


def test_most_sentences_are_coded_rightly_where_the_parties_are_given(rows: list[Row], codings: list[Coding]) -> None:
    assert sum(row.kind == coding.type for row, coding in zip(rows, codings, strict=True)) / len(rows) >= TYPES


def test_most_events_are_found_with_their_parties_and_status(rows: list[Row], events: list[tuple[Event, ...]]) -> None:
    asked = [(row, found) for row, found in zip(rows, events, strict=True) if row.sides is not None]
    assert sum(any(row.is_read(e) for e in found) for row, found in asked) / len(asked) >= FOUND


def test_demands_refusals_and_threats_name_what_they_are_about(rows: list[Row], codings: list[Coding]) -> None:
    spoken = [
        coding.mode == row.mode
        for row, coding in zip(rows, codings, strict=True)
        if row.kind in ("REQUEST", "REJECT", "THREATEN") and coding.type == row.kind
    ]
    assert sum(spoken) / len(spoken) >= 0.6
