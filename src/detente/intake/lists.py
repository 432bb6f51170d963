"""Lists of sources (``.paths``, ``.paths.gz``), a name in each line, as web archives publish of their files.

A name that is not whole is taken from the list's folder; in a bucket from the top of the bucket, as Common Crawl means it.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from detente.errors import NoSource
from detente.intake import buckets
from detente.intake.columns import is_address

SUFFIXES = (".paths", ".paths.gz")
MOST = 64_000_000
"""Bytes of a list, some 500,000 names: more is no list."""


def is_list(name: str) -> bool:
    """Say whether a source's name is that of a list: it ends so, and is no address of a page."""
    return name.lower().endswith(SUFFIXES) and not is_address(name)


def named_in(name: str) -> Iterator[str]:
    """Yield the names that a list holds, in their order, empty lines left out. Raises NoSource where it cannot be read."""
    inside = buckets.is_bucket(name)
    top = buckets.SCHEME + name.removeprefix(buckets.SCHEME).partition("/")[0]
    base = top if inside else str(Path(name).expanduser().parent)
    for line in _text(name).splitlines():
        one = line.strip()
        if one:
            whole = is_address(one) or buckets.is_bucket(one) or (Path(one).is_absolute() and not inside)
            yield one if whole else f"{base}/{one.lstrip('/')}"


def _text(name: str) -> str:
    """Return what a list says. Raises NoSource."""
    try:
        with _opened(name) as file:
            unpacked: BinaryIO | gzip.GzipFile = gzip.GzipFile(fileobj=file) if name.lower().endswith(".gz") else file
            data = unpacked.read(MOST + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise NoSource(name, f"the list cannot be read: {str(error) or type(error).__name__}") from error
    if len(data) > MOST:
        raise NoSource(name, f"a list has at most {MOST:,} bytes; split it")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NoSource(name, "a list is text in UTF-8, a name in each line") from error


def _opened(name: str) -> BinaryIO:
    """Return a list as a file. Raises OSError, NoSource."""
    return buckets.opened(name) if buckets.is_bucket(name) else Path(name).expanduser().open("rb")
