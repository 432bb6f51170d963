"""Persons and their time in office: who held what when, and who goes by which surname."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from detente.gazetteer.dates import Window, covers, first_day
from detente.gazetteer.model import Actor, Name, Spell
from detente.gazetteer.spelling import key, words
from detente.gazetteer.tables import PersonRow, SpellRow, Tables

# A holder known only from a list without dates answers for dates this many years around the list's own, and only where no
# dated holder is known: half a usual term of office.
UNDATED_YEARS = 2

# What the roles of states are called in the European Union, so that "the EU's top diplomat" has an answer.
_TWIN_ROLES = {
    ("foreign_minister", "EU"): "high_representative",
    ("head_of_government", "EU"): "commission_president",
    ("head_of_state", "EU"): "council_president",
}
_SECTOR_OF_ROLE = {
    "chief_of_general_staff": "MIL",
    "deputy_chief_of_general_staff": "MIL",
    "commander_in_chief": "MIL",
    "army_chief": "MIL",
    "navy_chief": "MIL",
    "commander": "MIL",
    "intelligence_chief": "SPY",
    "police_chief": "COP",
    "speaker": "LEG",
    "senator": "LEG",
    "senate_leader": "LEG",
    "committee_chair": "LEG",
    "prosecutor": "JUD",
    "prosecutor_general": "JUD",
    "special_counsel": "JUD",
    "opposition_leader": "OPP",
    "party_leader": "PTY",
    "group_leader": "REB",
}


class People:
    """Looks up persons and spells; records are made when they are first asked for."""

    def __init__(self, tables: Tables) -> None:
        self._rows = {row.id: row for row in tables.persons}
        self._spell_rows: dict[str, list[SpellRow]] = {}
        self._offices: dict[tuple[str, str], list[SpellRow]] = {}
        for row in tables.spells:
            self._spell_rows.setdefault(row.person, []).append(row)
            self._offices.setdefault((row.role, row.country), []).append(row)
        self._own = tables.own_spells
        self._as_of = {code: source.as_of for code, source in tables.sources.items()}
        self._own_people = tables.own_people
        self._actors: dict[str, Actor] = {}
        self._surnames: dict[str, list[str]] | None = None
        self._full: dict[str, list[str]] | None = None

    def actor(self, person: str) -> Actor | None:
        """Return the person of an id."""
        if person not in self._actors:
            row = self._rows.get(person)
            if row is None:
                return None
            latest = max(self._spell_rows.get(person, ()), key=lambda s: s.start, default=None)
            self._actors[person] = Actor(
                id=row.id,
                name=row.name,
                kind="person",
                country=latest.country if latest else None,
                sector=_SECTOR_OF_ROLE.get(latest.role, "GOV") if latest else None,
                start=row.start or None,
                end=row.end or None,
                source=row.source,
            )
        return self._actors[person]

    def _spell(self, row: SpellRow) -> Spell:
        """Make the record of a row of spells."""
        return Spell(
            actor=row.person,
            name=self._rows[row.person].name,
            country=row.country,
            role=row.role,
            title=row.title,
            start=row.start or None,
            end=row.end or None,
            source=row.source,
            organ=row.organ or None,
        )

    def spells(self, person: str, on: Window | None) -> tuple[Spell, ...]:
        """Return a person's spells, the latest first; with ``on`` only those that it falls into."""
        rows = self._spell_rows.get(person, [])
        kept = [row for row in rows if on is None or self._held(row, on)]
        return tuple(self._spell(row) for row in sorted(kept, key=lambda r: (r in self._own, r.start), reverse=True))

    def holders(self, role: str, country: str, on: Window | None) -> tuple[Spell, ...]:
        """Return who held an office, the latest first; with ``on`` only those who held it then.

        The user's own rows hide ours for the dates that they cover. A holder without a known end gives way to one who
        came later under the same title; one without any date answers only where no dated holder is known.
        """
        rows = self._offices.get((_TWIN_ROLES.get((role, country), role), country), [])
        if on is None:
            return tuple(self._spell(r) for r in sorted(rows, key=lambda r: (r in self._own, r.start), reverse=True))
        held = [row for row in rows if self._held(row, on)]
        held = [row for row in held if row in self._own] or held
        held = [row for row in held if row.start] or held
        held = [row for row in held if row.end or not any(_follows(other, row) for other in rows if other in held)]
        return tuple(self._spell(row) for row in sorted(held, key=lambda r: r.start, reverse=True))

    def _held(self, row: SpellRow, on: Window) -> bool:
        """Tell whether a spell covers a time; one without a start counts near the day of its source."""
        if row.start or row.end:
            return covers(row.start, row.end, on)
        as_of = max((self._as_of.get(code, "") for code in row.source.split("|")), default="")
        return not as_of or abs(int(as_of[:4]) - int(on[0][:4])) <= UNDATED_YEARS

    def vouched(self, spell: Spell) -> str | None:
        """Return the last day for which the sources of a spell without an end know, None when it has an end."""
        if spell.end:
            return None
        return max((self._as_of.get(code, "") for code in spell.source.split("|")), default="") or None

    def by_surname(self, text: str) -> tuple[str, ...]:
        """Return the ids of all persons with that surname."""
        if self._surnames is None:
            self._surnames = {}
            for row in self._rows.values():
                singles = [a for a in (row.name, *row.aliases.split("|")) if a and len(words(a)) == 1]
                for form in {key(f) for f in (*row.surname.split("|"), *singles) if f}:
                    self._surnames.setdefault(form, []).append(row.id)
        return tuple(self._surnames.get(key(text), ()))

    def by_name(self, text: str) -> tuple[str, ...]:
        """Return the ids of all persons who go by that full name."""
        if self._full is None:
            self._full = {}
            for row in self._rows.values():
                for form in {key(name) for name in _full_names(row)}:
                    self._full.setdefault(form, []).append(row.id)
        found = self._full.get(key(text), [])
        return tuple([p for p in found if p in self._own_people] or found)

    def phrases(self) -> Iterator[tuple[str, Callable[[], Name], bool, bool]]:
        """Yield what a text can call persons: the words, their name when needed, whether a surname alone, whether the user's."""
        for row in self._rows.values():
            own = row.id in self._own_people
            for text in _full_names(row):
                alone = len(words(text)) == 1
                yield text, partial(self._name, row, text, alone=alone), alone, own
            if row.alone:
                for form in row.surname.split("|"):
                    yield form, partial(self._name, row, form, alone=True), True, own

    def _name(self, row: PersonRow, text: str, *, alone: bool) -> Name:
        """Make the name of a person: a surname alone is valid from the first office on."""
        actor = self.actor(row.id)
        assert actor is not None  # noqa: S101 - the row is one of ours
        starts = [s.start for s in self._spell_rows.get(row.id, ())]
        start = min(starts, default="") if alone else ""
        return Name(text=text, actor=actor, how="surname" if alone else "name", start=start or None, end=None)

    def given_names(self) -> set[str]:
        """Return the folded first words of all names: those before a surname that make it somebody else's."""
        return {key(words(row.name)[0]) for row in self._rows.values()}

    def names(self) -> Iterator[tuple[str, str]]:
        """Yield every person's id and name."""
        for row in self._rows.values():
            yield row.id, row.name


def _follows(later: SpellRow, row: SpellRow) -> bool:
    """Tell whether a spell begins after another one in the same title began."""
    return later.person != row.person and later.organ == row.organ and first_day(later.start) > first_day(row.start)


def _full_names(row: PersonRow) -> list[str]:
    """Return the full names of a person: as written, the aliases, and the first word with the surname."""
    names = [row.name, *filter(None, row.aliases.split("|"))]
    first = row.name.split()[0]
    for form in row.surname.split("|") if row.surname else ():
        if len(row.name.split()) > 2 and row.name.endswith(form):  # noqa: PLR2004 - a middle name or a particle
            names.append(f"{first} {form}")
    return list(dict.fromkeys(names))
