"""The streams that a reading is made of: items to reports, reports to records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol

from detente.errors import SourceError
from detente.reading.making import Making
from detente.reading.turns import Passed, unread
from detente.records import Failure, Records, Report

if TYPE_CHECKING:
    from detente.intake import Fetching, Item
    from detente.reading.turns import Turn
    from detente.reading.workers import Workers

Source = str | Path


class ReportReader(Protocol):
    """What reads records out of reports: :class:`detente.language.Reader`, or another that does the same."""

    def read(self, reports: Iterable[Report]) -> Iterator[Records]:
        """Yield the records of each report, in order."""
        ...


def listed(sources: Source | Iterable[Source]) -> list[Source]:
    """Return one source or several as a list."""
    return [sources] if isinstance(sources, str | Path) else list(sources)


def items(
    sources: Sequence[Source],
    stdin: BinaryIO | None,
    columns: Mapping[str, str] | None = None,
    fetching: Fetching | None = None,
) -> Iterator[Item | Failure]:
    """Return the items of the sources, and what cannot be read. Raises NoSource, UsageError before the first."""
    from detente import intake

    return intake.items(sources, stdin=stdin, columns=columns, fetching=fetching)


def count(sources: Sequence[Source]) -> int | None:
    """Return how many reports the sources hold, no file opened; None where only reading them tells."""
    from detente import intake

    return None if any(str(source) == "-" for source in sources) else intake.count(sources)


def _unheard(_source: str) -> None:
    """Tell nobody."""


@dataclass(slots=True, kw_only=True)
class Intake:
    """Items as a stream of reports to read.

    Items whose report is ``seen`` are passed over before they are cleaned, and counted in ``known``; failures are kept
    until they are taken. ``on_item`` is told the source of each item.
    """

    items: Iterator[Item | Failure]
    seen: set[str] = field(default_factory=set)
    on_item: Callable[[str], None] = _unheard
    known: int = 0
    failed: int = 0
    _waiting: list[Failure] = field(default_factory=list)

    def reports(self) -> Iterator[Report]:
        """Yield the report of each item that was not seen before."""
        from detente.intake import report

        for turn in self._turns():
            self.on_item(turn.source)
            if isinstance(turn, Failure):
                self._note(turn)
                continue
            try:
                yield report(turn)
            except SourceError as error:
                self._note(unread(turn, error))

    def records(self, workers: Workers) -> Iterator[Records]:
        """Yield the records of each item that was not seen before, as several processes read them."""
        for found in workers.run(self._turns()):
            self.on_item(found.source if isinstance(found, Failure) else found.report.source)
            if isinstance(found, Failure):
                self._note(found)
            else:
                yield found

    def elsewhere(self, found: Iterable[Records | Failure | Passed]) -> Iterator[Records]:
        """Yield the records of each report that was not seen before, of all that a crew elsewhere read."""
        for one in found:
            self.on_item(one.report.source if isinstance(one, Records) else one.source)
            if isinstance(one, Failure):
                self._note(one)
            elif isinstance(one, Passed) or one.report.id in self.seen:
                self.known += 1
            else:
                self.seen.add(one.report.id)
                yield one

    def _turns(self) -> Iterator[Turn]:
        """Yield what was not seen before, and what failed already."""
        for item in self.items:
            if isinstance(item, Failure):
                yield item
            elif (its_id := item.id) in self.seen:
                self.known += 1
                self.on_item(item.source)
            else:
                self.seen.add(its_id)
                yield item

    def again(self) -> None:
        """Count a report that says what its address said before."""
        self.known += 1

    def take_failures(self) -> list[Failure]:
        """Return the failures since this was last asked."""
        taken, self._waiting = self._waiting, []
        return taken

    def _note(self, failure: Failure) -> None:
        """Keep a failure."""
        self.failed += 1
        self._waiting.append(failure)


def parsed(reports: Iterator[Report], reader: ReportReader | None, making: Making) -> Iterator[Records]:
    """Yield the records of each report, by a reader or else by one made when the first report comes. Raises ParserMissing."""
    first = next(reports, None)
    if first is None:
        return
    yield from (reader or making.reader()).read(chain([first], reports))
