from __future__ import annotations

import pytest

from detente.language import Reader
from tests.golden.deeds import Tally, load
from tests.golden.press import HALVES, PRESS, score, table

# Share of events whole, both parties, type and status; and facts read that no label answers. Less or more is a step back.
FLOORS = {"odd": 0.73, "even": 0.48}
MOST_OTHERS = 48


@pytest.fixture(scope="module")
def tallies() -> dict[str, Tally]:
    return score(Reader())[0]


@pytest.mark.parametrize("part", HALVES)
def test_the_events_of_short_press_reports_are_read(tallies: dict[str, Tally], part: str) -> None:
    tally = tallies[part]
    assert tally.found / tally.asked >= FLOORS[part], table(tallies, dict.fromkeys(HALVES, tally.facts))
    assert tally.false == 0
    assert len(tally.others) <= MOST_OTHERS


def test_both_halves_have_about_as_many_events() -> None:
    asked = [sum(d.must for told in batch for d in told.deeds) for batch in load(PRESS).values()]
    assert len(asked) == 40
    assert abs(sum(asked[::2]) - sum(asked[1::2])) < 10
