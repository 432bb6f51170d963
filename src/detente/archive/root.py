"""Where an archive is kept: a folder, and what its tables, marker, lock and sidecars ask of such a place.

A bucket is another such place (:mod:`detente.archive.bucket`). Whatever a place cannot do it raises as OSError; what that
means for the archive is said by :func:`detente.archive.store.fault`.
"""

from __future__ import annotations

import os
import shutil
import time
from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from detente.errors import ArchiveBusy, ArchiveFull

if TYPE_CHECKING:
    from deltalake import DeltaTable

BUCKET = "s3://"
MARKER = "archive.json"
LOCK = "writer.lock"
CLOCK = "writer.clock"
TURN = "batch.lock"
LOCKS = frozenset({LOCK, CLOCK, TURN})

_PATIENCE = 30.0  # seconds that a batch waits for another, which takes a second or two; upkeep takes longer
_LOOK = 0.02  # seconds between two looks

_SPARE = 256 * 1024  # bytes for the logs of a batch: about 2 KB a table, and a checkpoint now and then


class Root(ABC):
    """The place of one archive. ``address`` is what the user calls it; ``options`` what the Delta library is told of it."""

    remote: bool
    """Whether it is reached over a network: an answer may be lost there, and others may write from other machines."""

    address: Path | str
    options: dict[str, str] | None = None
    kept: dict[tuple[str, int], DeltaTable] | None = None
    """Tables at versions that were opened before, where to open one takes long."""

    takes_turns = False
    """Whether a person's word may be written between the batches of a reading."""

    def __str__(self) -> str:
        return str(self.address)

    @property
    @abstractmethod
    def whole(self) -> str:
        """The address in full, whatever folder a program runs in."""

    @property
    @abstractmethod
    def sidecar(self) -> Path:
        """The folder on this machine for what is made from the tables: the word index and vectors."""

    @abstractmethod
    def make(self) -> None:
        """Make the place itself, unless it is there. Raises OSError."""

    @abstractmethod
    def names(self) -> list[str]:
        """Return the names of what lies at the top of it, sorted. Raises OSError."""

    @abstractmethod
    def read(self, name: str) -> str | None:
        """Return the text of a file, None where there is none. Raises OSError, UnicodeDecodeError."""

    @abstractmethod
    def write(self, name: str, text: str) -> None:
        """Write a file as a whole or not at all. Raises OSError."""

    @abstractmethod
    def table(self, name: str) -> str | Path:
        """Return what the Delta library calls a table here."""

    @abstractmethod
    def may_have(self, name: str) -> bool:
        """Say whether there may be a table of that name: asked before the Delta library is."""

    @abstractmethod
    def log_is_empty(self, name: str, version: int) -> bool:
        """Say whether the log of a table's version was left empty. Raises OSError."""

    @abstractmethod
    def here(self, name: str, files: Mapping[str, int]) -> Path:
        """Return the folder on this machine that holds files of a table, given by their bytes. Raises OSError."""

    def some_here(self, name: str, files: Mapping[str, int], columns: Collection[str]) -> Path:  # noqa: ARG002 - it has all
        """Return the folder on this machine that holds some columns of files of a table, others maybe. Raises OSError."""
        return self.here(name, files)

    @abstractmethod
    def sizes(self, name: str) -> list[int]:
        """Return the bytes of each Parquet file in the folder of a table. Raises OSError."""

    @abstractmethod
    def held(self) -> AbstractContextManager[None]:
        """Hold the place for writing. Raises ArchiveBusy, OSError on entering."""

    def turn(self) -> AbstractContextManager[None]:
        """Hold the place for one batch, between those of who holds it for writing. Raises ArchiveBusy, OSError on entering.

        A place that knows no turns, as a bucket, lets nobody write beside its holder, and there is nothing to hold.
        """
        return nullcontext()

    @abstractmethod
    def check_room(self, size: int) -> None:
        """Raise ArchiveFull unless rows of so many bytes fit, taken as if they were stored uncompressed."""

    @abstractmethod
    def check_permission(self, tables: Iterable[str]) -> None:
        """Raise ArchiveFull unless files may be made in the folders of the tables."""


