"""Reading again what a new codebook or gazetteer touches, and nothing else.

What is read again is kept beside the tables, batch by batch, until all of it is there; then it takes the place of the old
rows in one step. A recoding that is cut off loses no more than the batch at hand, and the same call goes on.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from detente.archive.under_way import CutOff, under_way
from detente.errors import ArchiveError, CodebookError, UsageError
from detente.reading.account import Progress
from detente.reading.making import Making, path_or_none
from detente.reading.storing import BATCH_REPORTS, BATCH_SECONDS
from detente.records import Failure, Records, Report
from detente.wire import digest

if TYPE_CHECKING:
    from detente.archive import Archive, Coding
    from detente.reading.touching import Signs, Touch

FOLDER = "recoding"
"""What the folder in an archive is called that holds what was read again so far."""

_LOOKED_AT = ("id", "title", "body", "outlet", "place")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recoding:
    """What a recoding did.

    ``reports`` were looked at, ``touched`` of them are read again, ``read`` of these by this call, the others by one that
    was cut off. ``unknown`` counts the touched ones of which it was not known what they were read with. ``failures`` are
    those of this call. ``version`` is the archive's afterwards. ``cut_off`` is the recoding before, where that did not come to
    its end.
    """

    reports: int
    touched: int
    unknown: int
    read: int
    failures: tuple[Failure, ...]
    seconds: float
    version: int
    cut_off: CutOff | None = None


def recode(
    archive: str | Path | Archive,
    *,
    codebook: str | Path | None = None,
    gazetteer: str | Path | None = None,
    everything: bool = False,
    trial: bool = False,
    workers: int = 1,
    progress: Callable[[Progress], None] | None = None,
    batch: int = BATCH_REPORTS,
) -> Recoding:
    """Read again the reports of an archive that a codebook or gazetteer of another version touches.

    Each report is read as it was before, by the same pipeline and as whole, but with the codebook and gazetteer of today.

    Args:
        archive: an archive, or its folder.
        codebook: the codebook file of yours that is to count from now on; None: the shipped one alone.
        gazetteer: the CSV of your own actors that is to count from now on; None: the shipped ones alone.
        everything: read all reports again, as after a change of the language rules.
        trial: only say what would be read again.
        workers: how many processes read.
        progress: told each step; None: nobody.
        batch: the most reports that are kept at a time.

    Raises:
        NoArchive, NoSource, UsageError, CodebookError, ParserMissing, and every ArchiveError; the archive is then as it
        was, and what was read again is kept for the next call.
    """
    begun = time.monotonic()
    making = Making(codebook=path_or_none(codebook), gazetteer=path_or_none(gazetteer))
    making.check()
    if workers < 1:
        raise UsageError(f"{workers} processes cannot read; give 1 or more workers")
    if isinstance(archive, str | Path):
        from detente.archive import Archive

        archive = Archive.open(archive)
    with archive.recoder() as recoder:
        plan = _plan(archive, making, everything=everything)
        done = plan.account(archive.version)
        if not trial:
            found: list[tuple[Failure, ...]] = []
            given = _given(making, everything=everything)
            with under_way(archive, "recoding", given, staging=plan.staging) as cut_off:
                if plan.touched:
                    found = _again(archive, plan, workers, progress, batch)
                    _put(archive, recoder.replace, plan)
                shutil.rmtree(archive.root.sidecar / FOLDER, ignore_errors=True)
            failures = tuple(chain.from_iterable(found))
            done = replace(done, read=len(found), failures=failures, version=archive.version, cut_off=cut_off)
    return replace(done, seconds=time.monotonic() - begun)


def _given(making: Making, *, everything: bool) -> list[str]:
    """Return what a recoding was given, as on the command line."""
    files = {"--codebook": making.codebook, "--gazetteer": making.gazetteer}
    given = [f"{option} {file}" for option, file in files.items() if file is not None]
    return [*given, "--all"] if everything else given


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """What is to be read again: the touched reports in their order, each with the way it was read."""

    reports: int
    unknown: int
    touched: Mapping[str, Making]
    staging: Path

    def account(self, version: int) -> Recoding:
        """Return the account of it with nothing read yet."""
        return Recoding(
            reports=self.reports,
            touched=len(self.touched),
            unknown=self.unknown,
            read=0,
            failures=(),
            seconds=0.0,
            version=version,
        )


def _plan(archive: Archive, making: Making, *, everything: bool) -> _Plan:
    """Return which reports are touched, and how each is read."""
    from detente.reading.vocabularies import coded_by

    ways = dict.fromkeys(archive.uncoded(), making)
    unknown = set(ways)
    sure = {}
    for coding, reports in archive.codings().items():
        own = replace(making, pipeline=coding.pipeline, relations_only=coding.relations_only)
        ways.update(dict.fromkeys(reports, own))
        signs = None if everything else _changed(archive, coding, own)
        if signs is not None:
            sure.update(dict.fromkeys(reports, _Told.of(archive, signs)))
        elif not everything:
            unknown.update(reports)
    touched = {
        row["id"]: ways[row["id"]]
        for row in archive.written("reports", _LOOKED_AT)
        if row["id"] in ways and (row["id"] not in sure or sure[row["id"]].touches(row))
    }
    coded = coded_by(making).coding
    key = digest("recoding", coded.codebook, coded.own_codebook, coded.gazetteer, coded.own_gazetteer, coded.version)
    return _Plan(reports=len(ways), unknown=len(unknown), touched=touched, staging=archive.root.sidecar / FOLDER / key)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What tells whether reports are touched: the signs in their texts, None where nothing changed, and their records."""

    touch: Touch | None
    carrying: Collection[str]
    naming: Mapping[str, list[str]]

    @classmethod
    def of(cls, archive: Archive, signs: Signs) -> _Told:
        """Return what tells by some signs."""
        from detente.reading.touching import Touch

        if not signs:
            return cls(touch=None, carrying=(), naming={})
        carrying = archive.carrying(frames=signs.frames, types=signs.types, cameo=signs.cameo, actors=signs.actors)
        naming = archive.naming(sorted(signs.countries)) if signs.countries else {}
        return cls(touch=Touch(signs), carrying=carrying, naming=naming)

    def touches(self, row: Mapping[str, str]) -> bool:
        """Say whether the report of a row is touched."""
        if self.touch is None:
            return False
        text = "\n".join(row[name] for name in _LOOKED_AT[1:] if row[name])
        return row["id"] in self.carrying or self.touch.touches(text, self.naming.get(row["id"], ()))


