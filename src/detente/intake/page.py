"""Saved web pages: the body by trafilatura, the rest by what the markup says."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

from detente.errors import SourceError
from detente.intake import residue, shape, visible
from detente.intake.decode import tidy
from detente.intake.draft import Draft
from detente.intake.markup import read_markup
from detente.intake.published import changed_days, published_of
from detente.intake.text import date_line, stated_above
from detente.intake.wordings import reason_of
from detente.records import Published

if TYPE_CHECKING:
    from lxml.html import HtmlElement

#: The precision setting sometimes keeps only the notice of a pay wall. Below this many characters the balanced setting
#: is asked as well, and believed if it has three times as much.
_SHORT = 600
_MORE = 3
#: A body cut in two by advertising: where paragraphs of the same kind as the body's own would add this share to it,
#: they belong to it. Set high, as smaller additions were mostly teasers and comments.
_MISSING = 0.6
#: A date line stands at most so many lines above the title.
_ABOVE_TITLE = 3
#: Paragraphs of fewer characters are not looked for.
_PARAGRAPH = 80
#: No body is in these; the extractor drops them too, but only after copying them several times.
_NO_BODY = frozenset({"nav", "footer", "aside", "button", "input"})
_ENDS = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
_QUIET = logging.NullHandler()


def read_page(text: str, *, source: str) -> Draft:
    """Return the draft of an HTML page; nothing is fetched. Visible text that is not the body becomes residue.

    Raises:
        SourceError: there is no HTML in it.
    """
    tree = _tree(text)
    if tree is None:
        raise SourceError(source, "no HTML page in it; check the file")
    markup = read_markup(tree, text)
    draft = Draft(
        title=markup.title, outlet=markup.outlet, byline=markup.byline, url=markup.url, language=markup.language
    )
    draft.published = published_of(tree, markup)
    _strip(tree, visible.UNSEEN)
    seen = visible.visible_lines(tree)
    _strip(tree, _NO_BODY)
    lines = _body(tree)
    # where the extractor finds nothing, the page is taken for what a reader sees, and sorted as flattened text is
    found = residue.sort_lines(lines or seen, title=draft.title, flattened=not lines)
    titles = {visible.letters(title) for title in markup.titles}
    for line, reason in zip(found.lines, found.reasons, strict=True):
        if visible.letters(line) in titles:
            draft.drop(line, "title")
        elif draft.outlet and visible.letters(line) == visible.letters(draft.outlet):
            draft.drop(line, "outlet")
        elif reason is None:
            draft.paragraphs.append(line)
        else:
            draft.drop(line, reason)
    if draft.published.precision == "unknown":
        stated = stated_above(found) or _stated_near(titles, seen, draft.paragraphs)
        if stated and (stated.start or "")[:10] not in changed_days(tree):
            draft.published = stated
    if lines:
        draft.residue += visible.around(seen, [*draft.paragraphs, *(one.text for one in draft.residue)])
    return draft


def read_fragment(text: str) -> str:
    """Return the visible text of a piece of HTML, a block to a line."""
    tree = _tree(f"<html><body>{text}</body></html>")
    return text if tree is None else "\n".join(visible.visible_lines(tree))


def _stated_near(titles: set[str], seen: list[str], paragraphs: list[str]) -> Published | None:
    """Return the date in a date line that stands between the visible title, or just above it, and the body."""
    bare = [visible.letters(line) for line in seen]
    starts = [i for i, line in enumerate(bare) if line in titles]
    first = visible.letters(paragraphs[0]) if paragraphs else ""
    ends = [i for i, line in enumerate(bare) if first and line == first]
    if not starts or not ends:
        return None
    for line in seen[max(0, starts[-1 if starts[-1] < ends[0] else 0] - _ABOVE_TITLE) : ends[0]]:
        if reason_of(line) in {"date", "byline"} and (found := date_line(line)):
            return found
    return None


def _tree(text: str) -> HtmlElement | None:
    """Parse a page, or a fragment of one, into a tree; None where there is nothing to parse."""
    from lxml import etree
    from trafilatura.utils import load_html

    logging.getLogger("trafilatura").addHandler(_QUIET)
    text = _ENDS.sub("", text)  # the parser loses what stands behind them, browsers do not
    start = text[:2000].lower()
    if "<html" not in start and "<body" not in start and "<head" not in start:
        text = f"<html><body>{text}</body></html>"
    try:
        return load_html(text)
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def _strip(tree: HtmlElement, tags: frozenset[str]) -> None:
    """Take elements of no use out of a tree before the next step copies or walks it; what follows them stays."""
    from lxml import etree

    etree.strip_elements(tree, *tags, etree.Comment, with_tail=False)


def _body(tree: HtmlElement) -> list[str]:
    """Return the paragraphs of the body, or nothing where no body is found."""
    text = _extracted(tree, precision=True)
    if len(text) < _SHORT:
        other = _extracted(tree, precision=False)
        text = other if len(other) > _MORE * len(text) else text
    lines = [part for line in tidy(text).split("\n") if line.strip() for part in _cells(" ".join(line.split()))]
    return _whole(tree, lines)


def _extracted(tree: HtmlElement, *, precision: bool) -> str:
    from trafilatura import extract

    try:
        return extract(tree, favor_precision=precision, include_comments=False, include_tables=True) or ""
    except (RecursionError, ValueError, TypeError, AttributeError, IndexError):
        return ""  # a tree so broken that the extractor trips over it; the page is then sorted as flattened text


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
