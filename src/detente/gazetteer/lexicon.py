"""The phrases that a text is searched for and what they mean; meanings are made when a phrase is first met."""

from __future__ import annotations

from dataclasses import dataclass

from detente.gazetteer.model import Name, Title
from detente.gazetteer.people import People
from detente.gazetteer.roster import Roster
from detente.gazetteer.spelling import key
from detente.gazetteer.tables import OrganKindRow, PhraseRow, Tables


@dataclass(frozen=True, slots=True)
class Entry:
    """One meaning of a phrase.

    ``shape`` says per word what a text must have: the word itself (initialisms), "A" for a capital first letter, "-"
    for any case. ``rule`` is "" or, where the neighbouring words decide, "wary", "surname" or "title" (of one word);
    "blocked" for what means nobody. ``own`` marks the user's.
    """

    shape: tuple[str, ...]
    rule: str
    own: bool
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
        self._rows: dict[str, list[PhraseRow]] = {}
        self._made: dict[str, list[Entry]] = {}
        capital: dict[str, set[int]] = {}
        lower: dict[str, set[int]] = {}
        self._own = frozenset(tables.own_phrases)
        self.given_names = tables.given_names
        for row in (*tables.phrases, *tables.own_phrases):
            phrase = row.phrase
            if phrase in self._rows:
                self._rows[phrase].append(row)
            else:
                self._rows[phrase] = [row]
            if row.rule == "never":
                continue
            first, count = phrase.partition(" ")[0], phrase.count(" ") + 1
            capital.setdefault(first, set()).add(count)
            if row.shape[0] == "-":
                lower.setdefault(first, set()).add(count)
        self.capital = {first: tuple(sorted(counts, reverse=True)) for first, counts in capital.items()}
        self.lower = {first: tuple(sorted(counts, reverse=True)) for first, counts in lower.items()}

    def named(self, text: str) -> list[Name]:
        """Return all names of that text, whatever its case; only the user's where the user has that name."""
        rows = [row for row in self._rows.get(key(text), ()) if row.kind in ("name", "person")]
        entries = [self._entry(row) for row in rows]
        kept = [e for e in entries if e.own] or entries
        return list(dict.fromkeys(e.name for e in kept if e.name is not None))

    def entries(self, phrase: str) -> list[Entry]:
        """Return the meanings of a phrase given as folded words that a scan takes, none when it is not one."""
        if phrase not in self._made:
            rows = self._rows.get(phrase)
            if rows is None:
                return []
            self._made[phrase] = [self._entry(row) for row in rows if row.rule != "never"]
        return self._made[phrase]

    def has_comma(self, phrase: str) -> bool:
        """Tell whether a phrase is written with a comma: "Washington, D.C."."""
        return any("," in row.text for row in self._rows.get(phrase, ()))

    def _entry(self, row: PhraseRow) -> Entry:
        """Make the meaning of a row."""
        name, title, organ = None, None, None
        if row.kind == "name":
            name = self._roster.name(int(row.ref))
        elif row.kind == "person":
            name = self._people.name(row.ref, row.text)
        elif row.kind == "title":
            given = self._tables.titles[int(row.ref)]
            title = Title(
                text=given.text,
                role=given.role,
                country=given.country or None,
                sector=given.sector,
                organ=given.organ or None,
            )
        elif row.kind == "organ":
            organ = self._tables.organ_kinds[int(row.ref)]
        return Entry(tuple(row.shape.split(" ")), row.rule, row in self._own, name, title, organ)
