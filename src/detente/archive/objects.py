"""The objects of a bucket that an archive is made of: got, put, listed; and what the bucket's library says, as OSError."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from detente.intake.buckets import store_of

_CHUNK = 8 << 20  # bytes fetched at a time of a large object
_GAP = 64 << 10  # bytes that are fetched between two places: a further request costs more


class BucketError(OSError):
    """The bucket did not answer, or refused. The message is one line."""


class Taken(Exception):
    """There is another object under the key than the one that was to be replaced, or one where there was to be none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An object: its bytes, what tells this state of it from others, and when it was written by the bucket's clock."""

    data: bytes
    mark: str
    written: datetime


class Objects:
    """The objects of one bucket. Every method raises BucketError, FileNotFoundError, PermissionError."""

    def __init__(self, bucket: str) -> None:
        self._store: Any = store_of(bucket)

    def get(self, key: str) -> Found | None:
        """Return an object, None where there is none."""
        from obstore import get

        try:
            with _told():
                found = get(self._store, key)
                return Found(
                    data=bytes(found.bytes()), mark=found.meta["e_tag"] or "", written=found.meta["last_modified"]
                )
        except FileNotFoundError as error:
            if "NoSuchBucket" in str(error):
                raise
            return None

    def chunks(self, key: str, size: int) -> Iterator[bytes]:
        """Yield the first bytes of an object, some at a time: each with a request of its own, so that none takes long."""
        from obstore import get_range

        with _told():
            for start in range(0, size, _CHUNK):
                yield bytes(get_range(self._store, key, start=start, end=min(start + _CHUNK, size)))

    def ranges(self, key: str, places: Sequence[tuple[int, int]]) -> list[bytes]:
        """Return the bytes of an object from each start to each end."""
        from obstore import get_ranges

        with _told():
            found = get_ranges(
                self._store,
                key,
                starts=[one[0] for one in places],
                ends=[one[1] for one in places],
                coalesce=_GAP,
            )
        return [bytes(data) for data in found]

    def put(self, key: str, data: bytes) -> None:
        """Put an object, whatever was there."""
        from obstore import put

        with _told():
            put(self._store, key, data)

    def put_over(self, key: str, data: bytes, mark: str | None) -> str:
        """Put an object in place of the one of that mark (None: where there is none); return its mark. Raises Taken."""
        from obstore import put
        from obstore.exceptions import AlreadyExistsError, PreconditionError

        try:
            with _told():
                made = put(self._store, key, data, mode="create" if mark is None else {"e_tag": mark})
        except (AlreadyExistsError, PreconditionError) as error:
            raise Taken(key) from error
        return made["e_tag"] or ""

    def now(self, key: str) -> datetime:
        """Return the time by the bucket's clock: that of an object which is put for it and removed."""
        from obstore import delete, head, put

        with _told():
            put(self._store, key, b"")
            found: datetime = head(self._store, key)["last_modified"]
            delete(self._store, key)
        return found

    def names(self, prefix: str) -> list[str]:
        """Return the names right under a prefix, those of objects and of what has more below, sorted."""
        from obstore import list_with_delimiter

        with _told():
            found = list_with_delimiter(self._store, f"{prefix}/" if prefix else None)
        paths = [*found["common_prefixes"], *(one["path"] for one in found["objects"])]
        return sorted({path.rstrip("/").rpartition("/")[2] for path in paths})

    def sizes(self, prefix: str) -> dict[str, int]:
        """Return the names of the objects right under a prefix with their bytes."""
        from obstore import list_with_delimiter

        with _told():
            found = list_with_delimiter(self._store, f"{prefix}/")
        return {one["path"].rpartition("/")[2]: one["size"] for one in found["objects"]}


@contextmanager
def _told() -> Iterator[None]:
    """Raise what the library raises as an error of the system, in one line; what says that a key is taken stays."""
    from obstore.exceptions import (
        AlreadyExistsError,
        BaseError,
        NotFoundError,
        PermissionDeniedError,
        PreconditionError,
        UnauthenticatedError,
    )

    try:
        yield
    except (AlreadyExistsError, PreconditionError):
        raise
    except NotFoundError as error:
        raise FileNotFoundError(_line(error)) from error
    except (PermissionDeniedError, UnauthenticatedError) as error:
        raise PermissionError(_line(error)) from error
    except BaseError as error:
        raise BucketError(_line(error)) from error


def _line(error: BaseException) -> str:
    """Return an error's message in one line, without what the library lists after it of its own workings."""
    return " ".join(str(error).partition("\n\nDebug source:")[0].split())
