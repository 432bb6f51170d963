"""The same across reports: one utterance in several wordings, one event with several witnesses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from detente.gazetteer import Gazetteer
from detente.records import Date, Event, Kind, Mention, Party, Report, Span, Statement, Status
from detente.stories.alignment import EVENTS_ALIKE, STATEMENTS_ALIKE, Pair, Piece, align
from detente.stories.linkage import linked
from detente.stories.nearness import Copies
from detente.stories.offices import Offices
from detente.stories.pieces import Passages, of_events, of_statements, who
from detente.stories.told import in_order
from detente.stories.utterances import utterance_pairs
from detente.stories.wordwise import Run, runs
from detente.wire import digest

_Told = TypeVar("_Told", Statement, Event)

_DAY = 10  # characters of a day in ISO 8601


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """How one report has an utterance; ``runs`` are its words held against the fullest wording, which has one run."""

    report: str
    outlet: str | None
    statement: str
    kind: Kind
    speaker: str | None
    said: Date
    text: str
    span: Span
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """One utterance with its wordings, the fullest first, one a report; ``score`` is how alike they are on average.

    ``direct_and_indirect``, ``other_speaker`` and ``other_date`` say in what the wordings differ beside their words.
    ``id`` hashes the statements.
    """

    id: str
    wordings: tuple[Wording, ...]
    score: float | None
    direct_and_indirect: bool
    other_speaker: bool
    other_date: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """A report that tells an event: where, with which status, and inside whose statement if not in its own words."""

    report: str
    outlet: str | None
    event: str
    status: Status
    statement: str | None
    text: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Occurrence:
    """One event with its witnesses, the earliest report first, one a report.

    ``first`` is the report that is known to have appeared before all others that tell it, None where that is open.
    ``id`` hashes the events.
    """

    id: str
    type: str
    source: Party
    target: Party | None
    when: Date
    witnesses: tuple[Witness, ...]
    first: str | None
    score: float | None


class Across:
    """Aligns the records of the reports of one story; copies are left out by the caller.

    ``gazetteer`` says who holds which office, the shipped one where it is None.
    """

    def __init__(
        self, reports: Iterable[Report], mentions: Iterable[Mention], gazetteer: Gazetteer | None = None
    ) -> None:
        self._order = in_order(reports)
        self._reports = {report.id: report for report in self._order}
        self._passages = Passages(self._reports, (m for m in mentions if m.report in self._reports))
        self._offices = Offices(gazetteer or Gazetteer.load())
        self._copies = Copies(self._order)

    def utterances(self, statements: Iterable[Statement]) -> list[Utterance]:
        """Return the utterances, those of most reports first; one that a single report has is one of one wording."""
        known = {s.id: s for s in statements if s.report in self._reports}
        pieces = list(of_statements(known.values(), self._passages, self._offices))
        pairs = utterance_pairs(
            pieces,
            self._reports,
            dict.fromkeys(self._reports, "one"),
            text=lambda piece: self._passages.text(piece.report, piece.spans),
            copies=self._copies,
        )
        found = [
            self._utterance([known[piece.id] for piece in group], score)
            for group, score in _groups(pieces, pairs, STATEMENTS_ALIKE)
        ]
        return sorted(found, key=lambda u: (-len(u.wordings), self._place(u.wordings[0].report), u.wordings[0].span))

    def occurrences(self, events: Iterable[Event]) -> list[Occurrence]:
        """Return the events, those of most reports first; one that a single report tells has one witness."""
        known = {e.id: e for e in events if e.report in self._reports}
        pieces = list(of_events(known.values(), self._passages))
        pairs = align(pieces, self._reports, threshold=EVENTS_ALIKE, copies=self._copies)
        found = [
            self._occurrence([known[piece.id] for piece in group], score)
            for group, score in _groups(pieces, pairs, EVENTS_ALIKE)
        ]
        return sorted(found, key=lambda o: (-len(o.witnesses), self._place(o.witnesses[0].report), o.witnesses[0].span))

    def _utterance(self, told: Sequence[Statement], score: float | None) -> Utterance:
        """Return an utterance of statements that tell it."""
        fullest = max(told, key=lambda s: (len(s.content.text.split()), -self._place(s.report), s.id))
        kept = _one_each(told, fullest, self._place)
        wordings = tuple(self._wording(statement, fullest) for statement in kept)
        speakers = {who(s.speaker) for s in kept if s.speaker is not None}
        days = {s.said.start[:_DAY] for s in kept if s.said.start and s.said.precision in {"day", "minute"}}
        return Utterance(
            id=digest("utterance", *sorted(s.id for s in told)),
            wordings=wordings,
            score=score,
            direct_and_indirect={"direct", "indirect"} <= {s.kind for s in kept},
            other_speaker=len(speakers) > 1,
            other_date=len(days) > 1,
        )

    def _wording(self, statement: Statement, fullest: Statement) -> Wording:
        """Return how one report has an utterance."""
        text = statement.content.text
        spans = statement.content.spans
        return Wording(
            report=statement.report,
            outlet=self._reports[statement.report].outlet,
            statement=statement.id,
            kind=statement.kind,
            speaker=statement.speaker.name or statement.speaker.text if statement.speaker else None,
            said=statement.said,
            text=text,
            span=(spans[0][0], spans[-1][1]),
            runs=(Run(kind="same", text=text),) if statement is fullest else runs(text, fullest.content.text),
        )

    def _occurrence(self, told: Sequence[Event], score: float | None) -> Occurrence:
        """Return an event of the reports that tell it."""
        best = min(told, key=lambda e: (e.when.start is None, self._place(e.report), e.passage, e.id))
        kept = sorted(_one_each(told, best, self._place), key=lambda e: self._place(e.report))
        return Occurrence(
            id=digest("occurrence", *sorted(e.id for e in told)),
            type=best.type,
            source=best.source,
            target=best.target,
            when=best.when,
            witnesses=tuple(self._witness(event) for event in kept),
            first=self._first([event.report for event in kept]),
            score=score,
        )

    def _witness(self, event: Event) -> Witness:
        """Return a report that tells an event."""
        report = self._reports[event.report]
        return Witness(
            report=event.report,
            outlet=report.outlet,
            event=event.id,
            status=event.status,
            statement=event.statement,
            text=report.body[slice(*event.passage)],
            span=event.passage,
        )

    def _first(self, reports: Sequence[str]) -> str | None:
        """Return the report that appeared before the others, None where that is not known of just one."""
        if len(reports) == 1:
            return reports[0]
        times = [self._reports[report].published for report in reports]
        earliest = times[0]
        if any(when.start is None or when.end is None for when in times) or earliest.end is None:
            return None
        later = all(when.start is not None and _before(earliest.end, when.start) for when in times[1:])
        return reports[0] if later else None

    def _place(self, report: str) -> int:
        """Return the place of a report in the order of appearance."""
        return next(place for place, known in enumerate(self._order) if known.id == report)


def _before(a: str, b: str) -> bool:
    """Say whether one moment is known to be earlier than another, as far as both are known."""
    known = min(len(a), len(b))
    return a[:known] < b[:known]


def _groups(
    pieces: Sequence[Piece], pairs: Sequence[Pair], threshold: float
) -> Iterable[tuple[list[Piece], float | None]]:
    """Yield the pieces that tell one thing, with how alike their pairs are on average, None for one alone.

    Average linkage keeps a chain of loose pairs from making one thing of many; half the threshold is asked of it,
    because pieces of one report are never paired and count 0.
    """
    place = {piece.id: number for number, piece in enumerate(pieces)}
    links: dict[tuple[int, int], float] = {}
    for pair in pairs:
        a, b = sorted((place[pair.a.id], place[pair.b.id]))
        links[a, b] = pair.score
    first = linked(len(pieces), ((a, b, score) for (a, b), score in links.items()), threshold=threshold / 2)
    scores: dict[int, list[float]] = {}
    for (a, b), score in sorted(links.items()):
        if first[a] == first[b]:
            scores.setdefault(first[a], []).append(score)
    members: dict[int, list[Piece]] = {}
    for number, piece in enumerate(pieces):
        members.setdefault(first[number], []).append(piece)
    for own, group in members.items():
        held = scores.get(own)
        yield group, round(sum(held) / len(held), 4) if held else None


def _one_each(told: Sequence[_Told], best: _Told, place: Callable[[str], int]) -> list[_Told]:
    """Return one telling a report, the best first, then by the reports' order."""
    kept: dict[str, _Told] = {best.report: best}
    for one in sorted(told, key=lambda t: (place(t.report), t.passage, t.id)):
        kept.setdefault(one.report, one)
    return list(kept.values())
