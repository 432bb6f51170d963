"""Contradictions: one report has it that something is so, another that it is not.

Three signs are looked for in two sentences of one story: a word that one negates and the other asserts, a clause that
one says somebody denies and the other tells, and two words of opposite sense that have the same words beside them. All
else in the sentences must say that they are of one thing; precision comes before recall.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from detente.gazetteer.spelling import key
from detente.records import Part
from detente.stories.alignment import Pair, Piece, Voice, Weights
from detente.stories.opposites import OPPOSITES
from detente.stories.pieces import Passages
from detente.stories.plans import opposed as opposed_plans
from detente.stories.polarity import Said, said

# Telling words, the one in question aside, that both must have, and their share of the weight of what is negated.
LEAST_AROUND = 2
NEGATED_SHARE = 0.5
# The same for a denied clause, of which more is known, and for words of opposite sense, of which less is.
LEAST_DENIED = 3
DENIED_SHARE = 0.6
LEAST_BESIDE = 2
OPPOSED_SHARE = 0.6


_Found = tuple[str, frozenset[str], float]  # how, on what, how much of it is common


@dataclass(frozen=True, slots=True, kw_only=True)
class Opposed:
    """Two sentences that say the opposite: ``how``, the stems of what they are on, and how much of the rest agrees."""

    how: str
    on: frozenset[str]
    pair: Pair


class Polarity:
    """What the sentences of reports say, by the ids of their pieces."""

    def __init__(self, pieces: Iterable[Piece], passages: Passages) -> None:
        self._said: dict[str, tuple[Said, ...]] = {}
        self._passages = passages
        self._pieces = sorted(pieces, key=lambda p: (p.report, p.spans))
        before: Said | None = None
        report = ""
        for piece in self._pieces:
            start, end = piece.spans[0]
            named = [
                (m.span, m.country or m.actor or key(m.name or m.text))
                for m in passages.mentions(piece.report, piece.spans)
                if m.how != "pronoun"
            ]
            previous = before if report == piece.report else None
            found = tuple(said(passages.reports[piece.report].body[start:end], start, named, previous))
            self._said[piece.id] = found
            before, report = (found[0] if found else None), piece.report

    def opposed(self, pairs: Iterable[Pair], weights: Weights) -> Iterator[Opposed]:
        """Yield the pairs of sentences of which one says what the other says is not so, the surest first."""
        found = [opposed for pair in pairs if (opposed := self._opposed(pair, weights)) is not None]
        yield from sorted(found, key=lambda o: (-o.pair.score, o.pair.a.id, o.pair.b.id))

    def against_denials(self, apart: Callable[[Piece, Piece], bool], weights: Weights) -> Iterator[Opposed]:
        """Yield the denials with the sentences that tell what is denied; they need few words in common.

        ``apart`` says of two pieces that they cannot be held against each other.
        """
        denials = [(piece, told) for piece in self._pieces for told in self._said[piece.id] if told.denied]
        by_voice: dict[Voice, list[Piece]] = defaultdict(list)
        for piece in self._pieces:
            for voice in piece.voices:
                by_voice[voice].append(piece)
        for piece, denied in denials:
            for other in (o for voice in sorted(piece.voices) for o in by_voice[voice]):
                found = next((f for told in self._said[other.id] if (f := _denial(denied, told, weights))), None)
                if found is None or other.report == piece.report or apart(piece, other):
                    continue
                how, on, share = found
                parts = (Part(name="denied", value=round(share, 4)),)
                yield Opposed(how=how, on=on, pair=Pair(a=other, b=piece, score=round(share / 2, 4), parts=parts))

    def denied(self, piece: Piece) -> bool:
        """Say whether a sentence tells of a denial."""
        return any(told.denied for told in self._said[piece.id])

    def _opposed(self, pair: Pair, weights: Weights) -> Opposed | None:
        on = opposed_plans(*(self._passages.text(p.report, p.spans) for p in (pair.a, pair.b)))
        if on is not None:
            parts = (*pair.parts, Part(name="planned", value=1.0))
            scored = Pair(a=pair.a, b=pair.b, score=round((pair.score + 1) / 2, 4), parts=parts)
            return Opposed(how="to take place or off", on=on, pair=scored)
        for a in self._said[pair.a.id]:
            for b in self._said[pair.b.id]:
                found = _negation(a, b, weights) or _negation(b, a, weights) or _opposite(a, b, weights)
                if found is not None:
                    how, on, share = found
                    parts = (*pair.parts, Part(name="opposed", value=round(share, 4)))
                    score = round((pair.score + share) / 2, 4)
                    return Opposed(how=how, on=on, pair=Pair(a=pair.a, b=pair.b, score=score, parts=parts))
        return None


def _denial(a: Said, b: Said, weights: Weights) -> _Found | None:
    """Return what ``a`` says is denied and ``b`` tells, with the share of its predicate that ``b`` has.

    The first telling word of what is denied must be there: of "denies that it poisoned the man" it is "poisoned".
    """
    if not a.denied or b.denied or not a.predicate or a.negated:
        return None
    denied = frozenset(a.predicate)
    common = denied & b.asserted
    share = _share(common, denied, weights)
    if b.negated & denied or a.predicate[0] not in common or share < DENIED_SHARE:
        return None
    if len(common) + len(a.parties & b.parties) < LEAST_DENIED or (
        a.parties and b.parties and not a.parties & b.parties
    ):
        return None
    return "told and denied", common | (frozenset(a.order) & frozenset(b.order)), share


def _negation(a: Said, b: Said, weights: Weights) -> _Found | None:
    """Return the word that ``a`` negates and ``b`` asserts, with the share of the rest of ``a`` that ``b`` has."""
    if a.denied or b.denied:
        return None
    for word in sorted(a.negated & b.asserted):
        common, share = _in_common(a, word, b, word, weights)
        if len(common) >= LEAST_AROUND and share >= NEGATED_SHARE and not (b.negated & a.asserted):
            return "so and not so", common | {word}, share
    return None


def _opposite(a: Said, b: Said, weights: Weights) -> _Found | None:
    """Return two words of opposite sense with the same neighbour, and the share of the rest that is common."""
    if a.denied or b.denied:
        return None
    for word in sorted(a.asserted & OPPOSITES.keys()):
        for other in sorted(OPPOSITES[word] & b.asserted):
            if word in b.order or other in a.order or not _beside(a.order, word, b.order, other):
                continue
            common, share = _in_common(a, word, b, other, weights)
            if len(common) >= LEAST_BESIDE and share >= OPPOSED_SHARE:
                return "opposite words", common | {word, other}, share
    return None


def _in_common(a: Said, word: str, b: Said, other: str, weights: Weights) -> tuple[frozenset[str], float]:
    """Return what stands beside a word, or beside another's, that the other sentence has too, and its share of the clause.

    Of the clauses of both, and the shorter sentence, that counts which has most in common: a long sentence may tell much else.
    """
    every_a, every_b = frozenset(a.order) - {word}, frozenset(b.order) - {other}
    clause_a, clause_b = a.beside(word), b.beside(other)
    shorter = min(every_a, every_b, key=len)
    held = ((clause_a, clause_a & every_b), (clause_b, clause_b & every_a), (shorter, every_a & every_b))
    shares = [(_share(common, clause, weights), common) for clause, common in held if len(common) >= LEAST_AROUND]
    if not shares:
        return frozenset(), 0.0
    share, common = max(shares, key=lambda s: (s[0], len(s[1])))
    return common, share


def _beside(a: Sequence[str], word: str, b: Sequence[str], other: str) -> bool:
    """Say whether two words have the same telling word next to them, before or after."""
    i, j = a.index(word), b.index(other)
    after = i + 1 < len(a) and a[i + 1 : i + 2] == b[j + 1 : j + 2]
    before = i > 0 and j > 0 and a[i - 1] == b[j - 1]
    return after or before


def _share(common: frozenset[str], whole: frozenset[str], weights: Weights) -> float:
    """Return the share of the weight of some stems that those in common have."""
    total = sum(weights(w) for w in sorted(whole))
    return sum(weights(w) for w in sorted(common & whole)) / total if total else 0.0
