"""Hedges that put a deed on hearsay without naming who says so: "the story goes", "seems to have", "by some accounts".

Such marks stand in the event's own clause or set in beside it. They are asked only where no statement holds the event:
what a named speaker vouches for carries that statement, what nobody vouches for is not coded as a fact.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.language import clauses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.language.tree import Token

# What goes round without a source: "the story goes", "rumour has it".
HEARSAY = frozenset(
    "story rumour rumor theory tale legend narrative whisper gossip version saying word account".split()
)
# Who is named when nobody is: "some say", "it is claimed".
NOBODY_NAMED = frozenset("some others many they people sources critics observers insiders".split())
SAYING = frozenset(
    "say claim allege believe think rumour rumor report suspect assume presume suppose suggest argue insist".split()
)
TRUSTING = frozenset("believe trust credit go".split())
SEEMING = frozenset("seem appear".split())
# "By some accounts", "by most reckonings".
BY_ACCOUNT = frozenset("account reckoning telling reading version estimate".split())
OF_ANYBODY = frozenset("some all most many one several other various".split())
# Verbs that say what somebody takes a thing for: the name after "as" is theirs.
NAMING = frozenset(
    "describe regard see view depict portray denounce condemn brand label characterise characterize treat perceive"
    " interpret decry present cast paint frame know style bill advertise understand read".split()
)
# What tells of a deed without vouching for it, with "of" and the deed.
RUMOURS = HEARSAY | frozenset("report allegation accusation claim suspicion charge insinuation assertion".split())
# Adverbs before "by": who did it is hearsay.
DOUBTING = frozenset(
    "reportedly allegedly supposedly purportedly apparently ostensibly presumably seemingly reputedly possibly".split()
)
# "A claim that Morocco denied".
CLAIMED = frozenset("report claim charge allegation accusation assertion".split())
DENYING = frozenset("deny reject dismiss dispute refute contest repudiate rebut".split())
SET_IN = frozenset("parataxis ccomp advcl dep conj relcl intj acl appos".split())
QUOTES = frozenset("\" “ ” ' ‘ ’ `` ''".split())
# Furthest that verbs joined to the event's own, or above it, are followed.
CLIMB = 4


def is_hedged(event: Token) -> bool:
    """Whether marks in or beside an event's clause leave it to hearsay, with nobody named who vouches for it."""
    if event.pos_ in ("NOUN", "PROPN"):
        return _scare_quoted(event) or _named_so(event) or _seemingly_by(event)
    return any(_seeming(v) or _by_accounts(v) or _set_in(v) or _of_rumour(v) for v in _joined(event))


def denier_after(verb: Token) -> Token | None:
    """Who denies what a sentence itself takes up as a claim: "sent soldiers to guard it, a report which Addis Ababa denied"."""
    for token in verb.doc[verb.i + 1 : verb.sent.end]:
        if token.lemma_ not in CLAIMED or not token.left_edge.i or token.left_edge.nbor(-1).text != ",":
            continue
        for c in token.children:
            if c.dep_ in ("relcl", "acl") and c.lemma_ in DENYING and c.i > token.i:
                return clauses.subject(c)
    return None


def _joined(verb: Token) -> Iterator[Token]:
    """The event's verb and those that it is joined to without a subject of its own."""
    for _ in range(CLIMB):
        yield verb
        if verb.dep_ != "conj" or verb.head.pos_ not in ("VERB", "AUX") or clauses.child(verb, "nsubj", "nsubjpass"):
            return
        verb = verb.head


def _seeming(verb: Token) -> bool:
    """ "Seems to have attacked"."""
    return verb.dep_ == "xcomp" and verb.head.lemma_ in SEEMING and any(c.lower_ == "to" for c in verb.children)


def _by_accounts(verb: Token) -> bool:
    """ "By some accounts", "by most reckonings"."""
    return any(
        word == "by" and noun.lemma_ in BY_ACCOUNT and any(d.lower_ in OF_ANYBODY for d in noun.children)
        for word, noun in clauses.prepositional(verb, deep=False)
    )


def _set_in(verb: Token) -> bool:
    """ "The story goes", "it is said", "some say" set in beside the clause, or "rumour has it that" above it."""
    own = clauses.child(verb, "nsubj", "nsubjpass")
    beside = [c for t in (verb, own) if t is not None for c in t.children if c.dep_ in SET_IN and c.i != verb.i]
    above = [verb.head] if verb.dep_ in ("ccomp", "advcl", "acl", "parataxis", "appos") else []
    return any(_tells_hearsay(c) for c in (*beside, *above)) or any(_says_nobody(c) or _if_trusted(c) for c in beside)


def _tells_hearsay(verb: Token) -> bool:
    """ "So the rumour goes", "rumour has it"; but not "the story goes back to"."""
    if verb.dep_ == "appos" and verb.lower_ in ("runs", "goes"):  # taken for a noun: "a rumour run"
        return any(c.dep_ == "compound" and c.lemma_.lower() in HEARSAY for c in verb.children)
    teller = clauses.child(verb, "nsubj")
    if teller is None or teller.lemma_.lower() not in HEARSAY:
        return False
    if verb.lemma_ == "have":
        return any(c.lower_ == "it" for c in verb.children)
    return verb.lemma_ in ("go", "run") and clauses.child(verb, "prep", "prt", "xcomp", "dobj") is None


def _says_nobody(verb: Token) -> bool:
    """ "It is said", "some say", without what is said behind it."""
    if verb.lemma_ not in SAYING or clauses.child(verb, "ccomp", "xcomp", "dobj") is not None:
        return False
    teller = clauses.child(verb, "nsubj", "nsubjpass")
    if teller is None or any(c.dep_ == "neg" for c in verb.children):
        return False
    return teller.lower_ in NOBODY_NAMED or (teller.lower_ == "it" and clauses.is_passive(verb))


def _if_trusted(verb: Token) -> bool:
    """ "If the papers are to be believed"."""
    if not any(c.dep_ == "mark" and c.lower_ == "if" for c in verb.children):
        return False
    return any(v.lemma_ in TRUSTING and v.tag_ == "VBN" for v in (verb, *verb.children))


def _of_rumour(verb: Token) -> bool:
    """ "Reports of troops shelling the town", "talk of its agents attacking"."""
    noun = verb.head if verb.dep_ == "acl" else clauses.child(verb, "nsubj")
    above = noun.head if noun is not None and noun.dep_ == "pobj" else verb.head
    if verb.tag_ != "VBG" or above.lower_ != "of" or above.head.pos_ not in ("NOUN", "PROPN"):
        return False
    teller = above.head
    return teller.lemma_.lower() in RUMOURS or teller.lower_ == "talk"


def _scare_quoted(noun: Token) -> bool:
    """ "The Polish "attack" on the town": a single word that the writer keeps at arm's length."""
    doc = noun.doc
    return 0 < noun.i < len(doc) - 1 and doc[noun.i - 1].text in QUOTES and doc[noun.i + 1].text in QUOTES


def _named_so(noun: Token) -> bool:
    """ "Described by Minsk as an attack": the word is what somebody calls the thing."""
    return (
        noun.dep_ == "pobj"
        and noun.head.lower_ == "as"
        and noun.head.head.pos_ == "VERB"
        and noun.head.head.lemma_ in NAMING
    )


def _seemingly_by(noun: Token) -> bool:
    """ "An attack allegedly by Poland": who did it is hearsay."""
    return any(
        c.lower_ in DOUBTING
        for part in (noun, *(c for c in noun.children if c.dep_ in ("prep", "agent")))
        for c in part.children
        if c.dep_ == "advmod"
    )
