"""Rows of the tables as records again: the way back of :mod:`detente.archive.rows`.

Rows come from Arrow as dicts of plain values; they were written from records, so their words are the records' words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from typing import Any, cast

from detente.corrections import Correction
from detente.foretold import Settlement
from detente.records import (
    Act,
    Content,
    Cue,
    Date,
    Event,
    Failure,
    Mention,
    Party,
    Place,
    Published,
    Quantity,
    Records,
    Report,
    Residue,
    Span,
    Statement,
)

Row = Mapping[str, Any]  # values of a row have the shape of their column, which only the Arrow schema knows


def report(row: Row, residue: Iterable[Row]) -> Report:
    """Return the report of a row and of the residue rows that belong to it, in order."""
    return Report(
        id=row["id"],
        origin=row["origin"],
        digest=row["digest"],
        source=row["source"],
        outlet=row["outlet"],
        title=row["title"],
        byline=row["byline"],
        url=row["url"],
        language=row["language"],
        published=Published(**_date_fields("published", row), known_from=row["published_known_from"]),
        body=row["body"],
        residue=tuple(Residue(text=r["text"], reason=r["reason"]) for r in residue),
        copy_of=row["copy_of"],
        changed=_changed(row),
        section=row["section"],
        place=row["place"],
        agency=tuple(row["agency"] or ()),
        reader=row["reader"],
        version=row["version"],
    )


def by_report(found: Mapping[str, Iterable[Row]], reports: Iterable[str]) -> list[Records]:
    """Return what was read out of reports, in the order of their ids given, from the rows of each table, in order."""
    held: dict[str, dict[str, list[Row]]] = {}
    for name, rows in found.items():
        for row in rows:
            held.setdefault(row["id" if name == "reports" else "report"], {}).setdefault(name, []).append(row)
    return [records(held[report]) for report in dict.fromkeys(reports) if "reports" in held.get(report, {})]


def records(rows: Mapping[str, Sequence[Row]]) -> Records:
    """Return the records of one report out of the rows of each table."""
    return Records(
        report=report(rows["reports"][0], rows.get("residue", ())),
        mentions=tuple(mention(row) for row in rows.get("mentions", ())),
        statements=tuple(statement(row) for row in rows.get("statements", ())),
        events=tuple(event(row) for row in rows.get("events", ())),
    )


def _changed(row: Row) -> Published | None:
    """Return when a report was changed, None where nothing is said of it."""
    if row["changed_precision"] is None:
        return None
    return Published(**_date_fields("changed", row), known_from=row["changed_known_from"])


def mention(row: Row) -> Mention:
    """Return the mention of a row."""
    return Mention(
        id=row["id"],
        report=row["report"],
        span=(row["span_start"], row["span_end"]),
        text=row["text"],
        actor=row["actor"],
        name=row["name"],
        country=row["country"],
        sector=row["sector"],
        office=row["office"],
        how=row["how"],
        reader=row["reader"],
        version=row["version"],
    )


def statement(row: Row) -> Statement:
    """Return the statement of a row."""
    return Statement(
        id=row["id"],
        report=row["report"],
        kind=row["kind"],
        form=row["form"],
        speaker=_party("speaker", row),
        cue=Cue(text=row["cue_text"], lemma=row["cue_lemma"], spans=_spans(row["cue_spans"])),
        content=Content(text=row["content_text"], spans=_spans(row["content_spans"])),
        addressee=_party("addressee", row),
        inside=row["inside"],
        via=tuple(row["via"]),
        acts=cast("tuple[Act, ...]", tuple(row["acts"])),
        certainty=row["certainty"],
        issues=tuple(row["issues"]),
        said=Date(**_date_fields("said", row)),
        passage=(row["passage_start"], row["passage_end"]),
        rule=row["rule"],
        reader=row["reader"],
        version=row["version"],
    )


def event(row: Row) -> Event:
    """Return the event of a row."""
    return Event(
        id=row["id"],
        report=row["report"],
        statement=row["statement"],
        source=cast("Party", _party("source", row)),
        target=_party("target", row),
        type=row["type"],
        mode=row["mode"],
        cameo=row["cameo"],
        goldstein=row["goldstein"],
        score=row["score"],
        status=row["status"],
        when=Date(**_date_fields("when", row)),
        where=None if row["where_place"] is None else Place(place=row["where_place"], country=row["where_country"]),
        quantities=tuple(_quantity(q) for q in row["quantities"]),
        issues=tuple(row["issues"]),
        passage=(row["passage_start"], row["passage_end"]),
        rule=row["rule"],
        reader=row["reader"],
        version=row["version"],
        origin=row["origin"],
        mutual=bool(row["mutual"]),
        when_known_from=row["when_known_from"],
        passages=_spans(row["passages"] or ()),
    )


def settlement(row: Row) -> Settlement:
    """Return a settlement out of its row."""
    return Settlement(
        id=row["id"],
        entry=row["entry"],
        state=row["state"],
        undoes=row["undoes"],
        who=row["who"],
        why=row["why"],
        made=row["made"],
    )


def correction(row: Row) -> Correction:
    """Return a correction out of its row."""
    own = {f.name: row[f.name] for f in fields(Correction) if f.name != "span"}
    return Correction(**own, span=(row["span_start"], row["span_end"]))


def failure(row: Row) -> Failure:
    """Return the failure of a row."""
    return Failure(
        id=row["id"],
        source=row["source"],
        stage=row["stage"],
        error=row["error"],
        report=row["report"],
        reader=row["reader"],
        version=row["version"],
    )


def _party(role: str, row: Row) -> Party | None:
    """Return the actor in a role, None where the role is empty."""
    if row[f"{role}_how"] is None:
        return None
    return Party(
        actor=row[f"{role}_actor"],
        name=row[f"{role}_name"],
        country=row[f"{role}_country"],
        sector=row[f"{role}_sector"],
        office=row[f"{role}_office"],
        text=row[f"{role}_text"],
        spans=_spans(row[f"{role}_spans"]),
        how=row[f"{role}_how"],
    )


def _date_fields(role: str, row: Row) -> dict[str, Any]:
    """Return the fields of a date."""
    return {
        "start": row[f"{role}_from"],
        "end": row[f"{role}_to"],
        "precision": row[f"{role}_precision"],
        "text": row[f"{role}_text"],
    }


def _spans(spans: Iterable[Row]) -> tuple[Span, ...]:
    """Return spans from Arrow structs."""
    return tuple((s["start"], s["end"]) for s in spans)


def _quantity(figure: Row) -> Quantity:
    """Return a figure from an Arrow struct."""
    return Quantity(
        value=figure["value"],
        unit=figure["unit"],
        role=figure["role"],
        text=figure["text"],
        span=(figure["start"], figure["end"]),
    )
