"""The streams that a reading is made of: items to reports, reports to records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol

from detente import __version__
from detente.errors import SourceError
from detente.records import Failure, Records, Report
from detente.wire import digest

if TYPE_CHECKING:
    from detente.codebook import Codebook
    from detente.intake import Fetching, Item

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

        for item in self.items:
            self.on_item(item.source)
            if isinstance(item, Failure):
                self._note(item)
            elif item.id in self.seen:
                self.known += 1
            else:
                self.seen.add(item.id)
                try:
                    yield report(item)
                except SourceError as error:
                    self._note(_unread(item, error))

    def take_failures(self) -> list[Failure]:
        """Return the failures since this was last asked."""
        taken, self._waiting = self._waiting, []
        return taken

    def _note(self, failure: Failure) -> None:
        """Keep a failure."""
        self.failed += 1
        self._waiting.append(failure)


def parsed(
    reports: Iterator[Report], reader: ReportReader | None, pipeline: str | None, codebook: Codebook | None = None
) -> Iterator[Records]:
    """Yield the records of each report, by a reader or else by a pipeline, loaded when the first report comes.

    ``codebook`` is what the pipeline's reader codes by; None: the shipped one.

    Raises ParserMissing.
    """
    first = next(reports, None)
    if first is None:
        return
    if reader is None:
        from detente.language import Reader

        reader = Reader(codebook=codebook) if pipeline is None else Reader(pipeline=pipeline, codebook=codebook)
    yield from reader.read(chain([first], reports))


def _unread(item: Item, error: SourceError) -> Failure:
    """Return the failure of an item whose report could not be read."""
    return Failure(
        id=digest("failure", item.source, "intake", str(error)),
        source=item.source,
        stage="intake",
        error=str(error),
        report=item.id,
        reader="detente",
        version=__version__,
    )
