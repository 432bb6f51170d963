"""detente reads what the press reports about relations between states into a sourced, queryable record.

The names below load on first use, so that importing the package stays instant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from detente.archive import Query
    from detente.errors import DetenteError
    from detente.gazetteer import Gazetteer
    from detente.reading import extract, read
    from detente.records import Event, Failure, Mention, Party, Report, Statement
    from detente.show import brief
    from detente.show.opened import Archive
    from detente.show.opened import open_archive as open  # noqa: A004 - read as detente.open

_HOME = {
    "Archive": "detente.show.opened",
    "DetenteError": "detente.errors",
    "Event": "detente.records",
    "Failure": "detente.records",
    "Gazetteer": "detente.gazetteer",
    "Mention": "detente.records",
    "Party": "detente.records",
    "Query": "detente.archive",
    "Report": "detente.records",
    "Statement": "detente.records",
    "brief": "detente.show",
    "extract": "detente.reading",
    "open": "detente.show.opened",
    "read": "detente.reading",
}

__all__ = [
    "Archive",
    "DetenteError",
    "Event",
    "Failure",
    "Gazetteer",
    "Mention",
    "Party",
    "Query",
    "Report",
    "Statement",
    "__version__",
    "brief",
    "extract",
    "open",
    "read",
]
_OWN_NAME = {"open": "open_archive"}  # inside a module the name of a builtin would hide it


def __getattr__(name: str) -> Any:
    """Load a public name from its room on first use."""
    if name not in _HOME:
        raise AttributeError(f"module 'detente' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOME[name]), _OWN_NAME.get(name, name))


def __dir__() -> list[str]:
    return __all__
