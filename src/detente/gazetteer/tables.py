"""The shipped tables, read as plain rows: one small tuple type for each file under ``data/``."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, TypeVar

DATA = Path(__file__).parent / "data"


class ActorRow(NamedTuple):
    """``actors.csv``: states, organisations, groups, organs."""

    id: str
    name: str
    kind: str
    country: str
    sector: str
    start: str
    end: str
    source: str


class NameRow(NamedTuple):
    """``names.csv``: the ways to call them.

    ``rule`` is "wary" where the neighbouring words decide whether a scan takes the name, "never" where only a look-up does.
    """

    actor: str
    text: str
    how: str
    rule: str
    start: str
    end: str
    source: str


class OutletRow(NamedTuple):
    """``outlets.csv``: ``ownership`` is state, public, private or empty for unknown; ``domains`` parted by "|"."""

    id: str
    name: str
    country: str
    ownership: str
    domains: str
    start: str
    end: str
    source: str


class PersonRow(NamedTuple):
    """``persons.csv``: ``surname`` (forms parted by "|") as the press writes it; ``alone`` is "1" where a scan takes it alone."""

    id: str
    name: str
    surname: str
    alone: str
    aliases: str
    start: str
    end: str
    source: str


class SpellRow(NamedTuple):
    """``spells.csv``: who held which office when."""

    person: str
    country: str
    role: str
    title: str
    organ: str
    start: str
    end: str
    source: str


class TitleRow(NamedTuple):
    """``titles.csv``: ``case`` is "any", or "capital" where the word in lower case means something else."""

    text: str
    role: str
    country: str
    sector: str
    organ: str
    case: str
    start: str
    end: str
    source: str


class OrganKindRow(NamedTuple):
    """``organ_kinds.csv``: nouns for organs; with a ``code``, "Russian" and the noun make the actor RUS.CODE."""

    text: str
    code: str
    name: str
    sector: str
    start: str
    end: str
    source: str


class BlockedRow(NamedTuple):
    """``blocked.csv``: phrases that hold a name and do not mean its actor ("South China Sea")."""

    text: str
    start: str
    end: str
    source: str


class SourceRow(NamedTuple):
    """``sources.csv``: where rows come from; ``as_of`` is the day up to which a source knows, empty for "unknown"."""

    code: str
    name: str
    licence: str
    as_of: str


Row = TypeVar("Row")


def read_rows(path: Path, make: Callable[[list[str]], Row]) -> list[Row]:
    """Return the rows of a CSV file below its heading line, each made from its list of cells."""
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.reader(lines)
        next(reader)
        return [make(cells) for cells in reader]


@dataclass(slots=True)
class Tables:
    """All rows of the gazetteer.

    The user's rows win over ours: ``own_names`` holds their numbers in ``names``, ``own_people`` the ids of their
    persons, ``own_spells`` their spells.
    """

    actors: list[ActorRow]
    names: list[NameRow]
    outlets: list[OutletRow]
    persons: list[PersonRow]
    spells: list[SpellRow]
    titles: list[TitleRow]
    organ_kinds: list[OrganKindRow]
    blocked: list[BlockedRow]
    sources: dict[str, SourceRow]
    own_names: set[int]
    own_people: set[str]
    own_spells: set[SpellRow]


def read_tables(folder: Path = DATA) -> Tables:
    """Read the shipped tables from a folder."""
    return Tables(
        actors=read_rows(folder / "actors.csv", ActorRow._make),
        names=read_rows(folder / "names.csv", NameRow._make),
        outlets=read_rows(folder / "outlets.csv", OutletRow._make),
        persons=read_rows(folder / "persons.csv", PersonRow._make),
        spells=read_rows(folder / "spells.csv", SpellRow._make),
        titles=read_rows(folder / "titles.csv", TitleRow._make),
        organ_kinds=read_rows(folder / "organ_kinds.csv", OrganKindRow._make),
        blocked=read_rows(folder / "blocked.csv", BlockedRow._make),
        sources={row.code: row for row in read_rows(folder / "sources.csv", SourceRow._make)},
        own_names=set(),
        own_people=set(),
        own_spells=set(),
    )
