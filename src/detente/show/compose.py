"""The brief on two actors, put together from what an archive answers."""

from __future__ import annotations

import shlex
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeVar

from detente.archive.query import Query, first_day, last_day
from detente.errors import UsageError
from detente.foretold import Entry
from detente.records import Act, Event, Report, Status
from detente.relations import FACTS, By, Series, ledger, series
from detente.relations.findings import about_turns
from detente.relations.periods import days
from detente.show import nothing
from detente.show.coverage import coverage, outlets, unread, with_others
from detente.show.deeds import acting, deeds
from detente.show.differing import differing
from detente.show.material import Material, material
from detente.show.moving import moving
from detente.show.naming import Names, named
from detente.show.proofs import source
from detente.show.record import Brief, Deed, Group, Left, Said, Told
from detente.show.speech import said, speakers
from detente.show.state import state
from detente.show.taken import CARRYING, counted_from, taken_over

if TYPE_CHECKING:
    from detente.archive import Archive
    from detente.gazetteer import Gazetteer

# Days before the first report of which it still counts as telling news; monthly reviews set it.
_LAG = 31

# Paths written out in a command on the page; more come from a pattern that the reader's shell has already opened up.
_WRITTEN_OUT = 4

# Reports of an archive up to which a brief says what became of what was foretold: that takes some 7 ms a report, and a
# page should not take minutes. `detente ledger` does it for any archive.
_JUDGED = 3_000

_Line = TypeVar("_Line", bound=Deed | Said)

# Lines in one section of a brief; set so that a page stays below some 5 MB and opens at once on a phone.
LINES = 400

