"""What the files of an archive's tables were when they were written, so that ``check`` sees what has changed since.

No file of a table changes once it is written: neither its rows nor its log. A bit that turns in one may leave it readable
and its rows wrong, which no question could tell. The hashes are kept beside the tables, of an archive in a folder; a bucket
has its own. Whoever has held the archive for writing adds those of the files that are new, so the first word counts.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from detente.archive.root import Folder, Root, draft_of

FILE = "digests.json"

_HASHED = frozenset({".parquet", ".json"})
"""Files of a table; beside them is only the note of its last checkpoint, which changes and has no suffix."""


def keep(root: Root, tables: Iterable[str]) -> None:
    """Note the hashes of files that are new, and forget those of files that are gone. The caller holds the archive.

    Where they cannot be written, what was noted before stays.
    """
    if not isinstance(root, Folder):
        return
    known = _noted(root)
    with suppress(OSError):
        now = {name: known.get(name) or _digest(root.address / name) for name in _files(root, tables)}
        if now != known:
            draft = root.address / draft_of(FILE)
            draft.write_text(json.dumps(now) + "\n", encoding="utf-8")
            draft.replace(root.address / FILE)


def changed(root: Root, tables: Iterable[str]) -> Iterator[str]:
    """Yield the files of tables that are not what was written. One that cannot be read is told of by others."""
    if not isinstance(root, Folder):
        return
    known = _noted(root)
    for name in _files(root, tables):
        with suppress(OSError):
            if name in known and _digest(root.address / name) != known[name]:
                yield name


def _files(root: Folder, tables: Iterable[str]) -> Iterator[str]:
    """Yield the files of tables, as they are called from the archive's folder."""
    for table in sorted(tables):
        for folder in (root.address / table, root.address / table / "_delta_log"):
            for file in sorted(folder.glob("*")):
                if file.suffix in _HASHED and not file.name.startswith("_"):
                    yield file.relative_to(root.address).as_posix()


def _digest(file: Path) -> str:
    """Return the SHA-256 of a file."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _noted(root: Folder) -> dict[str, str]:
    """Return the hashes that were noted; none where they cannot be read, which are then noted anew."""
    try:
        found = json.loads((root.address / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return {str(name): str(sha) for name, sha in found.items()} if isinstance(found, dict) else {}
