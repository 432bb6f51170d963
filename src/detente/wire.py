"""Records as plain dicts and JSON, and back: the one place that knows the names of the fields outside Python.

The field names are those of the records, but for dates, whose ``start`` and ``end`` are "from" and "to" (a word that
Python keeps for itself).
"""

from __future__ import annotations

import hashlib
from collections.abc import Hashable
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, cast

from detente.foretold import Entry
from detente.records import Date, Difference, Event, Failure, Mention, Published, Report, Revision, Statement, Story

Record = Report | Mention | Statement | Event | Story | Difference | Entry | Revision | Failure

KINDS: dict[type, str] = {
    Report: "report",
    Mention: "mention",
    Statement: "statement",
    Event: "event",
    Story: "story",
    Difference: "difference",
    Entry: "ledger",
    Revision: "revision",
    Failure: "failure",
}


def digest(*parts: object) -> str:
    """Return a stable 16-character id for the given raw fields (SHA-256, fields kept apart)."""
    text = "\x1f".join("" if p is None else str(p) for p in parts)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def plain(value: Any) -> Any:
    """Return a record, or a part of one, as dicts, lists, strings and numbers."""
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, list | tuple):
        return [plain(v) for v in value]
    names = _names(cast(Hashable, type(value)))
    return {own: plain(getattr(value, name)) for name, own in names} if names else value


@cache
def _names(kind: Any) -> tuple[tuple[str, str], ...]:
    """The fields of a record's type with their names outside Python; none for anything else."""
    if not is_dataclass(kind):
        return ()
    renamed = {"start": "from", "end": "to"} if kind in (Date, Published) else {}
    return tuple((f.name, renamed.get(f.name, f.name)) for f in fields(kind))


def record_to_dict(record: Record) -> dict[str, Any]:
    """Return a record as the dict of CONTRACT's JSON, its kind under "record"."""
    return {"record": KINDS[type(record)], **plain(record)}


def record_to_json(record: Record) -> str:
    """Return a record as one line of JSON, characters beyond ASCII kept."""
    import msgspec

    return msgspec.json.encode(record_to_dict(record)).decode("utf-8")
