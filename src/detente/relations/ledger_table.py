"""The ledger as a flat table, one row for each entry, for readers outside Python."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from detente.foretold import Entry

if TYPE_CHECKING:
    import pyarrow as pa

_TEXTS = (
    *("id", "report", "outlet", "statement", "kind", "speaker_actor", "speaker_name", "speaker_country", "said_from"),
    *("said_to", "text", "condition", "by_to", "by_text", "chance_text", "state", "why", "settlement", "same_as"),
    *("reader", "version"),
)


def table(found: Iterable[Entry]) -> pa.Table:
    """Return entries as Arrow; evidence is lists in step with each other: role, report, record, text and score."""
    import pyarrow as pa

    texts = pa.list_(pa.string())
    schema = pa.schema(
        [
            *((name, pa.string()) for name in _TEXTS),
            ("span_start", pa.int32()),
            ("span_end", pa.int32()),
            ("chance", pa.float64()),
            ("issues", texts),
            *((f"evidence_{name}", texts) for name in ("role", "report", "record", "text")),
            ("evidence_score", pa.list_(pa.float64())),
        ]
    )
    return pa.Table.from_pylist([row(e) for e in found], schema=schema)


def row(entry: Entry) -> dict[str, object]:
    """Return an entry as a row of the table."""
    own = {name: getattr(entry, name) for name in _TEXTS if hasattr(entry, name)}
    speaker = entry.speaker
    return own | {
        "speaker_actor": speaker.actor if speaker else None,
        "speaker_name": speaker.name if speaker else None,
        "speaker_country": speaker.country if speaker else None,
        "said_from": entry.said.start,
        "said_to": entry.said.end,
        "by_to": entry.by.end,
        "by_text": entry.by.text or None,
        "span_start": entry.span[0],
        "span_end": entry.span[1],
        "chance": entry.chance,
        "issues": list(entry.issues),
        "evidence_role": [e.role for e in entry.evidence],
        "evidence_report": [e.report for e in entry.evidence],
        "evidence_record": [e.record for e in entry.evidence],
        "evidence_text": [e.text for e in entry.evidence],
        "evidence_score": [e.score for e in entry.evidence],
    }
