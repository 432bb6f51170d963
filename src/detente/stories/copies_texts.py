"""What is known of a text that may be a copy, and how two such texts are compared."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import tee
from typing import TYPE_CHECKING, Literal

from detente.intake.fingerprint import Fingerprint, fingerprints

if TYPE_CHECKING:
    from detente.records import Published, Report

CopyKind = Literal["exact", "reprint", "near", "inside", "translation"]

REPRINT_SHARE = 0.9
"""Least share of both texts that a reprint has. The reprint planted in the samples has .93 and more, the two rewritten
reports .86 at most; a new headline line, dateline or credit changes some 3 runs in 100."""

UNLIKE = 1.5
"""From this ratio of their lengths on, one of two texts lies inside the other. Rewriting changes a length by a tenth,
a cut that an editor makes by a third and more."""

_AGENCIES = r"AFP|ANSA|AP|Associated Press|dpa|EFE|IANS|Interfax|IRNA|Kyodo|PTI|Reuters|RIA|RIA Novosti|Sputnik|TASS|"
_AGENCIES += r"UNIAN|UPI|Ukrinform|Xinhua|Yonhap"
# Where agencies are credited: "MOSCOW, July 5 (Reuters) -", "/TASS/", "(AFP)" at the end, "Source: Interfax".
_CREDIT = re.compile(rf"[(/]({_AGENCIES})[)/]")
_SOURCE = re.compile(rf"(?:Source|With files from|By):? (?:the )?({_AGENCIES})\b")
_CREDITED = 300  # characters at either end of a text in which a credit stands: a dateline, a last line
_DAY = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}")
_ZONED = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A text that may be a copy of another.

    ``published`` is ISO 8601, as precise as it is known (None: unknown); ``address`` is where it stands on the web,
    None where that is unknown or does not matter.
    """

    id: str
    body: str
    title: str | None = None
    published: str | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A text, ``id``, is a copy of another, ``source``.

    ``share`` is how much of the copy stands in its source, ``share_of_source`` how much of the source in the copy, both
    as a part of their distinct runs of three words. ``kind`` is "exact" (the same words), "reprint" (the same text under
    another headline or credit), "inside" (a cut, or a text that holds the other among its own), "near" (reworded) or
    "translation" (in another language; its shares are of names and numbers: :mod:`detente.stories.translations`).
    """

    id: str
    source: str
    kind: CopyKind
    share: float
    share_of_source: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Entry:
    """What is kept of a text: everything but its words."""

    id: str
    print: Fingerprint
    title: str
    credit: str | None
    moment: str | None
    address: str | None


def text_of(report: Report) -> Text:
    """Return a report as a text."""
    return Text(
        id=report.id,
        body=report.body,
        title=report.title,
        published=known_date(report.published),
        address=report.url,
    )


def known_date(published: Published) -> str | None:
    """Return the minute or day of publication, None where the day is left open."""
    return published.start if published.precision in {"minute", "day"} else None


def _unknown(_text: Text) -> None:
    """Know no fingerprint."""


def entries(texts: Iterable[Text], known: Callable[[Text], Fingerprint | None] = _unknown) -> Iterator[Entry]:
    """Yield what is kept of each text; ``known`` gives the fingerprint of one that need not be made."""
    ahead, texts = tee(texts)
    made = fingerprints(text.body for text in ahead if known(text) is None)
    for text in texts:
        yield Entry(
            id=text.id,
            print=known(text) or next(made),
            title=" ".join(_WORD.findall((text.title or "").casefold())),
            credit=_credit(text.body),
            moment=moment(text.published),
            address=plain_address(text.address),
        )


def moment(published: str | None) -> str | None:
    """Return a date as a string that sorts by time, to the minute in UTC or to the day; None where it is none."""
    if published is None:
        return None
    if _ZONED.match(published):
        try:
            when = datetime.fromisoformat(published)
        except ValueError:
            return published[:10]
        utc = when.astimezone(UTC) if when.tzinfo else when
        return utc.strftime("%Y-%m-%dT%H:%M")
    day = _DAY.match(published)
    return day[0] if day else None


def later(a: str | None, b: str | None) -> bool:
    """Say whether one moment is known to be later than another, as far as both are known."""
    if a is None or b is None:
        return False
    known = min(len(a), len(b))
    return a[:known] > b[:known]


def plain_address(address: str | None) -> str | None:
    """Return an address without what changes from visit to visit: scheme, "www.", fragment and last slash."""
    if not address:
        return None
    bare = re.sub(r"^[a-z]+://(?:www\.)?", "", address.strip(), flags=re.IGNORECASE)
    return bare.split("#")[0].rstrip("/") or None


def kind(copy: Entry, source: Entry, share: float, share_of_source: float) -> CopyKind:
    """Return what sort of copy a text is of its source."""
    retitled = bool(copy.title and source.title and copy.title != source.title)
    if copy.print.digest == source.print.digest:
        return "reprint" if retitled else "exact"
    less, more = sorted((share, share_of_source))
    if less >= REPRINT_SHARE and (retitled or copy.credit != source.credit):
        return "reprint"
    return "inside" if more >= UNLIKE * less else "near"


def _credit(body: str) -> str | None:
    """Return the agency that a text credits at its beginning or its end, None if none."""
    end = body[-_CREDITED:]
    found = _CREDIT.search(body[:_CREDITED]) or _CREDIT.search(end) or _SOURCE.search(end)
    return found[1] if found else None
