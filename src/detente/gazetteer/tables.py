"""The shipped tables as plain rows: one small tuple type for each file under ``data/``, read when first needed."""

from __future__ import annotations

import csv
from collections.abc import Callable
from functools import cached_property
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

    ``rule`` is "wary" where the neighbouring words decide whether a scan takes the name, "never" where only a look-up
    does.
    """

    actor: str
    text: str
    how: str
    rule: str
    start: str
    end: str
    source: str


class OutletRow(NamedTuple):
    """``outlets.csv``: ``ownership`` is state, public, private or empty for unknown; ``domains`` are parted by "|"."""

    id: str
    name: str
    country: str
    ownership: str
    domains: str
    start: str
    end: str
    source: str


class PersonRow(NamedTuple):
    """``persons.csv``: ``surname`` as the press writes it, forms parted by "|", as are ``aliases``.

    ``alone`` is "1" where a scan takes the surname without a first name.
    """

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


class PhraseRow(NamedTuple):
    """A phrase that texts are searched for, written out of the other tables: its folded words, and what they stand for.

    ``shape`` is the case that each word must have; ``kind`` is name, title, organ, blocked or person; ``ref`` a row's
    number in its table, a person's id.
    """

    phrase: str
    shape: str
    rule: str
    kind: str
    ref: str
    text: str


class MemberRow(NamedTuple):
    """``members.csv``: which state or organisation belongs to which organisation, and when.

    ``status`` is member, suspended or observer.
    """

    organisation: str
    member: str
    status: str
    start: str
    end: str
    source: str


class SourceRow(NamedTuple):
    """``sources.csv``: where rows come from; ``as_of`` is the day up to which a source knows."""

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
        return list(map(make, reader))


def parted(line: str) -> list[str]:
    """Return the cells of one line of CSV."""
    return next(csv.reader([line])) if '"' in line else line.split(",")


def _lines(path: Path) -> list[str]:
    """Return the lines of a CSV file whose cells hold no line ends, below its heading."""
    return path.read_text(encoding="utf-8").split("\n")[1:-1]


def _pairs(path: Path) -> dict[str, str]:
    """Return the lines of a file as what stands before the first tab, and after it."""
    lines = path.read_text(encoding="utf-8").split("\n")
    return dict(line.split("\t", 1) for line in lines if line)


_READ_BY = (
    *("actors.csv", "names.csv", "outlets.csv", "persons.csv", "spells.csv", "titles.csv", "organ_kinds.csv"),
    *("blocked.csv", "given_names.csv", "members.csv", "sources.csv"),
)
"""The tables, without the index, which is written out of them."""


class Tables:
    """All rows of the gazetteer, and which of them are the user's and win over ours.

    ``own_names`` holds row numbers of ``names``; ``own_people`` (by id), ``own_spells`` and ``own_phrases`` come on top of
    ours.
    """

    def __init__(self, folder: Path = DATA) -> None:
        self._folder = folder
        self.own_names: set[int] = set()
        self.own_people: dict[str, PersonRow] = {}
        self.own_spells: list[SpellRow] = []
        self.own_phrases: list[PhraseRow] = []

    def same_files(self, other: Tables) -> bool:
        """Say whether these and other tables are of the same files, whatever the user added to them."""
        return self._folder == other._folder

    @staticmethod
    def texts() -> dict[str, str]:
        """Return the texts of all shipped tables that reading hangs on, by file: what a version of the gazetteer is."""
        return {name: (DATA / name).read_text(encoding="utf-8") for name in _READ_BY}

    @cached_property
    def actors(self) -> list[ActorRow]:
        """The rows of ``actors.csv``."""
        return read_rows(self._folder / "actors.csv", ActorRow._make)

    @cached_property
    def names(self) -> list[NameRow]:
        """The rows of ``names.csv``."""
        return read_rows(self._folder / "names.csv", NameRow._make)

    @cached_property
    def outlets(self) -> list[OutletRow]:
        """The rows of ``outlets.csv``."""
        return read_rows(self._folder / "outlets.csv", OutletRow._make)

    @cached_property
    def persons(self) -> list[PersonRow]:
        """The rows of ``persons.csv``."""
        return read_rows(self._folder / "persons.csv", PersonRow._make)

    @cached_property
    def person_lines(self) -> dict[str, str]:
        """The lines of ``persons.csv`` by id, not parted yet: a scan needs a few of them."""
        return {line.partition(",")[0]: line for line in _lines(self._folder / "persons.csv")}

    @cached_property
    def spell_lines(self) -> list[str]:
        """The lines of ``spells.csv``, not parted yet."""
        return _lines(self._folder / "spells.csv")

    @cached_property
    def spells(self) -> list[SpellRow]:
        """The rows of ``spells.csv``."""
        return read_rows(self._folder / "spells.csv", SpellRow._make)

    @cached_property
    def titles(self) -> list[TitleRow]:
        """The rows of ``titles.csv``."""
        return read_rows(self._folder / "titles.csv", TitleRow._make)

    @cached_property
    def organ_kinds(self) -> list[OrganKindRow]:
        """The rows of ``organ_kinds.csv``."""
        return read_rows(self._folder / "organ_kinds.csv", OrganKindRow._make)

    @cached_property
    def blocked(self) -> list[BlockedRow]:
        """The rows of ``blocked.csv``."""
        return read_rows(self._folder / "blocked.csv", BlockedRow._make)

    @cached_property
    def index(self) -> dict[str, str]:
        """The lines of ``index.tsv``: every phrase with its meanings, as ``phrases.packed`` writes them."""
        return _pairs(self._folder / "index.tsv")

    @cached_property
    def first_words(self) -> dict[str, str]:
        """The lines of ``first_words.tsv``: the first word of phrases, with the numbers of words that they have."""
        return _pairs(self._folder / "first_words.tsv")

    @cached_property
    def members(self) -> list[MemberRow]:
        """The rows of ``members.csv``."""
        return read_rows(self._folder / "members.csv", MemberRow._make)

    @cached_property
    def given_names(self) -> frozenset[str]:
        """The folded given names of ``given_names.csv``: one of them before a surname makes it somebody else's."""
        return frozenset(read_rows(self._folder / "given_names.csv", "".join))

    @cached_property
    def sources(self) -> dict[str, SourceRow]:
        """The rows of ``sources.csv`` by code."""
        return {row.code: row for row in read_rows(self._folder / "sources.csv", SourceRow._make)}
