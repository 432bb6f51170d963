"""What a sentence is in the ledger: prediction, promise, threat, demand, condition, red line, or nothing of these.

The acts of a statement (:mod:`detente.language.acts`) are those of all its sentences together; here each sentence is
asked for itself, with the events read from it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from detente.foretold import EntryKind
from detente.language.acts import OFFER
from detente.records import Event, Statement
from detente.relations.ledger_demands import DEMANDERS, is_demand
from detente.relations.ledger_foretelling import FORETELLERS, foretells
from detente.relations.ledger_sentences import Sentence, future_word, has_future
from detente.relations.ledger_telling import PLAIN, Telling
from detente.relations.ledger_threats import borne, hostile, is_threat, to_do

THREATENERS = frozenset({"threaten", "warn", "vow"})
PROMISERS = frozenset(
    "promise pledge vow swear guarantee assure undertake commit assurance undertaking commitment oath".split()
)
INTENDERS = frozenset({"intend", "plan", "resolve"})
"""Cues by which the speaker's own side says what it will do, in "to do"."""
CUES = FORETELLERS | THREATENERS | PROMISERS | INTENDERS | DEMANDERS | {"call", "want", "tell"}
"""Cues of statements in which entries are looked for, whatever the acts are."""

_FILLER = re.compile(
    r"\b(?:I|we)(?:['’]ll| will| shall)(?: have to)? (?:tell|say|see|not comment|just|only say|remind|repeat|add"
    r"|know|let you|find out"
    r"|wait|be (?:brief|honest|frank|clear|direct|back|glad|happy|short|quick|there))\b[^:,.]*[:,.]?",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"\b(?:I|we)(?:['’]ll|['’]d| (?:\w+ly |never |not |all |both )?(?:will|shall|would|are going to|am going to|intend to|"
    r"won['’]t|plan to)|['’](?:re|m) going to)\b"
    r"|\bour (?:\w+ ){1,3}(?:will|shall|would)\b",
    re.IGNORECASE,
)
_OWN_SIDE = re.compile(
    r"\b(?:the (?:bloc|alliance|union|kingdom|republic|country|government|army|navy|air force|coalition|ministry)"
    r"|(?:his|her|its|their) (?:country|government|army|navy|forces|troops|nation|ministry))(?: \w+ly| also| never)?\W*$",
    re.IGNORECASE,
)
_ITSELF = re.compile(r"\W*(?:it|they|he|she)(?: \w+ly| also| never)?\W*$", re.IGNORECASE)
_OFFICE = (
    r"(?:ministers?|ministry|president|premier|government|spokes\w+|army|navy|generals?|commander"
    r"|statement|communiqu[eé]|officials?|embassy|ambassador|envoy|cabinet|parliament|chancellor|king|governor"
    r"|(?:foreign|defen[cs]e|home|interior) (?:secretary|office))\b"
)
_OFFICIAL = re.compile(
    rf"^(?:(?:the|its|their|his|her|an?) (?:\w+ ){{0,3}}|(?:\w+ )?(?:prime |deputy |vice )?){_OFFICE}", re.IGNORECASE
)
_PRONOUN = re.compile(r"\b(?:it|they|he|she) (?:\w+ly |never )?(?:will|would)\b", re.IGNORECASE)
_IMPERSONAL = re.compile(
    r"\W*(?:will|would)(?: \w+ly| not)? (?:be (?:\w+ )?(?:\w+ )?(?:to|that|if|for)|take|depend|seem|mean)\b", re.I
)
_LINE = re.compile(r"\bred[- ]lines?\b", re.IGNORECASE)
_WILL_NOT_BEAR = re.compile(
    r"\b(?:(?:will|would|can|could|shall) (?:never|not)|cannot|can['’]t|won['’]t) "
    r"(?:accept|allow|permit|tolerate|put up with|stand for|stand (?:idly )?by)\b"
    r"|\b(?:would|will) (?:always )?be (?:absolutely |totally |completely |wholly )?(?:unacceptable|inadmissible)\b"
    r"|^\W*For [A-Z][^,]{1,40}, [^.]*\b(?:unacceptable|inadmissible)\b|\b(?:unacceptable|inadmissible) (?:to|for) (?:us|our)\b"
    r"|\b(?:a|one) (?:step|bridge) too far\b|\b(?:is|are|remains?) (?:non-negotiable|not negotiable|not up for negotiation)\b",
    re.IGNORECASE,
)
_YOU = re.compile(r"\byou(?:['’]ll| (?:will|shall|are going to|would))\b", re.IGNORECASE)
_EMPTY = re.compile(
    r"\W*(?:nothing|little|otherwise|so|that|this|it|everything|the (?:world|moon|earth))\W*$", re.IGNORECASE
)
_CLAUSE = re.compile(r"\W*that\b", re.IGNORECASE)
_NO_MATTER = re.compile(
    r"\W*(?:(?:what|whatever|whichever|as much|less|more|something|anything|all|both)\b.{0,12}"
    r"|(?:(?:its|their|his|her|our|the|these|those|such|any|all|many|old|past) )*"
    r"(?:promises?|pledges?|vows?|demands?|commitments?|obligations?|word|threats?|assurances?|part|duty|bond))\W*$",
    re.IGNORECASE,
)
_UNWILLED = re.compile(
    r"\b(?:will|would|shall|['’]ll)(?: \w+ly| soon| not)? (?:fall(?! (?:back|in line))|collapse|lose|shrink|decline|suffer"
    r"|run out|break apart|fall apart|disintegrate|crumble|default|go bankrupt|be (?:defeated|overthrown|isolated|toppled))\b",
    re.IGNORECASE,
)
_GRANTED = re.compile(
    r"\b(?:will|would|shall|['’]ll) (?:\w+ )?be (?:\w+ly )?(?:handed (?:over|back|to)|given (?:back|to)|released|freed"
    r"|set free|returned|allowed|repaid|paid|compensated|lifted|withdrawn|reopened|restored|honou?red|respected|extradited)\b",
    re.IGNORECASE,
)


