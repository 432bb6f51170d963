"""From offices of several sources to persons with spells: who is the same, and which dates hold."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from difflib import SequenceMatcher

from detente.gazetteer.spelling import fold, letters, words
from gazetteer_build.naming import SURNAME_FIRST, StandAlone, key_of, plain_key, surname
from gazetteer_build.offices import Office

Row = tuple[str, ...]

# Where sources disagree, the earlier in this list is followed; what it lacks is filled from the later ones.
RANK = (
    "hand",
    "ifg-2026",
    "us-executives-2026",
    "us-legislators-2026",
    "wikidata-2022",
    "leaders-2026",
    "factbook-2026",
    "cia-2019",
)
# Two spells of one person in one role are one when the gap between them is at most this many days.
_GAP = 40
# How alike two spellings of a name must be to be one person in one role: when both begin in the same days, and
# otherwise (set by reading the pairs that they join).
_ALIKE_FROM_THE_SAME_DAYS, _ALIKE = 0.72, 0.85
_SAME_DAYS = 10

# Roles whose holders the press names by surname alone; the others only if they are in the hand-kept list; and those in
# states where a few surnames are most people's.
_PROMINENT = frozenset(
    "head_of_state head_of_government foreign_minister defence_minister chief_of_general_staff secretary_general "
    "national_security_adviser security_council_secretary supreme_leader high_representative commission_president "
    "council_president director_general commander_in_chief intelligence_chief party_leader".split()
)
_PROMINENT_BY_HAND = _PROMINENT | frozenset(
    "spokesperson police_chief special_counsel governor opposition_leader commander group_leader crown_prince envoy "
    "deputy_head_of_state speaker senate_leader state_counsellor security_council_deputy_chairman prosecutor".split()
)
_PROMINENT_OF_FEW_SURNAMES = frozenset(
    "head_of_state head_of_government supreme_leader party_leader foreign_minister".split()
)


def _days(day: str, *, last: bool) -> int:
    """Return a day number for comparing dates of any precision; an unknown day counts as the first or the last."""
    if not day:
        return 10**6 if last else 0
    year, month, dom = ([int(p) for p in day.split("-")] + [0, 0])[:3]
    return year * 372 + (month or (12 if last else 1)) * 31 + (dom or (31 if last else 1))


def _overlap(a: Office, b: Office) -> bool:
    """Tell whether two spells meet; an undated one meets those that ran in June 2019 (the source without dates)."""
    a, b = (_as_2019(a), _as_2019(b))
    gap = max(_days(a.start, last=False), _days(b.start, last=False)) - min(
        _days(a.end, last=True), _days(b.end, last=True)
    )
    return gap <= _GAP


# Roles that many hold at once, told apart by their titles.
_MANY = frozenset(
    "minister deputy_minister deputy_foreign_minister deputy_defence_minister ambassador envoy aide senator "
    "representative governor commander spokesperson commissioner health_minister".split()
)


def _same_office(a: Office, b: Office) -> bool:
    """Tell whether two spells are in the same role of the same state and, where both name it, of the same organ.

    In a role that many hold at once they must have one title or, in two sources, the same days.
    """
    if (a.country, a.role) != (b.country, b.role) or (a.organ and b.organ and a.organ != b.organ):
        return False
    if {a.source, b.source} == _BRITISH and a.role in _MANY and _share_words(a.title, b.title):
        return True
    return a.role not in _MANY or a.title.lower() == b.title.lower() or (a.source != b.source and _same_days(a, b))


# Two sources that list the same ministers under other titles.
_BRITISH = {"ifg-2026", "wikidata-2022"}
_OF_ANY_TITLE = frozenset("minister secretary of state for the and under parliamentary joint permanent junior".split())


def _share_words(a: str, b: str) -> bool:
    """Tell whether two titles name the same matter: the words of one, beside those of every title, are in the other."""
    one, two = ({w for w in words(t.lower()) if w not in _OF_ANY_TITLE} for t in (a, b))
    return bool(one and two) and (one <= two or two <= one)


def _same_days(a: Office, b: Office) -> bool:
    """Tell whether two spells begin and end in the same days."""
    return _begin_together(a, b) and abs(_days(a.end, last=True) - _days(b.end, last=True)) <= _SAME_DAYS


def _ratio(a: str, b: str) -> float:
    """Return how alike two texts are, from 0 to 1."""
    return SequenceMatcher(None, a, b).ratio()


def _one_name(a: str, b: str, *, together: bool) -> bool:
    """Tell whether two keys of names can be of one person in one office; ``together``: taken up in the same days."""
    one, two = a.split(), b.split()
    if one[-1] == two[-1] and (together or one[0][0] == two[0][0]):
        return True
    shorter, longer = sorted((one, two), key=len)
    if len(shorter) > 1 and set(shorter) <= set(longer):
        return True
    if together and one[0] == two[0] and _ratio(a, b) >= _ALIKE_FROM_THE_SAME_DAYS:  # the surname may stand first
        return True
    alike = min(_ratio(a, b), max(_ratio(word, two[-1]) for word in one))
    return alike >= (_ALIKE_FROM_THE_SAME_DAYS if together else _ALIKE)


def _begin_together(a: Office, b: Office) -> bool:
    """Tell whether both begin on known days that are close."""
    return bool(a.start and b.start) and abs(_days(a.start, last=False) - _days(b.start, last=False)) <= _SAME_DAYS


def _as_2019(office: Office) -> Office:
    """Give the day of the 2019 list to a spell that comes from it."""
    return replace(office, start="2019-06-04", end="2019-06-04") if office.source == "cia-2019" else office


class Persons:
    """Collects offices, highest-ranked source first, and tells which are of one person."""

    def __init__(self) -> None:
        self.names: dict[int, list[str]] = defaultdict(list)  # person number -> spellings, the best first
        self.items: dict[int, str] = {}  # person number -> Wikidata item
        self.spells: dict[int, list[Office]] = defaultdict(list)
        self._by_item: dict[str, int] = {}
        self._by_key: dict[tuple[str, str], int] = {}  # (country or "*" for the hand-kept, key) -> person number
        self._by_seat: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._next = 0

    def add(self, offices: list[Office]) -> None:
        """Take in the offices of one person: join them to a known person which any of them tells, or to a new one."""
        number = next((n for n in map(self._who, offices) if n is not None), None)
        if number is None:
            number, self._next = self._next, self._next + 1
        for office in offices:
            self._add(office, number)

    def find(self, office: Office) -> int | None:
        """Return the number of who has the name of an office's holder, those of its state first; None for nobody."""
        keys = key_of(office.person), plain_key(office.person)
        found = (self._by_key.get((scope, key)) for scope in (office.country, "*") for key in keys)
        return next((number for number in found if number is not None), None)

    def join(self, office: Office, number: int | None) -> int:
        """Add an office to a person, to a new one where the number is None; return the person's number."""
        if number is None:
            number, self._next = self._next, self._next + 1
            self.names[number].append(office.person)
        self.spells[number].append(office)
        return number

    def _add(self, office: Office, number: int) -> None:
        """Take in one office of a person."""
        for name in (office.person, *office.aliases):
            if name not in self.names[number]:
                self.names[number].append(name)
        if office.item and number not in self.items and office.item not in self._by_item:
            self.items[number] = office.item
            self._by_item[office.item] = number
        for scope in (office.country, "*") if office.source == "hand" else (office.country,):
            for name in (office.person, *office.aliases):
                for key in (key_of(name), plain_key(name)):
                    self._by_key.setdefault((scope, key), number)
        if number not in self._by_seat[office.country, office.role]:
            self._by_seat[office.country, office.role].append(number)
        self._join(number, office)

    def _who(self, office: Office) -> int | None:
        """Return the number of the person that an office belongs to, None for a new one."""
        known = self._by_item.get(office.item) if office.item else None
        if known is not None:
            return known
        exact, plain = key_of(office.person), plain_key(office.person)
        if office.source == "hand":  # there, two names that differ in an initial are two persons
            return self._by_key.get(("*", exact))
        for key in (exact, plain):
            for scope in (office.country, "*"):
                number = self._by_key.get((scope, key))
                if number is not None and not (office.item and self.items.get(number, office.item) != office.item):
                    return number
        return self._in_seat(office, plain)

    def _in_seat(self, office: Office, key: str) -> int | None:
        """Return who held the same role at the same time under a name that is nearly the same."""
        for number in self._by_seat[office.country, office.role]:
            if office.item and self.items.get(number, office.item) != office.item:
                continue
            met = [s for s in self.spells[number] if _same_office(s, office) and _overlap(s, office)]
            together = office.role not in _MANY and any(_begin_together(s, office) for s in met)
            if met and any(_one_name(key, plain_key(name), together=together) for name in self.names[number]):
                return number
        return None

    def _join(self, number: int, office: Office) -> None:
        """Merge an office into a spell of the same role that it meets, else add it as a spell of its own."""
        spells = self.spells[number]
        for place, known in enumerate(spells):
            if _same_office(known, office) and _overlap(known, office):
                spells[place] = _merged(known, office)
                return
        spells.append(office)


