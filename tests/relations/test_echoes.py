"""Echoes: against a general library, on worlds with known truth, and on real series."""

from __future__ import annotations

import numpy as np
import pytest

from detente.errors import ExtraMissing, TooLittle
from detente.relations.echoes import echoes
from detente.relations.episodes import episodes
from detente.relations.extras import need
from detente.relations.hawkes import hawkes, influence
from detente.relations.lagged import best_lags, past_test, shifts, standard, strengths
from detente.relations.responses import responses
from tests.relations.worlds import counts, needs_shared, shared_daily, track_of, world

PLAIN = 25  # shifts in tests that do not ask for the placebo


@pytest.mark.parametrize("seed", range(4))
def test_the_f_test_and_the_lag_are_those_of_statsmodels(seed: int) -> None:
    from statsmodels.tsa.api import VAR

    made = world(seed, length=220, a_on_b=0.2)
    a, b = standard(made.forth), standard(made.back)
    model = VAR(np.column_stack([a, b]))
    lag = max(1, model.select_order(6).selected_orders["aic"])
    found = past_test(b, a, 6, number=PLAIN)
    theirs = model.fit(lag).test_causality(1, [0], kind="f")
    assert found.lag == lag
    assert found.f == pytest.approx(theirs.test_statistic, rel=1e-6)
    assert found.p == pytest.approx(theirs.pvalue, rel=1e-6)


def test_a_shifted_series_is_tested_as_if_it_had_come_so() -> None:
    made = world(9, length=150, a_on_b=0.3)
    a, b = standard(made.forth), standard(made.back)
    moved = shifts(150, 20)[:5]
    for move, f, lag in zip(moved, strengths(b, a, 3, moved), best_lags(b, a, 5, moved), strict=True):
        rolled = np.roll(b, int(move))
        assert f == pytest.approx(strengths(rolled, a, 3, [0])[0], rel=1e-9)
        assert lag == best_lags(rolled, a, 5, [0])[0]


def test_up_to_some_thousand_periods_all_shifts_are_taken_and_beyond_a_lot() -> None:
    assert shifts(574, 200).tolist() == list(range(57, 518))
    assert len(shifts(997, 200)) == 800
    assert len(shifts(1000, 200)) == 200


