"""Roles: whom the places of a frame name in the parse."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from detente.language import clauses
from detente.language.parties import parties_at, party_at
from detente.language.refs import Ref, Refs
from detente.language.role_words import (
    AIMING,
    ANGERING,
    ANSWERS,
    BESIDE,
    BOUNDARIES,
    CALLING_HOME,
    CLAUSES,
    DEMONYMS,
    EXPELLING,
    GIVING,
    HELP,
    HOLDING,
    LISTING,
    MISSIONS,
    MOBS,
    POSTED,
    SUMMONING,
)
from detente.language.undergoing import undergoer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from detente.language.tree import Token


class RoleFinder:
    """Finds the parties at a frame's places in one paragraph."""

    def __init__(self, refs: Refs) -> None:
        self._refs = refs

    def crowd(self, token: Token) -> tuple[Ref, ...]:
        """Who protests, where no name tells: the people of the place."""
        subject = clauses.subject(token) if token.pos_ == "VERB" else None
        for preposition, noun in clauses.prepositional(token):
            ref = party_at(noun, self._refs, places=True) if preposition in ("in", "at", "near", "outside") else None
            if noun.lemma_.lower() in MISSIONS:  # "outside the French embassy in La Paz"
                ref = next((r for p, n in clauses.prepositional(noun) if p == "in" for r in self._inside(n)), None)
            if ref is not None and ref.country:
                words = subject if subject is not None else noun
                span = self._refs.span_of(words.left_edge.i, words.i)
                text = self._refs.text[span[0] - self._refs.start : span[1] - self._refs.start]
                crowd = Ref(
                    kind="nominal", first=words.i, last=words.i, head=words.i, span=span, text=text, how="implied"
                )
                crowd.country, crowd.sector = ref.country, "CVL"
                return (crowd,)
        return ()

    def addressed_by_condition(self, token: Token, sources: tuple[Ref, ...]) -> tuple[Ref, ...]:
        """Whom an offer or threat is made to, where only its condition tells: "offered to lift them if Tehran ..."."""
        own = {s.country for s in sources}
        for clause in (t for t in token.subtree if t.dep_ == "advcl"):
            if any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "until") for c in clause.children):
                subject = clauses.surface_subject(clause)
                found = [r for r in self._inside(subject) if r.country and r.country not in own]
                if found:
                    return tuple(found)
        return ()

    def place(
        self, places: Iterable[str], token: Token, support: Token | None, sources: tuple[Ref, ...]
    ) -> tuple[Ref, ...]:
        """The parties at the first place that names one; for a target, one that is not the source itself."""
        own = {s.country for s in sources if s.country}
        if sources and len(sources) > 1 and each_other(support if support is not None else token):
            return sources
        for place in places:
            found = [r for r in self._at(place, token, support) if known(r)]
            if sources:
                found = [r for r in found if r.country is None or r.country not in own]
                found = [r for r in found if r.country or r.kind in ("person", "organisation", "group")]
            if found:
                return tuple(found)
        return ()

    def held_where(self, verb: Token) -> tuple[Ref, ...]:
        """Who does it, where a passive says only where: "detained in China", "deported from Pakistan"."""
        if not clauses.is_passive(verb) or clauses.agent(verb) is not None:
            return ()
        lemma = verb.lemma_.lower()
        wanted: tuple[str, ...] = ("from",) if lemma in EXPELLING else ("in", "by") if lemma in HOLDING else ()
        wanted = ("to", "by") if lemma in SUMMONING else wanted
        wanted = ("to", "on", "from", "in") if lemma in LISTING else wanted
        held = clauses.passive_subject(verb) if lemma in HOLDING else None
        if held is not None and held.lemma_.lower() in POSTED:  # "Britain's ambassador to Iran was detained"
            posts = [n for p, n in clauses.prepositional(held) if p in ("to", "in")]
            found = tuple(r for n in posts for r in parties_at(n, self._refs, places=True) if r.country)
            if found:
                return found[:1]
        phrases = [*clauses.prepositional(verb, deep=False)]  # "jailed for eight years in Chad" hangs it on the years
        phrases += [p for _, noun in phrases for p in clauses.prepositional(noun, deep=False)]
        for word, noun in phrases:
            if word in wanted:
                found = tuple(r for r in parties_at(noun, self._refs, places=True) if r.country and r.kind != "person")
                if found:
                    return found[:1]
        return ()

    def moved(self, verb: Token) -> tuple[Ref, ...]:
        """Whose forces are moved, where a passive names nobody who moves them: "Russian troops were deployed to Belarus"."""
        if not clauses.is_passive(verb) or clauses.agent(verb) is not None or verb.dep_ == "acl":
            return ()
        forces = clauses.passive_subject(verb)
        found = parties_at(forces, self._refs) if forces is not None else []
        return tuple(r for r in found if r.country and r.sector == "MIL")

    def behind(self, particle: str, verb: Token, sources: tuple[Ref, ...]) -> tuple[Ref, ...]:
        """Whom a particle that the parse takes for a preposition has behind it: "called in Myanmar's ambassador"."""
        if clauses.direct_object(verb) is not None:
            return ()
        own = {s.country for s in sources}
        nouns = [n for p, n in clauses.prepositional(verb, deep=False) if p == particle and n.pos_ == "NOUN"]
        return tuple(r for noun in nouns for r in self._inside(noun) if r.country and r.country not in own)

    def recalled(self, verb: Token) -> tuple[Ref, ...]:
        """Whose envoy is called home, where a passive names nobody who does it: "Jordan's ambassador was recalled"."""
        posted = clauses.passive_subject(verb) if clauses.is_passive(verb) and clauses.agent(verb) is None else None
        if posted is None or posted.lemma_.lower() not in POSTED:
            return ()
        return tuple(r for r in parties_at(posted, self._refs) if r.country)[:1]

    def helpers(self, noun: Token) -> tuple[tuple[Ref, ...], tuple[Ref, ...]]:
        """Who helps and who is helped, by a phrase beside the deed: "shot down by Israel with the help of Jordan"."""
        with_ = noun.head
        verb = with_.head
        if noun.lemma_.lower() not in HELP or noun.dep_ != "pobj" or with_.lower_ != "with":
            return (), ()
        if verb.pos_ not in ("VERB", "AUX"):
            return (), ()
        doer = clauses.subject(verb)
        helped = tuple(r for r in parties_at(doer, self._refs) if r.country) if doer is not None else ()
        return self.place(("poss", "modifier", "prep:of", "prep:from"), noun, None, helped), helped

    def nearby(self, token: Token, support: Token | None, sources: tuple[Ref, ...]) -> tuple[Ref, ...]:
        """The one other country that prepositions name in the clause: "eased curbs on the export of satellites to China"."""
        verb = support if support is not None else token
        own = {s.country for s in sources}
        found: dict[str, Ref] = {}
        waiting = [*verb.children]
        while waiting:
            word = waiting.pop()
            if word.i < verb.i or word.lower_ in BESIDE or (word.dep_ in CLAUSES and word.pos_ in ("VERB", "AUX")):
                continue
            aimed = word.dep_ in ("prep", "dative") and word.lower_ in AIMING
            noun = clauses.child(word, "pobj") if aimed else None
            if noun is not None and noun.lemma_.lower() in MISSIONS and word.lower_ == "at":
                noun = None
            if noun is not None and noun.lemma_.lower() in HELP and word.lower_ == "with":
                continue
            ref = party_at(noun, self._refs, places=True) if noun is not None else None
            if ref is not None and ref.country and ref.country not in own:
                found.setdefault(ref.country, ref)
            elif noun is None and (host := self._host(word)) is not None and host.country not in own:
                found.setdefault(host.country or "", host)
            waiting += word.children
        return tuple(found.values()) if len(found) == 1 else ()

    def _host(self, word: Token) -> Ref | None:
        """The state that a mission is in, where a phrase names it: "suspended visas at its embassy in Bogota"."""
        mission = clauses.child(word, "pobj") if word.dep_ == "prep" and word.lower_ in ("at", "in") else None
        if mission is None or mission.lemma_.lower() not in MISSIONS:
            return None
        hosts = [r for p, n in clauses.prepositional(mission, deep=False) if p == "in" for r in self._inside(n)]
        return hosts[0] if hosts and hosts[0].country else None

    def _at(self, place: str, token: Token, support: Token | None) -> list[Ref]:
        refs = self._refs
        if place == "subject":
            return self._subject(token)
        if place == "support":
            return self._subject(support) if support is not None else []
        if place == "undergoer":
            return self._inside(undergoer(support)) if support is not None else []
        if place == "hands":
            hands = [n for p, n in clauses.prepositional(support or token) if p == "at" and n.lemma_ == "hand"]
            return [r for noun in hands for r in self._inside(noun)]
        if place == "object":
            return self._inside(clauses.direct_object(token))
        if place == "dative":
            return self._inside(self._dative(token))
        if place == "clause":
            return self._clause(token)
        if place == "doer":
            clause = clauses.complement(token)
            return self._inside(clauses.surface_subject(clause)) if clause is not None else []
        if place in ("poss", "modifier"):
            return self._qualifier(token, place)
        preposition = place.split(":", 1)[-1]
        if place.startswith("support_prep:") and support is None:
            return []
        if preposition == "between" and (noun := _between(token)) is not None:
            return self._both(noun)
        base = support if place.startswith("support_prep:") else token
        found: list[Ref] = []
        for word, noun in clauses.prepositional(base if base is not None else token):
            if word == preposition and noun.lemma_ not in ("view", "opinion", "word", "eye"):
                found += parties_at(noun, refs, places=True)
                found += self._across(noun)
        if not found and preposition == "by" and token.pos_ == "NOUN" and not place.startswith("support_prep:"):
            found = self._by_beyond(token)
        return found

    def _by_beyond(self, noun: Token) -> list[Ref]:
        """Who does it, where the parse has hung "by" on what it is done to: "the signing of a treaty by Laos"."""
        things = [n for p, n in clauses.prepositional(noun, deep=False) if p == "of"]
        doers = [n for thing in things for p, n in clauses.prepositional(thing, deep=False) if p == "by"]
        return [r for doer in doers for r in self._inside(doer)]

    def _across(self, noun: Token) -> list[Ref]:
        """Who lies on the other side: "massed troops on its border with Ukraine"."""
        if noun.lemma_.lower() not in BOUNDARIES:
            return []
        return [r for word, n in clauses.prepositional(noun) if word == "with" for r in self._inside(n)]

    def _both(self, noun: Token) -> list[Ref]:
        """The two that "between" joins; where titles and appositions break the parse, the second stands after "and"."""
        found = parties_at(noun, self._refs, places=True)
        if len({r.country or r.name for r in found}) > 1:
            return found
        sentence_end = noun.sent.end
        for i in range(noun.i + 1, sentence_end - 1):
            if self._refs.doc[i].lower_ == "and":
                after = next(
                    (r for r in self._refs.items if i < r.first <= i + 4 and not r.modifier and known(r)), None
                )
                if after is not None:
                    return [*found[:1], after]
        return found

    def _subject(self, verb: Token) -> list[Ref]:
        subject = clauses.subject(verb)
        if subject is None:
            return []
        return [*self._paired(subject), *parties_at(subject, self._refs)]

    def _paired(self, subject: Token) -> list[Ref]:
        """Who stands before the comma of a headline that joins two without "and": "Rome, Tripoli sign accord"."""
        if subject.i < 2 or subject.nbor(-1).text != "," or subject.left_edge.i != subject.i:
            return []
        first = self._refs.at(subject.nbor(-2))
        begins = first is not None and first.first == subject.sent.start and first.last == subject.i - 2
        return [first] if begins and first is not None and first.country and first.kind == "state" else []

    def _inside(self, noun: Token | None) -> list[Ref]:
        return parties_at(noun, self._refs, places=True) if noun is not None else []

    def comer(self, noun: Token) -> tuple[Ref, ...]:
        """Who comes to a meeting that is named only with the other side: "flew to Tokyo for talks with Japan"."""
        preposition = noun.head
        verb = preposition.head
        if noun.dep_ != "pobj" or preposition.lower_ not in ("for", "after", "during", "in", "at", "before", "on"):
            return ()
        if (
            verb.pos_ not in ("VERB", "AUX") or verb.lemma_.lower() in CALLING_HOME
        ):  # "brought its envoy home for talks"
            return ()
        subject = undergoer(verb)
        return tuple(r for r in parties_at(subject, self._refs) if r.country) if subject is not None else ()

    def avenger(self, noun: Token) -> tuple[Ref, ...]:
        """Whom a deed was done to that is only named as what was answered: "in retaliation for an Iranian attack"."""
        answer = noun.head.head
        if noun.dep_ != "pobj" or answer.lemma_.lower() not in ANSWERS or answer.head.lower_ != "in":
            return ()
        verb = next((a for a in answer.ancestors if a.pos_ in ("VERB", "AUX")), None)
        subject = clauses.subject(verb) if verb is not None else None
        return tuple(r for r in parties_at(subject, self._refs) if r.country) if subject is not None else ()

    def angered(self, noun: Token) -> tuple[Ref, ...]:
        """Whom a deed was aimed at, where only its effect tells: "the refusal to let goods through enraged Moscow"."""
        verb = noun.head
        if noun.dep_ != "nsubj" or verb.lemma_.lower() not in ANGERING:
            return ()
        return tuple(r for r in self._inside(clauses.direct_object(verb)) if r.country)

    @staticmethod
    def _dative(verb: Token) -> Token | None:
        if clauses.is_passive(verb) and clauses.child(verb, "dobj") is not None:
            return clauses.passive_subject(verb)  # "was granted a loan"
        dative = clauses.child(verb, "dative")
        if dative is not None and dative.pos_ == "ADP":
            return clauses.child(dative, "pobj")
        return dative or _before_gift(verb)

    def _clause(self, token: Token) -> list[Ref]:
        """Whom an embedded clause acts on, else who acts in it."""
        clause = clauses.complement(token)
        if clause is None:
            return []
        nouns = [clauses.direct_object(clause), self._dative(clause)]
        nouns += [
            n
            for p, n in clauses.prepositional(clause)
            if p in ("with", "against", "on", "to", "from", "between", "toward", "towards")
        ]
        nouns += [clauses.surface_subject(clause)]
        inner = clauses.complement(clause)
        if inner is not None:
            nouns += [clauses.direct_object(inner), clauses.surface_subject(inner)]
            nouns += [n for p, n in clauses.prepositional(inner) if p in ("with", "against", "on", "to", "from")]
        found: list[Ref] = []
        for noun in nouns:
            if noun is not None:
                found += [r for r in parties_at(noun, self._refs, places=True) if r.country]
        return found[:1] if found and not found[0].plural else found[:2]

    def _qualifier(self, noun: Token, place: str) -> list[Ref]:
        wanted = ("poss",) if place == "poss" else ("amod", "compound", "nmod")
        found: list[Ref] = []
        for c in noun.children:
            if c.dep_ in wanted:
                ref = self._refs.at(c) or party_at(c, self._refs)
                if ref is not None and ref.country:
                    found += [ref] if not ref.members else list(ref.members)
                    found += [r for j in c.conjuncts if (r := self._refs.at(j)) is not None and r.country]
        return [replace(r, modifier=False) for r in found]


