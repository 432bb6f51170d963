"""What a report repeats is told from the moment it is read: reprints and translations, and an address read again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from detente.reading.held import Held, key_of
from detente.reading.translated import Translations
from detente.records import Records, Report

if TYPE_CHECKING:
    pass

REPRINTED = 0.5
"""Least share of a report that stands in the earlier one. A report that only holds a shorter one among its own words
counts for itself."""


def _nobody() -> None:
    """Tell nobody."""


@dataclass(slots=True, kw_only=True)
class Marking:
    """Marks reports as they come, each by those before it.

    ``held`` gives what came before the first, and is asked when the first report comes; ``on_same`` is told of each
    report that is passed over; ``translations`` finds sources in other languages. What is marked depends on the reports
    before alone, not on how they are parted into batches or runs.
    """

    held: Callable[[], Held] = Held
    on_same: Callable[[], None] = _nobody
    translations: Translations = field(default_factory=Translations)
    _before: Held | None = None
    _said: set[int] = field(default_factory=set)

    def reports(self, found: Iterable[Report]) -> Iterator[Report]:
        """Yield reports with the id of the one that each reprints or translates in ``copy_of``.

        One that says, letter for letter, what was read from its address before is passed over: a page that is fetched
        again has other advertising around it, and is the same report.
        """
        return (marked for report in found if (marked := self._marked(report)) is not None)

    def records(self, found: Iterable[Records]) -> Iterator[Records]:
        """Do as :meth:`reports` with reports whose records are read already."""
        pairs = ((records, self._marked(records.report)) for records in found)
        return (replace(records, report=report) for records, report in pairs if report is not None)

    def _marked(self, report: Report) -> Report | None:
        from detente.stories.copies import text_of
        from detente.stories.copies_texts import entries

        text, before = text_of(report), self._held()
        key = key_of(text)
        if key is not None and (key in self._said or before.has_said(key)):
            self.on_same()
            return None
        if key is not None:
            self._said.add(key)
        (entry,) = entries([text])
        copy = before.sources.find_entry(entry, least_share=REPRINTED)
        source = self.translations.place(report) if copy is None else copy.source
        if source is None:
            before.sources.hold(entry)
            return report
        return replace(report, copy_of=source)

    def _held(self) -> Held:
        """Return what came before, asked for once."""
        if self._before is None:
            self._before = self.held()
            for language, day in self._before.spoken:
                self.translations.note(language, day)
        return self._before
