"""Outlets over time: whom they quote and how, how they word it, what they leave out, whom they follow.

Counts with intervals, never a verdict; docs/outlets.md has what each figure can and cannot tell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from difflib import get_close_matches
from typing import TYPE_CHECKING

from detente.archive.query import first_day, last_day
from detente.errors import UsageError
from detente.gazetteer import Gazetteer
from detente.gazetteer.spelling import fold
from detente.records import Records, Report
from detente.stories.alignment import Weights, alike
from detente.stories.nearness import Copies
from detente.stories.omissions import LEAST_OUTLETS, Matter, independent, matters
from detente.stories.outlet_counts import Counts, race
from detente.stories.outlet_records import By, OutletProfile
from detente.stories.pieces import Passages
from detente.stories.repeating import Repeat, repeats
from detente.stories.sentences import OPPOSED_ALIKE, of_sentences
from detente.stories.standing import joined, standing

if TYPE_CHECKING:
    from detente.archive import Archive

_AT_ONCE = 300  # reports whose records are held together: a few tens of megabytes
_NEAR = 3  # names offered for one that is not known
_QUARTER = 3  # months

Key = tuple[str | None, tuple[str, str] | None]  # an outlet, and the first and last day of a period


def outlet_profiles(
    archive: Archive,
    names: Sequence[str] = (),
    *,
    by: By | None = None,
    since: str | None = None,
    until: str | None = None,
    gazetteer: Gazetteer | None = None,
    stands: Mapping[str, str] | None = None,
) -> list[OutletProfile]:
    """Return how outlets tell, those of most reports first, then by period.

    All stories with a report of the days asked are held side by side; then the reports of these days are counted.

    Args:
        archive: to ask.
        names: outlets, their case ignored; none: all.
        by: the periods to count in; None: all in one. Reports whose date is wider than a period, or not known, stand
            apart under no period.
        since: first day, month or year that reports appeared in, None: from the first on. Undated ones are left out
            where this or ``until`` is given.
        until: last day, month or year, included.
        gazetteer: who is who, the shipped one where it is None.
        stands: the story of each report, where it is known already.

    Raises:
        UsageError: for an outlet that the archive has not; BadDate for a date.
    """
    counts: dict[Key, Counts] = defaultdict(Counts)
    wanted = _wanted(archive, names)
    asked = _asked(archive, since, until)
    if stands is None:
        stands = standing(joined(archive.joins()), archive.judgements())
    for story, records in _stories(archive, stands, asked):
        _count(counts, story, records, by, asked)
    who = gazetteer or Gazetteer.load()
    size: dict[str | None, int] = defaultdict(int)
    for (outlet, _), own in counts.items():
        size[outlet] += own.reports
    ordered = sorted(counts, key=lambda key: (-size[key[0]], key[0] or "", key[1] is None, key[1] or ("", "")))
    return [
        counts[outlet, days].profile(outlet, days, lambda code: _name(who, code))
        for outlet, days in ordered
        if wanted is None or outlet in wanted
    ]


def period(report: Report, by: By | None) -> tuple[str, str] | None:
    """Return the first and last day of the period that a report appeared in; None where it may be of several."""
    start, end = report.published.start, report.published.end
    if by is None or start is None or end is None:
        return None
    found = _period(date.fromisoformat(start[:10]), by)
    return found if found[0] <= end[:10] <= found[1] else None


def _period(day: date, by: By) -> tuple[str, str]:
    """Return the first and last day of the period that a day lies in."""
    if by == "week":
        first = day - timedelta(days=day.weekday())
        return first.isoformat(), (first + timedelta(days=6)).isoformat()
    months = {"month": 1, "quarter": _QUARTER, "year": 12}[by]
    begin = months * ((day.month - 1) // months)
    first, after = date(day.year, begin + 1, 1), begin + months
    last = date(day.year + after // 12, after % 12 + 1, 1) - timedelta(days=1)
    return first.isoformat(), last.isoformat()


def _wanted(archive: Archive, names: Sequence[str]) -> set[str] | None:
    """Return the outlets that names mean, None for all. Raises UsageError."""
    if not names:
        return None
    known: dict[str, set[str]] = defaultdict(set)
    for row in archive.columns("reports", ("outlet",)):
        if row["outlet"]:
            known[fold(row["outlet"])].add(row["outlet"])
    found: set[str] = set()
    for name in names:
        if fold(name) not in known:
            near = get_close_matches(fold(name), known, n=_NEAR)
            hint = ", ".join(sorted(min(known[one]) for one in near)) or "`detente outlets` lists all"
            raise UsageError(f"no outlet {name!r} in the archive; {'did you mean ' + hint + '?' if near else hint}")
        found |= known[fold(name)]
    return found


def _asked(archive: Archive, since: str | None, until: str | None) -> set[str] | None:
    """Return the reports of the days asked, None for all. Raises BadDate."""
    if since is None and until is None:
        return None
    first = first_day(since, "--since").isoformat() if since else ""
    last = last_day(until, "--until").isoformat() if until else "~"
    rows = archive.columns("reports", ("id", "published_from", "published_to"))
    return {
        row["id"]
        for row in rows
        if row["published_from"] and first <= row["published_from"][:10] and (row["published_to"] or "~")[:10] <= last
    }


def _stories(
    archive: Archive, stands: Mapping[str, str], asked: set[str] | None
) -> Iterator[tuple[str, list[Records]]]:
    """Yield the stories with a report that is asked for, each with all that was read from its reports.

    A report that is in no story yet is one of its own.
    """
    members: dict[str, list[str]] = defaultdict(list)
    for report in sorted(archive.known()):
        members[stands.get(report, report)].append(report)
    waiting: list[tuple[str, list[str]]] = []
    for story, own in sorted(members.items()):
        if asked is None or not asked.isdisjoint(own):
            waiting.append((story, own))
            if sum(len(held) for _, held in waiting) >= _AT_ONCE:
                yield from _held(archive, waiting)
                waiting = []
    yield from _held(archive, waiting)


def _held(archive: Archive, stories: Sequence[tuple[str, list[str]]]) -> Iterator[tuple[str, list[Records]]]:
    """Yield some stories with the records of their reports."""
    records = {one.report.id: one for one in archive.records_of([report for _, own in stories for report in own])}
    for story, own in stories:
        yield story, [records[report] for report in own if report in records]


def _count(
    counts: dict[Key, Counts], story: str, records: Sequence[Records], by: By | None, asked: set[str] | None
) -> None:
    """Count a story."""
    reports = [one.report for one in records]
    keys: dict[str, Key] = {r.id: (r.outlet, period(r, by)) for r in reports if asked is None or r.id in asked}
    own: dict[str, list[Repeat]] = defaultdict(list)
    for repeat in repeats(reports, (s for one in records for s in one.statements)):
        own[repeat.report].append(repeat)
    for one in records:
        if one.report.id in keys:
            counts[keys[one.report.id]].report(one, own[one.report.id])
    countries = {m.actor: m.country or m.actor for one in records for m in one.mentions if m.actor is not None}
    for matter in _matters(records):
        if matter.report in keys:
            parties = {countries[actor] for actor in matter.named}
            counts[keys[matter.report]].matter(story, sorted(parties), has=matter.has)
    _race(counts, keys, reports)


def _race(counts: dict[Key, Counts], keys: dict[str, Key], reports: Sequence[Report]) -> None:
    """Count who had a story before whom."""
    firsts, pairs = race(reports)
    before = set(pairs)
    leads = [a for a in firsts if len(firsts) > 1 and all((a, b) in before for b in firsts if b != a)]
    for outlet, report in firsts.items():
        if report.id not in keys:
            continue
        held = counts[keys[report.id]]
        if leads:
            held.raced += 1
            held.first += outlet == leads[0]
        for a, b in pairs:
            if outlet in (a, b):
                other = a if b == outlet else b
                held.both[other] += 1
                held.earlier[other] += other == a


def _matters(records: Sequence[Records]) -> Iterable[Matter]:
    """Return what most outlets of a story tell, by report."""
    reports = [one.report for one in records]
    copies = Copies(reports)
    if len({report.outlet for report in reports}) < LEAST_OUTLETS or len(independent(reports, copies)) < LEAST_OUTLETS:
        return ()
    known = {report.id: report for report in reports}
    mentions = [mention for one in records for mention in one.mentions]
    passages = Passages(known, mentions)
    pieces = list(of_sentences(reports, passages, dict.fromkeys(known, "")))
    weights = Weights(piece.stems for piece in pieces)
    pairs = alike(pieces, known, threshold=OPPOSED_ALIKE, copies=copies)
    return matters(reports, pairs, mentions, weights, copies)


def _name(who: Gazetteer, code: str) -> str:
    """Return the name of a party, which is its code where the gazetteer has none."""
    found = who.actor(code)
    return found.name if found else code
