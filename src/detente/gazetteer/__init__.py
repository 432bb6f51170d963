"""Who is who: states, organisations, organs, outlets and people with dated offices, as data, and the look-up.

The names below load on first use: what only compares spellings needs no look-up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.gazetteer.directory import Gazetteer
    from detente.gazetteer.model import Actor, Candidate, Hit, Kind, Membership, Name, NameHow, Spell, Title

_LATER = {
    "Actor": "detente.gazetteer.model",
    "Candidate": "detente.gazetteer.model",
    "Gazetteer": "detente.gazetteer.directory",
    "Hit": "detente.gazetteer.model",
    "Kind": "detente.gazetteer.model",
    "Membership": "detente.gazetteer.model",
    "Name": "detente.gazetteer.model",
    "NameHow": "detente.gazetteer.model",
    "Spell": "detente.gazetteer.model",
    "Title": "detente.gazetteer.model",
}

__all__ = ["Actor", "Candidate", "Gazetteer", "Hit", "Kind", "Membership", "Name", "NameHow", "Spell", "Title"]


def __getattr__(name: str) -> object:
    """Load a name on first use."""
    if name not in _LATER:
        raise AttributeError(f"module 'detente.gazetteer' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_LATER[name]), name)
