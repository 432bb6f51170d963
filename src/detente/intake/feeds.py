"""RSS and Atom feeds: each entry a report where its text stands in the feed, else the address of one.

An entry's full text (content:encoded, an Atom content) is taken as it is. Where there is only a summary, the page is
fetched if that is allowed, and else the summary is the report: it is what the feed published.
"""

from __future__ import annotations

import html
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from detente.errors import SourceError
from detente.intake.columns import Row, is_address, raw_of
from detente.intake.item import Address, Item, Place, failure
from detente.intake.xmltree import child, local, text_of, tree

if TYPE_CHECKING:
    from lxml.etree import _Element

_ENDS = (b"rss>", b"feed>", b"RDF>", b"rdf>")


def feed_rows(data: bytes, place: Place) -> Iterator[Row]:
    """Yield what each entry of a feed holds; a feed that is broken off gives its whole entries and a failure.

    Raises:
        SourceError: no entry of it can be read.
    """
    root = tree(data)
    entries = [] if root is None else [one for one in root.iter() if local(one) in {"item", "entry"}]
    if root is None or not entries:
        raise SourceError(place.source, "no entries in this feed; look at it, or get it anew")
    whole = data.rstrip(b" \t\r\n\x00").endswith(_ENDS)
    about = child(root, "channel")
    outlet = text_of(child(root if about is None else about, "title"))
    language = text_of(None if about is None else child(about, "language"))
    for number, entry in enumerate(entries if whole else entries[:-1], 1):
        yield _row(entry, number, outlet, language, place)
    if not whole:
        yield failure(place.source, f"{place.source}: broken off after {len(entries) - 1} entries; get it anew")


def _row(entry: _Element, number: int, outlet: str, language: str, place: Place) -> Row:
    author = child(entry, "author", "creator")
    name = None if author is None else child(author, "name")
    fields = {
        "title": _visible(text_of(child(entry, "title"))),
        "published": text_of(child(entry, "pubdate", "published", "issued", "date")),
        "outlet": text_of(child(entry, "source")) if local(entry) == "item" else "",
        "byline": text_of(author if name is None else name),
        "url": _link(entry, place),
        "language": language,
        "known_from": "feed",
    }
    fields = {key: value for key, value in fields.items() if value}
    fields.setdefault("outlet", outlet)
    text = _markup(child(entry, "encoded", "content"))
    if not text and place.follow and is_address(fields.get("url", "")):
        return Address(url=fields["url"], fields=fields)
    text = text or _markup(child(entry, "description", "summary"))
    if not text.strip():
        where = f"{place.source} entry {number}"
        if is_address(fields.get("url", "")):
            return Address(url=fields["url"], fields=fields)
        return failure(place.source, f"{where}: neither a text nor an address; leave it out")
    fields["text"] = text
    origin = fields.get("url") or f"{place.name}#{number}"
    return Item(source=place.source, origin=origin, data=raw_of(fields), kind="row", fields=fields)


def _link(entry: _Element, place: Place) -> str:
    """Return the address of an entry's page, or nothing."""
    for one in entry:
        if local(one) == "link":
            href = one.get("href") if one.get("rel", "alternate") == "alternate" else None
            value = str(href or text_of(one)).strip()
            if value:
                return _joined(place.origin or "", value)
    guid = child(entry, "guid")
    value = text_of(guid)
    return value if guid is not None and guid.get("isPermaLink") != "false" and is_address(value) else ""


def _joined(base: str, url: str) -> str:
    """Return an address as it stands in a feed, made whole; as it is where it is none."""
    try:
        return urljoin(base, url)
    except ValueError:
        return url


def _markup(element: _Element | None) -> str:
    """Return the text of an entry as HTML; nothing where it is empty or another kind of content."""
    if element is None or element.get("src"):
        return ""
    kind = (element.get("type") or "html").lower()
    if len(element) and kind not in {"text", "text/plain"}:
        from lxml import etree

        inner = "".join(etree.tostring(one, encoding="unicode", method="html") for one in element)
        return f"<div>{element.text or ''}{inner}</div>"
    text = "".join(element.itertext()).strip()
    if not text:
        return ""
    return text if kind in {"text", "text/plain"} else f"<div>{text}</div>"


def _visible(title: str) -> str:
    """Return a title whose own marks of HTML were written out ("Talks &amp;amp; threats")."""
    return html.unescape(title)
