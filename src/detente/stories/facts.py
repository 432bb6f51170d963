"""Facts: the figures, days and places that a report gives, each with what its sentence and the words next to it tell.

They are what two reports of one story are held against each other by where their sentences are built differently.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from detente.language.times import dates
from detente.records import Date, Quantity, Report, Span
from detente.stories.counts import unsaid
from detente.stories.pieces import Passages
from detente.stories.places import Locative, Places
from detente.stories.senses import senses
from detente.stories.sentences import sentences
from detente.stories.wording import words

Sort = Literal["number", "date", "place"]
Value = Quantity | Date | Locative

# Years that no date is read from: "goes back to 1976".
_YEAR = re.compile(r"(?<=back\sto\s)((?:1[5-9]|20)\d\d)(?![\w-])")
# Telling words on each side of a value that belong to it, as long as they stand in its sentence.
REACH = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A value in a report: ``around`` is what the words next to it tell, ``sentence`` what all of its sentence does.

    Both hold actors by id and words by :func:`detente.stories.senses.sense`; ``named`` are the actors of the sentence alone,
    ``place`` its span.
    """

    report: str
    sort: Sort
    value: Value
    text: str
    span: Span
    around: frozenset[str]
    sentence: frozenset[str]
    named: frozenset[str]
    place: Span


def facts(report: Report, passages: Passages, places: Places) -> Iterator[Fact]:
    """Yield the facts of a report, sentence by sentence."""
    for place in sentences(report.body):
        told = tuple(_told(report, passages, place))
        named = frozenset(m.actor for m in passages.mentions(report.id, (place,)) if m.actor and m.how == "name")
        for sort, value, span in _values(report, passages, places, place):
            left = [what for at, what in told if at < span[0]]
            inner = [what for at, what in told if span[0] <= at < span[1]] if sort == "number" else []
            right = [what for at, what in told if at >= span[1]]
            yield Fact(
                report=report.id,
                sort=sort,
                value=value,
                text=report.body[slice(*span)],
                span=span,
                around=frozenset((*left[-REACH:], *inner, *right[:REACH])),
                sentence=frozenset((*left, *inner, *right)),
                named=named,
                place=place,
            )


def _told(report: Report, passages: Passages, place: Span) -> Iterator[tuple[int, str]]:
    """Yield where a telling word or a name of a known actor starts in a sentence, and what it tells."""
    at = place[0]
    for mention in passages.mentions(report.id, (place,)):
        actor = mention.actor
        if actor is None or mention.how not in ("name", "metonym") or mention.span[0] < at:
            continue
        yield from _words(report.body, at, mention.span[0])
        yield mention.span[0], actor
        at = mention.span[1]
    yield from _words(report.body, at, place[1])


def _words(body: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Yield where words stand in a stretch of a body and what they tell."""
    at = start
    for piece in body[start:end].split(" "):
        for told in senses(words(piece)):
            yield at, told
        at += len(piece) + 1


def _values(report: Report, passages: Passages, places: Places, span: Span) -> Iterator[tuple[Sort, Value, Span]]:
    """Yield the values in a sentence with their spans in the body."""
    start, end = span
    counted = passages.quantities(report.id, (span,))
    counted += unsaid(report.body[start:end], start, [q.span for q in counted])
    for quantity in counted:
        yield "number", quantity, quantity.span
    for (first, last), when in dates(report.body[start:end], report.published):
        if when.start is not None:
            yield "date", when, (start + first, start + last)
    for match in _YEAR.finditer(report.body, start, end):
        year = match[1]
        yield "date", Date(start=f"{year}-01-01", end=f"{year}-12-31", precision="year", text=year), match.span(1)
    for place in places.locatives(report, span):
        yield "place", place, place.span
