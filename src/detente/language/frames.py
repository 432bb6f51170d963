"""Frames: where a codebook frame meets the parse, and whom it names as source and target."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from detente.codebook import Codebook, Frame
from detente.language import clauses
from detente.language.parties import parties_at, party_at
from detente.language.refs import Ref, Refs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.tokens import Token

# Nouns that only measure or group what the next noun names: "several rounds of sanctions", "a wave of attacks".
MEASURES = frozenset(
    """
    array batch bout bunch campaign flurry group host kind number package part raft range round series set sort
    spate string type wave lot dozen hundred thousand million billion majority rest most exchange act form session
    day week year couple
    """.split()
)
# An offer or a threat may name only in its condition whom it is made to.
ON_CONDITION = frozenset("AGREE THREATEN CONCEDE".split())
# Longest chain from an event noun up to the verb that makes it happen.
CHAIN = 3


@dataclass(frozen=True, slots=True)
class Match:
    """A frame found: the token that names the event, the parties, and the nouns that it uses up."""

    frame: Frame
    token: Token
    sources: tuple[Ref, ...]
    targets: tuple[Ref, ...]
    used: tuple[int, ...] = ()
    support: Token | None = None


class FrameMatcher:
    """Matches the codebook's frames in one paragraph."""

    def __init__(self, codebook: Codebook, refs: Refs) -> None:
        self._codebook, self._refs = codebook, refs

    def find(self) -> Iterator[Match]:
        """Yield matches: verbs first, then nouns that no verb frame used up, then adjectives."""
        used: set[int] = set()
        doc = self._refs.doc
        verbs: list[Match] = []
        for token in doc:
            if token.pos_ in ("VERB", "AUX") and token.lemma_.lower() in self._codebook.verbs:
                match = self._verb(token)
                if match is not None:
                    used.update(match.used)
                    if not match.frame.silent:
                        verbs.append(match)
        nouns = list(self._nouns(used))
        # "Ordered the expulsion of": the verb only makes happen what the noun names
        shells = {m.support.i for m in nouns if m.support is not None}
        yield from (m for m in verbs if m.token.i not in shells or m.frame.objects is not None)
        yield from nouns
        for token in doc:
            if token.pos_ == "ADJ" and token.lemma_.lower() in self._codebook.adjectives:
                match = self._adjective(token)
                if match is not None:
                    yield match

    def _nouns(self, used: set[int]) -> Iterator[Match]:
        """Yield the matches of nouns that no verb frame has used up."""
        for token in self._refs.doc:
            if token.i in used or token.pos_ not in ("NOUN", "PROPN"):
                continue
            match = self._noun(token)
            if match is not None:
                yield match

    # -- verbs -------------------------------------------------------------------------------------------------

    def _verb(self, verb: Token) -> Match | None:
        heads = dict(self._heads(clauses.direct_object(verb)))
        tried: Frame | None = None
        for frame in self._codebook.verbs[verb.lemma_.lower()]:
            # Where a frame met its words but not its parties, a plainer one would read another meaning into them.
            if tried is not None and not _as_strict(frame, tried):
                continue
            fits = self._fits(frame, verb, heads)
            if fits is None:
                continue
            if frame.silent:
                return Match(frame, verb, (), (), fits)
            sources = self._place(frame.source, verb, None, ())
            match = self._match(frame, verb, sources, fits, None)
            if match is not None:
                return match
            tried = tried or frame
        return None

    def _fits(self, frame: Frame, verb: Token, heads: dict[str, int]) -> tuple[int, ...] | None:
        """The nouns that a frame uses up if all that it asks for stands with the verb, else None."""
        if frame.particle is not None and not self._particle(verb, frame.particle):
            return None
        if frame.complement is not None and not _complemented(verb, frame.complement):
            return None
        if frame.preposition is not None:
            deep = frame.objects is not None or "object" in frame.target
            nouns = [n for p, n in clauses.prepositional(verb, deep=deep) if p == frame.preposition]
            nouns += [c for c in verb.children if c.dep_ == "prep" and c.lower_ == frame.preposition and not nouns]
            if not nouns:
                return None
            if frame.objects is None:
                return ()
            heads = {**heads, **{lemma: i for noun in nouns for lemma, i in self._heads(noun)}}
        if frame.objects is None:
            return ()
        found = frame.objects & heads.keys()
        return tuple(heads[lemma] for lemma in found) if found else None

    @staticmethod
    def _particle(verb: Token, particle: str) -> bool:
        return any(c.lower_ == particle and c.dep_ in ("prt", "advmod", "prep", "advcl") for c in verb.children)

    def _heads(self, noun: Token | None, depth: int = 2) -> Iterator[tuple[str, int]]:
        """The lemmas that can meet a frame's objects: the head, with its compound, what it measures, what is joined to it."""
        if noun is None:
            return
        for head in clauses.coordinated(clauses.antecedent(noun)):
            lemma = head.lemma_.lower()
            yield lemma, head.i
            for c in head.children:
                if c.dep_ in ("compound", "amod", "nmod"):
                    yield f"{c.lemma_.lower()} {lemma}", head.i
                    yield f"{c.lower_} {lemma}", head.i
            if depth and (lemma in MEASURES or head.pos_ == "NUM" or head.tag_ in ("CD", "DT", "JJR")):
                inner = next((n for p, n in clauses.prepositional(head, deep=False) if p == "of"), None)
                yield from self._heads(inner, depth - 1)

    # -- nouns -------------------------------------------------------------------------------------------------

    def _noun(self, noun: Token) -> Match | None:
        for lemma in self._noun_lemmas(noun):
            for frame in self._codebook.nouns.get(lemma, ()):
                if frame.silent:
                    return None
                support = self._support(noun, frame)
                if support is None and not frame.free:
                    continue
                sources = self._place(frame.source, noun, support, ())
                match = self._match(frame, noun, sources, (), support)
                if match is None:
                    continue
                if support is None and not (match.sources and match.targets):
                    continue
                return match
        return None

    @staticmethod
    def _noun_lemmas(noun: Token) -> Iterator[str]:
        lemma = noun.lemma_.lower()
        for c in noun.children:
            if c.dep_ in ("compound", "amod", "nmod") and c.i < noun.i:
                yield f"{c.lemma_.lower()} {lemma}"
        yield lemma

    @staticmethod
    def _support(noun: Token, frame: Frame) -> Token | None:
        """The verb that makes the noun's event happen: "imposed several rounds of sanctions"."""
        token = noun
        for _ in range(CHAIN):
            head = token.head
            if token.dep_ in ("dobj", "nsubjpass", "attr") and head.pos_ == "VERB":
                return head if head.lemma_.lower() in frame.support else None
            if token.dep_ == "conj":
                token = head
            elif token.dep_ == "pobj" and head.lower_ == "of" and head.head.lemma_.lower() in MEASURES:
                token = head.head
            elif (
                token.dep_ == "pobj"
                and head.head.pos_ == "VERB"
                and f"{head.head.lemma_.lower()} {head.lower_}" in frame.support
            ):
                return head.head
            else:
                # "sanctions imposed by Brussels": the verb stands after the noun
                acl = clauses.child(token, "acl", "relcl")
                return (
                    acl if acl is not None and acl.lemma_.lower() in frame.support and clauses.is_passive(acl) else None
                )
        return None

    # -- adjectives --------------------------------------------------------------------------------------------

    def _adjective(self, adjective: Token) -> Match | None:
        for frame in self._codebook.adjectives[adjective.lemma_.lower()]:
            if frame.complement is not None and not _complemented(adjective, frame.complement):
                continue
            if frame.preposition is not None and not any(
                p == frame.preposition for p, _ in clauses.prepositional(adjective)
            ):
                continue
            if frame.silent:
                return None
            subject = clauses.surface_subject(adjective) or clauses._lent(adjective, 4)
            sources = tuple(parties_at(subject, self._refs)) if subject is not None else ()
            return self._match(frame, adjective, sources, (), None)
        return None

    # -- parties -----------------------------------------------------------------------------------------------

    def _match(
        self, frame: Frame, token: Token, sources: tuple[Ref, ...], used: tuple[int, ...], support: Token | None
    ) -> Match | None:
        if not any(_known(s) for s in sources) and frame.type == "PROTEST":
            sources = self._crowd(token)
        targets = self._place(frame.target, token, support, sources)
        if not targets and frame.type in ON_CONDITION:
            targets = self._addressed_by_condition(token, sources)
        if frame.reciprocal:
            sources, targets = _reciprocal(sources, targets)
            if not targets:
                return None
        if not sources or not any(_known(s) for s in sources):
            return None
        if frame.mode == "visit":
            sources = tuple(s for s in sources if s.kind != "nominal" or s.sector in ("GOV", "MIL", "LEG"))
        if not sources:
            return None
        if frame.needs_target and not any(t.country for t in targets):
            return None
        return Match(frame, token, sources, targets, used, support)

    def _crowd(self, token: Token) -> tuple[Ref, ...]:
        """Who protests, where no name tells: the people of the place."""
        subject = clauses.subject(token) if token.pos_ == "VERB" else None
        for preposition, noun in clauses.prepositional(token):
            ref = party_at(noun, self._refs, places=True) if preposition in ("in", "at", "near", "outside") else None
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

    def _addressed_by_condition(self, token: Token, sources: tuple[Ref, ...]) -> tuple[Ref, ...]:
        """Whom an offer or threat is made to, where only its condition tells: "offered to lift them if Tehran ..."."""
        own = {s.country for s in sources}
        for clause in (t for t in token.subtree if t.dep_ == "advcl"):
            if any(c.dep_ == "mark" and c.lower_ in ("if", "unless", "until") for c in clause.children):
                subject = clauses.surface_subject(clause)
                found = [r for r in self._inside(subject) if r.country and r.country not in own]
                if found:
                    return tuple(found)
        return ()

    def _place(
        self, places: Iterable[str], token: Token, support: Token | None, sources: tuple[Ref, ...]
    ) -> tuple[Ref, ...]:
        """The parties at the first place that names one; for a target, one that is not the source itself."""
        own = {s.country for s in sources if s.country}
        for place in places:
            found = [r for r in self._at(place, token, support) if _known(r)]
            if sources:
                found = [r for r in found if r.country is None or r.country not in own]
                found = [r for r in found if r.country or r.kind in ("person", "organisation", "group")]
            if found:
                return tuple(found)
        return ()

    def _at(self, place: str, token: Token, support: Token | None) -> list[Ref]:
        refs = self._refs
        if place == "subject":
            return self._subject(token)
        if place == "support":
            return self._subject(support) if support is not None else []
        if place == "object":
            return self._inside(clauses.direct_object(token))
        if place == "dative":
            return self._inside(self._dative(token))
        if place == "clause":
            return self._clause(token)
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
        return found

    def _both(self, noun: Token) -> list[Ref]:
        """The two that "between" joins; where titles and appositions break the parse, the second stands after "and"."""
        found = parties_at(noun, self._refs, places=True)
        if len({r.country or r.name for r in found}) > 1:
            return found
        sentence_end = noun.sent.end
        for i in range(noun.i + 1, sentence_end - 1):
            if self._refs.doc[i].lower_ == "and":
                after = next(
                    (r for r in self._refs.items if i < r.first <= i + 4 and not r.modifier and _known(r)), None
                )
                if after is not None:
                    return [*found[:1], after]
        return found

    def _subject(self, verb: Token) -> list[Ref]:
        subject = clauses.subject(verb)
        return parties_at(subject, self._refs) if subject is not None else []

    def _inside(self, noun: Token | None) -> list[Ref]:
        return parties_at(noun, self._refs, places=True) if noun is not None else []

    @staticmethod
    def _dative(verb: Token) -> Token | None:
        dative = clauses.child(verb, "dative")
        if dative is not None and dative.pos_ == "ADP":
            return clauses.child(dative, "pobj")
        return dative

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
            nouns += [clauses.direct_object(inner)]
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


