"""Corrections in the browser: the form on a record, the list of what people said, and what a form stores."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, cast, get_args

from detente.corrections import Scope
from detente.errors import UsageError
from detente.foretold import EntryState
from detente.review import Judge, Reviewing, reviews, undo
from detente.show.web.desk import Desk
from detente.show.web.making import Missing
from detente.show.web.views import Correcting, Filters, Part, Reviews

if TYPE_CHECKING:
    from detente.archive import Archive

_TABLES = {"event": "events", "statement": "statements", "mention": "mentions"}
_ROLES = {"event": ("source", "target"), "statement": ("speaker", "addressee"), "mention": ("",)}

Said = Mapping[str, str]


def review_list(desk: Desk, asked: Filters) -> Reviews:
    """Return a page of what people said, the latest first. Raises UsageError."""
    every = desk.kept("reviews", lambda: reviews(desk.archive))
    start = 0
    if asked.after is not None:
        places = [n for n, r in enumerate(every) if r.id == asked.after]
        if not places:
            raise UsageError(f"after {asked.after!r} is no judgement; begin at the first page")
        start = places[0] + 1
    shown = every[start : start + asked.limit]
    more = start + asked.limit < len(every)
    return Reviews(
        total=len(every),
        counting=sum(r.undone is None for r in every),
        rows=tuple(shown),
        next=shown[-1].id if shown and more else None,
    )


def correcting(desk: Desk, kind: str, found: str) -> Correcting:
    """Return what a form on a record shows. Raises Missing."""
    if kind == "story":
        return _of_story(desk, found)
    if kind == "entry":
        return _of_entry(desk, found)
    rows = desk.archive.called(_TABLES[kind], found) if kind in _TABLES and found else []
    if len(rows) != 1 or rows[0]["id"] != found:
        raise Missing(f"no {kind} {found!r}; its report has all of them")
    row = rows[0]
    parts = []
    for role in _ROLES[kind]:
        before = f"{role}_" if role else ""
        if not role or row[f"{before}how"] is not None:
            name = row[f"{before}name"] or row[f"{before}text"]
            placed = kind == "mention" or bool(row[f"{before}spans"])
            parts.append(Part(role=role or None, name=name, actor=row[f"{before}actor"], placed=placed))
    return Correcting(
        kind=kind,
        item=found,
        report=row["report"],
        text=row.get("passage_text") or row["text"],
        words=row.get("content_text"),
        parts=tuple(parts),
        type=row.get("type"),
        mode=row.get("mode"),
        status=row.get("status"),
        acts=tuple(row.get("acts") or ()),
        said=tuple(r for r in desk.kept("reviews", lambda: reviews(desk.archive)) if r.item == found),
    )


def store(archive: Archive, desk: Desk, said: Said) -> None:
    """Store what a form says. Raises UsageError, UnknownActor, and every ArchiveError of writing."""
    judge = Judge(who=said.get("who", ""), why=said.get("why", ""))
    what, item = said.get("what", ""), said.get("item", "")
    if not item:
        raise UsageError("the form names no record; open its page again")
    do = _DOES.get(what)
    if do is None:
        raise UsageError(f"nothing is called {what!r} here; the forms have {', '.join(_DOES)}")
    do(archive, desk, item, judge, said)


def _of_story(desk: Desk, found: str) -> Correcting:
    """Return what the form on a story shows."""
    own = desk.story(found)
    if own is None:
        raise Missing(f"no story {found!r}; the list of stories has all of them")
    cites = desk.cites(own.reports)
    return Correcting(
        kind="story", item=found, text=own.title, reports=tuple(cites[r] for r in own.reports if r in cites)
    )


def _of_entry(desk: Desk, found: str) -> Correcting:
    """Return what the form on an entry of the ledger shows."""
    entry = desk.entry(found)
    if entry is None:
        raise Missing(f"no entry {found!r} of the ledger, or the ledger is being drawn up still")
    from detente.relations.ledger_settling import STATES

    return Correcting(
        kind="entry",
        item=found,
        report=entry.report,
        text=entry.text,
        type=entry.kind,
        status=entry.state,
        states=tuple(sorted(STATES[entry.kind])),
        said=tuple(r for r in desk.kept("reviews", lambda: reviews(desk.archive)) if r.item == found),
    )


def _actor(archive: Archive, desk: Desk, item: str, judge: Judge, said: Said) -> None:
    """Say that an actor is another one."""
    scope = said.get("scope", "place")
    if scope not in get_args(Scope):
        raise UsageError(f"no scope {scope!r}; give one of {', '.join(get_args(Scope))}")
    name = said.get("actor", "").strip()
    if not name and not said.get("nobody"):
        raise UsageError("give the actor that it is, or say that it is nobody known")
    who = None if said.get("nobody") else name
    role = said.get("role") or None
    Reviewing(archive, gazetteer=desk.gazetteer).actor(item, who, judge, role=role, scope=cast("Scope", scope))


def _type(archive: Archive, desk: Desk, item: str, judge: Judge, said: Said) -> None:  # noqa: ARG001 - as its like
    """Say that an event is of another type."""
    kind, _, mode = said.get("type", "").partition("/")
    Reviewing(archive).type(item, kind, judge, mode=mode or None)


def _status(archive: Archive, desk: Desk, item: str, judge: Judge, said: Said) -> None:  # noqa: ARG001
    """Say that an event has another status."""
    Reviewing(archive).status(item, said.get("status", ""), judge)


def _acts(archive: Archive, desk: Desk, item: str, judge: Judge, said: Said) -> None:  # noqa: ARG001
    """Say what a statement does."""
    Reviewing(archive).acts(item, [name.removeprefix("act_") for name in said if name.startswith("act_")], judge)


def _nothing(archive: Archive, desk: Desk, item: str, judge: Judge, said: Said) -> None:  # noqa: ARG001
    """Say that there is no such record."""
    Reviewing(archive).nothing(item, judge)


def _undo(archive: Archive, desk: Desk, item: str, judge: Judge, said: Said) -> None:  # noqa: ARG001
    """Take a judgement back."""
    undo(archive, item, judge)


def _apart(archive: Archive, desk: Desk, item: str, judge: Judge, said: Said) -> None:  # noqa: ARG001
    """Say that reports do not belong to a story."""
    from detente.stories import keeping

    reports = [name.removeprefix("report_") for name in said if name.startswith("report_")]
    if not reports:
        raise UsageError("tick the reports that tell something else")
    keeping.judge(archive, "apart", reports, who=judge.who, why=judge.why)


def _together(archive: Archive, desk: Desk, item: str, judge: Judge, said: Said) -> None:
    """Say that two stories are one."""
    from detente.stories import keeping

    other = said.get("other", "").strip().rstrip("/").rpartition("/")[2]
    stories = [desk.story(found) for found in (item, other)]
    if stories[0] is None or stories[1] is None:
        raise UsageError(f"no story {other!r}; give the id or the address of the other story's page")
    keeping.judge(archive, "together", [s.reports[0] for s in stories if s], who=judge.who, why=judge.why)


def _settle(archive: Archive, desk: Desk, item: str, judge: Judge, said: Said) -> None:
    """Say what became of an entry of the ledger."""
    from detente.relations.ledger_settlements import settle_entry

    entry = desk.entry(item)
    if entry is None:
        raise UsageError(f"no entry {item!r} of the ledger")
    settle_entry(archive, entry, cast("EntryState", said.get("state", "")), because=judge.why, who=judge.who)


_DOES: dict[str, Callable[[Archive, Desk, str, Judge, Said], None]] = {
    "actor": _actor,
    "type": _type,
    "status": _status,
    "acts": _acts,
    "nothing": _nothing,
    "apart": _apart,
    "together": _together,
    "settle": _settle,
    "undo": _undo,
}


def kinds_of(desk: Desk) -> list[tuple[str, tuple[str, ...]]]:
    """Return the types of the codebook with their modes, for a form."""
    from detente.codebook import Codebook

    def made() -> list[tuple[str, tuple[str, ...]]]:
        return [(t.name, tuple(t.modes)) for t in Codebook.load().types.values()]

    return desk.kept("types", made)
