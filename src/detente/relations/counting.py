"""The series of a relation: per ordered pair and period, how much was done and how hostile it was.

Three figures stand together on purpose. The mean score alone misleads, because a crisis brings calls and meetings,
which pull the mean up while more hostile acts are done than before; so each point also has the volume, the conflict
share and the sum of the negative scores. Where no report was published the figures are None: silence of the press is
not calm.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from detente.archive.query import first_day, last_day
from detente.errors import UsageError
from detente.records import Date, Event, Party, Status
from detente.relations.periods import BY, By, Period, cut, days, suited
from detente.relations.quads import is_conflict, quad_counts

# What was done, as against what was planned, asked for, threatened, foretold or denied.
FACTS: frozenset[Status] = frozenset({"happened", "ongoing"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One direction of a relation in one period.

    ``seen`` tells whether a report was published in the period. Where it was not and no event is dated there either,
    all figures are None. ``count`` is the number of events, ``conflict`` how many of them are of a conflict type,
    ``share`` the one over the other (None without events). ``total`` and ``mean`` are of PLOVER scores (-10 to 10),
    ``negative`` is the sum of the scores below zero, ``goldstein`` the sum of Goldstein scores, ``goldstein_mean`` their
    mean and ``goldstein_negative`` the sum of those below zero. ``quads`` are the events of verbal cooperation, material
    cooperation, verbal conflict and material conflict. ``reports`` is how many reports were published in the period on
    anything, None where coverage is not known, and ``per_hundred`` the events for each hundred of them: a measure that
    the growth of coverage leaves alone.
    """

    start: str
    end: str
    seen: bool
    count: int | None = None
    conflict: int | None = None
    share: float | None = None
    total: float | None = None
    mean: float | None = None
    negative: float | None = None
    goldstein: float | None = None
    goldstein_mean: float | None = None
    goldstein_negative: float | None = None
    quads: tuple[int, int, int, int] | None = None
    reports: int | None = None
    per_hundred: float | None = None

    @property
    def talk(self) -> int | None:
        """How many events are words: verbal cooperation and verbal conflict; None if unknown."""
        return None if self.quads is None else self.quads[0] + self.quads[2]

    @property
    def deeds(self) -> int | None:
        """How many events are deeds: material cooperation and material conflict; None if unknown."""
        return None if self.quads is None else self.quads[1] + self.quads[3]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What ``source`` did to ``target``, a point for each period, in order of time."""

    source: str
    target: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A relation over time: both directions over the same periods.

    ``since`` and ``until`` are the first and last day (None with ``lines`` empty of points, where nothing has a
    date). ``undated`` holds the ids of events whose date is unknown or too wide for one period, ``outside`` those of
    events dated before or after the span: neither is counted in any point.
    """

    a: str
    b: str
    by: By
    since: str | None
    until: str | None
    statuses: tuple[Status, ...]
    lines: tuple[Line, Line]
    undated: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()


def is_party(party: Party | None, code: str) -> bool:
    """Say whether a party is the actor ``code``, or belongs to the country or organisation ``code``."""
    return party is not None and code in (party.actor, party.country)


def series(
    events: Iterable[Event],
    a: str,
    b: str,
    *,
    by: By | None = None,
    since: str | None = None,
    until: str | None = None,
    seen: Iterable[Date] | None = None,
    statuses: Collection[Status] = FACTS,
) -> Series:
    """Count what ``a`` did to ``b`` and ``b`` to ``a`` in each period; a mutual event counts in both directions.

    Args:
        events: in any order; those of other pairs and other statuses are passed over.
        a: gazetteer id, country or organisation code of the one side.
        b: that of the other side.
        by: the length of a period; None chooses it by the span.
        since: first day ("2017", "2017-02" or "2017-02-16"); None takes the first day of any publication or event.
        until: last day, likewise.
        seen: when the reports were published. A period without any is missing, not calm. None means that coverage is
            not known, and that every period counts as covered.
        statuses: which events count; facts alone unless told otherwise.

    Raises:
        UsageError: if both sides are the same, or ``by`` is no unit.
        BadDate: if ``since`` or ``until`` is not a date.
    """
    if a == b:
        raise UsageError(f"a relation needs two different actors, not {a!r} twice; give another second actor")
    if by is not None and by not in BY:
        raise UsageError(f"periods by {by!r} are not known; give one of {', '.join(BY)}")
    chosen = [e for e in events if e.status in statuses and _direction(e, a, b) is not None]
    published = None if seen is None else sorted(d for d in map(days, seen) if d)
    span = _span(chosen, published, since, until)
    order = tuple(sorted(statuses))
    if span is None:
        return _nothing(a, b, by or "day", order, chosen)
    unit = by or suited(*span)
    periods = cut(*span, unit)
    placed, undated, outside = _place(chosen, periods, span)
    covered = coverage(published, periods)
    appeared = appearances(published, periods)
    return Series(
        a=a,
        b=b,
        by=unit,
        since=span[0].isoformat(),
        until=span[1].isoformat(),
        statuses=order,
        lines=(_line(a, b, periods, placed, covered, appeared), _line(b, a, periods, placed, covered, appeared)),
        undated=undated,
        outside=outside,
    )