def _between(noun: Token) -> Token | None:
    """What "between" joins, wherever in the noun's phrase the parse has hung it: "a meeting in Baku between ..."."""
    for token in noun.subtree:
        if token.lower_ == "between" and token.i > noun.i:
            return clauses.child(token, "pobj")
    return None


def _complemented(token: Token, kind: str) -> bool:
    """Whether a verb or adjective takes a clause of the kind that a frame asks for."""
    clause = clauses.complement(token)
    if clause is None or kind == "clause":
        return clause is not None
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in clause.children)


def _as_strict(frame: Frame, other: Frame) -> bool:
    """Whether a frame asks for objects where the other does, or else for the same particle and preposition."""
    if other.objects is not None:
        return frame.objects is not None
    return (frame.particle, frame.preposition) == (other.particle, other.preposition)


def _known(ref: Ref) -> bool:
    return bool(ref.country or ref.actor or (ref.name and ref.kind in ("person", "organisation", "group", "outlet")))


def _reciprocal(sources: tuple[Ref, ...], targets: tuple[Ref, ...]) -> tuple[tuple[Ref, ...], tuple[Ref, ...]]:
    """Both sides of what two do together: subject and object, or the two of a plural subject."""
    if targets and sources:
        return sources, targets
    both = sources or targets
    distinct: list[Ref] = []
    for ref in both:
        if not any((ref.country or ref.name) == (d.country or d.name) for d in distinct):
            distinct.append(ref)
    return (tuple(distinct[:1]), tuple(distinct[1:])) if len(distinct) > 1 else (both, ())
