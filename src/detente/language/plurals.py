"""Plurals: "both leaders", "the two countries", "the ministers", "the presidents of Kenya and Uganda"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from detente.language.bynames import region
from detente.language.groups import OF_COUNTRIES, OF_PERSONS, OF_STATES, Step, pair
from detente.language.pronouns import Pronouns
from detente.language.refs import Ref

if TYPE_CHECKING:
    from detente.language.tree import Token

# What makes a plural point back: "both leaders", "the two sides", "the parties", "these countries".
POINTING = frozenset("both the two these those".split())
# A plural without a number points back only if it is one of those that come in twos.
IN_TWOS = frozenset("side party leader president minister country".split())
# Words that part or widen the group: "the other countries", "the European leaders".
OTHERS = frozenset("other all many some several most few more three four five".split())
# Adjectives that leave a plural what it is: "the two prime ministers", "the two neighbouring states".
PLAIN = frozenset("prime foreign neighbouring neighboring rival warring both".split())
_WITH = frozenset("with between against".split())


class Plurals(Pronouns):
    """Says who the members of a plural are."""

    def _step(self, ref: Ref) -> None:
        """Remember that somebody is named, for plurals to come."""
        head = self.doc[ref.head]
        if self._is_quoted(head) or ref.place or ref.plural:
            return
        while head.dep_ in ("conj", "appos", "compound") and head.head.i != head.i:
            head = head.head
        acts = head.dep_ in ("nsubj", "nsubjpass") or (
            head.dep_ == "pobj" and (head.head.dep_ == "agent" or head.head.lower_ in _WITH)
        )
        self.discourse.trail.append(Step(self.discourse.sentence, ref, acts))
        del self.discourse.trail[:-40]

    def _points_back(self, token: Token, lemma: str) -> bool:
        """Whether a plural means two who have been named: "both leaders", "the two sides", "the parties"."""
        left = [c for c in token.children if c.i < token.i]
        words = {c.lower_ for c in left}
        if (
            not words & POINTING
            or words & OTHERS
            or any(c.dep_ in ("poss", "amod") and c.lower_ not in PLAIN for c in left if not self._region(token))
        ):
            return False
        if any(c.dep_ in ("relcl", "prep", "acl") and c.i > token.i for c in token.children if c.lower_ != "in"):
            return False
        return bool(words & {"both", "two"}) or lemma in IN_TWOS

    def _members(self, token: Token, ref: Ref, lemma: str) -> tuple[Ref, ...]:
        """The members of a plural: those whose countries stand beside it, else two who were named before."""
        before = self._countries_before(token)
        if before:
            members = tuple(self._named_by(ref, owner) for owner in before)
        elif owners := self._countries_of(token):
            members = tuple(self._state(ref, country) for country in owners)
        elif self._points_back(token, lemma):
            members = self._same_plural(ref, lemma) or self._pair(ref, lemma)
        else:
            members = ()
        if members:
            self.discourse.plurals[lemma] = members
            self.discourse.plurals["they"] = members
        return members

    def _both(self, token: Token) -> None:
        """ "Both said that", "the two agreed": two persons, else two states."""
        alone = token.dep_ in ("nsubj", "nsubjpass", "pobj", "dobj") and not any(
            c.dep_ == "prep" for c in token.children
        )
        if not alone or (token.lower_ == "two" and not any(c.lower_ == "the" for c in token.children)):
            return
        ref = self._make("pronoun", token.i, token.i, how="pronoun", plural=True)
        ref.members = self._pair(ref, "man") or self._pair(ref, "side")
        if ref.members:
            self.discourse.plurals["they"] = ref.members
            self.refs.add(ref)

    def _pair(self, ref: Ref, lemma: str) -> tuple[Ref, ...]:
        trail, sentence = self.discourse.trail, self.discourse.sentence
        if lemma in OF_STATES:
            if lemma in OF_COUNTRIES:
                trail = [step for step in trail if self._is_state(step.ref.country)]
            token = self.doc[ref.head]
            if region := self._region(token):
                trail = [step for step in trail if step.ref.country in region]
            doer = self._clause_subject(token) if token.dep_ in ("dobj", "pobj", "dative") else None
            but = doer.country if doer is not None and not doer.members else None
            found = () if token.dep_ == "dobj" and but else pair(trail, sentence, "states")
            found = found or pair(trail, sentence, "states", but=but)
            return tuple(self._state(ref, f.country) for f in found)
        if lemma not in OF_PERSONS:
            return ()
        roles = OF_PERSONS[lemma]
        found = (pair(trail, sentence, "persons", roles) if roles else ()) or pair(trail, sentence, "persons")
        if not found and lemma in ("leader", "president", "minister", "premier"):  # some of them only by their office
            return tuple(self._state(ref, f.country) for f in pair(trail, sentence, "states"))
        return tuple(self._as_member(ref, f) for f in found)

    @staticmethod
    def _region(token: Token) -> frozenset[str]:
        """The states of the part of the world that words before a plural name: "the two Central Asian states"."""
        words = [t.lower_ for c in token.children if c.dep_ in ("amod", "compound", "nmod") for t in c.subtree]
        return region(words) or frozenset()

    def _same_plural(self, ref: Ref, lemma: str) -> tuple[Ref, ...]:
        """ "The ministers" after "the Greek and Turkish foreign ministers"."""
        return tuple(self._as_member(ref, m) for m in self.discourse.plurals.get(lemma, ()))

    def _is_state(self, code: str | None) -> bool:
        actor = self.gazetteer.actor(code) if code else None
        return actor is not None and actor.kind == "state"

    def _state(self, ref: Ref, country: str | None) -> Ref:
        actor = self.gazetteer.actor(country) if country else None
        name = actor.name if actor is not None else None
        return replace(self._one(ref), actor=country if actor else None, name=name, country=country, sector=ref.sector)

    def _as_member(self, ref: Ref, own: Ref) -> Ref:
        return replace(
            self._one(ref), actor=own.actor, name=own.name, country=own.country, sector=own.sector, office=own.office,
            role=own.role,
        )  # fmt: skip

    def _named_by(self, ref: Ref, owner: Ref) -> Ref:
        """One of a plural's members, in the words that name it: the Greek of "Greek and Turkish jets"."""
        return replace(self._one(ref), country=owner.country, text=owner.text, span=owner.span)

    @staticmethod
    def _one(ref: Ref) -> Ref:
        return replace(ref, plural=False, members=())

    def _countries_of(self, head: Token) -> list[str]:
        """The countries in "the presidents of Kenya and Uganda", where there are two or more."""
        found: list[str] = []
        for of in (c for c in head.children if c.lower_ == "of" and c.i > head.i):
            for noun in (t for c in of.children if c.dep_ == "pobj" for t in (c, *c.conjuncts)):
                hit = self.covered.get(noun.i)
                name = hit.names[0] if hit is not None and hit.names else None
                country = (
                    name.actor.country if name is not None and name.actor.kind in ("state", "organisation") else None
                )
                if country and country not in found:
                    found.append(country)
        return found if len(found) > 1 else []
