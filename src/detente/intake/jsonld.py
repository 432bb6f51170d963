"""What a page says of itself in JSON-LD (schema.org)."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

#: The schema.org types that are a report, surest first; a page type counts only where no report type stands.
_REPORTS = (
    "NewsArticle",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "OpinionNewsArticle",
    "BackgroundNewsArticle",
    "Article",
    "LiveBlogPosting",
    "BlogPosting",
    "Report",
    "WebPage",
)
#: Real pages nest a few levels; deeper is broken or hostile.
_DEPTH = 8


def report_of(tree: HtmlElement) -> Mapping[str, object]:
    """Return the node of a page's JSON-LD that describes the report, or an empty mapping."""
    best: Mapping[str, object] = {}
    rank = len(_REPORTS)
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        for node in _nodes(_loaded(script.text or ""), _DEPTH):
            for kind in _strings(node.get("@type")):
                place = _REPORTS.index(kind) if kind in _REPORTS else len(_REPORTS)
                if place < rank:
                    best, rank = node, place
    return best


def trail_of(tree: HtmlElement) -> list[str]:
    """Return the names of the steps that lead to a page ("Home", "World"), or nothing."""
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        for node in _nodes(_loaded(script.text or ""), _DEPTH):
            if "BreadcrumbList" in _strings(node.get("@type")):
                steps = node.get("itemListElement")
                parts = [part for part in steps if isinstance(part, dict)] if isinstance(steps, list) else []
                return [name for part in parts if (name := text_of(part.get("name") or part.get("item")))]
    return []


def text_of(value: object) -> str | None:
    """Return the text or the name in a value of JSON-LD: a string, a node, or the first of a list."""
    found = next(iter(texts_of(value)), None)
    return found or None


def texts_of(value: object, depth: int = _DEPTH) -> list[str]:
    """Return all texts or names in a value of JSON-LD (several authors), entities decoded."""
    if isinstance(value, str):
        text = " ".join(html.unescape(value).split())
        return [text] if text else []
    if depth == 0:
        return []
    if isinstance(value, list):
        return [text for part in value for text in texts_of(part, depth - 1)]
    if isinstance(value, dict):
        return texts_of(value.get("name") or value.get("@id"), depth - 1)
    return []


def _loaded(text: str) -> object:
    text = text.strip().removeprefix("<!--").removesuffix("-->").removeprefix("//<![CDATA[").removesuffix("//]]>")
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):  # broken JSON-LD is common; the other signs of the page remain
        return None


def _nodes(value: object, depth: int) -> Iterator[Mapping[str, object]]:
    if depth == 0:
        return
    if isinstance(value, list):
        for part in value:
            yield from _nodes(part, depth - 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "breadcrumb"):
            yield from _nodes(value.get(key), depth - 1)


def _strings(value: object) -> list[str]:
    parts = value if isinstance(value, list) else [value]
    return [part.rsplit("/", 1)[-1] for part in parts if isinstance(part, str)]
