"""Judgements on records: checked, stored, undone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, get_args

from detente.archive.corrected import ROLES, named_at, parties, place
from detente.corrections import Corrected, Correction, Scope
from detente.errors import UsageError
from detente.foretold import Settlement
from detente.records import Act, Judgement, Status
from detente.wire import digest

if TYPE_CHECKING:
    from detente.archive import Archive
    from detente.codebook import Codebook
    from detente.gazetteer import Gazetteer

_HASHED = ("kind", "table", "item", "report", "span", "was", "value", "scope", "undoes", "made")
_MOST_WORDS = 2_000  # characters of a reason: a long paragraph


@dataclass(frozen=True, slots=True, kw_only=True)
class Judge:
    """Who judges, and why. Raises UsageError when made without either."""

    who: str
    why: str

    def __post_init__(self) -> None:
        if not self.who.strip():
            raise UsageError("a judgement needs a name: who says so")
        if not self.why.strip():
            raise UsageError("a judgement needs its reason; say why")
        if len(self.why) > _MOST_WORDS or len(self.who) > _MOST_WORDS:
            raise UsageError(f"who and why have {_MOST_WORDS} characters at most; give less")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """A record: its table, its row as it stands now, and as it was read."""

    table: Corrected
    row: dict[str, Any]
    read: dict[str, Any]


class Reviewing:
    """Stores what a person says of the records of an archive.

    Every method returns the correction that it stored; a record is named by its id or the beginning of it. All raise
    UsageError where there is no such record, or where the word would change nothing, and every ArchiveError of writing.
    """

    def __init__(
        self, archive: Archive, *, gazetteer: Gazetteer | None = None, codebook: Codebook | None = None
    ) -> None:
        self._archive, self._gazetteer, self._codebook = archive, gazetteer, codebook

    def actor(
        self, record: str, who: str | None, judge: Judge, *, role: str | None = None, scope: Scope = "place"
    ) -> Correction:
        """Say that the actor of a record is another one.

        Args:
            record: a mention, statement or event.
            who: a code or a name; None: nobody who is known.
            judge: who says so, and why.
            role: speaker or addressee of a statement, source or target of an event; None: the first.
            scope: in that place of the text alone, wherever the report means the one that was read, or everywhere.

        Raises:
            UnknownActor: if the gazetteer has no actor of that name.
        """
        found = self._found(record, ROLES)
        prefix = _prefix(found, role)
        row = found.row
        spans = named_at(found.table, row, prefix)
        if scope == "place" and not spans:
            raise UsageError("no words name this actor there; choose the whole report, or the whole archive")
        was, value = row[f"{prefix}actor"], None if who is None else self._resolved(who)
        if was == (value.id if value else None):
            raise UsageError(f"{record}: it is read so already")
        return self._store(
            judge,
            kind="actor",
            table=found.table,
            item=row["id"],
            report=row["report"],
            span=(min(s for s, _ in spans), max(e for _, e in spans)) if spans else (0, 0),
            scope=scope,
            text=row[f"{prefix}name"] or row[f"{prefix}text"],
            was=was,
            **_columns(value),
        )

    def same(self, name: str, who: str, judge: Judge) -> Correction:
        """Say that whoever is read as one actor, or a name that no actor was found for, is another, everywhere.

        ``name`` is the id of the one that was read, else the name as it stands in reports.
        """
        value = self._resolved(who)
        known = self._archive.reads(name)
        if known is None:
            raise UsageError(f"no record names {name!r}; give the id of an actor, or a name that is not resolved")
        if known == value.id:
            raise UsageError(f"{name!r} is read so already")
        was = known or None
        return self._store(judge, kind="actor", scope="archive", text=name, was=was, **_columns(value))

    def type(self, event: str, kind: str, judge: Judge, *, mode: str | None = None) -> Correction:
        """Say that an event is of another type; its codes and scores become those of the type and mode."""
        found = self._found(event, ("events",))
        book = self._book()
        known = book.types.get(kind.upper())
        if known is None:
            near = get_close_matches(kind.upper(), book.types, n=1)
            raise UsageError(f"no type {kind!r}; {f'did you mean {near[0]}?' if near else ', '.join(book.types)}")
        how = known.modes.get(mode) if mode else None
        if mode and how is None:
            raise UsageError(f"{known.name} has no mode {mode!r}; it has {', '.join(known.modes) or 'none'}")
        if (found.row["type"], found.row["mode"]) == (known.name, mode):
            raise UsageError(f"{event}: it is read so already")
        cameo, score = (how.cameo, how.score) if how else (known.cameo, known.score)
        return self._about(
            judge,
            found,
            kind="type",
            was=found.read["type"],
            value=known.name,
            mode=mode,
            cameo=cameo,
            goldstein=book.goldstein(cameo),
            score=score,
        )

    def status(self, event: str, status: str, judge: Judge) -> Correction:
        """Say that an event has another status."""
        if status not in get_args(Status):
            raise UsageError(f"no status {status!r}; give one of {', '.join(get_args(Status))}")
        found = self._found(event, ("events",))
        if found.row["status"] == status:
            raise UsageError(f"{event}: it is read so already")
        return self._about(judge, found, kind="status", was=found.read["status"], value=status)

    def acts(self, statement: str, acts: Sequence[str], judge: Judge) -> Correction:
        """Say what a statement does."""
        wrong = [act for act in acts if act not in get_args(Act)]
        if wrong or not acts:
            raise UsageError(f"no act {wrong[0] if wrong else ''!r}; give one or more of {', '.join(get_args(Act))}")
        found = self._found(statement, ("statements",))
        if set(found.row["acts"]) == set(acts):
            raise UsageError(f"{statement}: it is read so already")
        in_order = " ".join(act for act in get_args(Act) if act in acts)
        return self._about(judge, found, kind="acts", was=" ".join(found.read["acts"]), value=in_order)

    def nothing(self, record: str, judge: Judge) -> Correction:
        """Say that there is no such event or statement, or that a mention names nobody."""
        found = self._found(record, ROLES)
        was = found.read["actor"] if found.table == "mentions" else None
        return self._about(judge, found, kind="nothing", was=was, value=None)

    def _about(self, judge: Judge, found: _Found, **said: Any) -> Correction:
        """Store a word on a record, with what it is found by again."""
        of_event = found.table == "events"
        return self._store(
            judge,
            table=found.table,
            item=found.row["id"],
            report=found.row["report"],
            span=place(found.table, found.read),
            text=parties(found.read) if of_event else found.read.get("content_text") or found.read.get("text"),
            of=found.read["type"] if of_event else None,
            **said,
        )

    def _store(self, judge: Judge, **said: Any) -> Correction:
        """Write a correction and return it."""
        made = Correction(id="", who=judge.who.strip(), why=judge.why.strip(), made=_now(), **said)
        made = _with_id(made)
        with self._archive.writer(word=True) as writer:
            writer.correct([made])
        return made

    def _found(self, record: str, tables: Sequence[str] | dict[str, Any]) -> _Found:
        """Return the record of an id or its beginning. Raises UsageError."""
        rows = [(t, row) for t in tables for row in (self._archive.called(t, record) if record else ())]
        if len(rows) != 1:
            what = "no record" if not rows else "more than one record"
            raise UsageError(f"{what} with id {record!r} among {', '.join(tables)}")
        table, row = rows[0]
        read = self._archive.called(table, row["id"], as_read=True)
        return _Found(table=table, row=row, read=read[0])  # type: ignore[arg-type]  # one of ROLES

    def _resolved(self, who: str) -> Any:
        """Return the actor of a code or a name. Raises UnknownActor."""
        if self._gazetteer is None:
            from detente.gazetteer import Gazetteer

            self._gazetteer = Gazetteer.load()
        return self._gazetteer.resolve(who)

    def _book(self) -> Codebook:
        """Return the codebook."""
        from detente.codebook import Codebook

        self._codebook = self._codebook or Codebook.load()
        return self._codebook


def undo(archive: Archive, judgement: str, judge: Judge) -> Correction | Judgement | Settlement:
    """Store that a judgement counts no more: a correction, one on stories, or one on the ledger.

    ``judgement`` is its id or the beginning of it. Raises UsageError where there is none, or more, or it is undone.
    """
    from detente.review.listing import reviews

    found = [r for r in reviews(archive) if judgement and r.id.startswith(judgement)]
    if len(found) != 1:
        what = "no judgement" if not found else "more than one judgement"
        raise UsageError(f"{what} with id {judgement!r}; `detente review list` lists them")
    if found[0].undone is not None:
        raise UsageError(f"judgement {found[0].id} is undone already")
    return _undo(archive, found[0].id, found[0].kind, judge)


def _undo(archive: Archive, own: str, kind: str, judge: Judge) -> Correction | Judgement | Settlement:
    """Store the undoing where the judgement is kept."""
    if kind in ("together", "apart"):
        from detente.stories import keeping

        return keeping.undo(archive, own, who=judge.who, why=judge.why)
    if kind == "settlement":
        from detente.relations import ledger_settlements

        return ledger_settlements.undo(archive, own, who=judge.who, because=judge.why)
    made = _with_id(Correction(id="", kind="undo", undoes=own, who=judge.who, why=judge.why, made=_now()))
    with archive.writer(word=True) as writer:
        writer.correct([made])
    return made


def _prefix(found: _Found, role: str | None) -> str:
    """Return what the columns of a role begin with. Raises UsageError for a role that the record has not."""
    roles = ROLES[found.table]
    prefix = roles[0] if role is None or found.table == "mentions" else f"{role}_"
    if prefix not in roles:
        raise UsageError(f"no role {role!r}; give one of {', '.join(r.rstrip('_') for r in roles)}")
    if found.table != "mentions" and found.row[f"{prefix}how"] is None:
        raise UsageError(f"nobody is read as {prefix.rstrip('_')} there")
    return prefix


def _columns(actor: Any) -> dict[str, str | None]:
    """Return an actor as the fields of a correction."""
    if actor is None:
        return {"value": None}
    return {"value": actor.id, "name": actor.name, "country": actor.country, "sector": actor.sector}


def _with_id(correction: Correction) -> Correction:
    """Return a correction with its id."""
    from dataclasses import replace

    return replace(correction, id=digest("correction", *(getattr(correction, name) for name in _HASHED)))


def _now() -> str:
    """Return the present moment, ISO 8601 in UTC."""
    return datetime.now(UTC).isoformat(timespec="microseconds")
