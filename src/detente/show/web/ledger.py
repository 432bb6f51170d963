"""The page of the ledger, and an actor's record in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, cast, get_args
from urllib.parse import urlencode

from detente.archive.ledger_rows import FILTERS, ORDERS
from detente.errors import UsageError
from detente.foretold import EntryKind, EntryState
from detente.intervals import wilson
from detente.relations.ledger_counts import UNSETTLED, Record
from detente.relations.ledger_settling import CAME
from detente.show.web.desk import Desk
from detente.show.web.filters import LONGEST, MOST_ROWS
from detente.show.web.views import LedgerFilters, LedgerPage, Tally

if TYPE_CHECKING:
    from detente.gazetteer.model import Actor

NAMES = tuple(field.name for field in fields(LedgerFilters))
MOST_PAGES = 100_000


def ledger_filters(given: Iterable[tuple[str, str]], resolve: Callable[[str], Actor]) -> LedgerFilters:
    """Return the filters that the query of an address says; empty ones say nothing. Raises UsageError, UnknownActor."""
    said: dict[str, Any] = {}
    for name, value in given:
        if name not in NAMES:
            near = get_close_matches(name, NAMES, n=1)
            raise UsageError(
                f"no filter called {name[:LONGEST]!r}; {f'did you mean {near[0]}?' if near else ', '.join(NAMES)}"
            )
        if len(value) > LONGEST:
            raise UsageError(f"{name}: longer than {LONGEST} characters; give less")
        if value.strip():
            said[name] = value.strip()
    if "speaker" in said:
        said["speaker"] = resolve(said["speaker"]).id
    for name, allowed in (("kind", get_args(EntryKind)), ("state", get_args(EntryState)), ("order", tuple(ORDERS))):
        if said.get(name, allowed[0]) not in allowed:
            raise UsageError(f"{name} {said[name]!r} is unknown; give one of {', '.join(allowed)}")
    for name, most in (("limit", MOST_ROWS), ("page", MOST_PAGES)):
        if name in said:
            said[name] = _number(name, said[name], most)
    return LedgerFilters(**said)


def ledger_page(desk: Desk, asked: LedgerFilters) -> LedgerPage:
    """Return a page of the ledger. Raises BadDate."""
    drawn = desk.ledger()
    if drawn is None:
        return LedgerPage(filters=asked, drawn_up=False, current=False, total=0, states=(), rows=(), next=None)
    narrowed = {name: str(getattr(asked, name)) for name in FILTERS if getattr(asked, name) is not None}
    skip = (asked.page - 1) * asked.limit
    found = drawn.rows.page(narrowed, order=asked.order, limit=asked.limit, skip=skip)
    return LedgerPage(
        filters=asked,
        drawn_up=True,
        current=drawn.current,
        total=found.total,
        states=tuple(Tally(kind=state, count=n) for state, n in found.states),
        rows=found.entries,
        next=asked.page + 1 if skip + len(found.entries) < found.total else None,
    )


def record_of(desk: Desk, actor: str) -> tuple[Record, ...]:
    """Return what became of an actor's entries, by kind; what was said again counts once."""
    drawn = desk.ledger(asked=False)
    if drawn is None:
        return ()
    counted: dict[str, dict[str, int]] = {}
    for kind, state, n in drawn.rows.of_speaker(actor):
        counted.setdefault(kind, {})[state] = n
    return tuple(_record(actor, cast("EntryKind", kind), states) for kind, states in counted.items())


def ledger_address(path: str, asked: LedgerFilters, **other: object) -> str:
    """Return the address of a view of the ledger; what is as ever is left out."""
    usual = LedgerFilters()
    said = {name: other.get(name, getattr(asked, name)) for name in NAMES}
    kept = {n: v for n, v in said.items() if v is not None and v != getattr(usual, n)}
    return f"{path}?{urlencode(kept)}" if kept else path


def _record(actor: str, kind: EntryKind, states: dict[str, int]) -> Record:
    """Return the record of one kind out of its counts."""
    settled = sum(n for state, n in states.items() if state not in UNSETTLED)
    came = states.get(CAME[kind], 0)
    low, high = wilson(came, settled) if settled else (None, None)
    return Record(
        by="speaker",
        who=actor,
        kind=kind,
        entries=sum(states.values()),
        settled=settled,
        came=came,
        share=came / settled if settled else None,
        low=low,
        high=high,
        brier=None,
        with_chance=0,
    )


def _number(name: str, text: str, most: int) -> int:
    """Return a number from 1. Raises UsageError."""
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= most):
        raise UsageError(f"{name} {text[:20]!r} is no number from 1 to {most}")
    return int(text)
