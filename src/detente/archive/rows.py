"""Records as rows of the tables: the way in (the way back is :mod:`detente.archive.rebuild`)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from detente.archive.story_rows import StoryRows
from detente.archive.tables import DATA_TABLES, schema
from detente.corrections import Correction
from detente.foretold import Settlement
from detente.records import Date, Event, Failure, Mention, Party, Place, Quantity, Records, Report, Span, Statement

if TYPE_CHECKING:
    import pyarrow as pa

Row = dict[str, object]

_KEYS = {"residue": ("report", "position"), "traits": ("report",)}  # what a row is known by where that is not its id
_SURROGATE = re.compile("[\ud800-\udfff]")


def arrow_tables(
    batch: Sequence[Records], failures: Iterable[Failure], stories: StoryRows | None = None
) -> dict[str, pa.Table]:
    """Return the Arrow table of a batch for each data table; a table without rows is left out.

    ``failures`` are all the failures to write; those inside the records are not looked at.

    Half a surrogate pair (file names that are no UTF-8 hold such characters) has no place in Arrow: it becomes U+FFFD,
    one character for one, so that passages stay where they are.
    """
    rows: dict[str, list[Row]] = {name: [] for name in DATA_TABLES}
    for records in batch:
        _add(records, rows)
    rows["failures"].extend(failure_row(f) for f in failures)
    if stories is not None:
        rows.update(stories.rows())
    return {name: arrow(name, list(_once(name, found))) for name, found in rows.items() if found}


def _add(records: Records, rows: dict[str, list[Row]]) -> None:
    """Add the rows of one report to each table's list."""
    report = records.report
    rows["reports"].append(report_row(report))
    rows["residue"].extend(residue_rows(report))
    rows["mentions"].extend(mention_row(m, report) for m in records.mentions)
    rows["statements"].extend(statement_row(s, report) for s in records.statements)
    rows["events"].extend(event_row(e, report) for e in records.events)


def _once(name: str, rows: Iterable[Row]) -> Iterator[Row]:
    """Yield the first row of each id: an id is a hash of what makes the record, so a second one is the same record."""
    seen: set[object] = set()
    for row in rows:
        key = tuple(row[column] for column in _KEYS.get(name, ("id",)))
        if key not in seen:
            seen.add(key)
            yield row


def arrow(name: str, rows: list[Row]) -> pa.Table:
    """Return rows as an Arrow table of the table's schema."""
    import pyarrow as pa

    try:
        return pa.Table.from_pylist(rows, schema=schema(name))
    except UnicodeEncodeError:
        return pa.Table.from_pylist([{k: _whole(v) for k, v in row.items()} for row in rows], schema=schema(name))


def _whole(value: object) -> object:
    """Return a value with half surrogate pairs replaced by U+FFFD, in lists and dicts too."""
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value)
    if isinstance(value, list):
        return [_whole(v) for v in value]
    if isinstance(value, dict):
        return {k: _whole(v) for k, v in value.items()}
    return value


def report_row(report: Report) -> Row:
    """Return a report's row; its residue lies in a table of its own."""
    return {
        "id": report.id,
        "date": _day(report.published),
        "origin": report.origin,
        "digest": report.digest,
        "source": report.source,
        "outlet": report.outlet,
        "title": report.title,
        "byline": report.byline,
        "url": report.url,
        "language": report.language,
        **_date("published", report.published),
        "published_known_from": report.published.known_from,
        "body": report.body,
        "copy_of": report.copy_of,
        "reader": report.reader,
        "version": report.version,
        **_changed(report),
        "section": report.section,
        "place": report.place,
        "agency": list(report.agency),
    }


def _changed(report: Report) -> Row:
    """Return the columns of a report's last change: none where nothing is said of it."""
    if report.changed is None:
        return {}
    return {**_date("changed", report.changed), "changed_known_from": report.changed.known_from}


def residue_rows(report: Report) -> list[Row]:
    """Return the rows of a report's residue, in the order in which it was dropped."""
    return [
        {
            "report": report.id,
            "position": position,
            "text": line.text,
            "reason": line.reason,
            "reader": report.reader,
            "version": report.version,
        }
        for position, line in enumerate(report.residue)
    ]


def mention_row(mention: Mention, report: Report) -> Row:
    """Return a mention's row, dated by its report."""
    return {
        "id": mention.id,
        "report": mention.report,
        "date": _day(report.published),
        "span_start": mention.span[0],
        "span_end": mention.span[1],
        "text": mention.text,
        "actor": mention.actor,
        "name": mention.name,
        "country": mention.country,
        "sector": mention.sector,
        "office": mention.office,
        "how": mention.how,
        "reader": mention.reader,
        "version": mention.version,
    }


