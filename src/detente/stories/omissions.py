"""Omissions: what most outlets of a story have and one leaves out.

They are asked for only where a story has three independent outlets or more: copies, and reports with most of their
runs of words in common, count once. A matter is a sentence that two outlets or more tell alike and that names an
actor; a report leaves it out where no sentence of its own is like it and either the actor or most of the telling words
are nowhere in it. A short report leaves out much, so the score falls with its length.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from detente.records import Mention, Part, Report
from detente.stories.alignment import Pair, Piece, Weights
from detente.stories.senses import head
from detente.stories.sentences import sentences
from detente.stories.wording import stems, words

# Independent outlets that a story needs: of two that differ, either may have left out or added.
LEAST_OUTLETS = 3
# Share of the other outlets that must have what one leaves out.
MOST = 0.5
# A report with a smaller share of the words of the others' middle one is a note that leaves out nearly all.
LEAST_LENGTH = 0.5
# Least score of two sentences that tell one matter.
TOLD_ALIKE = 0.3
# Telling stems, names aside, that all who tell a matter must have in common.
LEAST_COMMON = 2
# A report has a matter where its words have so much of the matter's weight.
HAS_IT = 0.5
_DAY = 10  # characters of a day in ISO 8601


@dataclass(frozen=True, slots=True, kw_only=True)
class Omission:
    """A matter with the sentences that tell it, one a report, and the report that leaves it out."""

    lacking: str
    told: tuple[Piece, ...]
    score: float
    parts: tuple[Part, ...]


def independent(reports: Sequence[Report], copies: Callable[[str, str], bool]) -> list[Report]:
    """Return the reports of a story that stand for themselves: no copies, the longest of each outlet."""
    kept: list[Report] = []
    for report in sorted(reports, key=lambda r: (r.copy_of is not None, -len(r.body), r.id)):
        again = any((report.outlet and report.outlet == k.outlet) or copies(report.id, k.id) for k in kept)
        if report.copy_of is None and not again:
            kept.append(report)
    return kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What most other outlets of a story tell, and whether a report has it; ``named`` are the actors in it."""

    report: str
    has: bool
    named: frozenset[str]


def matters(
    reports: Sequence[Report],
    pairs: Iterable[Pair],
    mentions: Iterable[Mention],
    weights: Weights,
    copies: Callable[[str, str], bool],
) -> Iterator[Matter]:
    """Yield, for each report, what most of the others tell, each matter once: what it leaves out, and what it has.

    The arguments are those of :func:`omissions`, whose omissions are the matters that reports do not have.
    """
    own = {report.id: report for report in independent(reports, copies)}
    if len(own) < LEAST_OUTLETS:
        return
    told = _Told(own, mentions, weights)
    lacking: list[Omission] = []
    having: list[tuple[str, frozenset[str], list[str]]] = []
    for group in _groups(pairs, own):
        for report in own.values():
            omission = told.omission(report, group)
            if omission is not None:
                lacking.append(omission)
            elif named := told.had(report, group):
                having.append((report.id, named, [piece.id for piece in group]))
    seen: set[tuple[str, str]] = set()
    for omission in _once(sorted(lacking, key=lambda o: (-o.score, o.lacking, o.told[0].id))):
        seen |= {(omission.lacking, piece.id) for piece in omission.told}
        yield Matter(report=omission.lacking, has=False, named=told.named(omission.told))
    for own_id, named, ids in having:
        keys = {(own_id, piece) for piece in ids}
        if not keys & seen:
            yield Matter(report=own_id, has=True, named=named)
        seen |= keys


def omissions(
    reports: Sequence[Report],
    pairs: Iterable[Pair],
    mentions: Iterable[Mention],
    weights: Weights,
    copies: Callable[[str, str], bool],
) -> Iterator[Omission]:
    """Yield what reports of one story leave out, the surest first.

    Args:
        reports: of the story.
        pairs: sentences of them that tell the same.
        mentions: of the reports.
        weights: how telling a stem is.
        copies: says of two ids whether one is a copy of the other.
    """
    own = {report.id: report for report in independent(reports, copies)}
    if len(own) < LEAST_OUTLETS:
        return
    told = _Told(own, mentions, weights)
    found: list[Omission] = []
    for group in _groups(pairs, own):
        for report in own.values():
            omission = told.omission(report, group)
            if omission is not None:
                found.append(omission)
    yield from _once(sorted(found, key=lambda o: (-o.score, o.lacking, o.told[0].id)))


def _once(found: Iterable[Omission]) -> Iterator[Omission]:
    """Yield each omission that tells of no sentence which a surer one of the same report does."""
    seen: set[tuple[str, str]] = set()
    for omission in found:
        keys = {(omission.lacking, piece.id) for piece in omission.told}
        if not keys & seen:
            yield omission
        seen |= keys


