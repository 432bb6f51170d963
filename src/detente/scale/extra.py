"""Libraries that come with the extra ``scale``, loaded when one is needed."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from detente.errors import ExtraMissing

EXTRA = "scale"


def need(module: str) -> ModuleType:
    """Return a module of a library of the extra ``scale``. Raises ExtraMissing where it is not installed."""
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        library = module.partition(".")[0]
        if (error.name or "").partition(".")[0] != library:
            raise
        raise ExtraMissing(library, EXTRA) from error
