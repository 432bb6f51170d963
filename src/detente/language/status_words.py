"""What words around an event's say of its status: auxiliaries, phrases, and small questions about the parse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.language import clauses

if TYPE_CHECKING:
    from detente.language.tree import Token

WILL = frozenset("will shall 'll ’ll wo gonna".split())
MAY = frozenset("may might could can".split())
SHOULD = frozenset("must should ought".split())
IF = frozenset("if unless provided providing whether lest until".split())
NO = frozenset("no neither".split())
NOBODY = frozenset("nobody none neither nothing".split())
# After these, a named event is to come; after the others it has been.
TO_COME = frozenset("before ahead until pending towards toward for".split())
PAST = frozenset("after since following despite over during amid given because upon".split())
# Verbs that let an event take place, or be under way: they lend it their own tense and modality.
OCCURRING = frozenset(
    "take hold occur happen begin start continue open conclude end follow host attend launch carry conduct resume".split()
)
# What they have as object is no more; an occasion that ends has taken place.
UNDOING = frozenset("end lift withdraw revoke repeal rescind waive terminate overturn annul".split())
OCCASIONS = frozenset("visit trip tour talk meeting summit session negotiation conference drill exercise call".split())
# Who is brought to do something does it: "prompting Beijing to expel".
MAKING = frozenset("prompt lead cause provoke drive force spur".split())
# Longest parenthesis between a negation and its verb, in words.
PARENTHESIS = 14
# Said of a deed that nobody has done yet: "an attack risks a wider war".
RISKING = frozenset("risk invite spell mean require need entail demand threaten cost take".split())
BEING = frozenset("be seem remain look appear become".split())
# "Within hours of": how near it came, and did not.
NARROW = frozenset("inch ace hour minute day whisker step moment hair week second breadth".split())
# "Is out of the question": the word, the noun under it, and what they say.
PHRASES = {
    ("out", "question"): "denied", ("off", "table"): "denied", ("off", "agenda"): "denied", ("off", "card"): "denied",
    ("on", "card"): "predicted", ("in", "offing"): "predicted", ("in", "prospect"): "predicted",
    ("on", "table"): "predicted", ("under", "consideration"): "predicted", ("under", "discussion"): "predicted",
    ("under", "review"): "predicted", ("in", "pipeline"): "planned", ("on", "agenda"): "planned", ("in", "doubt"): "predicted",
}  # fmt: skip

# Who went somewhere for this did it: "stepped across the border to meet the president".
MEETING = frozenset("meet greet receive see".split())
# Who is one of these to do a thing has done it: "was quick to welcome the pact", "the first to send rescuers".
SOON = frozenset("quick swift first last second third latest only".split())


def asked(token: Token) -> bool:
    """Whether a word stands in a question that can be answered with no: "Did agents attack the network?"."""
    sentence = token.sent
    if "?" not in sentence.text[-4:]:
        return False
    for word in sentence:
        if word.is_punct or word.pos_ in ("CCONJ", "INTJ") or (word.dep_ == "advmod" and word.tag_ == "RB"):
            continue
        return word.pos_ == "AUX" or word.lower_ in (
            "is",
            "are",
            "was",
            "were",
            "has",
            "have",
            "had",
            "do",
            "does",
            "did",
        )
    return False


def lemma(token: Token) -> str:
    """The lemma, with the particle of a phrasal verb: "call off"."""
    particle = clauses.child(token, "prt")
    base = token.lemma_.lower()
    return f"{base} {particle.lower_}" if particle is not None else base


def past_above(noun: Token) -> bool:
    """Whether the nearest verb above is in the past."""
    verb = next((a for a in noun.ancestors if a.pos_ in ("VERB", "AUX")), None)
    return verb is not None and (verb.tag_ == "VBD" or any(c.lower_ == "had" for c in verb.children))


def all_but(verb: Token) -> bool:
    """ "All but accused Paris", "as good as accused"."""
    before = " ".join(t.lower_ for t in verb.doc[max(verb.i - 3, 0) : verb.i])
    return before.endswith(("all but", "as good as"))


def rather_than(verb: Token) -> bool:
    """ "Rather than bomb Serbia"."""
    return " ".join(t.lower_ for t in verb.doc[max(verb.i - 2, 0) : verb.i]) == "rather than"


def as_though(verb: Token) -> bool:
    """ "It is as though Italy had declared war"."""
    return any(c.dep_ == "mark" and c.lower_ == "though" and c.i and c.nbor(-1).lower_ == "as" for c in verb.children)


def was_to_have(verb: Token, words: set[str]) -> bool:
    """ "Was to have signed": it did not."""
    if verb.tag_ != "VBN" or not {"to", "have"} <= words or verb.dep_ != "xcomp":
        return False
    return verb.head.lemma_ == "be" or any(c.lower_ == "ought" for c in verb.head.children)


def yet_to(verb: Token) -> bool:
    """ "Has yet to find", "is yet to sign": it has not."""
    if verb.tag_ != "VB" or verb.dep_ != "xcomp" or verb.head.lemma_ not in ("have", "be", "remain"):
        return False
    return any(c.lower_ == "yet" for c in (*verb.head.children, *verb.children))


def parted_negation(verb: Token) -> bool:
    """ "Has not, as was widely reported, closed": what a parenthesis parts from its "not"."""
    at, doc = verb.i, verb.doc
    while at > verb.sent.start and doc[at - 1].dep_ in ("advmod", "aux", "auxpass"):
        at -= 1
    if at <= verb.sent.start + 3 or doc[at - 1].text != ",":
        return False
    for i in range(at - 2, max(verb.sent.start, at - PARENTHESIS), -1):
        if doc[i].text == ",":
            return doc[i - 1].dep_ == "neg" or doc[i - 1].lower_ in ("not", "never", "n't")
    return False


def any_one(noun: Token) -> bool:
    """Whether a noun means any of its kind: "a strike", "any strike", not "the strike" or "Monday's strike"."""
    words = {c.lower_ for c in noun.children if c.dep_ in ("det", "poss")}
    return bool(words & {"a", "an", "any", "every"}) and not any(c.dep_ in ("relcl", "acl") for c in noun.children)


def in_case(preposition: Token) -> bool:
    """ "In case Venezuela attacked", "in the event that"."""
    noun = clauses.child(preposition, "pobj")
    return preposition.lower_ == "in" and noun is not None and noun.lower_ in ("case", "event")


def phrased(preposition: Token) -> str | None:
    """What a phrase after "is" says of its subject: "out of the question"."""
    noun = clauses.child(preposition, "pobj")
    inner = clauses.child(preposition, "prep")
    if noun is None and inner is not None:
        noun = clauses.child(inner, "pobj")
    return PHRASES.get((preposition.lower_, noun.lemma_.lower())) if noun is not None else None


def no_more(verb: Token) -> bool:
    """ "No longer supplies", "does not supply any longer"."""
    return any(
        c.dep_ in ("advmod", "neg")
        and c.lower_ == "longer"
        and any(g.lower_ == "no" for g in (*c.children, c.nbor(-1)))
        for c in verb.children
    )


def soon(word: Token) -> bool:
    """Whether a word says that what its infinitive tells was done: "the first to send", "the first state to recognise"."""
    return word.lower_ in SOON or (
        word.pos_ == "NOUN" and any(c.dep_ == "amod" and c.lower_ in SOON for c in word.children)
    )
