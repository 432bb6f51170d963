"""Sitemaps and their indexes: the addresses of a site's pages, with what a news sitemap says of each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from detente.errors import SourceError
from detente.intake.columns import Row, is_address
from detente.intake.item import Address, Place, Stream, failure
from detente.intake.xmltree import child, local, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_ENDS = (b"urlset>", b"sitemapindex>")


class _Tail:
    """A stream that keeps the last bytes that it gave, to see whether the sitemap was whole."""

    def __init__(self, file: Stream) -> None:
        self._file = file
        self.last = b""

    def read(self, size: int = -1, /) -> bytes:
        """Return at most ``size`` bytes."""
        data = self._file.read(size)
        self.last = (self.last + data)[-200:]
        return data


def sitemap_rows(file: Stream, place: Place) -> Iterator[Row]:
    """Yield the addresses of a sitemap as it is read; one that is broken off gives a failure after them.

    Raises:
        SourceError: it has none, or cannot be read.
    """
    from lxml import etree

    tail = _Tail(file)
    found = 0
    last: Address | None = None  # held back: where the sitemap is broken off, its last address may be as well
    events = etree.iterparse(
        tail, events=("end",), recover=True, resolve_entities=False, no_network=True, huge_tree=False
    )
    try:
        for _, element in events:
            if local(element) in {"url", "sitemap"}:
                url = text_of(child(element, "loc"))
                if is_address(url):
                    if last is not None:
                        found += 1
                        yield last
                    last = Address(url=url, fields=_said(element), index=local(element) == "sitemap")
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
    except etree.LxmlError as error:
        raise SourceError(place.source, "not a sound sitemap; get it anew") from error
    if not tail.last.rstrip(b" \t\r\n\x00").endswith(_ENDS):
        yield failure(place.source, f"{place.source}: broken off after {found} addresses; get it anew")
    elif last is not None:
        yield last
    else:
        raise SourceError(place.source, "no addresses in this sitemap; look at it, or get it anew")


def _said(element: _Element) -> dict[str, str]:
    """Return what a news sitemap says of a page. When a page last changed says nothing of when it was published."""
    news = child(element, "news")
    if news is None:
        return {}
    by = child(news, "publication")
    fields = {
        "title": text_of(child(news, "title")),
        "published": text_of(child(news, "publication_date")),
        "outlet": text_of(None if by is None else child(by, "name")),
        "language": text_of(None if by is None else child(by, "language")),
        "known_from": "sitemap",
    }
    return {key: value for key, value in fields.items() if value}
