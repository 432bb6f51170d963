"""Pieces for alignment out of records: what a statement says, and the sentence that tells an event."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from detente.gazetteer.spelling import key
from detente.language.amounts import quantities
from detente.language.times import dates
from detente.records import Event, Mention, Party, Quantity, Report, Span, Statement, Status
from detente.stories.alignment import Piece, Voice
from detente.stories.offices import Offices
from detente.stories.wording import words

# Statuses under which one event can be told by two reports: what one calls planned, the next day's has happened, but
# a threat is no deed.
_STANDING: dict[Status, str] = {
    "happened": "done",
    "ongoing": "done",
    "planned": "done",
    "offered": "offered",
    "demanded": "demanded",
    "threatened": "threatened",
    "predicted": "predicted",
    "conditional": "conditional",
    "denied": "denied",
}


class Passages:
    """What stands in the passages of reports: their text, the mentions and the figures in them."""

    def __init__(self, reports: Mapping[str, Report], mentions: Iterable[Mention]) -> None:
        self.reports = reports
        self._mentions: dict[str, list[Mention]] = defaultdict(list)
        for mention in mentions:
            self._mentions[mention.report].append(mention)
        for found in self._mentions.values():
            found.sort(key=lambda m: (m.span, m.id))

    def text(self, report: str, spans: Sequence[Span]) -> str:
        """Return the text of the spans of a report."""
        return " ".join(self.reports[report].body[start:end] for start, end in spans)

    def mentions(self, report: str, spans: Sequence[Span]) -> list[Mention]:
        """Return the mentions that begin inside the spans of a report."""
        found = self._mentions[report]
        return [
            found[i]
            for start, end in spans
            for i in range(*(bisect_left(found, place, key=lambda m: m.span[0]) for place in (start, end)))
        ]

    def quantities(self, report: str, spans: Sequence[Span]) -> list[Quantity]:
        """Return the figures in the spans of a report."""
        body = self.reports[report].body
        return [q for start, end in spans for q in quantities(body[start:end], start)]

    def bare(self, report: str, spans: Sequence[Span]) -> str:
        """Return the text of the spans of a report without the names, figures and dates in it."""
        body, out = self.reports[report].body, []
        times = [
            (start + first, start + last)
            for start, end in spans
            for (first, last), _ in dates(body[start:end], self.reports[report].published)
        ]
        named = [m.span for m in self.mentions(report, spans) if m.how != "pronoun"]
        cuts = sorted((*named, *times, *(q.span for q in self.quantities(report, spans))))
        for start, end in spans:
            place = start
            for first, last in cuts:
                if place <= first < end:
                    out.append(body[place:first])
                if first < end:
                    place = max(place, last)
            out.append(body[place:end])
        return " ".join(out)

    def names(self, report: str, spans: Sequence[Span]) -> frozenset[str]:
        """Return the actors, unknown names and figures in the spans of a report, as keys."""
        actors = (m.actor or key(m.name or m.text) for m in self.mentions(report, spans) if m.how != "pronoun")
        return frozenset((*actors, *(f"{q.value:g} {q.unit}" for q in self.quantities(report, spans))))


def of_statements(statements: Iterable[Statement], passages: Passages, offices: Offices) -> Iterator[Piece]:
    """Yield the pieces of statements with a speaker who is known by id or name.

    The voices are the speaker, and the office that the report gives him.
    """
    for statement in statements:
        speaker = statement.speaker
        if speaker is None or who(speaker) is None:
            continue
        report, spans = statement.report, statement.content.spans
        holder = offices.speaker(speaker, passages.reports[report])
        voices: set[Voice] = {("speaker", who(speaker) or "")}
        if holder is not None:
            voices.add(("office", *holder.office))
        yield Piece(
            id=statement.id,
            report=report,
            spans=spans,
            words=words(statement.content.text),
            voices=frozenset(voices),
            names=passages.names(report, spans),
        )


def of_events(events: Iterable[Event], passages: Passages) -> Iterator[Piece]:
    """Yield the pieces of events; the voice is type, standing, and the countries (else actors) of both parties."""
    for event in events:
        source = _side(event.source)
        if source is None:
            continue
        target = _side(event.target) if event.target is not None else None
        report, spans = event.report, (event.passage,)
        yield Piece(
            id=event.id,
            report=report,
            spans=spans,
            words=words(passages.text(report, spans)),
            voices=frozenset({("event", event.type, _STANDING[event.status], source, target or "")}),
            names=passages.names(report, spans),
        )


def who(party: Party) -> str | None:
    """Return the key of an actor: the gazetteer's id, else the folded name, None where nobody is named."""
    return party.actor or (key(party.name) if party.name else None)


def _side(party: Party) -> str | None:
    """Return the key of a party to an event: its country, so that a minister and his state are one."""
    return party.country or who(party)
