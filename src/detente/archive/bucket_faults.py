"""What an error of a library means for an archive in a bucket."""

from __future__ import annotations

import re

from detente.archive.objects import BucketError
from detente.archive.root import Root
from detente.errors import ArchiveBusy, ArchiveError, ArchiveUnreachable

_STYLE = re.compile(r"\x1b\[[0-9;]*m|↳")
_LONGEST = 100
_REFUSED = re.compile(r"\b(?:401 Unauthorized|403 Forbidden|AccessDenied|InvalidAccessKeyId|SignatureDoesNotMatch)\b")
_ABSENT = re.compile(r"\bNoSuchBucket\b")
_NOT_THERE = re.compile(r"\b404 Not Found\b|\bnot found\b")
_PERFORMING = re.compile(r"Error performing (\w+)(?: request)? (?:\w+://[^/\s]++)?(\S*) in .*?[ ,]-[ ]+(.*)")
_STORE = re.compile(r"Generic S3 error|Error performing \w+")


def bucket_fault(root: Root, error: BaseException, said: str) -> ArchiveError | None:
    """Return what an error tells of the bucket, None where it tells of the archive in it.

    ``said`` is the error's message in one line.
    """
    text = str(error)
    plain = " ".join(_STYLE.sub("", text).split())
    if _ABSENT.search(text):
        return ArchiveError(root.address, "there is no such bucket; make it, or give another --archive")
    if isinstance(error, PermissionError) or _REFUSED.search(text):
        return ArchiveError(
            root.address, "the bucket refuses; look at AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and what they may do"
        )
    if isinstance(error, FileNotFoundError) or _NOT_THERE.search(text):
        return None
    if isinstance(error, BucketError) or _STORE.search(text):
        asked = _PERFORMING.search(plain)
        return ArchiveUnreachable(root.address, f"{asked[1]} {asked[2]}: {_cut(asked[3])}" if asked else said)
    if type(error).__name__ == "CommitFailedError":  # the library's class is not loaded for this
        return ArchiveBusy(root.address, "the hold of this one had ended, and somebody else has written since")
    return None


def _cut(text: str) -> str:
    """Return a text, or its beginning where it is long."""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
