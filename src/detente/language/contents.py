"""Contents: which words a verb reports, whatever their form: a clause, an infinitive, a name, a phrase, an object."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.language import clauses
from detente.language.clause_bounds import ClauseBounds, fronted, set_in
from detente.language.cues import (
    ASSERTING,
    CARRYING,
    OBJECT_ACTS,
    PASSING_ON,
    PRONOUNS_FOR_THINGS,
    SAYING,
    TELLING,
    passed_on,
)
from detente.language.nouns import CALENDAR, PERSON_NOUNS
from detente.language.parties import phrase

if TYPE_CHECKING:
    from collections.abc import Callable

    from detente.codebook import Codebook, Cue
    from detente.language.refs import Refs
    from detente.language.tree import Token

    Found = tuple[list[Token], str] | None

# Nouns that say when: "warned of it for weeks" says how long, not what of.
TIMES = CALENDAR | frozenset(
    "today yesterday tomorrow day week month year hour minute moment morning evening night afternoon time decade".split()
)
# After an object, these go on with it: "denied any role in the attack", "praised Turkey for its help".
OBJECT_PREPS = frozenset(
    "in of for against over into between about as after from to with on at toward towards by behind under".split()
)
# What a saying is about.
ABOUT = frozenset("about on of that over against as".split())
# Names given with "as" after these: "see it as a threat".
AS = "as"


class Contents:
    """Finds the content of a verb cue in one paragraph."""

    def __init__(self, codebook: Codebook, refs: Refs) -> None:
        self._codebook, self._refs, self._doc = codebook, refs, refs.doc
        self._bounds = ClauseBounds(codebook, refs.doc)
        self._forms: tuple[Callable[[Token, Cue], Found], ...] = (
            self._set_in, self._clause, self._infinitive, self._name, self._preposition, self._object,
            self._passive, self._fronted,
        )  # fmt: skip

    def of(self, verb: Token, cue: Cue) -> Found:
        """Return the tokens of what is said and the form they have, None where nothing is."""
        if verb.lemma_.lower() in PASSING_ON and any(passed_on(t) is not None for t in verb.subtree):
            return None  # "cited the minister as saying": the saying has its own cue
        for form in self._forms:
            found = form(verb, cue)
            if found is not None:
                return found
        return None

    def clause(self, clause: Token, cue: Token) -> list[Token]:
        """Return the tokens of a clause under a cue, without its "that"."""
        return self._bounds.of(clause, cue)

    # -- clauses -----------------------------------------------------------------------------------------------

    def _set_in(self, verb: Token, cue: Cue) -> Found:
        """ "Ties, he says, are poor": a cue between commas, or at the sentence's end after one."""
        if cue.strength != "strong" or not set(cue.acts) & ASSERTING:
            return None
        tokens = set_in(verb)
        return (tokens, "set-in") if tokens else None

    def _clause(self, verb: Token, cue: Cue) -> Found:
        clause = clauses.child(verb, "ccomp")
        if clause is None or "clause" not in cue.takes:
            return None
        if clause.i < verb.i and not set(cue.acts) & ASSERTING and not _should(clause, cue):
            return None  # "the Americans refused, Nato refused": two clauses side by side
        if clause.i == verb.i or _as_saying(clause):
            return None
        if any(t.text == ";" for t in self._doc[clause.right_edge.i : verb.i]):
            return None  # "Oslo protested; its minister promised help": what stands before is no part of it
        tokens = self._bounds.of(clause, verb)
        subject = clauses.child(verb, "dobj")
        if subject is not None and verb.i < subject.i < clause.i and clause.tag_ in ("VB", "VBG"):
            tokens = [*subject.subtree, *tokens]  # "demanded the council make a pledge"
        return tokens, "clause"

    def _fronted(self, verb: Token, cue: Cue) -> Found:
        """ "Peru reserves the right to answer, its minister said" where the tree does not hang the first part on the cue."""
        if cue.strength != "strong" or "clause" not in cue.takes or not set(cue.acts) & ASSERTING:
            return None
        tokens = fronted(verb)
        return (tokens, "fronted") if tokens else None

    def _infinitive(self, verb: Token, cue: Cue) -> Found:
        clause = clauses.child(verb, "xcomp") or self._after_a_day(verb, cue)
        if clause is None or "infinitive" not in cue.takes or clause.i < verb.i:
            return None
        to = any(c.dep_ == "aux" and c.lower_ == "to" for c in clause.children)
        if not to and not (clause.tag_ == "VBG" and (cue.strength == "strong" or set(cue.acts) & OBJECT_ACTS)):
            return None
        if clauses.is_passive(verb) and clauses.agent(verb) is None:
            return None
        tokens = self._bounds.of(clause, verb) + self._bounds.joined_infinitives(clause, verb)
        asked = clauses.child(verb, "dobj") or _called_on(verb)
        if asked is not None and verb.i < asked.i < clause.i and asked.pos_ != "PRON" and cue.category != "intention":
            tokens = [*asked.subtree, *tokens]
        return tokens, "infinitive"

    @staticmethod
    def _after_a_day(verb: Token, cue: Cue) -> Token | None:
        """ "Threatened on Monday to close it": the parse takes what comes after a day for a purpose."""
        if not set(cue.acts) & OBJECT_ACTS or clauses.child(verb, "dobj", "ccomp") is not None:
            return None
        clause = clauses.child(verb, "advcl")
        days = [
            c
            for c in verb.children
            if c.dep_ in ("prep", "npadvmod", "advmod") and clause is not None and verb.i < c.i < clause.i
        ]
        beside = len(days) > 0 and clause is not None and days[0].i == verb.i + 1
        return clause if beside and clause is not None and clauses.child(clause, "mark") is None else None

    # -- phrases -----------------------------------------------------------------------------------------------

    def _name(self, verb: Token, cue: Cue) -> Found:
        """ "Called the talks frank", "sees the plan as a threat": what is named and what it is called."""
        if "name" not in cue.takes:
            return None
        noun = clauses.child(verb, "dobj", "nsubjpass")
        if noun is None:
            return None
        noun = clauses.antecedent(noun) if noun.dep_ == "dobj" else noun
        name = clauses.child(verb, "oprd")
        if name is None:
            name = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ == AS and c.i > verb.i), None)
        if name is None:
            name = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ == AS and c.i > verb.i), None)
        if name is None or name.i < noun.i:
            return None
        if noun.i > verb.i:
            return list(self._doc[noun.left_edge.i : name.right_edge.i + 1]), "naming"
        first, last = phrase(noun)
        return [*self._doc[first : last + 1], *name.subtree], "naming"

    def _preposition(self, verb: Token, cue: Cue) -> Found:
        whom = clauses.child(verb, "dobj")
        for prep in verb.children:
            if prep.dep_ == "prep" and prep.lower_ in cue.content and prep.i > verb.i:
                inner = clauses.child(prep, "pobj", "pcomp")
                if inner is None or inner.lemma_.lower() in TIMES or inner.pos_ == "NUM":
                    continue
                said = self._bounds.noun_phrase(inner)
                said += self._trailing(said[-1].i, verb) + self._bounds.joined(said[-1].i, inner, verb)
                if (
                    whom is not None
                    and verb.i < whom.i < prep.i
                    and whom.pos_ != "PRON"
                    and _with_whom(prep, verb, cue)
                ):
                    said = [*whom.subtree, prep, *said]
                return said, f"preposition-{prep.lower_}"
        for prep in verb.subtree:
            # "Spoke at the meeting of the need to engage": the parse hangs the phrase on the nearest noun.
            if prep.dep_ == "prep" and prep.lower_ in cue.content and prep.head.dep_ == "pobj" and prep.i > verb.i:
                inner = clauses.child(prep, "pobj")
                if inner is not None and clauses.child(inner, "acl") is not None:
                    return list(inner.subtree), f"preposition-{prep.lower_}"
        return None

    def _object(self, verb: Token, cue: Cue) -> Found:
        found = clauses.child(verb, "dobj")
        if found is None or not cue.takes & {"object", "actor"} or clauses.child(verb, "oprd") is not None:
            return None
        noun = clauses.antecedent(found)
        if noun.i != found.i:
            first, last = phrase(noun)
            return list(self._doc[first : last + 1]), "relative"
        if not self._sayable(noun, cue) or (verb.lemma_.lower() in CARRYING and self._saying(noun)):
            return None
        said = self._bounds.noun_phrase(noun)
        said += self._trailing(said[-1].i, verb)
        return said + self._bounds.joined(said[-1].i, noun, verb), "object"

    def _saying(self, noun: Token) -> bool:
        """Whether a noun names a saying that goes on to tell what is said: "concern about the plan"."""
        cue = self._codebook.cue(noun.lemma_.lower(), "noun")
        return cue is not None and any(
            c.dep_ in ("acl", "ccomp") or (c.dep_ == "prep" and c.lower_ in cue.content) for c in noun.children
        )

    def _sayable(self, noun: Token, cue: Cue) -> bool:
        """Whether an object can be what is said: a matter; an actor only after cues that are about actors."""
        if noun.pos_ == "PRON":
            return noun.lower_ in ("what", "whatever")
        if noun.lemma_.lower() in SAYING:  # "cited remarks that he had made", but not "ended her speech"
            return any(c.dep_ in ("relcl", "acl") or (c.dep_ == "prep" and c.lower_ in ABOUT) for c in noun.children)
        if "actor" in cue.takes:
            return True
        if noun.lemma_.lower() in PERSON_NOUNS:
            return False
        ref = self._refs.at(noun)
        return ref is None or ref.modifier or ref.head != noun.i

    @staticmethod
    def _trailing(end: int, verb: Token) -> list[Token]:
        """Phrases that the parse has hung on the verb but that go on with its object, up to one that says when or where."""
        found: list[Token] = []
        for c in verb.children:
            if c.dep_ == "prep" and c.i == end + 1 and c.lower_ in OBJECT_PREPS:
                inner = clauses.child(c, "pobj", "pcomp")
                if inner is None or inner.lemma_.lower() in TIMES | SAYING:
                    break
                found += list(c.subtree)
                end = c.right_edge.i
        return found

    def _passive(self, verb: Token, cue: Cue) -> Found:
        """ "The plan was endorsed by both", "is expected to veto it", "was accused of lying": the subject and what follows."""
        if not clauses.is_passive(verb):
            return None
        about = clauses.child(verb, "nsubjpass")
        if about is None or about.lower_ in PRONOUNS_FOR_THINGS or about.lower_ in clauses.RELATIVES:
            return None
        first, last = phrase(about)
        subject = list(self._doc[first : last + 1])
        clause = clauses.child(verb, "xcomp")
        if clause is not None and any(c.dep_ == "aux" and c.lower_ == "to" for c in clause.children):
            return [*subject, *self._bounds.of(clause, verb)], "passive-infinitive"
        for prep in verb.children:
            if prep.dep_ == "prep" and prep.lower_ in cue.content and "accusation" in cue.acts:
                return [*subject, *prep.subtree], "passive-phrase"
        if clauses.agent(verb) is not None and cue.takes & {"object", "actor"}:
            return subject, "passive-object"
        return None


def _called_on(verb: Token) -> Token | None:
    """Who is named by a preposition before an infinitive: "called on the council to act"."""
    for prep in verb.children:
        if prep.dep_ in ("prep", "prt") and prep.lower_ in ("on", "upon", "for") and verb.lemma_ in clauses.CALLING:
            return clauses.child(prep, "pobj")
    return None


def _with_whom(prep: Token, verb: Token, cue: Cue) -> bool:
    """Whether the object before a preposition is part of what is said: "praised X for Y", "compared X to Y"."""
    if prep.lower_ in ("to", AS):
        return verb.lemma_.lower() not in TELLING
    return "actor" in cue.takes and prep.lower_ != "of"


def _should(clause: Token, cue: Cue) -> bool:
    """Whether a clause before a demand is what is demanded: "they should leave, he demanded"."""
    return "demand" in cue.acts and any(c.dep_ == "aux" and c.lower_ in ("must", "should") for c in clause.children)


def _as_saying(clause: Token) -> bool:
    return clause.lemma_ == "say" and any(c.lower_ == AS for c in clause.children)
