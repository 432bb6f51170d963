"""What must hold whatever comes in: time, errors of one line, passages that are the stored text."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from detente import wire
from detente.records import Event, Failure, Mention, Records, Report, Span, Statement

#: Seconds of processor time that one input may take.
LONGEST = 5.0

Target = Callable[[bytes], None]


class Broken(AssertionError):
    """A promise does not hold for an input."""


@contextmanager
def timed() -> Iterator[None]:
    """Hold what is done to the time that one input may take."""
    begun = time.process_time()
    yield
    spent = time.process_time() - begun
    if spent > LONGEST:
        raise Broken(f"took {spent:.1f} s of processor time")


def require(holds: object, what: str) -> None:
    """Raise Broken unless something holds."""
    if not holds:
        raise Broken(what)


def one_line(message: str) -> None:
    """Hold a message to one line that no control character turns or breaks."""
    require(message.strip(), "an empty message")
    require(not any(c in message for c in "\n\r\x1b\x00\u2028\u202e"), f"a message of several lines: {message!r}")


def failure(found: Failure) -> None:
    """Hold a failure to what it must be."""
    one_line(found.error)
    wire.record_to_json(found)


def report(found: Report) -> None:
    """Hold a report to what it must be: a body, no line of it empty, one line each for what is said of it."""
    require(found.body.strip(), "an empty body")
    require("\x00" not in found.body, "a NUL in a body")
    for line in (found.title, found.outlet, found.byline, found.url):
        require(line is None or (line.strip() and "\n" not in line), f"a field of several lines: {line!r}")
    wire.record_to_json(found)


def records(found: Records) -> None:
    """Hold the records of a report to their passages; that a sentence was too much to read whole may be told."""
    broken = [one.error for one in found.failures if "is not read" not in one.error]
    require(not broken, f"failed: {broken}")
    body = found.report.body
    for mention in found.mentions:
        _mention(mention, body)
    ids = {one.id for one in found.statements}
    for statement in found.statements:
        _statement(statement, body, ids)
    for event in found.events:
        _event(event, body, ids)
    made = [one.id for group in (found.mentions, found.statements, found.events) for one in group]
    require(len(made) == len(set(made)), "an id that stands twice")


def _mention(one: Mention, body: str) -> None:
    _held(one.span, body, one.text)
    wire.record_to_json(one)


def _statement(one: Statement, body: str, ids: set[str]) -> None:
    _held(one.passage, body)
    _joined(one.content.spans, one.content.text, body)
    _joined(one.cue.spans, one.cue.text, body)
    for party in (one.speaker, one.addressee):
        for span in party.spans if party else ():
            _held(span, body)
    require(one.inside is None or one.inside in ids, "inside a statement that is missing")
    require(one.inside != one.id, "a statement inside itself")
    wire.record_to_json(one)


def _event(one: Event, body: str, ids: set[str]) -> None:
    for span in (one.passage, *one.passages, *one.source.spans, *(one.target.spans if one.target else ())):
        _held(span, body)
    for quantity in one.quantities:
        _held(quantity.span, body, quantity.text)
    require(one.statement is None or one.statement in ids, "told in a statement that is missing")
    wire.record_to_json(one)


def _held(span: Span, body: str, text: str | None = None) -> None:
    start, end = span
    require(0 <= start < end <= len(body), f"a span {span} outside a body of {len(body)}")
    require(text is None or body[start:end] == text, f"{body[start:end]!r} is not {text!r}")


def _joined(spans: Iterable[Span], text: str, body: str) -> None:
    spans = list(spans)
    for span in spans:
        _held(span, body)
    cut = "".join(body[start:end] for start, end in spans)
    require(not spans or "".join(cut.split()) == "".join(text.split()), f"{cut!r} is not {text!r}")
