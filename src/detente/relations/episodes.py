"""Episodes: one side does something, then what? An event study with a permutation p.

Around each trigger (a period in which A did the thing asked about) the other side's series is laid out by its distance
from the trigger and averaged. The change is the mean of the periods after less the mean of those before. How often
chance does as well is found by moving all triggers together round the calendar, which keeps the distances between them.
MacKinlay, Journal of Economic Literature 35 (1997), for the layout; Fisher's permutation for the p.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from detente.errors import TooLittle
from detente.relations.lagged import Array, Whole

FEWEST = 5
"""Triggers below which nothing is said: the mean of four windows of such series is moved by any one of them."""

_MOST_MOVES = 1000  # rotations of the calendar that are tried: a p of .01 is then one of ten


@dataclass(frozen=True, slots=True, kw_only=True)
class Episodes:
    """What followed on a kind of trigger.

    ``triggers`` is how many there are apart from each other; ``curve[i]`` the mean of the series ``offsets[i]`` periods
    from a trigger, ``low`` and ``high`` what 95 % of the moved calendars give. ``before`` and ``after`` are the means of
    the ``window`` periods on either side, the trigger's own period in neither; ``p`` is two-sided.
    """

    triggers: int
    window: int
    offsets: tuple[int, ...]
    curve: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    before: float
    after: float
    p: float


def episodes(triggers: Array, series: Array, *, window: int) -> Episodes:
    """Study what ``series`` does around the periods in which ``triggers`` is above zero.

    A trigger within ``window`` periods of the one before belongs to the same episode and is not counted again.

    Args:
        triggers: how often the thing was done in each period.
        series: the other side's figure in each period.
        window: periods before and after.

    Raises:
        TooLittle: with fewer than five episodes, or a series shorter than six windows.
    """
    where = _apart(np.flatnonzero(triggers > 0).astype(np.int64), window)
    length = len(series)
    if length < 6 * window:
        raise TooLittle(f"{length} periods are too few for windows of {window}", "ask for a longer span")
    if len(where) < FEWEST:
        raise TooLittle(f"{len(where)} episodes are too few, {FEWEST} are needed", "ask for a type more often done")
    offsets = np.arange(-window, window + 1, dtype=np.int64)
    true = _curve(series, where, offsets)
    near = 2 * window + 1
    every = np.arange(near, length - near)
    if len(every) > _MOST_MOVES:
        every = np.random.default_rng(length).choice(every, size=_MOST_MOVES, replace=False)
    moved = np.array([_curve(series, (where + m) % length, offsets) for m in every])
    change = _change(true[None], window)[0]
    chance = _change(moved, window)
    low, high = np.quantile(moved, [0.025, 0.975], axis=0)
    return Episodes(
        triggers=len(where),
        window=window,
        offsets=tuple(int(o) for o in offsets),
        curve=tuple(np.round(true, 6).tolist()),
        low=tuple(np.round(low, 6).tolist()),
        high=tuple(np.round(high, 6).tolist()),
        before=float(true[:window].mean()),
        after=float(true[window + 1 :].mean()),
        p=float((1 + (np.abs(chance) >= abs(change)).sum()) / (1 + len(chance))),
    )


def _apart(where: Whole, window: int) -> Whole:
    """Return the triggers that open an episode: none within a window of the trigger before it."""
    if not len(where):
        return where
    opens = np.concatenate([[True], np.diff(where) > window])
    first: Whole = where[opens]
    return first


def _curve(series: Array, where: Whole, offsets: Whole) -> Array:
    """Return the mean of the series at each distance from the triggers; the calendar is a ring."""
    laid: Array = series[(where[:, None] + offsets[None, :]) % len(series)].mean(axis=0)
    return laid


def _change(curves: Array, window: int) -> Array:
    """Return, for each curve, the mean after the trigger less the mean before it."""
    change: Array = curves[:, window + 1 :].mean(axis=1) - curves[:, :window].mean(axis=1)
    return change
