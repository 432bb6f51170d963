"""What two aligned tellings have otherwise: persons in an office, figures, days, words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from detente.language.times import dates
from detente.records import (
    Date,
    Difference,
    DifferenceKind,
    Event,
    Part,
    Party,
    Quantity,
    Report,
    Span,
    Statement,
    Telling,
)
from detente.stories.alignment import Pair, Piece
from detente.stories.figures import conflicts, day_conflict
from detente.stories.nearness import apart
from detente.stories.offices import Holder, Offices
from detente.stories.otherwise import NIGHT
from detente.stories.pieces import Passages, who
from detente.stories.slots import Slot, shared
from detente.stories.utterances import parallel, put_otherwise
from detente.stories.wording import stems, words
from detente.wire import digest

READER, VERSION = "stories", "2"

# Least share of words that run side by side, and most telling words that one has alone, where one or both are no quotation.
SIDE_BY_SIDE = {1: (0.4, 4), 2: (0.7, 2)}
BOTH = 2
# Cues that pass on what somebody said; who asks, denies or welcomes may have said it in any words.
PASSES_ON = frozenset(
    """say tell state add claim insist maintain accord write note warn repeat explain argue complain recall think believe
    call describe declare stress emphasise emphasize predict conclude""".split()
)

Value = tuple[str, Span]  # what a report has, in words, and where
Dated = tuple[Span, Date]


class Comparing:
    """Compares aligned tellings of the reports whose passages it knows."""

    def __init__(self, passages: Passages, offices: Offices) -> None:
        self._passages, self._offices = passages, offices

    def statements(self, pair: Pair, a: Statement, b: Statement) -> Iterator[Difference]:
        """Yield the differences of two tellings of one utterance; of two speakers in one office, the name alone."""
        if a.speaker is None or b.speaker is None:
            return
        if who(a.speaker) != who(b.speaker):
            first = self._offices.speaker(a.speaker, self._passages.reports[a.report])
            second = self._offices.speaker(b.speaker, self._passages.reports[b.report])
            if first is not None and second is not None and not first.same(second):
                yield self._name(pair, first, second)
                return
        said = f"what {a.speaker.name or b.speaker.name} said"
        yield from self._names(pair)
        left, right = (self._passages.quantities(p.report, p.spans) for p in (pair.a, pair.b))
        yield from self._numbers(pair, left, right, said)
        yield from self._dates(pair, self._days(pair.a), self._days(pair.b), said)
        worded = self._other_words(pair.a, pair.b) and self._other_words(pair.b, pair.a)
        if worded and wording_counts(a, b):
            values = ((s.content.text, (p.spans[0][0], p.spans[-1][1])) for s, p in ((a, pair.a), (b, pair.b)))
            yield self._made("wording", said, pair, *values)

    def events(self, pair: Pair, a: Event, b: Event) -> Iterator[Difference]:
        """Yield the differences of two tellings of one event in persons, figures and days."""
        told = " ".join(word for word in (_name(a.source), a.type, _name(a.target)) if word)
        yield from self._names(pair)
        yield from self._numbers(pair, a.quantities, b.quantities, told)
        yield from self._dates(pair, [(a.passage, a.when)], [(b.passage, b.when)], told)

    def sentences(self, pair: Pair) -> Iterator[Difference]:
        """Yield the differences of two sentences that tell the same, in persons, figures and days."""
        about = "what both tell"
        yield from self._names(pair)
        left, right = (self._passages.quantities(p.report, p.spans) for p in (pair.a, pair.b))
        yield from self._numbers(pair, left, right, about)
        yield from self._dates(pair, self._days(pair.a), self._days(pair.b), about)

    def slots(self, pair: Pair, a: Slot, b: Slot) -> Difference:
        """Return the difference of two slots that are filled differently."""
        kind: DifferenceKind = "date" if isinstance(a.value, Date) else "number"
        left, right = ((f"{s.value.start} ({s.text})" if isinstance(s.value, Date) else s.text, s.span) for s in (a, b))
        return self._made(kind, " ".join(shared(a, b)), pair, left, right)

    def _numbers(self, pair: Pair, a: Sequence[Quantity], b: Sequence[Quantity], about: str) -> Iterator[Difference]:
        """Yield the figures that do not agree."""
        for first, second in conflicts(a, b):
            yield self._made(
                "number", f"{about}: {first.unit}", pair, (first.text, first.span), (second.text, second.span)
            )

    def _dates(self, pair: Pair, a: Sequence[Dated], b: Sequence[Dated], about: str) -> Iterator[Difference]:
        """Yield the days that do not agree; the value is the day and the words that it was read from."""
        found = day_conflict([d for _, d in a], [d for _, d in b])
        if found is not None and not (apart(*found) == 1 and (self._by_night(pair.a) or self._by_night(pair.b))):
            values = [_day(found[0], a), _day(found[1], b)]
            yield self._made("date", f"{about}: when", pair, *values)

    def _names(self, pair: Pair) -> Iterator[Difference]:
        """Yield the offices that both passages name, each with another person, whom the other does not name."""
        first, second = (
            self._offices.holders(self._passages.mentions(p.report, p.spans), self._passages.reports[p.report])
            for p in (pair.a, pair.b)
        )
        for office in sorted(first.keys() & second.keys()):
            one, other = first[office], second[office]
            known = any(one.same(h) for h in second.values()) or any(other.same(h) for h in first.values())
            if (one.told or other.told) and not known:
                yield self._name(pair, one, other)

    def _name(self, pair: Pair, a: Holder, b: Holder) -> Difference:
        """Return the difference between two persons in one office."""
        role, code = a.office
        made = self._made("name", f"{role.replace('_', ' ')} ({code})", pair, (a.name, a.span), (b.name, b.span))
        on = self._passages.reports[pair.a.report].published.start
        return replace(made, note=self._offices.word(a, b, on[:10] if on else None))

    def _by_night(self, piece: Piece) -> bool:
        """Say whether a telling is of the night, or gives a zone's time: then its day is the next one's elsewhere."""
        return NIGHT.search(self._passages.text(piece.report, piece.spans)) is not None

    def _days(self, piece: Piece) -> list[Dated]:
        """Return the times that a piece names, with their spans in the body."""
        report = self._passages.reports[piece.report]
        return [
            ((start + first, start + last), found)
            for start, end in piece.spans
            for (first, last), found in dates(report.body[start:end], report.published)
        ]

    def _other_words(self, piece: Piece, other: Piece) -> frozenset[str]:
        """Return the stems that only one of two pieces has, names and figures left out."""
        return stems(words(self._passages.bare(piece.report, piece.spans))) - other.stems

    def _made(self, kind: DifferenceKind, about: str, pair: Pair, a: Value, b: Value) -> Difference:
        """Return the record of a difference between the two pieces of a pair."""
        return difference(kind, about, pair, a, b, self._passages.reports)


def wording_counts(a: Statement, b: Statement) -> bool:
    """Say whether other words of two tellings of one utterance are a difference, and no newsroom's way to sum it up.

    Words in quotation marks are the speaker's. Of words that are not, two reports choose their own; that counts where they
    else run side by side.
    """
    summed_up = [s for s in (a, b) if s.kind == "indirect"]
    if not summed_up:
        return True
    if any(s.cue.lemma not in PASSES_ON for s in summed_up):
        return False
    share, left, right = parallel(a.content.text, b.content.text)
    least, most = SIDE_BY_SIDE[len(summed_up)]
    alone = (len(left.split()), len(right.split()))
    if share < least or max(alone) > most:
        return False
    if sum(alone) <= 1:
        return False  # a noun for a pronoun, "had taken" for "took"
    return len(summed_up) < BOTH or not (left and right) or put_otherwise(left, right)


def difference(
    kind: DifferenceKind, about: str, pair: Pair, a: Value, b: Value, reports: Mapping[str, Report]
) -> Difference:
    """Return the record of a difference between the two pieces of a pair, with what each of them has."""
    tellings = tuple(
        Telling(
            report=piece.report,
            outlet=reports[piece.report].outlet,
            value=value,
            span=span,
            record=piece.id or None,
        )
        for piece, (value, span) in ((pair.a, a), (pair.b, b))
    )
    return made(kind, about, tellings, pair.score, pair.parts)


def made(
    kind: DifferenceKind, about: str, tellings: Sequence[Telling], score: float, parts: tuple[Part, ...]
) -> Difference:
    """Return the record of a difference between tellings."""
    return Difference(
        id=digest("difference", kind, *(part for t in tellings for part in (t.report, t.span, t.value))),
        kind=kind,
        about=about,
        values=tuple(tellings),
        score=score,
        parts=parts,
        reader=READER,
        version=VERSION,
    )


def _name(party: Party | None) -> str:
    """Return what a party is called, nothing for none."""
    return "" if party is None else party.name or party.text


def _day(found: Date, dated: Sequence[Dated]) -> Value:
    """Return a day with the words and the place that it was read from."""
    span = next(span for span, when in dated if when is found)
    return f"{found.start} ({found.text})" if found.text else str(found.start), span
