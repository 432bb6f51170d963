"""What a brief asks the archive: the reports that name both sides, and what was read out of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.records import Event, Failure, Mention, Report, Span, Statement
from detente.relations import is_party
from detente.show.proofs import paragraph

if TYPE_CHECKING:
    from detente.archive import Archive
    from detente.gazetteer import Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """Everything that a brief is made of.

    ``reports`` name both sides, whenever they appeared, in order of publication; ``statements`` are, by id, those in
    them that a side makes or receives or that name it, and predictions by anyone.
    ``events`` are those between both sides and ``concerning`` the
    statements on their relation, both dated from ``since`` to ``until``. ``failures`` are all of the archive's.
    """

    a: Actor
    b: Actor
    since: str | None
    until: str | None
    reports: dict[str, Report]
    events: tuple[Event, ...]
    statements: dict[str, Statement]
    concerning: tuple[Statement, ...]
    failures: tuple[Failure, ...]


def material(archive: Archive, a: Actor, b: Actor, *, since: str | None, until: str | None) -> Material:
    """Ask the archive for everything on two actors, events and statements dated from ``since`` to ``until``."""
    from detente.archive import Query

    pair = (a.id, b.id)
    reports = {r.id: r for r in sorted(archive.reports(Query(between=pair)), key=order)}
    asked = archive.events(Query(between=pair, since=since, until=until))
    events = tuple(e for e in asked if e.report in reports)
    named: dict[str, list[Mention]] = defaultdict(list)
    for mention in archive.mentions(Query(between=pair)):
        named[mention.report].append(mention)
    statements = _statements(archive, pair, reports)
    dated = _statements(archive, pair, reports, since=since, until=until) if since or until else statements
    foretold = archive.statements(Query(act="prediction", since=since, until=until))
    others = {s.id: s for s in foretold if s.report in reports and s.id not in statements}
    told_in = {e.statement for e in events if e.statement}
    concerning = tuple(
        s
        for s in (*dated.values(), *others.values())
        if s.id in told_in or _concerns(s, reports[s.report], named[s.report], pair)
    )
    return Material(
        a=a,
        b=b,
        since=since,
        until=until,
        reports=reports,
        events=events,
        statements=statements | others,
        concerning=concerning,
        failures=tuple(archive.failures(Query())),
    )


def _statements(
    archive: Archive,
    pair: tuple[str, str],
    reports: Mapping[str, Report],
    *,
    since: str | None = None,
    until: str | None = None,
) -> dict[str, Statement]:
    """Return by id the statements in some reports that a side makes or receives or that name it."""
    from detente.archive import Query

    found = [s for code in pair for s in archive.statements(Query(actor=code, since=since, until=until))]
    return {s.id: s for s in found if s.report in reports}


def order(report: Report) -> tuple[str, str]:
    """Return what reports are sorted by: their first possible day, undated ones last, then their id."""
    return report.published.start or "9999", report.id


def _concerns(statement: Statement, report: Report, named: list[Mention], pair: tuple[str, str]) -> bool:
    """Say whether a statement concerns the relation of a pair.

    A speaker of the one side concerns it by addressing or naming the other, anyone else by naming both. Named means
    in the statement's paragraph, in the one before or after it, or in the report's title: a wire report gives every
    sentence a paragraph of its own, and the other side then stands next door.
    """
    near = _neighbourhood(report.body, statement.passage)
    present = {code for code in pair for m in named if code in (m.actor, m.country) and _touches(m.span, near)}
    for own, other in (pair, pair[::-1]):
        if is_party(statement.speaker, own):
            return is_party(statement.addressee, other) or other in present
    return len(present) == len(pair)


def _neighbourhood(body: str, passage: Span) -> Span:
    """Return the span of a passage's paragraph with the one before and the one after; blank lines do not count."""
    start, end = paragraph(body, passage)
    before = len(body[:start].rstrip())
    after = len(body) - len(body[end:].lstrip())
    return paragraph(body, (before, before))[0], paragraph(body, (after, after))[1]


def _touches(one: Span, other: Span) -> bool:
    """Say whether two spans share a character."""
    return one[0] < other[1] and other[0] < one[1]