def _before_gift(verb: Token) -> Token | None:
    """Who gets it, where the parse has taken the name for an object or a part of one: "promised Ukraine missiles"."""
    if verb.lemma_.lower() not in GIVING:
        return None
    named = [c for c in verb.children if c.dep_ == "dobj"]
    if len(named) > 1 and named[0].pos_ == "PROPN":
        return named[0]
    parts = named[0].children if named else ()
    first = next((c for c in parts if c.dep_ in ("compound", "nmod") and c.left_edge.i == verb.i + 1), None)
    return first if first is not None and first.tag_ == "NNP" and not first.lower_.endswith(DEMONYMS) else None


def _between(noun: Token) -> Token | None:
    """What "between" joins, wherever in the noun's phrase the parse has hung it: "a meeting in Baku between ..."."""
    for token in noun.subtree:
        if token.lower_ == "between" and token.i > noun.i:
            return clauses.child(token, "pobj")
    return None


def mob(verb: Token) -> bool:
    """Whether a crowd does it: "protesters attacked the embassy"."""
    doer = clauses.subject(verb) if verb.pos_ == "VERB" else None
    return doer is not None and doer.lemma_.lower() in MOBS


def each_other(token: Token) -> bool:
    """Whether what is done is done by each side to the other."""
    return any(
        t.lower_ in ("other", "another")
        and t.i > token.i
        and t.nbor(-1).lower_ in ("each", "one")
        and t.i < token.i + 8
        for t in token.subtree
    )


def known(ref: Ref) -> bool:
    """Return whether a reference names anybody: a country, an actor, or somebody by name."""
    return bool(ref.country or ref.actor or (ref.name and ref.kind in ("person", "organisation", "group", "outlet")))


def reciprocal(sources: tuple[Ref, ...], targets: tuple[Ref, ...]) -> tuple[tuple[Ref, ...], tuple[Ref, ...]]:
    """Both sides of what several do together: subject and object, or those of a plural subject, each with each."""
    if targets and sources:
        return sources, targets
    both = sources or targets
    distinct: list[Ref] = []
    for ref in both:
        if not any((ref.country or ref.name) == (d.country or d.name) for d in distinct):
            distinct.append(ref)
    return (tuple(distinct[:-1]), tuple(distinct[1:])) if len(distinct) > 1 else (both, ())
