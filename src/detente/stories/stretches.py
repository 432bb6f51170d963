"""Which pairs of reports are alike, one stretch of days after another.

A report is held against those before it in its own stretch, those of the stretch before and those without a day, so that
each pair comes once and two stretches are held at a time. A stretch is an inverted index over traits; some reports are
looked up at once, which costs half of one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from detente.stories.likeness import close
from detente.stories.shingle_index import stretches
from detente.stories.trait_index import NO_DAY, Entry
from detente.stories.traits import UNDATED

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Numbers = npt.NDArray[np.signedinteger[Any]]
    Scores = npt.NDArray[np.float64]

MOST = 1_000
"""A trait that more reports of a stretch have finds none of them by itself, only adds to the likeness of those that rarer
ones find: so the work grows with the reports and not with their pairs. It must be far more than a story has reports: ECB+, whose
stories have 11 on average, loses .002 of F1 at 50, .009 at 20 and .18 at 10; AllSides, which has dates, nothing."""

FOUND = 0.5
"""Least part of the likeness that counts at all which rarer traits must make, where there are such as many reports have."""

_AT_ONCE = 16  # reports that are looked up at once: their sums stay in a processor's cache
_CELLS = 1 << 20  # most sums that are made at once


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Links:
    """Pairs of reports, by number, and how alike they are; ``stretch`` is that of the first of each pair."""

    stretch: int
    a: Numbers
    b: Numbers
    likeness: Scores


def links_in_turn(
    there: Mapping[int, Sequence[int]], entries_of: Callable[[Sequence[int]], list[Entry]], *, floor: float
) -> Iterator[Links]:
    """Yield all pairs that are alike by ``floor`` or more, each once, by the stretch of the later or of the dated one.

    ``there`` are the numbers of the reports of each stretch of days, in order; ``entries_of`` gives some of them, and is
    asked stretch by stretch.
    """
    undated = _Stretch(entries_of(there.get(NO_DAY, ())))
    yield from undated.links(NO_DAY, (), floor)
    before: _Stretch | None = None
    last = NO_DAY
    for own in sorted(there.keys() - {NO_DAY}):
        new = _Stretch(entries_of(there[own]))
        beside = [undated] if before is None or last != own - 1 else [undated, before]
        yield from new.links(own, [one for one in beside if len(one.kinds)], floor)
        before, last = new, own


class _Stretch:
    """Reports by their traits: those that have the trait ``kinds[i]`` are ``places[starts[i]:starts[i + 1]]``, in order."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        import numpy as np

        self.numbers = np.array([entry.number for entry in entries], np.int64)
        self.days = np.array([UNDATED if entry.day is None else entry.day for entry in entries], np.int64)
        self.ends = np.cumsum([0, *(len(entry.keys) for entry in entries)])
        self.own = np.concatenate([np.empty(0, np.float32), *(entry.strengths for entry in entries)])
        keys = np.concatenate([np.empty(0, np.int64), *(entry.keys for entry in entries)])
        order = keys.argsort(kind="stable")
        ordered = keys[order]
        first = np.flatnonzero(np.concatenate(([True], ordered[1:] != ordered[:-1]))) if len(keys) else order
        self.kinds = ordered[first]
        self.starts = np.append(first, len(keys))
        self.sizes = np.diff(self.starts)
        self.at = np.empty(len(keys), np.int32)  # which kind each trait of each report is
        self.at[order] = np.arange(len(first), dtype=np.int32).repeat(self.sizes)
        self.rank = np.empty(len(keys), np.int32)  # how many reports before it have it
        self.rank[order] = np.arange(len(keys)) - first.repeat(self.sizes)
        self.places = np.arange(len(entries), dtype=np.int32).repeat(np.diff(self.ends))[order]
        self.strengths = self.own[order]
        self.common = np.flatnonzero(self.sizes > MOST)
        widely = np.flatnonzero((self.sizes > MOST)[self.at])
        self.common_ends = widely.searchsorted(self.ends)
        self.common_at = self.common.searchsorted(self.at[widely])
        self.common_own = self.own[widely]

    def __len__(self) -> int:
        return len(self.numbers)

    def links(self, stretch: int, beside: Sequence[_Stretch], floor: float) -> Iterator[Links]:
        """Yield the pairs of its reports with those before them and with those of stretches beside it."""
        import numpy as np

        largest = max(map(len, (self, *beside)))
        step = max(1, min(_AT_ONCE, _CELLS // max(1, largest)))
        for begin in range(0, len(self), step):
            end = min(len(self), begin + step)
            span = slice(self.ends[begin], self.ends[end])
            owners = np.arange(end - begin).repeat(np.diff(self.ends[begin : end + 1]))
            asked = _Asked(self.kinds[self.at[span]], self.own[span].astype(np.float64), owners, end - begin)
            for other in (*beside, self):
                at, lengths = (self.at[span], self.rank[span]) if other is self else other.find(asked.keys)
                places, others, sums = other.sums(asked, at, lengths, floor)
                a = begin + places
                likeness = sums * close(self.days[a], other.days[others])
                kept = likeness >= floor
                yield Links(
                    stretch=stretch,
                    a=self.numbers[a[kept]],
                    b=other.numbers[others[kept]],
                    likeness=likeness[kept],
                )

    def find(self, keys: Numbers) -> tuple[Numbers, Numbers]:
        """Return which kind each of some traits is, and how many reports have it."""
        import numpy as np

        at = np.minimum(self.kinds.searchsorted(keys), len(self.kinds) - 1)
        return at, np.where(self.kinds[at] == keys, self.sizes[at], 0)

    def sums(self, asked: _Asked, at: Numbers, lengths: Numbers, floor: float) -> tuple[Numbers, Numbers, Scores]:
        """Return the pairs of reports that share enough: the places of both, and what they share.

        ``at`` says which kind each trait asked for is, ``lengths`` how many of those that have it count.
        """
        import numpy as np

        widely = self.sizes[at] > MOST if len(self.common) else None
        counted = lengths if widely is None else np.where(widely, 0, lengths)
        found = stretches(self.starts[at], counted)
        cells = (asked.owners * len(self)).repeat(counted) + self.places[found]
        values: Scores = asked.strengths.repeat(counted) * self.strengths[found]
        sums: Scores = np.bincount(cells, values, minlength=asked.number * len(self)).astype(np.float64, copy=False)
        hit = np.flatnonzero(sums >= (floor if widely is None else FOUND * floor))
        places, others, shared = hit // len(self), hit % len(self), sums[hit]
        if widely is not None:
            shared = shared + self._widely_shared(asked, at, widely & (lengths > 0), places, others)
        return places, others, shared

    def _widely_shared(
        self, asked: _Asked, at: Numbers, widely: npt.NDArray[np.bool_], places: Numbers, others: Numbers
    ) -> Scores:
        """Return what pairs of reports share of traits that many have."""
        import numpy as np

        table = np.zeros((asked.number, len(self.common)))
        table[asked.owners[widely], self.common.searchsorted(at[widely])] = asked.strengths[widely]
        lengths = np.diff(self.common_ends)[others]
        own = stretches(self.common_ends[others], lengths)
        pairs = np.arange(len(others)).repeat(lengths)
        values: Scores = self.common_own[own] * table[places[pairs], self.common_at[own]]
        sums: Scores = np.bincount(pairs, values, minlength=len(others)).astype(np.float64, copy=False)
        return sums


@dataclass(frozen=True, slots=True, eq=False)
class _Asked:
    """Some reports that are looked up: their traits' keys and strengths, and the place among them of whose each is."""

    keys: Numbers
    strengths: Scores
    owners: Numbers
    number: int
