"""Cues: which word marks a statement, and what the words that do so can take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.codebook import Codebook, Cue

if TYPE_CHECKING:
    from spacy.tokens import Token

# Objects that name a saying, not what is said: "made a statement", "gave an interview".
SAYING = frozenset(
    "statement remark comment interview speech address word briefing conference answer question news message".split()
)
# Verbs whose object is what is said, if a person, state or body is their subject: "announced a plan", "denied the charge".
OBJECT_ACTS = frozenset("denial demand offer accusation promise threat prediction apology".split())
# What goes on to be said is said.
SAYING_ON = frozenset("go continue proceed use hasten begin come".split())
# Only cues of these acts follow what they report: "the talks failed, he said".
ASSERTING = frozenset("claim accusation prediction threat promise question praise condition".split())
OBJECT_PREPS = frozenset("in of for against over into between about".split())
# Nouns that say nothing, whatever the verb: "the fact says a lot", "the tone suggests".
MUTE = frozenset(
    "fact thing tone way situation event case time move trend phrase behaviour behavior success failure".split()
)
# Verbs whose infinitive is what somebody means to do, or won't.
INTENDING = frozenset("want plan hope intend aim wish desire decide prefer refuse decline yearn aspire expect".split())
PRAISED_FOR = frozenset("for as on over".split())
# Verbs that say what somebody or something is.
NAMING = frozenset("call describe label brand dub term deem find consider declare pronounce".split())
# Verbs that say where somebody stands.
STANCES = frozenset(
    """oppose support favour favor back defend justify discuss debate analyse analyze examine want expect
    question doubt fear propose endorse champion embrace dismiss mention note""".split()
)
# These say nothing by their object alone: "said little", "told a joke", "made a speech".
OBJECTLESS = frozenset(
    "say tell speak talk ask answer reply add go put begin continue write give make read maintain hold "
    "observe conclude imagine consider see know share keep".split()
)
TELLING = frozenset("tell ask urge warn inform assure advise remind notify brief call order convince persuade".split())
# Verbs with a clause that report nothing: they make, show or test something.
NOT_SAYING = frozenset(
    "be have do make let help see get keep cause ensure mean prevent happen seem appear require allow prove watch".split()
)


def cue_of(verb: Token, codebook: Codebook) -> Cue | None:
    """Return the cue that a verb is, with its particle first: "point out" before "point"."""
    lemma = verb.lemma_.lower()
    for c in verb.children:
        if (
            c.dep_ in ("prt", "advmod")
            and c.i == verb.i + 1
            and (cue := codebook.cue(f"{lemma} {c.lower_}", "verb")) is not None
        ):
            return cue
    return codebook.cue(lemma, "verb")
