"""Turning points: where the number of events changes its level for a while, and what carried the change.

Two passes. The first asks whether the series turns at all: whether one spell stands out further from the rest than it
does in 95 of 100 series made alike, which scatter and remember as this one does, and neither turn nor grow otherwise
than steadily. The second, for series that do, finds all levels with the customary penalty of log T, raised by the
memory. See docs/relations/turning-points.md.
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
from detente.relations.levels import jumps, scatter, spells, trend, weekdays, without
from detente.relations.periods import By, days, many
from detente.relations.stationary import Traits, likeness, made_alike

if TYPE_CHECKING:
    from detente.relations.lagged import Array

FEWEST = 3.0
"""Events a period below which no turning point is looked for: single reports would make and unmake them."""

SHORTEST: dict[By, int] = {"day": 7, "week": 4, "month": 3, "quarter": 3, "year": 3}
"""The fewest periods that a level must last; below a week of days the weekend would make levels of its own."""

LEVEL = 0.05
"""The share of false alarms that is put up with, by convention."""

_MADE = ((50, 50, 99), (50, 49))  # made series, in the portions in which they are asked: up to _MANY periods, and beyond
_MANY = 2_000
_TRIED = 40  # series made first, to see by how much their memory is measured too short
_ALIKE = 100  # made series none of which stands out as far: that five of a hundred do is then out of the question
_CAUTION = 2.0  # added to the memory by which a gain is divided, so that a low one measured by chance counts less
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
    """Say whether a spell stands out further than in series made alike, with one level and with a steady trend."""
    level = exposure[None]
    return all(_stands_out(counts, about, shortest) for about in (level, trend(counts[None], level)))


def _stands_out(counts: Array, about: Array, shortest: int) -> bool:
    """Say whether at most one in twenty of series made alike has a spell that stands out as far about their level.

    Portions of made series are asked until the answer is certain, as far as it matters: too many stand out, or none of
    the first hundred does.
    """
    own, traits = _outstanding(counts[None], about, shortest)
    mean, chance = float(counts.mean()), np.random.default_rng(len(counts))
    tried = made_alike(likeness(mean, traits), about[0], _TRIED, chance)
    _, shown = _outstanding(tried, np.broadcast_to(about, tried.shape), shortest)
    like = likeness(mean, traits.mended(shown))
    portions = _MADE[0 if len(counts) <= _MANY else 1]
    allowed = int(LEVEL * (sum(portions) + 1)) - 1
    beyond = asked = 0
    for number in portions:
        made = made_alike(like, about[0], number, chance)
        made_so_far, _ = _outstanding(made, np.broadcast_to(about, made.shape), shortest)
        beyond, asked = beyond + int((made_so_far >= own[0]).sum()), asked + number
        if beyond > allowed or (asked >= _ALIKE and not beyond):
            break
    return beyond <= allowed


def _outstanding(rows: Array, about: Array, shortest: int) -> tuple[Array, Traits]:
    """Return how far the spell of each series that stands out most does so, its gain over the memory; and its traits.

    Scatter and memory are measured within windows, and again on what is left about the spell and the rest; the first
    is too large where the series turns within a window, the second too small where it does not, so the middle is taken.
    """
    length = rows.shape[1]
    first = scatter(rows, about, min(_GATE_WINDOW, max(length // 2, 4)))
    found = spells(rows, about, first.size, shortest)
    left = scatter(rows, without(rows, about, found), length)
    traits = Traits.of(first, left)
    return spells(rows, about, left.size, shortest).gain / (traits.memory + _CAUTION), traits


def _levels(counts: Array, exposure: Array, shortest: int) -> list[int]:
    """Return the first periods of the new levels, each change at a penalty of log T raised by the memory."""
    length = len(counts)
    about = scatter(counts[None], exposure[None], min(_LEVEL_WINDOW, max(length // 2, 4)))
    penalty = _LEVEL * math.log(length) * float(about.memory[0])
    return jumps(counts, exposure, float(about.size[0]), penalty=penalty, shortest=shortest)


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
