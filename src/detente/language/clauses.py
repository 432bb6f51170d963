"""Clauses: who does what in the parse, across passives, control, coordination, relative clauses and participles.

Every function takes a spaCy token and looks only at the tree; none of them knows about actors.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.language.tree import Token

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
RELATIVES = frozenset("who which that whom whose".split())
# Tags of words that only say how much of the noun after "of" is meant.
QUANTIFIERS = frozenset("JJS JJR JJ DT CD".split())
# Tags of verbs in a tense of their own.
FINITE = ("VBD", "VBZ", "VBP")
# Adverbs before a phrase of the verb's own: "put Cuba back on its list".
BEFORE_PHRASE = frozenset("back up down away home straight".split())
# A relative clause after these tells when or how, and does nothing to them.
OCCASIONS = frozenset("day week month year time moment hour way reason place night morning occasion manner".split())
# How far up the tree a missing subject is looked for.
CLIMB = 6


def is_passive(verb: Token) -> bool:
    """Whether the verb is in the passive, reduced relatives ("sanctions imposed by") included."""
    if any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children):
        return True
    if verb.tag_ != "VBN":
        return False
    if verb.dep_ == "acomp":  # "is troubled by"
        return any(c.lower_ == "by" for c in verb.children)
    if verb.dep_ == "acl":
        return not any(c.dep_ in ("nsubj", "aux") for c in verb.children) and resumed(verb) is None
    if verb.dep_ == "advcl" and child(verb, "agent") is not None:  # "Accused by Greece of ..., Turkey ..."
        return child(verb, "aux") is None
    if verb.dep_ == "conj" and verb.head.pos_ == "VERB" and not any(c.dep_ in ("nsubj", "aux") for c in verb.children):
        return is_passive(verb.head)
    return False


def child(token: Token, *deps: str) -> Token | None:
    """Return the token's first child with one of the dependency labels."""
    return next((c for c in token.children if c.dep_ in deps), None)


def agent(verb: Token) -> Token | None:
    """Return who a passive's "by" names."""
    by = child(verb, "agent")
    if by is None and verb.dep_ == "acomp":
        by = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ == "by"), None)
    if by is None:  # "was promised a loan by", "was declared persona non grata by": hung on the object
        after = (t for c in verb.children if c.dep_ in ("dobj", "oprd", "attr") for t in c.subtree)
        by = next((t for t in after if t.lower_ == "by" and t.dep_ in ("prep", "agent")), None)
    return child(by, "pobj") if by is not None else None


def antecedent(token: Token) -> Token:
    """Return what a relative pronoun stands for, else the token itself."""
    if token.lower_ in RELATIVES and token.tag_ in ("WP", "WDT", "IN", "DT", "WP$"):
        for above in token.ancestors:
            if above.dep_ == "relcl":
                return above.head
    return token


def surface_subject(verb: Token) -> Token | None:
    """Return the subject that stands with the verb itself, a relative pronoun replaced by what it stands for."""
    subject = child(verb, "nsubj", "nsubjpass")
    if subject is None and (waving := child(verb, "csubj")) is not None and waving.tag_ == "VBG":
        subject = child(waving, "nsubj")  # "protesters waving flags attacked"
    if subject is None:
        return taken_subject(verb)
    return antecedent(subject)


def taken_subject(verb: Token) -> Token | None:
    """Return the subject of a joined verb that the parse has joined to the object before it.

    In "Ankara expelled an envoy and Athens retaliated" no "and" stands between "Athens" and its verb.
    """
    if verb.dep_ != "conj" or verb.tag_ not in FINITE or verb.i == 0:
        return None
    before = verb.nbor(-1)
    while before.i > verb.head.i and before.dep_ in ("advmod", "aux", "auxpass", "neg"):
        before = before.nbor(-1)
    if before.dep_ != "conj" or before.pos_ not in ("PROPN", "NOUN", "PRON") or not verb.head.is_ancestor(before):
        return None
    return before


def resumed(verb: Token) -> Token | None:
    """Return the subject of a main verb that the parse has hung on a noun before its comma.

    In "Zimbabwe, a neighbour that lives on remittances, hailed the police" the sentence is left without a main verb.
    """
    if verb.dep_ != "acl" or verb.tag_ not in ("VBD", "VBN") or verb.i == 0 or verb.nbor(-1).text != ",":
        return None
    root = next((t for t in verb.ancestors if t.head.i == t.i), None)
    if root is None or root.pos_ not in ("NOUN", "PROPN") or root.i > verb.i or agent(verb) is not None:
        return None
    first = next((t for t in root.doc[root.i + 1 : verb.i]), None)
    return root if first is not None and first.text == "," and first.i + 1 < verb.i - 1 else None


