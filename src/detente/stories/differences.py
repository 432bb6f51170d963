"""Differences: where two reports tell the same and have another name, figure, day or wording for it.

They are found when they are asked for, from the records of an archive; nothing is stored. What only the reports of one
story can differ in is found in :mod:`detente.stories.within`. What counts as the same is decided in
:mod:`detente.stories.alignment`; what counts as another figure in :mod:`detente.stories.figures`, as
another person in the same office in :mod:`detente.stories.offices`, as other words in :mod:`detente.stories.wording`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from detente.archive import Query
from detente.gazetteer import Gazetteer
from detente.records import Difference, Event, Mention, Report, Statement
from detente.stories.alignment import EVENTS_ALIKE, align
from detente.stories.comparing import Comparing
from detente.stories.nearness import Copies
from detente.stories.offices import Offices
from detente.stories.pieces import Passages, of_events, of_statements
from detente.stories.slots import same_slots
from detente.stories.standing import joined, standing
from detente.stories.utterances import utterance_pairs
from detente.stories.within import Copied, Within
from detente.stories.wording import words

if TYPE_CHECKING:
    from detente.archive import Archive


def differences(archive: Archive, query: Query | None = None, gazetteer: Gazetteer | None = None) -> list[Difference]:
    """Return where reports of an archive tell the same in different ways, the surest first.

    The whole archive is compared, so that a difference does not depend on what is asked; then those are kept of which
    the query finds at least one telling: its statement or event, or its report where it stands in the report's own
    sentence. ``limit`` counts differences; ``gazetteer`` says who holds which office, the shipped one where it is None.
    """
    asked = query or Query()
    stories = standing(joined(archive.joins()), archive.judgements())
    found = compared(
        archive.reports(), archive.mentions(), archive.statements(), archive.events(), gazetteer, stories=stories
    )
    everything = replace(asked, limit=None)
    if everything != Query():
        kept = {s.id for s in archive.statements(everything)} | {e.id for e in archive.events(everything)}
        kept |= {r.id for r in archive.reports(everything)}
        found = [d for d in found if any((v.record or v.report) in kept for v in d.values)]
    return found[: asked.limit]


def compared(
    reports: Iterable[Report],
    mentions: Iterable[Mention],
    statements: Iterable[Statement],
    events: Iterable[Event],
    gazetteer: Gazetteer | None = None,
    *,
    stories: Mapping[str, str] | None = None,
    copies: Copied | None = None,
) -> list[Difference]:
    """Return the differences between the reports that these records were read from, the surest first.

    ``stories`` is the story of each report; without it sentences of the reports' own are compared by their slots alone, and
    nothing is said on places, contradictions, attribution and omissions. ``copies`` says of the ids of two reports whether
    one is a copy of the other; without it their words do.
    """
    known = {report.id: report for report in reports}
    spoken, done, named = list(statements), {e.id: e for e in events}, list(mentions)
    known_actors = gazetteer or Gazetteer.load()
    passages, offices = Passages(known, named), Offices(known_actors)
    copied = copies or Copies(known.values())
    comparing = Comparing(passages, offices)
    found: list[Difference] = []
    by_id = {s.id: s for s in spoken}
    pieces = list(of_statements(by_id.values(), passages, offices))
    said = utterance_pairs(
        pieces, known, stories or {}, text=lambda piece: passages.text(piece.report, piece.spans), copies=copied
    )
    for pair in said:
        found.extend(comparing.statements(pair, by_id[pair.a.id], by_id[pair.b.id]))
    told = list(of_events(done.values(), passages))
    for pair in align(told, known, threshold=EVENTS_ALIKE, copies=copied):
        found.extend(comparing.events(pair, done[pair.a.id], done[pair.b.id]))
    for pair, a, b in same_slots(known, copied):
        found.append(comparing.slots(pair, a, b))
    within = Within(passages, copied, comparing, stories or {}, known_actors)
    found.extend(within.differences(spoken, named))
    placed = [replace(d, story=_story(d, stories or {})) for d in found]
    return _once(sorted(placed, key=lambda d: _order(d, known)), copied)


def _story(difference: Difference, stories: Mapping[str, str]) -> str | None:
    """Return the story that all reports of a difference stand in, None where they stand in none together."""
    found = {stories.get(value.report) for value in difference.values}
    return found.pop() if len(found) == 1 else None


def _order(difference: Difference, reports: Mapping[str, Report]) -> tuple[float, int, list[str], str]:
    """Return what differences are ordered by: the surest first, then originals before copies, then the earliest."""
    told = [reports[value.report] for value in difference.values]
    known_copies = sum(report.copy_of is not None for report in told)
    return -difference.score, known_copies, sorted(r.published.start or "~" for r in told), difference.id


def _once(found: Iterable[Difference], copies: Copied) -> list[Difference]:
    """Return each difference once: not again from an overlapping passage, nor from a copy of a report."""
    by_reports: dict[tuple[str, ...], list[Difference]] = defaultdict(list)
    by_values: dict[tuple[str, ...], list[Difference]] = defaultdict(list)
    out: list[Difference] = []
    for difference in found:
        where = by_reports[difference.kind, *sorted(v.report for v in difference.values)]
        said = by_values[difference.kind, *sorted(" ".join(words(v.value)) for v in difference.values)]
        if any(_overlap(difference, known) for known in where) or any(_copied(difference, d, copies) for d in said):
            continue
        where.append(difference)
        said.append(difference)
        out.append(difference)
    return out


def _overlap(a: Difference, b: Difference) -> bool:
    """Say whether two differences of the same reports stand in passages that overlap in one of them."""
    spans = {v.report: v.span for v in b.values}
    return any(v.value and v.span[0] < spans[v.report][1] and spans[v.report][0] < v.span[1] for v in a.values)


def _copied(a: Difference, b: Difference, copies: Copied) -> bool:
    """Say whether each report of one difference is, or is a copy of, one of the other's."""
    return all(any(v.report == w.report or copies(v.report, w.report) for w in b.values) for v in a.values)
