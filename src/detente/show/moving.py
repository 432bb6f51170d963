"""How a relation moves, as a part of its page: turning points with what carries them, echoes, outlook, what was refused.

One record for the brief and the web pages. What a series cannot carry is named with the reason, never left out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from detente.errors import ExtraMissing, TooLittle
from detente.records import Date, Event, Report
from detente.relations import Series
from detente.relations.echoes import Echoes, echoes
from detente.relations.findings import Turning, found_turns
from detente.relations.outlook import Outlook, outlook
from detente.relations.periods import By
from detente.relations.track import Track, conflict, conflicts, track, turned
from detente.relations.turning import Turn

_SHOWN = 3  # events shown with a turning point: the strongest; the record names ten
_WEEKS = 120  # of a span from which conflict is measured by week: an outlook needs as many periods


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrier:
    """An event that carries a turning point, with the report that tells it; ``story`` the story of that report, and
    ``told_by`` how many reports stand in it, 0 where it is not known.

    ``origin`` names the data that the event was taken over from; such an event has no report in the archive.
    """

    event: str
    report: str
    source: str
    target: str
    type: str
    when: Date
    goldstein: float
    passage: str
    outlet: str | None
    title: str | None
    story: str | None
    told_by: int
    origin: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What changes at a turning point: how many events of a kind (``what``) of a way ("USA>RUS", "USA<>RUS") a period."""

    way: str
    what: str
    before: float
    after: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """A turning point on the chart: its number, its first day, what changes, what carries it, and how many events do."""

    number: int
    start: str
    changes: tuple[Change, ...]
    carriers: tuple[Carrier, ...]
    events: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Foretold:
    """The outlook of one direction beside the conflict that was known: ``starts`` and ``known``, one value a period."""

    outlook: Outlook
    starts: tuple[str, ...]
    known: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moving:
    """How a relation moves.

    ``by`` is the period of the turning points, ``measured_by`` that of echoes and outlook. ``refused`` holds what the
    series cannot carry, each with its reason in words.
    """

    by: By
    measured_by: By
    flags: tuple[Flag, ...]
    echoes: Echoes | None
    outlooks: tuple[Foretold, ...]
    refused: tuple[tuple[str, str], ...]


def moving(
    series: Series,
    counted: Callable[[By], Series],
    events: Iterable[Event],
    reports: Mapping[str, Report],
    *,
    stories: Mapping[str, str] | None = None,
) -> Moving:
    """Measure how a relation moves.

    Args:
        series: as it is drawn; its turning points become flags.
        counted: gives the same series by another period.
        events: those of the pair, from which the carriers of turning points are taken.
        reports: by id, those of the events.
        stories: the story of each report, None where stories are not known.
    """
    refused: list[tuple[str, str]] = []
    flags: tuple[Flag, ...] = ()
    try:
        turns = found_turns(series, events)
        refused += _grouped(turns.refused)
        flags = _flags(turns, {e.id: e for e in events}, reports, stories or {})
    except ExtraMissing as error:
        refused.append(("turning points", _reason(error)))
    unit = _unit(series)
    fine = series if unit == series.by else counted(unit)
    whole = track(fine, conflict)
    answer: Echoes | None = None
    try:
        answer = echoes(whole, track(fine, conflicts))
    except (TooLittle, ExtraMissing) as error:
        refused.append(("echoes", _reason(error)))
    outlooks: list[Foretold] = []
    try:
        outlooks = [_foretold(whole), _foretold(turned(whole))]
    except (TooLittle, ExtraMissing) as error:
        refused.append(("outlook", _reason(error)))
    return Moving(
        by=series.by, measured_by=unit, flags=flags, echoes=answer, outlooks=tuple(outlooks), refused=tuple(refused)
    )


def _reason(error: Exception) -> str:
    """Return why something was refused, without the mend, which is of the command line."""
    return str(error).partition(";")[0]


def _unit(series: Series) -> By:
    """Return the period by which conflict is measured: weeks where the span has enough of them, else days."""
    if series.since is None or series.until is None:
        return "day"
    length = (date.fromisoformat(series.until) - date.fromisoformat(series.since)).days + 1
    return "week" if length >= 7 * _WEEKS else "day"


def _foretold(one: Track) -> Foretold:
    """Return the outlook of one direction with what was known."""
    return Foretold(outlook=outlook(one), starts=one.starts, known=tuple(one.forth.tolist()))


def _grouped(refused: Collection[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return refusals of one reason as one, all directions named."""
    by: dict[str, list[str]] = defaultdict(list)
    for way, reason in refused:
        by[reason.partition(";")[0]].append(way)
    return [(f"turning points of {', '.join(ways)}", reason) for reason, ways in by.items()]


def _flags(
    turns: Turning, events: Mapping[str, Event], reports: Mapping[str, Report], stories: Mapping[str, str]
) -> tuple[Flag, ...]:
    """Return the turning points by their days, numbered in order of time; each event of a day once, strongest first."""
    by_day: dict[str, list[tuple[str, Turn]]] = defaultdict(list)
    for way, found in turns.turns:
        for turn in found:
            by_day[turn.start].append((way, turn))
    out, tellings = [], Counter(stories.values())
    for n, (start, here) in enumerate(sorted(by_day.items()), 1):
        ids = dict.fromkeys(i for _, turn in here for i in turn.events)
        strongest = sorted((events[i] for i in ids), key=lambda e: (-abs(e.goldstein), e.when.start or "", e.id))
        changes = tuple(Change(way=way, what=t.what, before=t.before, after=t.after) for way, t in here)
        carriers = tuple(
            _carrier(e, reports.get(e.report), stories.get(e.report), tellings) for e in strongest[:_SHOWN]
        )
        out.append(Flag(number=n, start=start, changes=changes, carriers=carriers, events=len(ids)))
    return tuple(out)


def _carrier(event: Event, report: Report | None, story: str | None, tellings: Mapping[str, int]) -> Carrier:
    """Return an event as a carrier of a turning point."""
    start, end = event.passage
    return Carrier(
        event=event.id,
        report=event.report,
        source=event.source.country or event.source.name or event.source.text,
        target=(event.target.country or event.target.name or event.target.text) if event.target else "",
        type=event.type,
        when=event.when,
        goldstein=event.goldstein,
        passage=report.body[start:end] if report else "",
        outlet=report.outlet if report else None,
        title=report.title if report else None,
        story=story,
        told_by=tellings.get(story or "", 0),
        origin=event.origin,
    )
