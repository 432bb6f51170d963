"""XML as the web has it: parsed with patience, without entities of its own, and never with a look at the network."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from lxml.etree import _Element

_ROOT = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*+(?:<\?.{0,500}?\?>\s*+|<!--.{0,2000}?-->\s*+|<!DOCTYPE[^>\[]{0,300}>\s*+)*+"
    rb"<(?:[A-Za-z][\w.-]{0,20}:)?(?P<name>rss|feed|RDF|urlset|sitemapindex)\b",
    re.DOTALL,
)


def root_of(head: bytes) -> Literal["feed", "sitemap"] | None:
    """Tell a feed and a sitemap by how they begin; None for all other bytes."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "replace").encode()
    match = _ROOT.match(head)
    if match is None:
        return None
    return "sitemap" if match["name"] in {b"urlset", b"sitemapindex"} else "feed"


def tree(data: bytes) -> _Element | None:
    """Parse XML as far as it goes; None where nothing of it can be read."""
    from lxml import etree

    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError):
        return None


def local(element: _Element) -> str:
    """Return an element's name without its namespace, in lower case; nothing for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def child(element: _Element, *names: str) -> _Element | None:
    """Return the first child of the first of these names that it has."""
    for name in names:
        for one in element:
            if local(one) == name:
                return one
    return None


def text_of(element: _Element | None) -> str:
    """Return all text in an element, spaces made single; nothing for None."""
    return "" if element is None else " ".join("".join(element.itertext()).split())
