"""Which paragraphs of a page are its body: trafilatura's answer, and a second extractor's where that is little."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.intake import shape, visible
from detente.intake.decode import tidy

if TYPE_CHECKING:
    from lxml.html import HtmlElement

#: Below this many characters the first extractor has often kept only the notice of a pay wall, or a teaser, and the
#: second is asked as well. Set on 181 pages: at twice as many it replaces right answers by wrong ones.
_LITTLE = 600
#: The second extractor is believed where it has so many times as much: it keeps dates and buttons among the body.
_MORE = 1.5
#: But only where so much of its text is prose: where it finds no body, it gives the whole page, menus and all.
_PROSE = 0.5
#: A body cut in two by advertising: where paragraphs of the same kind as the body's own would add this share to it,
#: they belong to it. Set high, as smaller additions were mostly teasers and comments.
_MISSING = 0.6
#: Paragraphs of fewer characters are not looked for.
_PARAGRAPH = 80


def body_lines(tree: HtmlElement) -> list[str]:
    """Return the paragraphs of the body, or nothing where no body is found."""
    text = _extracted(tree)
    if len(text) < _LITTLE:
        other = _readable(tree)
        prose = sum(len(line) for line in other.split("\n") if shape.is_prose(line))
        if len(other) > _MORE * len(text) and prose > _PROSE * len(other):
            text = other
    lines = [part for line in tidy(text).split("\n") if line.strip() for part in _cells(" ".join(line.split()))]
    return _whole(tree, lines)


def _extracted(tree: HtmlElement) -> str:
    """Return trafilatura's text, in its precise setting, without its own comparison with others: that costs a third."""
    from trafilatura import extract

    try:
        return extract(tree, fast=True, favor_precision=True, include_comments=False, include_tables=True) or ""
    except (RecursionError, ValueError, TypeError, AttributeError, IndexError):
        return ""  # a tree so broken that the extractor trips over it; the page is then sorted as flattened text


def _readable(tree: HtmlElement) -> str:
    """Return readability's text, a block to a line (the fork of readability-lxml that comes with trafilatura)."""
    from copy import deepcopy

    from lxml import etree, html
    from trafilatura.readability_lxml import Document

    try:
        summary = Document(deepcopy(tree)).summary()
        return "\n".join(visible.visible_lines(html.fromstring(f"<div>{summary}</div>")))
    except (RecursionError, ValueError, TypeError, AttributeError, IndexError, etree.LxmlError):
        return ""


def _cells(line: str) -> list[str]:
    """Return a line of the body; of a table's row the cells with running text (old pages are tables)."""
    if not line.startswith("|"):
        return [line]
    return [cell.strip() for cell in line.strip("|").split("|") if shape.is_prose(cell.strip())]


def _whole(tree: HtmlElement, lines: list[str]) -> list[str]:
    """Return the body with the paragraphs that stand in the same kind of place and were left out, if they are many."""
    places: dict[str, int] = {visible.letters(line): i for i, line in enumerate(lines)}
    paragraphs = []
    kinds: dict[tuple[str, ...], int] = {}
    for element in tree.iter("p"):
        text = " ".join(tidy(element.text_content()).split())
        if len(text) >= _PARAGRAPH and shape.ends_as_sentence(text):
            kind, bare = _place(element), visible.letters(text)
            paragraphs.append((text, kind, bare))
            kinds[kind] = kinds.get(kind, 0) + (bare in places)
    missing = [text for text, kind, bare in paragraphs if bare not in places and kinds[kind] >= 3]
    if sum(map(len, missing)) < _MISSING * sum(map(len, lines)):
        return lines
    after: dict[int, list[str]] = {}
    last = -1
    for text, kind, bare in paragraphs:
        if bare in places:
            last = places[bare]
        elif kinds[kind] >= 3:
            after.setdefault(last, []).append(text)
    return [*after.get(-1, ()), *(one for i, line in enumerate(lines) for one in (line, *after.get(i, ())))]


def _place(element: HtmlElement) -> tuple[str, ...]:
    """Return what kind of place a paragraph stands in: tag and class of its parent and grandparent."""
    above = list(element.iterancestors())[:2]
    return tuple(part for one in above for part in (str(one.tag), one.get("class") or ""))
