"""States, organisations, groups, organs and outlets: who they are and what they are called."""

from __future__ import annotations

from typing import cast

from detente.gazetteer.model import Actor, Kind, Name, NameHow
from detente.gazetteer.spelling import key
from detente.gazetteer.tables import ActorRow, NameRow, Tables


class Roster:
    """Looks up actors that are not persons; records are made when they are first asked for."""

    def __init__(self, tables: Tables) -> None:
        self._rows = {row.id: row for row in tables.actors}
        for outlet in tables.outlets:
            self._rows[outlet.id] = ActorRow(
                outlet.id, outlet.name, "outlet", outlet.country, "JRN", outlet.start, outlet.end, outlet.source
            )
        self._names = tables.names
        self._kinds = {row.code: row for row in reversed(tables.organ_kinds) if row.code}
        self._own = tables.own_names
        self._actors: dict[str, Actor] = {}
        self._made: dict[int, Name] = {}
        self._by_key: dict[str, list[int]] | None = None
        self._adjectives: dict[str, str] | None = None

    def actor(self, actor: str) -> Actor | None:
        """Return the actor of an id; any state's organ of a known kind exists ("ISL.MFA")."""
        if actor not in self._actors:
            row = self._rows.get(actor)
            made = _actor(row) if row else self._organ(actor)
            if made is None:
                return None
            self._actors[actor] = made
        return self._actors[actor]

    def _organ(self, actor: str) -> Actor | None:
        """Make the organ of a state out of its id, None when there is no such state or kind of organ."""
        state, _, code = actor.partition(".")
        row, kind = self._rows.get(state), self._kinds.get(code)
        if row is None or kind is None or row.kind != "state":
            return None
        name = f"{self._adjective(state) or row.name} {kind.name}"
        return Actor(
            id=actor, name=name, kind="organ", country=state, sector=kind.sector, start=None, end=None, source=kind.source
        )

    def _adjective(self, state: str) -> str | None:
        """Return a state's first adjective."""
        if self._adjectives is None:
            self._adjectives = {n.actor: n.text for n in reversed(self._names) if n.how == "adjective"}
        return self._adjectives.get(state)

    def name(self, number: int) -> Name:
        """Return the name of a row number of the table of names."""
        if number not in self._made:
            row = self._names[number]
            actor = self.actor(row.actor)
            if actor is None:
                raise KeyError(row.actor)
            self._made[number] = Name(
                text=row.text,
                actor=actor,
                how=cast("NameHow", row.how),
                start=row.start or None,
                end=row.end or None,
            )
        return self._made[number]

    def named(self, text: str) -> list[Name]:
        """Return all names with that text, whatever the case; only the user's where the user has that name."""
        if self._by_key is None:
            self._by_key = {}
            for number, row in enumerate(self._names):
                self._by_key.setdefault(key(row.text), []).append(number)
        numbers = self._by_key.get(key(text), [])
        own = [n for n in numbers if n in self._own]
        return [self.name(n) for n in own or numbers]

    def rows(self) -> list[NameRow]:
        """Return the table of names."""
        return self._names

    def ids(self) -> dict[str, str]:
        """Return every id with its name."""
        return {row.id: row.name for row in self._rows.values()}


def _actor(row: ActorRow) -> Actor:
    """Make the record of a row."""
    return Actor(
        id=row.id,
        name=row.name,
        kind=cast("Kind", row.kind),
        country=row.country or None,
        sector=row.sector or None,
        start=row.start or None,
        end=row.end or None,
        source=row.source,
    )
