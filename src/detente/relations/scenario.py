"""A scenario: what one side's conflict may come to if the other side does more than usual, and how little that tells.

A vector autoregression of both series of log(1 + conflict), standardised. The supposed jump is put on the other side's
next period and followed. Beside it stands the gain: how much the error of one-step forecasts in the last fifth falls
when the other side's past is known. Most often that is near nothing, and then the scenario is a description of the
past, and no forecast.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from detente.errors import UsageError
from detente.relations.extras import need
from detente.relations.lagged import Array, best_lags, lags, standard
from detente.relations.track import Track

_LONGEST = 8  # periods of past
_DRAWS = 500  # paths from which the intervals are taken
_SHAPE = re.compile(r"\s*(\S+?)\s*>\s*(\S+)\s+([A-Za-z]+)\s*\+\s*(\d+)\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """One period ahead with and without the supposed deeds: medians, and the 80 % interval with them."""

    ahead: int
    without: float
    supposed: float
    low80: float
    high80: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """What follows if the other side's conflict rises by ``jump`` in the next period.

    ``gain`` is the share by which knowing the other side's past lowers the squared error of one-step forecasts in the
    last fifth of the series; below 0 it makes them worse. ``words`` says so.
    """

    jump: float
    steps: tuple[Path, ...]
    gain: float
    words: str


def read_supposition(text: str) -> tuple[str, str, str, int]:
    """Return source, target, PLOVER type and number of "USA>RUS SANCTION +3". Raises UsageError."""
    found = _SHAPE.fullmatch(text)
    if not found:
        raise UsageError(f'--if {text!r} is no scenario; write "USA>RUS SANCTION +3"')
    return found[1], found[2], found[3].upper(), int(found[4])


def scenario(one: Track, *, jump: float, ahead: int) -> Scenario:
    """Return what ``one.a`` may do if the conflict of ``one.b`` rises by ``jump`` in the next period."""
    answer, other = (np.log1p(v) for v in (one.forth, one.back))
    lag = int(best_lags(standard(answer), standard(other), _LONGEST, [0])[0])
    fitted = need("statsmodels.tsa.api").VAR(np.column_stack([answer, other])).fit(lag)
    shocks = fitted.resid
    chance = np.random.default_rng(len(answer))
    picks = chance.integers(0, len(shocks), size=(_DRAWS, ahead))
    usual = _paths(fitted, answer, other, shocks[picks], raise_by=0.0)
    supposed = _paths(fitted, answer, other, shocks[picks], raise_by=jump)
    low, high = np.quantile(supposed, [0.1, 0.9], axis=0)
    gain = _gain(answer, other, lag)
    told = "helps to foretell it little or not at all" if gain < 0.02 else "helps to foretell it somewhat"
    return Scenario(
        jump=jump,
        steps=tuple(
            Path(
                ahead=i + 1,
                without=round(float(np.median(usual[:, i])), 4),
                supposed=round(float(np.median(supposed[:, i])), 4),
                low80=round(float(low[i]), 4),
                high80=round(float(high[i]), 4),
            )
            for i in range(ahead)
        ),
        gain=gain,
        words=f"Knowing the past of {one.b} {told}: squared error {-100 * gain:+.1f} % on the last fifth of the series.",
    )


def _paths(fitted: object, answer: Array, other: Array, shocks: Array, *, raise_by: float) -> Array:
    """Return drawn paths of the answer; in the first period the other side does ``raise_by`` more than it would."""
    constant, weights = fitted.intercept, fitted.coefs  # type: ignore[attr-defined]  # statsmodels has no types
    lag = len(weights)
    out = np.empty(shocks.shape[:2])
    start = np.column_stack([answer, other])[-lag:]
    for draw in range(len(shocks)):
        past = start
        for step in range(shocks.shape[1]):
            new = constant + sum(weights[k] @ past[-1 - k] for k in range(lag)) + shocks[draw, step]
            if step == 0 and raise_by:
                new[1] = np.log1p(np.expm1(max(new[1], 0.0)) + raise_by)
            past = np.vstack([past, new])
            out[draw, step] = np.expm1(max(new[0], 0.0))
    return out


def _gain(answer: Array, other: Array, lag: int) -> float:
    """Return by what share the other's past lowers the squared error on the last fifth, fitted on what is before."""
    y = answer[lag:]
    own = np.column_stack([np.ones(len(y)), lags(answer, lag)])
    both = np.column_stack([own, lags(other, lag)])
    cut = int(0.8 * len(y))
    errors = []
    for design in (own, both):
        weights = np.linalg.lstsq(design[:cut], y[:cut], rcond=None)[0]
        errors.append(float(((y[cut:] - design[cut:] @ weights) ** 2).mean()))
    return 1 - errors[1] / errors[0] if errors[0] else 0.0