def _merged(known: Office, later: Office) -> Office:
    """Return the better-ranked spell with its gaps filled; spells of one source that touch become one long spell."""
    sources = known.source if later.source in known.source.split("|") else f"{known.source}|{later.source}"
    if known.source == later.source:
        start, end = min(known.start, later.start), max(known.end, later.end) if known.end and later.end else ""
    else:
        start = known.start or later.start
        end = known.end or (later.end if later.end > start else "")
    return replace(known, start=start, end=end, source=sources, organ=known.organ or later.organ)


def collect(offices: Iterable[Office]) -> Persons:
    """Return the persons of all offices, which are taken in the order of :data:`RANK`."""
    persons = Persons()
    offices = settled(list(offices))
    groups: dict[tuple[str, str], list[Office]] = {}
    for office in sorted(offices, key=lambda o: (RANK.index(o.source), o.derived, o.start)):
        one = office.item or (office.person if office.source == "hand" else f"{office.country} {office.person}")
        groups.setdefault((office.source, one), []).append(office)
    for group in groups.values():
        persons.add(group)
    return persons


def settled(offices: list[Office]) -> list[Office]:
    """Return the offices, each role read from a title alone made plain "minister" where somebody else is known in it.

    So that "the foreign minister" stays one person where a state also has a minister for foreign trade.
    """
    known: dict[tuple[str, str], list[Office]] = defaultdict(list)
    for office in offices:
        if not office.derived:
            known[office.country, office.role].append(office)
    return [
        replace(office, role="minister", organ="")
        if office.derived and office.role.endswith("_minister") and _taken(office, known[office.country, office.role])
        else office
        for office in offices
    ]


