"""Phrases that put a clause on somebody: "in the minister's view", "as Lavrov put it", "reportedly"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.language import clauses
from detente.language.cues import can_speak

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.codebook import Codebook, Cue, FixedCue
    from detente.language.refs import Refs
    from detente.language.tree import Token

    Phrase = tuple[Token, Cue, Token | None, list[Token], str, Token]

# Fewest words of a clause that such a phrase can be about.
FEWEST_WORDS = 3
# An ultimatum gives a time: "gave", "have granted".
GRANTING = frozenset({"give", "grant", "allow"})
TERMS = frozenset("hour day week month".split())


@dataclass(frozen=True, slots=True)
class FixedPhrases:
    """The codebook's fixed phrases by their words: "in X's view" by preposition and noun, "as X put it" by verb."""

    nouns: dict[tuple[str, str], FixedCue]
    verbs: dict[str, FixedCue]

    @classmethod
    def of(cls, codebook: Codebook) -> FixedPhrases:
        """Sort the phrases of a codebook."""
        nouns: dict[tuple[str, str], FixedCue] = {}
        verbs: dict[str, FixedCue] = {}
        for cue in codebook.fixed_cues:
            words = cue.text.split()
            if words[0] == "as" and words[1] == "X" and len(words) > 2:
                verbs.setdefault(words[2] if words[2] != "would" else "would have it", cue)
            elif words[:3] == ["to", "hear", "X"]:
                verbs.setdefault("hear tell", cue)
            elif "X's" in words:
                nouns.setdefault((words[0], words[-1]), cue)
            elif words[-2:] == ["of", "X"]:
                nouns.setdefault((words[0], words[-3]), cue)
        return cls(nouns, verbs)


class FixedFinder:
    """Finds such phrases in one paragraph."""

    def __init__(self, codebook: Codebook, phrases: FixedPhrases, refs: Refs) -> None:
        self._codebook, self._phrases, self._refs = codebook, phrases, refs

    def preposition(self, token: Token) -> Iterator[Phrase]:
        """Yield the clause that "in X's view" or "by X's own account" stands in."""
        noun = clauses.child(token, "pobj")
        owner = clauses.child(noun, "poss") if noun is not None else None
        if noun is not None and noun.lower_ == "point":  # "from X's point of view"
            noun = next((n for p, n in clauses.prepositional(noun, deep=False) if p == "of"), noun)
        fixed = self._phrases.nouns.get((token.lower_, noun.lower_)) if noun is not None else None
        if noun is None or fixed is None:
            return
        if owner is None:
            owner = next((n for p, n in clauses.prepositional(noun) if p == "of"), None)
        cue = _as_cue(fixed)
        if owner is not None and can_speak(owner, cue, self._refs):
            said = _around(token)
            if len(said) >= FEWEST_WORDS:
                yield noun, cue, owner, said, "view", noun

    def as_clause(self, verb: Token) -> Iterator[Phrase]:
        """Yield the clause that "as X put it" stands beside."""
        fixed = self._phrases.verbs.get(verb.lower_) or self._phrases.verbs.get(verb.lemma_.lower())
        words = {c.lower_ for c in verb.children}
        if verb.lemma_ == "have" and {"would", "it"} <= words:
            fixed = self._phrases.verbs.get("would have it")
        speaker = clauses.child(verb, "nsubj")
        marked = any(c.lower_ == "as" and c.i < verb.i for c in verb.children)
        if fixed is None or speaker is None or not marked or verb.dep_ not in ("advcl", "parataxis"):
            return
        if clauses.child(verb, "ccomp", "xcomp") is not None or verb.head.pos_ not in ("VERB", "AUX"):
            return
        cue = _as_cue(fixed)
        if can_speak(speaker, cue, self._refs):
            inner = {t.i for t in verb.subtree}
            yield verb, cue, speaker, [t for t in verb.head.subtree if t.i not in inner], "as-clause", verb

    def hearing(self, verb: Token) -> Iterator[Phrase]:
        """Yield the clause that "to hear X tell it" stands before."""
        fixed, telling = self._phrases.verbs.get("hear tell"), clauses.child(verb, "ccomp")
        if (
            fixed is None
            or telling is None
            or verb.lemma_ != "hear"
            or telling.lemma_ != "tell"
            or verb.dep_ != "advcl"
        ):
            return
        speaker, cue = clauses.child(telling, "nsubj"), _as_cue(fixed)
        if speaker is not None and can_speak(speaker, cue, self._refs):
            inner = {t.i for t in verb.subtree}
            yield telling, cue, speaker, [t for t in verb.head.subtree if t.i not in inner], "as-clause", telling

    def ultimatum(self, verb: Token) -> Iterator[Phrase]:
        """Yield what "gave X ten days to do it" or "gave X until Friday to do it" asks of X."""
        if verb.lemma_ not in GRANTING:
            return
        asked, deed, speaker = (
            clauses.child(verb, "dative", "dobj"),
            clauses.child(verb, "advcl"),
            clauses.subject(verb),
        )
        if asked is None or deed is None or speaker is None or clauses.is_passive(verb) or deed.i < asked.i:
            return
        term = self._refs.doc[asked.i + 1 : deed.i]
        timed = any(t.lemma_.lower() in TERMS or t.lower_ in ("until", "till") for t in term)
        to = any(c.dep_ == "aux" and c.lower_ == "to" for c in deed.children)
        cue = _demanding()
        if timed and to and can_speak(speaker, cue, self._refs):
            said = list(self._refs.doc[asked.left_edge.i : deed.right_edge.i + 1])
            yield verb, cue, speaker, said, "ultimatum", verb

    def adverb(self, adverb: Token) -> Iterator[Phrase]:
        """Yield the clause that "reportedly" or "allegedly" puts on nobody in particular."""
        cue = self._codebook.cue(adverb.lower_, "adverb")
        if cue is not None and adverb.dep_ == "advmod" and adverb.head.pos_ in ("VERB", "AUX"):
            said = [t for t in adverb.head.subtree if t.i != adverb.i]
            if len(said) >= FEWEST_WORDS and adverb.head.dep_ not in ("relcl", "acl"):
                yield adverb, cue, None, said, "adverb", adverb


def _as_cue(fixed: FixedCue) -> Cue:
    from detente.codebook import Cue

    return Cue(acts=fixed.acts, certainty=fixed.certainty, strength="strong", content=frozenset())


def _demanding() -> Cue:
    from detente.codebook import Cue

    return Cue(acts=("demand",), certainty="certain", strength="strong", content=frozenset())


def _around(token: Token) -> list[Token]:
    """The clause that a phrase stands in, without the phrase."""
    inner = {t.i for t in token.subtree}
    above = token.head
    while above.pos_ not in ("VERB", "AUX") and above.head.i != above.i:
        above = above.head
    return [t for t in above.subtree if t.i not in inner]
