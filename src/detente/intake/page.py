"""Saved web pages: the body by trafilatura, the rest by what the markup says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.errors import SourceError
from detente.intake import agencies, bodies, residue, trees, visible
from detente.intake.changes import changed_days, changed_of
from detente.intake.draft import Draft
from detente.intake.markup import read_markup
from detente.intake.published import published_of, published_otherwise
from detente.intake.sorted import Sorted
from detente.intake.stated import is_date_line, read_line
from detente.intake.text import stated_around
from detente.intake.wordings import reason_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement


#: A date line stands at most so many lines above the title.
_ABOVE_TITLE = 3
#: No body is in these; the extractor drops them too, but only after copying them several times.
_NO_BODY = frozenset({"nav", "footer", "aside", "button", "input"})


def read_page(text: str, *, source: str) -> Draft:
    """Return the draft of an HTML page; nothing is fetched. Visible text that is not the body becomes residue.

    Raises:
        SourceError: there is no HTML in it, or far more of it than a page has.
    """
    too_much = trees.excess(text)
    if too_much:
        raise SourceError(source, too_much)
    tree = trees.parse(text)
    if tree is None:
        raise SourceError(source, "no HTML page in it; check the file")
    markup = read_markup(tree, text)
    draft = Draft(
        title=markup.title,
        outlet=markup.outlet,
        byline=markup.byline,
        url=markup.url,
        language=markup.language,
        section=markup.section,
        place=markup.place,
    )
    draft.published, draft.changed = published_of(tree, markup), changed_of(tree, markup)
    trees.strip(tree, visible.UNSEEN)
    seen = visible.visible_lines(tree)
    trees.strip(tree, _NO_BODY)
    lines = bodies.body_lines(tree)
    # where the extractor finds nothing, the page is taken for what a reader sees, and sorted as flattened text is
    found = residue.sort_lines(lines or seen, title=draft.title, flattened=not lines)
    titles = {visible.letters(title) for title in markup.titles}
    for line, reason in zip(found.lines, found.reasons, strict=True):
        bare = visible.letters(line)
        if bare in titles:
            draft.drop(line, "title")
        elif draft.outlet and bare == visible.letters(draft.outlet):
            draft.drop(line, "outlet")
        elif reason is None:
            draft.paragraphs.append(line)
        else:
            draft.drop(line, reason)
    if draft.published.precision == "unknown" or draft.changed is None:
        _date_by_lines(draft, tree, found, _between(titles, seen, draft.paragraphs))
    if draft.published.precision == "unknown":
        draft.published = published_otherwise(tree, markup)
    agencies.learn(found, draft)
    if lines:
        draft.residue += visible.around(seen, [*draft.paragraphs, *(one.text for one in draft.residue)])
    return draft


def read_fragment(text: str) -> str:
    """Return the visible text of a piece of HTML, a block to a line."""
    tree = None if trees.excess(text) else trees.parse(f"<html><body>{text}</body></html>")
    return text if tree is None else "\n".join(visible.visible_lines(tree))


def _date_by_lines(draft: Draft, tree: HtmlElement, found: Sorted, near: list[str]) -> None:
    """Date a draft by the lines around its body and those near its title, where the markup says nothing."""
    around = stated_around(found)
    lines = [read_line(line) for line in near if is_date_line(line) or reason_of(line) in {"date", "byline"}]
    published = around.published or next((one.published for one in lines if one.published), None)
    draft.changed = draft.changed or around.changed or next((one.changed for one in lines if one.changed), None)
    if draft.published.precision == "unknown" and published and (published.start or "")[:10] not in changed_days(tree):
        draft.published = published


def _between(titles: set[str], seen: list[str], paragraphs: list[str]) -> list[str]:
    """Return the visible lines between the title, or just above it, and the body; none where one of them is missing."""
    bare = [visible.letters(line) for line in seen]
    starts = [i for i, line in enumerate(bare) if line in titles]
    first = visible.letters(paragraphs[0]) if paragraphs else ""
    ends = [i for i, line in enumerate(bare) if first and line == first]
    if not starts or not ends:
        return []
    return seen[max(0, starts[-1 if starts[-1] < ends[0] else 0] - _ABOVE_TITLE) : ends[0]]
