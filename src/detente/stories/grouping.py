"""Grouping: which reports tell one story.

Two reports are alike by their words, names and figures (:mod:`detente.stories.rarity`) and by their days
(:mod:`detente.stories.closeness`). Average linkage makes stories of the pairs (:mod:`detente.stories.linkage`). A copy
goes where its source is and counts for nothing of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from detente.stories.linkage import Parts
from detente.stories.rarity import Rarity
from detente.stories.stretches import Links, links_in_turn
from detente.stories.trait_index import NO_DAY, Entry, by_slot, slots_of
from detente.stories.traits import UNDATED, Dated
from detente.stories.traits_held import HeldTraits

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from detente.stories.rarity import Strengths

ALIKE = 0.14
"""Least likeness, on average, of the reports of one story. Chosen where AllSides and ECB+ both lie on their plateau; from .13
to .15 neither moves by a point, and two random halves of each differ by less than half a point there (docs/stories.md)."""

FLOOR = 0.05
"""Pairs that are less alike count as not alike at all: they are most of all pairs, and leaving them out moves nothing."""

_AT_ONCE = 1_000  # reports that are weighed together: some 20 MB of traits


def _untold(_done: int) -> None:
    """Tell nobody."""


def grouped(reports: Sequence[Dated], *, threshold: float = ALIKE) -> list[int]:
    """Return for each report the place of the first report of its story; the order given breaks ties alone."""
    return grouped_held(HeldTraits(reports), threshold=threshold)


def grouped_held(held: HeldTraits, *, threshold: float = ALIKE, tell: Callable[[int], None] = _untold) -> list[int]:
    """Do as :func:`grouped` with reports that may lie in files; ``tell`` is told how many were held against others."""
    rarity = Rarity()
    rarity.resume(held, len(held))
    return regrouped(held, rarity, threshold=threshold, tell=tell)


def regrouped(
    reports: HeldTraits,
    rarity: Rarity,
    *,
    threshold: float = ALIKE,
    tell: Callable[[int], None] = _untold,
    among: npt.NDArray[np.bool_] | None = None,
) -> list[int]:
    """Do as :func:`grouped` with reports that rarity was counted over, a few days of them at a time.

    ``among`` says which are grouped, None: all; each of the others is named by itself.
    """
    parts = Parts(len(reports), threshold=threshold)
    slots = slots_of(reports.all_days(), UNDATED)
    last = NO_DAY
    for links in _links(reports, rarity, among):
        if links.stretch != last:  # a report before that has no more pairs to come, unless its day is not known
            parts.close((slots == NO_DAY) | (slots >= links.stretch - 1))
            last = links.stretch
            tell(int((slots < last).sum()))
        parts.add(links.a, links.b, links.likeness)
    return parts.firsts()


def weighed(reports: Iterable[tuple[int, Dated]], rarity: Rarity) -> list[Entry]:
    """Return numbered reports as entries of an index, by number, by what their traits tell now.

    Traits that tell nothing are left out.
    """
    by_day: dict[int | None, list[tuple[int, Dated]]] = {}
    for number, report in reports:
        by_day.setdefault(report.day, []).append((number, report))
    found: list[Entry] = []
    for own in by_day.values():
        for start in range(0, len(own), _AT_ONCE):
            some = own[start : start + _AT_ONCE]
            strengths = rarity.weigh([report for _, report in some])
            found.extend(
                entry_of(number, report, own_strengths)
                for (number, report), own_strengths in zip(some, strengths, strict=True)
            )
    return sorted(found, key=lambda one: one.number)


def entry(number: int, report: Dated, rarity: Rarity) -> Entry:
    """Return a report as an entry of an index, as :func:`weighed` does."""
    return weighed([(number, report)], rarity)[0]


def entry_of(number: int, report: Dated, strengths: Strengths) -> Entry:
    """Return a report as an entry of an index; its traits that tell nothing are left out."""
    telling = strengths > 0
    return Entry(number=number, day=report.day, keys=report.traits.keys[telling], strengths=strengths[telling])


def _links(reports: HeldTraits, rarity: Rarity, among: npt.NDArray[np.bool_] | None = None) -> Iterator[Links]:
    """Yield the pairs that are alike, each once, one stretch of days after another."""

    def entries_of(numbers: Sequence[int]) -> list[Entry]:
        """Return reports of a stretch of days, weighed; what was counted of the days long before it is let go."""
        if numbers and (day := reports.day(numbers[0])) is not None:
            rarity.let_go(day)
        reports.let_go()
        return weighed(((number, reports[number]) for number in numbers), rarity)

    there = by_slot(reports.all_days(), UNDATED)
    if among is not None:
        there = {slot: live for slot, own in there.items() if (live := [n for n in own if among[n]])}
    return links_in_turn(there, entries_of, floor=FLOOR)
