"""The way from items to records: in this process, or in several."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from detente.errors import UsageError
from detente.reading.copied import Marking
from detente.reading.making import Making
from detente.reading.stream import Intake, ReportReader, parsed
from detente.records import Failure, Records

if TYPE_CHECKING:
    from detente.reading.turns import Passed
    from detente.reading.workers import Task


class Crew(Protocol):
    """What opens and reads sources elsewhere than in processes of this one: :mod:`detente.scale`."""

    def run(self, task: Task, seen: Iterable[str]) -> Iterator[Records | Failure | Passed]:
        """Yield what becomes of each item of the sources, in order; items whose report is ``seen`` are passed over."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """How records are read: up to the report or with the language stage, by what, and in how many processes.

    ``reader`` reads the records instead of one that is made as ``making`` says; ``crew``, if there is one, opens the
    sources and reads them elsewhere.

    Raises UsageError where several processes are to use one reader object, or there is to be none, CodebookError,
    and NoSource for a file of the user's that is not there.
    """

    language: bool = True
    reader: ReportReader | None = None
    making: Making = field(default_factory=Making)
    workers: int = 1
    crew: Crew | None = None

    def __post_init__(self) -> None:
        """Refuse what cannot be done."""
        if self.workers < 1:
            raise UsageError(f"{self.workers} processes cannot read; give 1 or more workers")
        if (self.workers > 1 or self.crew) and self.reader is not None:
            raise UsageError("several processes cannot share a reader; give a pipeline's name, or workers=1")
        self.making.check()

    def records(self, intake: Intake, marking: Marking | None = None) -> Iterator[Records]:
        """Return the records of each new report in order, marked by those before it; ``marking`` knows earlier ones."""
        marking = marking or Marking()
        marking.on_same = intake.again
        if self.workers > 1 or self.crew is not None:
            from detente.reading.workers import Task, Workers

            task = Task(language=self.language, making=self.making)
            if self.crew is not None:
                return marking.records(intake.elsewhere(self.crew.run(task, frozenset(intake.seen))))
            return marking.records(intake.records(Workers(task=task, number=self.workers)))
        reports = marking.reports(intake.reports())
        if not self.language:
            return (Records(report=report) for report in reports)
        return parsed(reports, self.reader, self.making)
