"""Outlook: scores against plain sums, no look ahead, what is refused, scenarios."""

from __future__ import annotations

import numpy as np
import pytest

from detente.errors import TooLittle, UsageError
from detente.relations.autoregression import both_pasts, chosen_lag, fitted, own_past, paths
from detente.relations.backtest import back_test
from detente.relations.forecasts import MODELS, QUANTILES
from detente.relations.outlook import outlook
from detente.relations.scenario import read_supposition
from tests.relations.worlds import counts, world


@pytest.mark.parametrize("name", sorted(MODELS))
def test_quantiles_rise_and_come_for_every_step(name: str) -> None:
    told = MODELS[name](counts(1, 120, 5, 0.5), 3)
    assert told.shape == (3, len(QUANTILES))
    assert (np.diff(told, axis=1) >= -1e-9).all()


def test_a_back_test_is_the_plain_mean_of_its_scores() -> None:
    values = counts(2, 140, 5, 0.4)
    score = next(
        s for s in back_test(values, models=("naive", "alike"), ahead=2, origins=5).scores if s.model == "alike"
    )
    losses, held = [], []
    for day in np.unique(np.linspace(70, 138, 5).astype(int)):
        told = MODELS["alike"](values[:day], 2)
        for row, came in zip(told, values[day : day + 2], strict=True):
            losses += [2 * ((came < x) - q) * (x - came) for q, x in zip(QUANTILES, row, strict=True)]
            held.append(np.interp(0.1, QUANTILES, row) <= came <= np.interp(0.9, QUANTILES, row))
    assert score.crps == pytest.approx(np.mean(losses))
    assert score.coverage == pytest.approx(np.mean(held))


def test_nothing_beats_the_naive_forecast_of_a_random_walk() -> None:
    walk = 500 + np.cumsum(np.random.default_rng(3).normal(0, 5, 300))
    track = world(1, length=300)
    found = outlook(type(track)(a="A", b="B", by="day", starts=track.starts, forth=walk, back=track.back))
    assert found.model == "naive"
    assert found.words.startswith("Nothing tried beats the naive forecast")


def test_counts_about_a_level_are_foretold_better_than_by_the_last_value() -> None:
    found = outlook(world(5, length=400))
    best = min(found.scores, key=lambda s: s.crps)
    assert found.model == best.model != "naive"
    assert best.ratio is not None
    assert best.ratio < 0.85
    assert 0.7 <= best.coverage <= 0.95
    assert [s.ahead for s in found.steps] == [1, 2, 3, 4]
    assert all(s.low80 <= s.low50 <= s.median <= s.high50 <= s.high80 for s in found.steps)


def test_a_scenario_moves_the_side_that_answers_and_states_its_gain() -> None:
    answers = outlook(world(6, length=600, b_on_a=0.6), jump=20.0).scenario
    assert answers is not None
    assert answers.steps[1].supposed > answers.steps[1].without + 2
    assert answers.gain.low > 0
    assert answers.words.startswith("If BBB does 20 more conflict than usual")
    assert "helps to foretell it: knowing it changes the score by -" in answers.words
    alone = outlook(world(7, length=600), jump=20.0).scenario
    assert alone is not None
    assert alone.gain.low < 0.0
    assert alone.gain.share < 0.02


@pytest.mark.parametrize("seed", range(3))
def test_the_autoregression_is_that_of_statsmodels(seed: int) -> None:
    from statsmodels.tsa.api import VAR

    made = world(seed, length=200, a_on_b=0.3)
    rows = np.column_stack([np.log1p(made.back), np.log1p(made.forth)])
    lag = chosen_lag(rows[:, 0], rows[:, 1])
    theirs = VAR(rows).fit(lag)
    ours = fitted(rows, lag)
    assert ours.constant == pytest.approx(theirs.intercept)
    assert ours.weights == pytest.approx(theirs.coefs)
    assert ours.residuals == pytest.approx(theirs.resid)


def test_without_residuals_a_path_is_the_plain_forecast() -> None:
    made = world(3, length=200, a_on_b=0.3)
    rows = np.column_stack([np.log1p(made.back), np.log1p(made.forth)])
    model = fitted(rows, 2)
    plain, past = [], [rows[-1], rows[-2]]
    for _ in range(3):
        new = model.constant + model.weights[0] @ past[0] + model.weights[1] @ past[1]
        plain.append(np.expm1(max(new[0], 0.0)))
        past = [new, past[0]]
    assert paths(model, rows, np.zeros((1, 3, 2)))[0] == pytest.approx(plain)


def test_the_other_sides_past_helps_only_where_it_is_answered() -> None:
    answered = world(6, length=500, b_on_a=0.6)
    own, both = (model(answered.forth[:400], answered.back[:400], 1) for model in (own_past, both_pasts))
    assert own.shape == both.shape == (1, len(QUANTILES))
    tested = back_test(answered.forth, answered.back, models=("own past", "both pasts"))
    assert tested.gain is not None
    own_score, both_score = (s.crps for s in tested.scores)
    assert tested.gain.share == pytest.approx(1 - both_score / own_score)
    assert 0 < tested.gain.low < tested.gain.share < tested.gain.high
    alone = world(7, length=500)
    idle = back_test(alone.forth, alone.back, models=("own past", "both pasts")).gain
    assert idle is not None
    assert idle.low < 0 < idle.high
    assert idle.words.startswith("It is not shown")


def test_models_of_a_pair_are_left_out_where_there_is_no_other_side() -> None:
    tested = back_test(counts(2, 140, 5, 0.4), models=("naive", "both pasts"), origins=3)
    assert [s.model for s in tested.scores] == ["naive"]
    assert tested.gain is None


def test_suppositions_are_read_or_refused() -> None:
    assert read_supposition(" USA > RUS sanction +3") == ("USA", "RUS", "SANCTION", 3)
    with pytest.raises(UsageError, match="no scenario"):
        read_supposition("three sanctions")


def test_a_short_series_is_refused() -> None:
    with pytest.raises(TooLittle, match="119 days without a gap are too few for an outlook"):
        outlook(world(1, length=119))
