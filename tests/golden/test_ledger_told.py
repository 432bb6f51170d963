"""The golden archives of the ledger: nothing is settled that the reports do not settle, and nearly all that they do is."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from detente.foretold import Entry
from detente.relations import ledger
from tests.conftest import LONG
from tests.golden.ledger_told import SETTLED, TOLD, load, read_settled, read_told, settled, tally
from tests.relations.ledger_reading import archive_of

FEW = (9, 10, 12)
"""Archives read in the quick form: amounts in part, the wrong doer or object, denials and what is taken back."""
PRECISION, RECALL, RIGHT = 0.85, 0.8, 0.85
"""Floors a little below what is reached after the rules were mended on these reports; the first runs are in docs/accuracy.md."""


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> list[Entry]:
    rows = [row for row in load(SETTLED) if row["number"] in FEW]
    told = ((day, outlet, title, text) for row in rows for day, outlet, title, text in row["reports"])
    return ledger(archive_of(told, tmp_path_factory.mktemp("few")))


def test_what_is_done_in_part_by_others_or_denied_settles_nothing(few: list[Entry]) -> None:
    found = settled((row, few) for row in load(SETTLED) if row["number"] in FEW)
    assert found.settled_wrongly == 0, found.wrong
    assert found.right >= found.sayings - 1, found.wrong


def test_why_an_entry_is_undecided_says_what_is_lacking(few: list[Entry]) -> None:
    why = {e.text: e.why for e in few}
    assert "only 1 of 4 (drone)" in why["Georgia return the four drones"]
    assert "the other denies it" in why["to cut aid to Nauru"]


def test_the_golden_reports_hold_sayings_of_all_kinds_whose_words_stand_in_them() -> None:
    rows = load(TOLD)
    kinds = Counter(saying[0] for row in rows for saying in row["sayings"])
    assert {"promise", "threat", "demand", "prediction", "red_line"} <= kinds.keys()
    assert kinds.total() >= 100
    assert [w for row in rows for _, w, *_ in row["sayings"] if w not in row["text"]] == []


@LONG
def test_golden_reports_and_archives_stay_above_their_floors(tmp_path: Path) -> None:
    told = tally(read_told(load(TOLD), tmp_path))
    assert told.precision() >= PRECISION, told.wrong
    assert told.recall() >= RECALL, told.wrong
    states = settled(read_settled(load(SETTLED), tmp_path))
    assert states.settled_wrongly == 0, states.wrong
    assert states.right >= RIGHT * states.sayings, states.wrong