def _taken(office: Office, known: list[Office]) -> bool:
    """Tell whether one of the known offices is somebody else's at the same time."""
    last = key_of(office.person).split()[-1]
    return any(_overlap(office, other) and key_of(other.person).split()[-1] != last for other in known)


# First words of names that are no given names.
_NOT_GIVEN = frozenset(
    "a al abu archduchess asset atom alpha baron baroness bin blade brownie chum co crown dame des desire de duma enol "
    "gen h ha haj hajji islam j k la lady le lord min mint mull mullah ng p people s sat sayyid seyed shah slumber "
    "april june may the von van x".split()
)


def given_names(persons: Persons, hand: list[dict[str, str]], taken: Iterable[str]) -> list[str]:
    """Return given names, folded: those of the hand-kept list, and the first of the main offices' holders' names.

    Only names that end in their surname count; ``taken`` holds names of others and titles, which are none.
    """
    found = set()
    for number, names in persons.names.items():
        if all(office.derived for office in persons.spells[number]):  # too many names that are also words
            continue
        first, *rest = words(names[0])
        if rest and len(first) > 1 and surname(names[0], persons.spells[number][-1].country) != first:
            found.add(fold(first))
    found -= {key_of(word) for word in (*_NOT_GIVEN, *taken)}
    return sorted(found | {key_of(row["name"]) for row in hand} - {key_of(word) for word in _NOT_GIVEN})


def tables(persons: Persons, alone: StandAlone, surnames: dict[str, str]) -> tuple[list[Row], list[Row]]:
    """Return the rows of persons, the hand-kept first, and of spells.

    ``alone`` tells which surnames may stand alone; ``surnames`` holds hand-kept surnames by name.
    """
    people: list[Row] = []
    spells: list[Row] = []
    taken: set[str] = set()
    for number, names in sorted(persons.names.items()):
        offices = sorted(persons.spells[number], key=lambda o: (o.start, o.end))
        actor = persons.items.get(number) or _slug(names[0], offices[0].country, taken)
        taken.add(actor)
        last = surnames.get(names[0]) or _surname_of(names[0], offices)
        may_stand = bool(last) and any(map(_prominent, offices)) and all(alone(form) for form in last.split("|"))
        sources = "|".join(sorted({s for o in offices for s in o.source.split("|")}, key=RANK.index))
        others = {key_of(name): name for name in reversed(names)}
        others.pop(key_of(names[0]))
        aliases = "|".join(name for name in names if name in others.values())
        people.append((actor, names[0], last, "1" if may_stand else "", aliases, "", "", sources))
        spells += [(actor, o.country, o.role, o.title, o.organ, o.start, o.end, o.source) for o in offices]
    people.sort(key=lambda row: (not row[-1].startswith("hand"), row[0]))
    spells.sort(key=lambda row: (row[1], row[2], row[5], row[0]))
    return people, spells


def _surname_of(name: str, offices: list[Office]) -> str:
    """Return a person's surname: as a source marks it where the name has it, else by the rules of its state."""
    ruled = surname(name, offices[-1].country)
    marked = next((o.surname for o in offices if o.surname and key_of(o.surname) in key_of(name)), "")
    return marked if marked and ruled and not key_of(ruled.split("|")[-1]).endswith(key_of(marked)) else ruled


def _prominent(office: Office) -> bool:
    """Tell whether the press names the holder of an office by surname alone."""
    if office.source == "cia-2019" or office.derived:
        return False
    if office.country in SURNAME_FIRST:
        return office.role in _PROMINENT_OF_FEW_SURNAMES
    return office.role in (_PROMINENT_BY_HAND if office.source.startswith("hand") else _PROMINENT)


def _slug(name: str, country: str, taken: set[str]) -> str:
    """Return an id made of the name, with the country added when two persons share it."""
    slug = "person/" + re.sub(r"[^a-z0-9]+", "-", letters_kept(name)).strip("-")
    return slug if slug not in taken else f"{slug}-{country.lower()}"


def letters_kept(name: str) -> str:
    """Return a name in lower case ASCII letters, "y" kept."""
    return "".join("y" if c in "yY" else letters(c) if c.isalpha() else c for c in name)
