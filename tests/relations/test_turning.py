"""Turning points: the cheapest cut, false alarms, what is refused, what carries them."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from detente.errors import TooLittle
from detente.relations.levels import jumps, scatter, spell, without
from detente.relations.turning import carried, turning_points
from tests.relations.test_series import event
from tests.relations.worlds import Array, counts, days, needs_shared, shared_daily


def plain_cut(values: Array, exposure: Array, size: float, penalty: float, shortest: int) -> list[int]:
    """Return the cheapest cut by trying every last piece for every end."""

    def cost(i: int, j: int) -> float:
        n, share = values[i:j].sum(), exposure[i:j].sum()
        told = n * np.log(n / share) if n else 0.0
        return float(-2 * (told - (n + size * share) * np.log(n / share + size) + size * np.log(size) * share))

    best: dict[int, tuple[float, list[int]]] = {0: (-penalty, [])}
    for j in range(shortest, len(values) + 1):
        best[j] = min((best[i][0] + cost(i, j) + penalty, [*best[i][1], i]) for i in best if j - i >= shortest)
    return best[len(values)][1][1:]


@pytest.mark.parametrize("seed", range(5))
def test_levels_are_the_cheapest_of_all(seed: int) -> None:
    chance = np.random.default_rng(seed)
    values = np.concatenate([chance.poisson(m, 20) for m in chance.integers(1, 12, 4)]).astype(float)
    exposure = chance.uniform(0.7, 1.3, len(values))
    assert jumps(values, exposure, 3.0, penalty=6.0, shortest=4) == plain_cut(values, exposure, 3.0, 6.0, 4)


def test_a_break_is_found_where_it_is() -> None:
    values = np.concatenate([counts(1, 200, 4, 0.3), counts(2, 150, 20, 0.3)])
    found = turning_points(values, days(350), by="day")
    assert abs((date.fromisoformat(found[0].start) - date(2018, 1, 1)).days - 200) <= 2
    assert found[0].before < 6 < 14 < found[0].after
    assert found[-1].until is None


def test_a_stationary_series_seldom_turns() -> None:
    turned = [bool(turning_points(counts(seed, 300, 6, 0.5), days(300), by="day")) for seed in range(40)]
    assert sum(turned) <= 4  # 5 % of 40 are 2; 5 or more would come by chance in 5 of 100 runs at that rate


def test_thin_and_short_series_are_refused() -> None:
    with pytest.raises(TooLittle, match=r"2\.0 events a day are too few for turning points, 3 are needed"):
        turning_points(np.full(300, 2.0), days(300), by="day")
    with pytest.raises(TooLittle, match="41 days without a gap are too few"):
        turning_points(np.full(41, 9.0), days(41), by="day")


def test_a_count_of_some_events_may_be_thin_where_the_relation_is_not() -> None:
    assert turning_points(np.zeros(300), days(300), by="day", volume=np.full(300, 9.0)) == ()


def test_a_turning_point_lists_what_carries_it() -> None:
    values = np.concatenate([np.full(60, 3.0), np.full(60, 30.0)]) + counts(3, 120, 1, 0.1)
    turn = turning_points(values, days(120), by="day")[0]
    start = date.fromisoformat(turn.start)
    events = [
        event(1, "AAA", "BBB", "SANCTION", start.isoformat(), score=-6),
        event(2, "AAA", "BBB", "ASSAULT", (start + timedelta(days=2)).isoformat(), score=-9),
        event(3, "BBB", "AAA", "ASSAULT", start.isoformat(), score=-9),
        event(4, "AAA", "BBB", "ASSAULT", (start + timedelta(days=7)).isoformat(), score=-9),
        event(5, "AAA", "BBB", "ASSAULT", None, score=-9),
    ]
    found = carried([turn], events, [("AAA", "BBB")])[0]
    assert found.events == ("e00002", "e00001")
    assert found.reports == ("r",)


def test_a_spell_of_some_weeks_is_found_whichever_day_the_series_begins() -> None:
    values = counts(5, 400, 4, 0.4)
    values[200:230] += counts(6, 30, 14, 0.3)
    for cut in range(0, 31, 6):
        found = turning_points(values[cut:], days(400)[cut:], by="day")
        assert any(abs((date.fromisoformat(t.start) - date(2018, 1, 1)).days - 200) <= 3 for t in found)


def test_the_spell_that_differs_most_is_the_one_that_was_put_in() -> None:
    values = np.full(200, 4.0)
    values[120:140] = 20.0
    found = spell(values, np.ones(200), 5.0, 7)
    assert abs(found.start - 120) + abs(found.end - 140) <= 3
    left = scatter(values, without(values, np.ones(200), found), 200)
    assert left.size > scatter(values, np.ones(200), 200).size


def test_the_example_by_hand_of_the_docs_comes_out() -> None:
    values = np.repeat([2.0, 9.0], 7)
    assert round(spell(values, np.ones(14), 5.0, 7).gain, 1) == 17.1
    assert jumps(values, np.ones(14), 5.0, penalty=17.0, shortest=7) == [7]
    assert jumps(values, np.ones(14), 5.0, penalty=17.2, shortest=7) == []


def test_a_weekday_without_events_does_no_harm() -> None:
    values = np.tile([5.0, 6.0, 4.0, 5.0, 6.0, 0.0, 0.0], 40)
    assert turning_points(values, days(280), by="day") == ()


@needs_shared
@pytest.mark.parametrize("cut", [0, 1, 9, 24])
def test_real_crises_are_found_on_their_days_however_the_span_is_cut(cut: int) -> None:
    starts = days(448)[cut:]
    material, volume = shared_daily("USA", "RUS", "mconf")[cut:], shared_daily("USA", "RUS", "n")[cut:]
    found = turning_points(material, starts, by="day", what="material conflict", volume=volume)
    assert any(abs((date.fromisoformat(t.start) - date(2018, 3, 26)).days) <= 3 for t in found)
    both = (shared_daily("RUS", "UKR", "n") + shared_daily("UKR", "RUS", "n"))[cut:]
    found = turning_points(both, starts, by="day")
    assert any(abs((date.fromisoformat(t.start) - date(2018, 11, 25)).days) <= 3 for t in found)


def test_steady_growth_is_no_turning_point_and_a_jump_on_it_is_one() -> None:
    chance = np.random.default_rng(4)
    level = np.linspace(4, 16, 300)
    grown = chance.poisson(level).astype(float)
    assert turning_points(grown, days(300), by="day") == ()
    grown[200:230] = chance.poisson(60, 30)
    starts = [date.fromisoformat(t.start) for t in turning_points(grown, days(300), by="day")]
    assert any(abs((s - date(2018, 1, 1)).days - 200) <= 2 for s in starts)
