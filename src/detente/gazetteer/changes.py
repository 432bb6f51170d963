"""What differs between two versions of the gazetteer, as what texts can be told by: phrases, offices, actors."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from detente.gazetteer import phrases
from detente.gazetteer.spelling import key
from detente.gazetteer.tables import NameRow, PersonRow, Tables


@dataclass(slots=True, kw_only=True)
class Changes:
    """Folded ``phrases`` that mean something else in one version than in the other; ``offices``, folded phrases that do
    so beside a country; and the ids of ``actors`` that are not the same."""

    phrases: set[str] = field(default_factory=set)
    offices: set[tuple[str, str]] = field(default_factory=set)
    actors: set[str] = field(default_factory=set)

    def __bool__(self) -> bool:
        """Say whether anything differs."""
        return bool(self.phrases or self.offices or self.actors)


_OF_FILES = ("actors", "outlets")
"""The shipped tables out of which a user's file takes rows."""

_TABLES = (*_OF_FILES, "titles", "organ_kinds", "blocked", "spells")


class _Fact(NamedTuple):
    """A row of a table, and whether it is the user's."""

    table: str
    own: bool
    row: tuple[str, ...]


def changes(old: Tables, new: Tables) -> Changes:
    """Return what differs between two versions: of each row that only one of them has, whatever a text can have of it."""
    found = Changes()
    both = (_Known(old), _Known(new))
    tables = _OF_FILES if old.same_files(new) else _TABLES
    for fact in {*_facts(old, tables)} ^ {*_facts(new, tables)}:
        for known in both:
            _note(fact, known, found)
    found.phrases.discard("")
    return found


class _Known:
    """What a version knows by id: the names of actors, and persons."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.names: dict[str, list[str]] = {}
        for row in tables.names:
            self.names.setdefault(row.actor, []).append(row.text)
        self.persons = {row.id: row for row in tables.persons} | tables.own_people


def _facts(tables: Tables, shipped: tuple[str, ...]) -> Iterator[_Fact]:
    """Yield the rows of a version, of some shipped tables; of a person whom the user has as well, the user's alone."""
    for name in shipped:
        yield from (_Fact(name, own=False, row=tuple(row)) for row in getattr(tables, name))
    yield from (_Fact("names", number in tables.own_names, row) for number, row in enumerate(tables.names))
    yield from (_Fact("persons", own=False, row=row) for row in tables.persons if row.id not in tables.own_people)
    yield from (_Fact("persons", own=True, row=row) for row in tables.own_people.values())
    yield from (_Fact("spells", own=True, row=row) for row in tables.own_spells)
    yield from (_Fact("given", own=False, row=(word,)) for word in tables.given_names)


def _note(fact: _Fact, known: _Known, found: Changes) -> None:
    """Note what a text can have of a row, by what a version knows beside it."""
    row = fact.row
    if fact.table in {"actors", "outlets"}:
        _note_actor(row[0], row[1], row[3] if fact.table == "actors" else row[2], known, found)
    elif fact.table == "names":
        found.phrases.add(key(NameRow(*row).text))
    elif fact.table == "persons":
        found.actors.add(row[0])
        found.phrases |= _called(PersonRow(*row))
    elif fact.table == "spells":
        _note_spell(row, known, found)
    else:  # titles, nouns for organs, phrases that name nobody, given names
        found.phrases.add(key(row[0]))


def _note_actor(actor: str, name: str, country: str, known: _Known, found: Changes) -> None:
    """Note an actor's names; an organ is also found by its noun beside its country ("the Russian foreign ministry")."""
    found.actors.add(actor)
    found.phrases |= {key(text) for text in (name, *known.names.get(actor, ()))}
    _, dot, code = actor.partition(".")
    if dot:
        nouns = [row.text for row in known.tables.organ_kinds if row.code == code]
        nouns += [row.text for row in known.tables.titles if row.organ in {actor, f"*.{code}"}]
        found.offices |= {(key(text), country) for text in nouns}


def _note_spell(row: tuple[str, ...], known: _Known, found: Changes) -> None:
    """Note the names of who held an office, and the titles that mean it where its country is named."""
    person, country, role = row[:3]
    found.actors.add(person)
    if person in known.persons:
        found.phrases |= _called(known.persons[person])
    titles = [one.text for one in known.tables.titles if one.role == role]
    found.offices |= {(key(text), country) for text in titles}


def _called(row: PersonRow) -> set[str]:
    """Return the folded phrases that a person can be called by, the surname too where a scan does not take it alone."""
    surnames = row.surname.split("|") if row.surname else [row.name.split()[-1]]
    return {phrase.phrase for phrase in phrases.of_persons([row])} | {key(re.sub(r"\s+", " ", s)) for s in surnames}
