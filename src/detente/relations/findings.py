"""All that is measured on a pair, together: series, turning points, echoes; what is refused, with the reason."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.archive.query import Query
from detente.errors import TooLittle
from detente.records import Status
from detente.relations.counting import FACTS, Point, Series
from detente.relations.echoes import Echoes, echoes
from detente.relations.periods import By
from detente.relations.stored import stored_series
from detente.relations.track import Track, conflict, conflicts, track, turned, volume
from detente.relations.turning import Turn, carried, turning_points

if TYPE_CHECKING:
    from detente.archive import Archive
    from detente.archive.tallies import Dated


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """A relation with what was found in it.

    ``turns`` holds the turning points by direction ("USA>RUS") and then by what is counted; ``refused`` the measures
    that the series cannot carry, each with its reason; ``echoes`` is None where it is among them.
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
    refused: list[tuple[str, str]] = []
    turns = []
    for counts, everything in _directions(series):
        name = f"{counts[0].a}>{counts[0].b}"
        try:
            found = _turns(counts, everything)
        except TooLittle as error:
            refused.append((f"turning points {name}", str(error)))
            continue
        if found:
            found = carried(found, archive.events(_one_way(q, counts[0])), counts[0].a, counts[0].b)
        turns.append((name, found))
    answer: Echoes | None = None
    try:
        answer = echoes(track(series, conflict), track(series, conflicts))
    except TooLittle as error:
        refused.append(("echoes", str(error)))
    return Findings(series=series, turns=tuple(turns), echoes=answer, refused=tuple(refused))


def material(point: Point) -> float | None:
    """Return how many events of material conflict a period holds, None if unknown."""
    return None if point.quads is None else float(point.quads[3])


def _directions(series: Series) -> tuple[tuple[tuple[Track, ...], Track], tuple[tuple[Track, ...], Track]]:
    """Return, for each direction, the tracks whose levels are looked at, and that of all events."""
    measures: tuple[Callable[[Point], float | None], ...] = (volume, conflicts, material)
    forth = tuple(track(series, m) for m in measures)
    back = tuple(turned(t) for t in forth)
    return (forth, forth[0]), (back, back[0])


def _turns(counts: tuple[Track, ...], everything: Track) -> tuple[Turn, ...]:
    """Return the turning points of one direction in what is counted, in order of time. Raises TooLittle."""
    found: list[Turn] = []
    for what, one in zip(("events", "conflict", "material conflict"), counts, strict=True):
        found += turning_points(one.forth, one.starts, by=one.by, what=what, volume=everything.forth)
    return tuple(sorted(found, key=lambda t: (t.start, t.what)))


def _one_way(q: Query, one: Track) -> Query:
    """Return the query for the events of one direction."""
    from dataclasses import replace

    return replace(q, between=None, source=one.a, target=one.b)
