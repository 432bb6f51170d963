"""What is asked of an archive: one record of filters, and the dates they may hold."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import get_args

from detente.archive.search_query import parsed
from detente.errors import BadDate, UsageError
from detente.records import Act, Status

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_MOST_ROWS = 2**62  # more than any archive has, and no more than the engine can count


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """Filters that all must hold; None filters nothing.

    Actors are gazetteer ids or country or organisation codes; a party matches when its country or its actor equals the
    code. ``actor`` may stand on either side, ``source`` and ``target`` on theirs, ``between`` on both sides in either
    order. Source and target of an event are its own; of a statement, its speaker, and its addressee or somebody named
    in its content. A mention matches when it is one of the actors asked for, a report when it mentions all of them.

    ``type``, ``status`` and ``act`` ask an event or a statement itself; a statement has the types and statuses of the
    events told in it, an event the acts of the statement that tells it; reports and mentions match by what their report
    holds. ``issue`` likewise. ``outlet`` and ``type`` ignore case. ``since`` and ``until`` are days, months or years,
    both included, held against an event's date, else its report's; a statement's, else its report's; a report's.
    ``text`` is a search (:mod:`detente.archive.search_query`) in the passage and content, a mention's text, or a
    report's title and body: by the word index with stems, else by letters contained, case ignored. ``origin`` asks
    events alone: None for those that were read here, the name of other people's data ("icews") for those taken over
    from it, "all" for both. ``limit`` is the most rows, None for all. Raises BadDate and UsageError when made.
    """

    actor: str | None = None
    source: str | None = None
    target: str | None = None
    between: tuple[str, str] | None = None
    type: str | None = None
    status: str | None = None
    act: str | None = None
    issue: str | None = None
    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    text: str | None = None
    origin: str | None = None
    limit: int | None = None

    def __post_init__(self) -> None:
        if self.since is not None:
            first_day(self.since, "since")
        if self.until is not None:
            last_day(self.until, "until")
        _one_of("status", self.status, get_args(Status))
        _one_of("act", self.act, get_args(Act))
        if self.text is not None and self.text.strip():
            parsed(self.text)
        if self.limit is not None and self.limit < 0:
            raise UsageError(f"limit {self.limit} is below 0; give a number of rows")
        if self.limit is not None and self.limit > _MOST_ROWS:
            raise UsageError("limit is larger than any archive; leave it out to get all rows")


def first_day(text: str, what: str = "date") -> date:
    """Return the first day of a day, month or year written as ISO 8601. Raises BadDate."""
    return _days(text, what)[0]


def last_day(text: str, what: str = "date") -> date:
    """Return the last day of a day, month or year written as ISO 8601. Raises BadDate."""
    return _days(text, what)[1]


def _days(text: str, what: str) -> tuple[date, date]:
    """Return the first and last day that a date on the command line means."""
    found = _DATE.fullmatch(text.strip())
    if not found:
        raise BadDate(text, what)
    year, month, day = (int(g) if g else None for g in found.groups())
    try:
        if not year or day:
            exact = date(year or 0, month or 1, day or 1)
            return exact, exact
        if month:
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        return date(year, 1, 1), date(year, 12, 31)
    except ValueError as error:
        raise BadDate(text, what) from error


def _one_of(what: str, value: str | None, allowed: tuple[str, ...]) -> None:
    """Raise UsageError unless a value is None or one of the allowed words."""
    if value is not None and value not in allowed:
        raise UsageError(f"{what} {value!r} is unknown; give one of {', '.join(allowed)}")
