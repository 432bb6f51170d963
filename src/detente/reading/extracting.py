"""Records out of sources, without an archive."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal, get_args

from detente.errors import UsageError
from detente.reading.making import Making, path_or_none
from detente.reading.stream import Intake, ReportReader, Source, items, listed
from detente.reading.way import Way
from detente.records import Records
from detente.wire import Record

if TYPE_CHECKING:
    from detente.intake import Fetching

Only = Literal["report", "mention", "statement", "event", "failure"]


def extract(
    sources: Source | Iterable[Source],
    *,
    only: str | None = None,
    pipeline: str | None = None,
    stdin: BinaryIO | None = None,
    reader: ReportReader | None = None,
    columns: Mapping[str, str] | None = None,
    fetching: Fetching | None = None,
    codebook: str | Path | None = None,
    gazetteer: str | Path | None = None,
    workers: int = 1,
    relations_only: bool = False,
) -> Iterator[Record]:
    """Yield the records of the sources' reports, report by report.

    Args:
        sources: files, folders, patterns, addresses or "-"; one or several.
        only: "report" (which stops before the language stage), "mention", "statement", "event" or "failure"; failures
            come whatever is asked for. None: all.
        pipeline: the spaCy pipeline, None for detente's own.
        stdin: what "-" reads.
        reader: reads the records instead of a pipeline.
        columns: which column of a table holds which field ({"title": "headline"}), where the names do not tell.
        fetching: how addresses are fetched, None: politely, and only those that are given.
        codebook: a codebook file whose types, frames and words are added to the shipped ones; None: those alone.
        gazetteer: a CSV of your own actors and offices, which win over the shipped ones; None: those alone.
        workers: how many processes read; what they read does not depend on it. With more than one, ``reader`` must be
            None, and a script keeps its own work under ``if __name__ == "__main__":``.
        relations_only: parse each report only as far as two countries or organisations can meet in it; the records
            are those of a whole reading, fewer of them. A ``reader`` has its own way.

    Raises:
        NoSource, UsageError, CodebookError: at once.
        ParserMissing: with the first record.
    """
    if only is not None and only not in get_args(Only):
        raise UsageError(f"no record called {only!r}; give one of {', '.join(get_args(Only))}")
    intake = Intake(items=items(listed(sources), stdin, columns, fetching))
    making = Making(
        pipeline=pipeline,
        codebook=path_or_none(codebook),
        gazetteer=path_or_none(gazetteer),
        relations_only=relations_only,
    )
    how = Way(language=only != "report", reader=reader, making=making, workers=workers)
    return _records(how.records(intake), intake, only)


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
