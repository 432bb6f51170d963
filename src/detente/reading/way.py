"""The way from items to records: in this process, or in several."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from detente.errors import UsageError
from detente.reading.copied import Earlier, Marking, nothing
from detente.reading.making import Making
from detente.reading.stream import Intake, ReportReader, parsed
from detente.records import Records


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How records are read: up to the report or with the language stage, by what, and in how many processes.

    ``reader`` reads the records instead of one that is made as ``making`` says.

    Raises UsageError where several processes are to use one reader object, or there is to be none, CodebookError,
    and NoSource for a file of the user's that is not there.
    """

    language: bool = True
    reader: ReportReader | None = None
    making: Making = field(default_factory=Making)
    workers: int = 1

    def __post_init__(self) -> None:
        """Refuse what cannot be done."""
        if self.workers < 1:
            raise UsageError(f"{self.workers} processes cannot read; give 1 or more workers")
        if self.workers > 1 and self.reader is not None:
            raise UsageError("several processes cannot share a reader; give a pipeline's name, or workers=1")
        self.making.check()

    def records(self, intake: Intake, held: Callable[[], Iterable[Earlier]] = nothing) -> Iterator[Records]:
        """Return the records of each new report in order, marked by those before it; ``held`` gives earlier texts."""
        marking = Marking(held=held, on_same=intake.again)
        if self.workers > 1:
            from detente.reading.workers import Task, Workers

            crew = Workers(task=Task(language=self.language, making=self.making), number=self.workers)
            return marking.records(intake.records(crew))
        reports = marking.reports(intake.reports())
        if not self.language:
            return (Records(report=report) for report in reports)
        return parsed(reports, self.reader, self.making)
