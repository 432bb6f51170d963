"""The phrases that a text is searched for and what they mean; meanings are made when a phrase is first met."""

from __future__ import annotations

from dataclasses import dataclass

from detente.gazetteer.model import Name, Title
from detente.gazetteer.people import People
from detente.gazetteer.phrases import unpacked
from detente.gazetteer.roster import Roster
from detente.gazetteer.spelling import key
from detente.gazetteer.tables import OrganKindRow, PhraseRow, Tables


@dataclass(frozen=True, slots=True)
class Entry:
    """One meaning of a phrase.

    ``shape`` says per word what a text must have: the word itself (initialisms), "A" for a capital first letter, "-"
    for any case. ``rule`` is "" or, where the neighbouring words decide, "wary", "surname" or "title" (of one word);
    "blocked" for what means nobody. ``own`` marks the user's, ``comma`` what is written with one: "Washington, D.C.".
    """

    shape: tuple[str, ...]
    rule: str
    own: bool
    comma: bool = False
    name: Name | None = None
    title: Title | None = None
    organ: OrganKindRow | None = None


class Lexicon:
    """All phrases by their folded words.

    ``capital`` and ``lower`` map the first word of a phrase, as a text may have it with and without a capital, to the
    numbers of words that such phrases have, the longest first. ``given_names`` holds folded given names.
    """

    def __init__(self, tables: Tables, roster: Roster, people: People) -> None:
        self._tables, self._roster, self._people = tables, roster, people
        self._made: dict[str, list[Entry]] = {}
        self._own: dict[str, list[PhraseRow]] = {}
        self.given_names = tables.given_names
        self.capital: dict[str, tuple[int, ...]] = {}
        self.lower: dict[str, tuple[int, ...]] = {}
        numbers = {text: _numbers(text) for text in set(tables.first_words.values())}
        for first, text in tables.first_words.items():
            capital, lower = numbers[text]
            self.capital[first] = capital
            if lower:
                self.lower[first] = lower
        for row in tables.own_phrases:
            self._add(row)

    def _add(self, row: PhraseRow) -> None:
        """Take in a phrase of the user's."""
        self._own.setdefault(row.phrase, []).append(row)
        first, count = row.phrase.partition(" ")[0], row.phrase.count(" ") + 1
        for known in (self.capital, *((self.lower,) if row.shape[:1] == "-" else ())):
            known[first] = tuple(sorted({count, *known.get(first, ())}, reverse=True))

    def named(self, text: str) -> list[Name]:
        """Return all names of that text, whatever its case; only the user's where the user has that name."""
        rows = [row for row in self._rows(key(text)) if row.kind in ("name", "person")]
        entries = [self._entry(row) for row in rows]
        kept = [e for e in entries if e.own] or entries
        return list(dict.fromkeys(e.name for e in kept if e.name is not None))

    def entries(self, phrase: str) -> list[Entry]:
        """Return the meanings of a phrase given as folded words that a scan takes, none when it is not one."""
        made = self._made.get(phrase)
        if made is None:
            if phrase not in self._tables.index and phrase not in self._own:
                return []
            made = [self._entry(row) for row in self._rows(phrase) if row.rule != "never"]
            self._made[phrase] = made
        return made

    def _rows(self, phrase: str) -> list[PhraseRow]:
        """Return the meanings of a phrase as rows, the user's last."""
        line = self._tables.index.get(phrase)
        return [*(unpacked(phrase, line) if line is not None else ()), *self._own.get(phrase, ())]

    def _entry(self, row: PhraseRow) -> Entry:
        """Make the meaning of a row."""
        name, title, organ, comma = None, None, None, False
        if row.kind == "name":
            name = self._roster.name(int(row.ref))
            comma = "," in name.text
        elif row.kind == "person":
            name = self._people.name(row.ref, row.phrase)
        elif row.kind == "title":
            given = self._tables.titles[int(row.ref)]
            comma = "," in given.text
            title = Title(
                text=given.text,
                role=given.role,
                country=given.country or None,
                sector=given.sector,
                organ=given.organ or None,
            )
        elif row.kind == "organ":
            organ = self._tables.organ_kinds[int(row.ref)]
        own = row in self._own.get(row.phrase, ())
        return Entry(tuple(row.shape.split(" ")), row.rule, own, comma, name, title, organ)


def _numbers(text: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the numbers of words of a line of first words: of all phrases, and of those that may be in lower case."""
    capital, _, lower = text.partition("|")
    return tuple(map(int, capital.split())), tuple(map(int, lower.split()))
