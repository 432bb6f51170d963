"""How an archive begins: made in an empty place, or gone on with where its making was cut off."""

from __future__ import annotations

import re

from detente.archive.lock import alone
from detente.archive.marker import is_ours
from detente.archive.migrations import begun, migrate
from detente.archive.readings import NAME as READINGS
from detente.archive.readings import Reading, last
from detente.archive.root import LOCKS, MARKER, Root
from detente.archive.store import fault
from detente.archive.tables import COLUMNS
from detente.errors import ArchiveDamaged, ArchiveError, NoArchive

# What the Delta library misreads in a path: it takes "%20" for a space, and refuses control characters and names that
# are no UTF-8 (which Python holds as half surrogate pairs).
_UNFIT = re.compile("%[0-9A-Fa-f]{2}|[\x00-\x1f\x7f]|[\ud800-\udfff]")


def last_reading(root: Root) -> Reading:
    """Return the last reading of an archive, which has one from its creation on."""
    reading = last(root)
    if reading is None:
        raise ArchiveDamaged(root.address, READINGS, "the table is empty")
    return reading


def begin(root: Root, *, create: bool) -> None:
    """Make an archive in a folder that has no marker, or go on with one whose making was cut off."""
    if begun(root) and (reading := last(root)) is not None and reading.number > 0:
        raise ArchiveDamaged(root.address, MARKER, "missing")
    if not create:
        raise NoArchive(root.address)
    if _UNFIT.search(root.whole):
        raise ArchiveError(
            root.address, "the Delta library cannot use a path with such characters; give a plainer --archive"
        )
    try:
        root.make()
        strangers = [name for name in root.names() if not (is_ours(name) or name in {*LOCKS, *COLUMNS})]
    except FileExistsError as error:
        raise ArchiveError(root.address, "is a file; an archive is a folder, give another --archive") from error
    except OSError as error:
        found = fault(root, "folder", error, writing=True)
        if isinstance(found, ArchiveDamaged):  # there is none yet that could be
            found = ArchiveError(
                root.address, f"cannot be made: {(error.strerror or '').lower()}; give another --archive"
            )
        raise found from error
    if strangers:
        raise ArchiveError(
            root.address, f"holds other files ({strangers[0]}) and no archive; give a new or empty --archive"
        )
    with alone(root):
        migrate(root)
