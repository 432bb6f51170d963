"""Stationary counts made like a given series: what a turning point has to stand out from.

A series that scatters and remembers wanders by itself. How far, is asked of made series that have its mean, scatter,
memory and weekdays and no turning point (a parametric bootstrap; Davison and Hinkley, Bootstrap Methods and their
Application, 1997, 4.2.5). They are negative binomial counts whose level remembers the counts and itself: INGARCH(1,1),
Ferland, Latour and Oraichi, Journal of Time Series Analysis 27 (2006); its moments after Zhu, JTSA 32 (2011).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from detente.relations.lagged import Array
    from detente.relations.levels import Scatter

_BEFORE = 210  # periods made first and thrown away: thirty weeks, after which the start is forgotten
_HALVINGS = 40  # steps to the weight of the last count: 40 halve an interval below the last binary digit
_POISSON = 1000.0  # the size r above which counts scatter no more than Poisson's, for all that one can tell
_THIN = 0.05  # the least share by which a count is scaled to a level: one event on a day that has none is no flood
_NONE = 1e-3  # of memory or spread: too little to be told from none
_MOST, _DOUBLE = 0.9, 2.0  # the largest first correlation, and how much longer a memory may be than it shows
_SILENT = 1e-9  # the least level: a gamma draw needs one above 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """A stationary process: the next level is ``mean (1 - last - level) + last`` times the count before (by its exposure)
    ``+ level`` times the level before; ``size`` is r of the counts about it."""

    mean: float
    last: float
    level: float
    size: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """What is measured of series to make others like them: the spread 1/r, the first correlation, the memory."""

    spread: Array
    first: Array
    memory: Array

    @classmethod
    def of(cls, one: Scatter, other: Scatter) -> Traits:
        """Return the middle of two measurements of the same series."""
        return cls(
            spread=(1 / one.size + 1 / other.size) / 2,
            first=(one.first + other.first) / 2,
            memory=(one.memory + other.memory) / 2,
        )

    def mended(self, made: Traits) -> Traits:
        """Return the traits that series must have for these to be measured of them.

        Args:
            made: what was measured of series made with these traits. Short series show less memory than they have; by
                how much, the made ones tell (indirect inference; Gouriéroux, Monfort and Renault, Journal of Applied
                Econometrics 8, 1993).
        """
        beyond, shown = self.memory - 1, max(float(made.memory.mean()) - 1, _NONE)
        return Traits(
            spread=self.spread**2 / np.maximum(made.spread.mean(), _NONE),
            first=np.clip(2 * self.first - made.first.mean(), 0.0, _MOST),
            memory=1 + beyond * np.clip(beyond / shown, 1.0, _DOUBLE),
        )


def likeness(mean: float, traits: Traits) -> Likeness:
    """Return the process of a mean and of the traits of one series."""
    spread, first, memory = (float(x[0]) for x in (traits.spread, traits.first, traits.memory))
    last, level = _weights(first, memory)
    kept = last + level
    widened = (1 - kept**2 + last**2) / (1 - kept**2)  # by how much the wandering level widens the counts' variance
    within = (mean + mean**2 * spread) / widened
    wandering = within * (widened - 1)
    size = (mean**2 + wandering) / (within - mean) if within > mean * (1 + 1 / _POISSON) else _POISSON
    return Likeness(mean=mean, last=last, level=level, size=min(size, _POISSON))


def _weights(first: float, memory: float) -> tuple[float, float]:
    """Return the weights of the last count and of the last level that give a first correlation and a memory."""
    if memory <= 1 + _NONE or first <= _NONE:
        return 0.0, 0.0
    kept = 1 - 2 * first / (memory - 1)
    if first >= kept:  # the level's own memory adds nothing: the last count alone, with the same memory in all
        return (memory - 1) / (memory + 1), 0.0
    low, high = 0.0, kept
    for _ in range(_HALVINGS):
        last = (low + high) / 2
        level = kept - last
        found = last * (1 - level * kept) / (1 - 2 * last * level - level**2)
        low, high = (last, high) if found < first else (low, last)
    return last, kept - last


def made_alike(like: Likeness, exposure: Array, number: int, chance: np.random.Generator) -> Array:
    """Return so many made series, one a row, of a process under the exposure of each period."""
    before = _BEFORE if like.last else 0
    shares = np.concatenate([exposure[np.arange(-before, 0) % 7], exposure])  # the weekdays go on backwards
    out = np.empty((number, len(shares)))
    level, fixed = np.full(number, like.mean), like.mean * (1 - like.last - like.level)
    for at, share in enumerate(shares.tolist()):
        expected = np.maximum(level * share, _SILENT)
        out[:, at] = chance.poisson(chance.gamma(like.size, expected / like.size))
        level = fixed + like.last * out[:, at] / max(share, _THIN) + like.level * level
    return out[:, before:]
