"""Outlook: what the coming periods may hold, by the model that did best so far, with how well it did.

Every forecast comes with its back-test: from many past days the same models foretold what is known by now. Scores:
CRPS (Gneiting and Raftery, Journal of the American Statistical Association 102, 2007) by its quantiles, MASE (Hyndman
and Koehler, International Journal of Forecasting 22, 2006), and how many of the 80 % intervals held.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from detente.errors import TooLittle
from detente.relations.extras import need
from detente.relations.forecasts import MODELS, QUANTILES, SHORTEST
from detente.relations.lagged import Array
from detente.relations.scenario import Scenario, scenario
from detente.relations.track import Track

QUICK = ("naive", "mean of last 8", "levels", "alike", "together")
"""The models tried when nothing else is asked: the library's two take some hundred times as long."""

ORIGINS = 40
"""Past days to forecast from: with four steps each, 160 intervals tell a coverage of 80 % from 70 %."""

AHEAD = 4
"""Periods to look ahead: beyond a month of weeks every model is no better than the mean."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How a model did: ``crps`` its mean score, ``ratio`` that over the naive one's (None where the naive has 0),
    ``mase`` its median's mean absolute error over the naive one's within the past, ``coverage`` the share of 80 %
    intervals that held."""

    model: str
    crps: float
    ratio: float | None
    mase: float | None
    coverage: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One period ahead: the median, and the 50 and 80 % intervals."""

    ahead: int
    median: float
    low50: float
    high50: float
    low80: float
    high80: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What one direction's conflict may come to; ``words`` says how far to trust it."""

    source: str
    target: str
    by: str
    last: str
    model: str
    steps: tuple[Step, ...]
    scores: tuple[Score, ...]
    words: str
    scenario: Scenario | None = None


def outlook(
    one: Track, *, models: Sequence[str] = QUICK, ahead: int = AHEAD, origins: int = ORIGINS, jump: float | None = None
) -> Outlook:
    """Forecast what ``one.a`` does to ``one.b``, by the best of some models.

    Args:
        one: the track; its ``back`` is used for a scenario alone.
        models: names in :data:`detente.relations.forecasts.MODELS`, the naive one always with them.
        ahead: periods to look ahead.
        origins: past days to forecast from in the back-test.
        jump: how much more conflict than usual the other side is supposed to do next, None for no scenario.

    Raises:
        TooLittle: for fewer than twice 60 periods without a gap.
        ExtraMissing: without the extra ``relations``.
    """
    if len(one) < 2 * SHORTEST:
        raise TooLittle(
            f"{len(one)} {one.by}s without a gap are too few for an outlook, {2 * SHORTEST} are needed",
            "ask for a longer span, or shorter periods with --by",
        )
    scores = back_test(one.forth, models=tuple(dict.fromkeys(["naive", *models])), ahead=ahead, origins=origins)
    best = min(scores, key=lambda s: s.crps)
    quantiles = np.maximum(MODELS[best.model](one.forth, ahead), 0)
    return Outlook(
        source=one.a,
        target=one.b,
        by=one.by,
        last=one.starts[-1],
        model=best.model,
        steps=tuple(_step(i + 1, row) for i, row in enumerate(quantiles)),
        scores=scores,
        words=_words(best),
        scenario=None if jump is None else scenario(one, jump=jump, ahead=ahead),
    )


def back_test(values: Array, *, models: Sequence[str], ahead: int = AHEAD, origins: int = ORIGINS) -> tuple[Score, ...]:
    """Score models on a series: from evenly spaced days of its second half each foretells the next periods.

    Nothing after the day is known to a model. Forecasts below 0 are put to 0, as conflict cannot be less than none.
    """
    crps = need("scoringrules").crps_quantile
    days = np.unique(np.linspace(max(len(values) // 2, SHORTEST), len(values) - ahead, origins).astype(int))
    found = []
    for name in models:
        scores, errors, held = [], [], []
        for day in days.tolist():
            told, came = np.maximum(MODELS[name](values[:day], ahead), 0), values[day : day + ahead]
            scores.append(float(np.mean(crps(came, told, QUANTILES))))
            scale = float(np.abs(np.diff(values[:day])).mean())
            errors.append(float(np.abs(came - told[:, len(QUANTILES) // 2]).mean()) / scale if scale else np.nan)
            low, high = (_at(told, q) for q in (0.1, 0.9))
            held.append(float(((low <= came) & (came <= high)).mean()))
        found.append(
            (name, float(np.mean(scores)), float(np.nanmean(errors)) if errors else None, float(np.mean(held)))
        )
    base = next((c for name, c, _, _ in found if name == "naive"), 0.0)
    return tuple(
        Score(model=name, crps=c, ratio=c / base if base else None, mase=m, coverage=held) for name, c, m, held in found
    )


def _at(told: Array, quantile: float) -> Array:
    """Return the forecasts at one quantile."""
    return np.array([np.interp(quantile, QUANTILES, row) for row in told])


def _step(ahead: int, row: Array) -> Step:
    """Return one period of a forecast."""
    low80, low50, median, high50, high80 = (
        round(float(np.interp(q, QUANTILES, row)), 4) for q in (0.1, 0.25, 0.5, 0.75, 0.9)
    )
    return Step(ahead=ahead, median=median, low50=low50, high50=high50, low80=low80, high80=high80)


def _words(best: Score) -> str:
    """Return how far to trust a forecast."""
    if best.model == "naive" or best.ratio is None:
        return "Nothing tried beats the naive forecast, which says that the next period is like the last."
    return (
        f"In the back-test {best.model!r} had a score {100 * (1 - best.ratio):.0f} % below the naive forecast's;"
        f" {100 * best.coverage:.0f} % of its 80 % intervals held."
    )
