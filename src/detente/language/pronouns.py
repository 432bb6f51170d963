"""Pronouns: whom "he", "it" and "they" stand for, by what the report and the sentence have said."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from detente.language import clauses, nouns
from detente.language.clauses import FINITE, taken_subject
from detente.language.discourse import Person
from detente.language.refs import Ref
from detente.language.scene import Scene

if TYPE_CHECKING:
    from detente.language.tree import Token

# Kinds of references that "it" can mean.
BODIES = frozenset("state organisation organ outlet group".split())


class Pronouns(Scene):
    """Resolves pronouns, and gives references what is known of a person."""

    def _step(self, ref: Ref) -> None:
        """Remember that somebody acts here, for plurals to come; :class:`Plurals` does."""
        raise NotImplementedError

    def _copy(self, ref: Ref, known: Person) -> None:
        own = known.ref
        ref.actor, ref.name, ref.country, ref.sector = own.actor, known.name, own.country, own.sector
        ref.office, ref.role = own.office, own.role

    def _pronoun(self, token: Token) -> None:
        source = self._pronoun_ref(token)
        if source is not None:
            self._stand_for(token, source)

    def _pronoun_ref(self, token: Token) -> Ref | None:
        word = token.lower_
        if word in nouns.THIRD_SINGULAR:
            gender = nouns.GENDERS[word]
            if (office := self._office_before(token)) is not None:
                return office
            person = self.discourse.latest(quoted=self._is_quoted(token), gender=gender, but=self._other_than(token))
            if person is None:
                return None
            person.gender = person.gender or (gender if self._is_sure(token, person) else None)
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

    def _office_before(self, token: Token) -> Ref | None:
        """An office without a name that "he" can only mean: the subject before, or for "him" the object before.

        "The Polish foreign minister flew to Kyiv. He met ...", "met the emir of Qatar and thanked him".
        """
        if self._is_quoted(token) or token.dep_ not in ("nsubj", "nsubjpass", "dobj", "dative"):
            return None
        acts = token.dep_.startswith("nsubj")
        wanted = ("nsubj", "nsubjpass") if acts else ("dobj", "pobj", "dative")
        sentence = token.sent
        for ref in reversed(self.refs.items):
            head = self.doc[ref.head]
            here = head.sent.start == sentence.start
            if ref.first > token.i or not (here or (acts and head.sent.end == sentence.start)):
                continue
            if ref.kind == "person" or (ref.kind == "pronoun" and ref.text.lower() in nouns.THIRD_SINGULAR):
                return None
            main = head.head.dep_ in ("ROOT", "conj") or not acts
            if (
                ref.kind == "office"
                and head.dep_ in wanted
                and main
                and not ref.plural
                and ref.country
                and not ref.name
            ):
                return ref
        return None

    def _clause_subject(self, token: Token) -> Ref | None:
        """Who does what the clause around a token says."""
        for ancestor in token.ancestors:
            if ancestor.pos_ in ("VERB", "AUX"):
                subject = next((c for c in ancestor.children if c.dep_ in ("nsubj", "nsubjpass")), None)
                return self.refs.at(subject) if subject is not None and subject.i < token.i else None
        return None

    def _other_than(self, token: Token) -> str | None:
        """The name of whom "him" cannot mean: who does it would be "himself"."""
        if token.dep_ not in ("dobj", "dative", "pobj") or token.lower_.endswith("self"):
            return None
        subject = self._clause_subject(token)
        return subject.name if subject is not None else None

    def _is_sure(self, token: Token, person: Person) -> bool:
        """Whether a possessive can hardly mean another: "Singh telephoned his counterpart"."""
        subject = self._clause_subject(token) if token.dep_ == "poss" else None
        if subject is None or subject.name != person.name or subject.kind != "person":
            return False
        between = self.doc[subject.last + 1 : token.i]
        return not any((r := self.refs.by_token.get(t.i)) is not None and r.kind == "person" for t in between)

    def _looking_ahead(self) -> None:
        """ "When he arrived, Biden said": a pronoun before anybody is known means the subject of its main clause."""
        for token in self.doc:
            word = token.lower_
            person = word in nouns.THIRD_SINGULAR
            if token.i in self.refs.by_token or not (person or word in nouns.NEUTER) or self._is_quoted(token):
                continue
            clause = next((a for a in token.ancestors if a.dep_ in ("advcl", "prep")), None)
            subject = next((c for c in clause.head.children if c.dep_ == "nsubj"), None) if clause is not None else None
            source = self.refs.at(subject) if subject is not None and subject.i > token.i else None
            if source is None or source.name is None or (source.kind == "person") != person:
                continue
            self._stand_for(token, source)

    def _stand_for(self, token: Token, source: Ref) -> None:
        ref = self._make("pronoun", token.i, token.i, how="pronoun")
        ref.actor, ref.name, ref.country, ref.sector = source.actor, source.name, source.country, source.sector
        ref.office, ref.role = source.office, source.role
        ref.members = tuple(
            replace(m, first=ref.first, last=ref.last, head=ref.head, span=ref.span, text=ref.text)
            for m in source.members
        )
        ref.modifier = token.dep_ == "poss"
        self.refs.add(ref)
        if token.dep_ in ("nsubj", "nsubjpass") and ref.country and not ref.members:
            self._step(ref)

    def _latest_actor(self, token: Token) -> Ref | None:
        """What "it" means: the subject of the clause above or before, if that is a state or body; else who acted last.

        Whoever is asked to do something does it ("asked Washington to withdraw its troops"), and nobody wrongs his own
        ("according to Turkey, Greece violated its airspace"). A body that nobody knows has its own ("the union said its").
        """
        if token.dep_ in ("dobj", "dative") and (other := self._acted_on(token)) is not None:
            return other
        wrong = self._wrong(token.head) if token.dep_ == "poss" else None
        doer: Ref | None = None
        for ancestor in token.ancestors:
            taken = taken_subject(ancestor)
            if taken is not None and taken.i < token.i and (ref := self._body_at(taken)) is not None:
                return ref
            for child in sorted(ancestor.children, key=lambda c: c.dep_ != "dobj"):
                if child.i >= token.i or child.dep_ not in ("nsubj", "nsubjpass", "dobj"):
                    continue
                if child.dep_ == "dobj" and not self._controls(child, token):
                    continue
                ref = self._body_at(child)
                if ref is not None and ancestor == wrong:
                    doer = ref
                elif ref is not None:
                    return ref
                elif child.dep_ != "dobj" and self._is_unknown_body(child):
                    return None
        if doer is not None and (source := self._source(token)) is not None:
            return source if source.country != doer.country else None
        return self._acted_last(doer)

    def _acted_on(self, token: Token) -> Ref | None:
        """Whom "it" as an object means: not its own clause's subject, but that of another clause, else who stands before.

        "Azerbaijan sent troops, and Armenia accused it", "severed relations with Qatar and accused it".
        """
        subject = clauses.subject(token.head)
        own = clauses.coordinated(subject) if subject is not None else []
        countries = {r.country for noun in own if (r := self.refs.at(noun)) is not None}
        before = [r for r in self.refs.items if r.last < token.i and self.doc[r.head].sent.start == token.sent.start]
        before = [r for r in before if (r.kind in BODIES or r.kind == "organ") and r.country and not r.modifier]
        others = [r for r in before if r.country not in countries]
        if not countries or not others:
            return None
        acting = next((r for r in others if self.doc[r.head].dep_ in ("nsubj", "nsubjpass")), None)
        return acting or next((r for r in others if self.doc[r.head].dep_ == "dobj"), others[-1])

    def _acted_last(self, but: Ref | None) -> Ref | None:
        """The state or body that was a subject in this sentence or the one before, else the one named last."""
        now = self.discourse.sentence
        acted = [s for s in self.discourse.trail if s.acts and now - s.sentence <= 1 and s.ref.kind in BODIES]
        acted = [s for s in acted if but is None or s.ref.country != but.country]
        latest = [s.ref for s in acted if s.sentence == acted[-1].sentence]
        if latest and latest[0].country:
            return latest[0]
        actors = [a for a in reversed(self.discourse.actors) if not a.place]
        return next((a for a in actors if but is None or a.country != but.country), None)

    def _is_unknown_body(self, token: Token) -> bool:
        lemma = token.lemma_.lower()
        body = lemma in nouns.ORGAN_NOUNS or lemma in nouns.ORGANISATION_WORDS
        return body and token.tag_ in ("NN", "NNP") and ((ref := self.refs.at(token)) is None or ref.country is None)

    def _body_at(self, token: Token) -> Ref | None:
        ref = self.refs.at(token)
        if ref is None or not ref.country or ref.kind == "person" or ref.members:
            return None
        return ref if ref.kind not in ("office", "pronoun", "nominal") or ref.name == ref.country else None

    @staticmethod
    def _wrong(owned: Token) -> Token | None:
        """The verb that wrongs what somebody owns: "violated its airspace"; None where there is none."""
        verb = owned.head
        while verb.pos_ not in ("VERB", "AUX") and verb.dep_ in ("prep", "dobj", "pobj") and verb.head.i < owned.i:
            verb = verb.head  # "shot down one of its drones"
        own = any(c.lower_ == "own" for c in owned.children)
        return verb if verb.lemma_.lower() in nouns.WRONGS and not own else None

    @staticmethod
    def _controls(child: Token, token: Token) -> bool:
        """Whether the object of a verb does what follows: "asked it to withdraw its troops", "rebuked it for its raid"."""
        if child.head.lemma_.lower() in nouns.JUDGING and any(
            c.dep_ == "prep" and c.lower_ in ("for", "over", "of") and c.i > child.i and c.is_ancestor(token)
            for c in (*child.head.children, *child.children)
        ):
            return True
        if any(a.dep_ == "conj" and a.tag_ in FINITE and a.head.tag_ in ("VB", "VBG") for a in token.ancestors):
            return False  # "urged Ethiopia to cancel the deal and recalled its envoy"
        return any(
            c.dep_ in ("xcomp", "ccomp", "advcl") and c.i > child.i and (c.i == token.head.i or c.is_ancestor(token))
            for c in child.head.children
        ) and child.head.lemma_.lower() not in ("promise", "threaten")

    def _source(self, token: Token) -> Ref | None:
        """Whom a sentence is according to."""
        for word in token.sent:
            if word.lower_ == "according":
                for noun in word.subtree:
                    if noun.dep_ == "pobj" and (ref := self.refs.at(noun)) is not None and ref.country:
                        return ref
        return None

    def _plural(self, token: Token) -> Ref | None:
        """What "they" means: a coordinated subject of this sentence, or the latest plural before."""
        for ref in reversed(self.refs.items):
            head = self.doc[ref.head]
            if head.dep_ in ("nsubj", "nsubjpass") and head.i < token.i:
                group = [ref, *(r for c in clauses.coordinated(head)[1:] if (r := self.refs.at(c)) is not None)]
                if len(group) > 1:
                    return _group(group)
                if ref.plural:
                    return ref
        members = self.discourse.plurals.get("they", ())
        if not members:
            return None
        ref = _group(list(members))
        ref.members = members
        return ref

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
