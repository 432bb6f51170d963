"""Flattened text: a title, a body, and what was left around it when somebody copied a page."""

from __future__ import annotations

import re

from detente.intake import dates, header, outlets, residue, shape
from detente.intake.draft import Draft

#: Text is taken for hard-wrapped when this share of the lines inside its paragraphs is nearly as long as the longest.
_WRAPPED_SHARE = 0.7
_WRAPPED_LENGTHS = (40, 100)
_SPACES = re.compile(r"[ \t\u2000-\u200a\u3000]+")
_BYLINE = re.compile(r"^(?:by|author|written by|reported by)\s?[:|]?\s+(?P<name>[^|•·]{2,80}?)\s*(?:[|•·].*)?$", re.IGNORECASE)


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
            draft.drop(line, reason)
            _learn(line, reason, draft)
    draft.outlet = draft.outlet or outlets.named_in(found)
    return draft


def _learn(line: str, reason: str, draft: Draft) -> None:
    """Take from a dropped line what it says of the report: who wrote it and when it appeared."""
    if reason == "byline" and draft.byline is None and (match := _BYLINE.match(line)):
        draft.byline = match["name"].strip(" ,.-–")
    if reason in {"date", "byline"} and draft.published.precision == "unknown":
        published = dates.read(line, known_from="text")
        draft.published = published or draft.published


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
