"""Text exports of LexisNexis, the old kind ("1 of 245 DOCUMENTS") and that of Nexis Uni ("End of Document").

An article has a head (outlet, day, headline, "BYLINE:", "LENGTH: 543 words"), its body, and a foot ("LOAD-DATE:",
"LANGUAGE:", "Classification"). The day on which it was loaded is not that of its publication.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from detente.intake import dates
from detente.intake.columns import Row, is_address
from detente.intake.decode import decode
from detente.intake.exports import Fields, articles
from detente.intake.item import Place, Stream

_STARTS = re.compile(r"^\s*(?:Document )?[0-9]+ of [0-9]+(?: DOCUMENTS?)?\s*$")
_ENDS = re.compile(r"^\s*End of Document\s*$")
_HEAD = "section length byline dateline headline highlight series type edition volume issue".split()
_FOOT = (
    "load-date language graphic publication-type journal-code url pub-type subject organization person company country"
    " city state geographic industry ticker correction correction-date distribution notes disclaimer document-type"
).split()
_LABEL = re.compile(r"^\s{0,3}(?P<label>[A-Za-z][A-Za-z-]{2,20})\s*:\s*(?P<value>.*)$")
_BARE_FOOT = re.compile(r"^\s*(?:Classification|Graphic|Notes|Load-Date)\s*$")
_BODY = re.compile(r"^\s*(?:Body|BODY:?)\s*$")
_LENGTH = re.compile(r"^[^\S\n]*length\s*:\s*[0-9,]+\s+words", re.IGNORECASE | re.MULTILINE)
_MARKS = re.compile(
    r"^[^\S\n]*(?:[0-9]+ of [0-9]+ DOCUMENTS?|Body|BODY:|LOAD-DATE:.*|Load-Date:.*)[^\S\n]*$", re.MULTILINE
)
_RIGHTS = re.compile(r"^\s*(?:Copyright\b|All Rights Reserved|©|\(c\) [0-9]{4})", re.IGNORECASE)
_EDITION = re.compile(
    r"\bedition\b|^(?:mon|tues|wednes|thurs|fri|satur|sun)day$|^final$|[0-9]:[0-9]{2}\b", re.IGNORECASE
)


def is_lexisnexis(head: str) -> bool:
    """Say whether a text begins as one of these exports does."""
    return _LENGTH.search(head) is not None and _MARKS.search(head) is not None


def lexisnexis_articles(first: bytes, file: Stream, place: Place) -> Iterator[Row]:
    """Yield the articles of an export; ``first`` is what was already read of ``file``."""
    old = any(_STARTS.match(line) for line in decode(first[:4000]).split("\n"))
    yield from articles(first, file, place, divides=_STARTS if old else _ENDS, last=not old, read=_fields)


def _fields(lines: list[str]) -> Fields | None:
    """Return the fields of one article; None where there is none."""
    lines = [line for line in lines if not (_STARTS.match(line) or _ENDS.match(line))]
    labels = _labels(lines)
    if "length" not in labels and not any(_BODY.match(line) for line in lines):
        return None
    start, head_end = _body_start(lines)
    end = _body_end(lines, start)
    outlet, title, published = _above(lines[:head_end])
    byline = re.sub(r"^by\s+", "", labels.get("byline", ""), flags=re.IGNORECASE)
    url = labels.get("url", "").strip()
    return {
        "title": labels.get("headline") or title,
        "outlet": outlet,
        "published": published,
        "byline": byline,
        "url": url if is_address(url) else "",
        "text": "\n".join(line.strip() for line in lines[start:end]).strip(),
    }


def _labels(lines: list[str]) -> dict[str, str]:
    """Return the labelled lines with what follows them up to an empty line."""
    found: dict[str, str] = {}
    for i, line in enumerate(lines):
        match = _LABEL.match(line)
        if match and (label := match["label"].lower()) in {*_HEAD, *_FOOT} and label not in found:
            value = [match["value"].strip()]
            for more in lines[i + 1 :]:
                if not more.strip() or _LABEL.match(more) or _BODY.match(more):
                    break
                value.append(more.strip())
            found[label] = " ".join(value).strip()
    return found


def _is_head(line: str) -> bool:
    match = _LABEL.match(line)
    return match is not None and match["label"].lower() in _HEAD


def _body_start(lines: list[str]) -> tuple[int, int]:
    """Return where the body begins, and where the head's labelled lines do."""
    heads = [i for i, line in enumerate(lines) if _is_head(line)]
    first = heads[0] if heads else 0
    for i, line in enumerate(lines):
        if _BODY.match(line):
            return i + 1, min(first, i)
    last = first
    for i in heads:  # labels that stand together; a "Type: ..." far below belongs to the body
        if any(lines[j].strip() and not _is_head(lines[j]) for j in _blank_after(lines, last, i)):
            break
        last = i
    rest = next((j for j in range(last, len(lines)) if not lines[j].strip()), len(lines))
    return rest, first


def _blank_after(lines: list[str], last: int, i: int) -> range:
    """Return the lines between two labels that stand after the first empty one."""
    blank = next((j for j in range(last, i) if not lines[j].strip()), i)
    return range(blank, i)


def _body_end(lines: list[str], start: int) -> int:
    """Return where the foot begins."""
    for i in range(start, len(lines)):
        match = _LABEL.match(lines[i])
        alone = i == 0 or not lines[i - 1].strip()
        if (match and alone and match["label"].lower() in _FOOT) or (alone and _BARE_FOOT.match(lines[i])):
            return i
    while len(lines) > start and (not lines[-1].strip() or _RIGHTS.match(lines[-1])):
        lines.pop()
    return len(lines)


def _above(head: list[str]) -> tuple[str, str, str]:
    """Return outlet, title and day from the lines above the labels.

    Nexis Uni has title, outlet, day; the older kind has outlet, day, edition, title.
    """
    lines = [line for line in head if not _RIGHTS.match(line)]
    day = next((i for i, line in enumerate(lines) if dates.find(line) and len(line.strip()) < 80), None)
    if day is None:
        filled = [line.strip() for line in lines if line.strip()]
        return "", filled[0] if filled else "", ""
    above = [line.strip() for line in lines[:day] if line.strip()]
    if len(above) > 1:
        return above[-1], " ".join(above[:-1]), lines[day].strip()
    title: list[str] = []
    for line in lines[day + 1 :]:
        if not line.strip() and title:
            break
        if line.strip() and not _EDITION.search(line.strip()):
            title.append(line.strip())
    return above[0] if above else "", " ".join(title), lines[day].strip()
