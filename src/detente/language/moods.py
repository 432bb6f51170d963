"""Moods: what the words with a verb, and those that govern it, make of what it names: to come, denied, owed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from detente.language import clauses

if TYPE_CHECKING:
    from detente.codebook import Codebook
    from detente.language.tree import Token

WILL = frozenset("will shall 'll ’ll wo gonna would 'd ’d may might could".split())
MUST = frozenset("must should ought needs need".split())
NOT = frozenset("not n't n’t never neither nor".split())
NOTHING = frozenset("nothing nobody none".split())
COME = frozenset({"planned", "offered", "predicted"})
# What is decided counts as done: "decided to lift the sanctions".
DECIDED = frozenset("decide decision opt choose determine attempt try bid effort push drive".split())
# "Stood ready to open a dialogue": what they may do is to come.
READY = frozenset("ready willing prepared poised set due".split())
POS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective"}


@dataclass(frozen=True, slots=True)
class Mood:
    """How an act stands: ``future`` it is to come, ``denied`` it is not done, ``owed`` it ought to be done."""

    future: bool = False
    denied: bool = False
    owed: bool = False

    def under(self, inner: Mood) -> Mood:
        """Return the mood of what is done in ``inner``'s way under this one; two denials undo each other."""
        return Mood(self.future or inner.future, self.denied != inner.denied, self.owed or inner.owed)


def own(verb: Token) -> Mood:
    """Return the mood that a verb's own auxiliaries, negation and adverbs give it."""
    words = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass", "neg", "advmod", "preconj", "cc")}
    mood = Mood(denied=bool(words & NOT) or _no(verb), owed=bool(words & MUST))
    if words & WILL and "have" not in words:
        mood = replace(mood, future=True)
    if verb.tag_ == "VB" and "to" in words and verb.head.lemma_ in ("be", "go") and verb.dep_ == "xcomp":
        mood = replace(mood, future=verb.head.lemma_ == "be" or verb.head.lower_ == "going")
    if verb.lemma_ == "have" and any(c.dep_ == "xcomp" and c.tag_ == "VB" for c in verb.children):
        mood = replace(mood, owed=True)
    shares = clauses.child(verb, "nsubj", "nsubjpass", "aux") is None
    if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX") and shares and verb.tag_ == "VB":
        lent = own(verb.head)
        mood = Mood(mood.future or lent.future, mood.denied or lent.denied, mood.owed or lent.owed)
    return mood


def lent(token: Token, codebook: Codebook) -> Mood:
    """Return the mood that a word without a type of its own gives to what it governs: "plans to", "failed to"."""
    if token.lower_ in NOTHING:
        return Mood(denied=True)
    pos = POS.get(token.pos_)
    particle = clauses.child(token, "prt")
    lemma = token.lemma_.lower() + (f" {particle.lower_}" if particle is not None else "")
    operator = codebook.operators(lemma, pos) if pos else None
    if operator == "denied":
        return Mood(denied=True)
    ready = any(c.dep_ in ("acomp", "oprd", "advcl", "xcomp") and c.lower_ in READY for c in token.children)
    return Mood(future=ready or (operator in COME and lemma not in DECIDED))


def _no(verb: Token) -> bool:
    """Whether the verb's subject or object is denied: "no talks were held", "gave no aid"."""
    return any(
        d.dep_ == "det" and d.lower_ in ("no", "neither")
        for part in verb.children
        if part.dep_ in ("nsubj", "nsubjpass", "dobj", "attr")
        for d in part.children
    )
