"""Answers "who is that?": a code, a name, a surname or an office in words, with the reasons."""

from __future__ import annotations

import re
from difflib import SequenceMatcher, get_close_matches

from detente.errors import UnknownActor
from detente.gazetteer.dates import Window
from detente.gazetteer.model import Actor, Candidate, Hit, Name, Spell, Title
from detente.gazetteer.people import People
from detente.gazetteer.roster import Roster
from detente.gazetteer.spelling import key, letters, words

# Scores order answers of different kinds: a code or full name is certain, an office is as sure as its dates, a surname less.
_CODE, _FULL, _OFFICE, _OFFICE_OPEN = 1.0, 1.0, 0.95, 0.85
_SURNAME_IN_OFFICE, _SURNAME, _OTHER_FIRST_NAME = 0.8, 0.5, 0.3
_WAYS = {"name": 1.0, "adjective": 0.9, "demonym": 0.9, "capital": 0.8, "metonym": 0.85, "surname": _SURNAME}
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
# Names offered for a misspelt one are at least this alike (set so that "Rusia" offers Russia and "xyzzy" nothing).
_NEAR = 0.6


class Finder:
    """Finds actors for the command line and for `detente who`."""

    def __init__(self, roster: Roster, people: People) -> None:
        self._roster, self._people = roster, people

    def actor(self, actor: str) -> Actor | None:
        """Return the actor of an id."""
        return self._roster.actor(actor) or self._people.actor(actor)

    def find(self, name: str, found: list[Hit], on: Window | None) -> list[Candidate]:
        """Return all answers, the best first; ``found`` is what a scan of the name gives."""
        answers = [*self._by_code(name), *self._by_name(name, on), *self._by_office(found, on), *self._persons_in(found, on)]
        if not answers:
            answers = self._by_surname(name, on)
        best: dict[str, Candidate] = {}
        for answer in answers:
            if answer.actor.id not in best or best[answer.actor.id].score < answer.score:
                best[answer.actor.id] = answer
        return sorted(best.values(), key=lambda c: (-c.score, not c.spells, c.name))

    def _by_code(self, text: str) -> list[Candidate]:
        """Return the actor whose code the text is, in any case."""
        actor = self.actor(text.strip()) or self.actor(text.strip().upper())
        if actor is None:
            return []
        spells = self._people.spells(actor.id, None) if actor.kind == "person" else ()
        return [Candidate(actor=actor, name=actor.name, score=_CODE, reason=f"code of {_kind(actor)}", spells=spells)]

    def _by_name(self, text: str, on: Window | None) -> list[Candidate]:
        """Return the actors of that name."""
        bare = _ARTICLE.sub("", text.strip())
        out = []
        for name in [*self._roster.named(text), *(self._roster.named(bare) if bare != text else ())]:
            reason = f"{_WAY_IN_WORDS[name.how]} of {_kind(name.actor)}"
            score = _WAYS[name.how] if _valid(name, on) else _WAYS[name.how] / 2
            reason += "" if _valid(name, on) else f", not valid then ({_time(name.start, name.end)})"
            out.append(Candidate(actor=name.actor, name=name.actor.name, score=score, reason=reason, spells=()))
        out += [self._person(person, "full name", _FULL, on) for person in self._people.by_name(bare)]
        return out

    def _person(self, person: str, reason: str, score: float, on: Window | None) -> Candidate:
        """Return a person as an answer, with the offices held then, else all."""
        actor = self._people.actor(person)
        assert actor is not None  # noqa: S101 - ids come from the index of persons
        then = self._people.spells(person, on)
        spells = then or self._people.spells(person, None)
        if on is not None:
            reason += f"; {_office(then[0])}" if then else "; no office known then"
        return Candidate(actor=actor, name=actor.name, score=score, reason=reason, spells=spells)

    def _by_office(self, found: list[Hit], on: Window | None) -> list[Candidate]:
        """Return who holds the office that the words name: "the Russian defense minister", "Pentagon chief"."""
        titles = [t for hit in found for t in hit.titles]
        owners = [n.actor for hit in found for n in hit.names if n.actor.kind != "person"]
        out: list[Candidate] = []
        for title in titles:
            for country in _countries(title, owners):
                organ = title.organ or next((a.id for a in owners if a.kind == "organ" and a.country == country), None)
                holders = self._people.holders(title.role, country, on)
                exact = [s for s in holders if organ is not None and s.organ == organ]
                out += [self._holder(spell, place, on) for place, spell in enumerate(exact or holders)]
        return out

    def _holder(self, spell: Spell, place: int, on: Window | None) -> Candidate:
        """Return the holder of an office as an answer; without a date, later holders come first."""
        actor = self._people.actor(spell.actor)
        assert actor is not None  # noqa: S101 - every spell has its person
        known = self._people.vouched(spell)
        stale = on is not None and known is not None and known < on[0]
        reason = _office(spell) + (f"; known up to {known}" if stale else "")
        score = _OFFICE_OPEN if stale or not spell.start else _OFFICE
        return Candidate(actor=actor, name=actor.name, score=round(max(score - place / 100, 0.1), 2), reason=reason, spells=(spell,))

    def _persons_in(self, found: list[Hit], on: Window | None) -> list[Candidate]:
        """Return the persons whose full names stand among other words: "Russian President Vladimir Putin"."""
        names = [n for hit in found for n in hit.names if n.actor.kind == "person" and n.how == "name"]
        return [self._person(n.actor.id, "full name", _FULL, on) for n in names]

    def _by_surname(self, text: str, on: Window | None) -> list[Candidate]:
        """Return the persons of that surname, those in office then first; another first name is said and scores low."""
        out = []
        written = words(_ARTICLE.sub("", text.strip()))
        for start in range(len(written)):
            people = self._people.by_surname(" ".join(written[start:]))
            for person in people:
                actor = self._people.actor(person)
                then = self._people.spells(person, on) if on is not None else ()
                other = start > 0 and not _title_words(written[:start]) and actor is not None
                score = _OTHER_FIRST_NAME if other else _SURNAME_IN_OFFICE if then else _SURNAME
                reason = f"surname only; the first name is {actor.name.split()[0]}" if other and actor else "surname"
                out.append(self._person(person, reason, score, on))
            if people:
                break
        return out

    def surname(self, text: str, on: Window | None) -> tuple[Actor, ...]:
        """Return the persons of a surname, those in office then first, then those who held an office last."""
        people = self._people.by_surname(text)
        ranked = sorted(people, key=lambda p: self._rank(p, on))
        return tuple(actor for person in ranked if (actor := self._people.actor(person)) is not None)

    def _rank(self, person: str, on: Window | None) -> tuple[bool, bool, str]:
        """Return a sort key: in office on the date, then in office before it, then by name."""
        spells = self._people.spells(person, None)
        before = on is not None and any(s.start and s.start <= on[1] for s in spells)
        return not (on is not None and self._people.spells(person, on)), not before, person

    def resolve(self, text: str) -> Actor:
        """Return the one actor that a code or a name means; raise UnknownActor when there is none, or more than one."""
        coded = self._by_code(text)
        if coded:
            return coded[0].actor
        bare = _ARTICLE.sub("", text.strip())
        names = self._roster.named(text) or self._roster.named(bare)
        best = max((_WAYS[n.how] for n in names), default=0.0)
        actors = {n.actor.id: n.actor for n in names if _WAYS[n.how] == best}
        for person in (*self._people.by_name(bare),) if not actors else ():
            actors[person] = self._people.actor(person)  # type: ignore[assignment]  # ids come from the index
        for person in (*self._people.by_surname(bare),) if not actors else ():
            actors[person] = self._people.actor(person)  # type: ignore[assignment]  # likewise
        current = {i: a for i, a in actors.items() if a.end is None and all(n.end is None for n in names if n.actor.id == i)}
        chosen = list((current or actors).values())
        if len(chosen) == 1:
            return chosen[0]
        raise UnknownActor(text, tuple(a.name for a in chosen[:5]) or self.near(text))

    def near(self, name: str, limit: int = 3) -> tuple[str, ...]:
        """Return the names nearest in spelling, best first; empty when nothing is near."""
        wanted = letters(name)
        known: dict[str, str] = {}
        for row in self._roster.rows():
            known.setdefault(letters(row.text), row.text)
        for _, text in self._people.names():
            known.setdefault(letters(text), text)
        likely = [k for k in known if abs(len(k) - len(wanted)) <= 3 + len(wanted) // 4 and set(k[:2]) & set(wanted[:2])]
        close = get_close_matches(wanted, likely, n=limit * 3, cutoff=_NEAR)
        ranked = sorted(close, key=lambda k: -SequenceMatcher(None, wanted, k).ratio())
        return tuple(known[k] for k in ranked[:limit])


_WAY_IN_WORDS = {
    "name": "name",
    "adjective": "adjective",
    "demonym": "people",
    "capital": "capital",
    "metonym": "metonym",
    "surname": "surname",
}


def _kind(actor: Actor) -> str:
    """Return what an actor is, in words."""
    article = "an" if actor.kind[0] in "aeiou" else "a"
    return f"{article} {actor.kind}"


def _valid(name: Name, on: Window | None) -> bool:
    """Tell whether a name is in use at a time."""
    from detente.gazetteer.dates import covers

    return on is None or (covers(name.start, name.end, on) and covers(name.actor.start, name.actor.end, on))


def _time(start: str | None, end: str | None) -> str:
    """Return a span of time in words."""
    return f"{start or 'unknown'} to {end or 'open'}"


def _office(spell: Spell) -> str:
    """Return an office in words: the title, the state and the dates."""
    return f"{spell.title}, {spell.country}, {_time(spell.start, spell.end)}"


def _countries(title: Title, owners: list[Actor]) -> list[str]:
    """Return the states or organisations that an office can belong to: what the title says, else what stands beside it."""
    if title.country:
        return [title.country]
    return list(dict.fromkeys(a.country for a in owners if a.country))


def _title_words(before: list[str]) -> bool:
    """Tell whether the words before a surname are only lower-case or a title, so that none is a first name."""
    return all(w[0].islower() or key(w) in {"president", "minister", "general", "mr", "mrs", "ms", "dr"} for w in before)
