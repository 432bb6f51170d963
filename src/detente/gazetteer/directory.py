"""The gazetteer as one object: load it once, ask it anything."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from detente.gazetteer.compose import hits
from detente.gazetteer.dates import window
from detente.gazetteer.finder import Finder
from detente.gazetteer.lexicon import Lexicon
from detente.gazetteer.members import Members
from detente.gazetteer.model import Actor, Candidate, Hit, Membership, Spell
from detente.gazetteer.people import People
from detente.gazetteer.roster import Roster
from detente.gazetteer.scanner import Words, matches
from detente.gazetteer.spelling import fold
from detente.gazetteer.tables import Tables


class Gazetteer:
    """Who is who: states, organisations, organs, groups, outlets, and persons with dated offices.

    Dates are given as "2017-02-16", "2017-02" or "2017"; anything else raises BadDate.
    """

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._roster = Roster(tables)
        self._people = People(tables)
        self._members = Members(tables, self._roster)

    @classmethod
    def load(cls, extra: Path | None = None) -> Gazetteer:
        """Return the shipped gazetteer; rows of the CSV file ``extra`` win over its own.

        Raises NoSource when there is no such file and UsageError with all faults of its rows.
        """
        tables = Tables()
        if extra is not None:
            from detente.gazetteer.extra import add

            add(tables, extra)
        return cls(tables)

    @cached_property
    def _lexicon(self) -> Lexicon:
        """What a scan searches for: made when a text is first scanned."""
        return Lexicon(self._tables, self._roster, self._people)

    @cached_property
    def _finder(self) -> Finder:
        """What answers questions."""
        return Finder(self._roster, self._people, self._lexicon)

    @cached_property
    def organ_nouns(self) -> Mapping[str, str]:
        """Nouns for organs in lower case, in British and American spelling, with their sectors ("troops": "MIL")."""
        return MappingProxyType({row.text: row.sector for row in self._tables.organ_kinds})

    def actor(self, actor_id: str) -> Actor | None:
        """Return the actor of an id, None when there is none."""
        return self._roster.actor(actor_id) or self._people.actor(actor_id)

    def is_given_name(self, word: str) -> bool:
        """Return whether a word is a given name ("Sergei", "Angela"), in any of its spellings."""
        return fold(word) in self._tables.given_names

    def scan(self, text: str) -> list[Hit]:
        """Return the names and titles in a text, from left to right, none overlapping another, the longest first.

        Possessive endings are outside a hit; "US-Russian" gives two hits; several meanings of one name stay several.
        """
        read = Words(text)
        return hits(matches(read, self._lexicon), read, self._roster)

    def holders(self, role: str, country: str, on: str | None = None) -> tuple[Spell, ...]:
        """Return who held an office, the latest first; with ``on`` only who held it then."""
        return self._people.holders(role, country, window(on))

    def spells(self, actor_id: str, on: str | None = None) -> tuple[Spell, ...]:
        """Return a person's offices, the latest first; with ``on`` only those held then."""
        return self._people.spells(actor_id, window(on))

    def members(self, organisation: str, on: str | None = None) -> tuple[Membership, ...]:
        """Return who belongs to an organisation ("NATO") then, by name; without ``on`` those who have not left.

        A suspended member is one, and its status says so; empty for an organisation whose members are not kept.
        """
        return self._members.of(organisation, window(on))

    def observers(self, organisation: str, on: str | None = None) -> tuple[Membership, ...]:
        """Return the observers of an organisation, as :meth:`members` does its members."""
        return self._members.observers(organisation, window(on))

    def member(self, organisation: str, actor: str, on: str | None = None) -> bool:
        """Return whether a state (its id) belongs to an organisation then, suspended or not."""
        return any(one.actor.id == actor for one in self.members(organisation, on))

    def surname(self, text: str, on: str | None = None) -> tuple[Actor, ...]:
        """Return the persons of a surname, those in office on the date first."""
        return self._finder.surname(text, window(on))

    def find(self, name: str, on: str | None = None, limit: int = 5) -> tuple[Candidate, ...]:
        """Return who a name, a surname or an office in words means, the best answer first, each with its reason."""
        return tuple(self._finder.find(name, self.scan(name), window(on))[:limit])

    def resolve(self, text: str) -> Actor:
        """Return the one actor that a code ("RUS", "NATO") or a name ("Sergei Lavrov") means; raises UnknownActor."""
        return self._finder.resolve(text, self.scan(text))

    def near(self, name: str, limit: int = 3) -> tuple[str, ...]:
        """Return the known names nearest in spelling, best first; empty when nothing is near."""
        return self._finder.near(name, limit)
