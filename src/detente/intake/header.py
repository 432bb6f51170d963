"""What a text says of itself before it begins: front matter and "Outlet: ..." lines."""

from __future__ import annotations

import re

from detente.intake import dates
from detente.intake.draft import Draft

_KEYS = {
    "title": "title",
    "headline": "title",
    "outlet": "outlet",
    "source": "outlet",
    "publisher": "outlet",
    "publication": "outlet",
    "newspaper": "outlet",
    "author": "byline",
    "authors": "byline",
    "byline": "byline",
    "by": "byline",
    "date": "published",
    "published": "published",
    "publication date": "published",
    "published on": "published",
    "pubdate": "published",
    "url": "url",
    "link": "url",
    "address": "url",
    "language": "language",
    "lang": "language",
}
_LINE = re.compile(r"^\s*+(?P<key>[A-Za-z][A-Za-z _-]{1,24})\s*+:\s*+(?P<value>\S(?:.*\S)?)\s*$")
#: No header is longer; a "---" line that does not close by then is a ruled line of the text.
_FRONT_LINES = 60


def take(text: str, draft: Draft) -> str:
    """Read the header of a text into a draft (what is known already stays) and return the text after it."""
    lines = text.lstrip("\n \ufeff").split("\n")
    if lines[0].strip() in {"---", "+++"}:
        ends = [i for i, line in enumerate(lines[1:_FRONT_LINES], 1) if line.strip() in {"---", "+++", "..."}]
        if ends and any(_LINE.match(line.replace("=", ":", 1)) for line in lines[1 : ends[0]]):
            for line in lines[1 : ends[0]]:
                _note(line.replace("=", ":", 1) if lines[0].strip() == "+++" else line, draft, "front-matter")
            return "\n".join(lines[ends[0] + 1 :])
    count = 0
    while count < len(lines) and _is_field(lines[count]):
        count += 1
    # one line alone could be a title ("Source: Kremlin ready to talk"), unless it holds an address or a date
    if count > 1 or (count == 1 and _is_sure(lines[0])):
        for line in lines[:count]:
            _note(line, draft, "text")
        return "\n".join(lines[count:])
    return text


def _is_field(line: str) -> bool:
    match = _LINE.match(line)
    return match is not None and match["key"].strip().lower() in _KEYS and len(line) < 300


def _is_sure(line: str) -> bool:
    match = _LINE.match(line)
    if match is None:
        return False
    field = _KEYS.get(match["key"].strip().lower())
    return field in {"url", "published", "outlet", "title", "byline"} and len(line) < 120


def _note(line: str, draft: Draft, known_from: str) -> None:
    match = _LINE.match(line)
    if match is None:
        return
    field = _KEYS.get(match["key"].strip().lower().replace("_", " "))
    value = match["value"].strip().strip("\"'")
    if field == "published":
        if draft.published.precision == "unknown":
            draft.published = dates.read(value, known_from=known_from) or draft.published
    elif field and value and getattr(draft, field) is None:
        setattr(draft, field, value)
