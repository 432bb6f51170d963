"""A relation as two rows of figures, one for each direction: what the measures of movement work on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from detente.relations.counting import Point, Series
from detente.relations.periods import By

if TYPE_CHECKING:
    from detente.relations.lagged import Array


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Track:
    """Figures of both directions over the same periods, without a hole.

    ``starts`` are the first days of the periods; ``forth`` is what ``a`` does to ``b``, ``back`` what ``b`` does to
    ``a``. ``dropped`` tells how many periods of the series it was cut from are left out.
    """

    a: str
    b: str
    by: By
    starts: tuple[str, ...]
    forth: Array
    back: Array
    dropped: int = 0

    def __len__(self) -> int:
        return len(self.starts)


def conflict(point: Point) -> float | None:
    """Return how much conflict a period holds: minus the sum of its negative Goldstein scores, None if unknown."""
    return None if point.goldstein_negative is None else -point.goldstein_negative


def volume(point: Point) -> float | None:
    """Return how many events a period holds, None if unknown."""
    return None if point.count is None else float(point.count)


def conflicts(point: Point) -> float | None:
    """Return how many events of a conflict type a period holds, None if unknown."""
    return None if point.conflict is None else float(point.conflict)


def track(series: Series, figure: Callable[[Point], float | None] = conflict) -> Track:
    """Return the longest stretch of a series that has the figure in every period, cut to whole periods.

    A period that the span of the series cuts is left out, because it counts fewer days than the others; a period
    without reports is missing and not calm, so that a measure can only use what lies between two such periods.
    """
    forth, back = (
        np.array([np.nan if (v := figure(p)) is None else v for p in line.points], dtype=float) for line in series.lines
    )
    points = series.lines[0].points
    inside = [(series.since or "") <= p.start and p.end <= (series.until or "") for p in points]
    good = np.array(inside, dtype=bool) & ~np.isnan(forth) & ~np.isnan(back)
    start, end = _longest(good)
    return Track(
        a=series.a,
        b=series.b,
        by=series.by,
        starts=tuple(p.start for p in points[start:end]),
        forth=forth[start:end],
        back=back[start:end],
        dropped=len(points) - (end - start),
    )


def turned(one: Track) -> Track:
    """Return a track seen from the other side."""
    return replace(one, a=one.b, b=one.a, forth=one.back, back=one.forth)


def summed(one: Track) -> Track:
    """Return a track whose ``forth`` is what both sides do to each other, for figures that may be added up."""
    return replace(one, forth=one.forth + one.back)


def _longest(good: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> tuple[int, int]:
    """Return the start and end of the longest run of true values, the first of several."""
    best, start = (0, 0), 0
    for i, value in enumerate([*good.tolist(), False]):
        if not value:
            if i - start > best[1] - best[0]:
                best = (start, i)
            start = i + 1
    return best
