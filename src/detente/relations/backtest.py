"""How well models foretold so far: from many past days each foretells what is known by now, and is scored.

Scores: CRPS by quantiles (Gneiting and Raftery, Journal of the American Statistical Association 102, 2007), MASE
(Hyndman and Koehler, International Journal of Forecasting 22, 2006), and how many of the 80 % intervals held.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from detente.relations.autoregression import both_pasts, own_past
from detente.relations.extras import need
from detente.relations.forecasts import MODELS, QUANTILES, SHORTEST
from detente.relations.lagged import Array

ORIGINS = 40
"""Past days to forecast from: with four steps each, 160 intervals tell a coverage of 80 % from 70 %."""

AHEAD = 4
"""Periods to look ahead: beyond a month of weeks every model is no better than the mean."""

PAIRED: dict[str, Callable[[Array, Array, int], Array]] = {"own past": own_past, "both pasts": both_pasts}
"""Models that are told what the other side did as well: the twins whose difference is the worth of its past."""

_RESAMPLED = 2000  # times that the days are drawn again for the interval of the gain


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
class Gain:
    """What the other side's past is worth: the share by which it lowers the CRPS of an autoregression.

    Below 0 it makes forecasts worse. ``low`` and ``high`` hold it with 95 %, by drawing the days of the back-test
    again. ``words`` says so.
    """

    share: float
    low: float
    high: float
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BackTest:
    """The scores of models on one series, in the order asked for, and the gain, None where no twins were among them."""

    scores: tuple[Score, ...]
    gain: Gain | None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Run:
    """What a model did from each day: its CRPS, scaled error (not a number where the past never moved), intervals held."""

    crps: Array
    errors: Array
    held: Array


def back_test(
    values: Array,
    other: Array | None = None,
    *,
    models: Sequence[str],
    ahead: int = AHEAD,
    origins: int = ORIGINS,
) -> BackTest:
    """Score models on a series: from evenly spaced days of its second half each foretells the next periods.

    Nothing after the day is known to a model. Forecasts below 0 are put to 0, as conflict cannot be less than none.

    Args:
        values: the series.
        other: the other side's, for the models in :data:`PAIRED`; None leaves these out.
        models: names in :data:`detente.relations.forecasts.MODELS` and :data:`PAIRED`.
        ahead: periods that each foretells.
        origins: days to foretell from.
    """
    days = np.unique(np.linspace(max(len(values) // 2, SHORTEST), len(values) - ahead, origins).astype(int)).tolist()
    asked = [name for name in models if other is not None or name not in PAIRED]
    runs = {name: _run(name, values, other, days, ahead) for name in asked}
    base = float(runs["naive"].crps.mean()) if "naive" in runs else 0.0
    gain = _gain(runs["own past"].crps, runs["both pasts"].crps) if set(PAIRED) <= set(runs) else None
    return BackTest(scores=tuple(_score(name, run, base) for name, run in runs.items()), gain=gain)


def told(name: str, past: Array, other: Array | None, ahead: int) -> Array:
    """Return the forecast of a model, one row of quantiles a step, none below 0."""
    if name in PAIRED:
        return np.maximum(PAIRED[name](past, np.zeros_like(past) if other is None else other, ahead), 0)
    return np.maximum(MODELS[name](past, ahead), 0)


def _run(name: str, values: Array, other: Array | None, days: Sequence[int], ahead: int) -> _Run:
    """Return how a model did from each day."""
    crps = need("scoringrules").crps_quantile
    scores, errors, held = [], [], []
    for day in days:
        past = values[:day]
        rows, came = told(name, past, None if other is None else other[:day], ahead), values[day : day + ahead]
        scores.append(float(np.mean(crps(came, rows, QUANTILES))))
        scale = float(np.abs(np.diff(past)).mean())
        errors.append(float(np.abs(came - rows[:, len(QUANTILES) // 2]).mean()) / scale if scale else np.nan)
        low, high = (np.array([np.interp(q, QUANTILES, row) for row in rows]) for q in (0.1, 0.9))
        held.append(float(((low <= came) & (came <= high)).mean()))
    return _Run(crps=np.array(scores), errors=np.array(errors), held=np.array(held))


def _score(name: str, run: _Run, base: float) -> Score:
    """Return the means of a run beside the naive model's score."""
    crps, known = float(run.crps.mean()), run.errors[~np.isnan(run.errors)]
    return Score(
        model=name,
        crps=crps,
        ratio=crps / base if base else None,
        mase=float(known.mean()) if len(known) else None,
        coverage=float(run.held.mean()),
    )


def _gain(own: Array, both: Array) -> Gain:
    """Return what the other side's past is worth, with its interval from days drawn again in pairs."""
    total = float(own.mean())
    if not total:
        return Gain(share=0.0, low=0.0, high=0.0, words="The series never moves, so nothing helps to foretell it.")
    picks = np.random.default_rng(len(own)).integers(0, len(own), size=(_RESAMPLED, len(own)))
    means = own[picks].mean(axis=1)
    shares = 1 - both[picks].mean(axis=1) / np.where(means > 0, means, np.nan)
    low, high = (float(x) for x in np.nanquantile(shares, [0.025, 0.975]))
    share = 1 - float(both.mean()) / total
    return Gain(share=share, low=low, high=high, words=_words(share, low, high))


def _words(share: float, low: float, high: float) -> str:
    """Return the gain in a sentence."""
    if low > 0:
        head = "The other side's past helps to foretell it"
    elif high < 0:
        head = "The other side's past makes the forecast worse"
    else:
        head = "It is not shown that the other side's past helps to foretell it"
    change, best, worst = (f"{-100 * x + 0.0:+.1f} %" for x in (share, high, low))
    return f"{head}: knowing it changes the score by {change} (95 % interval {best} to {worst})."