def kind_of(
    sentence: Sentence,
    statement: Statement,
    drafts: Sequence[Event],
    *,
    acting: str | None,
    bound: bool,
    told: Telling = PLAIN,
) -> EntryKind | None:
    """Return the kind of a sentence, None where it is no matter of the ledger.

    Args:
        sentence: the sentence.
        statement: the statement that it stands in.
        drafts: the events read from it that are no facts.
        acting: the code of who stands before "will" in it, None where nobody does.
        bound: whether an actor stands before its "must".
        told: how the saying is told.
    """
    acts, cue = set(statement.acts), statement.cue.lemma.split(" ")[0].lower()
    rest = _FILLER.sub(" ", sentence.rest)
    if told.unsaid or sentence.text.rstrip("\"”’' ").endswith("?"):
        return None
    future = has_future(rest, told=statement.kind != "direct")
    if told.doubted:
        return "prediction" if future or to_do(rest) else None
    if "denial" in acts:
        return None
    if _WILL_NOT_BEAR.search(rest) or ("red_line" in acts and _LINE.search(sentence.text)):
        return "red_line"
    if is_demand(rest, acts, statement, drafts, bound=bound):
        return "demand"
    if cue in FORETELLERS:
        return "prediction"
    if own := _of_own_side(rest, statement, drafts, acting, told, condition=sentence.condition):
        return own
    if _YOU.search(rest):  # said to a listener, it tells him what comes next and foretells nothing
        return None
    if future and {"prediction", "threat"} & acts and cue not in DEMANDERS:
        return "prediction"
    if sentence.condition and future and told.private and not _OWN.search(rest):
        return "prediction"
    if sentence.condition and "condition" in acts and (drafts or future or OFFER.search(rest)):
        return "condition"
    if future and any(e.status == "predicted" for e in drafts):
        return "prediction"
    told_of = told.private and future and not _OWN.search(rest) and bool({"promise", "threat"} & acts)
    return "prediction" if told_of or foretells(rest, cue) else None


def _of_own_side(
    rest: str,
    statement: Statement,
    drafts: Sequence[Event],
    acting: str | None,
    told: Telling,
    *,
    condition: str | None,
) -> EntryKind | None:
    """Return whether a sentence threatens, or promises something of the speaker's own side; None where neither."""
    cue = statement.cue.lemma.split(" ")[0].lower()
    future = has_future(rest, told=statement.kind != "direct")
    if is_threat(rest, cue, private=told.private, future=future):
        return "promise" if borne(rest) and _own(rest, statement, drafts, acting) else "threat"
    if future and _UNWILLED.search(rest) and cue not in PROMISERS and not _OWN.search(rest):
        return "prediction"
    if cue in PROMISERS | INTENDERS and not _EMPTY.match(rest) and not _NO_MATTER.match(rest):
        named = cue in PROMISERS and not _CLAUSE.match(rest) and statement.kind == "indirect" and bool(rest.strip())
        if future or to_do(rest) or named:
            return "threat" if hostile(rest, cue, drafts, condition) else "promise"
    if told.private or not (future or cue in THREATENERS):
        return None
    return (
        ("threat" if hostile(rest, cue, drafts, condition) else "promise")
        if _own(rest, statement, drafts, acting)
        else None
    )


def _own(rest: str, statement: Statement, drafts: Sequence[Event], acting: str | None) -> bool:
    """Say whether what is to come is to be done by the speaker's own side."""
    if found := _OWN.search(rest):
        return statement.kind != "direct" or not re.search(r"\bwould\b", found[0], re.IGNORECASE)
    speaker = statement.speaker
    if speaker is None or _YOU.search(rest):
        return False
    own = {code for code in (speaker.country, speaker.actor) if code}
    if (own or _OFFICIAL.search(speaker.text)) and _GRANTED.search(rest):
        return True  # "the prisoners will be released": by those whose minister says so
    if acting is not None and not own and _OFFICIAL.search(speaker.text):
        return True  # "Kampala will ..., the energy minister said": the minister of those whom the words name
    if acting is not None and acting not in own:
        to = statement.addressee
        return to is not None and acting in (to.country, to.actor) and bool(_PRONOUN.search(rest))
    if acting is not None:
        return True
    outcome = [
        e for e in drafts if e.status in ("planned", "threatened", "conditional", "offered", "denied", "predicted")
    ]
    if own and any(own & {e.source.country, e.source.actor} for e in outcome):
        return True
    return bool(own) and not outcome and _is_named_by_noun(rest, told=statement.kind != "direct")


def _is_named_by_noun(rest: str, *, told: bool) -> bool:
    """Say whether "the bloc", "his country" or, at the head of what is told, "it" stands before the "will"."""
    place = future_word(rest, told=told)
    if place is None:
        return False
    before = rest[max(place - 40, 0) : place]
    pronoun = told and place <= 40 and bool(_ITSELF.match(before)) and not _IMPERSONAL.match(rest, place)
    return pronoun or bool(_OWN_SIDE.search(before))
