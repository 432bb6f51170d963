"""Pronouns: whom "he", "it" and "they" stand for, by what the report and the sentence have said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.language import nouns
from detente.language.discourse import Person
from detente.language.refs import Ref
from detente.language.scene import Scene

if TYPE_CHECKING:
    from spacy.tokens import Token


class Pronouns(Scene):
    """Resolves pronouns, and gives references what is known of a person."""

    def _copy(self, ref: Ref, known: Person) -> None:
        own = known.ref
        ref.actor, ref.name, ref.country, ref.sector = own.actor, known.name, own.country, own.sector
        ref.office, ref.role = own.office, own.role

    def _pronoun(self, token: Token) -> None:
        source = self._pronoun_ref(token)
        if source is None:
            return
        ref = self._make("pronoun", token.i, token.i, how="pronoun")
        ref.actor, ref.name, ref.country, ref.sector = source.actor, source.name, source.country, source.sector
        ref.office, ref.role, ref.members = source.office, source.role, source.members
        ref.modifier = token.dep_ == "poss"
        self.refs.add(ref)

    def _pronoun_ref(self, token: Token) -> Ref | None:
        word = token.lower_
        if word in nouns.THIRD_SINGULAR:
            person = self.discourse.latest(quoted=self._is_quoted(token))
            if person is None:
                return None
            ref = Ref(kind="person", first=token.i, last=token.i, head=token.i, span=(0, 0), text=person.name)
            self._copy(ref, person)
            if not self._is_quoted(token) and token.dep_ == "nsubj":
                self.discourse.clock += 1
                person.last = person.subject = self.discourse.clock
            return ref
        if word in nouns.NEUTER:
            return self._latest_actor(token)
        if word in nouns.PLURAL:
            return self._plural(token)
        return None

    def _latest_actor(self, token: Token) -> Ref | None:
        """What "it" means: the subject of the clause above or before, if that is a state or body; else the latest one."""
        for ancestor in token.ancestors:
            for child in ancestor.children:
                if child.dep_ in ("nsubj", "nsubjpass") and child.i < token.i:
                    ref = self.refs.at(child)
                    if ref is not None and ref.kind not in ("person", "office", "pronoun") and ref.country:
                        return ref
        actors = self.discourse.actors
        return next((a for a in reversed(actors) if not a.place), None)

    def _plural(self, token: Token) -> Ref | None:
        """What "they" means: a coordinated subject of this sentence, or the latest plural before."""
        for ref in reversed(self.refs.items):
            head = self.doc[ref.head]
            if head.dep_ in ("nsubj", "nsubjpass") and head.i < token.i:
                group = [ref, *(r for c in head.conjuncts if (r := self.refs.at(c)) is not None)]
                if len(group) > 1:
                    return _group(group)
                if ref.plural:
                    return ref
        return None

    def _possessor(self, head: Token) -> Ref | None:
        for child in head.children:
            if child.dep_ == "poss":
                ref = self.refs.at(child)
                return ref if ref is not None else self._pronoun_ref(child)
        return None


def _group(refs: list[Ref]) -> Ref:
    """A plural that stands for several references."""
    first = refs[0]
    return Ref(
        kind="pronoun",
        first=first.first,
        last=first.last,
        head=first.head,
        span=first.span,
        text=first.text,
        how="pronoun",
        plural=True,
        members=tuple(refs),
    )
