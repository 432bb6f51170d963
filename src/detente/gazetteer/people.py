"""Persons and their time in office: who held what when, and who goes by which surname."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from detente.gazetteer.dates import Window, covers, first_day
from detente.gazetteer.model import Actor, Name, Spell
from detente.gazetteer.phrases import person_texts
from detente.gazetteer.spelling import key
from detente.gazetteer.tables import PersonRow, SpellRow, Tables, parted

# A holder known only from a list without dates answers for dates this many years around the list's own, and only where
# no dated holder is known (two were tried: a third of the answers were wrong).
UNDATED_YEARS = 1

# What the roles of states are called in organisations, so that "the EU's top diplomat" has an answer.
_TWIN_ROLES = {
    ("foreign_minister", "EU"): "high_representative",
    ("head_of_government", "EU"): "commission_president",
    ("head_of_state", "EU"): "council_president",
    ("head_of_state", "WORLDBANK"): "president",
    ("head_of_state", "ICRC"): "president",
}
# Of offices held at once the first is what a person is known for, and a government's head is that before its minister.
_HEADS = frozenset("head_of_state head_of_government supreme_leader commission_president secretary_general".split())
# What makes nobody a holder of an office: it counts on every date where none is known, and comes last.
_OUTSIDE_OFFICE = frozenset({"expert", "columnist"})
# What a word that fits several offices can mean: "the Turkish leader", "the North Korean leader".
_WIDE_ROLES = {"leader": ("supreme_leader", "head_of_state", "head_of_government", "group_leader")}
# Roles that several persons hold at once.
_SHARED_ROLES = frozenset(
    "deputy_foreign_minister assistant_foreign_minister deputy_defence_minister deputy_head_of_government spokesperson "
    "aide ambassador envoy senator committee_chair commander commissioner minister deputy_chief_of_staff "
    "un_ambassador".split()
)
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
    "expert": "EDU",
    "columnist": "JRN",
}


class People:
    """Looks up persons and spells; records are made when they are first asked for."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._actors: dict[str, Actor] = {}
        self._made: dict[str, PersonRow] = dict(tables.own_people)

    def _row(self, person: str) -> PersonRow | None:
        """Return the row of a person."""
        if person not in self._made:
            line = self._tables.person_lines.get(person)
            if line is None:
                return None
            self._made[person] = PersonRow._make(parted(line))
        return self._made[person]

    def _rows(self) -> list[PersonRow]:
        """Return all persons, the user's first."""
        own = self._tables.own_people
        return [*own.values(), *(row for row in self._tables.persons if row.id not in own)]

    @cached_property
    def _lines_of_persons(self) -> dict[str, list[str]]:
        """The lines of spells by person."""
        out: dict[str, list[str]] = {}
        for line in self._tables.spell_lines:
            out.setdefault(line.partition(",")[0], []).append(line)
        return out

    def _spells_of(self, person: str) -> list[SpellRow]:
        """Return the rows of a person's spells."""
        rows = [SpellRow._make(parted(line)) for line in self._lines_of_persons.get(person, ())]
        return [*rows, *(row for row in self._tables.own_spells if row.person == person)]

    @cached_property
    def _lines_of_offices(self) -> dict[tuple[str, str], list[str]]:
        """The lines of spells by country and role."""
        out: dict[tuple[str, str], list[str]] = {}
        for line in self._tables.spell_lines:
            _, country, role, _ = line.split(",", 3)
            out.setdefault((country, role), []).append(line)
        return out

    def _office(self, role: str, country: str) -> list[SpellRow]:
        """Return the rows of an office."""
        rows = [SpellRow._make(parted(line)) for line in self._lines_of_offices.get((country, role), ())]
        return [*rows, *(row for row in self._tables.own_spells if (row.country, row.role) == (country, role))]

    @cached_property
    def _surnames(self) -> dict[str, list[str]]:
        """The ids of persons by folded surname, or by the one word that they go by."""
        out: dict[str, list[str]] = {}
        for row in self._rows():
            singles = [a for a in (row.name, *row.aliases.split("|")) if " " not in a]
            for form in dict.fromkeys(key(f) for f in (*row.surname.split("|"), *singles) if f):
                out.setdefault(form, []).append(row.id)
        return out

    def actor(self, person: str) -> Actor | None:
        """Return the person of an id."""
        if person not in self._actors:
            row = self._row(person)
            if row is None:
                return None
            latest = max(self._spells_of(person), key=lambda s: self._place(s, held=False), default=None)
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
            name=self._name_of(row.person),
            country=row.country,
            role=row.role,
            title=row.title,
            start=row.start or None,
            end=row.end or None,
            source=row.source,
            organ=row.organ or None,
        )

    def _name_of(self, person: str) -> str:
        """Return the name of a person."""
        row = self._row(person)
        return row.name if row else person

    def spells(self, person: str, on: Window | None) -> tuple[Spell, ...]:
        """Return a person's spells, the latest first; with ``on`` only those that it falls into, the highest first."""
        rows = self._spells_of(person)
        kept = [row for row in rows if on is None or self._held(row, on)]
        return tuple(
            self._spell(row) for row in sorted(kept, key=lambda r: self._place(r, held=on is not None), reverse=True)
        )

    def _place(self, row: SpellRow, *, held: bool) -> tuple[bool, int, str]:
        """Return a sort key of a spell: the user's own, then the highest of those held at once, then the latest."""
        height = (row.role in _HEADS) - (row.role in _OUTSIDE_OFFICE)
        return row in self._tables.own_spells, height if held else min(height, 0), row.start

    def holders(self, role: str, country: str, on: Window | None) -> tuple[Spell, ...]:
        """Return who held an office, the latest first; with ``on`` only those who held it then.

        The user's own rows hide ours for the dates that they cover. A holder without a known end gives way to one who
        came later under the same title; one without any date answers only where no dated holder is known.
        """
        if role in _WIDE_ROLES:
            return tuple(spell for one in _WIDE_ROLES[role] for spell in self.holders(one, country, on))
        rows = self._office(_TWIN_ROLES.get((role, country), role), country)
        if on is None:
            return tuple(
                self._spell(r)
                for r in sorted(rows, key=lambda r: (r in self._tables.own_spells, r.start), reverse=True)
            )
        held = [row for row in rows if self._held(row, on)]
        held = [row for row in held if row in self._tables.own_spells] or held
        held = [row for row in held if row.start] or held
        held = [row for row in held if row.end or not any(_follows(other, row) for other in held)]
        return tuple(self._spell(row) for row in sorted(held, key=lambda r: r.start, reverse=True))

    def _held(self, row: SpellRow, on: Window) -> bool:
        """Tell whether a spell covers a time; one without a start counts near the day of its source."""
        if row.start or row.end:
            return covers(row.start, row.end, on)
        if row.role in _OUTSIDE_OFFICE:
            return True
        as_of = max((self._as_of(code) for code in row.source.split("|")), default="")
        return not as_of or abs(int(as_of[:4]) - int(on[0][:4])) <= UNDATED_YEARS

    def _as_of(self, code: str) -> str:
        """Return the day up to which a source knows, empty when that is unknown."""
        source = self._tables.sources.get(code)
        return source.as_of if source else ""

    def vouched(self, spell: Spell) -> str | None:
        """Return the last day for which the sources of a spell without an end know, None when it has an end."""
        if spell.end:
            return None
        days = [self._as_of(code) for code in spell.source.split("|")]
        return max(spell.start or "", *days) or None

    def by_surname(self, text: str) -> tuple[str, ...]:
        """Return the ids of all persons with that surname."""
        return tuple(self._surnames.get(key(text), ()))

    def name(self, person: str, phrase: str) -> Name:
        """Return the name of a person that a phrase of folded words is.

        A surname alone is valid from the first office on, as far as that is known.
        """
        actor, row = self.actor(person), self._row(person)
        if actor is None or row is None:
            raise KeyError(person)
        text = person_texts(row).get(phrase, row.name)
        alone = " " not in text and text in row.surname.split("|") and text != actor.name
        start = (
            min((s.start for s in self._spells_of(person) if s.role not in _OUTSIDE_OFFICE), default="")
            if alone
            else ""
        )
        return Name(text=text, actor=actor, how="surname" if alone else "name", start=start or None, end=None)

    def goes_by_surname(self, person: str) -> bool:
        """Return whether the press calls a person by surname alone."""
        row = self._row(person)
        return row is not None and row.alone == "1"

    def names(self) -> Iterator[str]:
        """Yield every person's name."""
        return (row.name for row in self._rows())


def _follows(later: SpellRow, row: SpellRow) -> bool:
    """Tell whether a spell shows that another one is over: a later one in an office that one person holds at a time."""
    if later.person == row.person or later.organ != row.organ or first_day(later.start) <= first_day(row.start):
        return False
    return later.role not in _SHARED_ROLES or (later.role == "ambassador" and later.title == row.title)
