"""A reader that finds "Moscow" and "Washington" by their letters: enough to test what stands around a reader."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from detente.records import Date, Event, Failure, Mention, Party, Records, Report
from detente.wire import digest

CAPITALS = {"Moscow": ("RUS", "Russia"), "Washington": ("USA", "United States")}
MADE_BY = {"reader": "plain", "version": "1"}


class PlainReader:
    """Reads a mention at each capital and an event where Moscow warned Washington; counts the reports that it read."""

    def __init__(self, **_parts: object) -> None:  # what a reader of the language stage is made of
        self.reports: list[str] = []

    def read(self, reports: Iterable[Report]) -> Iterator[Records]:
        for report in reports:
            self.reports.append(report.id)
            mentions = tuple(self._mention(report, m) for m in re.finditer("Moscow|Washington", report.body))
            events = tuple(self._event(report, m) for m in re.finditer("Moscow warned Washington", report.body))
            failures = (self._failure(report),) if "unreadable" in report.body else ()
            yield Records(report=report, mentions=mentions, events=events, failures=failures)

    def _mention(self, report: Report, match: re.Match[str]) -> Mention:
        country, name = CAPITALS[match[0]]
        return Mention(
            id=digest("mention", report.id, match.span(), country),
            report=report.id,
            span=match.span(),
            text=match[0],
            actor=country,
            name=name,
            country=country,
            sector=None,
            office=None,
            how="metonym",
            **MADE_BY,
        )

    def _event(self, report: Report, match: re.Match[str]) -> Event:
        source, target = (
            Party(actor=code, name=name, country=code, text=text, spans=(), how="metonym")
            for text, (code, name) in CAPITALS.items()
        )
        return Event(
            id=digest("event", report.id, match.span()),
            report=report.id,
            statement=None,
            source=source,
            target=target,
            type="THREATEN",
            mode=None,
            cameo="130",
            goldstein=-4.4,
            score=-5.0,
            status="happened",
            when=Date(),
            passage=match.span(),
            rule="plain",
            **MADE_BY,
        )

    def _failure(self, report: Report) -> Failure:
        error = "this report cannot be parsed"
        return Failure(
            id=digest("failure", report.source, "language", error),
            source=report.source,
            stage="language",
            error=error,
            report=report.id,
            **MADE_BY,
        )