def subject(verb: Token) -> Token | None:
    """Return who does it: the agent of a passive, the subject, or the one that an outer verb or noun lends."""
    if is_passive(verb):
        return agent(verb)
    return _lent(verb, CLIMB)


def _lent(verb: Token, climb: int) -> Token | None:
    own = surface_subject(verb) or resumed(verb)
    if own is not None:
        return own
    if not climb:
        return None
    head = verb.head
    if verb.dep_ in ("relcl", "acl"):
        return head
    if verb.dep_ in ("xcomp", "ccomp") and head.pos_ in ("VERB", "AUX"):
        controlled = child(head, "dobj", "dative")
        called = next(
            (n for p, n in prepositional(head, deep=False) if p in ("on", "upon", "to", "for") and n.i < verb.i), None
        )
        if called is not None and head.lemma_ in CALLING:
            return called
        if controlled is not None and controlled.i < verb.i and head.lemma_ not in SUBJECT_CONTROL:
            return controlled
        return passive_subject(head) if is_passive(head) else _lent(head, climb - 1)
    if verb.dep_ in ("xcomp", "acomp", "ccomp") and head.pos_ in ("ADJ", "NOUN"):
        return _lent(head, climb - 1)
    if verb.dep_ == "conj" and verb.tag_ in FINITE and head.tag_ in ("VB", "VBG"):
        # "It urged Ethiopia to cancel the deal and recalled its envoy": not joined to the infinitive
        above = next((a for a in head.ancestors if a.tag_ in FINITE), None)
        if above is not None:
            return passive_subject(above) if is_passive(above) else _lent(above, climb - 1)
    if verb.dep_ in ("acomp", "attr", "conj", "advcl", "dep", "parataxis", "xcomp"):
        if verb.dep_ == "conj" and is_passive(head):
            return passive_subject(head)
        return passive_subject(head) if is_passive(head) and verb.dep_ == "advcl" else _lent(head, climb - 1)
    if verb.dep_ == "pcomp":
        return _of_preposition(head, climb)
    return None


# These name with a preposition who is to do what the infinitive says: "called on Russia to end".
CALLING = frozenset("call appeal prevail press plead count rely wait signal gesture shout".split())
# With these verbs the subject, not the object, does what the infinitive says: "promised Kyiv to send".
SUBJECT_CONTROL = frozenset("promise vow threaten swear use agree offer pledge".split())


def _of_preposition(preposition: Token, climb: int) -> Token | None:
    """Who does the -ing after a preposition: "accused Israel of shelling", "praised Turkey for ratifying"."""
    above = preposition.head
    if above.pos_ not in ("VERB", "AUX"):
        return above if above.pos_ in ("NOUN", "PROPN") else None
    if preposition.lower_ in ("of", "for", "from", "against", "with", "into"):
        blamed = passive_subject(above) if is_passive(above) else child(above, "dobj")
        if blamed is not None:
            return blamed
    return _lent(above, climb - 1)


def passive_subject(verb: Token) -> Token | None:
    """Return what a passive is done to: its subject, or the noun that it qualifies."""
    own = child(verb, "nsubjpass")
    if own is not None:
        return antecedent(own)
    if verb.dep_ == "acl":
        return verb.head
    if verb.dep_ == "conj":
        return passive_subject(verb.head)
    if verb.dep_ in ("xcomp", "advcl", "acomp"):
        return surface_subject(verb.head)
    return None


def direct_object(verb: Token) -> Token | None:
    """Return what it is done to: the direct object, or a passive's subject, coordinated verbs sharing it."""
    if is_passive(verb):
        return passive_subject(verb)
    own = child(verb, "dobj", "obj")
    if own is not None:
        if own.pos_ == "PROPN":  # "handed Ukraine 20 tanks"
            own = next((c for c in verb.children if c.dep_ == "dobj" and c.i > own.i and c.pos_ == "NOUN"), own)
        return antecedent(own)
    if verb.dep_ == "relcl" and (left := _left_out(verb)) is not None:
        return left
    shared = next((c for c in verb.children if c.dep_ == "conj" and c.pos_ == "VERB"), None)
    if shared is not None and child(verb, "prep", "ccomp", "xcomp") is None and surface_subject(shared) is None:
        return child(shared, "dobj") or direct_object(shared)  # "trained, armed and paid the guards"
    named = next((c for c in verb.children if c.lower_ == "as" and c.dep_ == "prep" and c.i > verb.i), None)
    return _after_name(named) if named is not None else None


def _left_out(verb: Token) -> Token | None:
    """Return the object of a relative clause that has no word for it: "a charge London dismissed as a lie"."""
    own = child(verb, "nsubj")
    if own is None or own.lower_ in RELATIVES or verb.head.lemma_.lower() in OCCASIONS:
        return None
    if verb.tag_ not in FINITE and not any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children):
        return None
    open_ended = any(
        c.dep_ in ("ccomp", "xcomp", "prt") or (c.dep_ == "prep" and not c.children) for c in verb.children
    )
    return verb.head if verb.head.pos_ == "NOUN" and verb.head.i < own.i and not open_ended else None


