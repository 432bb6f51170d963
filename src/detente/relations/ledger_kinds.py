"""What a sentence is in the ledger: prediction, promise, threat, demand, condition, red line, or nothing of these.

The acts of a statement (:mod:`detente.language.acts`) are those of all its sentences together; here each sentence is
asked for itself, with the events read from it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from detente.foretold import EntryKind
from detente.language.acts import FORETELLING, THREAT
from detente.records import Event, Statement
from detente.relations.ledger_demands import DEMANDERS, is_demand
from detente.relations.ledger_sentences import Sentence, has_future
from detente.relations.quads import MATERIAL_CONFLICT

FORETELLERS = frozenset({"predict", "forecast", "foretell", "expect", "prophesy", "foresee", "reckon", "bet"})
"""Cues that make a sentence a prediction whatever its tense."""
THREATENERS = frozenset({"threaten", "warn", "vow"})
PROMISERS = frozenset({"promise", "pledge", "vow", "swear", "guarantee", "assure", "undertake", "commit"})


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
_ANSWER = re.compile(
    r"\b(?:answer|react|respond)\b(?! (?:positively|favou?rably|constructively|kindly|with (?:joy|gratitude)))"
    r"(?!\w* (?:question|letter|call))",
    re.IGNORECASE,
)
_POSITIVE = re.compile(r"\b(?:positively|favou?rably|constructively)\b", re.IGNORECASE)
_TO_DO = re.compile(r"\W*(?:not |never )?to [a-z]+", re.IGNORECASE)
_HARM = re.compile(
    r"\b(?:expel|retaliate|blockade|seize|bomb|invade|shoot down|annex|cut off|break off|boycott)\b"
    r"|\b(?:close|shut) (?:down )?(?:its|the|their|our|his|her) (?:\w+ ){0,2}(?:embassy|consulates?"
    r"|borders?|airspace|ports?|crossing)"
    r"|\b(?:recall|withdraw) (?:its|the|their|our|his|her) (?:\w+ ){0,2}(?:ambassadors?|envoys?)"
    r"|\bimpose (?:\w+ ){0,3}(?:sanctions|tariffs|penalties|an embargo)|\bsend (?:\w+ ){0,3}(?:frigates?|warships?|missiles)",
    re.IGNORECASE,
)
_LINE = re.compile(r"\bred[- ]lines?\b", re.IGNORECASE)
_WILL_NOT_BEAR = re.compile(
    r"\b(?:(?:will|would|can|could|shall) (?:never|not)|cannot|can['’]t|won['’]t) "
    r"(?:accept|allow|permit|tolerate|stand (?:idly )?by)\b",
    re.IGNORECASE,
)


def kind_of(
    sentence: Sentence, statement: Statement, drafts: Sequence[Event], *, acting: str | None, bound: bool
) -> EntryKind | None:
    """Return the kind of a sentence, None where it is no matter of the ledger.

    Args:
        sentence: the sentence.
        statement: the statement that it stands in.
        drafts: the events read from it that are no facts.
        acting: the code of who stands before "will" in it, None where nobody does.
        bound: whether an actor stands before its "must".
    """
    acts, cue = set(statement.acts), statement.cue.lemma.split(" ")[0].lower()
    rest = _FILLER.sub(" ", sentence.rest)
    if sentence.text.rstrip("\"”’' ").endswith("?") or "denial" in acts:
        return None
    if "red_line" in acts and (_LINE.search(sentence.text) or _WILL_NOT_BEAR.search(rest)):
        return "red_line"
    if is_demand(rest, acts, statement, drafts, bound=bound):
        return "demand"
    if cue in FORETELLERS and "prediction" in acts:
        return "prediction"
    future = has_future(rest, told=statement.kind != "direct")
    if cue in PROMISERS and (future or _TO_DO.match(rest)):
        return "threat" if _hostile(rest, cue, drafts) else "promise"
    if _own(rest, statement, drafts, acting) and (future or cue in THREATENERS | PROMISERS):
        return "threat" if _hostile(rest, cue, drafts) else "promise"
    if future and {"prediction", "threat"} & acts and cue not in DEMANDERS:
        return "threat" if cue == "threaten" else "prediction"
    if sentence.condition and "condition" in acts and (drafts or future):
        return "condition"
    if future and any(e.status == "predicted" for e in drafts):
        return "prediction"
    return "prediction" if "prediction" in acts and FORETELLING.search(rest) and drafts else None


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
    if any(e.type in MATERIAL_CONFLICT and e.status != "denied" for e in drafts) or _HARM.search(rest):
        return True
    return not drafts and (
        cue == "threaten" or (bool(THREAT.search(rest) or _ANSWER.search(rest)) and not _POSITIVE.search(rest))
    )
