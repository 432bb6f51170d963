"""Translations among reports as they are read: each is held against those of the days around it that came before."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.archive import Archive
    from detente.records import Report
    from detente.stories.translations import Kept, Written

_MONTH = 30  # days of held reports that are looked up at once: a look-up costs as much as the names of 100 reports
_DAY = len("2000-01-01")

RECENT = 20_000
"""Reports of this reading that are held before any of another language comes near them: more than one batch, since those
before are looked up in the archive when one does."""


def none_held(_since: date, _until: date) -> Iterable[Written]:
    """Give no texts."""
    return ()


@dataclass(slots=True, kw_only=True)
class Translations:
    """Says of which report before it another is a translation; only reports whose day is known are compared.

    ``held`` gives the reports of some days, first and last, that were there before the first was placed. It is asked
    only for days around which reports in another language were noted.
    """

    held: Callable[[date, date], Iterable[Written]] = none_held
    _tongues: dict[int, set[str]] = field(default_factory=dict)
    _texts: dict[int, dict[str, Kept]] = field(default_factory=dict)
    _looked_up: set[int] = field(default_factory=set)
    _recent: deque[tuple[int, str]] = field(default_factory=deque)

    def note(self, language: str | None, moment: str | None) -> None:
        """Note that a report that can be a source is held, by its language and moment of publication."""
        day = _day(moment)
        if language and day is not None:
            self._tongues.setdefault(day, set()).add(language)

    def place(self, report: Report) -> str | None:
        """Return the id of the report that one is a translation of; where there is none, hold it for those after it."""
        from detente.stories.translations import DAYS, kept_of, translation_of, written

        own = kept_of(written(report))
        day = None if own is None else _day(own.moment)
        if own is None or day is None:
            return None
        around = range(day - DAYS, day + DAYS + 1)
        if any(self._tongues.get(one, set()) - {own.language} for one in around):
            self._look_up(around)
            near = [text for one in around for text in self._texts.get(one, {}).values()]
            found = translation_of(own, near)
            if found is not None:
                return found.source
        self._hold(day, own)
        self.note(own.language, own.moment)
        return None

    def _hold(self, day: int, own: Kept) -> None:
        """Hold a report for those after it; of many whose days nobody has asked for the archive alone has the first."""
        self._texts.setdefault(day, {})[own.id] = own
        if self.held is none_held:
            return
        self._recent.append((day, own.id))
        if len(self._recent) > RECENT:
            before, report = self._recent.popleft()
            if before // _MONTH not in self._looked_up:
                del self._texts[before][report]

    def _look_up(self, days: range) -> None:
        """Take up the held reports of some days that were not taken up before, a month at a time."""
        from detente.stories.translations import kept_of

        for month in sorted({one // _MONTH for one in days} - self._looked_up):
            self._looked_up.add(month)
            first = month * _MONTH
            # A day more on either side: the day of a report counts in UTC, and is stored as its outlet gave it.
            for text in self.held(_date(first - 1), _date(first + _MONTH)):
                own = kept_of(text)
                day = None if own is None else _day(own.moment)
                if own is not None and day is not None:
                    self._texts.setdefault(day, {})[own.id] = own


def held_near(archive: Archive, since: date, until: date) -> Iterable[Written]:
    """Yield the reports of an archive that were published on some days and are no copies."""
    from detente.archive import Query
    from detente.stories.translations import written

    found = archive.reports(Query(since=since.isoformat(), until=until.isoformat()))
    return (written(report) for report in found if report.copy_of is None)


def _date(ordinal: int) -> date:
    """Return the day of an ordinal, the first or last that there is for one beyond."""
    return date.fromordinal(min(max(ordinal, date.min.toordinal()), date.max.toordinal()))


def _day(moment: str | None) -> int | None:
    """Return the ordinal of a moment's day, None where the day is not known."""
    if moment is None or len(moment) < _DAY:
        return None
    try:
        return date.fromisoformat(moment[:_DAY]).toordinal()
    except ValueError:  # no day of any calendar
        return None
