"""The time line of a story's publication, drawn as SVG: a row a report, in the order of their appearance.

A circle is a report of its own, a square one that copies another, with a line from the one it copies. A bar is the time
within which a report appeared, where only its day or less is known. Clocks of different zones are brought to one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from detente.records import Published
from detente.show import words
from detente.show.story_page import HOWS
from detente.show.web.views import Cite, StoryPage

_LEFT, _RIGHT, _ROW, _TOP = 230, 760, 26, 8  # right of the marks stands what a report has from others
_MOST = 40  # rows
_TICKS = 4
_NAME = 28  # characters of an outlet that have room
_LABEL = 130.0  # room that a day's label takes
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A report in the drawing: its name, where it stands, from when to when it can have appeared, what it has from whom.

    ``source`` is where the report stands that it copies, None where that is not drawn or there is none.
    """

    name: str
    x: float
    y: int
    start: float
    width: float
    copy: bool
    source: tuple[float, int] | None
    has_from: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryChart:
    """The drawing: rows, days along its foot, how many reports have no date or no room, and what it shows in a sentence."""

    height: int
    rows: tuple[Told, ...]
    days: tuple[tuple[float, str], ...]
    undated: int
    more: int
    finding: str


def story_chart(page: StoryPage) -> StoryChart | None:
    """Return the drawing of a story, None where fewer than two reports have a date."""
    dated = [(held, report) for report in page.reports if (held := _stretch(report.published)) is not None]
    if len(dated) < 2:
        return None
    ordered = sorted(dated, key=lambda d: (d[0], d[1].copy_of is not None, d[1].outlet or "", d[1].id))
    first, last = min(held[0] for held, _ in ordered), max(held[1] for held, _ in ordered)
    width = max(last - first, _DAY)

    def at(moment: datetime) -> float:
        return round(_LEFT + (moment - first) / width * (_RIGHT - _LEFT), 1)

    shown = ordered[:_MOST]
    marks = {
        report.id: (at(start + (end - start) / 2), _TOP + _ROW * n + _ROW // 2)
        for n, ((start, end), report) in enumerate(shown)
    }
    told = _has_from(page)
    rows = tuple(
        Told(
            name=words.shortened(report.outlet or "outlet unknown", _NAME),
            x=marks[report.id][0],
            y=marks[report.id][1],
            start=at(start),
            width=round(at(end) - at(start), 1),
            copy=report.copy_of is not None,
            source=marks.get(report.copy_of or ""),
            has_from=told.get(report.id, ""),
            label=f"{report.outlet or 'outlet unknown'}, {words.when(report.published)}: {report.title or 'no title'}",
        )
        for (start, end), report in shown
    )
    return StoryChart(
        height=_TOP + _ROW * len(rows) + 30,
        rows=rows,
        days=_apart([(at(moment), words.day(moment.date().isoformat())) for moment in _days(first, first + width)]),
        undated=len(page.reports) - len(dated),
        more=len(ordered) - len(shown),
        finding=_finding([report for _, report in ordered]),
    )


def _stretch(published: Published) -> tuple[datetime, datetime] | None:
    """Return from when to when a report can have appeared, None where that is unknown."""
    try:
        start = datetime.fromisoformat(published.start or "")
        end = datetime.fromisoformat(published.end or "")
    except ValueError:
        return None
    start, end = (m.astimezone(UTC).replace(tzinfo=None) if m.tzinfo else m for m in (start, end))
    if len(published.end or "") <= len("2017-02-16"):
        end += _DAY  # the day to its end
    return (start, end) if start <= end else None


def _has_from(page: StoryPage) -> Mapping[str, str]:
    """Return what each report has from others, in words."""
    said: dict[str, list[str]] = {}
    for column in page.comparison.columns:
        for repeat in column.repeats:
            said.setdefault(column.report, []).append(f"{HOWS[repeat.how]} {repeat.whom}")
    outlets = {report.id: report.outlet for report in page.reports}
    for report in page.reports:
        if report.copy_of is not None:
            said[report.id] = [f"{HOWS['copy']} {outlets.get(report.copy_of) or 'another report'}"]
    return {report: words.shortened(", ".join(held), _NAME) for report, held in said.items()}


def _days(first: datetime, last: datetime) -> list[datetime]:
    """Return some midnights between two moments, the first day's among them."""
    start = first.replace(hour=0, minute=0, second=0, microsecond=0)
    days = max(1, -(-(last - start) // _DAY))
    every = max(1, -(-days // _TICKS))
    return [max(first, start + n * _DAY) for n in range(0, days, every)]


def _apart(days: list[tuple[float, str]]) -> tuple[tuple[float, str], ...]:
    """Return the days without the first where the second's label would be written over its own: it may be cut short."""
    return tuple(days[1:] if len(days) > 1 and days[1][0] - days[0][0] < _LABEL else days)


def _finding(reports: Sequence[Cite]) -> str:
    """Return in a sentence who was first and last, and how many only copy."""
    first, last = reports[0], reports[-1]
    copies = sum(report.copy_of is not None for report in reports)
    said = f"{first.outlet or 'an unknown outlet'} first, {words.when(first.published)}"
    said += f"; {last.outlet or 'an unknown outlet'} last, {words.when(last.published)}"
    return said + (f"; {words.count(copies, 'copy', 'copies')} among {len(reports)} reports" if copies else "")
