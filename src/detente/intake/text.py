"""Flattened text: a title, a body, and what was left around it when somebody copied a page."""

from __future__ import annotations

import re

from detente.intake import agencies, header, outlets, residue, shape
from detente.intake.draft import Draft
from detente.intake.sorted import Sorted
from detente.intake.stated import Stated, read_line

#: Text is taken for hard-wrapped when this share of the lines inside its paragraphs is nearly as long as the longest.
_WRAPPED_SHARE = 0.7
_WRAPPED_LENGTHS = (40, 100)
_SPACES = re.compile(r"[ \t\u2000-\u200a\u3000]+")
_BYLINE = re.compile(
    r"^(?:by|author|written by|reported by)\s?[:|]?\s+(?P<name>[^|•·]{2,80}?)\s*(?:[|•·].*)?$", re.IGNORECASE
)
_AFTER_DATE = re.compile(r"[0-9]{4},? [0-9]{1,2}:[0-9]{2}(?: (?:author|by):?)? (?P<name>\D{3,60})$", re.IGNORECASE)


def read_text(text: str, *, known: Draft | None = None) -> Draft:
    """Return the draft of a plain text.

    Args:
        text: the tidied text.
        known: what is known from elsewhere (a table's columns, a front matter); None means nothing.
    """
    draft = known or Draft()
    text = header.take(text, draft)
    lines = paragraphs(text)
    found = residue.sort_lines(lines, title=draft.title)
    draft.title = draft.title or found.title
    for line, reason in zip(found.lines, found.reasons, strict=True):
        if reason is None:
            draft.paragraphs.append(line)
        else:
            draft.drop(line, "outlet" if outlets.alone(line) else reason)
    draft.outlet = draft.outlet or outlets.named_in(found)
    _learn(found, draft)
    return draft


def _learn(found: Sorted, draft: Draft) -> None:
    """Take from the dropped lines above and below the body what they say of it: who wrote it, when it appeared."""
    stated = stated_around(found)
    if draft.published.precision == "unknown":
        draft.published = stated.published or draft.published
    draft.changed = draft.changed or stated.changed
    around = [i for i in range(len(found.lines)) if not found.head < i < found.tail]
    names = (name for i in around if (name := _name_in(found, i)))
    draft.byline = draft.byline or next(names, None)
    agencies.learn(found, draft)


def _name_in(found: Sorted, i: int) -> str | None:
    """Return the name in a byline ("By Ann Lee"), beside a date, or on the same line as one; else None."""
    line, reason = found.lines[i], found.reasons[i]
    if reason == "byline" and (match := _BYLINE.match(line)):
        return match["name"].strip(" ,.-–")
    if (
        reason == "byline"
        and "date" in found.reasons[max(0, i - 1) : i + 2]
        and shape.is_name(line)
        and not outlets.alone(line)
    ):
        return line
    if reason == "date" and (match := _AFTER_DATE.search(line)) and shape.is_name(match["name"]):
        return match["name"]
    return None


def stated_around(found: Sorted) -> Stated:
    """Return what the lines around a body that are dates or bylines say of its publication and change."""
    published = changed = None
    for i, (line, reason) in enumerate(zip(found.lines, found.reasons, strict=True)):
        if reason in {"byline", "date"} and not found.head < i < found.tail:
            line_says = read_line(line)
            published = published or line_says.published
            changed = changed or line_says.changed
    return Stated(published=published, changed=changed)


def paragraphs(text: str) -> list[str]:
    """Return the lines of a text with spaces made single, empty ones left out, and hard-wrapped ones joined."""
    blocks: list[list[str]] = [[]]
    for raw in text.split("\n"):
        line = _SPACES.sub(" ", raw).strip(" \u00a0")
        if line:
            blocks[-1].append(line)
        elif blocks[-1]:
            blocks.append([])
    if _is_wrapped(blocks):
        return [_joined(block) for block in blocks if block]
    return [line for block in blocks for line in block]


def _is_wrapped(blocks: list[list[str]]) -> bool:
    inner = [len(line) for block in blocks for line in block[:-1]]
    if len(inner) < 4:
        return False
    longest = max(inner)
    least, most = _WRAPPED_LENGTHS
    full = sum(length >= longest - 20 for length in inner)
    open_ends = sum(not shape.ends_as_sentence(line) for block in blocks for line in block[:-1])
    return least <= longest <= most and full >= _WRAPPED_SHARE * len(inner) and open_ends >= _WRAPPED_SHARE * len(inner)


def _joined(block: list[str]) -> str:
    text = block[0]
    for line in block[1:]:
        text += line if text.endswith("-") and not text.endswith(" -") else f" {line}"
    return text
