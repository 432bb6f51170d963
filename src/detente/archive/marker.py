"""``archive.json``: the small file that says that a folder is an archive, and of which schema."""

from __future__ import annotations

import json
import os
from pathlib import Path

from detente.archive.store import fault
from detente.errors import ArchiveDamaged

MARKER = "archive.json"
FORMAT = "detente-archive"
_DRAFT = "archive.json.new"


def read_marker(root: Path) -> int | None:
    """Return the number of the archive's schema, None where the folder has no marker. Raises ArchiveDamaged."""
    try:
        text = (root / MARKER).read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise fault(root, MARKER, error, writing=False) from error
    try:
        found = json.loads(text)
        if found["format"] != FORMAT:
            raise ArchiveDamaged(root, MARKER, f"its format is {found['format']!r}, not {FORMAT!r}")
        return int(found["schema"])
    except (ValueError, KeyError, TypeError) as error:
        raise ArchiveDamaged(root, MARKER, "not the JSON that detente writes") from error


def write_marker(root: Path, schema: int) -> None:
    """Write the marker as a whole or not at all. Raises ArchiveFull."""
    draft = root / _DRAFT
    try:
        with draft.open("w", encoding="utf-8") as file:
            json.dump({"format": FORMAT, "schema": schema}, file)
            file.write("\n")
            file.flush()
            os.fsync(file.fileno())
        draft.replace(root / MARKER)
    except OSError as error:
        raise fault(root, MARKER, error, writing=True) from error


def is_ours(name: str) -> bool:
    """Return whether a file name at the top of an archive is the marker or its draft."""
    return name in {MARKER, _DRAFT}
