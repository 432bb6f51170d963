"""The ledger of an archive: what was foretold, promised, threatened, demanded, and what became of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from detente.archive import Archive, Query
from detente.archive.query import last_day
from detente.foretold import Entry, EntryKind, EntryState
from detente.records import Event, Mention, Report, Statement
from detente.relations.counting import FACTS
from detente.relations.ledger_coverage import Coverage
from detente.relations.ledger_entries import Source, entries
from detente.relations.ledger_matching import Later, told_events
from detente.relations.ledger_repeats import same_as
from detente.relations.ledger_settlements import standing
from detente.relations.ledger_settling import Known, settled
from detente.relations.periods import days

if TYPE_CHECKING:
    from detente.foretold import Settlement

_ALL = Query()
_Row = TypeVar("_Row", Mention, Statement, Event)


def ledger(
    archive: Archive,
    q: Query = _ALL,
    *,
    kind: EntryKind | None = None,
    state: EntryState | None = None,
    on: str | None = None,
    settlements: bool = True,
) -> list[Entry]:
    """Return the entries of an archive with what became of each, by the day of saying, report and place in it.

    Args:
        archive: the archive to ask.
        q: filters the statements that entries are read from; its limit counts entries.
        kind: only entries of this kind; "condition" also finds those of other kinds that have one.
        state: only entries in this state.
        on: the day to judge on ("2019-06-30"): later reports are not looked at; None for the archive's last.
        settlements: whether what people said became of entries wins over the rules.

    Raises:
        BadDate: if ``on`` is no date.
        ArchiveDamaged: if the archive cannot be read.
    """
    judged_on = last_day(on, "on") if on else None
    asked = {s.id for s in archive.statements(replace(q, limit=None))}
    reports = {r.id: r for r in archive.reports(_ALL) if judged_on is None or _appeared(r, judged_on)}
    sources = _sources(archive, reports)
    read = list(entries(sources))
    known = _known(reports, sources, judged_on)
    found = by_people(same_as(settled(e, known) for e in read), archive.settlements() if settlements else ())
    kept = [e for e in found if e.statement in asked and _is(e, kind, state)]
    kept.sort(key=lambda e: (e.said.start or "9999", e.report, e.span, e.id))
    return kept[: q.limit] if q.limit is not None else kept


def by_people(found: Sequence[Entry], settlements: Iterable[Settlement]) -> list[Entry]:
    """Return entries with people's settlements in place of the computed ones; one of a repeated entry is of all of them."""
    words = standing(settlements)
    first = {e.id: e.same_as or e.id for e in found}
    by_group = {first[entry]: word for entry, word in words.items() if entry in first}
    out = []
    for entry in found:
        word = words.get(entry.id) or by_group.get(first[entry.id])
        if word is not None and word.state is not None:
            why = f"{word.who}, {word.made[:10]}: {word.why}"
            entry = replace(entry, state=word.state, why=why, settlement=word.id)
        out.append(entry)
    return out


def _is(entry: Entry, kind: EntryKind | None, state: EntryState | None) -> bool:
    """Say whether an entry is of a kind and in a state."""
    of_kind = kind in (None, entry.kind) or (kind == "condition" and entry.condition is not None)
    return of_kind and state in (None, entry.state)


def _appeared(report: Report, on: date) -> bool:
    """Say whether a report had appeared on a day; an undated one may not have."""
    span = days(report.published)
    return span is not None and span[1] <= on


def _sources(archive: Archive, reports: Mapping[str, Report]) -> list[Source]:
    """Return the reports with what was read from each."""
    mentions = _by_report(archive.mentions(_ALL))
    statements = _by_report(archive.statements(_ALL))
    events = _by_report(archive.events(_ALL))
    return [
        Source(report=r, mentions=mentions[id_], statements=statements[id_], events=events[id_])
        for id_, r in reports.items()
    ]


def _by_report(rows: Iterable[_Row]) -> dict[str, list[_Row]]:
    """Return records by the report they stand in."""
    out: dict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        out[row.report].append(row)
    return out


def _known(reports: Mapping[str, Report], sources: Sequence[Source], on: date | None) -> Known:
    """Return what entries are held against."""
    events = [e for s in sources for e in s.events]
    named = ((m.report, code) for s in sources for m in s.mentions for code in {m.country, m.actor} if code)
    published = [span[1] for r in reports.values() if (span := days(r.published))]
    return Known(
        facts=Later(told_events((e for e in events if e.status in FACTS), reports)),
        denials=Later(told_events((e for e in events if e.status == "denied"), reports)),
        statements={st.id: st for s in sources for st in s.statements},
        coverage=Coverage.of(reports.values(), named),
        last=on or max(published, default=None),
    )
