"""People's settlements of entries: stored, one over the other, and undone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from detente.errors import UsageError
from detente.foretold import Entry, EntryState, Settlement
from detente.relations.ledger_settling import STATES
from detente.wire import digest

if TYPE_CHECKING:
    from detente.archive import Archive


def standing(settlements: Iterable[Settlement]) -> dict[str, Settlement]:
    """Return the settlement that counts for each entry: the last that was not undone."""
    ordered = sorted(settlements, key=lambda s: (s.made, s.id))
    undone = {s.undoes for s in ordered if s.undoes is not None}
    return {s.entry: s for s in ordered if s.state is not None and s.id not in undone}


def settle(archive: Archive, entry: str, state: EntryState, *, because: str, who: str) -> Settlement:
    """Store what became of an entry; it wins over the rules, also after later readings, until it is undone.

    Args:
        archive: the archive.
        entry: the id of the entry, or enough of its beginning.
        state: one of the states that an entry of its kind can be in.
        because: why, in words.
        who: who says so.

    Raises:
        UsageError: if there is no such entry, or it cannot be in that state, or no reason is given.
    """
    from detente.relations.ledger_archive import ledger

    found = [e for e in ledger(archive) if e.id.startswith(entry)]
    if len(found) != 1 or not entry:
        what = "no entry" if not found or not entry else f"{len(found)} entries"
        raise UsageError(f"{what} of the ledger with id {entry!r}; `detente ledger` lists ids")
    return settle_entry(archive, found[0], state, because=because, who=who)


def settle_entry(archive: Archive, entry: Entry, state: EntryState, *, because: str, who: str) -> Settlement:
    """Do as :func:`settle` with an entry at hand. Raises UsageError if it cannot be in that state, or without a reason."""
    allowed = STATES[entry.kind]
    if state not in allowed:
        raise UsageError(f"a {entry.kind} cannot be {state!r}; give one of {', '.join(sorted(allowed))}")
    if not because.strip():
        raise UsageError("a settlement needs its reason; give one with --because")
    return _store(archive, entry=entry.id, state=state, undoes=None, who=who, why=because)


def undo(archive: Archive, settled: str, *, who: str, because: str = "") -> Settlement:
    """Store that a settlement counts no more; the one before it does then, else what the rules say.

    Args:
        archive: the archive.
        settled: the id of the settlement, or of the entry whose settlement counts now; its beginning is enough.
        who: who says so.
        because: why, in words.

    Raises:
        UsageError: if there is no such settlement that counts.
    """
    counting = standing(archive.settlements()).values()
    every = [s for s in archive.settlements() if s.state is not None]
    undone = {s.undoes for s in archive.settlements()}
    found = [s for s in counting if s.entry.startswith(settled)] or [
        s for s in every if s.id.startswith(settled) and s.id not in undone
    ]
    if len(found) != 1 or not settled:
        raise UsageError(f"no settlement counts under {settled!r}; see `detente ledger settlements`")
    return _store(archive, entry=found[0].entry, state=None, undoes=found[0].id, who=who, why=because)


def _store(
    archive: Archive, *, entry: str, state: EntryState | None, undoes: str | None, who: str, why: str
) -> Settlement:
    """Write a settlement and return it."""
    made = datetime.now(UTC).isoformat(timespec="microseconds")
    own = digest("settlement", entry, state, undoes, made)
    settlement = Settlement(id=own, entry=entry, state=state, undoes=undoes, who=who, why=why, made=made)
    with archive.writer(word=True) as writer:
        writer.settle(settlement)
    return settlement