def _after_name(preposition: Token) -> Token | None:
    """Return the object that stands behind its name: "denounced as illegal the seizure", "dismissed as nonsense its demand"."""
    noun = child(preposition, "pobj")
    if noun is None:
        return None
    behind = child(noun, "dobj")
    if behind is not None:
        return behind
    first = preposition.doc[preposition.i + 1]
    named = any(c.dep_ in ("det", "poss") and c.i > first.i for c in noun.children)
    return noun if named and first.pos_ in ("ADJ", "NOUN") and first.dep_ == "amod" else None


def prepositional(token: Token, *, deep: bool = True) -> Iterator[tuple[str, Token]]:
    """Yield the preposition (lower case) and the noun of each prepositional phrase of a verb or noun.

    ``deep`` also takes phrases that the parse has hung on the verb's object: "imposed sanctions on Moscow".
    """
    for c in token.children:
        if c.dep_ in ("prep", "agent", "dative") and c.pos_ in ("ADP", "SCONJ", "VERB", "ADV"):
            for noun in c.children:
                if noun.dep_ == "pobj":
                    yield c.lower_, noun
                elif noun.dep_ == "prep":
                    inner = child(noun, "pobj")
                    if inner is not None:
                        yield f"{c.lower_} {noun.lower_}", inner
        elif token.pos_ == "VERB" and c.i > token.i and _carries_phrase(c, deep=deep):
            yield from prepositional(c, deep=False)
        elif deep and c.dep_ in ("dobj", "nsubjpass") and token.pos_ == "VERB":
            yield from prepositional(c, deep=False)
            if c.tag_ in QUANTIFIERS:  # "lifted most of its sanctions on Burundi"
                for _, noun in list(prepositional(c, deep=False)):
                    yield from prepositional(noun, deep=False)


def _carries_phrase(word: Token, *, deep: bool) -> bool:
    """Whether a verb's phrase hangs on a word after it: "put it back on its list", "went unheeded in Tokyo"."""
    return (word.dep_ == "advmod" and word.lower_ in BEFORE_PHRASE) or (deep and word.dep_ == "acomp")


def complement(token: Token) -> Token | None:
    """Return the clause that a verb, noun or adjective takes: "said that ...", "agreed to ...", "ready to ..."."""
    found = child(token, "ccomp", "xcomp")
    if found is not None:
        return found
    if token.lemma_ == "reserve" and (right := child(token, "dobj")) is not None:  # "reserves the right to respond"
        return complement(right)
    for c in token.children:
        if c.dep_ == "prep" and c.lower_ in ("of", "for", "from", "to", "on", "about", "against"):
            inner = child(c, "pcomp")
            noun = child(c, "pobj") if inner is None else None
            if noun is not None:  # "open to opportunities to restore"
                inner = next(
                    (a for a in noun.children if a.dep_ == "acl" and any(g.lower_ == "to" for g in a.children)), None
                )
            if inner is not None:
                return inner
        if (
            c.dep_ in ("acl", "advcl")
            and c.i > token.i
            and any(g.dep_ == "aux" and g.lower_ == "to" for g in c.children)
        ):
            return c
        if c.dep_ in ("acomp", "attr"):
            return complement(c)
    return None


def coordinated(token: Token) -> list[Token]:
    """Return a noun and those joined to it after it: "Brussels, Washington and their allies".

    The parse often takes the second of three for an apposition of the first: one that has a third joined to it is none.
    """
    joined = [c for c in token.conjuncts if c.i > token.i and not _taken(c)]
    if token.dep_ == "pobj":  # "by Turkey and then by Hungary"
        near = (*token.head.children, *token.head.head.children)
        again = [c for c in near if c.dep_ == "conj" and c.lower_ == token.head.lower_ and c.i > token.i]
        joined += [noun for c in again if (noun := child(c, "pobj")) is not None]
    for c in token.children:
        parts = (c, *c.conjuncts) if c.dep_ == "appos" else ()
        if any(g.dep_ == "cc" and g.lower_ in ("and", "or") for part in parts for g in part.children):
            joined += [c, *(g for g in c.conjuncts if g.i > c.i)]
    return [token, *joined]


def _taken(noun: Token) -> bool:
    """Whether a joined noun is in truth the subject of the verb after it."""
    for token in noun.doc[noun.i + 1 : noun.sent.end]:
        if token.pos_ in ("VERB", "AUX") and token.dep_ == "conj":
            taken = taken_subject(token)
            return taken is not None and taken.i == noun.i
        if token.dep_ not in ("advmod", "aux", "auxpass", "neg"):
            return False
    return False
