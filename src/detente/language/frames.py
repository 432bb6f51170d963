"""Frames: where a codebook frame meets the parse, and whom it names as source and target."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.codebook import Codebook, Frame
from detente.language import clauses
from detente.language.parties import parties_at
from detente.language.refs import Ref, Refs
from detente.language.roles import RoleFinder, known, reciprocal

if TYPE_CHECKING:
    from collections.abc import Iterator

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
        self._codebook, self._refs, self._roles = codebook, refs, RoleFinder(refs)

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
            sources = self._roles.place(frame.source, verb, None, ())
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
                sources = self._roles.place(frame.source, noun, support, ())
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
        if not any(known(s) for s in sources) and frame.type == "PROTEST":
            sources = self._roles.crowd(token)
        targets = self._roles.place(frame.target, token, support, sources)
        if not targets and frame.type in ON_CONDITION:
            targets = self._roles.addressed_by_condition(token, sources)
        if frame.reciprocal:
            sources, targets = reciprocal(sources, targets)
            if not targets:
                return None
        if not sources or not any(known(s) for s in sources):
            return None
        if frame.mode == "visit":
            sources = tuple(s for s in sources if s.kind != "nominal" or s.sector in ("GOV", "MIL", "LEG"))
        if not sources:
            return None
        if frame.needs_target and not any(t.country for t in targets):
            return None
        return Match(frame, token, sources, targets, used, support)


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