def statement_row(statement: Statement, report: Report) -> Row:
    """Return a statement's row, dated by when it was said, else by its report."""
    return {
        "id": statement.id,
        "report": statement.report,
        "date": _day(statement.said, report.published),
        "kind": statement.kind,
        "form": statement.form,
        **_party("speaker", statement.speaker),
        "cue_text": statement.cue.text,
        "cue_lemma": statement.cue.lemma,
        "cue_spans": _spans(statement.cue.spans),
        "content_text": statement.content.text,
        "content_spans": _spans(statement.content.spans),
        **_party("addressee", statement.addressee),
        "inside": statement.inside,
        "via": list(statement.via),
        "acts": list(statement.acts),
        "certainty": statement.certainty,
        "issues": list(statement.issues),
        **_date("said", statement.said),
        **_passage(statement.passage, report.body),
        "rule": statement.rule,
        "reader": statement.reader,
        "version": statement.version,
    }


def event_row(event: Event, report: Report) -> Row:
    """Return an event's row, dated by when it happened, else by its report."""
    return {
        "id": event.id,
        "report": event.report,
        "statement": event.statement,
        "date": _day(event.when, report.published),
        **_party("source", event.source),
        **_party("target", event.target),
        "type": event.type,
        "mode": event.mode,
        "cameo": event.cameo,
        "goldstein": event.goldstein,
        "score": event.score,
        "status": event.status,
        **_date("when", event.when),
        **_place(event.where),
        "quantities": [_quantity(q) for q in event.quantities],
        "issues": list(event.issues),
        **_passage(event.passage, report.body),
        "rule": event.rule,
        "reader": event.reader,
        "version": event.version,
        "origin": event.origin,
        "mutual": event.mutual,
        "when_known_from": event.when_known_from,
        "passages": _spans(event.passages),
    }


def failure_row(failure: Failure) -> Row:
    """Return a failure's row."""
    return {
        "id": failure.id,
        "source": failure.source,
        "stage": failure.stage,
        "error": failure.error,
        "report": failure.report,
        "reader": failure.reader,
        "version": failure.version,
    }


def _party(role: str, party: Party | None) -> Row:
    """Return the columns of an actor in a role: none where the role is empty."""
    if party is None:
        return {}
    return {
        f"{role}_actor": party.actor,
        f"{role}_name": party.name,
        f"{role}_country": party.country,
        f"{role}_sector": party.sector,
        f"{role}_office": party.office,
        f"{role}_text": party.text,
        f"{role}_spans": _spans(party.spans),
        f"{role}_how": party.how,
    }


def _date(role: str, when: Date) -> Row:
    """Return the columns of a date."""
    return {
        f"{role}_from": when.start,
        f"{role}_to": when.end,
        f"{role}_precision": when.precision,
        f"{role}_text": when.text,
    }


def _day(*dates: Date) -> date | None:
    """Return the first day of the first date that is known, None where none is."""
    for found in dates:
        if found.start:
            try:
                return date.fromisoformat(found.start[:10])
            except ValueError:  # outside the years 1 to 9999: known, but no day that a column of days can hold
                continue
    return None


def settlement_table(settlement: Settlement) -> pa.Table:
    """Return the Arrow table of one settlement."""
    return arrow("settlements", [{name: getattr(settlement, name) for name in schema("settlements").names}])


def correction_table(corrections: Iterable[Correction]) -> pa.Table:
    """Return the Arrow table of corrections."""
    names = [name for name in schema("corrections").names if not name.startswith("span_")]
    return arrow(
        "corrections",
        [
            {"span_start": c.span[0], "span_end": c.span[1], **{name: getattr(c, name) for name in names}}
            for c in corrections
        ],
    )


def _spans(spans: Iterable[Span]) -> list[dict[str, int]]:
    """Return spans as Arrow structs."""
    return [{"start": start, "end": end} for start, end in spans]


def _passage(passage: Span, body: str) -> Row:
    """Return the columns of a passage."""
    return {"passage_start": passage[0], "passage_end": passage[1], "passage_text": body[slice(*passage)]}


def _place(where: Place | None) -> Row:
    """Return the columns of a place: none where it is unknown."""
    return {} if where is None else {"where_place": where.place, "where_country": where.country}


def _quantity(quantity: Quantity) -> dict[str, object]:
    """Return a figure as an Arrow struct."""
    return {
        "value": quantity.value,
        "unit": quantity.unit,
        "role": quantity.role,
        "text": quantity.text,
        "start": quantity.span[0],
        "end": quantity.span[1],
    }
