"""A page parsed into a tree, and elements taken out of it."""

from __future__ import annotations

import logging
import re
from collections.abc import Set
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import HTMLParser
    from lxml.html import HtmlElement

_ENDS = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
#: What breaks the parser at the start of a page (odd doctypes, "<html/>") stands in so many characters.
_HEAD = 5_000
#: Control characters, which no page may hold and some parsers stop at; line ends and tabs stay.
_CONTROL = bytes((*range(9), 11, 12, *range(14, 32)))
#: A page of more elements (their begins and ends counted) or of an element with more attributes is no page of a report but
#: an attack or a dump, and costs its time squared. The largest of 181 real pages have 3,200 and 1,000 ("=" in one tag).
_MOST_TAGS = 200_000
_MOST_ATTRIBUTES = 10_000
_LONG_TAG = re.compile(r"<[a-zA-Z][^>]{30000,}")
_QUIET = logging.NullHandler()


def parse(text: str) -> HtmlElement | None:
    """Parse a page, or a fragment of one, into a tree without comments; None where there is nothing to parse."""
    from lxml import etree
    from lxml.html import document_fromstring
    from trafilatura.utils import repair_faulty_html

    logging.getLogger("trafilatura").addHandler(_QUIET)
    text = _ENDS.sub("", text)  # the parser loses what stands behind them, browsers do not
    start = text[:2000].lower()
    if "<html" not in start and "<body" not in start and "<head" not in start:
        text = f"<html><body>{text}</body></html>"
    head = repair_faulty_html(text[:_HEAD], start[:50])
    data = (head + text[_HEAD:]).encode("utf-8", "surrogatepass").translate(None, _CONTROL)
    try:
        return document_fromstring(data, parser=_parser())
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def excess(text: str) -> str | None:
    """Return what a page has too much of to be parsed, in words with the mend, or None."""
    if text.count("<") > _MOST_TAGS:
        return f"more than {_MOST_TAGS:,} tags; save the report alone, or as text"
    if any(tag[0].count("=") > _MOST_ATTRIBUTES for tag in _LONG_TAG.finditer(text)):
        return f"an element with more than {_MOST_ATTRIBUTES:,} attributes; save the report alone, or as text"
    return None


def strip(tree: HtmlElement, tags: Set[str]) -> None:
    """Take elements of no use out of a tree before the next step copies or walks it; what follows them stays."""
    from lxml import etree

    etree.strip_elements(tree, *tags, etree.Comment, with_tail=False)


@lru_cache(maxsize=1)
def _parser() -> HTMLParser:
    """Return the parser: every element is a plain HtmlElement, so that none needs a look-up in Python."""
    from lxml import etree
    from lxml.html import HtmlElement

    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=HtmlElement))
    return parser
