"""All that is measured on a pair, together: series, turning points, echoes; what is refused, with the reason."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from detente.archive.query import Query
from detente.errors import ExtraMissing, TooLittle
from detente.records import Event, Status
from detente.relations.counting import FACTS, Point, Series
from detente.relations.echoes import Echoes, echoes
from detente.relations.periods import By
from detente.relations.stored import stored_series
from detente.relations.track import Track, conflict, conflicts, summed, track, turned, volume
from detente.relations.turning import SPAN, Turn, carried, turning_points

if TYPE_CHECKING:
    from detente.archive import Archive
    from detente.archive.tallies import Dated


BOTH = "<>"
"""Stands between two sides whose events are counted together, as ">" stands between the one that acts and the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """A relation with what was found in it.

    ``turns`` holds the turning points by direction ("USA>RUS", "RUS>USA", and both together as "USA<>RUS") and then by
    what is counted; ``refused`` the measures that the series cannot carry, each with its reason; ``echoes`` is None
    where it is among them.
    """

    series: Series
    turns: tuple[tuple[str, tuple[Turn, ...]], ...]
    echoes: Echoes | None
    refused: tuple[tuple[str, str], ...]


def findings(
    archive: Archive, q: Query, *, by: By | None = None, statuses: Collection[Status] = FACTS, dated: Dated = "own"
) -> Findings:
    """Return a pair's series, turning points and echoes; arguments as in :func:`detente.relations.stored_series`.

    Raises:
        UsageError: without a pair or with an unknown unit.
        ExtraMissing: without the extra ``relations``.
    """
    series = stored_series(archive, q, by=by, statuses=statuses, dated=dated)
    found = turns_of(series)
    turns = []
    for name, here in found.turns:
        ways = _ways(name)
        turns.append((name, carried(here, _around(archive, q, here, ways), ways) if here else here))
    refused = [(f"turning points {name}", reason) for name, reason in found.refused]
    answer: Echoes | None = None
    try:
        answer = echoes(track(series, conflict), track(series, conflicts))
    except TooLittle as error:
        refused.append(("echoes", str(error)))
    return Findings(series=series, turns=tuple(turns), echoes=answer, refused=tuple(refused))


@dataclass(frozen=True, slots=True, kw_only=True)
class Turning:
    """The turning points of a series by direction, and the directions that are too thin, each with the reason."""

    turns: tuple[tuple[str, tuple[Turn, ...]], ...]
    refused: tuple[tuple[str, str], ...]


def turns_of(series: Series) -> Turning:
    """Return the turning points of a series: of each direction and of both together, by what is counted.

    Raises:
        ExtraMissing: without the extra ``relations``.
    """
    turns, refused = [], []
    for name, counts in _rows(series):
        try:
            turns.append((name, _turns(counts)))
        except TooLittle as error:
            refused.append((name, str(error)))
    return Turning(turns=tuple(turns), refused=tuple(refused))


def found_turns(series: Series, events: Iterable[Event]) -> Turning:
    """Return the same with what carries each turning point, from the events of the pair. Raises ExtraMissing."""
    found, held = turns_of(series), tuple(events)
    turns = tuple((name, carried(here, held, _ways(name))) for name, here in found.turns)
    return Turning(turns=turns, refused=found.refused)


def _ways(name: str) -> list[tuple[str, str]]:
    """Return who acts on whom in a direction, twice where both sides are counted together."""
    a, _, b = name.partition(BOTH if BOTH in name else ">")
    return [(a, b), (b, a)] if BOTH in name else [(a, b)]


def material(point: Point) -> float | None:
    """Return how many events of material conflict a period holds, None if unknown."""
    return None if point.quads is None else float(point.quads[3])


def _rows(series: Series) -> list[tuple[str, tuple[Track, ...]]]:
    """Return each direction, and both together, with the counts whose levels are looked at, that of all events first."""
    measures: tuple[Callable[[Point], float | None], ...] = (volume, conflicts, material)
    forth = tuple(track(series, m) for m in measures)
    return [
        (f"{series.a}>{series.b}", forth),
        (f"{series.b}>{series.a}", tuple(turned(t) for t in forth)),
        (f"{series.a}{BOTH}{series.b}", tuple(summed(t) for t in forth)),
    ]


def _turns(counts: tuple[Track, ...]) -> tuple[Turn, ...]:
    """Return the turning points of one row in what is counted, in order of time. Raises TooLittle."""
    found: list[Turn] = []
    for what, one in zip(("events", "conflict", "material conflict"), counts, strict=True):
        found += turning_points(one.forth, one.starts, by=one.by, what=what, volume=counts[0].forth)
    return tuple(sorted(found, key=lambda t: (t.start, t.what)))


def about_turns(archive: Archive, q: Query, series: Series, *, most: int) -> list[Event]:
    """Return the events of the days from each turning point of a series on, at most so many of each; none without ruptures.

    Args:
        archive: to ask.
        q: what the series was counted from; its span and limit are not looked at.
        series: the series.
        most: events of one turning point.
    """
    from dataclasses import replace

    try:
        found = turns_of(series)
    except ExtraMissing:  # who shows the series says so
        return []
    events: dict[str, Event] = {}
    for start in sorted({turn.start for _, turns in found.turns for turn in turns}):
        last = (date.fromisoformat(start) + timedelta(days=SPAN - 1)).isoformat()
        events |= {e.id: e for e in archive.events(replace(q, since=start, until=last, limit=most))}
    return list(events.values())


def _around(archive: Archive, q: Query, turns: tuple[Turn, ...], ways: list[tuple[str, str]]) -> list[Event]:
    """Return the events of one direction, or of both, in the days from each turning point on."""
    from dataclasses import replace

    asked = q if len(ways) > 1 else replace(q, between=None, source=ways[0][0], target=ways[0][1])
    out: dict[str, Event] = {}
    for start in sorted({turn.start for turn in turns}):
        last = date.fromisoformat(start) + timedelta(days=SPAN - 1)
        out |= {e.id: e for e in archive.events(replace(asked, since=start, until=last.isoformat()))}
    return list(out.values())
