"""The way from items to records: in this process, or in several."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from detente.errors import UsageError
from detente.reading.copied import Earlier, Marking, nothing
from detente.reading.stream import Intake, ReportReader, parsed
from detente.records import Records


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How records are read: up to the report or with the language stage, by what, and in how many processes.

    Raises UsageError where several processes are to use one reader object, or there is to be none.
    """

    language: bool = True
    reader: ReportReader | None = None
    pipeline: str | None = None
    workers: int = 1

    def __post_init__(self) -> None:
        """Refuse what cannot be done."""
        if self.workers < 1:
            raise UsageError(f"{self.workers} processes cannot read; give 1 or more workers")
        if self.workers > 1 and self.reader is not None:
            raise UsageError("several processes cannot share a reader; give a pipeline's name, or workers=1")

    def records(self, intake: Intake, held: Callable[[], Iterable[Earlier]] = nothing) -> Iterator[Records]:
        """Return the records of each new report in order, marked by those before it; ``held`` gives earlier texts."""
        marking = Marking(held=held, on_same=intake.again)
        if self.workers > 1:
            from detente.reading.workers import Task, Workers

            crew = Workers(task=Task(language=self.language, pipeline=self.pipeline), number=self.workers)
            return marking.records(intake.records(crew))
        reports = marking.reports(intake.reports())
        if not self.language:
            return (Records(report=report) for report in reports)
        return parsed(reports, self.reader, self.pipeline)
