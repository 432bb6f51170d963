"""Sources into an archive, batch by batch."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from detente.archive.under_way import under_way
from detente.reading.account import Account, Progress, Tally
from detente.reading.copied import Marking
from detente.reading.held import held_by
from detente.reading.making import Making, path_or_none
from detente.reading.stream import Intake, ReportReader, Source, count, items, listed
from detente.reading.translated import Translations, held_near
from detente.reading.way import Crew, Way
from detente.records import Records

if TYPE_CHECKING:
    from detente.archive import Archive, CodedBy
    from detente.archive.writer import Writer
    from detente.intake import Fetching
    from detente.stories.keeping import Keeper

BATCH_REPORTS = 200
"""Reports in a batch. Writing 200 reports with 50 records each takes 0.3 s, parsing them some 30 s."""

BATCH_SECONDS = 20.0
"""Seconds after which a batch is written though not full: the most work that a reading cut off has to do again."""


def read(
    sources: Source | Iterable[Source],
    *,
    archive: str | Path | Archive,
    pipeline: str | None = None,
    stdin: BinaryIO | None = None,
    progress: Callable[[Progress], None] | None = None,
    reader: ReportReader | None = None,
    batch: int = BATCH_REPORTS,
    columns: Mapping[str, str] | None = None,
    fetching: Fetching | None = None,
    codebook: str | Path | None = None,
    gazetteer: str | Path | None = None,
    workers: int = 1,
    relations_only: bool = False,
    crew: Crew | None = None,
) -> Account:
    """Read what is new in the sources into an archive, batch by batch, and give an account of it.

    A batch counts once it is written. A reading that is cut off loses no more than the batch at hand; the same call
    goes on from there, and its account tells of it.

    Args:
        sources: files, folders, patterns, addresses or "-"; one or several.
        archive: an archive, or its folder, which is made if it is not there.
        pipeline: the spaCy pipeline, None for detente's own. It is loaded only if there is something new.
        stdin: what "-" reads.
        progress: told each step; None: nobody. Asking for it costs a first look at the files' names, to count them.
        reader: reads the records instead of a pipeline.
        batch: the most reports in a batch.
        columns: which column of a table holds which field ({"title": "headline"}), where the names do not tell.
        fetching: how addresses are fetched, None: politely, and only those that are given.
        codebook: a codebook file whose types, frames and words are added to the shipped ones; None: those alone.
        gazetteer: a CSV of your own actors and offices, which win over the shipped ones; None: those alone.
        workers: how many processes read; what they read does not depend on it. With more than one, ``reader`` must be
            None, and a script keeps its own work under ``if __name__ == "__main__":``.
        relations_only: parse each report only as far as two countries or organisations can meet in it; the records
            are those of a whole reading, fewer of them. A ``reader`` has its own way.
        crew: opens and reads the sources elsewhere (:func:`detente.scale.read` gives one); None: here.

    Raises:
        NoSource, UsageError, CodebookError, ParserMissing, and every ArchiveError; what was written before stays.
    """
    begun = time.monotonic()
    making = Making(
        pipeline=pipeline,
        codebook=path_or_none(codebook),
        gazetteer=path_or_none(gazetteer),
        relations_only=relations_only,
    )
    how = Way(reader=reader, making=making, workers=workers, crew=crew)
    named = listed(sources)
    intake = Intake(items=items(named, stdin, columns, fetching))
    if isinstance(archive, str | Path):
        from detente.archive import Archive

        archive = Archive.open(archive, create=True)
    tally = Tally(progress=progress, total=None if progress is None else count(named), intake=intake)
    with archive.writer() as writer, under_way(archive, "reading", list(map(str, named))) as tally.cut_off:
        intake.seen, intake.on_item = archive.known(), tally.at
        _store(archive, writer, how, intake, tally, batch)
    return tally.account(seconds=time.monotonic() - begun, version=archive.version)


def _store(archive: Archive, writer: Writer, how: Way, intake: Intake, tally: Tally, batch: int) -> None:
    """Read what is new and write it batch by batch, in stories and with what it was read with."""
    keeper: Keeper | None = None
    coded: CodedBy | None = None
    marking = Marking(
        held=partial(held_by, archive),
        translations=Translations(held=partial(held_near, archive)),
    )
    for records in _batches(how.records(intake, marking), tally, batch):
        failures = intake.take_failures()
        if keeper is None and (records or archive.ungrouped()):
            from detente.stories.keeping import Keeper

            keeper = Keeper(archive)
        stories = None if keeper is None else keeper.add(one.report for one in records)
        if coded is None and records and how.reader is None:
            coded = _coded(how.making)
        writer.write(records, failures, stories=stories, coded=coded)
        tally.add(records, failures)


def _coded(making: Making) -> CodedBy:
    """Return what records are read with."""
    from detente.reading.vocabularies import coded_by

    return coded_by(making)


def _batches(found: Iterable[Records], tally: Tally, size: int) -> Iterator[list[Records]]:
    """Yield the records of several reports at a time, and at the end what is left, be it none."""
    batch: list[Records] = []
    begun = time.monotonic()
    for records in found:
        batch.append(records)
        tally.one_more()
        if len(batch) >= size or time.monotonic() - begun >= BATCH_SECONDS:
            yield batch
            batch, begun = [], time.monotonic()
    yield batch
