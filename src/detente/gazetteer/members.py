"""Who belongs to an organisation on a day: members, those suspended among them, and observers."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from detente.gazetteer.dates import Window, covers
from detente.gazetteer.model import Membership
from detente.gazetteer.roster import Roster
from detente.gazetteer.tables import MemberRow, Tables

# Ways to stand to an organisation that make no member.
_OUTSIDE = "observer"
# Ways that come on top of being a member: their rows have the time of the exception.
_PLAIN = "member"


class Members:
    """Looks up who belongs to which organisation."""

    def __init__(self, tables: Tables, roster: Roster) -> None:
        self._tables, self._roster = tables, roster

    @cached_property
    def _rows(self) -> dict[str, list[MemberRow]]:
        """The rows by organisation."""
        out: dict[str, list[MemberRow]] = {}
        for row in self._tables.members:
            out.setdefault(row.organisation, []).append(row)
        return out

    def of(self, organisation: str, on: Window | None) -> tuple[Membership, ...]:
        """Return the members then, by name; without ``on`` those whose membership has no end."""
        held = [row for row in self._rows.get(organisation, ()) if row.status != _OUTSIDE and _holds(row, on)]
        best: dict[str, MemberRow] = {}
        for row in held:  # "suspended" says more than "member"
            if row.member not in best or row.status != _PLAIN:
                best[row.member] = row
        return tuple(sorted(self._made(best.values()), key=lambda made: made.actor.name))

    def observers(self, organisation: str, on: Window | None) -> tuple[Membership, ...]:
        """Return the observers then, by name."""
        held = [row for row in self._rows.get(organisation, ()) if row.status == _OUTSIDE and _holds(row, on)]
        return tuple(sorted(self._made(held), key=lambda made: made.actor.name))

    def _made(self, rows: Iterable[MemberRow]) -> list[Membership]:
        """Make the records of rows."""
        found = [(row, self._roster.actor(row.member)) for row in rows]
        return [
            Membership(
                organisation=row.organisation,
                actor=actor,
                status=row.status,
                start=row.start or None,
                end=row.end or None,
                source=row.source,
            )
            for row, actor in found
            if actor is not None
        ]


def _holds(row: MemberRow, on: Window | None) -> bool:
    """Tell whether a row covers a time; without one, whether it has no end."""
    return not row.end if on is None else covers(row.start, row.end, on)
