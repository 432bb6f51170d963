"""Regressions on the past: the F test of one series on another's lags, its placebo by circular shifts, the lag by AIC.

Everything is least squares with a constant, in numpy, so that 200 shifted series take about as long as three fits of a
general library. Lütkepohl, New Introduction to Multiple Time Series Analysis (2005), 3.6 (F test) and 4.3 (AIC).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from detente.relations.extras import need

if TYPE_CHECKING:
    from collections.abc import Sequence

Array = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]

SHIFTS = 200
"""Circular shifts of a placebo test: with 200, a p of .05 is the tenth smallest of 201."""

NEAREST = 10
"""A shift is by at least a tenth of the length, so that the short memory between the two series is cut."""

_EXACT = 4  # times the number asked for up to which all shifts are taken: below 1,000 periods the placebo is exact
_CHUNK = 25  # shifted series held at once: 25 x 4,000 periods x 14 lags are 11 MB
_FLAT = 1e-12  # added to the mean square of each column, all of them near 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Test:
    """Whether the past of one series helps to foretell another: ``f`` with its two degrees of freedom, at the
    lag that was chosen.

    ``p`` is the plain one; ``placebo`` the share of shifted series, the true one among them, whose p is at least as
    small. ``share`` is the part of the variance left by the series' own past that the other's past takes away.
    """

    f: float
    lag: int
    degrees: tuple[int, int]
    p: float
    placebo: float
    share: float


def standard(values: Array) -> Array:
    """Return a series with mean 0 and standard deviation 1; a constant one becomes all 0."""
    spread = float(values.std())
    return (values - values.mean()) / spread if spread > 0 else np.zeros_like(values)


def lags(values: Array, lag: int) -> Array:
    """Return the matrix whose row t holds the values at t-1, t-2, ..., t-lag, for every t that has them all."""
    windows = np.lib.stride_tricks.sliding_window_view(values, lag)[:-1]
    return windows[:, ::-1]


def best_lags(one: Array, other: Array, longest: int, moved: Sequence[int] | Whole) -> Whole:
    """Return, for each shift of ``one``, the lag from 1 to ``longest`` that Akaike's criterion chooses for the pair.

    All lags are compared on the same periods, those that the longest has. Where no lag at all would be chosen, 1 is
    taken, because the test needs one. One Cholesky factor of the products of all columns holds the residuals of every
    lag: with the columns in order of lag, the rows below the first 2p + 1 are what lag p leaves over.
    """
    n = len(one) - longest
    out = np.empty(len(moved), dtype=np.int64)
    for start in range(0, len(moved), _CHUNK):
        part = [np.roll(one, int(m)) for m in moved[start : start + _CHUNK]]
        design = np.empty((len(part), n, 2 * longest + 3))
        design[:, :, 0] = 1.0
        design[:, :, 1:-2:2] = np.stack([lags(x, longest) for x in part])
        design[:, :, 2:-2:2] = lags(other, longest)
        design[:, :, -2] = np.stack([x[longest:] for x in part])
        design[:, :, -1] = other[longest:]
        ends = _factor(design)[:, :, -2:]
        outer = ends[:, :, :, None] * ends[:, :, None, :]
        left = np.cumsum(outer[:, ::-1], axis=1)[:, ::-1][:, 3:-1:2]
        size = np.log(np.maximum(np.linalg.det(left), _FLAT))
        score = size + 8 * np.arange(1, longest + 1) / n
        out[start : start + _CHUNK] = score.argmin(axis=1) + 1
    return out


def shifts(length: int, number: int) -> Whole:
    """Return by how many periods each placebo is shifted, always the same for the same length.

    None is nearer to the truth than a tenth of the length. Up to four times ``number`` all of them are taken, so that no
    lot is in the placebo p, else ``number`` of them by lot: evenly spaced ones could fall on one day of the week.
    """
    near = max(1, length // NEAREST)
    every = np.arange(near, length - near + 1, dtype=np.int64)
    if len(every) <= _EXACT * number:
        return every
    return np.sort(np.random.default_rng(length).choice(every, size=number, replace=False))


def strengths(effect: Array, cause: Array, lag: int, moved: Sequence[int] | Whole) -> Array:
    """Return the F of ``effect`` on the past of ``cause`` for each shift of ``effect``; 0 is the series as it is.

    In the Cholesky factor of the products of constant, own past, other's past and effect, the last column's entries at
    the other's past are what it explains beyond the own, and its last entry is what nothing explains.
    """
    n = len(effect) - lag
    out = np.empty(len(moved))
    for start in range(0, len(moved), _CHUNK):
        part = [np.roll(effect, int(m)) for m in moved[start : start + _CHUNK]]
        design = np.empty((len(part), n, 2 * lag + 2))
        design[:, :, 0] = 1.0
        design[:, :, 1 : lag + 1] = np.stack([lags(x, lag) for x in part])
        design[:, :, lag + 1 : -1] = lags(cause, lag)
        design[:, :, -1] = np.stack([x[lag:] for x in part])
        column = _factor(design)[:, :, -1] ** 2
        gain, left = column[:, lag + 1 : -1].sum(axis=1), column[:, -1]
        out[start : start + _CHUNK] = (gain / lag) / np.maximum(left / (n - 2 * lag - 1), _FLAT)
    return out


def _factor(design: Array) -> Array:
    """Return the upper Cholesky factors of the mean products of the columns of each design."""
    products = np.swapaxes(design, 1, 2) @ design / design.shape[1]
    products += np.eye(products.shape[1]) * _FLAT  # a series without variation has no factor otherwise
    factor: Array = np.swapaxes(np.linalg.cholesky(products), 1, 2)
    return factor


def past_test(effect: Array, cause: Array, longest: int, *, number: int = SHIFTS) -> Test:
    """Test whether the past of ``cause`` helps to foretell ``effect`` beyond its own past.

    The lag is chosen anew for each shifted series, because choosing it is part of what is tested.

    Args:
        effect: one value a period, none missing.
        cause: likewise, of the same length.
        longest: the longest lag that may be chosen, in periods.
        number: circular shifts of ``effect`` for the placebo, see :func:`shifts`.
    """
    stats = need("scipy.stats")
    moved = np.concatenate([np.zeros(1, dtype=np.int64), shifts(len(effect), number)])
    chosen = best_lags(effect, cause, longest, moved)
    found = np.empty(len(moved))
    for lag in set(chosen.tolist()):
        found[chosen == lag] = strengths(effect, cause, lag, moved[chosen == lag])
    room = len(effect) - 3 * chosen - 1
    # The second degree counts both equations, as the joint test of the pair does. Logarithms, because p may be 1e-400.
    small = stats.f.logsf(found, chosen, 2 * room)
    f, lag, left = float(found[0]), int(chosen[0]), int(room[0])
    return Test(
        f=f,
        lag=lag,
        degrees=(lag, 2 * left),
        p=float(np.exp(small[0])),
        placebo=float((1 + (small[1:] <= small[0]).sum()) / len(moved)),
        share=f * lag / (f * lag + left),
    )
