"""Frames: where a codebook frame meets the parse, and whom it names as source and target."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.codebook import Codebook, Frame
from detente.language import clauses, fitting
from detente.language.cues import visits
from detente.language.parties import parties_at
from detente.language.refs import Ref, Refs
from detente.language.roles import RoleFinder, known, reciprocal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token

# An offer or a threat may name only in its condition whom it is made to.
ON_CONDITION = frozenset("AGREE THREATEN CONCEDE".split())


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
        heads = dict(fitting.object_heads(clauses.direct_object(verb)))
        tried: Frame | None = None
        for frame in self._codebook.verbs[verb.lemma_.lower()]:
            # Where a frame met its words but not its parties, a plainer one would read another meaning into them.
            if tried is not None and not _as_strict(frame, tried):
                continue
            if frame.type == "REQUEST" and visits(verb):
                continue
            fits = fitting.verb_fits(frame, verb, heads)
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

    # -- nouns -------------------------------------------------------------------------------------------------

    def _noun(self, noun: Token) -> Match | None:
        for lemma in fitting.noun_lemmas(noun):
            for frame in self._codebook.nouns.get(lemma, ()):
                if frame.silent:
                    return None
                support = fitting.support(noun, frame)
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

    # -- adjectives --------------------------------------------------------------------------------------------

    def _adjective(self, adjective: Token) -> Match | None:
        for frame in self._codebook.adjectives[adjective.lemma_.lower()]:
            if not fitting.adjective_fits(frame, adjective):
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


def _as_strict(frame: Frame, other: Frame) -> bool:
    """Whether a frame asks for objects where the other does, or else for the same particle and preposition."""
    if other.objects is not None:
        return frame.objects is not None
    return (frame.particle, frame.preposition) == (other.particle, other.preposition)