class _Told:
    """What the independent reports of a story have."""

    def __init__(self, own: Mapping[str, Report], mentions: Iterable[Mention], weights: Weights) -> None:
        self._own, self._weights = own, weights
        self._stems = {report.id: stems(map(head, words(report.body))) for report in own.values()}
        self._actors: dict[str, dict[str, list[int]]] = {report: defaultdict(list) for report in own}
        self._names: dict[str, frozenset[str]] = defaultdict(frozenset)
        for mention in mentions:
            if mention.report in own and mention.actor is not None and mention.how != "pronoun":
                self._actors[mention.report][mention.actor].append(mention.span[0])
                self._names[mention.actor] |= stems(map(head, words(mention.text)))

    def omission(self, report: Report, group: Sequence[Piece]) -> Omission | None:
        """Return what a report leaves out of a matter that others tell, None where it tells it or nothing can be said."""
        others = [r for r in self._own if r != report.id]
        telling = {piece.report: piece for piece in group}
        if report.id in telling or len(telling) < LEAST_OUTLETS - 1 or len(telling) <= MOST * len(others):
            return None
        length = len(report.body.split()) / median(len(self._own[r].body.split()) for r in others)
        if length < LEAST_LENGTH:
            return None
        named = frozenset.intersection(*(self._named(piece) for piece in telling.values()))
        common = frozenset.intersection(*(piece.stems for piece in telling.values()))
        bare = common - frozenset(s for actor in named for s in self._names[actor])
        if not named or len(bare) < LEAST_COMMON or self._earlier(report, telling):
            return None
        total = sum(self._weights(s) for s in sorted(common))
        had = sum(self._weights(s) for s in sorted(common & self._stems[report.id])) / total
        absent = any(actor not in self._actors[report.id] for actor in named)
        if self._in_one(report, bare) or (not absent and (had >= HAS_IT or self._together(report, named, bare))):
            return None
        parts = {
            "told by": len(telling) / len(others),
            "length": min(1.0, length),
            "lacking": 1 - had,
            "actor": 1.0 if absent else 0.0,
        }
        score = parts["told by"] * parts["length"] * max(parts["lacking"], 0.5 * parts["actor"])
        rows = tuple(Part(name=name, value=round(value, 4)) for name, value in parts.items())
        return Omission(lacking=report.id, told=tuple(group), score=round(score, 4), parts=rows)

    def had(self, report: Report, group: Sequence[Piece]) -> frozenset[str]:
        """Return the actors of a matter that most others tell and a report has too; none where either is not so."""
        others = [r for r in self._own if r != report.id]
        telling = [piece for piece in group if piece.report != report.id]
        if len(telling) < LEAST_OUTLETS - 1 or len(telling) <= MOST * len(others):
            return frozenset()
        named = self.named(telling)
        common = frozenset.intersection(*(piece.stems for piece in telling))
        bare = common - frozenset(s for actor in named for s in self._names[actor])
        if len(bare) < LEAST_COMMON:
            return frozenset()
        if len(telling) < len(group):
            return named
        total = sum(self._weights(s) for s in sorted(common))
        had = sum(self._weights(s) for s in sorted(common & self._stems[report.id])) / total
        there = all(actor in self._actors[report.id] for actor in named)
        return named if there and had >= HAS_IT else frozenset()

    def named(self, telling: Sequence[Piece]) -> frozenset[str]:
        """Return the actors that all of some sentences name."""
        return frozenset.intersection(*(self._named(piece) for piece in telling))

    def _earlier(self, report: Report, telling: Iterable[str]) -> bool:
        """Say whether a report appeared on an earlier day than all that tell a matter: it may not have happened yet."""
        days = [self._own[r].published.start for r in telling]
        own = report.published.start
        return own is not None and all(day is not None and own[:_DAY] < day[:_DAY] for day in days)

    def _together(self, report: Report, named: frozenset[str], bare: frozenset[str]) -> bool:
        """Say whether a sentence of a report names all the actors of a matter, if there are several, and a word of it."""
        if len(named) < LEAST_OUTLETS - 1:
            return False
        places = [self._actors[report.id].get(actor, []) for actor in sorted(named)]
        return any(
            all(any(s <= p < e for p in found) for found in places) and stems(map(head, words(report.body[s:e]))) & bare
            for s, e in sentences(report.body)
        )

    def _in_one(self, report: Report, bare: frozenset[str]) -> bool:
        """Say whether one sentence of a report has half of what a matter tells beside its names: it tells it otherwise."""
        total = sum(self._weights(s) for s in sorted(bare))
        return any(
            sum(self._weights(s) for s in sorted(bare & found)) >= HAS_IT * total
            for start, end in sentences(report.body)
            if (found := stems(map(head, words(report.body[start:end]))))
        )

    def _named(self, piece: Piece) -> frozenset[str]:
        """Return the actors that a sentence names."""
        start, end = piece.spans[0]
        return frozenset(a for a, places in self._actors[piece.report].items() if any(start <= p < end for p in places))


def _groups(pairs: Iterable[Pair], own: Mapping[str, Report]) -> Iterator[list[Piece]]:
    """Yield each sentence with the sentence most like it in each other report that has one, the sentence itself first."""
    mates: dict[str, dict[str, tuple[float, Piece]]] = defaultdict(dict)
    pieces: dict[str, Piece] = {}
    for pair in pairs:
        if pair.a.report not in own or pair.b.report not in own or pair.score < TOLD_ALIKE:
            continue
        for one, other in ((pair.a, pair.b), (pair.b, pair.a)):
            pieces[one.id] = one
            known = mates[one.id].get(other.report)
            if known is None or (pair.score, other.id) > (known[0], known[1].id):
                mates[one.id][other.report] = (pair.score, other)
    for name in sorted(pieces):
        yield [pieces[name], *(piece for _, (_, piece) in sorted(mates[name].items()))]
