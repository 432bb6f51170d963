"""States, organisations, groups, organs and outlets: who they are and what they are called."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import cast

from detente.gazetteer.model import Actor, Kind, Name, NameHow
from detente.gazetteer.tables import ActorRow, OrganKindRow, Tables


class Roster:
    """Looks up actors that are not persons; records are made when they are first asked for."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._actors: dict[str, Actor] = {}
        self._made: dict[int, Name] = {}

    @cached_property
    def _rows(self) -> dict[str, ActorRow]:
        """The actors by id; an outlet is one of them."""
        rows = {row.id: row for row in self._tables.actors}
        for outlet in self._tables.outlets:
            rows[outlet.id] = ActorRow(
                outlet.id, outlet.name, "outlet", outlet.country, "JRN", outlet.start, outlet.end, outlet.source
            )
        return rows

    @cached_property
    def _kinds(self) -> dict[str, OrganKindRow]:
        """The first noun of every kind of organ by its code."""
        return {row.code: row for row in reversed(self._tables.organ_kinds) if row.code}

    @cached_property
    def _adjectives(self) -> dict[str, str]:
        """The first adjective of every state."""
        return {n.actor: n.text for n in reversed(self._tables.names) if n.how == "adjective"}

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
        name = f"{self._adjectives.get(state, row.name)} {kind.name}"
        return Actor(
            id=actor,
            name=name,
            kind="organ",
            country=state,
            sector=kind.sector,
            start=None,
            end=None,
            source=kind.source,
        )

    def name(self, number: int) -> Name:
        """Return the name of a row number of the table of names."""
        if number not in self._made:
            row = self._tables.names[number]
            actor = self.actor(row.actor)
            if actor is None:
                raise KeyError(row.actor)
            self._made[number] = Name(
                text=row.text,
                actor=actor,
                how=cast("NameHow", row.how),
                start=row.start or actor.start,
                end=row.end or actor.end,
            )
        return self._made[number]

    def texts(self) -> Iterator[str]:
        """Yield every way to call an actor."""
        return (row.text for row in self._tables.names)


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
