"""When a page says that its report was last changed: markup first, then the visible line."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from detente.intake import dates, jsonld
from detente.intake.markup import Markup
from detente.intake.stated import CHANGED, LINE, read_line
from detente.records import Published

if TYPE_CHECKING:
    from lxml.html import HtmlElement

#: Names of meta elements that hold the date of the last change, surest first.
_META = (
    "article:modified_time",
    "og:article:modified_time",
    "og:updated_time",
    "article:updated_time",
    "datemodified",
    "last-modified",
    "lastmod",
    "last_updated",
    "dcterms.modified",
    "dc.date.modified",
    "article.updated",
    "revised",
)
#: So many characters before an element are looked at for a word like "Updated".
_WORDS = 40
#: Labels whose answer is kept: a page has some hundred, and the next page of the site has the same.
_LABELS = 1_024


def changed_of(tree: HtmlElement, markup: Markup) -> Published | None:
    """Return when a page says that its report was last changed, or None where nothing says it."""
    declared = jsonld.text_of(markup.node.get("dateModified"))
    found = dates.read(declared or "", known_from="json-ld")
    found = found or next(
        (one for key in _META if (one := dates.read(markup.meta.get(key, ""), known_from="meta"))), None
    )
    if found:
        return found
    for element in _changed_elements(tree):
        text = " ".join(element.text_content().split())
        stated = element.get("datetime") or element.get("content")
        known = "time-element" if element.tag == "time" else "microdata" if element.get("itemprop") else "text"
        if stated and (one := dates.read(stated, known_from=known)):
            return one
        if len(text) <= LINE and (one := _of_text(text, known if stated else "text")):
            return one
    return None


def changed_days(tree: HtmlElement) -> set[str]:
    """Return the days that a page names as those of later changes."""
    texts = (" ".join(element.text_content().split()) for element in _changed_elements(tree))
    found = (_of_text(text, "text") for text in texts if len(text) <= LINE)
    return {(one.start or "")[:10] for one in found if one}


def is_changed(element: HtmlElement) -> bool:
    """Say whether an element gives the time of a later change, by its labels or the words just before it."""
    named = _named_changed(f"{element.get('itemprop') or ''} {element.get('class') or ''} {element.get('id') or ''}")
    if named is not None:
        return named
    return _worded_changed(_words_before(element)) or bool(CHANGED.match(next(element.itertext(), "").strip()))


@lru_cache(maxsize=_LABELS)
def _named_changed(label: str) -> bool | None:
    """Say whether a label names the time of a change, None where it does not tell."""
    if "publish" in label.lower():  # "published updated" is one date for both
        return False
    return True if CHANGED.search(label) else None


def _worded_changed(words: str) -> bool:
    """Say whether words tell of a change; most of what is asked is the white space between two elements."""
    return not words.isspace() and CHANGED.search(words) is not None


def _words_before(element: HtmlElement) -> str:
    """Return the end of the text that stands just before an element in its block."""
    before = element.getprevious()
    if before is not None:
        own = (before.text or "") if not len(before) else ""
        return f"{own}{before.tail or ''}"[-_WORDS:]
    above = element.getparent()
    return ((above.text if above is not None else None) or "")[-_WORDS:]


def _changed_elements(tree: HtmlElement) -> list[HtmlElement]:
    return [element for element in tree.iter("*") if is_changed(element)]


def _of_text(text: str, known_from: str) -> Published | None:
    """Return the date of change in a text that is known to tell one: its own label may stand outside it."""
    found = read_line(text, known_from=known_from)
    return found.changed or (found.published if len(list(dates.every(text))) == 1 else None)
