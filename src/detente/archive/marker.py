"""``archive.json``: the small file that says that a folder is an archive, and of which schema."""

from __future__ import annotations

import json

from detente.archive.root import MARKER, Root, draft_of
from detente.archive.store import fault
from detente.errors import ArchiveDamaged

FORMAT = "detente-archive"


def read_marker(root: Root) -> int | None:
    """Return the number of the archive's schema, None where there is no marker. Raises ArchiveDamaged."""
    try:
        text = root.read(MARKER)
    except (OSError, UnicodeDecodeError) as error:
        raise fault(root, MARKER, error, writing=False) from error
    if text is None:
        return None
    try:
        found = json.loads(text)
        if found["format"] != FORMAT:
            raise ArchiveDamaged(root.address, MARKER, f"its format is {found['format']!r}, not {FORMAT!r}")
        return int(found["schema"])
    except (ValueError, KeyError, TypeError) as error:
        raise ArchiveDamaged(root.address, MARKER, "not the JSON that detente writes") from error


def write_marker(root: Root, schema: int) -> None:
    """Write the marker as a whole or not at all. Raises ArchiveFull."""
    try:
        root.write(MARKER, json.dumps({"format": FORMAT, "schema": schema}) + "\n")
    except OSError as error:
        raise fault(root, MARKER, error, writing=True) from error


def is_ours(name: str) -> bool:
    """Return whether a file name at the top of an archive is the marker or its draft."""
    return name in {MARKER, draft_of(MARKER)}
