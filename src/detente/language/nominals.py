"""Nouns that stand for actors: "the expert", "his counterpart", "Russian troops", "the head of the White House"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.language import nouns
from detente.language.groups import OF_PERSONS, OF_STATES
from detente.language.homes import OUTLET_NOUNS
from detente.language.offices import Offices
from detente.language.refs import Ref

if TYPE_CHECKING:
    from detente.language.tree import Token


class Nominals(Offices):
    """Reads nouns and pronouns, one token at a time."""

    def _word(self, token: Token) -> None:
        word = token.lower_
        if word in ("both", "two") and token.dep_ in ("nsubj", "nsubjpass", "pobj", "dobj"):
            self._both(token)
        elif token.pos_ == "PRON" or token.tag_ in ("PRP", "PRP$"):
            if word in nouns.FIRST_PERSONS:
                ref = self._make("pronoun", token.i, token.i, how="pronoun", first_person=True)
                ref.plural, ref.modifier = word in nouns.FIRST_PLURAL, token.dep_ == "poss"
                self.refs.add(ref)
            elif word in nouns.THIRD_SINGULAR or word in nouns.NEUTER or word in nouns.PLURAL:
                self._pronoun(token)
        elif token.pos_ in ("NOUN", "PROPN"):
            lemma = token.lemma_.lower()
            if (
                lemma in nouns.PERSON_NOUNS
                or lemma in nouns.ORGAN_NOUNS
                or lemma in nouns.HEADS
                or lemma in OUTLET_NOUNS
            ):
                self._nominal(token, lemma)
            elif lemma in nouns.HOMELANDS and token.tag_ == "NN":
                self._homeland(token)
            elif token.tag_ in ("NNS", "NNPS") and (lemma in OF_STATES or lemma in OF_PERSONS):
                self._plural_noun(token, lemma)

    def _nominal(self, token: Token, lemma: str) -> None:
        if token.i in self.refs.by_token:
            return
        before = self._country_before(token.i, token)
        country = before.country if before is not None else None
        if country is None and (after := self._country_after(token.i)) is not None:
            country = after.actor.country
        owner = self._possessor(token)
        if country is None and owner is not None:
            country = owner.country
        plural = token.tag_ in ("NNS", "NNPS")
        ref = self._make("nominal", token.i, token.i, country=country, plural=plural, how="office")
        ref.sector = nouns.ORGAN_NOUNS.get(lemma)
        ref.modifier = token.dep_ in ("compound", "amod", "nmod")
        if owner is not None and owner.first_person:
            self.waiting.append((ref, token, owner))
        ref.span = self.refs.span_of(self._left(token), token.i)
        ref.text = self.refs.text[ref.span[0] - self.refs.start : ref.span[1] - self.refs.start]
        if plural:
            ref.members = self._members(token, ref, lemma)
            self._hold_office(ref, token, lemma)
        if country is None and not plural and not self._outlet_before(ref, token, lemma):
            self._settle_home(ref, token, lemma)
        if lemma == "counterpart":
            self._counterpart(ref, token)
        elif (not plural and lemma not in nouns.ORGAN_NOUNS) or lemma in nouns.HEADS:
            self._person_nominal(ref, token, lemma)
        if (
            ref.country is None
            and (owner is None or not owner.first_person)
            and ref.actor is None
            and ref.name is None
            and lemma in nouns.ORGAN_NOUNS
            and ref.modifier
        ):
            return
        self.refs.add(ref)
        if ref.how == "office" and ref.sector in ("GOV", "MIL", "LEG") and not ref.modifier:
            self._organ(ref)
        if not plural and lemma in nouns.PERSON_NOUNS:
            self._step(ref)

    def _homeland(self, token: Token) -> None:
        """ "His country", "our nation": the state of whose it is."""
        owner = self._possessor(token)
        if owner is None or token.i in self.refs.by_token or owner.members:
            return
        ref = self._make("state", token.i, token.i, how="implied")
        ref.span = self.refs.span_of(self._left(token), token.i)
        ref.text = self.refs.text[ref.span[0] - self.refs.start : ref.span[1] - self.refs.start]
        if owner.first_person:
            self.waiting.append((ref, token, owner))
        else:
            self._belong(ref, owner)
        self.refs.add(ref)

    def _belong(self, ref: Ref, owner: Ref) -> None:
        actor = self.gazetteer.actor(owner.country) if owner.country else None
        if actor is not None:
            ref.actor, ref.name, ref.country = actor.id, actor.name, actor.country

    def settle(self) -> None:
        """Give what "my" and "our" stand before its country, once it is known who speaks."""
        for ref, token, owner in self.waiting:
            if ref.kind == "state":
                self._belong(ref, owner)
            elif token.lemma_.lower() == "counterpart":
                self._counterpart(ref, token)
            elif ref.country is None:
                ref.country = owner.country
        self.waiting.clear()

    def _hold_office(self, ref: Ref, token: Token, lemma: str) -> None:
        """Find who the members are by their office: "the Greek and Turkish foreign ministers"."""
        if not ref.members or all(m.name for m in ref.members):
            return
        words = [
            t.lower_
            for t in self.doc[token.left_edge.i : token.i]
            if t.i not in self.refs.by_token and t.dep_ in ("compound", "amod")
        ]
        for hit in self.gazetteer.scan(" ".join([*words, lemma])):
            for member in ref.members if hit.titles else ():
                member.role, member.sector = hit.titles[0].role, hit.titles[0].sector
                self._resolve_office(member, ref.first, token)

    def _plural_noun(self, token: Token, lemma: str) -> None:
        """ "The two countries", "both sides": kept only where it is known who they are."""
        if token.i in self.refs.by_token:
            return
        ref = self._make("nominal", token.i, token.i, plural=True, how="office")
        ref.span = self.refs.span_of(self._left(token), token.i)
        ref.text = self.refs.text[ref.span[0] - self.refs.start : ref.span[1] - self.refs.start]
        ref.members = self._members(token, ref, lemma)
        if ref.members:
            self.refs.add(ref)

    def _counterpart(self, ref: Ref, token: Token) -> None:
        """ "His Swedish counterpart": who holds the same office there."""
        owner = next((self.refs.at(c) for c in token.children if c.dep_ == "poss"), None)
        if owner is None or owner.role is None:
            return
        ref.role = owner.role
        if ref.country == owner.country:
            ref.country = None
        if ref.country is None:
            return
        person = self.discourse.by_role((owner.role,), ref.country)
        if person is not None:
            self._point(ref, person)
        elif self.on:
            holders = {s.actor: s for s in self.gazetteer.holders(owner.role, ref.country, self.on)}
            if len(holders) == 1:
                spell = next(iter(holders.values()))
                ref.actor, ref.name, ref.office = spell.actor, spell.name, spell.title
                self._introduce(ref, token)
