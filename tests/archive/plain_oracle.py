"""What a query finds, by the plainest Python that follows the words of Query's documentation."""

from __future__ import annotations

from collections.abc import Sequence

from detente.archive import Query
from detente.records import Event, Mention, Party, Records, Report, Statement

_FIRST, _LAST = ("-01-01", "-01"), ("-12-31", "-31")


def found(table: str, records: Sequence[Records], q: Query) -> list[str]:
    """Return the ids that a query finds in a table, in order."""
    rows = []
    for made in records:
        for row in _rows(table, made):
            day = _day(row, made.report)
            if _matches(row, made, day, q):
                rows.append(((day is None, day or ""), _place(row), row.id))
    return [name for _, _, name in sorted(rows)][: q.limit]


def _rows(table: str, made: Records) -> Sequence[Report | Mention | Statement | Event]:
    return (made.report,) if table == "reports" else getattr(made, table)


def _day(row: Report | Mention | Statement | Event, report: Report) -> str | None:
    own = {Event: "when", Statement: "said"}.get(type(row))
    return (getattr(row, own).start if own else None) or report.published.start


def _place(row: Report | Mention | Statement | Event) -> tuple[str, tuple[int, ...]]:
    if isinstance(row, Report):
        return row.id, ()
    if isinstance(row, Mention):
        return row.report, row.span
    return row.report, (row.content.spans[0][0] if isinstance(row, Statement) else row.passage[0],)


def _matches(row: Report | Mention | Statement | Event, made: Records, day: str | None, q: Query) -> bool:
    tests = [
        q.since is None or (day is not None and day >= _full(q.since, _FIRST)),
        q.until is None or (day is not None and day <= _full(q.until, _LAST)),
        q.outlet is None or (made.report.outlet or "").lower() == q.outlet.lower(),
        _actors(row, made, q),
        _kind(row, made, q),
        q.act is None or any(q.act in s.acts for s in _statements(row, made)),
        q.issue is None or _issue(row, made, q.issue),
        all(word.lower() in _text(row, made.report).lower() for word in (q.text or "").split() if word.isalnum()),
    ]
    return all(tests)


def _full(text: str, ends: tuple[str, str]) -> str:
    return text + ends[0] if len(text) == 4 else text + ends[1] if len(text) == 7 else text


def _actors(row: Report | Mention | Statement | Event, made: Records, q: Query) -> bool:
    if isinstance(row, Mention):
        asked = [a for a in (q.actor, q.source, q.target, *(q.between or ())) if a is not None]
        return not asked or any(a in {row.actor, row.country} for a in asked)
    a, b = q.between or (None, None)
    return (
        (q.actor is None or _source(row, made, q.actor) or _target(row, made, q.actor))
        and (q.source is None or _source(row, made, q.source))
        and (q.target is None or _target(row, made, q.target))
        and (
            a is None
            or (_source(row, made, a) and _target(row, made, b))
            or (_source(row, made, b) and _target(row, made, a))
        )
    )


def _is(party: Party | None, code: str) -> bool:
    return party is not None and code in {party.actor, party.country}


def _named(made: Records, code: str, spans: Sequence[tuple[int, int]] | None = None) -> bool:
    return any(
        code in {m.actor, m.country} and (spans is None or any(m.span[0] < e and m.span[1] > s for s, e in spans))
        for m in made.mentions
    )


def _source(row: Report | Statement | Event, made: Records, code: str) -> bool:
    if isinstance(row, Report):
        return _named(made, code)
    if isinstance(row, Statement):
        return _is(row.speaker, code)
    return _is(row.source, code) or (row.mutual and _is(row.target, code))


def _target(row: Report | Statement | Event, made: Records, code: str) -> bool:
    if isinstance(row, Report):
        return _named(made, code)
    if isinstance(row, Statement):
        return _is(row.addressee, code) or _named(made, code, row.content.spans)
    return _is(row.target, code) or (row.mutual and _is(row.source, code))


def _kind(row: Report | Mention | Statement | Event, made: Records, q: Query) -> bool:
    if q.type is None and q.status is None:
        return True
    if isinstance(row, Event):
        events = [row]
    elif isinstance(row, Statement):
        events = [e for e in made.events if e.statement == row.id]
    else:
        events = list(made.events)
    return any(
        (q.type is None or e.type.lower() == q.type.lower()) and (q.status is None or e.status == q.status)
        for e in events
    )


def _statements(row: Report | Mention | Statement | Event, made: Records) -> list[Statement]:
    if isinstance(row, Statement):
        return [row]
    if isinstance(row, Event):
        return [s for s in made.statements if s.id == row.statement]
    return list(made.statements)


def _issue(row: Report | Mention | Statement | Event, made: Records, issue: str) -> bool:
    if isinstance(row, Statement | Event):
        return issue in row.issues
    return any(issue in r.issues for r in (*made.statements, *made.events))


def _text(row: Report | Mention | Statement | Event, report: Report) -> str:
    if isinstance(row, Report):
        return f"{row.title or ''} {row.body}"
    if isinstance(row, Mention):
        return row.text
    passage = report.body[slice(*row.passage)]
    return f"{passage} {row.content.text}" if isinstance(row, Statement) else passage
