"""Which texts share runs of words: an inverted index over sampled hashes that grows text by text.

Texts come into a small table first. When that is full it becomes a sorted segment, and segments of like size are
merged, so that a text is moved some log2(number of texts) times and an entry takes 4 to 20 bytes. What is found does
not depend on where a text lies.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, repeat
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from detente.intake.fingerprint import Hashes

    Numbers = npt.NDArray[np.int64]


class Segment(Protocol):
    """Some texts by their hashes, in memory or elsewhere."""

    def find(self, hashes: Hashes) -> tuple[Numbers, Numbers]:
        """Return for each hash where those that have it begin, and how many they are."""
        ...

    def at(self, places: Numbers) -> Numbers:
        """Return the numbers of the texts at some places."""
        ...


_FRESH = 256  # texts in the table, where an entry costs some 100 bytes
_ALIKE = 2  # segments are merged unless the older is more than so many times as large


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Segment:
    """Some texts: ``numbers[starts[i]:starts[i + 1]]`` are those that have the hash ``keys[i]``.

    Keys are sorted, each once, and end with the largest hash there is, so that every hash has its place among them.
    """

    keys: Hashes
    starts: Numbers
    numbers: npt.NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.numbers)

    def find(self, hashes: Hashes) -> tuple[Numbers, Numbers]:
        import numpy as np

        place = self.keys.searchsorted(hashes)
        left = self.starts[place]
        return left, np.where(self.keys[place] == hashes, self.starts[place + 1] - left, 0)

    def at(self, places: Numbers) -> Numbers:
        import numpy as np

        return self.numbers[places].astype(np.int64)


class ShingleIndex:
    """Holds numbered texts by their hashes. A hash that more than ``most`` texts have finds none of them.

    ``laid`` are texts held already, in segments that stay as they are.
    """

    def __init__(self, *, most: int, laid: Sequence[Segment] = ()) -> None:
        self._most, self._laid = most, laid
        self._fresh: dict[int, list[int]] = {}
        self._waiting: list[tuple[int, Hashes]] = []
        self._segments: list[_Segment] = []

    def add(self, number: int, hashes: Hashes) -> None:
        """Add a text under a number of its own."""
        self._waiting.append((number, hashes))
        for value in hashes.tolist():
            self._fresh.setdefault(value, []).append(number)
        if len(self._waiting) >= _FRESH:
            self._settle(self._waiting)
            self._fresh.clear()
            self._waiting = []

    def extend(self, texts: Sequence[tuple[int, Hashes]]) -> None:
        """Add many texts at once, which costs less than one by one."""
        if texts:
            self._settle(texts)

    def sharing(self, hashes: Hashes) -> tuple[Numbers, Numbers]:
        """Return the numbers of the texts that share hashes with a text, each once, and how many they share."""
        import numpy as np

        _, numbers, _ = self._holding(hashes)
        return np.unique(numbers, return_counts=True)

    def sharing_each(self, texts: Sequence[Hashes]) -> tuple[Numbers, Numbers, Numbers]:
        """Return the same for several texts at once, which costs less: first which of them, by its place."""
        import numpy as np

        owners = np.arange(len(texts)).repeat([len(hashes) for hashes in texts])
        places, numbers, _ = self._holding(np.concatenate(texts))
        return _counted(owners[places], numbers)

    def sharing_in_turn(
        self, texts: Sequence[Hashes], number: int
    ) -> tuple[tuple[Numbers, Numbers, Numbers], npt.NDArray[np.bool_]]:
        """Return the same as if each text were added when the next is asked for, the first of them as ``number``.

        With it comes which texts must be asked alone: those with a hash that too many have only if all texts before
        them were added. For these there may be more than :meth:`sharing` would find, never less.
        """
        import numpy as np

        every = np.concatenate(texts)
        owners = np.arange(len(texts)).repeat([len(hashes) for hashes in texts])
        places, numbers, having = self._holding(every)
        order = every.argsort(kind="stable")
        first = np.concatenate(([True], every[order][1:] != every[order][:-1])).nonzero()[0]
        times = np.diff(first, append=len(order))
        starts = first.repeat(times)
        before = np.arange(len(order)) - starts
        few = having[order] <= self._most
        unsure = np.zeros(len(texts), np.bool_)
        unsure[owners[order[few & (having[order] + before > self._most)]]] = True
        before[~few] = 0
        earlier = owners[order[stretches(starts, before)]]
        later = owners[order.repeat(before)]
        found = _counted(np.concatenate([owners[places], later]), np.concatenate([numbers, earlier + number]))
        return found, unsure

    def _holding(self, hashes: Hashes) -> tuple[Numbers, Numbers, Numbers]:
        """Return the texts that have hashes: the places of these, and the number of a text that has each.

        Last comes for each hash how many have it; where these are too many, none of them is named.
        """
        import numpy as np

        fresh: list[Sequence[int]] = list(map(self._fresh.get, hashes.tolist(), repeat(()))) if self._fresh else []
        newly = np.fromiter(map(len, fresh), np.int64, len(fresh)) if fresh else np.zeros(len(hashes), np.int64)
        having = newly.copy()
        runs = []
        segments: list[Segment] = [*self._laid, *self._segments]
        for segment in segments:
            left, lengths = segment.find(hashes)
            runs.append((left, lengths))
            having += lengths
        few = having <= self._most
        hit = (few & (newly > 0)).nonzero()[0]
        places = [hit.repeat(newly[hit])]
        numbers = [np.fromiter(chain.from_iterable([fresh[place] for place in hit.tolist()]), np.int64)]
        for segment, (left, lengths) in zip(segments, runs, strict=True):
            hit = (few & (lengths > 0)).nonzero()[0]
            places.append(hit.repeat(lengths[hit]))
            numbers.append(segment.at(stretches(left[hit], lengths[hit])))
        return np.concatenate(places), np.concatenate(numbers), having

    def _settle(self, texts: Sequence[tuple[int, Hashes]]) -> None:
        """Make a segment of texts, merged with those before it that are not much larger."""
        import numpy as np

        keys = [np.concatenate([hashes for _, hashes in texts])]
        numbers = [np.repeat(np.array([n for n, _ in texts], np.int32), [len(hashes) for _, hashes in texts])]
        size = len(keys[0])
        while self._segments and len(self._segments[-1]) <= _ALIKE * size:
            segment = self._segments.pop()
            keys.append(segment.keys.repeat(np.diff(segment.starts)))
            numbers.append(segment.numbers)
            size += len(segment)
        self._segments.append(_segment(np.concatenate(keys), np.concatenate(numbers)))


def _segment(keys: Hashes, numbers: npt.NDArray[np.int32]) -> _Segment:
    """Return the segment of texts by their hashes, the number of a text beside each hash."""
    import numpy as np

    order = keys.argsort(kind="stable")
    keys = np.append(keys[order], np.iinfo(np.uint32).max).astype(np.uint32)
    first = np.concatenate(([True], keys[1:] != keys[:-1])).nonzero()[0]
    # The key at the end may be that of a text as well; then its numbers stand in the last stretch.
    starts = np.append(first, len(numbers))
    return _Segment(keys=keys[first], starts=starts.astype(np.int64), numbers=numbers[order])


def _counted(owners: Numbers, numbers: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Return each pair of an owner and a number once, and how often it stands there."""
    import numpy as np

    pairs, counts = np.unique(owners << 32 | numbers, return_counts=True)
    return pairs >> 32, pairs & 0xFFFFFFFF, counts


def stretches(left: Numbers, lengths: Numbers) -> Numbers:
    """Return the places of stretches, each given by its first place and its length, one after another."""
    import numpy as np

    if not len(lengths):
        return np.empty(0, np.int64)
    shift = left - np.concatenate(([0], lengths.cumsum()[:-1]))
    places: Numbers = np.arange(lengths.sum()) + shift.repeat(lengths)
    return places
