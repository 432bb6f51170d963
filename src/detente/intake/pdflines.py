"""The lines of a PDF's pages, and how they make paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdf import PageObject

#: Pieces whose base lines are nearer than this share of their size stand on one line.
_SAME_LINE = 0.3
#: A gap this many times the usual one, or a change of size by this share, begins a paragraph.
_GAP = 1.3
_SIZE = 0.1
#: So far right of the line above, in sizes of the type, a line is indented.
_INDENT = (0.7, 4.0)
#: A line shorter than this share of the longest, and that ends a sentence, ends a paragraph.
_SHORT = 0.8
#: This share of a page's height is its upper, and its lower, edge.
_EDGE = 0.09
#: A line of this many times the size of the text is a heading.
_HEADING = 1.2
_NUMBERED = re.compile(r"(?:^|\s)(?:page\s*)?[0-9]{1,3}(?:\s*(?:/|of)\s*[0-9]{1,3})?$", re.IGNORECASE)
_PRINTED = re.compile(
    r"^(?:[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4}|[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{2,4}),? [0-9]{1,2}:[0-9]{2}|^(?:https?|file)://\S+"
)
_BULLET = re.compile(r"^[•‣▪●○·–*-] ")
_LETTERS = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\u00ad": "-"})
_ENDS = tuple(".!?”\"’'»)]:")
#: First parts of words that keep their hyphen where a line breaks after it.
_KEEP = frozenset("anti co ex inter multi non post pre pro self semi sub trans ultra well".split())


@dataclass(slots=True, kw_only=True)
class Line:
    """A line on a page: its left end and base in points from the lower left, its size, and how high the page is."""

    x: float
    y: float
    size: float
    text: str
    height: float


def lines_of(page: PageObject) -> list[Line]:
    """Return the lines of a page in the order in which they were written; what stands on its side is left out."""
    height = float(page.mediabox.height)
    foot = float(page.mediabox.bottom)
    lines: list[Line] = []

    def visit(text: str, cm: list[float], tm: list[float], _font: object, size: float) -> None:
        if not text.strip():
            if lines and text and not text.startswith("\n"):
                lines[-1].text += " "
            return
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5] - foot
        upright = abs(tm[0] * cm[0] + tm[1] * cm[2])
        seen = size * upright
        if not upright:
            return
        if lines and abs(lines[-1].y - y) < _SAME_LINE * seen:
            lines[-1].text += text
        else:
            lines.append(Line(x=x, y=y, size=seen, text=text, height=height))

    page.extract_text(visitor_text=visit)
    for line in lines:
        line.text = " ".join(line.text.translate(_LETTERS).split())
    return [line for line in lines if line.text]


def split_edges(pages: list[list[Line]]) -> tuple[list[list[Line]], list[str]]:
    """Return the pages without what stands on their edges over and over, page numbers and the marks of printing, and that."""
    repeated = Counter(key for page in pages for key in {_key(line) for line in page if _at_edge(line)})
    kept: list[list[Line]] = []
    edges: list[str] = []
    for page in pages:
        rest: list[Line] = []
        for line in page:
            again = len(pages) > 1 and repeated[_key(line)] > len(pages) / 2
            if _at_edge(line) and (again or _is_number(line.text) or _PRINTED.match(line.text)):
                edges.append(line.text)
            else:
                rest.append(line)
        kept.append(rest)
    return [page for page in kept if page], edges


def heading(pages: list[list[Line]]) -> str | None:
    """Return the title: the lines of the largest type on the first page, where it is larger than the text's."""
    usual = _usual_size(pages)
    largest = max((line.size for line in pages[0]), default=0.0)
    if largest < _HEADING * usual:
        return None
    title: list[str] = []
    for line in pages[0]:
        if line.size > largest * (1 - _SIZE):
            title.append(line.text)
        elif title:
            break
    found = " ".join(title)
    return found if any(c.isalpha() for c in found) else None


def paragraphs(pages: list[list[Line]]) -> list[str]:
    """Return the paragraphs of the pages; one that goes on over the end of a page or column is put together."""
    lines = [line for page in pages for line in page]
    usual = _usual_gap(lines)
    longest = max(len(line.text) for line in lines)
    found = [lines[0].text]
    for above, line in pairwise(lines):
        if _begins(above, line, usual, longest):
            found.append(line.text)
        else:
            found[-1] = _joined(found[-1], line.text)
    return found


def _begins(above: Line, line: Line, usual: float, longest: int) -> bool:
    """Say whether a line begins a paragraph, by the one above it."""
    ended = above.text.endswith(_ENDS)
    if abs(line.size - above.size) > _SIZE * above.size or _BULLET.match(line.text):
        return True
    least, most = _INDENT
    indented = least * line.size < line.x - above.x < most * line.size
    gap = above.y - line.y
    if gap <= 0 or gap > 10 * usual:  # the top of the next page or column
        return ended
    return gap > _GAP * usual or (indented and ended) or (ended and len(above.text) < _SHORT * longest)


def _joined(text: str, line: str) -> str:
    """Return a line put behind a text; a word that was broken at the line's end is made whole."""
    if not text.endswith("-") or text.endswith(" -"):
        return f"{text} {line}"
    if not line[:1].islower() or text.endswith("--"):
        return text + line
    first = text.rsplit(None, 1)[-1][:-1].lower()
    return text + line if first in _KEEP or "-" in first else text[:-1] + line


def _usual_gap(lines: list[Line]) -> float:
    """Return the distance of two lines in a paragraph: the lower middle of those between lines of one size."""
    gaps = [
        a.y - b.y for a, b in pairwise(lines) if 0 < a.y - b.y < 4 * a.size and abs(a.size - b.size) <= _SIZE * a.size
    ]
    if not gaps:
        return 1.2 * lines[0].size
    least = sorted(gaps)[: len(gaps) // 2 + 1]
    return median(least)


def _usual_size(pages: list[list[Line]]) -> float:
    """Return the size that most characters have."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page:
            sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0]


def _at_edge(line: Line) -> bool:
    return not _EDGE * line.height < line.y < (1 - _EDGE) * line.height


def _key(line: Line) -> tuple[str, int]:
    """Return what a running line has in common on all pages: its words, numbers aside, and its height."""
    return re.sub(r"[0-9]+", "0", line.text), round(line.y / 5)


def _is_number(text: str) -> bool:
    return len(text) < 15 and bool(_NUMBERED.search(text))
