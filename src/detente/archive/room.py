"""Room and permission, looked at before a batch is written: a batch that cannot go in is not begun."""

from __future__ import annotations

from collections.abc import Iterable

from detente.archive.root import Root
from detente.archive.store import fault


def need_room(root: Root, size: int) -> None:
    """Raise ArchiveFull unless rows of so many bytes fit, taken as if they were stored uncompressed."""
    try:
        root.check_room(size)
    except OSError as error:
        raise fault(root, "folder", error, writing=True) from error


def need_permission(root: Root, tables: Iterable[str]) -> None:
    """Raise ArchiveFull unless files may be made in the folders of the tables."""
    root.check_permission(tables)