class Folder(Root):
    """A folder of this machine, or of a file system that looks like one."""

    remote = False
    takes_turns = True

    def __init__(self, path: Path) -> None:
        self.address: Path = path

    @property
    def whole(self) -> str:
        """The path from the top of the file system."""
        return str(self.address.absolute())

    @property
    def sidecar(self) -> Path:
        """The folder itself."""
        return self.address

    def make(self) -> None:
        """Make the folder and those above it."""
        self.address.mkdir(parents=True, exist_ok=True)

    def names(self) -> list[str]:
        """Return the names in the folder, sorted."""
        return sorted(path.name for path in self.address.iterdir())

    def read(self, name: str) -> str | None:
        """Return the text of a file, None where there is none."""
        try:
            return (self.address / name).read_text(encoding="utf-8")
        except (FileNotFoundError, NotADirectoryError):
            return None

    def write(self, name: str, text: str) -> None:
        """Write a file beside the one that is to be, and put it in its place."""
        draft = self.address / draft_of(name)
        with draft.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self.address / name)

    def table(self, name: str) -> Path:
        """Return the folder of a table."""
        return self.address / name

    def may_have(self, name: str) -> bool:
        """Say whether there is a folder of that name."""
        return (self.address / name).is_dir()

    def log_is_empty(self, name: str, version: int) -> bool:
        """Look at the size of the log's file."""
        commit = self.address / name / "_delta_log" / f"{version:020}.json"
        return commit.is_file() and not commit.stat().st_size

    def here(self, name: str, files: Mapping[str, int]) -> Path:  # noqa: ARG002 - they lie there already
        """Return the folder of a table."""
        return (self.address / name).absolute()

    def sizes(self, name: str) -> list[int]:
        """Return the bytes of each Parquet file in the folder of a table."""
        return [file.stat().st_size for file in (self.address / name).glob("*.parquet")]

    def held(self) -> AbstractContextManager[None]:
        """Hold a lock on a file in the folder, given back by the system when its holder dies."""
        return _folder_held(self.address, LOCK)

    def turn(self) -> AbstractContextManager[None]:
        """Hold a lock on another file in the folder, waited for."""
        return _folder_held(self.address, TURN, _PATIENCE)

    def check_room(self, size: int) -> None:
        """Look at the room on the device."""
        usage = shutil.disk_usage(self.address)
        # A file system of 0 bytes is one that does not tell its size: there the batch is tried.
        if usage.total and usage.free < size + _SPARE:
            raise ArchiveFull(
                self.address, f"no room left on the device ({usage.free:,} bytes free, {size + _SPARE:,} needed)"
            )

    def check_permission(self, tables: Iterable[str]) -> None:
        """Look at the folders of the tables and of their logs."""
        for table in tables:
            for folder in (self.address / table, self.address / table / "_delta_log"):
                if folder.exists() and not os.access(folder, os.W_OK):
                    raise ArchiveFull(self.address, f"no permission to write in {folder.relative_to(self.address)}")


def rooted(path: str | Path | Root) -> Root:
    """Return the place that a path or an address names. Raises ArchiveError, ExtraMissing."""
    if isinstance(path, Root):
        return path
    if isinstance(path, str) and path.startswith(BUCKET):
        from detente.archive.bucket import Bucket

        return Bucket(path)
    return Folder(Path(path))


def draft_of(name: str) -> str:
    """Return the name of a file that is to become another."""
    return f"{name}.new"


@contextmanager
def _folder_held(folder: Path, name: str, patience: float = 0.0) -> Iterator[None]:
    """Hold a lock on a folder. Raises ArchiveBusy if somebody else holds it as long as one has patience, OSError."""
    import fcntl

    end = time.monotonic() + patience
    with (folder / name).open("a") as handle:
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                if time.monotonic() >= end:
                    raise ArchiveBusy(folder) from error
                time.sleep(_LOOK)
            else:
                break
        yield
