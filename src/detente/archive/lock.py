"""One writer at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from detente.archive.root import LOCK, Root, rooted
from detente.archive.store import fault


@contextmanager
def lock(place: Root | Path) -> Iterator[None]:
    """Hold an archive, or a folder beside it. Raises ArchiveBusy if somebody else holds it, ArchiveFull without permission."""
    root = rooted(place)
    with ExitStack() as holding:
        try:
            holding.enter_context(root.held())
        except OSError as error:
            raise fault(root, LOCK, error, writing=True) from error
        yield
