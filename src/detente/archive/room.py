"""Room and permission, looked at before a batch is written: a batch that cannot go in is not begun."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from detente.archive.store import fault
from detente.errors import ArchiveFull

_SPARE = 256 * 1024  # bytes for the logs of a batch: about 2 KB a table, and a checkpoint now and then


def need_room(root: Path, size: int) -> None:
    """Raise ArchiveFull unless rows of so many bytes fit, taken as if they were stored uncompressed."""
    try:
        usage = shutil.disk_usage(root)
    except OSError as error:
        raise fault(root, "folder", error, writing=True) from error
    # A file system of 0 bytes is one that does not tell its size: there the batch is tried.
    if usage.total and usage.free < size + _SPARE:
        raise ArchiveFull(root, f"no room left on the device ({usage.free:,} bytes free, {size + _SPARE:,} needed)")


def need_permission(root: Path, tables: Iterable[str]) -> None:
    """Raise ArchiveFull unless files may be made in the folders of the tables."""
    for table in tables:
        for folder in (root / table, root / table / "_delta_log"):
            if folder.exists() and not os.access(folder, os.W_OK):
                raise ArchiveFull(root, f"no permission to write in {folder.relative_to(root)}")
