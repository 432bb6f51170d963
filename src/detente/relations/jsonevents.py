"""PLOVER events as JSON, one object a line: POLECAT's own field names or short ones."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import msgspec

from detente.relations.columns import Bad

if TYPE_CHECKING:
    import pyarrow as pa

_ROWS = 200_000  # lines held at once
# What each field may be called, the first that is there.
_NAMES: dict[str, tuple[str, ...]] = {
    "id": ("Event ID", "event_id", "id"),
    "date": ("Event Date", "event_date", "date"),
    "type": ("Event Type", "event_type", "type"),
    "mode": ("Event Mode", "event_mode", "mode"),
    "source": ("Actor Name", "actor_name", "actor"),
    "source_country": ("Actor Country", "actor_country"),
    "source_sector": ("Primary Actor Sector", "actor_sector"),
    "target": ("Recipient Name", "recipient_name", "recipient"),
    "target_country": ("Recipient Country", "recipient_country"),
    "target_sector": ("Primary Recipient Sector", "recipient_sector"),
    "told_by": ("Source", "source", "publisher"),
}


class Account(Protocol):
    """What keeps the count of rows and the bad ones."""

    rows: int

    def fail(self, rows: list[Bad]) -> None:
        """Add bad rows."""


def json_batches(path: Path, done: Account) -> Iterator[Mapping[str, pa.Array]]:
    """Yield the columns of a file of JSON lines as text, with "line"; what is no object is a bad row."""
    decoder = msgspec.json.Decoder(dict[str, Any])  # values have whatever shape the file gives them
    rows: list[tuple[int, dict[str, Any]]] = []
    with gzip.open(path, "rb") if path.suffix == ".gz" else path.open("rb") as stream:
        for number, line in enumerate(stream, 1):
            if not line.strip():
                continue
            done.rows += 1
            try:
                rows.append((number, decoder.decode(line)))
            except (msgspec.MsgspecError, UnicodeDecodeError) as error:
                done.fail([Bad(line=number, reason=f"no JSON object: {error}")])
            if len(rows) == _ROWS:
                yield _columns(rows)
                rows = []
    if rows:
        yield _columns(rows)


def _columns(rows: list[tuple[int, dict[str, Any]]]) -> Mapping[str, pa.Array]:
    """Return rows as columns of text."""
    import pyarrow as pa

    made = {
        field: pa.array([_text(next((row[n] for n in names if n in row), "")) for _, row in rows], pa.string())
        for field, names in _NAMES.items()
    }
    return {**made, "line": pa.array([number for number, _ in rows])}


def _text(value: object) -> str:
    """Return a value as text; of a list its first, of nothing nothing."""
    if isinstance(value, list):
        return _text(value[0]) if value else ""
    return "" if value is None else str(value)