_DONE: frozenset[Status] = FACTS | {"planned", "denied"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Course:
    """How a relation moved: the series of the chart, what gives it by another period, and the events that turns point at."""

    moves: Series
    counted: Callable[[By | None], Series]
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    """Lines that stand together: statements by their acts, deeds by their status."""

    kind: str
    title: str
    acts: frozenset[Act]
    statuses: frozenset[Status] = frozenset()


_ASKED = (
    _Kind(kind="red_line", title="Red lines", acts=frozenset({"red_line"})),
    _Kind(kind="threat", title="Threats", acts=frozenset({"threat"}), statuses=frozenset({"threatened"})),
    _Kind(kind="condition", title="Conditions", acts=frozenset({"condition"}), statuses=frozenset({"conditional"})),
    _Kind(kind="demand", title="Demands", acts=frozenset({"demand"}), statuses=frozenset({"demanded"})),
    _Kind(
        kind="offer",
        title="Offers and promises",
        acts=frozenset({"offer", "promise"}),
        statuses=frozenset({"offered"}),
    ),
)
_FORETOLD = _Kind(
    kind="prediction", title="Foretold", acts=frozenset({"prediction"}), statuses=frozenset({"predicted"})
)


def brief(
    archive: Archive,
    a: str,
    b: str,
    *,
    since: str | None = None,
    until: str | None = None,
    gazetteer: Gazetteer | None = None,
    sources: Sequence[str] = (),
    origin: str | None = None,
) -> Brief:
    """Return everything that an archive holds on the relation of two actors.

    Args:
        archive: the archive to ask.
        a: the one side: a code ("RUS", "NATO") or a name.
        b: the other side.
        since: the first day, month or year ("2017", "2017-02", "2017-02-16"); None sets no limit. Events count by
            when they happened, statements by when they were made, either by its report where that is not known.
        until: the last day, month or year.
        gazetteer: who is who; None loads the package's own.
        sources: the paths that were read for this brief alone, where the archive will not be kept; the commands on the
            page then name them in the archive's place.
        origin: also show events of other people's data ("icews"; "all" of whatever origin), None for none.

    Raises:
        UnknownActor: if ``a`` or ``b`` names nobody; with the nearest names.
        UsageError: if both are the same actor.
        BadDate: if ``since`` or ``until`` is not a date.
    """
    if gazetteer is None:
        from detente.gazetteer import Gazetteer

        gazetteer = Gazetteer.load()
    one, other = gazetteer.resolve(a), gazetteer.resolve(b)
    if one.id == other.id:
        raise UsageError(f"{a!r} and {b!r} are both {one.name}; give two different actors")
    limits = (first_day(since, "since") if since else None, last_day(until, "until") if until else None)
    found = material(archive, one, other, since=since, until=until)
    days_asked = (limits[0].isoformat() if limits[0] else None, limits[1].isoformat() if limits[1] else None)
    where = _paths(sources) if sources else _where(archive)
    return _compose(archive, found, gazetteer, days_asked, where=where, kept=not sources, origin=origin)


def _compose(
    archive: Archive,
    found: Material,
    gazetteer: Gazetteer,
    limits: tuple[str | None, str | None],
    *,
    where: str,
    kept: bool,
    origin: str | None,
) -> Brief:
    """Return the brief on some material between two days, either of which may be open."""
    from detente import __version__

    names = _names(gazetteer)
    pair = (found.a.id, found.b.id)
    done = deeds(found.events, pair, reports=found.reports, statements=found.statements, names=names)
    lines = said(
        found.concerning, pair, reports=found.reports, every=found.statements, told=_told(found, pair), names=names
    )
    reports = _reports_shown(found, limits)
    first, last = _ends(reports, limits)
    taken = None
    course = _course(found, done, reports, (first, last))
    if origin is not None:
        asked = Query(between=pair, since=found.since, until=found.until, origin=origin)
        taken = taken_over(archive, asked)
        if taken.total and not done:  # nothing of our own to draw
            course = _course_taken(archive, asked)
            first, last = first or course.moves.since, last or course.moves.until
    moves = course.moves
    stories = _stories(archive) if reports else {}
    command = f"detente brief {shlex.quote(found.a.id)} {shlex.quote(found.b.id)}{where}"
    room = _Room(command)
    acts = [d for d in done if d.status in _DONE]
    shown = room.last(lines, "said")
    return Brief(
        a=named(found.a),
        b=named(found.b),
        since=found.since,
        until=found.until,
        start=first,
        end=last,
        state=state(done, start=moves.since, end=moves.until),
        coverage=with_others(coverage(reports, moves.by, ends=limits, every=found.reports.values()), archive),
        series=moves,
        moving=moving(moves, course.counted, course.events, found.reports, stories=stories)
        if moves.lines[0].points
        else None,
        taken=taken,
        deeds=room.last([d for d in acts if d.when.start], "done"),
        undated=room.last([d for d in acts if not d.when.start], "undated"),
        speakers=speakers(shown),
        asked=tuple(_group(kind, done, lines, room) for kind in _ASKED),
        foretold=_group(_FORETOLD, done, lines, room),
        differs=differing(archive, reports, gazetteer),
        ledger=_ledger(archive, found),
        outlets=outlets(reports, found.events, found.concerning),
        sources=tuple(source(r) for r in reports),
        unread=unread(reports, found.failures),
        left=tuple(room.left),
        help=None if done or lines or (taken and taken.total) else nothing.reasons(archive, found, gazetteer, command),
        archive=str(archive.path) if kept else None,
        batch=archive.version,
        where=where,
        version=__version__,
    )


def _course_taken(archive: Archive, asked: Query) -> _Course:
    """Return the course of a relation by the events of other people's data."""
    counted = counted_from(archive, asked)
    moves = _drawable(counted)
    return _Course(moves=moves, counted=counted, events=tuple(about_turns(archive, asked, moves, most=CARRYING)))


def _drawable(counted: Callable[[By | None], Series]) -> Series:
    """Return a series by a period that the chart has room for."""
    found = counted(None)
    return counted("quarter") if found.by == "year" else found


def _stories(archive: Archive) -> dict[str, str]:
    """Return the story of each report."""
    from detente.stories.standing import joined, standing

    return standing(joined(archive.joins()), archive.judgements())


def _ledger(archive: Archive, found: Material) -> tuple[Entry, ...] | None:
    """Return the entries of the ledger read from the statements of a brief; None for an archive too large for that."""
    if archive.count("reports", Query()) > _JUDGED:
        return None
    own = {s.id for s in found.concerning}
    return tuple(e for e in ledger(archive) if e.statement in own) if own else ()


def _names(gazetteer: Gazetteer) -> Names:
    """Return the gazetteer's names of countries and organisations."""

    def name(code: str) -> str | None:
        actor = gazetteer.actor(code)
        return actor.name if actor else None

    return name


def _told(found: Material, pair: tuple[str, str]) -> dict[str, list[Told]]:
    """Return the events that each statement tells, by its id."""
    out: dict[str, list[Told]] = defaultdict(list)
    for e in sorted(found.events, key=lambda e: (e.passage, e.type, e.status, e.id)):
        if e.statement:
            told = Told(type=e.type, mode=e.mode, status=e.status, score=e.score, side=acting(e, pair))
            out[e.statement].append(told)
    return out


def _reports_shown(found: Material, limits: tuple[str | None, str | None]) -> list[Report]:
    """Return the reports published between the days asked for, and those that tell of these days, in order."""
    telling = {e.report for e in found.events} | {s.report for s in found.concerning}
    if limits == (None, None):
        return list(found.reports.values())
    low, high = limits[0] or "", limits[1] or "9999"
    return [r for r in found.reports.values() if r.id in telling or low <= (r.published.start or "")[:10] <= high]


def _ends(reports: Sequence[Report], limits: tuple[str | None, str | None]) -> tuple[str | None, str | None]:
    """Return the first and last day of a brief: as asked, else of publication."""
    dated = [d for d in (days(r.published) for r in reports) if d]
    first = limits[0] or (min(d[0] for d in dated).isoformat() if dated else None)
    last = limits[1] or (max(d[1] for d in dated).isoformat() if dated else None)
    return (first, last) if first is None or last is None or first <= last else (first, first)


def _course(
    found: Material, done: Sequence[Deed], reports: Sequence[Report], ends: tuple[str | None, str | None]
) -> _Course:
    """Return the course of the relation, one event for each deed.

    It spans the days of publication and those shortly before, of which the first reports tell. Where most deeds are
    older than their reports, it spans the days of all deeds instead.
    """
    by_id = {e.id: e for e in found.events}
    events = [by_id[d.id] for d in done if d.status in FACTS]
    first, last = ends
    dated = [d for d in (days(e.when) for e in events) if d]
    if dated and first and last and found.since is None and found.until is None:
        early = (date.fromisoformat(first) - timedelta(days=_LAG)).isoformat()
        lately = [d for d in dated if early <= d[0].isoformat() and d[1].isoformat() <= last]
        told = lately if 2 * len(lately) >= len(dated) else dated
        first = min([first, *(d[0].isoformat() for d in told)])
        last = max([last, *(d[1].isoformat() for d in told)])
    seen = [r.published for r in reports]

    def counted(by: By | None) -> Series:
        return series(events, found.a.id, found.b.id, by=by, since=first, until=last, seen=seen)

    return _Course(moves=counted(None), counted=counted, events=found.events)


def _group(kind: _Kind, done: Sequence[Deed], lines: Sequence[Said], room: _Room) -> Group:
    """Return the lines of one kind; a deed told only in statements of that kind stands with these alone."""
    chosen = [line for line in lines if kind.acts.intersection(line.acts)]
    told = {p.record for line in chosen for p in line.proofs}
    rest = [d for d in done if d.status in kind.statuses and not (d.told_in and told.issuperset(d.told_in))]
    return Group(
        kind=kind.kind,
        title=kind.title,
        deeds=room.last(rest, f"{kind.kind}-done"),
        said=room.last(chosen, f"{kind.kind}-said"),
    )


class _Room:
    """The room that a section has for lines, and ``left``, what found none."""

    def __init__(self, command: str) -> None:
        self.command = command
        self.left: list[Left] = []

    def last(self, lines: Sequence[_Line], section: str) -> tuple[_Line, ...]:
        """Return the last lines that a section has room for, and note how many are left out."""
        if len(lines) <= LINES:
            return tuple(lines)
        first = lines[-LINES]
        when = first.when if isinstance(first, Deed) else first.said
        until = f" --until {when.start[:10]}" if when.start else ""
        earlier = f"{self.command}{until} --out earlier.html"
        self.left.append(Left(section=section, out=len(lines) - LINES, of=len(lines), command=earlier))
        return tuple(lines[-LINES:])


def _where(archive: Archive) -> str:
    """Return the option that names an archive, empty for the one that is taken without it."""
    path = str(archive.path)
    return "" if path in ("detente-archive", "./detente-archive") else f" --archive {shlex.quote(path)}"


def _paths(sources: Sequence[str]) -> str:
    """Return the sources as a command takes them; many of them are not written out."""
    return "".join(f" {shlex.quote(path)}" for path in sources) if len(sources) <= _WRITTEN_OUT else " SOURCE..."
