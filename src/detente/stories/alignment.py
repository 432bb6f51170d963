"""Alignment: which passages of two reports tell the same, statements as well as events.

A piece is what one report tells: the words of a statement, or the sentence of an event. Two pieces can be aligned where
they have a voice in common (the same speaker; the same kind of event between the same parties), stand in different
reports that are near in time and no copies of each other, and their words are alike enough. The alignment of
two reports is one to one, best first.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from math import log, sqrt

from detente.records import Part, Report, Span
from detente.stories.nearness import DAYS_APART, days, near
from detente.stories.wording import in_runs, stems

# What each part counts in the score. Words carry the sense; runs tell one utterance from another on the same matter;
# names and figures anchor both. Set by hand; in the samples any weights within .1 of these give the same pairs.
WEIGHTS = {"words": 0.5, "runs": 0.25, "names": 0.25}
# Least score of two statements that are one utterance. In the samples all 25 pairs above it are, and of the 9 next ones
# below, seven; of 65 pairs above it in other news (AllSides, ECB+) that differ in words, 56 are.
STATEMENTS_ALIKE = 0.4
# Least score of two sentences that tell one event, whose kind and parties agree already. In the samples all 14 pairs
# above it do.
EVENTS_ALIKE = 0.3
# Pieces with fewer stems in common are not compared: "the need for dialogue" is said too often to be one utterance.
LEAST_COMMON = 3
# So many of a piece's rarest stems are looked up; two wordings of one utterance share one of them, and the
# most frequent words, whose lists grow with the archive, are left alone.
_LOOKED_UP = 8

Voice = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """What one report tells in one place.

    ``id`` is that of a statement or event; ``spans`` and ``words`` (folded) are of its text; ``voices`` are the keys of
    which two pieces must share one; ``names`` the actors and figures inside.
    """

    id: str
    report: str
    spans: tuple[Span, ...]
    words: tuple[str, ...]
    voices: frozenset[Voice]
    names: frozenset[str] = frozenset()
    stems: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "stems", stems(self.words))


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two pieces that tell the same, the earlier report's first; ``score`` from 0 to 1 is made of ``parts``."""

    a: Piece
    b: Piece
    score: float
    parts: tuple[Part, ...]


class Weights:
    """How much a stem or a name tells: less, the more pieces have it."""

    def __init__(self, sets: Iterable[frozenset[str]]) -> None:
        rows = list(sets)
        self._count = Counter(word for row in rows for word in row)
        self._total = len(rows) + 1

    def __call__(self, word: str) -> float:
        """Return the weight of a stem or name."""
        return log(1 + self._total / (1 + self._count[word]))

    def cosine(self, a: frozenset[str], b: frozenset[str]) -> float:
        """Return how alike two sets are: the weight in common over the geometric mean of their weights."""
        # Sorted, so that the order of addition cannot show in the last binary digit.
        common, first, second = (sum(self(w) for w in sorted(s)) for s in (a & b, a, b))
        return common / sqrt(first * second) if first and second else 0.0


def align(
    pieces: Sequence[Piece],
    reports: Mapping[str, Report],
    *,
    threshold: float,
    copies: Callable[[str, str], bool],
) -> list[Pair]:
    """Return the pairs of pieces that tell the same, best first.

    Args:
        pieces: of any number of reports, in any order.
        reports: the reports that they stand in, by id.
        threshold: the least score of a pair, from 0 to 1.
        copies: says of the ids of two reports whether one is a copy of the other.
    """
    return one_to_one(alike(pieces, reports, threshold=threshold, copies=copies))


def alike(
    pieces: Sequence[Piece],
    reports: Mapping[str, Report],
    *,
    threshold: float,
    copies: Callable[[str, str], bool],
) -> list[Pair]:
    """Return all pairs of pieces that are alike enough, best first; one piece may be in several. Arguments as above."""
    words, names = Weights(p.stems for p in pieces), Weights(p.names for p in pieces)
    found = [
        pair for a, b in _candidates(pieces, reports, words) if (pair := _scored(a, b, words, names)).score >= threshold
    ]
    return sorted((p for p in found if not copies(p.a.report, p.b.report)), key=lambda p: (-p.score, p.a.id, p.b.id))


