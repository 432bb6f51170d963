"""When a page was published: from its markup first, then its address, then the date that stands visibly on it.

When it was changed is read in :mod:`detente.intake.changes`.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from copy import deepcopy
from typing import TYPE_CHECKING

from detente.intake import dates, jsonld
from detente.intake.changes import changed_days, is_changed
from detente.intake.markup import Markup
from detente.intake.stated import LINE, is_date_line, read_line
from detente.intake.visible import visible_lines
from detente.records import Published

if TYPE_CHECKING:
    from lxml.html import HtmlElement

#: Names of meta elements that hold the date of first publication, surest first.
_META = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "publishdate",
    "publish-date",
    "publish_date",
    "published_time",
    "publication_date",
    "publicationdate",
    "pubdate",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "dc.date",
    "dcterms.date",
    "citation_publication_date",
    "article.published",
    "displaydate",
    "date",
)
_LABELS = re.compile(
    r"publi|posted|entry-?date|post-?date|article.{0,3}date|date-?line|timestamp|byline|date|time", re.IGNORECASE
)
_ELSEWHERE = frozenset({"aside", "nav", "footer", "li"})
_BESIDE = re.compile(
    r"comment|related|sidebar|recommend|popular|latest|trending|teaser|promo|widget|footer|card|feed", re.IGNORECASE
)
#: Fixed, so that the same page gives the same date whenever it is read.
_FIRST, _LAST = "1995-01-01", "2099-12-31"
_QUIET = logging.NullHandler()


def published_of(tree: HtmlElement, markup: Markup) -> Published:
    """Return when a page says that it was published, and how that is known; unknown where nothing says it."""
    declared = jsonld.text_of(markup.node.get("datePublished")) or jsonld.text_of(markup.node.get("dateCreated"))
    steps = (
        dates.read(declared or "", known_from="json-ld"),
        next((found for key in _META if (found := dates.read(markup.meta.get(key, ""), known_from="meta"))), None),
    )
    found = next((step for step in steps if step), None)
    if found is None:
        found = _of_times(tree) or dates.in_address(markup.url or "", known_from="address")
    return found or _of_labels(tree) or Published()


def published_otherwise(tree: HtmlElement, markup: Markup) -> Published:
    """Return when a page was published where neither its markup nor the lines beside its title say it to the day."""
    declared = jsonld.text_of(markup.node.get("datePublished")) or ""
    return _of_htmldate(_alone(tree), markup.url) or _of_month(declared, markup) or Published()


def _of_month(declared: str, markup: Markup) -> Published | None:
    """Return the month or year that markup declares: all that some pages know."""
    found = dates.coarse(declared, known_from="json-ld")
    return found or next(
        (one for key in _META if (one := dates.coarse(markup.meta.get(key, ""), known_from="meta"))), None
    )


def _of_times(tree: HtmlElement) -> Published | None:
    """Return the date of the page's own time element: a labelled one, else the only day that all of them name."""
    own = [element for element in _elements(tree, "time") if not is_changed(element)]
    for element in own:
        if element.get("pubdate") is not None or element.get("itemprop") == "datePublished":
            return _of_element(element)
    found = [published for element in own if (published := _of_element(element))]
    days = {(published.start or "")[:10] for published in found}
    if len(days) == 1:
        return found[0]
    heading = next(tree.iter("h1"), None)
    if heading is None:
        return None
    article = next(heading.iterancestors("article"), None)
    if article is None:
        return None
    return next((p for element in own if article in element.iterancestors() and (p := _of_element(element))), None)


def _of_element(element: HtmlElement) -> Published | None:
    text = element.get("datetime") or element.get("content") or " ".join(element.text_content().split())
    return dates.read(text, known_from="time-element")


def _of_labels(tree: HtmlElement) -> Published | None:
    """Return the date in an element that is named after dates (microdata, class or id) and says nothing else."""
    labelled: list[tuple[bool, int, HtmlElement]] = []
    for element in _elements(tree, "*"):
        label = " ".join((element.get(name) or "") for name in ("itemprop", "class", "id"))
        if label.strip() and _LABELS.search(label) and not is_changed(element):
            labelled.append((element.get("itemprop") != "datePublished", len(labelled), element))
    for _, _, element in sorted(labelled, key=lambda one: one[:2]):
        known = "microdata" if element.get("itemprop") == "datePublished" else "text"
        text = " ".join(element.text_content().split())
        attribute = element.get("content") or element.get("datetime") or ""
        found = dates.read(attribute, known_from=known)
        found = found or (read_line(text, known_from=known).published if len(text) <= LINE else None)
        if found:
            return found
    return None


def _of_htmldate(tree: HtmlElement, url: str | None) -> Published | None:
    """Return htmldate's answer only if that day stands in full on a line of its own on the page: no guess is a fact."""
    from htmldate import find_date

    logging.getLogger("htmldate").addHandler(_QUIET)
    try:
        day = find_date(tree, extensive_search=False, original_date=True, url=url, min_date=_FIRST, max_date=_LAST)
    except (ValueError, TypeError, AttributeError, OverflowError):  # its parsers trip over odd attributes
        return None
    if not day or day in changed_days(tree):
        return None
    for line in visible_lines(tree):
        if is_date_line(line) and (found := read_line(line).published) and (found.start or "")[:10] == day:
            return found
    return None


def _elements(tree: HtmlElement, tag: str) -> Iterator[HtmlElement]:
    """Yield the elements that belong to the report, not to lists of others beside it."""
    from lxml import etree

    walk = etree.iterwalk(tree, events=("start",))
    for _, element in walk:
        if _names_beside(element):
            walk.skip_subtree()
        elif tag in {"*", element.tag}:
            yield element


def _alone(tree: HtmlElement) -> HtmlElement:
    """Return a copy of a page without what stands beside the report."""
    copy = deepcopy(tree)
    for element in [one for one in copy.iter("*") if _names_beside(one) and one.getparent() is not None]:
        element.drop_tree()
    return copy


def _names_beside(element: HtmlElement) -> bool:
    """Say whether an element's tag, class or id says that it stands beside the report."""
    if element.tag in _ELSEWHERE:
        return True
    if element.tag in {"body", "html"}:
        return False
    return bool(_BESIDE.search(f"{element.get('class') or ''} {element.get('id') or ''}"))
