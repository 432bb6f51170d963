"""What turning points stand on: counts around levels, how they scatter, and how long they remember.

Counts of events are spread more widely than Poisson's (variance m + m²/r) and remember the days before, so that a
stationary series wanders; both are measured here within windows, and the middle window is taken, so that the few
windows that hold a jump do not hide it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from detente.relations.extras import need

if TYPE_CHECKING:
    from detente.relations.lagged import Array

_SHRUNK = 2.0  # periods at the mean that are added to each weekday, so that a short series has no weekday at 0
_LONGEST_MEMORY = 0.9  # of a share left a period later; windows of such lengths cannot tell more from a trend
_LONGER = 1.15  # how much longer the next length of a spell is
_NEWTON, _STEEP = 8, 20.0  # steps of the regression on time, and the steepest logarithm that it may come to
_LEAST = 1e-3  # of the spread 1/r: Poisson's, for all that counts of thousands of periods can tell


@dataclass(frozen=True, slots=True, kw_only=True)
class Scatter:
    """How counts scatter about their level: ``size`` is r of the negative binomial; ``memory`` the factor by which the
    variance of a long mean is larger than without memory."""

    size: float
    memory: float


def weekdays(counts: Array, weekday: int) -> Array:
    """Return what share of a usual day's events each day may expect by its day of the week; the mean is about 1.

    Args:
        counts: one a day.
        weekday: of the first day, 0 is Monday.
    """
    mean = max(float(counts.mean()), 1e-9)
    which = (np.arange(len(counts)) + weekday) % 7
    shares = np.ones(7)
    for day in range(7):
        of_day = counts[which == day]
        shares[day] = (of_day.sum() + _SHRUNK * mean) / ((len(of_day) + _SHRUNK) * mean)
    return shares[which]


def scatter(counts: Array, exposure: Array, window: int) -> Scatter:
    """Return the scatter of the middle one of the windows that overlap by half.

    The memory is that of correlations that start at the first lag's and fade evenly: ``1 + 2 c / (1 - fade)``. They are
    raised by what the taking off of a window's own mean lowers them, (1 + 3c) / n (Marriott and Pope, Biometrika 1954).
    """
    spreads, kept = [], []
    for start in range(0, max(len(counts) - window, 0) + 1, max(window // 2, 1)):
        seen, share = counts[start : start + window], exposure[start : start + window]
        level = float(seen.sum() / share.sum())
        if level <= 0:
            continue
        off = seen - level * share
        n = len(seen)
        spreads.append(float(((off**2).sum() * n / (n - 1) - level * share.sum()) / (level**2 * share.sum())))
        scaled = off / np.sqrt(np.maximum(level * share, _LEAST))
        if not off.any():  # a window in which nothing moves tells of no memory
            kept.append([0.0, 0.0, 0.0])
            continue
        kept.append([float((scaled[k:] * scaled[:-k]).sum() / (scaled**2).sum()) for k in (1, 2, 3)])
    if not spreads:
        return Scatter(size=1.0, memory=1.0)
    first, second, third = (c + (1 + 3 * max(c, 0.0)) / window for c in np.median(np.array(kept), axis=0).tolist())
    first = max(first, 0.0)
    fade = min(max((second + third) / (first + second), 0.0), _LONGEST_MEMORY) if first > 0.05 else 0.0
    return Scatter(size=1 / max(float(np.median(spreads)), _LEAST), memory=1 + 2 * first / (1 - fade))


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """The stretch of periods from ``start`` up to ``end`` that differs most from the rest; ``gain`` is twice the log
    likelihood that two levels, its own and the rest's, have over one."""

    gain: float
    start: int
    end: int


