"""Models that foretell one series: naive, mean of the last eight, ARIMA, ETS, and two for bursts of counts.

Each takes what is known and gives, for every step ahead, the same quantiles, so that all are scored alike. The two of
our own: ``levels`` follows a level of log(1 + x) by exponential smoothing and takes the scatter from its own past
errors; ``alike`` takes what followed in the past on levels near today's. Their mean quantile by quantile is
``together`` (Vincent averaging; Lichtendahl, Grushka-Cockayne and Winkler, Management Science 59, 2013).
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from detente.relations.extras import need
from detente.relations.lagged import Array

QUANTILES: Array = np.linspace(0.025, 0.975, 39)
"""The quantiles of every forecast: fine enough for the score, and with 10 and 90 % among them."""

SHORTEST = 60
"""Periods of past that every model needs: scatter is taken from the errors after the first twenty."""

_WARMUP = 20
_PACES = (0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.6)  # of exponential smoothing
_RECENT = 260  # errors from which scatter is taken: five years of weeks
_LIKE = 40  # past levels taken as alike, or an eighth of all

Model = Callable[[Array, int], Array]


def naive(past: Array, ahead: int) -> Array:
    """Return the last value with the spread of a random walk."""
    spread = float(np.sqrt(np.mean(np.diff(past) ** 2)))
    steps = np.sqrt(np.arange(1, ahead + 1))[:, None]
    out: Array = past[-1] + spread * steps * _normal()[None, :]
    return out


def mean_of_last(past: Array, ahead: int) -> Array:
    """Return the mean of the last eight values with the spread that it had before."""
    windows = np.lib.stride_tricks.sliding_window_view(past, 8).mean(axis=1)
    spread = float((past[8:] - windows[:-1]).std())
    out: Array = np.tile(windows[-1] + spread * _normal(), (ahead, 1))
    return out


def levels(past: Array, ahead: int) -> Array:
    """Return a smoothed level of log(1 + x) with the scatter of its past errors."""
    z = np.log1p(np.maximum(past, 0))
    errors, level = _smoothed(z, squared=True)
    row = np.expm1(level + np.quantile(errors[-_RECENT:], QUANTILES))
    return np.tile(np.maximum(row, 0), (ahead, 1))


def alike(past: Array, ahead: int) -> Array:
    """Return what followed, so many steps on, on the levels of the past that are nearest to today's."""
    errors, level = _smoothed(past, squared=False)
    before = past[_WARMUP:] - errors
    out = np.empty((ahead, len(QUANTILES)))
    for step in range(1, ahead + 1):
        known = before[: len(before) - step + 1]
        distance = np.abs(np.log1p(np.maximum(known, 0)) - np.log1p(max(level, 0.0)))
        near = np.argsort(distance, kind="stable")[: max(_LIKE, len(known) // 8)]
        out[step - 1] = np.quantile(past[_WARMUP + step - 1 :][near], QUANTILES)
    return out


def together(past: Array, ahead: int) -> Array:
    """Return the mean, quantile by quantile, of ``levels`` and ``alike``."""
    out: Array = (levels(past, ahead) + alike(past, ahead)) / 2
    return out


def arima(past: Array, ahead: int) -> Array:
    """Return statsforecast's automatic ARIMA."""
    return _library("AutoARIMA", past, ahead)


def ets(past: Array, ahead: int) -> Array:
    """Return statsforecast's automatic exponential smoothing."""
    return _library("AutoETS", past, ahead)


MODELS: dict[str, Model] = {
    "naive": naive,
    "mean of last 8": mean_of_last,
    "levels": levels,
    "alike": alike,
    "together": together,
    "arima": arima,
    "ets": ets,
}


def _library(name: str, past: Array, ahead: int) -> Array:
    """Return the quantiles of a model of statsforecast, normal about its mean."""
    model = getattr(need("statsforecast.models"), name)(season_length=1)
    found = model.forecast(y=past.astype(float), h=ahead, level=[80])
    mean, low, high = (np.asarray(found[part], dtype=float) for part in ("mean", "lo-80", "hi-80"))
    spread = (high - low) / (2 * 1.2815515655446004)
    out: Array = mean[:, None] + spread[:, None] * _normal()[None, :]
    return out


def _normal() -> Array:
    """Return the quantiles of the standard normal distribution."""
    from statistics import NormalDist

    return np.array([NormalDist().inv_cdf(float(q)) for q in QUANTILES])


def _smoothed(values: Array, *, squared: bool) -> tuple[Array, float]:
    """Return one-step errors after the warm-up and the last level, at the pace whose errors are smallest."""
    lfilter = need("scipy.signal").lfilter
    best: tuple[float, Array, float] | None = None
    for pace in _PACES:
        # levels[t] = (1 - pace) levels[t - 1] + pace values[t], from the first value on
        levels = lfilter([pace], [1, pace - 1], values, zi=[(1 - pace) * values[0]])[0]
        late = values[_WARMUP:] - levels[_WARMUP - 1 : -1]
        loss = float(np.mean(late**2 if squared else np.abs(late)))
        if best is None or loss < best[0]:
            best = (loss, late, float(levels[-1]))
    assert best is not None  # noqa: S101 - there is at least one pace
    return best[1], best[2]
