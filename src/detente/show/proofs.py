"""A passage in its paragraph: what every line of a brief opens to."""

from __future__ import annotations

from detente.records import Event, Report, Span, Statement
from detente.show.record import Proof, Source

# Proofs shown with one line; the rest are counted. Set so that a line can show every outlet of an ordinary archive
# once, while an event told by every report of a large one does not fill the page.
MOST_PROOFS = 12

# Characters of a paragraph kept on either side of a passage; set so that a news paragraph (a median of some 300
# characters) is shown whole and a body without line breaks does not fill the page.
_KEPT = 700


def paragraph(body: str, passage: Span) -> Span:
    """Return the lines of a body that hold a passage, as a span."""
    start = body.rfind("\n", 0, passage[0]) + 1
    end = body.find("\n", passage[1])
    return start, len(body) if end < 0 else end


def proof(record: Event | Statement, report: Report) -> Proof:
    """Return the proof of an event or statement out of its report's body."""
    return passage(
        report, record.passage, record=record.id, rule=record.rule, reader=record.reader, version=record.version
    )


def passage(report: Report, span: Span, *, record: str, rule: str, reader: str, version: str) -> Proof:
    """Return a passage of a report in its paragraph, with what it was read as and by which rule."""
    body, (start, end) = report.body, span
    first, last = paragraph(body, span)
    cut_before, cut_after = first, last
    if start - first > _KEPT:
        cut_before = _word_edge(body, start - _KEPT, start)
    if last - end > _KEPT:
        cut_after = body.rfind(" ", end, end + _KEPT)
        cut_after = end + _KEPT if cut_after < 0 else cut_after
    return Proof(
        record=record,
        report=report.id,
        span=span,
        before=body[cut_before:start].lstrip(),
        passage=body[start:end],
        after=body[end:cut_after].rstrip(),
        cut_before=cut_before > first,
        cut_after=cut_after < last,
        rule=rule,
        reader=reader,
        version=version,
    )


def source(report: Report) -> Source:
    """Return a report as a brief cites it."""
    return Source(
        id=report.id,
        outlet=report.outlet,
        title=report.title,
        byline=report.byline,
        url=report.url,
        place=report.source,
        published=report.published,
        copy_of=report.copy_of,
    )


def _word_edge(body: str, start: int, end: int) -> int:
    """Return the place after the first space from ``start``, or ``start`` where there is none before ``end``."""
    space = body.find(" ", start, end)
    return start if space < 0 else space + 1
