"""Answers "who is that?": a code, a name, a surname or an office in words, with the reasons."""

from __future__ import annotations

import re

from detente.errors import UnknownActor
from detente.gazetteer.dates import Window, covers
from detente.gazetteer.lexicon import Lexicon
from detente.gazetteer.model import Actor, Candidate, Hit, Name, Spell, Title
from detente.gazetteer.people import People
from detente.gazetteer.roster import Roster
from detente.gazetteer.spelling import fold, key, letters, words

# Scores order answers: a code or a full name is certain, an office as sure as its dates, a surname less.
_CERTAIN, _OFFICE, _OFFICE_UNSURE = 1.0, 0.95, 0.85
_SURNAME_IN_OFFICE, _SURNAME, _OTHER_FIRST_NAME = 0.8, 0.5, 0.3
# Taken off where the press does not call the bearer by surname alone.
_LESS_KNOWN = 0.15
_WAYS = {"name": 1.0, "adjective": 0.9, "demonym": 0.9, "metonym": 0.85, "capital": 0.8}
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
# The role whose holders are sent to a state that stands beside their own.
_SENT = "ambassador"
# Roles that many hold at once, each for a matter that the title names ("the French culture minister").
_TOLD_BY_WORDS = frozenset({"minister", "deputy_minister"})
_PLAIN_WORDS = frozenset(key(word) for word in "minister of for the and state deputy cabinet affairs".split())
# Names offered for a misspelt one are at least this alike (set so that "Rusia" offers Russia and "xyzzy" nothing).
_NEAR = 0.6
# So many of several meanings are offered when a name on the command line is not clear.
_OFFERED = 5


