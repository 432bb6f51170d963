"""Text exports of Factiva: with its two-letter fields ("HD", "PD", "LP"), or as it shows articles.

Each article ends with its number: "Document SPUT000020170217ed2h000jl".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from detente.intake import dates
from detente.intake.columns import Row
from detente.intake.exports import Fields, articles
from detente.intake.item import Place, Stream

_ENDS = re.compile(r"^\s*(?:AN\s+)?Document\s+[A-Za-z]{2,10}[0-9][A-Za-z0-9]{12,30}\s*$")
_FIELD = re.compile(
    r"^(?P<field>HD|CR|BY|WC|PD|ET|SN|SC|ED|PG|VOL|LA|CY|LP|TD|CT|RF|CO|IN|NS|RE|IPC|IPD|PUB|AN|SE|CLM|ART|DLN|LC)"
    r"(?:[ \t]{2,}|\t|\s*$)(?P<value>.*)$"
)
_WORDS = re.compile(r"^\s*[0-9][0-9,]* words\s*$")
_TIME = re.compile(r"^[0-9]{1,2}:[0-9]{2}\b")
_RIGHTS = re.compile(r"^\s*(?:Copyright\b|\(c\)|©)", re.IGNORECASE)
_BYLINE = re.compile(r"^by\s+", re.IGNORECASE)
_LANGUAGE = re.compile(
    r"^(?:English|Russian|German|French|Spanish|Chinese|Arabic|Italian|Portuguese|Japanese|Ukrainian|Polish|Turkish)\b"
)
#: Of an article as it is shown, the lines between its length and its body are at most so many.
_HEAD_LINES = 12


def is_factiva(head: str) -> bool:
    """Say whether a text begins as one of these exports does."""
    lines = head.split("\n")
    fields = {match["field"] for line in lines if (match := _FIELD.match(line))}
    if {"HD", "PD", "SN"} <= fields:
        return True
    return any(map(_WORDS.match, lines)) and any(map(_ENDS.match, lines))


def factiva_articles(first: bytes, file: Stream, place: Place) -> Iterator[Row]:
    """Yield the articles of an export; ``first`` is what was already read of ``file``."""
    yield from articles(first, file, place, divides=_ENDS, last=True, read=_fields)


def _fields(lines: list[str]) -> Fields | None:
    """Return the fields of one article; None where there is none."""
    if sum(_FIELD.match(line) is not None for line in lines) > 4:
        return _tagged(lines)
    return _shown([line for line in lines if not _ENDS.match(line)])


def _tagged(lines: list[str]) -> Fields | None:
    """Return the fields of an article with two-letter fields."""
    found: dict[str, list[str]] = {}
    field = ""
    for line in lines:
        match = _FIELD.match(line)
        if match:
            field = match["field"]
            found.setdefault(field, []).append(match["value"].strip())
        elif field:
            found[field].append(line.strip())
    if "HD" not in found:
        return None
    one = {name: " ".join(part for part in value if part) for name, value in found.items()}
    body = ["\n".join(found.get(name, ())).strip() for name in ("LP", "TD")]
    return {
        "title": one["HD"],
        "outlet": one.get("SN", ""),
        "byline": _BYLINE.sub("", one.get("BY", "")),
        "published": one.get("PD", ""),
        "text": "\n\n".join(part for part in body if part),
    }


def _shown(lines: list[str]) -> Fields | None:
    """Return the fields of an article as it is shown: headline, byline, length, day, time, outlet, rights, body."""
    at = next((i for i, line in enumerate(lines) if _WORDS.match(line)), None)
    if at is None:
        return None
    above = [line.strip() for line in lines[:at] if line.strip()]
    byline = _BYLINE.sub("", above.pop()) if len(above) > 1 and _BYLINE.match(above[-1]) else ""
    published = outlet = ""
    start = at + 1
    for i in range(at + 1, min(at + 1 + _HEAD_LINES, len(lines))):
        line = lines[i].strip()
        if not published and dates.find(line):
            published = line
        elif published and not outlet and line and not _TIME.match(line):
            outlet = line
        elif _LANGUAGE.match(line):
            start = i + 1
        elif _RIGHTS.match(line):
            start = i + 1
            break
    return {
        "title": above[-1] if above else "",
        "outlet": outlet,
        "byline": byline,
        "published": published,
        "text": "\n".join(line.strip() for line in lines[start:]).strip(),
    }
