"""Show: the brief on a relation as a record, as one self-contained page, and in short for the terminal.

The names below load on first use: an archive that is only asked needs none of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.show.compose import brief
    from detente.show.record import Brief
    from detente.show.render import page

_LATER = {"Brief": "detente.show.record", "brief": "detente.show.compose", "page": "detente.show.render"}

__all__ = ["Brief", "brief", "page"]


def __getattr__(name: str) -> object:
    """Load a name on first use."""
    if name not in _LATER:
        raise AttributeError(f"module 'detente.show' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_LATER[name]), name)
