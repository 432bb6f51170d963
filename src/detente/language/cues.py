"""Cues: which word marks a statement, and who or what can be its subject."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.codebook import Codebook, Cue
from detente.language import clauses
from detente.language.nouns import FIRST_PERSONS, PERSON_NOUNS, SPEAKING_THINGS
from detente.language.parties import party_at

if TYPE_CHECKING:
    from detente.language.refs import Ref, Refs
    from detente.language.tree import Token
    from detente.records import Act

# Objects that name a saying, not what is said: "made a statement", "gave an interview".
SAYING = frozenset(
    """statement remark comment interview speech address word briefing conference answer question news message tweet post
    letter email television tv radio twitter facebook campaign debate rally hearing testimony""".split()
)
# Acts of verbs whose infinitive or object is what is said, whoever their subject is: "denied the charge".
OBJECT_ACTS = frozenset("denial demand offer accusation promise threat prediction apology".split())
# What goes on, begins, tries or seems to be said is said.
SAYING_ON = frozenset("go continue proceed use hasten begin start come appear seem try attempt happen".split())
# Only cues of these acts follow what they report: "the talks failed, he said".
ASSERTING = frozenset("claim accusation prediction threat promise question praise condition".split())
# Verbs that only carry the saying that their object names: "voiced concern", "issued a warning".
CARRYING = frozenset(
    """express voice make issue raise give have hold share offer present unveil release announce reiterate repeat deliver
    sound put submit send publish launch level file lodge draw draft outline renew state convey embrace back withdraw drop
    utter air table""".split()
)
# Verbs whose object names a saying that is theirs: "rejected the claim" has another's.
TELLERS = frozenset("reveal disclose confirm defend explain".split())
# Nouns that say nothing, whatever the verb: "the fact says a lot", "the tone suggests".
MUTE = frozenset(
    "fact thing tone way situation event case time move trend phrase behaviour behavior success failure".split()
)
TELLING = frozenset(
    "tell ask urge warn inform assure advise remind notify brief call order convince persuade encourage press push".split()
)
# Verbs with a clause that report nothing: they make, show or test something.
NOT_SAYING = frozenset(
    "be have do make let help get keep cause ensure mean prevent happen seem appear require allow prove watch".split()
)
# Endings of nouns for people by what they do or hold; the second are things that end so too.
DOERS = ("er", "or", "ist", "ian", "crat", "man", "woman", "people", "ant")
THINGS = frozenset(
    "paper number order matter power letter water river center chapter weather factor sector error".split()
)
# Verbs that pass on another's words: "TASS cited Shoigu as saying".
PASSING_ON = frozenset("cite quote report".split())
# Verbs that name a thing unless something is asked with them.
NAMING = frozenset(("call",))
PRONOUNS_FOR_THINGS = frozenset("it this that which what there".split())


def cue_of(verb: Token, codebook: Codebook) -> Cue | None:
    """Return the cue that a verb is, with its particle first: "point out" before "point"."""
    lemma = verb.lemma_.lower()
    for c in verb.children:
        if (
            c.dep_ in ("prt", "advmod", "prep")
            and c.i == verb.i + 1
            and (cue := codebook.cue(f"{lemma} {c.lower_}", "verb")) is not None
        ):
            return cue
    return codebook.cue(lemma, "verb")


def acts_of_cue(verb: Token, cue: Cue) -> tuple[Act, ...]:
    """Return what a cue does where it stands: "called the talks frank" demands nothing, "called for talks" does."""
    if verb.lemma_.lower() not in NAMING or clauses.complement(verb) is not None:
        return cue.acts
    asks = any(c.dep_ in ("prep", "prt") and c.lower_ in cue.content for c in verb.children)
    return cue.acts if asks else ("claim",)


def visits(verb: Token) -> bool:
    """Whether a verb of calling names a visit: "called on the king", with nothing that is asked of him."""
    if verb.lemma_.lower() not in NAMING:
        return False
    called = [c for c in verb.children if c.dep_ in ("prep", "prt") and c.lower_ in ("on", "upon")]
    if not called or clauses.complement(verb) is not None:
        return False
    after = [t for t in verb.subtree if t.i > called[0].i]
    return not any(t.lower_ in ("to", "for", ":") or t.is_quote for t in after)


def passed_on(verb: Token) -> Token | None:
    """Return the verb that passes a saying on, for the "saying" of "TASS cited Shoigu as saying"."""
    if verb.dep_ != "pcomp" or verb.head.lower_ != "as":
        return None
    above = verb.head.head
    while above.pos_ in ("NOUN", "PROPN", "PRON") and above.head.i != above.i:
        above = above.head
    return above if above.lemma_.lower() in PASSING_ON else None


def unlisted(verb: Token, speaker: Token | None, clause: Token | None, refs: Refs) -> Cue | None:
    """Return a cue for a verb that no list has, if an actor is its subject and a finite "that" clause its object."""
    if speaker is None or clause is None or verb.lemma_.lower() in NOT_SAYING:
        return None
    marked = any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children)
    ref = party_at(speaker, refs)
    if marked and ref is not None and ref.kind != "nominal":
        return Cue(
            acts=("claim",), certainty="certain", strength="weak", content=frozenset(), takes=frozenset({"clause"})
        )
    return None


def can_speak(speaker: Token, cue: Cue, refs: Refs) -> bool:
    """Whether the subject can say, think or mean things, by what it is and by what the cue ascribes to it.

    Somebody named or described can. Verbs of saying take any noun but those that say nothing; so do beliefs and
    feelings, which only people have. Intentions and findings need somebody, or a paper that can hold them.
    """
    if speaker.lower_ in ("'s", "’s"):
        return False  # "let's say"
    if speaker.lower_ in FIRST_PERSONS or speaker.pos_ == "PRON":
        return speaker.lower_ not in PRONOUNS_FOR_THINGS or refs.at(speaker) is not None
    lemma = speaker.lemma_.lower()
    if lemma in MUTE:
        return False
    if cue.strength == "strong" or cue.category in ("attitude", "knowledge"):
        return speaker.pos_ in ("NOUN", "PROPN", "ADJ", "NUM", "DET")
    ref = party_at(speaker, refs)
    if ref is not None and ref.how == "implied":
        ref = None  # "the tone of his remarks": it belongs to somebody, but is a thing
    return refs.at(speaker) is not None or tells(speaker) or (ref is not None and ref.kind != "nominal")


def tells(noun: Token) -> bool:
    """Whether a noun names people, or a paper, poll or other thing that tells something."""
    lemma = noun.lemma_.lower()
    if lemma in SPEAKING_THINGS or lemma in PERSON_NOUNS or noun.pos_ == "PROPN" or noun.pos_ == "NUM":
        return True
    return noun.pos_ == "NOUN" and lemma.endswith(DOERS) and lemma not in THINGS


def unnamed(speaker: Token | None, refs: Refs, words: tuple[int, int]) -> Ref | None:
    """Return a speaker whom no name or office tells: "analysts", "two people close to the talks", an open "they".

    ``words`` are the first and last token of the phrase. A relative pronoun and "it" or "there" are nobody.
    """
    from detente.language.refs import Ref

    if speaker is None or speaker.lower_ in PRONOUNS_FOR_THINGS or speaker.tag_ in ("WP", "WDT", "WP$", "EX"):
        return None
    first, last = words
    span = refs.span_of(first, last)
    text = refs.text[span[0] - refs.start : span[1] - refs.start]
    if speaker.tag_ == "PRP":
        return Ref(kind="pronoun", first=first, last=last, head=speaker.i, span=span, text=text, how="pronoun")
    return Ref(kind="nominal", first=first, last=last, head=speaker.i, span=span, text=text, how="office")
