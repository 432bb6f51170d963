"""What came over the web taken out of its wrappings: chunks, compression, and the type and encoding that it came with."""

from __future__ import annotations

import re
import zlib

_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,200})?\r?\n")
_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]{2,40})""", re.IGNORECASE)
#: Types of answers by what they hold; the suffix tells how that is read.
SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/csv": ".csv",
    "application/pdf": ".pdf",
    "application/json": ".json",
    "application/x-ndjson": ".jsonl",
    "application/rss+xml": ".xml",
    "application/atom+xml": ".xml",
    "application/rdf+xml": ".xml",
    "application/xml": ".xml",
    "text/xml": ".xml",
    "multipart/related": ".mhtml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/zip": ".zip",
    "application/vnd.apache.parquet": ".parquet",
}


_GZIP = b"\x1f\x8b"
#: How packed bytes are told: gzip or zlib by their own marks; deflate without any, as some servers send it.
_WINDOWS = (47, -15)


class TooLarge(ValueError):
    """More comes out of the wrappings than the limit allows."""


def media_type(content_type: str | None) -> str:
    """Return the bare type of "text/html; charset=utf-8", in lower case; nothing where there is none."""
    return (content_type or "").partition(";")[0].strip().lower()


def charset(content_type: str | None) -> str | None:
    """Return the encoding that a content type names, or None."""
    match = _CHARSET.search(content_type or "")
    return match[1] if match else None


def unchunked(data: bytes) -> bytes:
    """Return the bytes without the marks of a chunked transfer; as they are where there are no such marks."""
    parts: list[bytes] = []
    at = 0
    while match := _CHUNK.match(data, at):
        size = int(match[1], 16)
        parts.append(data[match.end() : match.end() + size])
        at = match.end() + size
        at += 2 if data.startswith(b"\r\n", at) else 1 if data.startswith(b"\n", at) else 0
        if size == 0 or at >= len(data):
            return b"".join(parts)
    return data


def inflated(data: bytes, encoding: str | None, *, limit: int) -> bytes:
    """Return the bytes that a content encoding packed; as they are where they were never packed.

    Raises:
        TooLarge: they are ``limit`` bytes or more.
        ValueError: an encoding other than gzip and deflate, or damaged, or broken off.
    """
    name = (encoding or "identity").strip().lower()
    packed = data.startswith(_GZIP) if name in {"gzip", "x-gzip"} else name == "deflate"
    if name not in {"gzip", "x-gzip", "deflate", "identity", ""}:
        raise ValueError(f"packed as {name[:20]!r}, which detente does not unpack")
    if not packed:
        return data
    for window in _WINDOWS:
        try:
            return _members(data, window, limit)
        except zlib.error:
            continue
    raise ValueError("damaged in its compression")


def _members(data: bytes, window: int, limit: int) -> bytes:
    """Return the bytes of one packed member after another; what stands behind them and is none is left out.

    Raises TooLarge; ValueError where one is broken off; zlib.error where the first is none.
    """
    found = bytearray()
    while True:
        inflate = zlib.decompressobj(window)
        found += inflate.decompress(data, limit - len(found))
        if len(found) >= limit:
            raise TooLarge
        if not inflate.eof:
            raise ValueError("broken off in its compression")
        data = inflate.unused_data
        if not data.startswith(_GZIP):
            return bytes(found)
