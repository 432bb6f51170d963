"""Objects of a bucket (``s3://bucket/prefix``) as sources: listed in the order of their names, read as they come.

Which bucket answers is said by the environment, as for other programs: AWS_ENDPOINT_URL, AWS_REGION, AWS_ACCESS_KEY_ID,
AWS_SECRET_ACCESS_KEY and the rest. The library comes with the extra ``scale``.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from datetime import timedelta
from functools import lru_cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from detente.errors import NoSource
from detente.intake import folders

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

SCHEME = "s3://"
_BUFFER = 1 << 20  # bytes asked for at a time: a request costs some 50 ms whatever it brings
_MEND = 'buckets need obstore; run `pip install "detente[scale]"`'
_LONGEST = 160
ANSWER_SECONDS = 30
"""Seconds that an answer may take."""

RETRIES = 8
"""Times that a request is asked again."""

RETRY_SECONDS = 60
"""Seconds after which a request is not asked again."""


def is_bucket(name: str) -> bool:
    """Say whether a source's name is an address in a bucket."""
    return name.startswith(SCHEME)


def is_object(address: str) -> bool:
    """Say whether an address is that of one object. Raises NoSource where the bucket does not answer."""
    import_store(address)
    from obstore import head
    from obstore.exceptions import BaseError, NotFoundError

    store, key = _store(address)
    if not key or key.endswith("/"):
        return False
    try:
        head(store, key)
    except (NotFoundError, FileNotFoundError):
        return False
    except BaseError as error:
        raise NoSource(address, f"the bucket says: {reason(error)}") from error
    return True


def reports_in(address: str) -> Iterator[tuple[str, int]]:
    """Yield the addresses of the objects under a prefix that are reports, by the rules of folders, with their sizes.

    They come in the order of their names. Raises NoSource where the bucket does not answer.
    """
    import_store(address)
    from obstore import list as listed
    from obstore.exceptions import BaseError

    store, key = _store(address)
    prefix = key.rstrip("/") + "/" if key.rstrip("/") else ""
    root = f"{SCHEME}{address.removeprefix(SCHEME).partition('/')[0]}/"
    found: list[tuple[str, int]] = []
    try:
        for some in listed(store, prefix or None):
            found.extend((one["path"], one["size"]) for one in some)
    except BaseError as error:
        raise NoSource(address, f"the bucket says: {reason(error)}") from error
    for path, size in sorted(found):
        if folders.is_report_inside(PurePosixPath(path.removeprefix(prefix))):
            yield root + path, size


def opened(address: str) -> BinaryIO:
    """Return an object as a file, of which what is read is fetched. Raises OSError."""
    import_store(address)
    from obstore import open_reader
    from obstore.exceptions import BaseError

    store, key = _store(address)
    try:
        return cast(BinaryIO, io.BufferedReader(_Raw(open_reader(store, key, buffer_size=_BUFFER)), _BUFFER))
    except BaseError as error:
        raise OSError(reason(error)) from error


def import_store(address: str) -> None:
    """Raise NoSource unless the library is there."""
    try:
        import obstore  # noqa: F401
    except ImportError as error:
        raise NoSource(address, _MEND) from error


def reason(error: BaseException) -> str:
    """Return the first line of an error of the library, which tells all that it did after it."""
    line = (str(error).strip().splitlines() or [type(error).__name__])[0]
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


class _Raw(io.RawIOBase):
    """An object's bytes as Python's own files give them."""

    def __init__(self, reader: Any) -> None:
        self._reader = reader

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Fill a buffer with the next bytes, and return how many there were. Raises OSError."""
        from obstore.exceptions import BaseError

        view = memoryview(buffer)
        try:
            data = bytes(self._reader.read(len(view)))
        except BaseError as error:
            raise OSError(reason(error)) from error
        view[: len(data)] = data
        return len(data)


def _store(address: str) -> tuple[Any, str]:
    """Return the store of an address's bucket, and the key in it."""
    bucket, _, key = address.removeprefix(SCHEME).partition("/")
    return store_of(bucket), key


def store_of(bucket: str) -> Any:
    """Return the store of a bucket, by whatever the environment says now. Raises ImportError without the library."""
    return _store_at(bucket, endpoint())


def endpoint() -> str | None:
    """Return the address of the server that the environment names, None for Amazon's."""
    return os.environ.get("AWS_ENDPOINT_URL")


def is_plain() -> bool:
    """Say whether the server is reached without encryption: one that the environment names so."""
    return (endpoint() or "").startswith("http://")


@lru_cache(maxsize=8)
def _store_at(bucket: str, server: str | None) -> Any:  # noqa: ARG001 - another server is another store
    """Return the store of a bucket."""
    from obstore.store import S3Store

    return S3Store(
        bucket,
        client_options={"allow_http": is_plain(), "timeout": timedelta(seconds=ANSWER_SECONDS)},
        retry_config={"max_retries": RETRIES, "retry_timeout": timedelta(seconds=RETRY_SECONDS)},
    )
