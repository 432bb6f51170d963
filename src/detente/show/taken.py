"""What other people's data tell of a relation: their events and the series of these, for a brief that asks for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from detente.archive.query import Query, first_day, last_day
from detente.relations import FACTS, By, Series
from detente.relations.layouts import ORIGINS
from detente.relations.stored import stored_series
from detente.show.record import TakenOver

if TYPE_CHECKING:
    from detente.archive import Archive
    from detente.records import Event

SHOWN = 100
"""Events of other people's data on a page, the latest: lines without a sentence are for a look, figures for the rest."""

CARRYING = 2_000
"""Events looked at about one turning point."""

_EVERY = "all"


def origins(archive: Archive, pair: tuple[str, str]) -> tuple[tuple[str, int], ...]:
    """Return the data that hold events between two actors, with how many."""
    counted = ((name, archive.count("events", Query(between=pair, origin=name))) for name in ORIGINS)
    return tuple((name, n) for name, n in counted if n)


def taken_over(archive: Archive, q: Query) -> TakenOver:
    """Return the latest events between a pair of the origin that a query asks for; "all" is each but what was read here."""
    asked = q.origin or _EVERY
    names = ORIGINS if asked == _EVERY else (asked,)
    counted = [(name, archive.count("events", replace(q, origin=name))) for name in names]
    held = tuple((name, n) for name, n in counted if n)
    found = [e for name, n in held for e in _latest(archive, replace(q, origin=name), n)]
    found.sort(key=lambda e: (e.when.start or "", e.id))
    return TakenOver(origin=asked, origins=held, total=sum(n for _, n in held), events=tuple(found[-SHOWN:]))


def _latest(archive: Archive, q: Query, total: int) -> list[Event]:
    """Return the latest dated events that a query finds, as many as are shown; of many, only the last days are read."""
    if total > 4 * SHOWN:
        q = replace(q, since=_since(archive, q) or q.since)
    return [e for e in archive.events(q) if e.when.start][-SHOWN:]


def _since(archive: Archive, q: Query) -> str | None:
    """Return the day from which on a query finds at least as many events as are shown, None where it finds fewer."""
    table = archive.pair_days(replace(q, since=None, until=None), FACTS).drop_null()
    per_day: Counter[str] = Counter()
    for day, number in zip(table["first_day"].cast("date32").to_pylist(), table["count"].to_pylist(), strict=True):
        per_day[day.isoformat()] += int(number)
    held = 0
    last = last_day(q.until, "until").isoformat() if q.until else "9999"
    for day in sorted((d for d in per_day if d <= last), reverse=True):
        held += per_day[day]
        if held >= SHOWN:
            return max(day, first_day(q.since, "since").isoformat()) if q.since else day
    return None


def counted_from(archive: Archive, q: Query) -> Callable[[By | None], Series]:
    """Return what gives the series of a pair's events by a period."""

    def counted(by: By | None) -> Series:
        return stored_series(archive, q, by=by)

    return counted
