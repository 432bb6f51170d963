"""Headlines of other reports between the paragraphs of a body."""

from __future__ import annotations

from collections.abc import Set

from detente.intake import shape
from detente.intake.sorted import Sorted

#: Headlines of other reports have at least this many words; subheadings mostly fewer.
_WORDS = 5
#: The share of a headline's longer words that stand nowhere in the body, for lines in title case and for others.
_STRANGE_TITLE = 0.4
_STRANGE = 0.7
#: More such lines than this in one body are its own subheadings or a list.
_MOST = 3


def drop_headlines(found: Sorted) -> None:
    """Drop a few headlines of other reports between paragraphs, with the catchwords above them."""
    known = _stems("\n".join(found.lines[i] for i in found.kept() if shape.is_paragraph(found.lines[i])))
    headlines = [i for i in range(found.head, found.tail) if found.reasons[i] is None and _is_headline(found, i, known)]
    if len(headlines) > _MOST:
        return
    for i in headlines:
        found.reasons[i] = "related"
        above = found.above(i)
        catchword = shape.title_case(above) >= shape.TITLE_CASE and not shape.ends_with_mark(above)
        if catchword and found.reasons[i - 1] in {None, "byline"}:
            found.reasons[i - 1] = "related"


def _is_headline(found: Sorted, i: int, known: Set[str]) -> bool:
    """Say whether a line is the headline of another report, and not a subheading of this one.

    Subheadings speak of what the report speaks of; other headlines mostly of something else.
    """
    line = found.lines[i]
    if shape.ends_with_mark(line) or shape.is_exempt(line, found.below(i)):
        return False
    if line.isupper() or "  " in line:  # subheadings; columns
        return False
    count = len(line.split())
    if i and found.reasons[i - 1] == "related" and count < shape.LONG_WORDS:
        return True
    if not _WORDS <= count < shape.LONG_WORDS:
        return False
    stems = _stems(line)
    strange = len(stems - known) / max(1, len(stems))
    return strange >= (_STRANGE_TITLE if shape.title_case(line) >= shape.TITLE_CASE else _STRANGE)


def _stems(text: str) -> set[str]:
    """Return the longer words of a text by their first letters, so that endings make no difference."""
    return {word[:5].lower() for word in shape.words_of(text) if len(word) > 3}
