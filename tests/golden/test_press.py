from __future__ import annotations

import pytest

from detente.language import Reader
from tests.golden.deeds import Tally, load
from tests.golden.press import HALVES, PRESS, half, score, table

# Share of events whole, both parties, type and status; and facts read that no label answers. Less or more is a step back.
FLOORS = {"even": 0.70, "third": 0.87, "fourth": 0.70, "fifth": 0.47}
MOST_OTHERS = 40


@pytest.fixture(scope="module")
def tallies() -> dict[str, Tally]:
    return score(Reader(), tuple(FLOORS))[0]


@pytest.mark.parametrize("part", FLOORS)
def test_the_events_of_short_press_reports_are_read(tallies: dict[str, Tally], part: str) -> None:
    tally = tallies[part]
    assert tally.found / tally.asked >= FLOORS[part], table(tallies, dict.fromkeys(FLOORS, tally.facts))
    assert tally.false == 0
    assert len(tally.others) <= MOST_OTHERS


def test_both_halves_have_about_as_many_events() -> None:
    reports = load(PRESS)
    asked = {
        part: sum(d.must for n, (told,) in reports.items() if half(n) == part for d in told.deeds) for part in HALVES
    }
    assert len(reports) == 50
    assert abs(asked["odd"] - asked["even"]) < 10
