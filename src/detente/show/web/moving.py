"""The page on how a relation moves: turning points and what carries them, answers, outlook, the timeline of the ledger.

It is worked out when it is first asked for: some seconds of a long series, one at a time. What it needs of the archive
are sums, and the events of the days about turning points.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from detente.archive.query import Query
from detente.foretold import Entry
from detente.gazetteer.model import Actor
from detente.relations import Series
from detente.relations.findings import about_turns
from detente.relations.stored import stored_series
from detente.show.figures import Figure, drawn_pictures, figure
from detente.show.moving import Moving, moving
from detente.show.naming import named
from detente.show.relation_charts import moves
from detente.show.web.desk import Desk
from detente.show.web.filters import query
from detente.show.web.making import between, counted, pair_of
from detente.show.web.views import Filters

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

_T = TypeVar("_T")

_ENTRIES = 5_000  # of the ledger looked through, and statements of a pair: the latest
_EVENTS = 2_000  # about one turning point
_AT_WORK = threading.Lock()


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationMoving:
    """How the relation of two actors moves, narrowed down by filters.

    ``series`` is what is drawn, by quarters where it is too long for months; ``moving`` what was measured on it, None
    where it has no points. ``foretold`` are the entries of the ledger read from statements of the pair on each other;
    ``drawn_up`` is false until the ledger has been drawn up.
    """

    a: Actor
    b: Actor
    filters: Filters
    series: Series
    moving: Moving | None
    foretold: tuple[Entry, ...]
    drawn_up: bool


def relation_moving(desk: Desk, a: str, b: str, asked: Filters) -> RelationMoving:
    """Return how a relation moves. Raises Missing, UsageError."""
    one, other = pair_of(desk, a, b)
    narrowed = between(asked, (one.id, other.id))
    whole = query(narrowed)
    series, found = _once(desk, ("moving", whole), lambda: _measured(desk, whole))
    ledger = desk.ledger(asked=False)
    foretold = desk.kept(("foretold", whole, ledger), lambda: _foretold(desk, whole)) if ledger else ()
    return RelationMoving(
        a=one,
        b=other,
        filters=narrowed,
        series=series,
        moving=found,
        foretold=foretold,
        drawn_up=ledger is not None,
    )


def as_moving_page(desk: Desk, request: Request, record: RelationMoving) -> Response:
    """Return how a relation moves as a page."""
    from detente.show.web.answers import html
    from detente.show.web.pages import page

    figures = figures_of(desk, record)
    names = {who.id: who.name for who in (record.a, record.b)}
    path, asked = request.url.path, request.url.query
    carriers = [c for flag in record.moving.flags for c in flag.carriers if c.passage] if record.moving else []
    text = page(
        "relation_moving",
        record,
        path=path,
        names=names,
        asked=asked,
        reviews=desk.reviews,
        figures=figures,
        carried={c.event: c.report for c in carriers},
        cited={c.report for c in carriers},
    )
    return html(text, 200)


def figures_of(desk: Desk, record: RelationMoving) -> dict[str, Figure]:
    """Return the figures of the page by name."""
    key = ("figures", query(record.filters), tuple((e.id, e.state) for e in record.foretold))
    return _once(desk, key, lambda: _figures(record))


def _once(desk: Desk, key: object, make: Callable[[], _T]) -> _T:
    """Return what was made under a key; who asks for the same meanwhile waits for it, and nothing else is made then."""

    def alone() -> _T:
        with _AT_WORK:
            return desk.kept(("alone", key), make)

    return desk.kept(key, alone)


def _measured(desk: Desk, whole: Query) -> tuple[Series, Moving | None]:
    """Return the series that is drawn and what was measured on it."""

    def count(by: str | None) -> Series:
        return stored_series(desk.archive, whole, by=by, statuses=counted(whole))  # type: ignore[arg-type]  # a unit

    drawn = count(None)
    if drawn.by == "year":
        drawn = count("quarter")
    if not drawn.lines[0].points:
        return drawn, None
    events = about_turns(desk.archive, whole, drawn, most=_EVENTS)
    reports = {r.id: r for r in desk.archive.reports_of(list({e.report for e in events}))}
    return drawn, moving(drawn, count, events, reports, stories=desk.stands)


def _foretold(desk: Desk, whole: Query) -> tuple[Entry, ...]:
    """Return the entries of the ledger that were read from statements of a pair on each other, the latest first."""
    ledger = desk.ledger(asked=False)
    if ledger is None:
        return ()
    asked = Query(between=whole.between, since=whole.since, until=whole.until, outlet=whole.outlet, limit=_ENTRIES)
    said = {s.id for s in desk.archive.statements(asked)}
    entries = ledger.rows.page({}, order="newest", limit=_ENTRIES, skip=0).entries if said else ()
    return tuple(e for e in entries if e.statement in said)


def _figures(record: RelationMoving) -> dict[str, Figure]:
    """Return the figures of the page by name."""
    a, b = named(record.a), named(record.b)
    pictures = drawn_pictures(record.moving, record.foretold, a, b)
    if record.moving is not None:
        pictures["moves"] = moves(record.series, [flag.start for flag in record.moving.flags], a, b)
    return {name: figure(one, specification=False) for name, one in pictures.items()}
