"""Records out of sources, without an archive."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO, Literal, get_args

from detente.errors import UsageError
from detente.reading.copied import marked
from detente.reading.stream import Intake, ReportReader, Source, items, listed, parsed
from detente.records import Records
from detente.wire import Record

Only = Literal["report", "mention", "statement", "event", "failure"]


def extract(
    sources: Source | Iterable[Source],
    *,
    only: str | None = None,
    pipeline: str | None = None,
    stdin: BinaryIO | None = None,
    reader: ReportReader | None = None,
) -> Iterator[Record]:
    """Yield the records of the sources' reports, report by report.

    Args:
        sources: files, folders, patterns or "-"; one or several.
        only: "report" (which stops before the language stage), "mention", "statement", "event" or "failure"; failures
            come whatever is asked for. None: all.
        pipeline: the spaCy pipeline, None for detente's own.
        stdin: what "-" reads.
        reader: reads the records instead of a pipeline.

    Raises:
        NoSource, UsageError: at once.
        ParserMissing: with the first record.
    """
    if only is not None and only not in get_args(Only):
        raise UsageError(f"no record called {only!r}; give one of {', '.join(get_args(Only))}")
    intake = Intake(items=items(listed(sources), stdin))
    reports = marked(intake.reports())
    found: Iterable[Records]
    if only == "report":
        found = (Records(report=report) for report in reports)
    else:
        found = parsed(reports, reader, pipeline)
    return _records(found, intake, only)


def _records(found: Iterable[Records], intake: Intake, only: str | None) -> Iterator[Record]:
    """Yield the records asked for, report by report, and every failure."""
    for records in found:
        yield from intake.take_failures()
        if only in {None, "report"}:
            yield records.report
        if only in {None, "mention"}:
            yield from records.mentions
        if only in {None, "statement"}:
            yield from records.statements
        if only in {None, "event"}:
            yield from records.events
        yield from records.failures
    yield from intake.take_failures()
