"""What an archive knows of what its reports were read with, and how rows that were read anew come into it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from detente.archive import digests, questions, questions_coding, rebuild
from detente.archive.coding_rows import Coding
from detente.archive.lock import alone
from detente.archive.recoding import Recoder
from detente.archive.steps import Question
from detente.archive.tables import COLUMNS
from detente.records import Report

if TYPE_CHECKING:
    import pyarrow as pa

    from detente.archive.readings import Reading
    from detente.archive.root import Root


class Recodable(ABC):
    """The part of an archive that has to do with codebooks and gazetteers."""

    root: Root
    _reading: Reading

    @abstractmethod
    def rows(self, question: Question) -> list[dict[str, Any]]:
        """Return the rows of an answer as dicts."""

    @abstractmethod
    def batches(self, table: str) -> Iterator[pa.RecordBatch]:
        """Yield all rows of a table as Arrow."""

    @abstractmethod
    def renew(self) -> None:
        """See what somebody else wrote since the archive was opened."""

    @abstractmethod
    def forget_search(self) -> None:
        """Drop the word index, which holds rows that are no more."""

    @abstractmethod
    def _see(self, reading: Reading) -> None:
        """Look at the versions that a reading pins."""

    def codings(self) -> dict[Coding, list[str]]:
        """Return what reports were read with, and which; reports that nothing is known of are in :meth:`uncoded`."""
        found: dict[Coding, list[str]] = {}
        for row in self.rows(questions_coding.codings()):
            report = str(row.pop("report"))
            found.setdefault(Coding(**row), []).append(report)
        return found

    def uncoded(self) -> list[str]:
        """Return the reports whose records were read before it was kept what with, or by a reader of somebody's own."""
        return [str(row["id"]) for row in self.rows(questions_coding.uncoded())]

    def vocabulary(self, own: str) -> dict[str, str]:
        """Return the texts of the files of a codebook or gazetteer by name; none where the archive has it not."""
        return {str(row["file"]): str(row["text"]) for row in self.rows(questions_coding.vocabulary(own))}

    def reports_called(self, ids: Sequence[str]) -> list[Report]:
        """Return reports by id in the order given, without their residue; unknown ids are passed over."""
        rows = {str(row["id"]): row for row in self.rows(questions.of_reports("reports", ids))}
        return [rebuild.report(rows[own], ()) for own in ids if own in rows]

    def carrying(
        self, *, frames: Collection[str], types: Collection[str], cameo: Collection[str], actors: Collection[str]
    ) -> set[str]:
        """Return the reports with an event by one of some frames, of a type or CAMEO code, or with one of some actors."""
        question = questions_coding.carrying(sorted(frames), sorted(types), sorted(cameo), sorted(actors))
        return {str(row["report"]) for row in self.rows(question)}

    def naming(self, countries: Sequence[str]) -> dict[str, list[str]]:
        """Return the reports with mentions of some countries or organisations, and which of these each mentions."""
        return {str(row["report"]): row["countries"] for row in self.rows(questions_coding.naming(list(countries)))}

    @contextmanager
    def recoder(self) -> Iterator[Recoder]:
        """Hold the archive for putting rows read anew in the place of others. Raises ArchiveBusy, ArchiveDamaged."""
        with alone(self.root):
            self.renew()
            yield Recoder(self.root, self._reading, on_commit=self._see, on_change=self.forget_search)
            digests.keep(self.root, COLUMNS)