def spell(counts: Array, exposure: Array, size: float, shortest: int) -> Spell:
    """Return the spell of the largest gain; a change that lasts to either end is a spell that reaches it.

    Lengths are tried in steps of 15 %: a spell a little too short or too long gains almost as much. Olshen and others,
    Biostatistics 5 (2004), ask the same of normal figures (circular binary segmentation).
    """
    length = len(counts)
    events, periods = np.concatenate([[0.0], np.cumsum(counts)]), np.concatenate([[0.0], np.cumsum(exposure)])
    one_level = float(_told(events[-1:], periods[-1:], size)[0])
    best, wide = Spell(gain=0.0, start=0, end=length), float(shortest)
    while wide <= length - shortest:
        span = int(wide)
        n, share = events[span:] - events[:-span], periods[span:] - periods[:-span]
        gains = _told(n, share, size) + _told(events[-1] - n, periods[-1] - share, size) - one_level
        at = int(gains.argmax())
        if gains[at] > best.gain:
            best = Spell(gain=float(gains[at]), start=at, end=at + span)
        wide *= _LONGER
    return best


def without(counts: Array, exposure: Array, found: Spell) -> Array:
    """Return the exposure with the levels of a spell and of the rest in it, so that only the scatter about both is left."""
    inside = np.zeros(len(counts), dtype=bool)
    inside[found.start : found.end] = True
    out = exposure.copy()
    for part in (inside, ~inside):
        if part.any():
            out[part] *= max(float(counts[part].sum()), 0.5) / exposure[part].sum()
    return np.asarray(out / out.mean())


def trend(counts: Array, exposure: Array) -> Array:
    """Return the exposure with the steady growth or decline in it that the counts have: a Poisson regression on time."""
    along = np.linspace(-1.0, 1.0, len(counts))
    design = np.column_stack([np.ones(len(counts)), along])
    at = np.array([math.log(max(float(counts.sum()), 0.5) / float(exposure.sum())), 0.0])
    for _ in range(_NEWTON):
        expected = exposure * np.exp(np.clip(design @ at, -_STEEP, _STEEP))
        at = at + np.linalg.solve(
            (design * expected[:, None]).T @ design + _LEAST * np.eye(2), design.T @ (counts - expected)
        )
    grown = exposure * np.exp(along * float(np.clip(at[1], -_STEEP, _STEEP)))
    return np.asarray(grown * exposure.mean() / grown.mean())


def _told(events: Array, share: Array, size: float) -> Array:
    """Return twice the log likelihood of stretches of one level each, but for what is the same however time is cut."""
    level = events / share
    logs = np.log(np.maximum(level, _LEAST))
    return np.asarray(
        2 * (events * logs - (events + size * share) * np.log(level + size) + size * math.log(size) * share)
    )


def jumps(counts: Array, exposure: Array, size: float, *, penalty: float, shortest: int) -> list[int]:
    """Return where the level changes, as the first periods of the new levels: the cheapest cut of all (PELT).

    The cost of a stretch is minus twice its log likelihood as negative binomial counts of one level; each change costs
    the penalty. Killick, Fearnhead and Eckley, Journal of the American Statistical Association 107 (2012).

    Raises:
        ExtraMissing: without ruptures.
    """
    if len(counts) < 2 * shortest:
        return []
    cost = _cost(counts, exposure, size, shortest)
    search = need("ruptures").Pelt(custom_cost=cost, min_size=shortest, jump=1).fit(counts.reshape(-1, 1))
    return [int(end) for end in search.predict(pen=penalty)[:-1]]


def _cost(counts: Array, exposure: Array, size: float, shortest: int) -> object:
    """Return ruptures' cost of a stretch for counts around one level."""
    events: list[float] = np.concatenate([[0.0], np.cumsum(counts)]).tolist()
    periods: list[float] = np.concatenate([[0.0], np.cumsum(exposure)]).tolist()
    constant = size * math.log(size)

    class Counts(need("ruptures.base").BaseCost):  # type: ignore[misc]  # the class is known only once it is loaded
        """Minus twice the log likelihood of a stretch, but for what is the same however time is cut."""

        model = "negative binomial"
        min_size = shortest

        def fit(self, signal: Array) -> object:
            """Take the signal, of which ruptures asks the length; the sums are made already."""
            self.signal = signal
            return self

        def error(self, start: int, end: int) -> float:
            """Return the cost of the periods from ``start`` up to ``end``."""
            n, share = events[end] - events[start], periods[end] - periods[start]
            level = n / share
            told = n * math.log(level) if n else 0.0
            return -2 * (told - (n + size * share) * math.log(level + size) + constant * share)

    return Counts()
