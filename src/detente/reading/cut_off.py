"""What a reading leaves beside the archive while it is under way: where it lies when the next begins, one was cut off."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from detente.errors import DetenteError

if TYPE_CHECKING:
    from detente.archive import Archive
    from detente.reading.stream import Source

UNDER_WAY = "reading.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class CutOff:
    """A reading that did not come to its end: killed, interrupted, or without room.

    ``reports`` of its reports were stored, by it and by those that went on with it; ``begun`` is when it began, ISO 8601 in
    UTC; ``sources`` what it read, as they were given. ``continued`` says whether this reading reads the same and so goes on
    with it.
    """

    reports: int
    begun: str
    sources: tuple[str, ...]
    continued: bool


@contextmanager
def under_way(archive: Archive, sources: Sequence[Source]) -> Iterator[CutOff | None]:
    """Note that sources are being read as long as that takes, and give the reading before if that was cut off.

    The caller holds the archive for writing. An error that is told before anything is stored is no cutting off.
    """
    file, version = archive.root.sidecar / UNDER_WAY, archive.version
    named = [str(source) for source in sources]
    before = _left(file)
    found = None if before is None else _told(archive, before, named)
    own = {"begun": datetime.now(UTC).isoformat(timespec="seconds"), "version": version, "sources": named}
    _write(file, before if before is not None and found is not None and found.continued else own)
    try:
        yield found
    except DetenteError:
        if found is None and archive.version == version:
            _remove(file)
        raise
    _remove(file)


def _told(archive: Archive, before: dict[str, Any], sources: list[str]) -> CutOff:
    """Return what is told of a reading that was cut off."""
    since = (reading for reading in archive.readings() if reading.number > before["version"])
    return CutOff(
        reports=sum(reading.rows.get("reports", 0) for reading in since),
        begun=before["begun"],
        sources=tuple(before["sources"]),
        continued=before["sources"] == sources,
    )


def _left(file: Path) -> dict[str, Any] | None:
    """Return what a reading left, None where there is nothing that can be read."""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
        return {"begun": str(found["begun"]), "version": int(found["version"]), "sources": list(found["sources"])}
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _write(file: Path, told: dict[str, Any]) -> None:
    """Write the note as a whole; where that cannot be done there will be none."""
    draft = file.with_suffix(".new")
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(json.dumps(told) + "\n", encoding="utf-8")
        draft.replace(file)


def _remove(file: Path) -> None:
    """Remove the note."""
    with suppress(OSError):
        file.unlink(missing_ok=True)