def _nothing(a: str, b: str, by: By, statuses: tuple[Status, ...], events: list[Event]) -> Series:
    """Return the series without points of events that have no dates."""
    lines = (Line(source=a, target=b, points=()), Line(source=b, target=a, points=()))
    undated = tuple(sorted(e.id for e in events))
    return Series(a=a, b=b, by=by, since=None, until=None, statuses=statuses, lines=lines, undated=undated)


def _line(
    source: str,
    target: str,
    periods: tuple[Period, ...],
    placed: list[list[Event]],
    covered: list[bool],
    appeared: list[int | None],
) -> Line:
    """Return one direction: of the events placed in each period, those by the source."""
    points = [
        _point(period, [e for e in inside if _acts(e, source, target)], seen=seen, reports=reports)
        for period, inside, seen, reports in zip(periods, placed, covered, appeared, strict=True)
    ]
    return Line(source=source, target=target, points=tuple(points))


def _acts(event: Event, source: str, target: str) -> bool:
    """Say whether ``source`` acts on ``target``: alone, or both on each other ("met"), as PLOVER counts it."""
    direction = _direction(event, source, target)
    return direction == 0 or (direction == 1 and event.mutual)


def _direction(event: Event, a: str, b: str) -> int | None:
    """Return 0 where ``a`` acts on ``b``, 1 where ``b`` acts on ``a``, None for any other pair."""
    if is_party(event.source, a) and is_party(event.target, b):
        return 0
    if is_party(event.source, b) and is_party(event.target, a):
        return 1
    return None


def _span(
    events: list[Event], published: list[tuple[date, date]] | None, since: str | None, until: str | None
) -> tuple[date, date] | None:
    """Return the first and last day of the series: as asked, else those of any publication or event."""
    known = [*(published or ()), *(d for d in (days(e.when) for e in events) if d)]
    first = first_day(since, "since") if since else min((d[0] for d in known), default=None)
    last = last_day(until, "until") if until else max((d[1] for d in known), default=None)
    if first is None or last is None or first > last:
        return None
    return first, last


def _place(
    events: list[Event], periods: tuple[Period, ...], span: tuple[date, date]
) -> tuple[list[list[Event]], tuple[str, ...], tuple[str, ...]]:
    """Return the events of each period, the ids that no single period can hold, and the ids out of the span."""
    starts = [date.fromisoformat(p.start) for p in periods]
    ends = [date.fromisoformat(p.end) for p in periods]
    placed: list[list[Event]] = [[] for _ in periods]
    undated, outside = [], []
    for event in sorted(events, key=lambda e: e.id):
        when = days(event.when)
        if when is None:
            undated.append(event.id)
        elif when[1] < span[0] or when[0] > span[1]:
            outside.append(event.id)
        else:
            i = bisect_right(starts, when[0]) - 1
            if i >= 0 and when[1] <= ends[i]:
                placed[i].append(event)
            else:
                undated.append(event.id)
    return placed, tuple(undated), tuple(outside)


def coverage(published: list[tuple[date, date]] | None, periods: tuple[Period, ...]) -> list[bool]:
    """Say for each period whether a report appeared in it; a report dated only by month covers what it may mean."""
    if published is None:
        return [True] * len(periods)
    spans = sorted(set(published))
    firsts = [first for first, _ in spans]
    latest = list(accumulate((last for _, last in spans), max))  # the last day of any span that begins so early
    out = []
    for period in periods:
        begun = bisect_right(firsts, date.fromisoformat(period.end))
        out.append(begun > 0 and latest[begun - 1] >= date.fromisoformat(period.start))
    return out


def appearances(published: list[tuple[date, date]] | None, periods: tuple[Period, ...]) -> list[int | None]:
    """Return how many reports appeared in each period by the first day that they can have appeared on."""
    if published is None:
        return [None] * len(periods)
    firsts = [first for first, _ in published]
    return [
        bisect_right(firsts, date.fromisoformat(p.end)) - bisect_left(firsts, date.fromisoformat(p.start))
        for p in periods
    ]


def _point(period: Period, events: list[Event], *, seen: bool, reports: int | None = None) -> Point:
    """Return the figures of one direction in one period."""
    if not events and not seen:
        return Point(start=period.start, end=period.end, seen=False)
    n = len(events)
    conflict = sum(is_conflict(e.type) for e in events)
    # Sums are rounded so that the order of addition cannot show in the last binary digit.
    total = round(sum(e.score for e in events), 6)
    return Point(
        start=period.start,
        end=period.end,
        seen=seen,
        count=n,
        conflict=conflict,
        share=round(conflict / n, 6) if n else None,
        total=total,
        mean=round(total / n, 6) if n else None,
        negative=round(sum(e.score for e in events if e.score < 0), 6) + 0.0,
        goldstein=round(sum(e.goldstein for e in events), 6),
        goldstein_mean=round(sum(e.goldstein for e in events) / n, 6) if n else None,
        goldstein_negative=round(sum(e.goldstein for e in events if e.goldstein < 0), 6) + 0.0,
        quads=quad_counts(e.type for e in events),
        reports=reports,
        per_hundred=round(100 * n / reports, 6) if reports else None,
    )
