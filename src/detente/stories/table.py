"""Differences as a flat table, one row for each telling, for readers outside Python."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from detente.records import Difference

if TYPE_CHECKING:
    import pyarrow as pa


def table(differences: Iterable[Difference]) -> pa.Table:
    """Return differences as Arrow: the rows of one share its ``id``; score parts are columns, null where not compared."""
    import pyarrow as pa

    schema = pa.schema(
        [
            ("id", pa.string()),
            ("story", pa.string()),
            ("kind", pa.string()),
            ("about", pa.string()),
            ("report", pa.string()),
            ("outlet", pa.string()),
            ("value", pa.string()),
            ("span_start", pa.int32()),
            ("span_end", pa.int32()),
            ("record", pa.string()),
            ("score", pa.float64()),
            ("words", pa.float64()),
            ("runs", pa.float64()),
            ("names", pa.float64()),
            ("reader", pa.string()),
            ("version", pa.string()),
        ]
    )
    rows = [
        {
            "id": d.id,
            "story": d.story,
            "kind": d.kind,
            "about": d.about,
            "report": telling.report,
            "outlet": telling.outlet,
            "value": telling.value,
            "span_start": telling.span[0],
            "span_end": telling.span[1],
            "record": telling.record,
            "score": d.score,
            **{part.name: part.value for part in d.parts},
            "reader": d.reader,
            "version": d.version,
        }
        for d in differences
        for telling in d.values
    ]
    return pa.Table.from_pylist(rows, schema=schema)
