"""Whom a loaded word is said of: the party it is nearest to, unless the words between say otherwise."""

from __future__ import annotations

import re
from collections.abc import Sequence

from detente.records import Mention, Span
from detente.stories.loaded import LoadedWord

NEAR = 60
"""Most characters between a loaded word and the party it is put down to: about ten words."""

# "a flagrant violation by Azerbaijan", "the cynical offer of Venezuela": whose it is stands after it, within some words.
_OWNER = re.compile(r"^(?:\s[\w'’-]+){0,3}\s(?:of|by|from)\s(?:the\s|a\s)?(?:resolution\sthat\s)?$")
# "the sham of a resolution that Russia had drafted": it is of whoever drafted it.
_MAKER = re.compile(r"^(?:\s[\w'’-]+){0,4}\s(?:that|which)\s$")
# "Japan called the shameless ...", "Armenia reported a flagrant ...": who says it does not say it of himself.
_SAYS = re.compile(
    r"^\s(?:has\s|had\s)?(?:called|calls|said|says|reported|condemned|rejected|denounced|turned\sdown|banned|described|accused|voted\sfor)\s"
)
# "Cuba is a mouthpiece of Moscow": what depends on somebody is not that somebody.
_DEPENDS = frozenset(("mouthpiece", "puppet", "stooge", "lackey", "vassal", "satellite state"))
_IS = re.compile(r"^\s(?:is|was|are|were|remains|became|has\sbecome)\s[\w\s]*$")
# "Russia installed a puppet": the object of what a party does is somebody else.
_DOES = re.compile(r"^\s(?!is\s|was\s|are\s|were\s|and\s)\w+(?:ed|s|ing|id|ent|ook)\s(?:an?\s|the\s)?$")
# "Cuba's heroes came home from Angola", "the shameless arrest of two Canadians by China".
_POSSESSIVE = re.compile(r"^['’]s?\s(?:\w+\s)?$")
_BY = re.compile(r"^(?:\s[\w'’-]+){1,6}\sby\s(?:the\s)?$")
_OTHERS = re.compile(r"\s(?:and|with|among)\s(?:its|their|his|her)\s$")


def attached(word: LoadedWord, span: Span, body: str, near: Sequence[Mention]) -> Mention | None:
    """Return the party that a loaded word is said of, None where it is of nobody named or none is near.

    Args:
        word: the loaded word.
        span: where it stands in the body.
        body: the report's.
        near: the mentions of parties in its sentence.
    """
    if word.kind == "name" and _OTHERS.search(body[: span[0]][-NEAR:]):
        return None
    left = [m for m in near if m.span[1] <= span[0] and span[0] - m.span[1] <= NEAR]
    right = [m for m in near if m.span[0] >= span[1] and m.span[0] - span[1] <= NEAR]
    before = max(left, key=lambda m: m.span[1], default=None)
    after = min(right, key=lambda m: m.span[0], default=None)
    depends = word.term in _DEPENDS
    if before is not None and depends and _IS.match(body[before.span[1] : span[0]]):
        return before
    if before is not None and _POSSESSIVE.match(body[before.span[1] : span[0]]):
        return before
    doer = next((m for m in right if _BY.match(body[span[1] : m.span[0]])), None)
    if doer is not None:
        return doer
    if after is not None and not depends:
        between = body[span[1] : after.span[0]]
        if _OWNER.search(between) or (word.kind != "saying" and _MAKER.search(between)):
            return after
    if before is not None and word.kind == "saying":
        return before
    if before is not None:
        between = body[before.span[1] : span[0]]
        said, does = _SAYS.match(between), word.kind == "name" and word.leans == "against" and _DOES.match(between)
        if said or does:
            return (
                after
                if said and after is not None and after.span[0] - span[1] <= span[0] - before.span[1] + NEAR
                else None
            )
    inside = [m for m in near if m.span[0] < span[1] and span[0] < m.span[1]]
    every = [m for m in (*inside, before, after) if m is not None]
    return min(every, key=lambda m: (max(m.span[0] - span[1], span[0] - m.span[1], 0), m.span[0]), default=None)
