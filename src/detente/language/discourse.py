"""The memory of one report: who has been named so far, so that surnames, offices, nouns and pronouns find them."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache

from detente.language.groups import Step
from detente.language.nouns import ALSO_CALLED, FEMALE, MALE
from detente.language.refs import Ref

# What may be called "the minister", "the president", ...: the noun, and the roles of the gazetteer it can stand for.
ROLE_NOUNS: dict[str, tuple[str, ...]] = {
    "president": ("head_of_state",),
    "leader": ("head_of_state", "head_of_government", "supreme_leader"),
    "minister": ("foreign_minister", "defence_minister", "interior_minister", "finance_minister", "minister"),
    "secretary": ("foreign_minister", "defence_minister", "secretary_general"),
    "premier": ("head_of_government",),
    "chancellor": ("head_of_government",),
    "diplomat": ("foreign_minister", "ambassador", "deputy_foreign_minister", "envoy"),
    "spokesman": ("spokesperson",),
    "spokeswoman": ("spokesperson",),
    "spokesperson": ("spokesperson",),
    "ambassador": ("ambassador",),
    "chief": ("secretary_general", "chief_of_staff", "intelligence_chief"),
}


# A person named as a subject is this much more present than one named otherwise, in references since.
BEHIND = 12
# So many persons of one report are remembered at once, far more than any that is not made up names.
MOST_PERSONS = 2000


@dataclass(slots=True)
class Person:
    """A person named in the report: what is known of them, where they were last spoken of, and as "m" or "f" if told."""

    name: str
    ref: Ref
    nouns: set[str] = field(default_factory=set)
    last: int = 0
    subject: int = 0
    quoted_only: bool = True
    gender: str | None = None

    @property
    def holds_no_office(self) -> bool:
        """Whether this is somebody unknown, or known as a scholar or columnist."""
        return self.ref.actor is None or self.ref.sector in ("EDU", "JRN")


@lru_cache(maxsize=4096)
def fold(word: str) -> str:
    """Return a word for comparison: no accents, lower case, common transliterations made one (Sergey, Sergei)."""
    flat = unicodedata.normalize("NFKD", word).encode("ascii", "ignore").decode().lower()
    flat = flat.replace("ue", "u").replace("oe", "o").replace("ck", "k").replace("k", "c")
    return flat.replace("ey", "i").replace("iy", "i").replace("y", "i").replace("ii", "i")


@dataclass(slots=True)
class Discourse:
    """What the report has said so far.

    ``clock`` counts references; the latest have the highest numbers. ``sentence`` counts sentences, ``trail`` holds who
    was named in which. ``plurals`` are the members of a plural by its noun ("ministers") and of the latest one by "they".
    ``organs`` are the organs of states named so far, ``outlets`` the outlets, ``unnamed`` people by
    their noun ("a Lebanese source"); ``place`` is the country that the report was
    filed from and ``home`` the outlet's, None if unknown.
    """

    persons: list[Person] = field(default_factory=list)
    speakers: list[Person] = field(default_factory=list)
    actors: list[Ref] = field(default_factory=list)
    trail: list[Step] = field(default_factory=list)
    plurals: dict[str, tuple[Ref, ...]] = field(default_factory=dict)
    organs: list[Step] = field(default_factory=list)
    outlets: list[Ref] = field(default_factory=list)
    unnamed: dict[str, Ref] = field(default_factory=dict)
    place: str | None = None
    home: str | None = None
    clock: int = 0
    sentence: int = 0
    _by_surname: dict[str, list[Person]] = field(default_factory=dict)

    def name_person(self, ref: Ref, *, nouns: set[str], quoted: bool, subject: bool) -> Person:
        """Remember that a person is named here, and give back what is known of them."""
        self.clock += 1
        known = self.find(ref.name or ref.text)
        if known is None:
            known = self._meet(ref)
        else:
            _complete(known.ref, ref)
            if len((ref.name or "").split()) > len(known.name.split()):
                known.name = ref.name or known.name
        known.nouns |= nouns
        if known.gender is None and nouns & (MALE | FEMALE):
            known.gender = "m" if nouns & MALE else "f"
        known.last = self.clock
        if subject and not quoted:
            known.subject = self.clock
        known.quoted_only = known.quoted_only and quoted
        return known

    def _meet(self, ref: Ref) -> Person:
        """Remember somebody new; of very many only those named last stay known."""
        if len(self.persons) >= MOST_PERSONS:
            self.persons = sorted(self.persons, key=lambda p: p.last)[MOST_PERSONS // 2 :]
            self._by_surname = {}
            for known in self.persons:
                self._by_surname.setdefault(_surname(known.name), []).append(known)
        person = Person(ref.name or ref.text, ref)
        self.persons.append(person)
        self._by_surname.setdefault(_surname(person.name), []).append(person)
        return person

    def find(self, name: str) -> Person | None:
        """Return the latest person whose surname, and given name if there is one, are these."""
        words = [fold(w) for w in name.split()]
        if not words:
            return None
        for person in sorted(self._by_surname.get(_surname(name), ()), key=lambda p: -p.last):
            own = person.name.split()
            if own and (len(words) == 1 or len(own) == 1 or fold(own[0]) == words[0]):
                return person
        return self._by_first(words[0]) if len(words) == 1 else None

    def _by_first(self, word: str) -> Person | None:
        """The one person whose name begins so: "Anwar" after "Anwar Ibrahim", as many peoples name them."""
        named = [p for p in self.persons if len(own := p.name.split()) > 1 and fold(own[0]) == word]
        return named[0] if len(named) == 1 else None

    def by_role(self, roles: tuple[str, ...], country: str | None) -> Person | None:
        """Return the latest person who holds one of the roles, in that country if one is given."""
        fits = [p for p in self.persons if p.ref.role in roles and (country is None or p.ref.country == country)]
        return max(fits, key=lambda p: p.last, default=None)

    def by_noun(self, noun: str, country: str | None) -> Person | None:
        """Return the person whom "the NOUN" means: one so described, else the last speaker without an office."""
        nouns = {noun, *ALSO_CALLED.get(noun, ())}
        fits = [p for p in self.persons if nouns & p.nouns and country in (None, p.ref.country)]
        if fits:
            return max(fits, key=lambda p: p.last)
        return None

    def guest(self) -> Person | None:
        """Return who an interview is with: the person named last who holds no office, else the one named last."""
        plain = [p for p in self.persons if p.holds_no_office and not p.quoted_only]
        return max(plain or self.persons, key=lambda p: p.last, default=None)

    def latest(self, *, quoted: bool, gender: str | None = None, but: str | None = None) -> Person | None:
        """Return the person whom "he" or "she" means: outside quotations, one named outside them; not ``but``."""
        fits = [p for p in self.persons if (quoted or not p.quoted_only) and gender in (None, p.gender or gender)]
        fits = [p for p in fits if p.name != but]
        return max(fits, key=lambda p: (max(p.subject, p.last - BEHIND), p.last), default=None)

    def speak(self, person: Person) -> None:
        """Remember that the person has just spoken: the next pronoun most likely means them."""
        self.clock += 1
        person.last = person.subject = self.clock
        self.speakers.append(person)

    def act(self, ref: Ref) -> None:
        """Remember a state or organisation that was named as an actor, for "it", "its" and "they"."""
        self.clock += 1
        self.actors.append(ref)
        del self.actors[:-12]


def _surname(name: str) -> str:
    """The last word of a name for comparison; nobody has none, so that none finds nobody."""
    return fold(name.split()[-1]) if name.split() else name


def _complete(known: Ref, new: Ref) -> None:
    for name in ("actor", "country", "sector", "office", "role"):
        if getattr(known, name) is None and getattr(new, name) is not None:
            setattr(known, name, getattr(new, name))
        elif getattr(new, name) is None:
            setattr(new, name, getattr(known, name))
    if len((known.name or "").split()) >= len((new.name or "").split()):
        new.name = known.name or new.name
    else:
        known.name = new.name
