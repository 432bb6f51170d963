"""Grouping: which reports tell one story.

Two reports are alike by their words, names and figures (:mod:`detente.stories.rarity`) and by their days
(:mod:`detente.stories.closeness`). Average linkage makes stories of the pairs (:mod:`detente.stories.linkage`). A copy
goes where its source is and counts for nothing of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.stories.likeness import Likenesses
from detente.stories.linkage import Link, linked
from detente.stories.rarity import Rarity
from detente.stories.trait_index import Entry
from detente.stories.traits import Traits

if TYPE_CHECKING:
    from detente.stories.trait_index import Numbers

ALIKE = 0.14
"""Least likeness, on average, of the reports of one story. Set on one random half of the stories of AllSides and of ECB+,
held against the other: docs/stories.md. From .13 to .15 neither set moves by a point."""

FLOOR = 0.05
"""Pairs that are less alike count as not alike at all: they are most of all pairs, and leaving them out moves nothing."""

_BLOCK = 4096  # reports added at once


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Dated:
    """What is known of a report for grouping: its traits, and its day as an ordinal (None: unknown)."""

    traits: Traits
    day: int | None


def grouped(reports: Sequence[Dated], *, threshold: float = ALIKE) -> list[int]:
    """Return for each report the place of the first report of its story; the order given breaks ties alone."""
    rarity = Rarity()
    for report in reports:
        rarity.add(report.traits, report.day)
    return relinked(weighed(reports, rarity), threshold=threshold)


def weighed(reports: Sequence[Dated], rarity: Rarity) -> list[Entry]:
    """Return reports as entries of an index, numbered by their places, by what their traits tell now."""
    return [
        Entry(number=n, day=r.day, keys=r.traits.keys, strengths=rarity.weigh(r.traits, r.day))
        for n, r in enumerate(reports)
    ]


def relinked(entries: Sequence[Entry], *, threshold: float = ALIKE) -> list[int]:
    """Do as :func:`grouped` with reports that are weighed."""
    held = Likenesses()
    for begin in range(0, len(entries), _BLOCK):
        held.extend(list(entries[begin : begin + _BLOCK]))
    return linked(len(entries), _links(entries, held), threshold=threshold)


def _links(entries: Sequence[Entry], held: Likenesses) -> Iterator[Link]:
    """Yield the pairs that are alike, each once: from the later of the two, or from the one whose day is known."""
    import numpy as np

    dated = np.array([entry.day is not None for entry in entries], np.bool_)
    for entry in entries:
        numbers, scores = held.of(entry, undated_too=False)
        mine = (numbers < entry.number) if entry.day is None else (numbers < entry.number) | ~dated[numbers]
        kept = mine & (scores >= FLOOR)
        yield from _own(entry.number, numbers[kept], scores[kept].tolist())


def _own(number: int, others: Numbers, scores: list[float]) -> Iterator[Link]:
    """Yield the pairs of one report."""
    for other, score in zip(others.tolist(), scores, strict=True):
        yield number, other, score