class Finder:
    """Finds actors for the command line and for `detente who`; ``found`` is what a scan of the asked text gives."""

    def __init__(self, roster: Roster, people: People, lexicon: Lexicon) -> None:
        self._roster, self._people, self._lexicon = roster, people, lexicon

    def actor(self, actor: str) -> Actor | None:
        """Return the actor of an id."""
        return self._roster.actor(actor) or self._people.actor(actor)

    def find(self, text: str, found: list[Hit], on: Window | None) -> list[Candidate]:
        """Return all answers, the best first; one actor is one answer."""
        answers = [*self._by_code(text), *self._by_name(text, found, on)]
        if not answers:
            answers = self._by_office(text, found, on)
        best: dict[str, Candidate] = {}
        for answer in answers:
            known = best.get(answer.actor.id)
            if known is None or known.score < answer.score:
                best[answer.actor.id] = answer
        return sorted(best.values(), key=lambda c: (-c.score, not c.spells, c.name))

    def _by_code(self, text: str) -> list[Candidate]:
        """Return the actor whose code the text is, in any case."""
        actor = self.actor(text.strip()) or self.actor(text.strip().upper())
        if actor is None:
            return []
        spells = self._people.spells(actor.id, None) if actor.kind == "person" else ()
        reason = f"code of {_kind(actor)}"
        return [Candidate(actor=actor, name=actor.name, score=_CERTAIN, reason=reason, spells=spells)]

    def _by_name(self, text: str, found: list[Hit], on: Window | None) -> list[Candidate]:
        """Return the actors of that name, and the persons whose full names stand in the text."""
        out = []
        for name in self._names(text, found):
            valid = on is None or covers(name.start, name.end, on)
            reason = f"{name.how} of {_kind(name.actor)}"
            if not valid:
                reason += f", not in use then ({_time(name.start, name.end)})"
            score = _WAYS[name.how] if valid else _WAYS[name.how] / 2
            out.append(Candidate(actor=name.actor, name=name.actor.name, score=score, reason=reason, spells=()))
        people = self._bearers(text)
        people += [n.actor.id for hit in found for n in hit.names if n.actor.kind == "person" and n.how == "name"]
        return out + [self._person(person, "full name", _CERTAIN, on) for person in dict.fromkeys(people)]

    def _names(self, text: str, found: list[Hit]) -> list[Name]:
        """Return the names that the whole text is, those of persons left out."""
        known = self._lexicon.named(text) or self._lexicon.named(_bare(text))
        if known:
            return [name for name in known if name.actor.kind != "person"]
        whole = [hit for hit in found if hit.text in (text.strip(), _bare(text))]
        return [name for hit in whole for name in hit.names if name.actor.kind != "person"]

    def _bearers(self, text: str) -> list[str]:
        """Return the ids of the persons whose full name the text is."""
        names = self._lexicon.named(_bare(text))
        return [name.actor.id for name in names if name.actor.kind == "person" and name.how == "name"]

    def _person(self, person: str, reason: str, score: float, on: Window | None) -> Candidate:
        """Return a person as an answer, with the offices held then, else all."""
        actor = self._person_of(person)
        then = self._people.spells(person, on)
        spells = then or self._people.spells(person, None)
        if on is not None:
            before = [s for s in spells if s.start and s.start <= on[1]]
            last = f"; the last known before is {_office(before[0])}" if before else ""
            reason += f"; {_office(then[0])}" if then else f"; no office known then{last}"
        return Candidate(actor=actor, name=actor.name, score=score, reason=reason, spells=spells)

    def _person_of(self, person: str) -> Actor:
        """Return the person of an id that comes from the tables."""
        actor = self._people.actor(person)
        if actor is None:
            raise UnknownActor(person)
        return actor

    def _by_office(self, text: str, found: list[Hit], on: Window | None) -> list[Candidate]:
        """Return the holders of an office in words ("the Russian defense minister"), and the persons of a surname.

        Where a holder has the surname that stands beside the office, no one else is meant.
        """
        left = _uncovered(text, found)
        holders = self._holders(found, on)
        named = self._by_surname(left, on)
        both = [c for c in holders if any(c.actor.id == n.actor.id for n in named)]
        return both or [*holders, *named]

    def _holders(self, found: list[Hit], on: Window | None) -> list[Candidate]:
        """Return the holders of the offices that a text names."""
        owners = [n.actor for hit in found for n in hit.names if n.actor.kind != "person"]
        out: list[Candidate] = []
        for title in (t for hit in found for t in hit.titles):
            for country in _countries(title, owners):
                spells = self._people.holders(title.role, country, on)
                kept = _of_owners(spells, title, country, owners)
                out += [self._holder(spell, place, on) for place, spell in enumerate(kept)]
        return out

    def _holder(self, spell: Spell, place: int, on: Window | None) -> Candidate:
        """Return the holder of an office as an answer; of several, those earlier in the list come first."""
        actor = self._person_of(spell.actor)
        known = self._people.vouched(spell)
        stale = on is not None and known is not None and known < on[0]
        reason = _office(spell) + (f"; known up to {known}" if stale else "")
        sure = _OFFICE_UNSURE if stale or not spell.start else _OFFICE
        score = round(max(sure - place / 100, _OTHER_FIRST_NAME), 2)
        return Candidate(actor=actor, name=actor.name, score=score, reason=reason, spells=(spell,))

    def _by_surname(self, left: list[str], on: Window | None) -> list[Candidate]:
        """Return the persons of a surname, those in office then first; another first name is said and scores low."""
        for start in range(len(left)):
            people = self._people.by_surname(" ".join(left[start:]))
            if people:
                fitting = [p for p in people if not start or self._may_have(p, left[0])]
                return [self._named(person, left[:start], on) for person in fitting or people]
        return []

    def _named(self, person: str, before: list[str], on: Window | None) -> Candidate:
        """Return a person of a surname as an answer, judged by the words before it."""
        actor = self._person_of(person)
        first = actor.name.split()[0]
        if before and fold(before[0]) != fold(first):
            return self._person(person, f"surname only; the first name is {first}", _OTHER_FIRST_NAME, on)
        in_office = on is not None and bool(self._people.spells(person, on))
        score = _SURNAME_IN_OFFICE if in_office else _SURNAME
        if before or self._people.goes_by_surname(person):
            return self._person(person, "surname", score, on)
        return self._person(person, "surname, not used alone", round(score - _LESS_KNOWN, 2), on)

    def _may_have(self, person: str, first: str) -> bool:
        """Tell whether a person has a first name."""
        return fold(self._person_of(person).name.split()[0]) == fold(first)

    def surname(self, text: str, on: Window | None) -> tuple[Actor, ...]:
        """Return the persons of a surname, those in office then first, then those who were before it."""
        people = self._people.by_surname(text)
        return tuple(self._person_of(person) for person in sorted(people, key=lambda p: self._rank(p, on)))

    def _rank(self, person: str, on: Window | None) -> tuple[bool, bool, bool, str]:
        """Return a sort key: in office on the date, in office before it, known by surname, then by id."""
        before = on is not None and any(s.start and s.start <= on[1] for s in self._people.spells(person, None))
        in_office = on is not None and bool(self._people.spells(person, on))
        return not in_office, not before, not self._people.goes_by_surname(person), person

    def resolve(self, text: str, found: list[Hit]) -> Actor:
        """Return the one actor that a code or a name means; raise UnknownActor when there is none, or more than one."""
        coded = self._by_code(text)
        if coded:
            return coded[0].actor
        names = self._names(text, found)
        best = max((_WAYS[n.how] for n in names), default=0.0)
        actors = {n.actor.id: n.actor for n in names if _WAYS[n.how] == best and n.end is None}
        actors = actors or {n.actor.id: n.actor for n in names if _WAYS[n.how] == best}
        if not actors:
            people = self._bearers(text) or list(self._people.by_surname(_bare(text)))
            people = [p for p in people if self._people.goes_by_surname(p)] or people
            actors = {person: self._person_of(person) for person in people}
        if len(actors) == 1:
            return next(iter(actors.values()))
        raise UnknownActor(text, [actor.name for actor in actors.values()][:_OFFERED] or self.near(text))

    def near(self, name: str, limit: int = 3) -> tuple[str, ...]:
        """Return the names nearest in spelling, best first; empty when nothing is near."""
        from difflib import get_close_matches

        wanted = letters(name)
        known: dict[str, str] = {}
        for text in (*self._roster.texts(), *self._people.names()):
            known.setdefault(letters(text), text)
        likely = [
            k for k in known if abs(len(k) - len(wanted)) <= 2 + len(wanted) // 4 and set(k[:2]) & set(wanted[:2])
        ]
        return tuple(known[k] for k in get_close_matches(wanted, likely, n=limit, cutoff=_NEAR))


