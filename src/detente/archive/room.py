"""Room on the device, looked at before a batch is written: a batch that cannot fit is not begun."""

from __future__ import annotations

import shutil
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
