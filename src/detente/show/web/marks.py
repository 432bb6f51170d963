"""The text of a report in paragraphs, with every mention, statement and event marked, nested ones too."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Literal

from detente.records import Event, Mention, Span, Statement
from detente.show.web.views import ReportPage

MarkKind = Literal["event", "statement", "cue", "mention"]
_OUTER: tuple[MarkKind, ...] = ("event", "statement", "cue", "mention")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A passage to mark: the record that it belongs to, and what is said of it where a pointer rests on it."""

    kind: MarkKind
    span: Span
    record: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of text with the marks that open before it and how many close after it."""

    text: str
    opens: tuple[Mark, ...]
    closes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph in pieces, with the statements and events whose passages begin in it."""

    start: int
    pieces: tuple[Piece, ...]
    statements: tuple[Statement, ...]
    events: tuple[Event, ...]


def paragraphs(page: ReportPage) -> list[Paragraph]:
    """Return the body of a report in paragraphs; the texts of all pieces, with line ends between, are the body."""
    body = page.report.body
    marks = [mark for mark in _marks(page) if mark.span[0] < mark.span[1]]
    out = []
    start = 0
    for line in body.split("\n"):
        end = start + len(line)
        inside = [_cut(mark, (start, end)) for mark in marks if mark.span[0] < end and mark.span[1] > start]
        out.append(
            Paragraph(
                start=start,
                pieces=tuple(_pieces(body, (start, end), inside)),
                statements=tuple(s for s in page.statements if start <= s.passage[0] <= end and line),
                events=tuple(e for e in page.events if start <= e.passage[0] <= end and line and e.passage[1]),
            )
        )
        start = end + 1
    return out


def _marks(page: ReportPage) -> list[Mark]:
    """Return everything that is marked, the outer kinds first."""
    found = [
        Mark(kind="event", span=span, record=e.id, label=_event(e))
        for e in page.events
        for span in (e.passage, *e.passages)
    ]
    for statement in page.statements:
        who = statement.speaker.name or statement.speaker.text if statement.speaker else "speaker not named"
        parts: tuple[tuple[MarkKind, tuple[Span, ...], str], ...] = (
            ("statement", statement.content.spans, f"said by {who}"),
            ("cue", statement.cue.spans, f"marks what {who} says"),
        )
        found += [
            Mark(kind=kind, span=span, record=statement.id, label=label)
            for kind, spans, label in parts
            for span in spans
        ]
    return [*found, *_mentions(page.mentions)]


def _mentions(mentions: tuple[Mention, ...]) -> list[Mark]:
    """Return the mentions as marks, one a span: several candidates stand in one label."""
    by: dict[Span, list[Mention]] = {}
    for mention in mentions:
        by.setdefault(mention.span, []).append(mention)
    return [
        Mark(
            kind="mention",
            span=span,
            record=held[0].actor or "",
            label="; ".join(dict.fromkeys(f"{m.name or m.text}, by {m.how}" for m in held)),
        )
        for span, held in by.items()
    ]


def _event(event: Event) -> str:
    """Return an event in short."""
    target = f" to {event.target.name or event.target.text}" if event.target else ""
    return f"{event.type}: {event.source.name or event.source.text}{target}, {event.status}"


def _cut(mark: Mark, within: Span) -> Mark:
    """Return the part of a mark that lies within a paragraph."""
    span = max(mark.span[0], within[0]), min(mark.span[1], within[1])
    return Mark(kind=mark.kind, span=span, record=mark.record, label=mark.label)


def _pieces(body: str, within: Span, marks: list[Mark]) -> list[Piece]:
    """Return a paragraph in pieces. Marks that cross each other are opened anew where they have to be."""
    edges = sorted({*within, *(edge for mark in marks for edge in mark.span)})
    ordered = sorted(marks, key=lambda m: (m.span[0], -m.span[1], _OUTER.index(m.kind), m.record))
    stacks = [[m for m in ordered if m.span[0] <= a and m.span[1] >= b] for a, b in itertools.pairwise(edges)]
    out = []
    opened: list[Mark] = []
    for number, (stack, a, b) in enumerate(zip(stacks, edges, edges[1:], strict=False)):
        after = stacks[number + 1] if number + 1 < len(stacks) else []
        opens = tuple(stack[_shared(opened, stack) :])
        closes = len(stack) - _shared(stack, after)
        out.append(Piece(text=body[a:b], opens=opens, closes=closes))
        opened = stack[: len(stack) - closes]
    return out


def _shared(one: list[Mark], other: list[Mark]) -> int:
    """Return how many marks two stacks begin with alike."""
    number = 0
    for a, b in zip(one, other, strict=False):
        if a is not b:
            break
        number += 1
    return number
