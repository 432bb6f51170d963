"""A discrete Hawkes model of two counts that excite themselves and each other.

The expected count of side i in period t is ``base_i + sum_j excite_ij sum_k>=1 (1 - fade_i) fade_i^(k-1) n_j(t-k)``:
each event of side j calls forth, sooner or later, ``excite_ij`` events of side i. The largest eigenvalue of ``excite``
is the branching ratio: how many events one event calls forth in all generations' next; at 1 it would never die down.
Fitted by expectation and maximisation of the Poisson likelihood. Hawkes, Biometrika 58 (1971); for discrete time and
counts, Kirchner, Stochastic Processes and their Applications 126 (2016).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from detente.relations.extras import need
from detente.relations.lagged import Array

_FADES = tuple(np.round(np.concatenate([np.arange(0.0, 0.9, 0.1), [0.9, 0.95, 0.98]]), 2).tolist())
_STEPS = 400  # of expectation and maximisation: more changed no figure in the third digit
_LEAST = 1e-9  # keeps an expected count above zero


@dataclass(frozen=True, slots=True, kw_only=True)
class Hawkes:
    """A fitted model; side 0 is the first, ``excite[i][j]`` is how many events of i one event of j calls forth.

    ``base`` are the events a period that nothing called forth, ``fade`` the share of an influence that is left one
    period later, ``branching`` the largest eigenvalue of ``excite``.
    """

    base: tuple[float, float]
    excite: tuple[tuple[float, float], tuple[float, float]]
    fade: tuple[float, float]
    branching: float


def hawkes(one: Array, other: Array) -> Hawkes:
    """Fit the model to two counts of the same length, one value a period, none missing."""
    both = np.column_stack([one, other]).astype(float)
    fits = [_side(both, i) for i in (0, 1)]
    excite = np.array([fit[1] for fit in fits])
    return Hawkes(
        base=(fits[0][0], fits[1][0]),
        excite=((float(excite[0, 0]), float(excite[0, 1])), (float(excite[1, 0]), float(excite[1, 1]))),
        fade=(fits[0][2], fits[1][2]),
        branching=float(np.abs(np.linalg.eigvals(excite)).max()),
    )


def influence(counts: Array, fade: float) -> Array:
    """Return, for each period, the faded sum of what was before it, period by period; weights add up to 1."""
    faded: Array = need("scipy.signal").lfilter([0.0, 1 - fade], [1, -fade], counts, axis=0)
    return faded


def _side(both: Array, i: int) -> tuple[float, tuple[float, float], float]:
    """Return base, excitation by each side and fade of one side: the fade that makes the counts likeliest."""
    counts = both[1:, i]
    best: tuple[float, float, Array] | None = None
    for fade in _FADES:
        past = influence(both, fade)[1:]
        design = np.column_stack([np.ones(len(past)), past])
        weight = np.array([max(counts.mean(), _LEAST) / 2, 0.2, 0.2])
        total = np.maximum(design.sum(axis=0), _LEAST)
        for _ in range(_STEPS):
            expected = np.maximum(design @ weight, _LEAST)
            weight = weight * (design.T @ (counts / expected)) / total
        expected = np.maximum(design @ weight, _LEAST)
        likely = float((counts * np.log(expected) - expected).sum())
        if best is None or likely > best[0]:
            best = (likely, fade, weight)
    assert best is not None  # noqa: S101 - there is at least one fade
    base, own, cross = (float(x) for x in best[2])
    return base, (own, cross), best[1]
