"""One writer at a time: a lock on a file in the archive, given back by the system when its holder dies."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from detente.archive.store import fault
from detente.errors import ArchiveBusy

LOCK = "writer.lock"


@contextmanager
def lock(root: Path) -> Iterator[None]:
    """Hold the archive's lock. Raises ArchiveBusy if somebody else holds it, ArchiveFull without permission."""
    import fcntl

    try:
        handle = (root / LOCK).open("a")
    except OSError as error:
        raise fault(root, LOCK, error, writing=True) from error
    with handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise ArchiveBusy(root) from error
        yield
