"""Which reports can tell of the same thing: how many days lie between them, and whether one is a copy of the other."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from detente.intake.fingerprint import Fingerprint, fingerprint
from detente.stories.copies import alike

if TYPE_CHECKING:
    from detente.records import Date, Report

# Reports on one event appear within so many days of each other: the news cycle of a day, and a weekend.
DAYS_APART = 3


def days(when: Date) -> tuple[date, date] | None:
    """Return the first and last day that a date can mean, None where one of them is not known."""
    if when.start is None or when.end is None:
        return None
    return date.fromisoformat(when.start[:10]), date.fromisoformat(when.end[:10])


def apart(a: Date, b: Date) -> int | None:
    """Return the least number of days between two dates, None where one is not known."""
    first, second = days(a), days(b)
    if first is None or second is None:
        return None
    return max(0, (second[0] - first[1]).days, (first[0] - second[1]).days)


def near(a: Report, b: Report) -> bool:
    """Say whether two reports appeared within DAYS_APART days, or may have."""
    between = apart(a.published, b.published)
    return between is None or between <= DAYS_APART


class Copies:
    """Says whether of two reports one is a copy of the other; what it has read of a report it remembers."""

    def __init__(self, reports: Iterable[Report]) -> None:
        self._reports = {report.id: report for report in reports}
        self._prints: dict[str, Fingerprint] = {}
        self._known: dict[tuple[str, str], bool] = {}

    def __call__(self, a: str, b: str) -> bool:
        """Return whether the reports of two ids are copies: known to be, or mostly of the same runs of words."""
        pair = (min(a, b), max(a, b))
        if pair not in self._known:
            self._known[pair] = self._said(a, b) or alike(self._of(a), self._of(b))
        return self._known[pair]

    def _said(self, a: str, b: str) -> bool:
        """Return whether one is stored as the other's copy, or both as copies of one report."""
        first, second = self._reports[a].copy_of or a, self._reports[b].copy_of or b
        return first == second

    def _of(self, report: str) -> Fingerprint:
        """Return a report's fingerprint."""
        if report not in self._prints:
            self._prints[report] = fingerprint(self._reports[report].body)
        return self._prints[report]