def _bare(text: str) -> str:
    """Return a text without its article."""
    return _ARTICLE.sub("", text.strip())


def _uncovered(text: str, found: list[Hit]) -> list[str]:
    """Return the words of a text that no title and no name but a person's covers."""
    kept, begin = [], 0
    for hit in found:
        if hit.titles or any(name.actor.kind != "person" for name in hit.names):
            kept.append(text[begin : hit.start])
            begin = hit.end
    return [word for word in words(_bare(" ".join([*kept, text[begin:]]))) if key(word) not in ("of", "the")]


def _kind(actor: Actor) -> str:
    """Return what an actor is, in words."""
    return f"{'an' if actor.kind[0] in 'aeiou' else 'a'} {actor.kind}"


def _time(start: str | None, end: str | None) -> str:
    """Return a span of time in words."""
    if start is None and end is None:
        return "dates unknown"
    if end is None:
        return f"since {start}"
    return f"{start} to {end}" if start else f"until {end}"


def _office(spell: Spell) -> str:
    """Return an office in words: the title, the state and the dates."""
    return f"{spell.title}, {spell.country}, {_time(spell.start, spell.end)}"


def _countries(title: Title, owners: list[Actor]) -> list[str]:
    """Return the states or organisations of an office: what the title says, else what stands beside it.

    Of two beside an ambassador the second is where he is sent to.
    """
    if title.country:
        return [title.country]
    countries = list(dict.fromkeys(actor.country for actor in owners if actor.country))
    return countries[:1] if title.role == _SENT else countries


def _of_owners(spells: tuple[Spell, ...], title: Title, country: str, owners: list[Actor]) -> list[Spell]:
    """Return the spells that belong to the organ or group that a text names, all where it names none of theirs.

    A group has only its own: "the Hezbollah leader" is not Lebanon's president.
    """
    if title.role == _SENT and len(owners) > 1:
        return [s for s in spells if key(owners[-1].name) in key(s.title)]
    if title.role in _TOLD_BY_WORDS:
        matter = {key(word) for word in words(title.text)} - _PLAIN_WORDS
        return [s for s in spells if matter <= {key(word) for word in words(s.title)}]
    beside = [a for a in owners if a.country == country and a.kind in ("organ", "group")]
    organs = [title.organ.replace("*", country)] if title.organ else [a.id for a in beside]
    exact = [s for s in spells if s.organ in organs]
    return exact if exact or any(a.kind == "group" for a in beside) else list(spells)
