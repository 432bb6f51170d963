"""Autoregressions that foretell one side's conflict: by its own past alone, and by the pasts of both sides.

Both are least squares on log(1 + x) at a lag that Akaike's criterion chooses, and take the scatter from their own
residuals: a forecast is the quantiles of paths along which past residuals are drawn again. They differ in the other
side's past and in nothing else, so the difference of their scores is what that past is worth. Lütkepohl, New
Introduction to Multiple Time Series Analysis (2005), 3.2 and 4.3.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from detente.relations.forecasts import QUANTILES
from detente.relations.lagged import Array, best_lags, standard

LONGEST = 8
"""The most periods of past: two months of weeks, as for the echoes."""

DRAWS = 500
"""Paths from which quantiles are taken: the outermost has a dozen of them beyond it."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Fitted:
    """A vector autoregression of log(1 + x): ``weights[k]`` is the matrix of lag k + 1, ``residuals`` one row a period."""

    constant: Array
    weights: Array
    residuals: Array


def fitted(rows: Array, lag: int) -> Fitted:
    """Fit the columns of ``rows``, already logarithms, to all their own pasts."""
    design = np.column_stack([np.ones(len(rows) - lag), *(rows[lag - k : len(rows) - k] for k in range(1, lag + 1))])
    solved = np.linalg.lstsq(design, rows[lag:], rcond=None)[0]
    width = rows.shape[1]
    weights = np.stack([solved[1 + k * width : 1 + (k + 1) * width].T for k in range(lag)])
    return Fitted(constant=solved[0], weights=weights, residuals=rows[lag:] - design @ solved)


def chosen_lag(answer: Array, other: Array) -> int:
    """Return the lag that Akaike's criterion chooses for a pair of series of logarithms."""
    if answer.std() == 0 or other.std() == 0:
        return 1
    return int(best_lags(standard(answer), standard(other), LONGEST, [0])[0])


def paths(model: Fitted, rows: Array, shocks: Array, *, raise_by: float = 0.0) -> Array:
    """Return drawn paths of the first column, as figures and no more as logarithms: one row a draw.

    Args:
        model: fitted to ``rows``.
        rows: what is known, as logarithms.
        shocks: residuals by draw, step and column.
        raise_by: how much more the last column does in the first period than it would; 0 for no supposition.
    """
    lag = len(model.weights)
    past = np.repeat(rows[None, -lag:], len(shocks), axis=0)
    out = np.empty(shocks.shape[:2])
    for step in range(shocks.shape[1]):
        new = model.constant + shocks[:, step]
        for k in range(lag):
            new = new + past[:, -1 - k] @ model.weights[k].T
        if step == 0 and raise_by:
            new[:, -1] = np.log1p(np.expm1(np.maximum(new[:, -1], 0.0)) + raise_by)
        past = np.concatenate([past[:, 1:], new[:, None]], axis=1)
        out[:, step] = np.expm1(np.clip(new[:, 0], 0.0, _CEILING))
    return out


_CEILING = 50.0  # of a logarithm: beyond it a path that runs away would be no number any more


def drawn(model: Fitted, ahead: int, seed: int) -> Array:
    """Return residuals drawn again, by draw, step and column; those of one period stay together."""
    picks = np.random.default_rng(seed).integers(0, len(model.residuals), size=(DRAWS, ahead))
    shocks: Array = model.residuals[picks]
    return shocks


def own_past(past: Array, other: Array, ahead: int) -> Array:
    """Return the forecast by the series' own past, at the lag that the pair would have."""
    answer, beside = (np.log1p(np.maximum(v, 0)) for v in (past, other))
    return _told(answer[:, None], chosen_lag(answer, beside), ahead)


def both_pasts(past: Array, other: Array, ahead: int) -> Array:
    """Return the forecast by the pasts of both sides."""
    answer, beside = (np.log1p(np.maximum(v, 0)) for v in (past, other))
    return _told(np.column_stack([answer, beside]), chosen_lag(answer, beside), ahead)


def _told(rows: Array, lag: int, ahead: int) -> Array:
    """Return the quantiles of the first column's paths, one row a step."""
    model = fitted(rows, lag)
    found = paths(model, rows, drawn(model, ahead, len(rows)))
    out: Array = np.quantile(found, QUANTILES, axis=0).T
    return out
