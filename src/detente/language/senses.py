"""Senses: which frame of the codebook a word has by the words beside it, where the parties are given anyway."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.language import clauses, fitting

if TYPE_CHECKING:
    from collections.abc import Iterable

    from detente.codebook import Codebook, Frame
    from detente.language.tree import Token

POS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective"}


class SenseFinder:
    """Finds the frame of a word; strict and loose frames alike, the one that asks for most first.

    ``source`` holds the lemmas of the given source's words.
    """

    def __init__(self, codebook: Codebook, source: frozenset[str] = frozenset()) -> None:
        self._given, self._source = codebook.given, source

    def by(self, words: frozenset[str]) -> bool:
        """Return whether one of these words stands in the given source's own."""
        return bool(words & self._source)

    def of(self, token: Token) -> Frame | None:
        """Return the frame of a verb, noun or adjective, None where none fits or an idiom does."""
        pos = POS.get(token.pos_)
        if pos == "verb":
            return self._verb(token)
        if pos == "noun":
            return self._noun(token)
        if pos == "adjective":
            return self._adjective(token)
        return None

    def objects(self, verb: Token) -> Iterable[tuple[Frame, Token]]:
        """Yield the frames of the nouns that a verb without a sense of its own makes happen: "voiced concern over"."""
        noun = clauses.direct_object(verb)
        nouns = [noun] if noun is not None else []
        nouns += [c for c in verb.children if c.dep_ in ("attr", "oprd")]
        nouns += [n for p, n in clauses.prepositional(verb, deep=False) if p in ("in", "into", "under", "to", "on")]
        for word in nouns:
            frame = self._noun(word)
            if frame is not None:
                yield frame, word
        for c in verb.children:
            if c.dep_ in ("acomp", "oprd") and (frame := self.of(c)) is not None:
                yield frame, c

    def votes(self, tokens: Iterable[Token]) -> dict[str, float]:
        """Return a vote for the type of each word whatever part of speech the parse takes it for.

        Headlines ("Army bombs village") lead parsers astray; asked only where nothing else is found.
        """
        found: dict[str, float] = {}
        for token in tokens:
            for pos in ("verb", "noun"):
                lemma = next(
                    (w for w in (token.lemma_.lower(), token.lower_.removesuffix("s")) if w in self._given[pos]), None
                )
                frames = (f for f in self._given[pos].get(lemma or "", ()) if not f.silent and f.by is None)
                frame = next((f for f in frames if pos == "noun" or f.plain), None)
                if frame is not None:
                    found[frame.type] = found.get(frame.type, 0.0) + 1.0
        return found

    def _verb(self, verb: Token) -> Frame | None:
        heads = dict(fitting.object_heads(clauses.direct_object(verb) or _raised(verb)))
        words = {t.lower_ for t in verb.subtree}
        for frame in self._frames_of(verb):
            if not fitting.may_fit(frame, words, heads):
                continue
            if frame.by is not None and not frame.by & self._source:
                continue
            if frame.loose and frame.particle is not None and not _adverb(verb, frame):
                continue
            if fitting.verb_fits(frame, verb, heads) is not None:
                return None if frame.silent else frame
        return None

    def _frames_of(self, verb: Token) -> tuple[Frame, ...]:
        """The frames of a verb's lemma; of its stem where the pipeline has left a past form as it stands."""
        lemma = verb.lemma_.lower()
        for stem in (lemma, *_stems(lemma)):
            if stem in self._given["verb"]:
                return self._given["verb"][stem]
        return ()

    def _noun(self, noun: Token) -> Frame | None:
        first: Frame | None = None
        for lemma in fitting.noun_lemmas(noun):
            frames = [f for f in self._given["noun"].get(lemma, ()) if f.complement is None or clauses.complement(noun)]
            for frame in frames:
                if frame.silent:
                    return None
                if fitting.support(noun, frame) is not None:
                    return frame
            first = first or next((f for f in frames if f.loose), frames[0] if frames else None)
        return first

    def _adjective(self, adjective: Token) -> Frame | None:
        for frame in self._given["adjective"].get(adjective.lemma_.lower(), ()):
            if fitting.adjective_fits(frame, adjective):
                return None if frame.silent else frame
        return self._participle(adjective)

    def _participle(self, adjective: Token) -> Frame | None:
        """ "Is opposed to", "was jailed": parsers take many participles for adjectives."""
        for lemma in _stems(adjective.lower_):
            for frame in self._given["verb"].get(lemma, ()):
                if frame.plain and not frame.silent:
                    return frame
        return None


def _stems(word: str) -> tuple[str, ...]:
    """The verbs that a form in -ed can be of: "jailed" of "jail", "accused" of "accuse", "barred" of "bar"."""
    if not word.endswith("ed") or len(word) < 5:
        return ()
    return (word[:-2], word[:-1], word[:-3]) if word[-3] == word[-4] else (word[:-2], word[:-1])


def _adverb(verb: Token, frame: Frame) -> bool:
    """Whether a particle stands by itself, or before the verb's only object: in "stepped up attacks in May", "in" is none."""
    alone = clauses.direct_object(verb) is None and frame.particle in ("down", "off", "up", "out")
    return any(
        c.lower_ == frame.particle and (alone or clauses.child(c, "pobj", "pcomp") is None) for c in verb.children
    )


def _raised(verb: Token) -> Token | None:
    """The subject of an infinitive that stands as the verb's object: "allowed inspectors to enter"."""
    clause = clauses.complement(verb)
    if clause is None or clause.tag_ != "VB" or clause.i < verb.i:
        return None
    return clauses.child(clause, "nsubj")
