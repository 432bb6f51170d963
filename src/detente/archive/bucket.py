"""An archive in a bucket (``s3://bucket/path``): the same tables under keys instead of in folders.

The Delta library writes there itself, each commit by a put that fails where the key is taken. What is read is fetched
first: Parquet files never change once they are written, so those fetched before are kept in a folder of this machine,
with what else is made from the tables. Which bucket answers, and to whom, is said by the environment, as for sources
(:mod:`detente.intake.buckets`). The library comes with the extra ``scale``.
"""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from detente.archive import thin
from detente.archive.lease import Lease
from detente.archive.objects import Objects
from detente.archive.root import BUCKET, CLOCK, LOCK, MARKER, Root
from detente.errors import ArchiveBusy, ArchiveError, ExtraMissing
from detente.intake import buckets
from detente.wire import digest

if TYPE_CHECKING:
    from deltalake import DeltaTable

CACHE_VARIABLE = "DETENTE_CACHE"

_ADDRESS = re.compile(r"s3://([a-z0-9][a-z0-9.-]+)((?:/[A-Za-z0-9._=+@-]+)*)/*")
_FETCHERS = 8  # files fetched at once: a request costs some 50 ms, whatever it brings
_KEPT = 64  # tables at pinned versions that stay open: each holds the names of its files


