"""What a brief rests on: reports, outlets, gaps, and what was not read."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from detente.records import Event, Failure, Report, Statement
from detente.relations import By
from detente.relations.periods import days
from detente.show.record import Coverage, Gap, Outlet, Unread

if TYPE_CHECKING:
    from detente.archive import Archive

# The shortest silence, in days, that counts as a gap: about one period of the chart, and at least three days, so that
# a weekend without reports is none.
_SHORTEST: dict[By, int] = {"day": 3, "week": 7, "month": 28, "quarter": 90, "year": 365}

# Gaps for which the archive is asked how many other reports it has from these days; a page names no more.
_ASKED = 3

# Failures named on a page; the rest are counted.
_NAMED = 20


def coverage(
    reports: Sequence[Report], by: By, *, ends: tuple[str | None, str | None], every: Iterable[Report] = ()
) -> Coverage:
    """Return how many reports of how many outlets there are, and where they leave gaps.

    Args:
        reports: those of the brief.
        by: the chart's period, which sets how long a silence has to be.
        ends: the first and last ISO 8601 day of the brief; None leaves that end at the first or last report.
        every: all reports that name both sides, of which those without a date may have been left out.
    """
    known = {r.outlet for r in reports if r.outlet}
    ids = {r.id for r in reports}
    dated = sorted(d for d in (days(r.published) for r in reports) if d)
    return Coverage(
        reports=len(reports),
        copies=sum(r.copy_of in ids for r in reports),
        outlets=len(known),
        unknown_outlet=sum(r.outlet is None for r in reports),
        undated=len(reports) - len(dated),
        passed_over=sum(not r.published.start and r.id not in ids for r in every),
        first=dated[0][0].isoformat() if dated else None,
        last=max(d[1] for d in dated).isoformat() if dated else None,
        gaps=_gaps(dated, _SHORTEST[by], ends),
    )


def with_others(found: Coverage, archive: Archive) -> Coverage:
    """Return a coverage whose longest gaps tell how many other reports the archive has from these days."""
    from detente.archive import Query

    longest = longest_gaps(found, _ASKED)
    gaps = [
        replace(gap, others=archive.count("reports", Query(since=gap.start, until=gap.end))) if gap in longest else gap
        for gap in found.gaps
    ]
    return replace(found, gaps=tuple(gaps))


def longest_gaps(found: Coverage, most: int) -> list[Gap]:
    """Return the longest gaps in order of time."""
    return sorted(sorted(found.gaps, key=lambda g: (-g.days, g.start))[:most], key=lambda g: g.start)


def outlets(reports: Iterable[Report], events: Iterable[Event], statements: Iterable[Statement]) -> tuple[Outlet, ...]:
    """Return the outlets with what was read from each, those with most reports first, the unknown one last."""
    own: dict[str | None, list[Report]] = defaultdict(list)
    for report in reports:
        own[report.outlet].append(report)
    told = Counter(e.report for e in events)
    held = Counter(s.report for s in statements)
    out = []
    for name, theirs in own.items():
        dated = sorted(d for d in (days(r.published) for r in theirs) if d)
        out.append(
            Outlet(
                name=name,
                reports=len(theirs),
                events=sum(told[r.id] for r in theirs),
                statements=sum(held[r.id] for r in theirs),
                first=dated[0][0].isoformat() if dated else None,
                last=max(d[1] for d in dated).isoformat() if dated else None,
                undated=len(theirs) - len(dated),
            )
        )
    return tuple(sorted(out, key=lambda o: (o.name is None, -o.reports, o.name or "")))


def unread(reports: Iterable[Report], failures: Sequence[Failure]) -> Unread:
    """Return what was taken for no part of the reports' bodies, and what failed in the whole archive."""
    reasons = Counter(line.reason for report in reports for line in report.residue)
    return Unread(
        residue=sum(reasons.values()),
        reasons=tuple(sorted(reasons.items(), key=lambda item: (-item[1], item[0]))),
        failures=len(failures),
        failed=tuple((f.source, f.stage, f.error) for f in failures[:_NAMED]),
    )


def _gaps(dated: Sequence[tuple[date, date]], shortest: int, ends: tuple[str | None, str | None]) -> tuple[Gap, ...]:
    """Return the stretches of at least so many days without a report, those at the ends of the span included."""
    if not dated:
        return ()
    first = date.fromisoformat(ends[0]) if ends[0] else dated[0][0]
    last = date.fromisoformat(ends[1]) if ends[1] else max(d[1] for d in dated)
    one = timedelta(days=1)
    out = []
    silent_from = first
    for start, end in [*dated, (last + one, last + one)]:
        if start > last + one:
            start = end = last + one
        length = (start - silent_from).days
        if length >= shortest:
            out.append(Gap(start=silent_from.isoformat(), end=(start - one).isoformat(), days=length))
        silent_from = max(silent_from, end + one)
    return tuple(out)
