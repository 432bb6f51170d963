"""Web archives (WARC, WARC.gz) as Common Crawl News, browsers' recorders and wget write them, record by record.

Read are the answers with status 200 and saved resources that are pages, texts or PDFs, and the plain texts of a WET
file. Left out without a word are requests, redirects and errors, repeats that point elsewhere ("revisit"), pictures,
scripts and the like.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO, cast

from detente.errors import SourceError
from detente.intake.item import SIZE_LIMIT, Item, ItemKind, Place, Stream, failure, shown
from detente.intake.payload import TooLarge, inflated, media_type, unchunked
from detente.intake.unpacking import words
from detente.records import Failure

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

_KINDS: dict[str, ItemKind] = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
    "application/pdf": "pdf",
}
MEND = 'web archives need fastwarc; run `pip install "detente[warc]"`'


class _Counted:
    """A stream that knows how much was read of it, as fastwarc asks."""

    def __init__(self, file: Stream) -> None:
        self._file = file
        self._at = 0

    def read(self, size: int = -1, /) -> bytes:
        """Return at most ``size`` bytes."""
        data = self._file.read(size)
        self._at += len(data)
        return data

    def tell(self) -> int:
        """Return how many bytes were read."""
        return self._at

    def close(self) -> None:
        """Leave the stream to whoever opened it."""


def warc_items(file: Stream, place: Place) -> Iterator[Item | Failure]:
    """Yield the pages of a web archive, each under its address; what is broken off or damaged is a failure.

    Raises:
        SourceError: fastwarc is not installed, or the file is no web archive.
    """
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError as error:
        raise SourceError(place.source, MEND) from error
    wanted = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    records = ArchiveIterator(cast(BinaryIO, _Counted(file)), record_types=wanted, parse_http=True, auto_decode="none")
    seen = pages = 0
    try:
        for record in records:
            seen += 1
            found = _item(record, place)
            if found is not None:
                pages += 1
                yield found
    except (OSError, ValueError, RuntimeError) as error:  # fastwarc says so of damage in the file
        what = f"damaged after {seen} records" if seen else "not a sound web archive"
        yield failure(place.source, f"{place.source}: {what}: {words(error)}; get it anew")
        return
    if not pages and place.named:
        yield failure(place.source, f"{place.source}: no pages in this web archive; give one with answers in it")


def _item(record: WarcRecord, place: Place) -> Item | Failure | None:
    """Return the page of a record, a failure, or None where it is no page."""
    url = (record.headers.get("WARC-Target-URI") or "").strip("<> ")
    source = f"{place.source}!{shown(url)}"
    if "Content-Length" not in record.headers:
        return failure(place.source, f"{place.source}: broken off in a record; get it anew")
    kind = _kind(record)
    if kind is None or not url or url.endswith("/robots.txt"):
        return None
    length = record.content_length
    data = record.reader.read(SIZE_LIMIT)
    if len(data) >= SIZE_LIMIT:
        return failure(source, f"{source}: {SIZE_LIMIT // 1_000_000} MB or more; no report is that long")
    if len(data) < length:
        return failure(source, f"{source}: broken off, {len(data)} of {length} bytes are there; get the archive anew")
    if record.is_http:
        if "chunked" in (record.http_headers.get("Transfer-Encoding") or "").lower():
            data = unchunked(data)
        try:
            data = inflated(data, record.http_headers.get("Content-Encoding"), limit=SIZE_LIMIT)
        except TooLarge:
            return failure(source, f"{source}: unpacks to {SIZE_LIMIT // 1_000_000} MB or more; no report is that long")
        except ValueError as error:
            return failure(source, f"{source}: {error}; get the page anew")
    charset = record.http_charset if record.is_http else None
    return Item(source=source, origin=url, data=data, kind=kind, charset=charset)


def _kind(record: WarcRecord) -> ItemKind | None:
    """Return what kind of report a record holds, None for any other thing."""
    if record.is_http:
        if record.http_headers.status_code != 200:
            return None
        return _KINDS.get(media_type(record.http_headers.get("Content-Type")))
    return _KINDS.get(media_type(record.headers.get("Content-Type")))
