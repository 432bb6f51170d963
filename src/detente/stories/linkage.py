"""Average linkage over the pairs of reports that are known to be alike.

Two groups are as like as their reports are on average (UPGMA, Sokal and Michener 1958); pairs that are not given count 0.
The two most alike are joined, until none are alike enough. The averages need no more than the sums between groups, so
the work grows with the pairs given, not with all there are.

No average is above the likeness of the most alike pair in it. So what no chain of pairs that are alike enough holds
together is never joined: such parts are linked each by itself, with the same outcome (:class:`Parts`).
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from heapq import heapify, heappop, heappush
from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Numbers = npt.NDArray[np.signedinteger[Any]]
    Scores = npt.NDArray[np.float64]

Link = tuple[int, int, float]


def linked(number: int, links: Iterable[Link], *, threshold: float) -> list[int]:
    """Return for each of ``number`` reports the first report of its group.

    Args:
        number: how many reports there are; they are named by their places, from 0.
        links: pairs of places and how alike they are, each pair once.
        threshold: the least likeness of two groups that are joined, above 0.
    """
    sums: list[dict[int, float]] = [{} for _ in range(number)]
    for a, b, likeness in links:
        sums[a][b] = sums[b][a] = likeness
    members = [[place] for place in range(number)]
    heap = [(-s, a, b, 1, 1) for a in range(number) for b, s in sums[a].items() if a < b and s >= threshold]
    heapify(heap)
    while heap:
        _, a, b, size_a, size_b = heappop(heap)
        if len(members[a]) != size_a or len(members[b]) != size_b:
            continue  # one of the two has been joined to another since
        members[a] += members[b]
        members[b] = []
        _join(sums, a, b)
        size_a = len(members[a])
        for c, total in sums[a].items():
            size_c = len(members[c])
            average = total / (size_a * size_c)
            if average >= threshold:
                first, second = (a, c) if a < c else (c, a)
                heappush(heap, (-average, first, second, len(members[first]), len(members[second])))
    group = [0] * number
    for own in members:
        first = min(own, default=0)
        for place in own:
            group[place] = first
    return group


def _join(sums: list[dict[int, float]], a: int, b: int) -> None:
    """Give the sums of group ``b`` with all others to group ``a``."""
    for c, total in sums[b].items():
        del sums[c][b]
        if c != a:
            joined = sums[a].get(c, 0.0) + total
            sums[a][c] = sums[c][a] = joined
    sums[b] = {}


class Parts:
    """Links groups of reports part by part, as pairs come in: a part is linked and forgotten when no more can come to it."""

    def __init__(self, number: int, *, threshold: float) -> None:
        import numpy as np

        self._threshold = threshold
        self._parent = array("i", range(number))
        self._group = np.arange(number)
        self._open: list[tuple[Numbers, Numbers, Scores]] = []

    def add(self, a: Numbers, b: Numbers, likeness: Scores) -> None:
        """Take in pairs of reports, by number, none of which came before, and how alike they are."""
        import numpy as np

        self._open.append((a.astype(np.int32), b.astype(np.int32), likeness))
        near = likeness >= self._threshold
        for one, other in zip(a[near].tolist(), b[near].tolist(), strict=True):
            first, second = self._root(one), self._root(other)
            self._parent[max(first, second)] = min(first, second)

    def close(self, still: npt.NDArray[np.bool_] | None = None) -> None:
        """Link the parts that no more pairs can come to; ``still`` says of which reports there can, None: of none."""
        import numpy as np

        if not self._open:
            return
        a, b, likeness = (np.concatenate(columns) for columns in zip(*self._open, strict=True))
        root = self._roots(a)
        waiting = np.zeros(len(self._parent), np.bool_)
        if still is not None:
            waiting[self._roots(np.flatnonzero(still).astype(np.int32))] = True
        inside = root == self._roots(b)
        done = inside & ~waiting[root]
        left = waiting[root] & waiting[self._roots(b)]  # of these, parts that lie apart now may come together yet
        self._open = [(a[left], b[left], likeness[left])]
        order = root[done].argsort(kind="stable")
        a, b, likeness, root = a[done][order], b[done][order], likeness[done][order], root[done][order]
        bounds = np.flatnonzero(np.concatenate(([True], root[1:] != root[:-1], [True])))
        for begin, end in pairwise(bounds.tolist() if len(root) else ()):
            self._link(a[begin:end], b[begin:end], likeness[begin:end])

    def firsts(self) -> list[int]:
        """Return for each report the first report of its group, when all pairs have come."""
        self.close()
        found: list[int] = self._group.tolist()
        return found

    def _link(self, a: Numbers, b: Numbers, likeness: Scores) -> None:
        """Link one part."""
        import numpy as np

        numbers = np.unique(np.concatenate([a, b]))
        links: Iterator[Link] = zip(
            numbers.searchsorted(a).tolist(), numbers.searchsorted(b).tolist(), likeness.tolist(), strict=True
        )
        self._group[numbers] = numbers[linked(len(numbers), links, threshold=self._threshold)]

    def _root(self, number: int) -> int:
        """Return the first report of the part that a report is in."""
        parent = self._parent
        while (above := parent[number]) != number:
            parent[number] = number = parent[above]
        return number

    def _roots(self, numbers: Numbers) -> Numbers:
        """Return the same for some."""
        import numpy as np

        parent = np.frombuffer(self._parent, np.int32)
        roots: Numbers = parent[numbers]
        while not np.array_equal(above := parent[roots], roots):
            roots = above
        return roots
