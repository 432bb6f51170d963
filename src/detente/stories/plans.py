"""Whether a thing is still to take place: "will be held as planned" in one report, "has been called off" in another."""

from __future__ import annotations

import re

from detente.stories.senses import head
from detente.stories.wording import stems, words

# Telling stems of the thing, figures and days of the week among them, that both must have.
LEAST_COMMON = 2
# Least share of the shorter naming of the thing.
SHARE = 0.5

_STANDS = re.compile(
    r"\b(?:(?:will|would|is\sto|are\sto|shall)\s(?:still\s|now\s|indeed\s)?(?:go\sahead|take\splace|be\sheld|proceed|happen)"
    r"|goes\sahead|(?:is|are|remains?)\s(?:still\s)?(?:on|scheduled|going\sahead))\b",
    re.IGNORECASE,
)
_IS_OFF = re.compile(
    r"\b(?:has|have|had|was|were|is|are|been)\s(?:now\s|been\s|since\s)*(?:cancel+ed|called\soff|scrapped|shelved|dropped|abandoned"
    r"|put\soff|postponed|off)\b"
    r"|\b(?:will|would)\snot\s(?:go\sahead|take\splace|be\sheld|proceed)\b",
    re.IGNORECASE,
)
_BOUND = re.compile(
    r"[;:]|,\s(?:and|but|while|although|though|whereas)\s|\b(?:said|says|told|announced)\sthat\s", re.IGNORECASE
)
_WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())


def planned(text: str) -> tuple[bool, frozenset[str]] | None:
    """Return whether a sentence says that a thing stands (else: is off), and what it tells of it; None where neither."""
    off, on = _IS_OFF.search(text), _STANDS.search(text)
    found = off or on
    if found is None or (off and on):
        return None
    before = _BOUND.split(text[: found.start()])[-1]
    after = text[found.end() : found.end() + 40].split(",")[0]
    days = {w for w in words(f"{before} {after}") if w in _WEEKDAYS or w.isdigit()}
    return off is None, stems(map(head, words(before))) | days


def opposed(a: str, b: str) -> frozenset[str] | None:
    """Return what two sentences say of one thing, of which one says that it stands and the other that it is off."""
    one, other = planned(a), planned(b)
    if one is None or other is None or one[0] == other[0]:
        return None
    common = one[1] & other[1]
    shorter = min(len(one[1]), len(other[1]))
    telling = common - _WEEKDAYS
    return common if len(common) >= LEAST_COMMON and telling and len(common) >= SHARE * shorter else None
