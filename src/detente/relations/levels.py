"""What turning points stand on: counts around levels, how they scatter, and how long they remember.

Counts of events are spread more widely than Poisson's (variance m + m²/r) and remember the days before, so that a
stationary series wanders; both are measured here within windows, and the middle window is taken, so that the few
windows that hold a jump do not hide it. All but the cut take many series at once, one a row, because a turning point is
held against hundreds of made ones.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from detente.relations.extras import need

if TYPE_CHECKING:
    from detente.relations.lagged import Array, Whole

_SHRUNK = 2.0  # periods at the mean that are added to each weekday, so that a short series has no weekday at 0
_LONGEST_MEMORY = 0.9  # of a share left a period later; windows of such lengths cannot tell more from a trend
_LONGER = 1.25  # how much longer the next length of a spell is
_NEWTON, _STEEP = 8, 20.0  # steps of the regression on time, and the steepest logarithm that it may come to
_LEAST = 1e-3  # of the spread 1/r: Poisson's, for all that counts of thousands of periods can tell


@dataclass(frozen=True, slots=True, kw_only=True)
class Scatter:
    """How counts scatter about their level, a figure for each series.

    ``size`` is r of the negative binomial; ``first`` the correlation with the period before, ``fade`` the share of it
    that is left a period later; ``memory`` the factor by which both make the variance of a long mean larger.
    """

    size: Array
    first: Array
    fade: Array

    @property
    def memory(self) -> Array:
        """Return ``1 + 2 c / (1 - fade)``: correlations that start at the first lag's and fade evenly."""
        return np.asarray(1 + 2 * self.first / (1 - self.fade))


@dataclass(frozen=True, slots=True, kw_only=True)
class Spells:
    """The stretch of each series, from ``start`` up to ``end``, that differs most from the rest; ``gain`` is twice the
    log likelihood that two levels, its own and the rest's, have over one."""

    gain: Array
    start: Whole
    end: Whole


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