def test_no_shift_is_near_the_truth() -> None:
    for length in (100, 1000, 5000):
        moved = shifts(length, 200)
        assert len(moved) >= min(200, length * 4 // 5 - 1)
        assert moved.min() >= length // 10
        assert moved.max() <= length - length // 10


def test_worlds_are_told_apart() -> None:
    assert echoes(world(1, a_on_b=0.35, b_on_a=0.35)).verdict == "two-way"
    one = echoes(world(2, a_on_b=0.45))
    assert one.verdict == "one-sided"
    assert "BBB follows on AAA's past" in one.words
    assert "not shown (placebo" in one.words
    alone = echoes(world(3))
    assert alone.verdict == "not shown"
    assert alone.words.startswith("Not shown")


def test_the_answer_comes_with_the_lag_it_has() -> None:
    found = echoes(world(4, a_on_b=0.5, length=1500))
    forth = found.responses.forth
    assert forth.low[1] < forth.values[1] < forth.high[1]
    assert forth.values[1] == max(forth.values)
    assert forth.low[1] > 0
    assert found.responses.back.low[1] < 0 < found.responses.back.high[1]


def test_unrelated_pairs_pass_in_one_of_twenty_cases() -> None:
    passed = [
        past_test(standard(counts(2 * i, 300, 3, 0.6)), standard(counts(2 * i + 1, 300, 3, 0.6)), 3, number=100).placebo
        <= 0.05
        for i in range(100)
    ]
    assert sum(passed) <= 11  # 5 of 100 are expected; 12 or more would come by chance in 4 of 1,000 runs


def test_what_is_too_short_or_never_moves_is_refused() -> None:
    with pytest.raises(TooLittle, match="too few for echoes, 159 are needed"):
        echoes(world(1, length=158))
    with pytest.raises(TooLittle, match="same in every day"):
        echoes(track_of(np.ones(300), counts(1, 300, 3, 0.2)))


def test_a_missing_library_is_named_with_its_extra() -> None:
    with pytest.raises(ExtraMissing, match=r"pip install 'detente\[relations\]'"):
        need("no_such_library.part")


def test_the_hawkes_model_finds_the_excitation_it_was_made_with() -> None:
    chance = np.random.default_rng(5)
    both = np.zeros((6000, 2))
    for t in range(1, len(both)):
        # One event calls forth 0.4 of its own kind, and of the first kind 0.3 of the second: all a day later.
        level = 0.5 + np.array([0.4 * both[t - 1, 0], 0.4 * both[t - 1, 1] + 0.3 * both[t - 1, 0]])
        both[t] = chance.poisson(level)
    found = hawkes(both[:, 0], both[:, 1])
    assert found.excite[0][0] == pytest.approx(0.4, abs=0.06)
    assert found.excite[1][0] == pytest.approx(0.3, abs=0.06)
    assert found.excite[0][1] == pytest.approx(0.0, abs=0.05)
    assert found.branching == pytest.approx(0.4, abs=0.06)


def test_influence_is_the_faded_sum_of_what_was_before() -> None:
    values = np.array([1.0, 0.0, 2.0, 0.0, 1.0])
    plain = [sum(0.5 * 0.5 ** (k - 1) * values[t - k] for k in range(1, t + 1)) for t in range(5)]
    assert influence(values, 0.5) == pytest.approx(plain)


def test_an_episode_shows_what_follows_and_chance_does_not() -> None:
    chance = np.random.default_rng(6)
    triggers, series = np.zeros(600), chance.poisson(2, 600).astype(float)
    triggers[np.arange(20, 580, 35)] = 1
    for at in np.flatnonzero(triggers):
        series[at + 1 : at + 4] += 5
    found = episodes(triggers, series, window=5)
    assert found.triggers == 16
    assert found.p <= 0.01
    assert found.after > found.before + 2
    calm = episodes(triggers, chance.poisson(2, 600).astype(float), window=5)
    assert calm.p > 0.05
    with pytest.raises(TooLittle, match="episodes are too few"):
        episodes(np.zeros(600), series, window=5)


@needs_shared
def test_a_real_daily_series_gives_the_known_figures() -> None:
    a, b = (-shared_daily(*pair, "sum_neg") for pair in (("USA", "RUS"), ("RUS", "USA")))
    forth = past_test(standard(b), standard(a), 14)
    back = past_test(standard(a), standard(b), 14)
    assert (forth.lag, back.lag) == (14, 14)
    assert forth.f == pytest.approx(3.30, rel=0.05)
    assert back.f == pytest.approx(1.55, rel=0.05)
    assert forth.p < 0.001 < back.p
    assert forth.placebo <= 0.05 < back.placebo


def test_the_examples_by_hand_come_out_of_the_code() -> None:
    # docs/relations/echoes.md: the faded sum of 4, 0, 2 and what the fourth day expects
    faded = influence(np.array([4.0, 0.0, 2.0, 0.0]), 0.5)
    assert faded == pytest.approx([0, 2, 1, 1.5])
    assert 0.5 + 0.4 * faded[3] == pytest.approx(1.1)
    assert float(np.abs(np.linalg.eigvals(np.array([[0.4, 0], [0.3, 0.4]]))).max()) == pytest.approx(0.4, abs=1e-6)
    # the responses of a known autoregression of lag 1, found again on a long series of it
    weights, chance = np.array([[0.5, 0.0], [0.3, 0.4]]), np.random.default_rng(8)
    rows = np.zeros((20_000, 2))
    for t in range(1, len(rows)):
        rows[t] = weights @ rows[t - 1] + chance.normal(size=2)
    found = responses(rows[:, 0], rows[:, 1], names=("A", "B"), lag=1, ahead=3)
    assert found.forth.values == pytest.approx((0, 0.3, 0.27, 0.183), abs=0.025)
    assert found.back.values == pytest.approx((0, 0, 0, 0), abs=0.025)
