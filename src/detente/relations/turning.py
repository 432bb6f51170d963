"""Turning points: where the number of events changes its level for a while, and what carried the change.

Two passes. The first asks whether the series turns at all: whether one spell stands out so far from the rest that
stationary series do it in fewer than 5 of 100 cases. The second, for series that do, finds all levels with the customary
penalty of log T. Both are raised by the memory of the series, measured in windows of a month of days. See
docs/relations/turning-points.md.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from detente.errors import TooLittle
from detente.records import Event
from detente.relations.counting import is_party
from detente.relations.levels import jumps, scatter, spell, trend, weekdays, without
from detente.relations.periods import By, days, many

if TYPE_CHECKING:
    from detente.relations.lagged import Array

FEWEST = 3.0
"""Events a period below which no turning point is looked for: single reports would make and unmake them."""

SHORTEST: dict[By, int] = {"day": 7, "week": 4, "month": 3, "quarter": 3, "year": 3}
"""The fewest periods that a level must last; below a week of days the weekend would make levels of its own."""

_GATE = 52.0  # gain over the memory: made stationary series exceed it in 0 to 5 % (docs/accuracy.md)
_LENGTH, _LONGER = 450, 0.175  # periods beyond which the gate rises, with the logarithm: more spells are looked at
_OF_ITSELF = (
    0.5  # taken off the memory, which is 1 without any: long memories are measured too short, and so weigh more
)
_TRENDING = 9.0  # the same over a steady trend in place of one level: series that only grow or shrink stay below it
_CAUTION = 2.0  # added to the memory there, the middle one of two: long windows hold the turns, short ones no trend
_LEVEL = 1.0  # times log T: the customary penalty of one figure a level
_GATE_WINDOW, _LEVEL_WINDOW = 84, 28  # periods in which scatter is first measured: a quarter and a month of days
_CARRIERS = 10  # events listed with a turning point, the strongest first

SPAN = 7
"""Days from a turning point on whose events carry it: a week, in which the press tells what a day began."""

__all__ = ["FEWEST", "SHORTEST", "SPAN", "Turn", "carried", "turning_points"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A turning point: on ``start`` the events a period go from ``before`` to ``after``.

    ``until`` is the first day of the level that follows, None where ``after`` lasts to the end. ``what`` says which
    events are counted. ``events`` and ``reports`` are the ids of those that carry it, strongest first, as far as they
    were given to :func:`carried`.
    """

    start: str
    until: str | None
    what: str
    before: float
    after: float
    events: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()


def turning_points(
    counts: Array, starts: Sequence[str], *, by: By, what: str = "events", volume: Array | None = None
) -> tuple[Turn, ...]:
    """Return where counts change their level, in order of time; none where they wander about one level.

    Args:
        counts: events in each period, none missing.
        starts: the first day of each period.
        by: the length of a period.
        what: what is counted, in words.
        volume: all events of the relation in each period where ``counts`` are only some of them; what is asked to be 3
            a period is then these.

    Raises:
        TooLittle: under three events a period, or for fewer than six of the shortest levels.
        ExtraMissing: without the extra ``relations``.
    """
    mean = float((counts if volume is None else volume).mean()) if len(counts) else 0.0
    shortest = SHORTEST[by]
    if len(counts) < 6 * shortest:
        raise TooLittle(
            f"{many(len(counts), by)} without a gap are too few for turning points", "ask for a longer span"
        )
    if mean < FEWEST:
        raise TooLittle(
            f"{mean:.1f} events a {by} are too few for turning points, {FEWEST:g} are needed",
            "take longer periods with --by",
        )
    if not counts.any():
        return ()
    first = date.fromisoformat(starts[0]).weekday()
    exposure = weekdays(counts, first) if by == "day" else np.ones(len(counts))
    if not _turns(counts, exposure, shortest):
        return ()
    found = _levels(counts, exposure, shortest)
    ends = [0, *found, len(counts)]
    levels = [float(counts[i:j].mean()) for i, j in pairwise(ends)]
    return tuple(
        Turn(
            start=starts[at],
            until=starts[ends[i + 2]] if ends[i + 2] < len(counts) else None,
            what=what,
            before=round(levels[i], 3),
            after=round(levels[i + 1], 3),
        )
        for i, at in enumerate(found)
    )


def _turns(counts: Array, exposure: Array, shortest: int) -> bool:
    """Say whether a spell stands out further than scatter and memory explain, and further than a steady trend does.

    The memory is measured on what is left about the spell and the rest, in short windows: there the other turns of the
    series do not make it look longer than it is.
    """
    length = len(counts)
    longer = math.log(max(length / _LENGTH, 1.0))
    gain, _, left = _outstanding(counts, exposure, shortest)
    memory = scatter(counts, left, _window(length, _LEVEL_WINDOW)).memory
    if gain <= _GATE * (1 + _LONGER * longer) * (memory - _OF_ITSELF):
        return False
    gain, memory, _ = _outstanding(counts, trend(counts, exposure), shortest)
    return gain > _TRENDING * (memory + _CAUTION)


def _outstanding(counts: Array, exposure: Array, shortest: int) -> tuple[float, float, Array]:
    """Return the gain of the spell that stands out most, the series' memory, and the exposure with its level in it.

    Scatter and memory are measured within windows, and again on what is left about the spell and the rest; the first
    is too large where the series turns within a window, the second too small where it does not, so the middle of both
    memories is taken.
    """
    first = scatter(counts, exposure, _window(len(counts), _GATE_WINDOW))
    left = without(counts, exposure, spell(counts, exposure, first.size, shortest))
    about = scatter(counts, left, len(counts))
    gain = spell(counts, exposure, about.size, shortest).gain
    return gain, (first.memory + about.memory) / 2, left


def _window(length: int, most: int) -> int:
    """Return the periods of a window in a series of a length, of which at least two have to fit in."""
    return min(most, max(length // 2, 4))


def _levels(counts: Array, exposure: Array, shortest: int) -> list[int]:
    """Return the first periods of the new levels, each change at a penalty of log T raised by the memory."""
    length = len(counts)
    about = scatter(counts, exposure, _window(length, _LEVEL_WINDOW))
    penalty = _LEVEL * math.log(length) * about.memory
    return jumps(counts, exposure, about.size, penalty=penalty, shortest=shortest)


def carried(
    turns: Iterable[Turn], events: Iterable[Event], ways: Collection[tuple[str, str]], *, span: int = SPAN
) -> tuple[Turn, ...]:
    """Return turning points with the events and reports that carry them.

    Those are the events of one of the ``ways`` (who acts, towards whom) dated in the ``span`` days from the turning
    point on, the ones of the largest Goldstein score, either way, first.
    """
    dated = [
        (when[0], e)
        for e in events
        if any(is_party(e.source, a) and is_party(e.target, b) for a, b in ways) and (when := days(e.when)) is not None
    ]
    out = []
    for turn in turns:
        start = date.fromisoformat(turn.start)
        near = [e for day, e in dated if 0 <= (day - start).days < span]
        near.sort(key=lambda e: (-abs(e.goldstein), e.when.start or "", e.id))
        chosen = near[:_CARRIERS]
        reports = tuple(dict.fromkeys(e.report for e in chosen))
        out.append(replace(turn, events=tuple(e.id for e in chosen), reports=reports))
    return tuple(out)
