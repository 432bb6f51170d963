"""Placing reports one by one, as they are read, among the stories there are.

A report joins the story that it is most like on average, if it is like enough; else it begins one. Stories are not
joined to each other on that way. Each time that the reports have grown by half, all are grouped anew
(:mod:`detente.stories.grouping`), by what the traits tell by then; of very many only those that further ones came near
to. What comes out depends on the order of the reports alone, not on where a reading was cut off and taken up again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.records import Judgement, Part
from detente.stories.grouping import ALIKE, entry, entry_of, regrouped, weighed
from detente.stories.likeness import Likenesses
from detente.stories.rarity import AROUND, Rarity
from detente.stories.standing import standing, story_id
from detente.stories.trait_index import NO_DAY, Entry, by_slot, near_slots, slot, slots_of
from detente.stories.traits import UNDATED, Dated
from detente.stories.traits_held import HeldTraits

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

ALWAYS = 64
"""Up to so many reports all are grouped anew with each: what traits tell changes most among the first."""

GROWTH = 1.5
"""By how much the reports grow until all are grouped anew: over time each is grouped three times."""

WHOLE = 20_000
"""From so many reports on, only what further reports came near to is grouped anew: in how many of all reports a trait stands
changes little by then, and a stretch of days that nothing came to keeps its stories."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A report that was placed before: its id, what it is grouped by, and the story it was put in, people's word aside."""

    id: str
    dated: Dated
    story: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Where a report was put: the fields are those of :class:`detente.records.Join`."""

    report: str
    story: str
    number: int
    others: int = 0
    score: float | None = None
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldReports:
    """Reports that were placed before, in their order: as :class:`Held`, but each field of all of them."""

    ids: list[str]
    traits: HeldTraits
    stories: list[str]


class Placing:
    """Places reports; ``held`` are those placed before, in their order, ``judgements`` what people said of stories."""

    def __init__(self, held: Iterable[Held] | HeldReports = (), judgements: Sequence[Judgement] = ()) -> None:
        before = held if isinstance(held, HeldReports) else _all(held)
        self._judgements = judgements
        self._ids, self._dated, self._bare = before.ids, before.traits, before.stories
        self._stories = self._told()
        self._members = _members(self._stories)
        self._settled = _settled(len(self._ids))
        self._rarity = Rarity()
        self._rarity.resume(self._dated, self._settled)
        self._likeness = Likenesses(self._dated.days)
        self._waiting = by_slot(self._dated.all_days(), UNDATED)

    def place(self, report: str, dated: Dated) -> list[Placed]:
        """Put a report in a story and return where, with all that were moved where all were grouped anew."""
        number = len(self._ids)
        self._ids.append(report)
        self._dated.append(dated)
        if _settled(number + 1) == number + 1:
            return self._again()
        self._rarity.add(dated)
        self._take_up(near_slots(dated.day, self._waiting))
        new = entry(number, dated, self._rarity)
        placed = self._nearest(new)
        self._likeness.extend([new])
        self._bare.append(placed.story)
        self._stories.append(placed.story)
        self._members.setdefault(placed.story, []).append(number)
        return [placed]

    def _nearest(self, new: Entry) -> Placed:
        """Return the story that a report is most like, or a new one."""
        import numpy as np

        shared = self._likeness.sharing(new)
        numbers, scores = self._likeness.of(new, shared)
        near = {self._stories[other] for other in numbers[scores >= ALIKE].tolist()}
        held: dict[str, list[int]] = {}
        means: list[tuple[float, str]] = []
        for story in near:
            members = np.array(self._members[story])
            places = np.minimum(numbers.searchsorted(members), len(numbers) - 1)
            found = numbers[places] == members
            held[story] = members[found].tolist()
            means.append((-sum(scores[places[found]].tolist()) / len(members), story))
        best = min((mean for mean in means if -mean[0] >= ALIKE), default=None)
        if best is None:
            own = self._ids[new.number]
            return Placed(report=own, story=story_id(own), number=new.number + 1)
        story = best[1]
        size = len(self._members[story])
        score, parts = self._likeness.parts(new, held[story], of=size, shared=shared)
        return Placed(
            report=self._ids[new.number], story=story, number=new.number + 1, others=size, score=score, parts=parts
        )

    def _again(self) -> list[Placed]:
        """Group all reports anew and return where those are that were moved."""
        live = self._live()
        count = self._settled = len(self._ids)
        self._rarity.resume(self._dated, count)
        groups = regrouped(self._dated, self._rarity, among=live)
        self._likeness = Likenesses(self._dated.days)
        self._waiting = by_slot(self._dated.all_days(), UNDATED)
        members: dict[int, list[int]] = {}
        for number, first in enumerate(groups):
            members.setdefault(first, []).append(number)
        before = self._bare
        self._bare = [
            story_id(self._ids[first]) if live is None or live[number] else before[number]
            for number, first in enumerate(groups)
        ]
        self._stories = self._told()
        self._members = _members(self._stories)
        moved = [n for n in range(count) if n >= len(before) or before[n] != self._bare[n]]
        others = {number: [other for other in members[groups[number]] if other != number] for number in moved}
        told = self._parts(others)
        return [
            Placed(
                report=self._ids[number],
                story=self._bare[number],
                number=count,
                others=len(others[number]),
                score=told[number][0],
                parts=told[number][1],
            )
            for number in moved
        ]

    def _live(self) -> npt.NDArray[np.bool_] | None:
        """Return which reports are to be grouped anew, None for all: those of stretches of days that further ones came to, or
        to one beside, and all of stories that have one of these. What the others are grouped by has hardly changed.
        """
        import numpy as np

        count, since = len(self._ids), self._settled
        if count < WHOLE or self._dated.day(count - 1) is None:
            return None
        slots = slots_of(self._dated.all_days(), UNDATED)
        changed = np.unique(slots[since:])
        changed = changed[changed != NO_DAY]
        live: npt.NDArray[np.bool_] = np.isin(slots, np.concatenate([changed - 1, changed, changed + 1])) & (
            slots != NO_DAY
        )
        live[since:] = True
        stories = {self._bare[number] for number in np.flatnonzero(live[:-1]).tolist()}
        live[:-1] |= np.fromiter((story in stories for story in self._bare), np.bool_, count - 1)
        return live

    def _parts(self, others: Mapping[int, Sequence[int]]) -> dict[int, tuple[float | None, tuple[Part, ...]]]:
        """Return how alike reports are to the others of their stories, and of which parts that is made.

        The reports around are taken up for one stretch of days at a time.
        """
        found: dict[int, tuple[float | None, tuple[Part, ...]]] = dict.fromkeys(others, (None, ()))
        likeness = Likenesses(self._dated.days)
        wanted: dict[int, list[int]] = {}
        for number, own in others.items():
            if own:
                wanted.setdefault(slot(self._dated.day(number)), []).append(number)
        for numbers in wanted.values():
            near = near_slots(self._dated.day(numbers[0]), self._waiting)
            around = sorted(number for one in near for number in self._waiting[one])
            entries = weighed(((number, self._dated[number]) for number in around), self._rarity)
            likeness.clear()
            likeness.extend(entries)
            places = dict(zip(around, entries, strict=True))
            for number in numbers:
                own, one = others[number], places[number]
                found[number] = likeness.parts(one, own, of=len(own), shared=likeness.sharing(one))
        return found

    def _told(self) -> list[str]:
        """Return the story of each report after what people said."""
        if not self._judgements:
            return self._bare.copy()
        stories = standing(dict(zip(self._ids, self._bare, strict=True)), self._judgements)
        return [stories[report] for report in self._ids]

    def _take_up(self, slots: Iterable[int]) -> None:
        """Let the reports held before be found that lie in some slots, weighed by what was known when they came."""
        wanted = {number for one in slots for number in self._waiting.pop(one, ())}
        if not wanted:
            return
        days = {day for number in wanted if (day := self._dated.day(number)) is not None}
        near = {day + by for day in days for by in range(-AROUND, AROUND + 1)}
        then = self._rarity.as_settled()
        found = weighed(((n, self._dated[n]) for n in sorted(wanted) if n < self._settled), then)
        after = range(self._settled, len(self._ids) - 1)
        since = [n for n in after if n in wanted or self._dated.day(n) in near]
        strengths = then.weigh_in_turn([self._dated[n] for n in since])
        found.extend(
            entry_of(number, self._dated[number], own)
            for number, own in zip(since, strengths, strict=True)
            if number in wanted
        )
        self._likeness.extend(found)


def _all(held: Iterable[Held]) -> HeldReports:
    """Return reports that were placed before as one."""
    every = list(held)
    traits = HeldTraits(one.dated for one in every)
    return HeldReports(ids=[one.id for one in every], traits=traits, stories=[one.story for one in every])


def _members(stories: Sequence[str]) -> dict[str, list[int]]:
    """Return the numbers of the reports of each story."""
    members: dict[str, list[int]] = {}
    for number, story in enumerate(stories):
        members.setdefault(story, []).append(number)
    return members


def _settled(number: int) -> int:
    """Return at how many reports all were last grouped anew, of so many."""
    if number <= ALWAYS:
        return number
    point = ALWAYS
    while int(point * GROWTH) <= number:
        point = int(point * GROWTH)
    return point
