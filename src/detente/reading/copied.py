"""What a report repeats is told from the moment it is read: reprints and translations, and an address read again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from detente.reading.translated import Translations
from detente.records import Published, Records, Report
from detente.wire import digest

if TYPE_CHECKING:
    from detente.archive import Archive
    from detente.intake.fingerprint import Fingerprint
    from detente.reading.prints import Prints
    from detente.stories.copies import CopyIndex, Text
    from detente.stories.copies_texts import Entry

REPRINTED = 0.5
"""Least share of a report that stands in the earlier one. A report that only holds a shorter one among its own words
counts for itself."""

_HELD = ("id", "title", "body", "url", "language", "published_from", "published_to", "published_precision", "copy_of")


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """The text of a report that was read before, its language, and whether it is a copy: copies are no sources."""

    text: Text
    copy: bool
    language: str | None = None


def nothing() -> Iterable[Earlier]:
    """Give no texts."""
    return ()


def _nobody() -> None:
    """Tell nobody."""


@dataclass(slots=True, kw_only=True)
class Marking:
    """Marks reports as they come, each by those before it.

    ``held`` gives those that came before the first, and is asked when the first report comes; ``on_same`` is told of each
    report that is passed over; ``translations`` finds sources in other languages; ``prints`` keeps the fingerprints of
    those held. What is marked depends on the reports before alone, not on how they are parted into batches or runs.
    """

    held: Callable[[], Iterable[Earlier]] = nothing
    on_same: Callable[[], None] = _nobody
    translations: Translations = field(default_factory=Translations)
    prints: Prints | None = None
    _index: CopyIndex | None = None
    _same: set[str] = field(default_factory=set)

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

        text = text_of(report)
        index = self._sources()
        key = _key(text)
        if key in self._same:
            self.on_same()
            return None
        if key is not None:
            self._same.add(key)
        (entry,) = entries([text])
        copy = index.find_entry(entry, least_share=REPRINTED)
        source = self.translations.place(report) if copy is None else copy.source
        if source is None:
            index.hold(entry)
            return report
        return replace(report, copy_of=source)

    def _sources(self) -> CopyIndex:
        """Return the index of sources, made when it is first asked for."""
        if self._index is None:
            from detente.stories.copies import CopyIndex

            self._index = CopyIndex()
            self._index.extend_entries(self._held_entries())
        return self._index

    def _held_entries(self) -> Iterator[Entry]:
        """Yield what is kept of the sources among the earlier texts; fingerprints that had to be made are kept then."""
        from detente.stories.copies_texts import entries

        if self.prints is None:
            yield from entries(self._earlier())
            return
        lengths: dict[str, int] = {}
        made: dict[str, tuple[int, Fingerprint]] = {}
        for entry in entries(_measured(self._earlier(), lengths), self.prints.of):
            if self.prints.length(entry.id) != lengths[entry.id]:
                made[entry.id] = lengths[entry.id], entry.print
            yield entry
        self.prints.keep(made)

    def _earlier(self) -> Iterator[Text]:
        """Yield the sources among the earlier texts, and note the addresses of all."""
        from detente.stories.copies_texts import moment

        for one in self.held():
            key = _key(one.text)
            if key is not None:
                self._same.add(key)
            if not one.copy:
                self.translations.note(one.language, moment(one.text.published))
                yield one.text


def _measured(texts: Iterable[Text], lengths: dict[str, int]) -> Iterator[Text]:
    """Yield texts, and note the length of the body of each by its id."""
    for text in texts:
        lengths[text.id] = len(text.body)
        yield text


def held_by(archive: Archive) -> Iterator[Earlier]:
    """Yield the reports of an archive."""
    from detente.stories.copies import Text, known_date

    for row in archive.columns("reports", _HELD):
        published = Published(
            start=row["published_from"], end=row["published_to"], precision=row["published_precision"]
        )
        text = Text(
            id=row["id"], body=row["body"], title=row["title"], published=known_date(published), address=row["url"]
        )
        yield Earlier(text=text, copy=row["copy_of"] is not None, language=row["language"])


def _key(text: Text) -> str | None:
    """Return what two texts have in common that say the same at the same address; None without an address."""
    from detente.stories.copies_texts import plain_address

    address = plain_address(text.address)
    return None if address is None else digest(address, text.title, text.body)
