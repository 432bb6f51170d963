"""Answers to who somebody is, as rows: one for each office, and one for who has none."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

    from detente.gazetteer import Candidate

_TEXTS = ("id", "name", "kind", "country", "reason", "office", "office_country", "start", "end")


def office_table(candidates: Iterable[Candidate]) -> pa.Table:
    """Return answers as Arrow; dates stay as precise as they are known: 2012-11-06, 2012-11, 2012."""
    import pyarrow as pa

    rows = []
    for one in candidates:
        actor = one.actor
        who = {"id": actor.id, "name": one.name, "kind": actor.kind, "country": actor.country}
        about = {**who, "score": one.score, "reason": one.reason}
        offices = [{"office": s.title, "office_country": s.country, "start": s.start, "end": s.end} for s in one.spells]
        rows += [{**about, **office} for office in offices or [{"start": actor.start, "end": actor.end}]]
    schema = pa.schema([*((name, pa.string()) for name in _TEXTS[:5]), ("score", pa.float64())])
    schema = pa.schema([*schema, *((name, pa.string()) for name in _TEXTS[5:])])
    return pa.Table.from_pylist(rows, schema=schema)
