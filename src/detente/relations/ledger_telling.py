"""How a saying is told: whether the cue is negated, doubts what it tells, lies long back or in a story, and whose voice it is.

The cue is the verb of saying ("threatened"); what stands about it in the report's sentence decides whether there is a
saying at all. A treaty that says what each side shall do is none either. "Refused to promise" is none; "I do not think it
will" foretells the opposite.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from detente.records import Party, Statement

_BEFORE, _AFTER = 160, 80  # characters looked at about a cue and a speaker: a sentence of the press
_ENDS = re.compile(r"[.!?][\"”’']?\s|\n")
_NOT = re.compile(
    r"(?:\b(?:not|never|nor|without|hardly|refus\w{1,3} to|declin\w{1,3} to|stopp\w{2,3} short of|avoid\w{0,3}|far from)|n['’]t)"
    r"(?: (?:ever|yet|even|actually|explicitly|openly|in fact))?\W{0,3}$",
    re.IGNORECASE,
)
_BELIEVING = frozenset({"think", "believe", "expect", "foresee", "see", "imagine", "suppose", "reckon"})
_DOUBTING = frozenset({"doubt", "question", "disbelieve"})
_LONG_AGO = re.compile(
    r"\b(?:years?|decades?|centur(?:y|ies)|generations?|months) (?:earlier|ago|before)\b|\blast (?:year|decade|century)\b"
    r"|\bin the (?:19|20)?\d0s\b|\bin the past\b",
    re.IGNORECASE,
)
_STORY = re.compile(
    r"\bin (?:the|a|an|his|her|their|this|that|one|another) (?:\w+ )?"
    r"(?:film|movie|novel|play|drama|book|song|poem|opera|comedy|video game|legend|saga|thriller|comic|sketch)\b",
    re.IGNORECASE,
)
_MARKET = re.compile(
    r"\W*(?:for|of) [^.;:]{0,80}\b(?:rose|rises?|rising|fell|falls?|falling|grew|grows?|growing|increas\w+"
    r"|declin\w+|dropp?\w*|surg\w+"
    r"|slump\w*|weak\w*|outstripp?\w*|exceed\w*|peaked|doubled)\b",
    re.IGNORECASE,
)
_NOBODY = re.compile(r"\W*(?:nobody|no one|no-one|none|few|hardly anyone|neither)\b", re.IGNORECASE)
_LAW = re.compile(
    r"\b(?:treaty|agreement|accord|law|constitution|charter|convention|article|protocol|pact|statute|contract|rules|bill|act)$",
    re.IGNORECASE,
)
_PRIVATE = re.compile(
    r"\b(?:analysts?|scholars?|professors?|lecturers?|teach(?:es|er|ers)|economists?|experts?|historians?"
    r"|research(?:er|ers)?|fellow"
    r"|commentators?|columnists?|journalists?|writers?|writes|authors?|pollsters?|retired|former|ex-\w+|institute"
    r"|university|college"
    r"|think[- ]tank|observers?|critics|lawyers?|residents?|shopkeepers?|students?|investors?|traders?|bankers?"
    r"|report|study|survey"
    r"|poll|paper|editorial|newspapers?)\b",
    re.IGNORECASE,
)
_APPOSED = re.compile(r"\W{1,3}(?:who|an?|the|of|at|from|with|head|director)\b[^.;:“”\"]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """How a saying is told.

    ``unsaid``: there is no saying now (a negated cue, long ago, in a story). ``doubted``: the speaker doubts what is
    told. ``private``: the speaker speaks for nobody, so that what a state will do is foretold and not promised.
    """

    unsaid: bool = False
    doubted: bool = False
    private: bool = False


PLAIN = Telling()
"""A saying of which nothing of this is known."""


def telling(statement: Statement, body: str, statements: Mapping[str, Statement]) -> Telling:
    """Return how a statement is told in a report's body; ``statements`` are the report's, by id."""
    lemma = statement.cue.lemma.split(" ")[0].lower()
    before, after = _about(statement, body)
    negated = bool(_NOT.search(before))
    doubted = lemma in _DOUBTING or (negated and lemma in _BELIEVING)
    dated = statement.said.precision != "unknown" and statement.said.text != ""
    past = not dated and bool(_LONG_AGO.search(f"{before} {after}"))
    nobody = statement.speaker is not None and bool(_NOBODY.match(statement.speaker.text))
    fancied = _STORY.search(before) is not None or (lemma == "demand" and _of_market(statement, body))
    by_law = statement.speaker is not None and _LAW.search(statement.speaker.text) is not None
    return Telling(
        unsaid=(negated and not doubted) or past or nobody or fancied or by_law or _in_denial(statement, statements),
        doubted=doubted,
        private=_is_private(_voice(statement, statements), body),
    )


def _about(statement: Statement, body: str) -> tuple[str, str]:
    """Return what stands in the sentence of a cue before it, and after it up to the content."""
    if not statement.cue.spans:
        return "", ""
    start, end = statement.cue.spans[0][0], statement.cue.spans[-1][1]
    before = _ENDS.split(body[max(start - _BEFORE, 0) : start])[-1]
    first = min((s for s, _ in statement.content.spans if s >= end), default=end + _AFTER)
    spoken = [span for span in statement.content.spans if span[1] <= start]
    if spoken:  # what was said stands before the cue: it tells nothing about how it is told
        before = body[max(spoken[-1][1], start - len(before)) : start]
    return before, _ENDS.split(body[end : min(first, end + _AFTER)])[0]


def _of_market(statement: Statement, body: str) -> bool:
    """Say whether a demand is that of buyers: it rises and falls."""
    return bool(statement.cue.spans) and bool(_MARKET.match(body, statement.cue.spans[-1][1]))


def _in_denial(statement: Statement, statements: Mapping[str, Statement]) -> bool:
    """Say whether a saying is told only to be denied: "denied that it had threatened"."""
    above = statements.get(statement.inside or "")
    for _ in range(len(statements)):
        if above is None or above is statement:
            return False
        if "denial" in above.acts and above.cue.lemma.split(" ")[0].lower() not in _DOUBTING:
            return True
        above = statements.get(above.inside or "")
    return False


def _voice(statement: Statement, statements: Mapping[str, Statement]) -> Party | None:
    """Return who speaks: for "I think", who says so."""
    speaker = statement.speaker
    outer = statements.get(statement.inside or "")
    if outer is not None and speaker is not None and speaker.text.casefold() in ("i", "we"):
        return outer.speaker
    return speaker


def _is_private(speaker: Party | None, body: str) -> bool:
    """Say whether a speaker speaks for nobody, by the words that name and follow the name."""
    if speaker is None:
        return False
    if _PRIVATE.search(speaker.text):
        return True
    if speaker.office or (speaker.actor and speaker.actor == speaker.country) or not speaker.spans:
        return False
    end = speaker.spans[-1][1]
    apposed = _APPOSED.match(body, end, end + _AFTER)
    return apposed is not None and bool(_PRIVATE.search(apposed[0]))
