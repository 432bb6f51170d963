"""Undergoing: who acts where the grammar's subject is acted on: "faces sanctions from", "came under fire from"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.language import clauses, fitting

if TYPE_CHECKING:
    from detente.codebook import Codebook, Frame
    from detente.language.refs import Ref
    from detente.language.tree import Token

# Verbs whose object is done to their subject.
UNDERGOING = frozenset(
    """
    receive get obtain win secure gain earn draw attract face suffer sustain endure incur provoke trigger spark elicit
    prompt undergo encounter hear meet weather see
    """.split()
)
# The same with a preposition before what is done.
UNDER = frozenset(
    "come under|be under|fall under|remain under|land under|run into|meet with|be in for|come in for|be subject to".split(
        "|"
    )
)
# Passives whose agent is what is done: "was hit by sanctions".
HITTING = frozenset("hit strike target rock squeeze cripple batter affect plague pound sting".split())
# Where the one who does it stands, after what is done or after its verb.
DOERS = ("poss", "modifier", "prep:from", "prep:by", "support_prep:from", "hands")
# Receiving is giving seen from the other end: what these take is what the others give.
RECEIVING = frozenset("receive get obtain accept secure acquire win".split())
GIVING = ("give", "send", "provide", "supply", "lend")
# Nouns of receiving after "take": "took delivery of five helicopters from".
DELIVERY = frozenset("delivery receipt possession".split())
# With these "face" is what the other side says; other things that one faces may be still to come.
SAID = frozenset("ACCUSE REQUEST REJECT SUPPORT PROTEST THREATEN".split())
FRESH = frozenset("new further fresh more additional possible potential stiffer tougher renewed".split())


def undergone(noun: Token) -> Token | None:
    """Return the verb that says that its subject undergoes what the noun names, None where none does."""
    token = noun
    for _ in range(fitting.CHAIN):
        head = token.head
        if token.dep_ == "conj":
            token = head
        elif token.dep_ == "pobj" and head.lower_ == "of" and head.head.lemma_.lower() in fitting.MEASURES:
            token = head.head
        else:
            break
    head = token.head
    if token.dep_ == "dobj":
        return head if head.lemma_.lower() in UNDERGOING and not clauses.is_passive(head) else None
    if token.dep_ != "pobj" or head.head.pos_ not in ("VERB", "AUX"):
        return None
    verb = head.head
    if head.dep_ == "agent":
        return verb if verb.lemma_.lower() in HITTING else None
    return verb if f"{verb.lemma_.lower()} {head.lower_}" in UNDER else None


def undergoer(verb: Token) -> Token | None:
    """Return who undergoes it: the subject that the grammar gives the verb, in the passive too."""
    return clauses.passive_subject(verb) if clauses.is_passive(verb) else clauses.subject(verb)


def in_words(noun: Token, verb: Token, sources: tuple[Ref, ...]) -> bool:
    """Whether "under fire" means words: "came under fire from Brussels over its courts", but not from artillery."""
    if noun.lemma_.lower() not in ("fire", "attack") or noun.dep_ != "pobj" or noun.head.dep_ == "agent":
        return False
    if any(p in ("over", "for") for p, _ in (*clauses.prepositional(verb), *clauses.prepositional(noun))):
        return True
    subject = undergoer(verb)
    armed = any(s.sector == "MIL" or s.kind == "nominal" for s in sources)
    return not armed and (subject is None or subject.pos_ in ("PROPN", "PRON"))


def received(verb: Token, codebook: Codebook) -> tuple[Frame, Token] | None:
    """Return the frame of giving that a verb of receiving turns round, and what is given: "took delivery of tanks from"."""
    lemma = verb.lemma_.lower()
    thing = clauses.direct_object(verb)
    if thing is not None and lemma == "take" and thing.lemma_.lower() in DELIVERY:
        thing = next((n for p, n in clauses.prepositional(thing, deep=False) if p == "of"), None)
    elif lemma not in RECEIVING or clauses.is_passive(verb):
        return None
    if thing is None:
        return None
    heads = {name for name, _ in fitting.object_heads(thing)}
    for giving in GIVING:
        for frame in codebook.verbs.get(giving, ()):
            if frame.type == "AID" and frame.objects is not None and frame.objects & heads:
                return frame, thing
    return None


def still_to_come(noun: Token, verb: Token, kind: str) -> bool:
    """Whether what one faces is yet to come: "faces new sanctions", but not "faces criticism"."""
    if verb.lemma_.lower() != "face" or kind in SAID:
        return False
    return any(c.lower_ in FRESH for c in noun.children if c.dep_ == "amod")
