"""Status: whether an event happened, goes on, is planned, offered, demanded, threatened, foretold, conditional or denied.

Read from the words that govern the event's own: its negation, auxiliaries and tense, the verbs, nouns and adjectives
above it ("refused to", "threat of", "ready to"), and "if". The strongest wins, in the order of :data:`STRENGTH`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from detente.codebook import Codebook
from detente.language import clauses
from detente.language.fitting import CHARGES, dismissed
from detente.language.status_words import (
    BEING,
    IF,
    MAKING,
    MAY,
    MEETING,
    NARROW,
    NO,
    NOBODY,
    OCCASIONS,
    OCCURRING,
    PAST,
    RISKING,
    SHOULD,
    TO_COME,
    UNDOING,
    WILL,
    all_but,
    any_one,
    as_though,
    asked,
    in_case,
    lemma,
    no_more,
    parted_negation,
    past_above,
    phrased,
    rather_than,
    soon,
    was_to_have,
    yet_to,
)
from detente.records import Status

if TYPE_CHECKING:
    from detente.language.tree import Token

# "alleged" is no status: it marks an event that only somebody's claim vouches for, and that is not coded as told.
STRENGTH = (
    "denied",
    "alleged",
    "conditional",
    "threatened",
    "demanded",
    "offered",
    "predicted",
    "planned",
    "ongoing",
    "happened",
)
# Furthest up the tree that words can govern an event.
CLIMB = 8


def stronger(one: str, other: str) -> str:
    """Return the status that outweighs the other."""
    return min(one, other, key=STRENGTH.index)


class StatusReader:
    """Reads the status of the event that a verb or noun names."""

    def __init__(self, codebook: Codebook) -> None:
        self._codebook = codebook

    def of(self, token: Token) -> Status | None:
        """Return the status, None where an event is only alleged or asked about and so not told at all."""
        if asked(token):
            return None
        status = self._verb(token, CLIMB) if token.pos_ in ("VERB", "AUX") else self._noun(token, CLIMB)
        return None if status == "alleged" else cast(Status, status)

    # -- verbs -------------------------------------------------------------------------------------------------

    def _verb(self, verb: Token, climb: int) -> str:
        status = self._own(verb)
        if not climb:
            return status
        above = self._above(verb, climb)
        if above == "alleged" and status in ("planned", "predicted"):  # "is believed to", but "believes that it will"
            return "predicted"
        return stronger(status, above)

    def _own(self, verb: Token) -> str:
        """What the verb's own auxiliaries, negation, adverbs and conditions say."""
        if any(c.dep_ == "prep" and self._at_no_time(c) for c in verb.children):
            return "denied"
        words = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass", "neg", "mark", "advmod")}
        found = "denied" if all_but(verb) or rather_than(verb) else "happened"
        if any(c.dep_ == "prep" and in_case(c) for c in verb.children):
            found = stronger(found, "conditional")
        nor = [t for t in (verb, verb.head) if t is verb or (verb.dep_ == "conj" and t.pos_ in ("VERB", "AUX"))]
        if any(c.dep_ in ("preconj", "cc") and c.lower_ in ("neither", "nor") for t in nor for c in t.children):
            found = "denied"
        if any(c.dep_ == "neg" or (c.lower_ == "never" and c.dep_ == "advmod") for c in verb.children) or no_more(verb):
            found = "denied"
        if parted_negation(verb) or yet_to(verb):
            found = "denied"
        for part in verb.children:
            if part.dep_ in ("nsubj", "nsubjpass", "dobj") and (
                part.lower_ in NOBODY
                or any(d.dep_ in ("det", "preconj", "cc") and d.lower_ in NO for d in part.children)
            ):
                found = "denied"
            if part.dep_ == "advmod" and (operator := self._codebook.operators(part.lower_, "adverb")):
                found = stronger(found, operator)
        if words & IF or self._inverted(verb) or as_though(verb) or was_to_have(verb, words):
            return stronger(found, "conditional")
        return stronger(found, self._modality(verb, words))

    def _modality(self, verb: Token, words: set[str]) -> str:
        if words & WILL or self._going_to(verb) or self._in_time_to_come(verb):
            return "conditional" if self._has_condition(verb) else "planned"
        if "would" in words or "'d" in words or "’d" in words:
            return (
                "planned"
                if self._reported(verb) and "have" not in words and not self._has_condition(verb)
                else "conditional"
            )
        if words & MAY:
            return "predicted"
        if words & SHOULD:
            return "demanded"
        if verb.tag_ == "VBG" and any(c.dep_ == "aux" and c.lemma_ == "be" for c in verb.children):
            return "ongoing"
        if "to" in words and verb.dep_ in ("advcl", "acl", "relcl", "ROOT", "xcomp") and verb.tag_ == "VB":
            # "Continues to block" does so now
            under_way = verb.dep_ == "xcomp" and verb.head.lemma_ != "remain"
            under_way = under_way and self._codebook.operators(lemma(verb.head), "verb") == "ongoing"
            under_way = under_way or (verb.dep_ == "xcomp" and verb.head.lemma_ in MAKING)
            under_way = (
                under_way or (verb.dep_ in ("xcomp", "acl", "relcl") and soon(verb.head)) or verb.head.lemma_ == "use"
            )
            under_way = under_way or (verb.dep_ == "advcl" and verb.lemma_ in MEETING and verb.head.tag_ == "VBD")
            return "happened" if under_way else "planned"
        if (
            verb.tag_ == "VB"
            and not words & {"did", "do", "does", "to"}
            and verb.dep_ == "ROOT"
            and clauses.surface_subject(verb) is None
        ):
            return "demanded"
        return "happened"

    @staticmethod
    def _at_no_time(preposition: Token) -> bool:
        """ "At no time", "under no circumstances", "in no way"."""
        noun = clauses.child(preposition, "pobj")
        return (
            noun is not None
            and noun.lemma_.lower() in ("time", "point", "stage", "way", "circumstance", "account", "means", "case")
            and any(d.dep_ == "det" and d.lower_ == "no" for d in noun.children)
        )

    @staticmethod
    def _in_time_to_come(verb: Token) -> bool:
        """ "Next week the president flies to Baku": the present tense of a timetable."""
        if verb.tag_ not in ("VBZ", "VBP") or any(c.dep_ in ("aux", "auxpass") for c in verb.children):
            return False
        times = [c for c in verb.children if c.dep_ in ("npadvmod", "advmod")]
        return any(t.lower_ == "tomorrow" or any(g.lower_ == "next" for g in t.children) for t in times)

    @staticmethod
    def _going_to(verb: Token) -> bool:
        return verb.dep_ == "xcomp" and verb.head.lower_ == "going"

    @staticmethod
    def _reported(verb: Token) -> bool:
        """ "Said it would send": the past of "will", not a condition."""
        return verb.dep_ in ("ccomp", "relcl", "conj") and any(a.tag_ in ("VBD", "VBN") for a in verb.ancestors)

    @staticmethod
    def _has_condition(verb: Token) -> bool:
        return any(
            c.dep_ == "advcl" and any(m.dep_ == "mark" and m.lower_ in IF for m in c.children) for c in verb.children
        )

    @staticmethod
    def _inverted(verb: Token) -> bool:
        """ "Had Poland closed the border, ...": a condition without "if"."""
        if verb.dep_ not in ("advcl", "ccomp"):
            return False
        auxiliary = clauses.child(verb, "aux")
        own = clauses.child(verb, "nsubj", "nsubjpass")
        return (
            auxiliary is not None
            and own is not None
            and auxiliary.i < own.i
            and auxiliary.lower_ in ("had", "should", "were")
        )

    def _above(self, token: Token, climb: int) -> str:
        """What the words above say: an operator with its own status, or one that lends its own."""
        head, dep = token.head, token.dep_
        if head.i == token.i:
            return "happened"
        if dep in ("xcomp", "ccomp", "acl", "advcl", "pcomp", "dobj", "prep", "acomp", "attr", "oprd"):
            return self._governed(token, head, dep, climb)
        if dep == "relcl" and head.lemma_.lower() in CHARGES and dismissed(head.head) is head:
            return "alleged"  # "called the reports that it had spied a pack of lies"
        if dep == "conj" and head.pos_ == token.pos_:
            own = {c.lower_ for c in token.children if c.dep_ == "aux"}
            shares = clauses.child(token, "nsubj", "nsubjpass") is None and (not own or own <= {"to", "be", "been"})
            if token.pos_ == "NOUN":
                return self._noun(head, climb - 1)
            if shares and token.tag_ == head.tag_:
                return self._verb(head, climb - 1)
        return "happened"

    def _governed(self, token: Token, head: Token, dep: str, climb: int) -> str:
        if dep == "ccomp" and any(t.text == ";" or _claimed(t) for t in token.doc[token.i : head.i]):
            return "happened"  # "X claimed that ...; Y denied it", "X accused Y of it, a charge Y denied"
        if dep == "pcomp" and head.dep_ in ("prep", "agent") and head.head.i != head.i:
            return self._gerund(head, climb)
        if dep in ("prep", "pcomp"):
            return self._above(head, climb - 1)
        pos = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective", "ADV": "adverb"}.get(
            head.pos_
        )
        operator = self._codebook.operators(lemma(head), pos) if pos else None
        follows = token.tag_ == "VBG" and all(t.dep_ == "prt" for t in token.doc[head.i + 1 : token.i]) and operator
        if dep == "advcl" and not self._purpose(token) and not follows:  # but "put off signing" is one thing
            return "conditional" if any(c.dep_ == "mark" and c.lower_ in IF for c in token.children) else "happened"
        if dep in ("acl", "ccomp", "relcl") and head.pos_ == "NOUN" and self._noun(head, climb - 1) == "denied":
            return "alleged"  # "there is no evidence that"
        if dep == "acl" and operator is None:
            return "happened"
        if dep == "ccomp" and head.pos_ == "ADJ" and self._is_negated(head.head):
            return "denied"  # "it is not true that"
        if dep == "ccomp" and head.lemma_ in BEING and (said := self._said_of(head)) is not None:
            return said
        if operator is None:
            if dep == "ccomp":
                # A report ("said that") leaves the event its own status, unless it is itself denied or alleged.
                told = self._verb(head, climb - 1) if head.pos_ in ("VERB", "AUX") else "happened"
                return "alleged" if told in ("denied", "alleged", "conditional") else "happened"
            if dep == "advcl":
                return "happened"
            return self._verb(head, climb - 1) if head.pos_ in ("VERB", "AUX") else "happened"
        if head.pos_ in ("VERB", "AUX") and dep != "ccomp":
            return stronger(operator, self._verb(head, climb - 1))
        if head.pos_ == "ADJ" and self._is_negated(head.head):
            return "denied"
        return operator

    def _said_of(self, verb: Token) -> str | None:
        """ "It is untrue that", "one theory is that": what the words beside "is" make of its clause."""
        topic = clauses.child(verb, "nsubj")
        if topic is not None and topic.pos_ == "NOUN":
            operator = self._codebook.operators(topic.lemma_.lower(), "noun")
            if operator in ("alleged", "denied"):
                return operator
        for part in verb.children:
            if part.dep_ in ("acomp", "attr", "oprd"):
                operator = self._codebook.operators(part.lemma_.lower(), "adjective" if part.pos_ == "ADJ" else "noun")
                if operator or self._is_negated(verb):
                    return operator or "denied"
        return None

    def _gerund(self, preposition: Token, climb: int) -> str:
        """ "Warned against selling", "accused of shelling", "ruled out sending": what governs an -ing through a preposition."""
        above, word = preposition.head, preposition.lower_
        if word in ("after", "since", "despite", "by", "upon"):
            return "happened"
        if word in ("without", "instead"):
            return "denied"
        if word in TO_COME - {"for", "until"}:
            return "planned"
        pos = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "ADJ": "adjective"}.get(above.pos_)
        if above.lemma_.lower() in NARROW and above.head.lower_ == "within":  # "came within hours of bombing"
            return "denied"
        operator = self._codebook.operators(f"{above.lemma_.lower()} {word}", pos) if pos else None
        operator = operator or (self._codebook.operators(lemma(above), pos) if pos else None)
        if word == "of" and above.dep_ == "dobj" and self._codebook.operators(lemma(above.head), "verb") == "alleged":
            return "alleged"  # "acquitted the banker of hacking the exchange"
        if word == "against":
            return stronger(operator or "happened", "conditional")
        if operator is None:  # "a vote on sending troops"
            return "predicted" if word in ("on", "about") else "happened"
        return stronger(operator, self._verb(above, climb - 1)) if pos == "verb" else operator

    @staticmethod
    def _is_negated(token: Token) -> bool:
        return any(c.dep_ == "neg" for c in token.children)

    def _asks(self, noun: Token) -> bool:
        """Whether a noun asks for or refuses what its infinitive says: "pressure to scrap the law" is there already."""
        return self._codebook.operators(noun.lemma_.lower(), "noun") in ("demanded", "denied")

    @staticmethod
    def _purpose(verb: Token) -> bool:
        return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)

    # -- nouns -------------------------------------------------------------------------------------------------

    def _noun(self, noun: Token, climb: int) -> str:
        found = "happened"
        for part in noun.children:
            if part.dep_ == "det" and part.lower_ in ("no", "neither"):
                found = stronger(found, "denied")
            elif part.dep_ in ("amod", "compound", "nmod"):
                for pos in ("adjective", "verb"):
                    operator = self._codebook.operators(part.lower_ if pos == "adjective" else part.lemma_.lower(), pos)
                    if operator and (pos == "adjective" or part.tag_ in ("VBN", "VBG")):
                        found = stronger(found, operator)
            elif part.dep_ == "poss" and part.lower_ in ("tomorrow", "today", "tonight"):
                found = stronger(found, "planned" if part.lower_ == "tomorrow" or not past_above(noun) else "happened")
            elif part.dep_ == "poss" and any(g.lower_ in ("next", "upcoming", "coming") for g in part.children):
                found = stronger(found, "planned")
            elif (
                part.dep_ in ("relcl", "acl")
                and part.i > noun.i
                and not (clauses.child(part, "nsubj") or (self._purpose(part) and self._asks(noun)))
            ):
                found = stronger(found, self._own(part))
        return stronger(found, self._around(noun, climb)) if climb else found

    def _around(self, noun: Token, climb: int) -> str:
        """What governs a noun that names an event: the verb it is subject or object of, or the preposition before it."""
        head, dep = noun.head, noun.dep_
        if head.i == noun.i:
            return "happened"
        if dep == "nsubj" and head.lemma_ in BEING:
            return self._predicate(head, climb)
        if dep == "nsubj" and head.lemma_ in RISKING and head.tag_ in ("VBZ", "VBP", "VB") and any_one(noun):
            return "conditional"  # "even a limited strike risks a war"
        if dep in ("dobj", "nsubjpass", "nsubj", "attr", "oprd", "dative", "agent"):
            operator = self._codebook.operators(lemma(head), "verb") if dep != "nsubj" else None
            if dep in ("dobj", "nsubjpass") and head.lemma_ in UNDOING and noun.lemma_ not in OCCASIONS:
                operator = "denied"  # "ended its veto"
            lent = self._verb(head, climb - 1) if dep != "nsubj" or head.lemma_ in OCCURRING else "happened"
            return stronger(operator or "happened", lent)
        if dep == "pobj":
            return self._after_preposition(head, climb)
        if dep in ("conj", "appos"):
            return self._around(head, climb - 1)
        if dep in ("compound", "nmod"):
            return self._noun(head, climb - 1)
        return "happened"

    def _predicate(self, verb: Token, climb: int) -> str:
        """ "An attack is unlikely": what is said of the event by the word after "is"."""
        found, told = "happened", True
        for part in verb.children:
            if part.dep_ in ("acomp", "attr", "oprd"):
                operator = self._codebook.operators(part.lemma_.lower(), "adjective" if part.pos_ == "ADJ" else "noun")
                found, told = stronger(found, operator or "happened"), operator is not None
            elif part.dep_ == "prep" and (said := phrased(part)) is not None:
                found, told = stronger(found, said), True
        own = self._own(verb)
        if own == "denied" and not told:  # "the attack was not an act of war": there was one
            return found
        return (
            stronger(found, own if own in ("denied", "conditional", "predicted", "planned") else "happened")
            if climb
            else found
        )

    def _after_preposition(self, preposition: Token, climb: int) -> str:
        word, above = preposition.lower_, preposition.head
        if word in PAST:
            return "happened"
        if above.pos_ in ("NOUN", "PROPN"):
            operator = self._codebook.operators(lemma(above), "noun")
            if operator:
                return stronger(operator, self._around(above, climb - 1))
            if word == "for" and above.dep_ in ("nsubj", "nsubjpass"):  # "the reason for the attack is"
                return "happened"
            return self._around(above, climb - 1) if word in ("of", "at", "in", "during", "for", "on") else "happened"
        if above.pos_ in ("VERB", "AUX"):
            operator = self._codebook.operators(lemma(above), "verb")
            if operator and word in ("for", "of", "with", "against", "about", "on", "to"):
                return stronger(operator, self._verb(above, climb - 1))
            own = self._verb(above, climb - 1)
            if word in ("at", "in", "during", "on", "into") and own not in ("happened", "ongoing"):
                return own if own in ("denied", "conditional") else "planned"
            if word in TO_COME:
                return "planned" if word != "for" else own
        if above.pos_ == "ADJ" and (operator := self._codebook.operators(lemma(above), "adjective")):
            return operator
        return "happened"


def _claimed(noun: Token) -> bool:
    """ ", a charge": what the words before have told is taken up again."""
    return noun.i > 1 and noun.lemma_ in CHARGES and noun.nbor(-1).lower_ in ("a", "an") and noun.nbor(-2).text == ","
