"""Events told in several reports become one line each."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from detente.records import Event, Report, Statement
from detente.relations import is_conflict, is_party
from detente.show.naming import Names, label
from detente.show.proofs import MOST_PROOFS, proof
from detente.show.record import Deed, Side
from detente.show.speech import chain


def deeds(
    events: Iterable[Event],
    pair: tuple[str, str],
    *,
    reports: Mapping[str, Report],
    statements: Mapping[str, Statement],
    names: Names,
) -> tuple[Deed, ...]:
    """Return what the sides of a pair did to each other, one deed for equal events, in order of time.

    Events are equal that share direction (none where both act), type, status and day. Where the day is not known they
    are equal that were read from the same words, as in a reprint. Undated deeds come last, in order of publication.

    Args:
        events: those between the pair.
        pair: the codes of the sides "a" and "b".
        reports: by id, in order of publication; every event's report is among them.
        statements: by id, those that events were told in.
        names: gives the name of a country or organisation for its code.
    """
    place = {id_: n for n, id_ in enumerate(reports)}
    same: dict[tuple[str, ...], list[Event]] = defaultdict(list)
    for event in events:
        same[_key(event, pair, reports[event.report])].append(event)
    out = []
    for told in same.values():
        told.sort(key=lambda e: (place[e.report], e.passage, e.id))
        out.append((place[told[0].report], _deed(told, pair, reports, statements, names)))
    out.sort(key=lambda item: (item[1].when.start or "9999", item[1].when.end or "9999", item[0], item[1].id))
    return tuple(deed for _, deed in out)


def acting(event: Event, pair: tuple[str, str]) -> Side:
    """Return which side acts."""
    return "a" if is_party(event.source, pair[0]) and is_party(event.target, pair[1]) else "b"


def _key(event: Event, pair: tuple[str, str], report: Report) -> tuple[str, ...]:
    """Return what equal events share."""
    common = ("both" if event.mutual else acting(event, pair), event.type, event.status)
    when = event.when
    if when.start and when.end and when.start[:10] == when.end[:10]:
        return (*common, when.start[:10])
    start, end = event.passage
    text = re.sub(r"\W+", " ", report.body[start:end]).casefold().strip()
    return (*common, when.start or "", when.end or "", text)


def _deed(
    told: list[Event],
    pair: tuple[str, str],
    reports: Mapping[str, Report],
    statements: Mapping[str, Statement],
    names: Names,
) -> Deed:
    """Return equal events as one deed; the first of them in order of publication that has a mode gives its details."""
    lead = next((e for e in told if e.mode), told[0])
    side = acting(lead, pair)
    actor, other = pair if side == "a" else pair[::-1]
    by_report = list({e.report: e for e in reversed(told)}.values())[::-1]
    rest = [e for e in told if e not in by_report]
    within = statements.get(lead.statement or "")
    return Deed(
        id=lead.id,
        side=side,
        source=label(lead.source, names) or names(actor) or actor,
        target=label(lead.target, names) or names(other) or other,
        type=lead.type,
        mode=lead.mode,
        cameo=lead.cameo,
        goldstein=lead.goldstein,
        score=lead.score,
        conflict=is_conflict(lead.type),
        status=lead.status,
        when=lead.when,
        place=next((e.where.place for e in told if e.where), None),
        figures=tuple(dict.fromkeys(q.text for e in told for q in e.quantities)),
        issues=tuple(dict.fromkeys(i for e in told for i in e.issues)),
        said_by=chain(within, statements, names) if within else (),
        told_in=tuple(dict.fromkeys(e.statement for e in told if e.statement)),
        proofs=tuple(proof(e, reports[e.report]) for e in (by_report + rest)[:MOST_PROOFS]),
        count=len(told),
        reports=len(by_report),
        mutual=lead.mutual,
    )
