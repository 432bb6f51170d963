"""Every judgement that people made in an archive, of whatever kind, the latest first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from detente.corrections import Correction
from detente.foretold import Settlement
from detente.records import Judgement

if TYPE_CHECKING:
    from detente.archive import Archive

ReviewKind = Literal["actor", "type", "status", "acts", "nothing", "together", "apart", "settlement"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """That a judgement counts no more: who said so, why and when."""

    who: str
    why: str
    made: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A person's word, which wins over what was read, grouped or settled unless it is ``undone``.

    ``kind``: "actor", "type", "status", "acts" or "nothing" of a record; "together" or "apart" of stories; "settlement"
    of an entry of the ledger. ``about`` says in words what it is about, ``was`` what was read, ``value`` what is said.
    ``item`` is the id of the record or entry, None where it is about more than one; ``report`` that of a report that
    it was seen in. ``made`` is when, ISO 8601 in UTC.
    """

    id: str
    kind: ReviewKind
    about: str
    was: str | None
    value: str | None
    scope: str
    item: str | None
    report: str | None
    who: str
    why: str
    made: str
    undone: Undone | None


def reviews(archive: Archive) -> list[Review]:
    """Return every judgement, the latest first; undoings are told by the judgements that they undo."""
    found = [
        *_corrections(archive.corrections()),
        *_of_stories(archive.judgements()),
        *_of_entries(archive.settlements()),
    ]
    return sorted(found, key=lambda r: (r.made, r.id), reverse=True)


def _undone(made: Iterable[Correction | Judgement | Settlement]) -> dict[str, Undone]:
    """Return what was undone, by id."""
    return {one.undoes: Undone(who=one.who, why=one.why, made=one.made) for one in made if one.undoes is not None}


def _corrections(made: list[Correction]) -> Iterable[Review]:
    """Yield the corrections of records."""
    undone = _undone(made)
    for c in made:
        if c.kind != "undo":
            yield Review(
                id=c.id,
                kind=c.kind,
                about=c.text or c.item or "",
                was=c.was,
                value=_value(c),
                scope=c.scope if c.kind == "actor" else "place",
                item=c.item,
                report=c.report,
                who=c.who,
                why=c.why,
                made=c.made,
                undone=undone.get(c.id),
            )


def _value(c: Correction) -> str | None:
    """Return what a correction says it is, in words."""
    return f"{c.value}, {c.mode}" if c.mode else c.value


def _of_stories(made: list[Judgement]) -> Iterable[Review]:
    """Yield the judgements on stories."""
    undone = _undone(made)
    for j in made:
        if j.kind != "undo":
            several = f"{len(j.reports)} reports" if len(j.reports) > 1 else "a report"
            about = f"the stories of {several}" if j.kind == "together" else f"{several} and {len(j.others)} others"
            yield Review(
                id=j.id,
                kind=j.kind,
                about=about,
                was=None,
                value="one story" if j.kind == "together" else "not the same story",
                scope="archive",
                item=None,
                report=j.reports[0] if j.reports else None,
                who=j.who,
                why=j.why,
                made=j.made,
                undone=undone.get(j.id),
            )


def _of_entries(made: list[Settlement]) -> Iterable[Review]:
    """Yield the settlements of the ledger."""
    undone = _undone(made)
    for s in made:
        if s.state is not None:
            yield Review(
                id=s.id,
                kind="settlement",
                about=f"entry {s.entry} of the ledger",
                was=None,
                value=s.state,
                scope="archive",
                item=s.entry,
                report=None,
                who=s.who,
                why=s.why,
                made=s.made,
                undone=undone.get(s.id),
            )
