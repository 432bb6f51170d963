"""A relation in parts: its events by outlet, issue, status or origin; and many pairs beside each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.archive.query import Query
from detente.archive.viewing import pair_sums
from detente.errors import UsageError
from detente.records import Status
from detente.relations.counting import FACTS
from detente.relations.quads import CONFLICT

if TYPE_CHECKING:
    from detente.archive import Archive
    from detente.archive.tallies import Split

MOST = 12
"""Actors of a matrix when none are named: as many as can be told apart on a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The events of one direction in one part; ``part`` is None where that is not known (no outlet, no issue).

    ``total`` is the sum of PLOVER scores, ``negative`` of those below zero, ``mean`` the total over the count.
    """

    source: str
    target: str
    part: str | None
    count: int
    total: float
    negative: float
    mean: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PairSum:
    """All that one actor did to another in a span: events, those of conflict types, their share, negative scores."""

    source: str
    target: str
    count: int
    conflict: int
    share: float
    negative: float


def divided(archive: Archive, q: Query, what: Split) -> tuple[Part, ...]:
    """Return how a pair's events divide, most first; every status counts, because dividing by it is one of the uses.

    An event on several issues stands with each of them. Raises UsageError without a pair.
    """
    if q.between is None:
        raise UsageError("a relation needs two different actors; give --between two codes")
    ends = (q.between, q.between[::-1])
    return tuple(
        Part(
            source=ends[row["side"]][0],
            target=ends[row["side"]][1],
            part=row["part"],
            count=row["count"],
            total=round(row["total"], 6),
            negative=round(row["negative"], 6),
            mean=round(row["total"] / row["count"], 6),
        )
        for row in archive.split(q, what).to_pylist()
    )


def many(
    archive: Archive, q: Query, *, actors: Sequence[str] = (), statuses: Collection[Status] = FACTS
) -> tuple[PairSum, ...]:
    """Return the sums of every ordered pair among some actors, by source and target; undated events count where no span
    is asked for, and what both do to each other counts in both directions.

    Args:
        archive: to ask.
        q: the span and other filters; no pair.
        actors: codes of countries or organisations; none: the twelve with the most events.
        statuses: which events count.
    """
    rows = archive.rows(pair_sums(q, statuses, sorted(CONFLICT), both_ways=True))
    kept = set(actors) or _busiest({(row["source"], row["target"]): row["count"] for row in rows})
    return tuple(
        PairSum(
            source=row["source"],
            target=row["target"],
            count=row["count"],
            conflict=row["conflict"],
            share=row["conflict"] / row["count"],
            negative=round(row["negative"], 6),
        )
        for row in sorted(rows, key=lambda row: (row["source"], row["target"]))
        if {row["source"], row["target"]} <= kept
    )


def _busiest(counts: dict[tuple[str, str], int]) -> set[str]:
    """Return the actors with the most events, in either role."""
    by: dict[str, int] = defaultdict(int)
    for pair, count in counts.items():
        for side in pair:
            by[side] += count
    return set(sorted(by, key=lambda side: (-by[side], side))[:MOST])
