"""Which reports share traits, and how alike they are: an inverted index over traits and days that grows report by report.

A trait is looked up among the reports of the days around only, so that a look-up costs as much in an archive of ten
years as in one of ten days. Reports come into a small table first; when that is full it becomes a sorted segment, and
segments of like size are merged (as in :mod:`detente.stories.shingle_index`).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.stories.nearness import DAYS_APART
from detente.stories.shingle_index import stretches
from detente.stories.traits_held import by_kind

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from detente.stories.rarity import Strengths

    Numbers = npt.NDArray[np.int64]

_FRESH = 256  # reports in the table, where an entry costs some 100 bytes
_ALIKE = 2  # segments are merged unless the older is more than so many times as large
_WIDTH = DAYS_APART + 1  # days of a slot: what is within DAYS_APART days lies in the slot itself or one beside it
_KEY_BITS = 32
NO_DAY = 0
"""The slot of reports whose day is not known."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Entry:
    """A report as the index holds it: its number, its day as an ordinal (None: unknown), its traits' keys and strengths."""

    number: int
    day: int | None
    keys: Numbers
    strengths: Strengths


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Shared:
    """The traits that a report shares with others: the other's number, the trait's key, and what it adds to likeness."""

    numbers: Numbers
    keys: Numbers
    values: npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Segment:
    """Some reports: ``numbers[starts[i]:starts[i + 1]]`` are those with the place ``places[i]``, beside their strengths.

    A place is a slot and a key in one number; places are sorted, each once, and end with the largest there is.
    """

    places: Numbers
    starts: Numbers
    numbers: npt.NDArray[np.int32]
    strengths: Strengths

    def __len__(self) -> int:
        return len(self.numbers)


class TraitIndex:
    """Holds numbered reports by their traits and days."""

    def __init__(self) -> None:
        self._fresh: dict[int, list[tuple[int, float]]] = {}
        self._waiting: list[Entry] = []
        self._segments: list[_Segment] = []
        self._slots: set[int] = set()

    def add(self, entry: Entry) -> None:
        """Add a report."""
        self._waiting.append(entry)
        own = slot(entry.day)
        self._slots.add(own)
        places = (entry.keys | own << _KEY_BITS).tolist()
        for place, strength in zip(places, entry.strengths.tolist(), strict=True):
            self._fresh.setdefault(place, []).append((entry.number, strength))
        if len(self._waiting) >= _FRESH:
            self._settle(self._waiting)
            self._fresh.clear()
            self._waiting = []

    def extend(self, entries: Sequence[Entry]) -> None:
        """Add many reports at once, which costs less than one by one."""
        if len(entries) < _FRESH:
            for entry in entries:
                self.add(entry)
        else:
            self._slots.update(slot(entry.day) for entry in entries)
            self._settle(entries)

    def sharing(self, entry: Entry) -> Shared:
        """Return the traits that a report shares with those held that are near in time, or may be."""
        import numpy as np

        slots = near_slots(entry.day, self._slots)
        if not slots:
            return _nothing_shared()
        places = np.concatenate([entry.keys | own << _KEY_BITS for own in slots])
        strengths = np.tile(entry.strengths.astype(np.float64), len(slots))
        numbers, keys, values = [], [], []
        for segment in self._segments:
            at = segment.places.searchsorted(places)
            left = segment.starts[at]
            lengths = np.where(segment.places[at] == places, segment.starts[at + 1] - left, 0)
            hit = lengths.nonzero()[0]
            found = stretches(left[hit], lengths[hit])
            numbers.append(segment.numbers[found].astype(np.int64))
            keys.append(places[hit].repeat(lengths[hit]))
            values.append(segment.strengths[found] * strengths[hit].repeat(lengths[hit]))
        if self._fresh:
            fresh = [
                (number, place, own * strength)
                for place, own in zip(places.tolist(), strengths.tolist(), strict=True)
                for number, strength in self._fresh.get(place, ())
            ]
            numbers.append(np.array([number for number, _, _ in fresh], np.int64))
            keys.append(np.array([place for _, place, _ in fresh], np.int64))
            values.append(np.array([value for _, _, value in fresh], np.float64))
        if not numbers:
            return _nothing_shared()
        all_keys = np.concatenate(keys) & (1 << _KEY_BITS) - 1
        return Shared(numbers=np.concatenate(numbers), keys=all_keys, values=np.concatenate(values))

    def _settle(self, entries: Sequence[Entry]) -> None:
        """Make a segment of reports, merged with those before it that are not much larger."""
        import numpy as np

        new = _parts(entries)
        places, numbers, strengths = [new[0]], [new[1]], [new[2]]
        size = len(numbers[0])
        while self._segments and len(self._segments[-1]) <= _ALIKE * size:
            segment = self._segments.pop()
            places.append(segment.places[:-1].repeat(np.diff(segment.starts[:-1])))
            numbers.append(segment.numbers)
            strengths.append(segment.strengths)
            size += len(segment)
        self._segments.append(_segment(np.concatenate(places), np.concatenate(numbers), np.concatenate(strengths)))


def _nothing_shared() -> Shared:
    """Return what a report shares with none."""
    import numpy as np

    return Shared(numbers=np.empty(0, np.int64), keys=np.empty(0, np.int64), values=np.empty(0))


def near_slots(day: int | None, there: Collection[int]) -> list[int]:
    """Return the slots, of those there are, in which reports near a day can be."""
    if day is None:
        return sorted(there)
    middle = slot(day)
    return [own for own in (NO_DAY, middle - 1, middle, middle + 1) if own in there]


def slot(day: int | None) -> int:
    """Return the number of the stretch of days that a day lies in."""
    return NO_DAY if day is None else day // _WIDTH + 2  # so that the slot before the first is not that of no day


def by_slot(days: npt.NDArray[np.int64], undated: int) -> dict[int, list[int]]:
    """Return the places of days in each slot; ``undated`` stands for one that is not known."""
    return by_kind(slots_of(days, undated), 0)


def slots_of(days: npt.NDArray[np.int64], undated: int) -> Numbers:
    """Return the slot of each day; ``undated`` stands for one that is not known."""
    import numpy as np

    slots: Numbers = np.where(days == undated, NO_DAY, days // _WIDTH + 2)
    return slots


def _parts(entries: Sequence[Entry]) -> tuple[Numbers, npt.NDArray[np.int32], Strengths]:
    """Return the places of the traits of some reports, one report after another, and the number and strength beside each."""
    import numpy as np

    lengths = [len(entry.keys) for entry in entries]
    slots = np.array([slot(entry.day) for entry in entries], np.int64).repeat(lengths)
    return (
        np.concatenate([entry.keys for entry in entries]) | slots << _KEY_BITS,
        np.array([entry.number for entry in entries], np.int32).repeat(lengths),
        np.concatenate([entry.strengths for entry in entries]),
    )


def _segment(places: Numbers, numbers: npt.NDArray[np.int32], strengths: Strengths) -> _Segment:
    """Return the segment of reports by their places, number and strength beside each."""
    import numpy as np

    order = places.argsort(kind="stable")
    places = places[order]
    first = np.concatenate(([True], places[1:] != places[:-1])).nonzero()[0] if len(places) else np.zeros(0, np.int64)
    ends = np.array([len(places), len(places)], np.int64)
    return _Segment(
        places=np.append(places[first], np.iinfo(np.int64).max),
        starts=np.concatenate((first, ends)).astype(np.int64),
        numbers=numbers[order],
        strengths=strengths[order],
    )