def _changed(archive: Archive, coding: Coding, making: Making) -> Signs | None:
    """Return what changed since reports were read with a coding; None where that cannot be told, so that all may have."""
    from detente.reading.touching import Signs
    from detente.reading.vocabularies import coded_by

    now, signs = coded_by(making).coding, Signs()
    for add in (_names_changed, _codes_changed):
        if not add(archive, coding, now, making, signs):
            return None
    return signs


def _names_changed(archive: Archive, coding: Coding, now: Coding, making: Making, signs: Signs) -> bool:
    """Add what changed in the gazetteer; say whether that can be told."""
    from detente.gazetteer.changes import changes
    from detente.gazetteer.extra import tables
    from detente.reading.vocabularies import laid_out

    if (coding.gazetteer, coding.own_gazetteer) == (now.gazetteer, now.own_gazetteer):
        return True
    with laid_out(archive, coding.gazetteer, coding.own_gazetteer) as before:
        if before is None:
            return False
        folder = None if coding.gazetteer == now.gazetteer else before[0]
        try:
            signs.add_names(changes(tables(before[1], folder), tables(making.gazetteer)))
        except (UsageError, OSError, ValueError, TypeError, LookupError):  # of a detente whose tables were others
            return False
    return True


def _codes_changed(archive: Archive, coding: Coding, now: Coding, making: Making, signs: Signs) -> bool:
    """Add what changed in the codebook; say whether that can be told."""
    from detente.codebook import Codebook
    from detente.language.forms import Forms
    from detente.reading.vocabularies import laid_out

    if (coding.codebook, coding.own_codebook) == (now.codebook, now.own_codebook):
        return True
    forms = Forms(coding.pipeline)
    with laid_out(archive, coding.codebook, coding.own_codebook) as before:
        if before is None or not forms.known:
            return False
        try:
            old = Codebook.load(before[1], shipped=before[0])
        except (CodebookError, OSError, LookupError):
            return False
    signs.add_codes(old.signs(), Codebook.load(making.codebook).signs(), forms)
    return True


def _again(
    archive: Archive,
    plan: _Plan,
    workers: int,
    progress: Callable[[Progress], None] | None,
    size: int,
) -> list[tuple[Failure, ...]]:
    """Read the touched reports that were not read again yet, and keep them; return the failures of each."""
    from detente.archive import Archive
    from detente.reading.vocabularies import coded_by

    for other in (archive.root.sidecar / FOLDER).glob("*"):
        if other != plan.staging:
            shutil.rmtree(other, ignore_errors=True)
    staged = Archive.open(plan.staging, create=True)
    failures: list[tuple[Failure, ...]] = []
    with staged.writer() as writer:
        known = staged.known()
        for way in dict.fromkeys(plan.touched.values()):
            coded = coded_by(way)
            todo = [report for report, own in plan.touched.items() if own == way and report not in known]
            for records in _batches(_read(archive, todo, way, workers), size):
                writer.write(records, coded=coded)
                failures += (one.failures for one in records)
                if progress is not None:
                    at, failed = len(known) + len(failures), sum(map(bool, failures))
                    source = records[-1].report.source
                    progress(Progress(done=at, total=len(plan.touched), failed=failed, source=source))
    return failures


def _put(archive: Archive, put: Callable[[Archive, Mapping[str, Making]], object], plan: _Plan) -> None:
    """Let what was read again count, and bring the word index up to date if there was one."""
    from detente.archive import Archive

    indexed = archive.search_standing().kind in {"ready", "behind"}
    put(Archive.open(plan.staging), plan.touched)
    if indexed:
        with suppress(ArchiveError):  # somebody else writes to it: a question or the next batch does it
            archive.mend_search()


def _read(archive: Archive, todo: Sequence[str], making: Making, workers: int) -> Iterator[Records]:
    """Yield the records of reports as they are read now."""
    if not todo:
        return
    reports = _reports(archive, todo)
    if workers == 1:
        yield from making.reader().read(reports)
        return
    from detente.reading.workers import Task, Workers

    for found in Workers(task=Task(language=True, making=making), number=workers).run(reports):
        if isinstance(found, Records):
            yield found


def _reports(archive: Archive, todo: Sequence[str]) -> Iterator[Report]:
    """Yield reports by id, some of them held at a time."""
    for at in range(0, len(todo), BATCH_REPORTS):
        yield from archive.reports_called(todo[at : at + BATCH_REPORTS])


def _batches(found: Iterator[Records], size: int) -> Iterator[list[Records]]:
    """Yield the records of several reports at a time."""
    batch: list[Records] = []
    begun = time.monotonic()
    for records in found:
        batch.append(records)
        if len(batch) >= size or time.monotonic() - begun >= BATCH_SECONDS:
            yield batch
            batch, begun = [], time.monotonic()
    if batch:
        yield batch