class Bucket(Root):
    """A prefix in a bucket. ``kept`` holds tables at versions that were opened before: they do not change."""

    remote = True

    def __init__(self, address: str) -> None:
        found = _ADDRESS.fullmatch(address)
        if found is None or {".", ".."} & set(address.split("/")):
            raise ArchiveError(
                address, "is no address in a bucket; write s3://BUCKET/PATH in letters, digits and ._=+@-"
            )
        self._prefix = found[2].strip("/")
        self.address: str = f"{BUCKET}{found[1]}{found[2]}"
        try:
            self._objects = Objects(found[1])
        except ImportError as error:
            raise ExtraMissing("obstore", "scale") from error
        self.options = {
            "aws_conditional_put": "etag",
            "allow_http": str(buckets.is_plain()).lower(),
            "timeout": f"{buckets.ANSWER_SECONDS}s",
            "max_retries": str(buckets.RETRIES),
            "retry_timeout": f"{buckets.RETRY_SECONDS}s",
        }
        self.kept: dict[tuple[str, int], DeltaTable] = {}
        self._sidecar: Path | None = None
        self._lease: Lease | None = None

    @property
    def whole(self) -> str:
        """The address."""
        return self.address

    @property
    def sidecar(self) -> Path:
        """The folder of the cache for this archive: of its address, and of when its marker was written."""
        if self._sidecar is None:
            marker = self._objects.get(self._key(MARKER))
            begun = "in the making" if marker is None else marker.written.isoformat()
            folder = cache_folder() / "archives" / digest(self.address, buckets.endpoint(), begun)
            if marker is None:
                return folder
            self._sidecar = folder
        return self._sidecar

    def make(self) -> None:
        """Do nothing: a prefix is there once something lies under it."""

    def names(self) -> list[str]:
        """Return the names under the prefix, sorted."""
        return self._objects.names(self._key(""))

    def read(self, name: str) -> str | None:
        """Return the text of an object, None where there is none."""
        found = self._objects.get(self._key(name))
        return None if found is None else found.data.decode("utf-8")

    def write(self, name: str, text: str) -> None:
        """Put an object, as a whole or not at all."""
        self._objects.put(self._key(name), text.encode("utf-8"))

    def table(self, name: str) -> str:
        """Return the address of a table."""
        return f"{self.address}/{name}"

    def may_have(self, name: str) -> bool:  # noqa: ARG002 - the Delta library asks the bucket the same
        """Say yes: to look would take as long as to open the table."""
        return True

    def log_is_empty(self, name: str, version: int) -> bool:  # noqa: ARG002 - a put is whole or not at all
        """Say no: a bucket has no half-written objects."""
        return False

    def here(self, name: str, files: Mapping[str, int]) -> Path:
        """Return the folder of the cache that holds files of a table; those that are not there yet are fetched."""
        folder = self.sidecar / "tables" / name
        self._fetched(folder, files, partial(self._fetch, name, folder))
        return folder

    def some_here(self, name: str, files: Mapping[str, int], columns: Collection[str]) -> Path:
        """Return the folder of the cache that holds these columns of files of a table; what is not there yet is fetched."""
        whole, folder = self.sidecar / "tables" / name, self.sidecar / "columns" / name / "+".join(sorted(columns))

        def fetch(path: str, size: int) -> None:
            if not _is_whole(whole / path, size):
                if size > thin.WHOLE:
                    thin.fetch(partial(self._objects.ranges, self._key(f"{name}/{path}")), size, columns, folder / path)
                    return
                whole.mkdir(parents=True, exist_ok=True)
                self._fetch(name, whole, path, size)
            with suppress(FileExistsError):  # another process of this machine was quicker
                (folder / path).unlink(missing_ok=True)
                (folder / path).symlink_to((whole / path).absolute())

        self._fetched(folder, files, fetch)
        return folder

    def _fetched(self, folder: Path, files: Mapping[str, int], fetch: Callable[[str, int], None]) -> None:
        """Have the files fetched that a folder of the cache has not."""
        lacking = [path for path, size in files.items() if not _is_whole(folder / path, size)]
        folder.mkdir(parents=True, exist_ok=True)
        if lacking:
            with ThreadPoolExecutor(_FETCHERS) as fetching:
                for done in [fetching.submit(fetch, path, files[path]) for path in lacking]:
                    done.result()

    def sizes(self, name: str) -> list[int]:
        """Return the bytes of each Parquet file of a table; those that the cache has beyond these are removed."""
        found = self._objects.sizes(self._key(name))
        there = {file: size for file, size in found.items() if file.endswith(".parquet")}
        for folder, pattern in (("tables", "*.parquet"), ("columns", "*/*.parquet")):
            for file in (self.sidecar / folder / name).glob(pattern):
                if file.name not in there:
                    file.unlink(missing_ok=True)
        return list(there.values())

    def held(self) -> AbstractContextManager[None]:
        """Hold a lease on the archive, which is renewed until it is given back and ends soon after its holder does."""
        return self._holding()

    def check_room(self, size: int) -> None:
        """Do nothing: a bucket has no end."""

    def check_permission(self, tables: Iterable[str]) -> None:  # noqa: ARG002 - a put says it
        """Raise ArchiveBusy where the lease was lost to somebody else."""
        if self._lease is not None and self._lease.lost:
            raise ArchiveBusy(self.address, "the hold of this one had ended, as after a long sleep of the machine")

    @contextmanager
    def _holding(self) -> Iterator[None]:
        """Hold the lease."""
        with Lease(self._objects, self._key(LOCK), self._key(CLOCK)).held(self.address) as lease:
            self._lease = lease
            try:
                yield
            finally:
                self._lease = None

    def _key(self, name: str) -> str:
        """Return the key of what has a name in the archive."""
        return "/".join(part for part in (self._prefix, name) if part)

    def _fetch(self, name: str, folder: Path, path: str, size: int) -> None:
        """Fetch a file of a table into the cache, as a whole or not at all."""
        draft = folder / f"{path}.{os.getpid()}-{threading.get_ident()}"
        try:
            with draft.open("wb") as file:
                for chunk in self._objects.chunks(self._key(f"{name}/{path}"), size):
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
            if not _is_whole(draft, size):
                raise OSError(f"{path} has {draft.stat().st_size:,} bytes, and {size:,} were written")
            draft.replace(folder / path)
        finally:
            draft.unlink(missing_ok=True)


def cache_folder() -> Path:
    """Return the folder for what is made from archives in buckets: $DETENTE_CACHE, else detente's in the user's cache."""
    own = os.environ.get(CACHE_VARIABLE)
    users = os.environ.get("XDG_CACHE_HOME")
    return Path(own) if own else (Path(users) if users else Path.home() / ".cache") / "detente"


def _is_whole(file: Path, size: int) -> bool:
    """Say whether a file has so many bytes."""
    try:
        return file.stat().st_size == size
    except OSError:
        return False
