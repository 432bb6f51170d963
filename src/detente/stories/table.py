"""Differences, one row for each telling, and stories, one row each, as tables for readers outside Python."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from detente.records import Difference, Story

if TYPE_CHECKING:
    import pyarrow as pa

PARTS = (
    "words", "runs", "names", "reports", "slot", "one story", "opposed", "denied", "told by", "length", "lacking", "actor"
)  # fmt: skip
"""What scores are made of: the first three for aligned passages, the others for single kinds of differences."""


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
            ("note", pa.string()),
            ("score", pa.float64()),
            *((part, pa.float64()) for part in PARTS),
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
            "note": d.note,
            "score": d.score,
            **{part.name: part.value for part in d.parts},
            "reader": d.reader,
            "version": d.version,
        }
        for d in differences
        for telling in d.values
    ]
    return pa.Table.from_pylist(rows, schema=schema)


def story_table(stories: Iterable[Story]) -> pa.Table:
    """Return stories as Arrow: ids of reports and names of parties are lists."""
    import pyarrow as pa

    words = pa.list_(pa.string())
    schema = pa.schema(
        [
            ("id", pa.string()),
            ("title", pa.string()),
            ("from", pa.string()),
            ("to", pa.string()),
            ("reports", words),
            ("parties", words),
            ("actors", words),
        ]
    )
    rows = [
        {
            "id": story.id,
            "title": story.title,
            "from": story.when.start,
            "to": story.when.end,
            "reports": list(story.reports),
            "parties": [party.name or "" for party in story.parties],
            "actors": [party.actor or "" for party in story.parties],
        }
        for story in stories
    ]
    return pa.Table.from_pylist(rows, schema=schema)
