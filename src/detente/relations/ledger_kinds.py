"""What a sentence is in the ledger: prediction, promise, threat, demand, condition, red line, or nothing of these.

The acts of a statement (:mod:`detente.language.acts`) are those of all its sentences together; here each sentence is
asked for itself, with the events read from it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from detente.foretold import EntryKind
from detente.language.acts import FORETELLING, THREAT
from detente.records import Act, Event, Statement
from detente.relations.ledger_sentences import Sentence, has_future
from detente.relations.quads import MATERIAL_CONFLICT

FORETELLERS = frozenset({"predict", "forecast", "foretell", "expect", "prophesy", "foresee", "reckon", "bet"})
"""Cues that make a sentence a prediction whatever its tense."""
THREATENERS = frozenset({"threaten", "warn", "vow"})
PROMISERS = frozenset({"promise", "pledge", "vow", "swear", "guarantee", "assure", "undertake", "commit"})
DEMANDERS = frozenset({"demand", "urge", "insist", "order", "require", "request", "ask", "appeal", "press"})

_FILLER = re.compile(
    r"\b(?:I|we)(?:['’]ll| will| shall) (?:tell|say|see|not comment|just|only say|remind|repeat|add|know|let you|find out|wait)\b"
    r"[^:,.]*[:,.]?",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"\b(?:I|we)(?:['’]ll|['’]d| (?:\w+ly |never |not |all |both )?(?:will|shall|would|are going to|am going to|intend to|"
    r"won['’]t|plan to))\b"
    r"|\bour (?:\w+ ){1,3}(?:will|shall|would)\b",
    re.IGNORECASE,
)
_MUST = re.compile(
    r"(?<!will )(?<!would )(?<!not )(?<!n['’]t )\b(?:must|ha(?:ve|s) to|should|ought to)\b"
    r"(?!,? (?:have|know|understand|realise|realize)\b)",
    re.IGNORECASE,
)
_CALL = re.compile(r"\bcall(?:s|ed|ing)? (?:up)?on\b|\bcall(?:s|ed|ing)? (?:[\w-]+ )?for\b", re.IGNORECASE)
_ANSWER = re.compile(
    r"\b(?:answer|react|respond)\b(?! (?:positively|favou?rably|constructively|kindly|with (?:joy|gratitude)))"
    r"(?!\w* (?:question|letter|call))",
    re.IGNORECASE,
)
_POSITIVE = re.compile(r"\b(?:positively|favou?rably|constructively)\b", re.IGNORECASE)
_VERB = re.compile(
    r"^\W*(?:not )?to [a-z]+|\b(?:be|is|are|was|were|has|have|had|must|should|will|would)\b|\w{3,}(?:s|ed)\b",
    re.IGNORECASE,
)
_LINE = re.compile(r"\bred[- ]lines?\b", re.IGNORECASE)
_WILL_NOT_BEAR = re.compile(
    r"\b(?:will|would|can|shall) (?:never|not) (?:accept|allow|permit|tolerate|stand (?:idly )?by)\b", re.IGNORECASE
)


def kind_of(
    sentence: Sentence, statement: Statement, drafts: Sequence[Event], *, acting: str | None
) -> EntryKind | None:
    """Return the kind of a sentence, None where it is no matter of the ledger.

    Args:
        sentence: the sentence.
        statement: the statement that it stands in.
        drafts: the events read from it that are no facts.
        acting: the code of who stands before "will" in it, None where nobody does.
    """
    acts, cue = set(statement.acts), statement.cue.lemma.split(" ")[0].lower()
    rest = _FILLER.sub(" ", sentence.rest)
    if sentence.text.rstrip("\"”’' ").endswith("?") or "denial" in acts:
        return None
    if "red_line" in acts and (_LINE.search(sentence.text) or _WILL_NOT_BEAR.search(rest)):
        return "red_line"
    if _is_demand(rest, acts, statement, drafts):
        return "demand"
    if cue in FORETELLERS and "prediction" in acts:
        return "prediction"
    future = has_future(rest, told=statement.kind != "direct")
    if _own(rest, statement, drafts, acting) and (future or cue in THREATENERS | PROMISERS):
        return "threat" if _hostile(rest, cue, drafts) else "promise"
    if future and {"prediction", "threat"} & acts and cue not in DEMANDERS:
        return "threat" if cue == "threaten" else "prediction"
    if sentence.condition and "condition" in acts and (drafts or future):
        return "condition"
    if future and any(e.status == "predicted" for e in drafts):
        return "prediction"
    return "prediction" if "prediction" in acts and FORETELLING.search(rest) and drafts else None


def _is_demand(rest: str, acts: set[Act], statement: Statement, drafts: Sequence[Event]) -> bool:
    """Say whether a sentence demands something of somebody else."""
    if "demand" not in acts:
        return False
    cue = statement.cue.lemma.split(" ")[0].lower()
    if any(e.status == "demanded" for e in drafts):
        return True
    if cue in DEMANDERS or _CALL.search(f"{statement.cue.text} {statement.cue.lemma}"):
        return bool(_VERB.search(rest))
    return bool(_MUST.search(rest)) and not re.match(r"\W*(?:I|we)\b", rest, re.IGNORECASE)


def _own(rest: str, statement: Statement, drafts: Sequence[Event], acting: str | None) -> bool:
    """Say whether what is to come is to be done by the speaker's own side."""
    if found := _OWN.search(rest):
        return statement.kind != "direct" or not re.search(r"\bwould\b", found[0], re.IGNORECASE)
    speaker = statement.speaker
    if speaker is None:
        return False
    own = {code for code in (speaker.country, speaker.actor) if code}
    if acting is not None:
        return acting in own
    outcome = [
        e for e in drafts if e.status in ("planned", "threatened", "conditional", "offered", "denied", "predicted")
    ]
    return bool(own) and any(own & {e.source.country, e.source.actor} for e in outcome)


def _hostile(rest: str, cue: str, drafts: Sequence[Event]) -> bool:
    """Say whether what is to come is hostile: by the type of the events, else by the words."""
    if drafts:
        return any(e.type in MATERIAL_CONFLICT and e.status != "denied" for e in drafts)
    return cue == "threaten" or (bool(THREAT.search(rest) or _ANSWER.search(rest)) and not _POSITIVE.search(rest))
