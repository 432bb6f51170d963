"""The series of a relation from an archive, summed by its engine: the fast twin of :mod:`detente.relations.counting`.

Ten million events are never made into records; what comes out equals what counting the records gives (a test holds
this), but for ``outside``, which stays empty here.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection
from datetime import date
from itertools import accumulate
from typing import TYPE_CHECKING

from detente.archive.query import Query, first_day, last_day
from detente.errors import UsageError
from detente.records import Status
from detente.relations.counting import FACTS, Line, Point, Series, coverage
from detente.relations.daysums import Days
from detente.relations.periods import BY, By, Period, cut, suited
from detente.relations.quads import CONFLICT

if TYPE_CHECKING:
    import pyarrow as pa

    from detente.archive import Archive
    from detente.archive.tallies import Dated


def stored_series(
    archive: Archive,
    q: Query,
    *,
    by: By | None = None,
    statuses: Collection[Status] = FACTS,
    dated: Dated = "own",
) -> Series:
    """Return the series of a pair from an archive.

    Args:
        archive: to ask.
        q: ``between`` names the pair; ``since`` and ``until`` the span, else the first and last day of any publication
            or event; the other filters (outlet, issue, type, origin) narrow down the events. Events taken over from
            other people's data are counted only where ``origin`` asks for them; then coverage is not known.
        by: the length of a period; None chooses it by the span.
        statuses: which events count; facts alone unless told otherwise.
        dated: "own" counts events by their own dates alone; "report" takes the day of the report for those without.

    Raises:
        UsageError: without a pair, with twice the same, or with a unit that there is not.
    """
    if q.between is None or q.between[0] == q.between[1]:
        raise UsageError("a relation needs two different actors; give --between two codes")
    if by is not None and by not in BY:
        raise UsageError(f"periods by {by!r} are not known; give one of {', '.join(BY)}")
    a, b = q.between
    asked = _undated(q)
    table = archive.pair_days(asked, statuses, dated)
    published = None if q.origin is not None else _published(archive.publications(q))
    order = tuple(sorted(statuses))
    placed = table.drop_null()
    undated = tuple(archive.undated(asked, statuses, dated)) if len(placed) < len(table) else ()
    rows = Days.of(placed)
    span = _span(rows, published, q)
    if span is None:
        lines = (Line(source=a, target=b, points=()), Line(source=b, target=a, points=()))
        return Series(
            a=a,
            b=b,
            by=by or "day",
            since=None,
            until=None,
            statuses=order,
            lines=lines,
            undated=undated,
        )
    unit = by or suited(*span)
    periods = cut(*span, unit)
    sums = rows.sums(periods, span)
    covered, appeared = (
        coverage(list(published) if published is not None else None, periods),
        _appeared(published, periods),
    )
    return Series(
        a=a,
        b=b,
        by=unit,
        since=span[0].isoformat(),
        until=span[1].isoformat(),
        statuses=order,
        lines=(_line(a, b, 0, periods, sums, covered, appeared), _line(b, a, 1, periods, sums, covered, appeared)),
        undated=undated,
    )


def matrix(archive: Archive, q: Query, *, by: By = "month", statuses: Collection[Status] = FACTS) -> pa.Table:
    """Return the series of all ordered pairs of countries as a table: source, target, start, and the sums.

    ``count``, ``conflict``, ``total``, ``negative``, ``goldstein`` and ``goldstein_negative`` are as in
    :class:`detente.relations.Point`; an event too wide for one period is in none. Periods without events have no row.
    """
    return archive.all_pairs(q, statuses, by, sorted(CONFLICT))


def _undated(q: Query) -> Query:
    """Return a query without its span: events are placed by the days that they can mean, not by the archive's day."""
    from dataclasses import replace

    return replace(q, since=None, until=None)


def _published(table: pa.Table) -> dict[tuple[date, date], int]:
    """Return the days on which reports can have appeared, in order, with how many did."""
    out: dict[tuple[date, date], int] = {}
    for row in table.to_pylist():
        try:
            span = date.fromisoformat(row["first_day"]), date.fromisoformat(row["last_day"])
        except ValueError:  # outside the years 1 to 9999
            continue
        if span[0] <= span[1]:
            out[span] = out.get(span, 0) + row["count"]
    return dict(sorted(out.items()))


def _appeared(published: dict[tuple[date, date], int] | None, periods: tuple[Period, ...]) -> list[int | None]:
    """Return how many reports appeared in each period by the first day that they can have appeared on."""
    if published is None:
        return [None] * len(periods)
    firsts = [first for first, _ in published]
    until = [0, *accumulate(published.values())]
    bounds = ((date.fromisoformat(p.start), date.fromisoformat(p.end)) for p in periods)
    return [until[bisect_right(firsts, end)] - until[bisect_left(firsts, start)] for start, end in bounds]


def _span(days: Days, published: dict[tuple[date, date], int] | None, q: Query) -> tuple[date, date] | None:
    """Return the first and last day of the series: as asked, else those of any publication or event."""
    known = [*(published or ()), *days.ends()]
    first = first_day(q.since, "since") if q.since else min((d[0] for d in known), default=None)
    last = last_day(q.until, "until") if q.until else max((d[1] for d in known), default=None)
    return None if first is None or last is None or first > last else (first, last)


def _line(
    source: str,
    target: str,
    side: int,
    periods: tuple[Period, ...],
    sums: dict[tuple[int, int], dict[str, float]],
    covered: list[bool],
    appeared: list[int | None],
) -> Line:
    """Return one direction."""
    points = []
    for i, (period, seen, reports) in enumerate(zip(periods, covered, appeared, strict=True)):
        here = sums.get((side, i), {})
        points.append(_point(period, here, seen=seen, reports=reports))
    return Line(source=source, target=target, points=tuple(points))


def _point(period: Period, here: dict[str, float], *, seen: bool, reports: int | None) -> Point:
    """Return the figures of one direction in one period from their sums."""
    n = int(here.get("count", 0))
    if not n and not seen:
        return Point(start=period.start, end=period.end, seen=False)
    one, two, three, four = (int(here.get(f"quad {number}", 0)) for number in range(4))
    conflict = int(here.get("conflict", 0))
    total, goldstein = round(here.get("total", 0.0), 6), here.get("goldstein", 0.0)
    return Point(
        start=period.start,
        end=period.end,
        seen=seen,
        count=n,
        conflict=conflict,
        share=round(conflict / n, 6) if n else None,
        total=total + 0.0,
        mean=round(total / n, 6) if n else None,
        negative=round(here.get("negative", 0.0), 6) + 0.0,
        goldstein=round(goldstein, 6) + 0.0,
        goldstein_mean=round(goldstein / n, 6) if n else None,
        goldstein_negative=round(here.get("goldstein_negative", 0.0), 6) + 0.0,
        quads=(one, two, three, four),
        reports=reports,
        per_hundred=round(100 * n / reports, 6) if reports else None,
    )