def one_to_one(pairs: Iterable[Pair]) -> list[Pair]:
    """Return of the pairs of every two reports the best, those that share words with a better one left out."""
    found = sorted(pairs, key=lambda p: (p.a.report, p.b.report, -p.score, p.a.spans, p.b.spans, p.a.id, p.b.id))
    kept = [p for _, rows in groupby(found, key=lambda p: (p.a.report, p.b.report)) for p in _one_to_one(rows)]
    return sorted(kept, key=lambda p: (-p.score, p.a.id, p.b.id))


def _candidates(
    pieces: Sequence[Piece], reports: Mapping[str, Report], weights: Weights
) -> Iterator[tuple[Piece, Piece]]:
    """Yield each pair of pieces with a voice, a telling stem and the time in common, the earlier report's first.

    A piece meets only those indexed under the same voice, stem and time, so that cost grows with the pieces, not with
    their pairs. Pieces whose day is not known come last and meet those of all times.
    """
    index: dict[tuple[Voice, str, int | None], list[Piece]] = defaultdict(list)
    for piece in sorted(pieces, key=lambda p: (_order(reports[p.report]), p.spans, p.id)):
        slot = _slot(reports[piece.report])
        slots = (None,) if slot is None else (slot - 1, slot, slot + 1)
        rarest = sorted(piece.stems, key=lambda s: (-weights(s), s))[:_LOOKED_UP]
        keys = [(voice, stem) for voice in sorted(piece.voices) for stem in rarest]
        met = {other.id: other for key in keys for when in slots for other in index.get((*key, when), ())}
        for other in met.values():
            alike = other.report != piece.report and len(piece.stems & other.stems) >= LEAST_COMMON
            if alike and near(reports[other.report], reports[piece.report]):
                yield other, piece
        for key in keys:
            index[(*key, None)].append(piece)
            if slot is not None:
                index[(*key, slot)].append(piece)


def _slot(report: Report) -> int | None:
    """Return the number of the stretch of days that a report appeared in, None where that is not known."""
    known = days(report.published)
    if known is None or (known[1] - known[0]).days > DAYS_APART:
        return None
    return known[0].toordinal() // (2 * DAYS_APART + 1)


def _order(report: Report) -> tuple[bool, str, str]:
    """Return what reports are ordered by: their day, those without one last, and their id."""
    return _slot(report) is None, report.published.start or "", report.id


def _scored(a: Piece, b: Piece, words: Weights, names: Weights) -> Pair:
    """Return two pieces with their score; names count only where both have some."""
    parts = [
        Part(name="words", value=words.cosine(a.stems, b.stems)),
        Part(name="runs", value=in_runs(a.words, b.words)),
    ]
    if a.names and b.names:
        parts.append(Part(name="names", value=names.cosine(a.names, b.names)))
    total = sum(WEIGHTS[part.name] for part in parts)
    score = sum(WEIGHTS[part.name] * part.value for part in parts) / total
    rounded = tuple(Part(name=part.name, value=round(part.value, 4)) for part in parts)
    return Pair(a=a, b=b, score=round(score, 4), parts=rounded)


def _one_to_one(pairs: Iterable[Pair]) -> Iterator[Pair]:
    """Yield the pairs of two reports, best first, that share no words with a better one on either side."""
    taken: list[Pair] = []
    for pair in pairs:
        if not any(_overlap(pair.a, better.a) or _overlap(pair.b, better.b) for better in taken):
            taken.append(pair)
            yield pair


def _overlap(a: Piece, b: Piece) -> bool:
    """Say whether two pieces of one report share characters: one may stand inside the other."""
    return any(s[0] < t[1] and t[0] < s[1] for s in a.spans for t in b.spans)
