"""The noun of an analyst's corrections, which win over what was read.

Like :mod:`detente.records`: a frozen dataclass, no logic; ``None`` always means "not known".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from detente.records import Span

CorrectionKind = Literal["actor", "type", "status", "acts", "nothing", "undo"]
Scope = Literal["place", "report", "archive"]
Corrected = Literal["mentions", "statements", "events"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A person's word on a record, which wins over the reader at every question until it is undone.

    ``kind``: "actor" (whoever was read as ``was`` is ``value``), "type" and "status" (of an event), "acts" (of a
    statement, with blanks between), "nothing" (there is no such event or statement), "undo" (``undoes`` counts no more).

    What it is about is found again after the report is read anew: by ``item``, the row's id, else by ``report`` and
    ``span`` (an event's passage, a statement's content, the place that names an actor) and by what was read there: ``was``
    and, of an event, ``of``, its type. ``table`` is the table of the record, None for actors and undoing. ``scope``, of
    an actor: in that place, everywhere in the report, or everywhere in the archive; ``text`` is what names it there.

    ``value`` None means an actor that is not known. ``name``, ``country`` and ``sector`` are the actor's; ``mode``,
    ``cameo``, ``goldstein`` and ``score`` the type's. ``made`` is when, ISO 8601 in UTC; ``who`` and ``why`` as given.
    ``id`` hashes kind, table, item, report, span, was, value, scope, undoes and made.
    """

    id: str
    kind: CorrectionKind
    table: Corrected | None = None
    item: str | None = None
    report: str | None = None
    span: Span = (0, 0)
    scope: Scope = "place"
    text: str | None = None
    of: str | None = None
    was: str | None = None
    value: str | None = None
    name: str | None = None
    country: str | None = None
    sector: str | None = None
    mode: str | None = None
    cameo: str | None = None
    goldstein: float | None = None
    score: float | None = None
    undoes: str | None = None
    who: str
    why: str
    made: str
