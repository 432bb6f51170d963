"""Intake: whatever a newsroom or a lab has, turned into clean, dated reports.

:func:`items` streams raw items out of files, folders, patterns, addresses and standard input; :func:`report` reads one of them
into a :class:`~detente.records.Report`. An item's id needs no cleaning, so that a reading knows what it has.

The names below load on first use: what only shows an item's name or compares texts needs none of the readers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.intake.assemble import report
    from detente.intake.fetching import Fetching
    from detente.intake.item import READER, VERSION, Item
    from detente.intake.sources import count, items

_LATER = {
    "READER": "detente.intake.item",
    "VERSION": "detente.intake.item",
    "Fetching": "detente.intake.fetching",
    "Item": "detente.intake.item",
    "count": "detente.intake.sources",
    "items": "detente.intake.sources",
    "report": "detente.intake.assemble",
}

__all__ = ["READER", "VERSION", "Fetching", "Item", "count", "items", "report"]


def __getattr__(name: str) -> object:
    """Load a name on first use."""
    if name not in _LATER:
        raise AttributeError(f"module 'detente.intake' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_LATER[name]), name)
