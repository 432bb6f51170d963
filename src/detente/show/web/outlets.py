"""The page on how outlets tell, over time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from difflib import get_close_matches
from typing import Any, get_args

from detente.archive.query import first_day, last_day
from detente.errors import UsageError
from detente.gazetteer.spelling import fold
from detente.show.web.desk import Desk
from detente.show.web.filters import LONGEST
from detente.stories.outlet_records import By, OutletProfile
from detente.stories.outlets import outlet_profiles

MOST_REPORTS = 600
"""Reports that one page counts: a few seconds when it is first asked for."""

ROWS = 12
"""Rows of a list on the page; its JSON has all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletFilters:
    """What the page is narrowed down to, as its address says; None filters nothing.

    ``by`` is the period to count in, ``since`` and ``until`` a day, month or year.
    """

    outlet: str | None = None
    by: By | None = None
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletsPage:
    """How outlets tell: those of most reports first, then by period.

    Of a large archive the latest reports alone are counted, from ``counted_since`` on; None: all that were asked for.
    """

    filters: OutletFilters
    counted_since: str | None
    rows: tuple[OutletProfile, ...]


NAMES = tuple(field.name for field in fields(OutletFilters))


def outlet_filters(given: Iterable[tuple[str, str]]) -> OutletFilters:
    """Return the filters that the query of an address says; empty ones say nothing. Raises UsageError, BadDate."""
    said: dict[str, Any] = {}
    for name, value in given:
        if name not in NAMES:
            near = get_close_matches(name, NAMES, n=1)
            hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(NAMES)}"
            raise UsageError(f"no filter called {name[:LONGEST]!r}; {hint}")
        if len(value) > LONGEST:
            raise UsageError(f"{name}: longer than {LONGEST} characters; give less")
        if value.strip():
            said[name] = value.strip()
    if said.get("by", "year") not in get_args(By):
        raise UsageError(f"by {said['by']!r} is unknown; give one of {', '.join(get_args(By))}")
    if "since" in said:
        first_day(said["since"], "since")
    if "until" in said:
        last_day(said["until"], "until")
    return OutletFilters(**said)


def outlets_page(desk: Desk, asked: OutletFilters) -> OutletsPage:
    """Return how outlets tell."""
    since = desk.kept(("outlet days", asked.since, asked.until), lambda: _since(desk, asked))
    rows = desk.kept(
        ("outlets", asked.by, asked.since, asked.until),
        lambda: outlet_profiles(
            desk.archive,
            by=asked.by,
            since=since or asked.since,
            until=asked.until,
            gazetteer=desk.gazetteer,
            stands=desk.stands,
        ),
    )
    if asked.outlet is not None:
        rows = [row for row in rows if row.outlet is not None and fold(row.outlet) == fold(asked.outlet)]
    return OutletsPage(filters=asked, counted_since=since, rows=tuple(rows))


def _since(desk: Desk, asked: OutletFilters) -> str | None:
    """Return the first day whose reports are counted, where those asked for are too many for a page."""
    first = first_day(asked.since, "since").isoformat() if asked.since else ""
    last = last_day(asked.until, "until").isoformat() if asked.until else "~"
    appeared = desk.archive.publications().to_pylist()
    total = desk.archive.count("reports")
    days = {"": total - sum(row["count"] for row in appeared)}
    for row in appeared:
        days[row["first_day"]] = days.get(row["first_day"], 0) + row["count"]
    within = {day: held for day, held in days.items() if first <= day <= last}
    if sum(within.values()) <= MOST_REPORTS:
        return None
    held = 0
    for day in sorted((day for day in within if day), reverse=True):
        held += within[day]
        if held >= MOST_REPORTS:  # a day of very many reports is counted as a whole
            return day
    return min((day for day in within if day), default=None)
