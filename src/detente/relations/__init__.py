"""Relations: how an ordered pair of actors moves over time, counted from events that carry their sentences.

The events come in as records, so a series can be made from an archive, a file or a list. What is counted and what is
left out: :mod:`detente.relations.counting`; how time is cut: :mod:`detente.relations.periods`.
From an archive the same is summed by its engine: :mod:`detente.relations.stored`. What moves: turning points
(:mod:`detente.relations.turning`), echoes (:mod:`detente.relations.echoes`), outlook (:mod:`detente.relations.outlook`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.relations.counting import FACTS, Line, Point, Series, is_party, series
from detente.relations.periods import BY, By, Period
from detente.relations.quads import CONFLICT, COOPERATION, is_conflict

if TYPE_CHECKING:
    from detente.relations.ledger_archive import ledger
    from detente.relations.ledger_counts import record
    from detente.relations.ledger_settlements import settle, undo

_LATER = {
    "ledger": "detente.relations.ledger_archive",
    "record": "detente.relations.ledger_counts",
    "settle": "detente.relations.ledger_settlements",
    "undo": "detente.relations.ledger_settlements",
}

__all__ = [
    "BY",
    "CONFLICT",
    "COOPERATION",
    "FACTS",
    "By",
    "Line",
    "Period",
    "Point",
    "Series",
    "is_conflict",
    "is_party",
    "ledger",
    "record",
    "series",
    "settle",
    "undo",
]


def __getattr__(name: str) -> object:
    """Load the ledger, which reads sentences, on first use."""
    if name not in _LATER:
        raise AttributeError(f"module 'detente.relations' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_LATER[name]), name)
