"""One writer at a time, and between two of its batches the word of a person.

Who reads sources, or changes tables as wholes, holds the archive as long as that takes. Every batch, and every person's
word, is written in a turn of its own; so a word that is said while a reading goes on waits for a batch at most.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from detente.archive.root import LOCK, TURN, Root, rooted
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


@contextmanager
def turn(root: Root) -> Iterator[None]:
    """Hold an archive for one batch, waited for. Raises ArchiveBusy where others take too long, ArchiveFull."""
    with ExitStack() as holding:
        try:
            holding.enter_context(root.turn())
        except OSError as error:
            raise fault(root, TURN, error, writing=True) from error
        yield


@contextmanager
def alone(root: Root) -> Iterator[None]:
    """Hold an archive so that nobody writes anything. Raises as :func:`lock`."""
    with lock(root), turn(root):
        yield
