"""Differences within stories, between sentences of the reports' own: what is told otherwise, opposed, put down, left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, combinations

from detente.gazetteer import Gazetteer
from detente.records import Date, Difference, DifferenceKind, Mention, Report, Statement, Telling
from detente.stories.alignment import Pair, Piece, Weights, alike, one_to_one
from detente.stories.attributions import ATTRIBUTED_ALIKE, ATTRIBUTED_SCORE, Attributed
from detente.stories.comparing import Comparing, Value, difference, made
from detente.stories.conditions import Conditions
from detente.stories.contradictions import Opposed, Polarity
from detente.stories.facts import Fact, facts
from detente.stories.nearness import near
from detente.stories.offices import Offices
from detente.stories.omissions import Omission, omissions
from detente.stories.otherwise import Otherwise
from detente.stories.persons import Persons
from detente.stories.pieces import Passages
from detente.stories.places import Places
from detente.stories.senses import head
from detente.stories.sentences import OPPOSED_ALIKE, SENTENCES_ALIKE, TOLD_THE_SAME, of_sentences
from detente.stories.wording import stems, words

_DAY = 10  # characters of a day in ISO 8601
_MARKS = ".,;:!?\"'“”‘’()"

Copied = Callable[[str, str], bool]


class Within:
    """Compares the sentences of reports that stand in one story."""

    def __init__(
        self, passages: Passages, copies: Copied, comparing: Comparing, stories: Mapping[str, str], gazetteer: Gazetteer
    ) -> None:
        self._places_of = Places(gazetteer)
        self._gazetteer, self._offices = gazetteer, Offices(gazetteer)
        self._passages, self._copies, self._comparing = passages, copies, comparing
        self._reports = passages.reports
        members: dict[str, list[Report]] = defaultdict(list)
        for report in self._reports.values():
            if report.id in stories:
                members[stories[report.id]].append(report)
        self._stories = {own: held for own, held in members.items() if len(held) > 1}
        self._story_of = {report.id: own for own, held in self._stories.items() for report in held}

    def differences(self, statements: Iterable[Statement], mentions: Sequence[Mention]) -> Iterator[Difference]:
        """Yield what the reports of each story tell differently in sentences of their own."""
        if not self._stories:
            return
        spoken = list(statements)
        pieces = list(of_sentences(self._reports.values(), self._passages, self._story_of))
        weights = Weights(piece.stems for piece in pieces)
        near_enough = alike(pieces, self._reports, threshold=OPPOSED_ALIKE, copies=self._copies)
        same = one_to_one(pair for pair in near_enough if pair.score >= SENTENCES_ALIKE)
        opposed: set[tuple[str, str]] = set()
        polarity = Polarity(pieces, self._passages)
        denials = polarity.against_denials(self._apart, weights)
        for found in chain(polarity.opposed(near_enough, weights), denials):
            opposed.add((found.pair.a.id, found.pair.b.id))
            yield self._of("contradiction", f"{found.how}: {self._shown(found)}", found.pair)
        for pair in same:
            if pair.score >= TOLD_THE_SAME:
                yield from self._comparing.sentences(_no_record(pair))
        yield from self._places(same)
        yield from self._attributions([p for p in same if (p.a.id, p.b.id) not in opposed], polarity, spoken)
        yield from self._persons(spoken, mentions)
        yield from self._otherwise()
        for held in self._stories.values():
            own = {report.id for report in held}
            for omission in Conditions(held, [p for p in pieces if p.report in own], weights).left_out(self._copies):
                yield self._omission(omission, "condition ")
            # Where one tells the opposite of another it is no one matter that a third leaves out.
            pairs = [p for p in near_enough if p.a.report in own and (p.a.id, p.b.id) not in opposed]
            for omission in omissions(held, pairs, [m for m in mentions if m.report in own], weights, self._copies):
                yield self._omission(omission)

    def _shown(self, found: Opposed) -> str:
        """Return the words of the first sentence on what two sentences are opposed in."""
        piece = found.pair.a
        text = self._reports[piece.report].body[slice(*piece.spans[0])]
        kept = [word for word in text.split() if stems(map(head, words(word))) & found.on]
        return " ".join(dict.fromkeys(word.strip(_MARKS) for word in kept))

    def _apart(self, a: Piece, b: Piece) -> bool:
        """Say whether two sentences cannot be held against each other: their reports are days apart, or copies."""
        return not near(self._reports[a.report], self._reports[b.report]) or self._copies(a.report, b.report)

    def _places(self, same: Iterable[Pair]) -> Iterator[Difference]:
        """Yield the places that sentences on one thing give otherwise."""
        for pair in same:
            a, b = (self._reports[piece.report] for piece in (pair.a, pair.b))
            for one, other in self._places_of.conflicts(a, pair.a.spans[0], b, pair.b.spans[0]):
                yield self._made("place", f"{one.before} in", pair, (one.name, one.span), (other.name, other.span))

    def _attributions(
        self, same: Iterable[Pair], polarity: Polarity, statements: Iterable[Statement]
    ) -> Iterator[Difference]:
        """Yield what one report tells as a fact and the other as somebody's word."""
        attributed = Attributed(self._reports.values(), statements)
        for pair in same:
            told = next(part.value for part in pair.parts if part.name == "words")
            if (
                told < ATTRIBUTED_ALIKE
                or pair.score < ATTRIBUTED_SCORE
                or polarity.denied(pair.a)
                or polarity.denied(pair.b)
            ):
                continue
            for one, other in ((pair.a, pair.b), (pair.b, pair.a)):
                if attributed.plain(one) and attributed.hearsay(other) and self._as_much(one, other):
                    yield self._of("attribution", "fact in one, somebody's word in another", pair)

    def _as_much(self, fact: Piece, hearsay: Piece) -> bool:
        """Say whether a report tells in its own words all the figures that another puts down to somebody."""
        own, theirs = (self._passages.quantities(p.report, p.spans) for p in (fact, hearsay))
        return all(any(q.value == o.value for o in own) for q in theirs)

    def _persons(self, statements: Sequence[Statement], mentions: Sequence[Mention]) -> Iterator[Difference]:
        """Yield the persons whom two reports of one story name for one office, deed or utterance."""
        named: dict[str, list[Mention]] = defaultdict(list)
        said: dict[str, list[Statement]] = defaultdict(list)
        for mention in mentions:
            named[mention.report].append(mention)
        for statement in statements:
            said[statement.report].append(statement)
        persons = Persons(self._gazetteer, self._offices)
        for held in self._stories.values():
            found = {r.id: persons.of(r, named[r.id], said[r.id]) for r in held}
            weights = Weights(told for rows in found.values() for person in rows for told in person.told)
            for a, b in self._pairs(held):
                for one in persons.between(found[a.id], found[b.id], (a.body, b.body), weights):
                    on = a.published.start[:_DAY] if a.published.start else None
                    made_ = self._made("name", one.about, one.pair, *((p.name, p.span) for p in (one.a, one.b)))
                    yield replace(made_, note=persons.word(one.a, one.b, on))

    def _otherwise(self) -> Iterator[Difference]:
        """Yield the figures, days and places that two reports of one story give otherwise, in whatever sentences."""
        for held in self._stories.values():
            told = {r.id: tuple(facts(r, self._passages, self._places_of)) for r in held}
            against = Otherwise(self._reports, told, self._places_of)
            for a, b in self._pairs(held):
                for other in against.between(a.id, b.id):
                    values = ((_shown(f), f.span) for f in (other.a, other.b))
                    yield self._made(other.a.sort, other.about, other.pair, *values)

    def _pairs(self, held: Iterable[Report]) -> Iterator[tuple[Report, Report]]:
        """Yield the reports of a story that can be held against each other, the earlier first."""
        for a, b in combinations(sorted(held, key=lambda r: (r.published.start or "~", r.id)), 2):
            if near(a, b) and not self._copies(a.id, b.id):
                yield a, b

    def _omission(self, omission: Omission, what: str = "") -> Difference:
        """Return what a report leaves out: a telling without a value, then the sentences that have it."""
        lacking = self._reports[omission.lacking]
        rows = [Telling(report=lacking.id, outlet=lacking.outlet, value="", span=(0, 0))]
        for piece in omission.told:
            report = self._reports[piece.report]
            text = report.body[slice(*piece.spans[0])]
            rows.append(Telling(report=report.id, outlet=report.outlet, value=text, span=piece.spans[0]))
        about = f"{what}left out by {lacking.outlet or 'one report'}"
        return made("omission", about, rows, omission.score, omission.parts)

    def _of(self, kind: DifferenceKind, about: str, pair: Pair) -> Difference:
        """Return a difference of two whole sentences."""
        values = [(self._reports[p.report].body[slice(*p.spans[0])], p.spans[0]) for p in (pair.a, pair.b)]
        return self._made(kind, about, pair, *values)

    def _made(self, kind: DifferenceKind, about: str, pair: Pair, a: Value, b: Value) -> Difference:
        """Return the record of a difference between two sentences, which have no record of their own."""
        return difference(kind, about, _no_record(pair), a, b, self._reports)


def _shown(fact: Fact) -> str:
    """Return a value in words, a day with what was read from them."""
    return f"{fact.value.start} ({fact.text})" if isinstance(fact.value, Date) else fact.text


def _no_record(pair: Pair) -> Pair:
    """Return a pair of sentences as pieces of no record."""
    a, b = (
        Piece(id="", report=p.report, spans=p.spans, words=p.words, voices=p.voices, names=p.names)
        for p in (pair.a, pair.b)
    )
    return Pair(a=a, b=b, score=pair.score, parts=pair.parts)
