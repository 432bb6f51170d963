"""The records of the pages, made from what the archive answers."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, cast

from detente.archive import viewing
from detente.archive.query import Query
from detente.archive.search import kinds_with_fields
from detente.errors import DetenteError, UsageError
from detente.gazetteer.model import Actor
from detente.records import Status, Story
from detente.relations import CONFLICT, FACTS
from detente.relations.stored import stored_series
from detente.show.web.desk import Desk
from detente.show.web.filters import query
from detente.show.web.ledger import record_of
from detente.show.web.lists import event_list, report_list, statement_list
from detente.show.web.views import (
    ActorPage,
    DayCount,
    EventList,
    Failed,
    Filters,
    Front,
    OutletDays,
    PairSum,
    Relation,
    ReportList,
    ReportPage,
    Search,
    Silence,
    StatementList,
    StoryPage,
    Tally,
    Totals,
    Unresolved,
)
from detente.stories.comparison import Comparison, side_by_side

# What the front page shows of each: as much as can be taken in at a glance.
_PAIRS, _STORIES, _OPEN, _SILENCES = 40, 12, 12, 6
_ON_A_PAGE = 20  # events and statements beside a chart or an actor
_FOUND = 10  # of each kind on the page of a search
_SILENT = 3  # days: a weekend without reports is no gap


class Missing(DetenteError):
    """There is no page of that name; the message says what there is."""

    def __init__(self, message: str, near: Iterable[str] = ()) -> None:
        self.near = tuple(near)
        super().__init__(message)


def front_of(desk: Desk) -> Front:
    """Return the archive at a glance, as it was made of this version."""
    return desk.kept("front", lambda: front(desk))


def front(desk: Desk) -> Front:
    """Return the archive at a glance."""
    archive = desk.archive
    row = archive.rows(viewing.totals())[0]
    days = archive.rows(viewing.outlet_days())
    pairs = archive.rows(viewing.pair_sums(Query(), FACTS, sorted(CONFLICT), both_ways=True))
    return Front(
        totals=Totals(**row, stories=len(desk.story_ids), ungrouped=archive.ungrouped()),
        outlets=_outlets(days),
        silences=_silences({r["day"] for r in days if r["day"]}),
        pairs=tuple(_pair(desk, r) for r in pairs[:_PAIRS]),
        stories=desk.stories(desk.story_ids[:_STORIES]),
        unresolved=tuple(Unresolved(name=n, mentions=m, reports=r) for n, m, r in archive.unresolved(_OPEN)),
        failures=tuple(
            Failed(source=f.source, stage=f.stage, error=f.error) for f in archive.failures(Query(limit=_OPEN))
        ),
        batch=archive.version,
    )


def relation(desk: Desk, a: str, b: str, asked: Filters) -> Relation:
    """Return the relation of two actors. Raises Missing, UsageError."""
    one, other = pair_of(desk, a, b)
    narrowed = between(asked, (one.id, other.id))
    whole = query(narrowed)
    return Relation(
        a=one,
        b=other,
        filters=narrowed,
        reports=desk.kept(
            ("naming", one.id, other.id), lambda: desk.archive.count("reports", Query(between=(one.id, other.id)))
        ),
        series=desk.kept(("series", whole), lambda: stored_series(desk.archive, whole, statuses=counted(whole))),
        statuses=_statuses(desk, whole),
        acts=_acts(desk, whole),
        events=event_list(desk, narrowed),
        statements=statement_list(desk, narrowed),
    )


def pair_of(desk: Desk, a: str, b: str) -> tuple[Actor, Actor]:
    """Return two different actors. Raises Missing, UsageError."""
    one, other = actor_called(desk, a), actor_called(desk, b)
    if one.id == other.id:
        raise UsageError(f"{a!r} and {b!r} are both {one.name}; give two different actors")
    return one, other


def story(desk: Desk, found: str) -> StoryPage:
    """Return a story side by side. Raises Missing."""
    asked = desk.story(found)
    if asked is None:
        raise Missing(f"no story {found!r}; the list of stories has all of them")
    held = desk.kept(("story", found), lambda: _compared(desk, asked))
    cites = desk.cites(asked.reports)
    return StoryPage(comparison=held, reports=tuple(cites[r] for r in asked.reports))


def _compared(desk: Desk, asked: Story) -> Comparison:
    """Return a story side by side."""
    return side_by_side(asked, desk.archive.records_of(asked.reports), gazetteer=desk.gazetteer)


def report(desk: Desk, found: str) -> ReportPage:
    """Return a report with all that was read out of it. Raises Missing."""
    held = desk.kept(("report", found), lambda: desk.archive.report_of(found))
    if held is None:
        raise Missing(f"no report {found!r}; the list of reports has all of them")
    return ReportPage(
        report=held.report,
        story=desk.stands.get(found),
        mentions=held.mentions,
        statements=held.statements,
        events=held.events,
    )


def actor(desk: Desk, found: str) -> ActorPage:
    """Return an actor. Raises Missing."""
    who = actor_called(desk, found)
    person = who.kind == "person"
    asked = Filters(actor=who.id, limit=_ON_A_PAGE)
    return ActorPage(
        actor=who,
        offices=desk.gazetteer.spells(who.id) if person else (),
        holders=() if person else _holders(desk, who.id),
        does=() if person else _sums(desk, Query(source=who.id), who.country),
        undergoes=() if person else _sums(desk, Query(target=who.id), who.country),
        acts=_acts(desk, Query(source=who.id)),
        record=record_of(desk, who.id),
        events=event_list(desk, asked),
        statements=statement_list(desk, Filters(source=who.id, limit=_ON_A_PAGE)),
    )


def search(desk: Desk, asked: Filters) -> Search:
    """Return what holds all words of a search. Raises UsageError."""
    text = asked.text
    if text is None:
        return Search(text="", statements=None, events=None, reports=None, actors=())
    few = Filters(**{**_fields(asked), "limit": _FOUND, "after": None})
    kinds = kinds_with_fields(text)  # a search that names a field looks only where there is one
    none: dict[str, Any] = {"filters": few, "total": 0, "rows": (), "next": None}
    found = desk.kept(("who", text), lambda: desk.gazetteer.find(text))
    return Search(
        text=text,
        statements=statement_list(desk, few) if "statements" in kinds else StatementList(**none),
        events=event_list(desk, few) if "events" in kinds else EventList(**none),
        reports=report_list(desk, few) if "reports" in kinds else ReportList(**none),
        actors=tuple(dict.fromkeys(c.actor for c in found)),
    )


def actor_called(desk: Desk, name: str) -> Actor:
    """Return the actor of an id or a name. Raises Missing, with near names."""
    from detente.errors import UnknownActor

    try:
        return desk.resolve(name)
    except UnknownActor as error:
        raise Missing(str(error), error.near) from error


def _holders(desk: Desk, code: str) -> tuple[Any, ...]:
    """Return who has been at the head of a state, and its foreign minister, the latest first."""
    roles = ("head_of_state", "head_of_government", "foreign_minister", "defence_minister")
    return tuple(spell for role in roles for spell in desk.gazetteer.holders(role, code)[:3])


def _fields(asked: Filters) -> dict[str, Any]:
    """Return filters by name."""
    from dataclasses import fields

    return {f.name: getattr(asked, f.name) for f in fields(asked)}


def between(asked: Filters, pair: tuple[str, str]) -> Filters:
    """Return filters narrowed down to a pair. Raises UsageError where they name actors of their own."""
    if asked.actor or asked.source or asked.target or asked.between:
        raise UsageError("a relation has its actors in its path; use the lists of events and statements for others")
    return Filters(**{**_fields(asked), "between": pair, "limit": min(asked.limit, _ON_A_PAGE), "after": None})


def counted(whole: Query) -> frozenset[Status]:
    """Return the statuses that a series counts: the one asked for, else facts."""
    return frozenset({cast("Status", whole.status)}) if whole.status else FACTS


def _statuses(desk: Desk, whole: Query) -> tuple[Tally, ...]:
    """Return how the events of a query divide by status."""

    def made() -> tuple[Tally, ...]:
        sums: dict[str, int] = {}
        for row in desk.archive.rows(viewing.statuses(whole)):
            sums[row["status"]] = sums.get(row["status"], 0) + row["count"]
        return tuple(Tally(kind=kind, count=n) for kind, n in sorted(sums.items(), key=lambda i: (-i[1], i[0])))

    tallies = desk.kept(("statuses", whole), made)
    desk.kept(("count", "events", whole), lambda: sum(t.count for t in tallies))
    return tallies


def _acts(desk: Desk, whole: Query) -> tuple[Tally, ...]:
    """Return how the statements of a query divide by what they do."""
    return desk.kept(
        ("acts", whole),
        lambda: tuple(Tally(kind=r["act"], count=r["count"]) for r in desk.archive.rows(viewing.acts(whole))),
    )


def _sums(desk: Desk, asked: Query, own: str | None) -> tuple[PairSum, ...]:
    """Return the pairs of an actor of a country with what was done, most first; what both did to each other counts for it."""

    def made() -> tuple[PairSum, ...]:
        sums: dict[tuple[str, str], dict[str, Any]] = {}
        for row in desk.archive.rows(viewing.pair_sums(asked, FACTS, sorted(CONFLICT))):
            pair = row["source"], row["target"]
            if own != (row["source"] if asked.source else row["target"]):
                pair = pair[1], pair[0]
            held = sums.setdefault(pair, {"source": pair[0], "target": pair[1], "count": 0, "conflict": 0, "mean": 0.0})
            count = held["count"] + row["count"]
            held["mean"] = (held["mean"] * held["count"] + row["mean"] * row["count"]) / count
            held["conflict"] += row["conflict"]
            held["count"] = count
        most = sorted(sums.values(), key=lambda r: (-r["count"], r["source"], r["target"]))
        return tuple(_pair(desk, row) for row in most[:_PAIRS])

    return desk.kept(("sums", asked), made)


def _pair(desk: Desk, row: Mapping[str, Any]) -> PairSum:
    """Return what one did to another."""
    return PairSum(
        source=row["source"],
        source_name=desk.name(row["source"]),
        target=row["target"],
        target_name=desk.name(row["target"]),
        count=row["count"],
        conflict=row["conflict"],
        mean=round(row["mean"], 4),
    )


def _outlets(days: Iterable[Mapping[str, Any]]) -> tuple[OutletDays, ...]:
    """Return the outlets with their reports a day, those with most reports first, the unknown one last."""
    by: dict[str | None, list[DayCount]] = {}
    for row in days:
        by.setdefault(row["outlet"], []).append(DayCount(day=row["day"], reports=row["reports"]))
    made = [OutletDays(outlet=o, reports=sum(d.reports for d in held), days=tuple(held)) for o, held in by.items()]
    return tuple(sorted(made, key=lambda o: (o.outlet is None, -o.reports, o.outlet or "")))


def _silences(days: Iterable[str]) -> tuple[Silence, ...]:
    """Return the longest stretches of days without a report, in order of time."""
    known = sorted(date.fromisoformat(day) for day in days)
    one = timedelta(days=1)
    found = [
        Silence(start=(a + one).isoformat(), end=(b - one).isoformat(), days=(b - a).days - 1)
        for a, b in itertools.pairwise(known)
        if (b - a).days > _SILENT
    ]
    longest = sorted(found, key=lambda s: (-s.days, s.start))[:_SILENCES]
    return tuple(sorted(longest, key=lambda s: s.start))