def scatter(rows: Array, exposure: Array, window: int) -> Scatter:
    """Return the scatter of the middle one of the windows that overlap by half.

    The correlations are raised by what the taking off of a window's own mean lowers them, (1 + 3c) / n (Marriott and
    Pope, Biometrika 1954). A window in which nothing moves tells of no memory, one without events of nothing.

    Args:
        rows: counts, a series a row.
        exposure: the share of a usual period that each may expect, of the same shape.
        window: periods in a window.
    """
    spreads, kept = [], []
    for start in range(0, max(rows.shape[1] - window, 0) + 1, max(window // 2, 1)):
        spread, correlations = _in_window(rows[:, start : start + window], exposure[:, start : start + window])
        spreads.append(spread)
        kept.append(correlations)
    spread, middle = _middle(np.stack(spreads)), _middle(np.stack(kept))
    silent = np.isnan(spread)
    first, second, third = np.where(silent, 0.0, middle + (1 + 3 * np.maximum(middle, 0.0)) / window)
    first = np.maximum(first, 0.0)
    share = (second + third) / np.maximum(first + second, _LEAST)
    fade = np.where(first > 0.05, np.clip(share, 0.0, _LONGEST_MEMORY), 0.0)
    return Scatter(size=1 / np.where(silent, 1.0, np.maximum(spread, _LEAST)), first=first, fade=fade)


def _in_window(seen: Array, share: Array) -> tuple[Array, Array]:
    """Return the spread 1/r of each series in a window, and its first three correlations; NaN without an event."""
    n = seen.shape[1]
    level = seen.sum(axis=1) / share.sum(axis=1)
    known = np.where(level > 0, level, 1.0)
    expected = known[:, None] * share
    off = seen - expected
    spread = ((off**2).sum(axis=1) * n / (n - 1) - expected.sum(axis=1)) / (known**2 * share.sum(axis=1))
    scaled = off / np.sqrt(np.maximum(expected, _LEAST))
    total = (scaled**2).sum(axis=1)
    whole = np.where(total > 0, total, 1.0)
    correlations = np.stack([(scaled[:, k:] * scaled[:, :-k]).sum(axis=1) / whole for k in (1, 2, 3)])
    return np.where(level > 0, spread, np.nan), np.where(level > 0, correlations, np.nan)


def _middle(figures: Array) -> Array:
    """Return the median over windows of those that tell something, NaN where none does."""
    if not np.isnan(figures).any():
        return np.asarray(np.median(figures, axis=0))
    known = np.sort(figures, axis=0)  # NaN comes last
    number = (~np.isnan(figures)).sum(axis=0)
    low, high = np.maximum((number - 1) // 2, 0), np.maximum(number // 2, 0)
    ends = [np.take_along_axis(known, at[None], axis=0)[0] for at in (low, np.minimum(high, len(known) - 1))]
    return np.asarray((ends[0] + ends[1]) / 2)


def spells(rows: Array, exposure: Array, size: Array, shortest: int) -> Spells:
    """Return the spell of the largest gain; a change that lasts to either end is a spell that reaches it.

    Lengths are tried in steps of a quarter: a spell a little too short or too long gains almost as much. Olshen and
    others, Biostatistics 5 (2004), ask the same of normal figures (circular binary segmentation).
    """
    number, length = rows.shape
    nothing, which, r = np.zeros((number, 1)), np.arange(number), size[:, None]
    events = np.concatenate([nothing, rows.cumsum(axis=1)], axis=1)
    periods = np.concatenate([nothing, exposure.cumsum(axis=1)], axis=1)
    all_events, all_periods = events[:, -1:], periods[:, -1:]
    one_level = _told(all_events, all_periods, r)
    gain, start, end = np.zeros(number), np.zeros(number, dtype=np.int64), np.full(number, length, dtype=np.int64)
    wide = float(shortest)
    while wide <= length - shortest:
        span = int(wide)
        n, share = events[:, span:] - events[:, :-span], periods[:, span:] - periods[:, :-span]
        gains = _told(n, share, r) + _told(all_events - n, all_periods - share, r) - one_level
        at = gains.argmax(axis=1)
        best = gains[which, at]
        better = best > gain
        gain[better], start[better], end[better] = best[better], at[better], at[better] + span
        wide *= _LONGER
    return Spells(gain=gain, start=start, end=end)


def without(rows: Array, exposure: Array, found: Spells) -> Array:
    """Return the exposure with the levels of a spell and of the rest in it, so that only the scatter about both is left."""
    places = np.arange(rows.shape[1])
    inside = (places >= found.start[:, None]) & (places < found.end[:, None])
    out = exposure.copy()
    for part in (inside, ~inside):
        held = np.maximum((exposure * part).sum(axis=1), _LEAST)
        level = np.maximum((rows * part).sum(axis=1), 0.5) / held
        out = np.where(part, out * level[:, None], out)
    return np.asarray(out / out.mean(axis=1, keepdims=True))


def trend(rows: Array, exposure: Array) -> Array:
    """Return the exposure with the steady growth or decline in it that the counts have: a Poisson regression on time."""
    along = np.linspace(-1.0, 1.0, rows.shape[1])
    base = np.log(np.maximum(rows.sum(axis=1), 0.5) / exposure.sum(axis=1))
    slope = np.zeros(len(rows))
    for _ in range(_NEWTON):
        expected = exposure * np.exp(np.clip(base[:, None] + slope[:, None] * along, -_STEEP, _STEEP))
        zero, one, two = (np.sum(expected * along**k, axis=1) for k in (0, 1, 2))
        zero, two, off = zero + _LEAST, two + _LEAST, rows - expected
        left, right = off.sum(axis=1), (off * along).sum(axis=1)
        size = zero * two - one**2
        base, slope = base + (two * left - one * right) / size, slope + (zero * right - one * left) / size
    grown = exposure * np.exp(along * np.clip(slope, -_STEEP, _STEEP)[:, None])
    return np.asarray(grown * exposure.mean(axis=1, keepdims=True) / grown.mean(axis=1, keepdims=True))


def _told(events: Array, share: Array, size: Array) -> Array:
    """Return twice the log likelihood of stretches of one level each, but for what is the same however time is cut."""
    level = events / share
    logs = np.log(np.maximum(level, _LEAST))
    return np.asarray(2 * (events * logs - (events + size * share) * np.log(level + size) + size * np.log(size) * share))


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
