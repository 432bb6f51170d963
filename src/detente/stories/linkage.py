"""Average linkage over the pairs of reports that are known to be alike.

Two groups are as like as their reports are on average (UPGMA, Sokal and Michener 1958); pairs that are not given count 0.
The two most alike are joined, until none are alike enough. The averages need no more than the sums between groups, so
the work grows with the pairs given, not with all there are.
"""

from __future__ import annotations

from collections.abc import Iterable
from heapq import heapify, heappop, heappush

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
