"""What work leaves beside the archive while it is under way: where that lies when the next begins, it was cut off."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from detente.errors import DetenteError, SourceError
from detente.wire import digest

if TYPE_CHECKING:
    from detente.archive.archive import Archive
    from detente.archive.readings import Reading

Work = Literal["reading", "import", "recoding", "upkeep", "judgements"]

FOLDER = "under-way"

#: The tables whose rows are counted as stored by work; what a recoding has stored lies beside the archive.
_COUNTED: dict[str, tuple[str, ...]] = {
    "reading": ("reports",),
    "import": ("events",),
    "judgements": ("corrections", "judgements", "settlements"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CutOff:
    """Work that did not come to its end: killed, interrupted, or without room.

    ``stored`` counts the reports (of a reading, a recoding), events (of an import), tables (of upkeep) or judgements that
    were stored, by it and by what went on with it; ``begun`` is when it began, ISO 8601 in UTC; ``sources`` what it was
    given, as it was given. ``continued`` says whether the work now begun is the same and so goes on with it.
    """

    work: Work
    stored: int
    begun: str
    sources: tuple[str, ...]
    continued: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Note:
    """What is written of work under way; ``process`` does it, ``staging`` is where it stores first, "" for none."""

    work: Work
    sources: list[str]
    begun: str
    version: int
    process: int
    staging: str = ""
    told: bool = False

    @property
    def name(self) -> str:
        """The name of its file: one for each work on the same sources."""
        return f"{self.work}-{digest('under way', self.work, *self.sources)}.json"


@contextmanager
def under_way(
    archive: Archive, work: Work, sources: Sequence[str], *, staging: Path | None = None
) -> Iterator[CutOff | None]:
    """Note that work is being done as long as that takes, and give what was cut off before: the same, else another.

    The caller holds the archive for writing. Another's is given once; the same whenever it is begun again. An error that
    is told before anything is stored is no cutting off, nor is one of the sources. ``staging`` is an archive beside this
    one where the work stores first; None: there is none.
    """
    folder, version = archive.root.sidecar / FOLDER, archive.version
    beside = "" if staging is None else str(staging.relative_to(archive.root.sidecar))
    begun = datetime.now(UTC).isoformat(timespec="seconds")
    own = _Note(work=work, sources=list(sources), begun=begun, version=version, process=os.getpid(), staging=beside)
    notes = {note.name: note for note in _left(folder)}
    same = notes.get(own.name)
    other = next((note for note in notes.values() if note.work == work and not note.told), None)
    found = same or other
    cut_off = None if found is None else _told(archive, found, continued=found is same)
    if same is None and other is not None:
        _write(folder, _told_of(other))
    _write(folder, own if same is None else replace(same, process=os.getpid()))
    try:
        yield cut_off
    except DetenteError as error:
        if isinstance(error, SourceError) or (same is None and archive.version == version):
            _remove(folder / own.name)
        raise
    _remove(folder / own.name)


def cut_off(archive: Archive) -> list[CutOff]:
    """Return all work that was cut off and not gone on with, the earliest first."""
    notes = sorted(_left(archive.root.sidecar / FOLDER), key=lambda note: (note.begun, note.name))
    return [_told(archive, note, continued=False) for note in notes if not _goes_on(note)]


def _goes_on(note: _Note) -> bool:
    """Say whether another process is still at it, or one that has its number."""
    if note.process == os.getpid():
        return False
    try:
        os.kill(note.process, 0)
    except OSError as error:
        return isinstance(error, PermissionError)
    except OverflowError:
        return False
    return True


def _told(archive: Archive, note: _Note, *, continued: bool) -> CutOff:
    """Return what is told of work that was cut off."""
    since = [reading for reading in archive.readings() if reading.number > note.version]
    if note.staging:
        stored = _staged(archive.root.sidecar / note.staging)
    elif note.work == "upkeep":
        stored = sum(len(reading.versions) for reading in since if reading.kind == "upkeep")
    else:
        took = [reading.rows for reading in since if _is_import(reading) == (note.work == "import")]
        stored = sum(rows.get(table, 0) for rows in took for table in _COUNTED[note.work])
    return CutOff(work=note.work, stored=stored, begun=note.begun, sources=tuple(note.sources), continued=continued)


def _is_import(reading: Reading) -> bool:
    """Say whether a batch is one of other people's events: it adds to no other table but the report of their file."""
    return reading.kind == "read" and set(reading.rows) <= {"events", "reports"}


def _staged(folder: Path) -> int:
    """Return how many reports an archive beside this one holds."""
    from detente.archive.archive import Archive

    try:
        return Archive.open(folder).count("reports")
    except DetenteError:
        return 0


def _left(folder: Path) -> list[_Note]:
    """Return what work has left; what cannot be read is nothing."""
    found = []
    with suppress(OSError):
        for file in sorted(folder.glob("*.json")):
            with suppress(OSError, ValueError, KeyError, TypeError):
                found.append(_note(json.loads(file.read_text(encoding="utf-8"))))
    return found


def _note(said: dict[str, Any]) -> _Note:
    """Return a note of its JSON. Raises ValueError, KeyError, TypeError."""
    if said["work"] not in get_args(Work):
        raise ValueError(said["work"])
    return _Note(
        work=said["work"],
        sources=[str(source) for source in said["sources"]],
        begun=str(said["begun"]),
        version=int(said["version"]),
        process=max(int(said["process"]), 1),
        staging=str(said["staging"]),
        told=bool(said["told"]),
    )


def _told_of(note: _Note) -> _Note:
    """Return a note of which somebody was told."""
    return replace(note, told=True)


def _write(folder: Path, note: _Note) -> None:
    """Write a note as a whole; where that cannot be done there will be none."""
    file = folder / note.name
    draft = file.with_suffix(".new")
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        draft.write_text(json.dumps(asdict(note)) + "\n", encoding="utf-8")
        draft.replace(file)


def _remove(file: Path) -> None:
    """Remove a note, and its folder where it was the last."""
    with suppress(OSError):
        file.unlink(missing_ok=True)
        file.parent.rmdir()
