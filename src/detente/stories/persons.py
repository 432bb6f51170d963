"""Persons: who is named in two reports of one story for one office, deed or utterance, each by one of them alone."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from detente.gazetteer import Gazetteer
from detente.gazetteer.spelling import fold, key
from detente.records import Mention, Part, Report, Span, Statement
from detente.stories.alignment import Pair, Piece, Weights
from detente.stories.offices import Holder, Offices
from detente.stories.senses import senses
from detente.stories.sentences import sentences
from detente.stories.wording import in_runs, words

# Least likeness of the sentences on two persons: with a title of one word ("president"), with one that several may have
# ("deputy foreign minister"), one that is told exactly ("interior minister"), and without a title. In 32 stories of our
# own all pairs above are one person told otherwise.
ALIKE_TITLE, ALIKE_SEVERAL, ALIKE_EXACT, ALIKE_BARE = 0.3, 0.15, 0.1, 0.6
# Words of what both say that make it one utterance, whoever says it.
LEAST_SAID = 5
SAID_ALIKE = 0.7
# Telling words in a title that is told exactly.
_EXACT = 2
_SEVERAL = frozenset(
    " ".join(senses(words(title)))
    for title in """deputy vice assistant spokesman spokeswoman spokesperson adviser advisor aide official member senator lawmaker
    legislator diplomat analyst expert professor resident general colonel former officer envoy ambassador reporter""".split()
)
_PERSON = "person"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody in a report: ``titles`` in telling words, ``told`` what each sentence on him tells, names left out."""

    report: str
    name: str
    actor: str | None
    country: str | None
    office: str | None
    titles: frozenset[frozenset[str]]
    span: Span
    places: tuple[Span, ...]
    told: tuple[frozenset[str], ...]
    said: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Namesake:
    """Two persons named for one thing, and how sure it is that it is one."""

    pair: Pair
    a: Person
    b: Person
    about: str


class Persons:
    """Holds the persons of reports against each other."""

    def __init__(self, gazetteer: Gazetteer, offices: Offices) -> None:
        self._gazetteer, self._offices = gazetteer, offices

    def of(self, report: Report, mentions: Iterable[Mention], statements: Iterable[Statement]) -> tuple[Person, ...]:
        """Return the persons that a report names, in their order."""
        named: dict[str, list[Mention]] = defaultdict(list)
        for mention in mentions:
            if mention.name and self._may_be_person(mention):
                named[key(mention.name)].append(mention)
        said: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for statement in statements:
            if statement.speaker is not None and statement.speaker.name:
                said[key(statement.speaker.name)].append(words(statement.content.text))
        places = list(sentences(report.body))
        found = (self._person(report, rows, said[who], places) for who, rows in named.items())
        return tuple(sorted((p for p in found if p is not None), key=lambda p: p.span))

    def between(
        self, a: Sequence[Person], b: Sequence[Person], bodies: tuple[str, str], weights: Weights
    ) -> Iterator[Namesake]:
        """Yield the persons of two reports who are named for one thing, each by one alone, the surest first."""
        left = [p for p in a if not _named_in(p, bodies[1])]
        right = [p for p in b if not _named_in(p, bodies[0])]
        found = [n for p in left for o in right if (n := self._for_one(p, o, weights)) is not None]
        taken: set[tuple[str, str]] = set()
        for one in sorted(found, key=lambda n: (-n.pair.score, n.a.span, n.b.span)):
            keys = {(p.report, p.name) for p in (one.a, one.b)}
            if not keys & taken:
                taken |= keys
                yield one

    def word(self, a: Person, b: Person, on: str | None) -> str | None:
        """Return what the gazetteer says of two persons in an office that both are given."""
        holders = [
            Holder(office=office, name=p.name, actor=p.actor, span=p.span, told=True)
            for p in (a, b)
            if p.office and (office := self._offices.office(p.office, p.country or a.country or b.country))
        ]
        same = len(holders) == 2 and holders[0].office == holders[1].office
        return self._offices.word(holders[0], holders[1], on) if same else None

    def _may_be_person(self, mention: Mention) -> bool:
        """Say whether a mention can be of a person: by the gazetteer, else by a title or a name of two words."""
        if mention.actor is not None:
            known = self._gazetteer.actor(mention.actor)
            return known is not None and known.kind == _PERSON
        return mention.office is not None or mention.how == "pronoun"

    def _person(
        self, report: Report, rows: Sequence[Mention], said: Sequence[tuple[str, ...]], places: Sequence[Span]
    ) -> Person | None:
        """Return a person of the mentions of a name, None where it is nowhere written out."""
        written = [m for m in rows if m.how == "name"]
        if not written:
            return None
        first = min(written, key=lambda m: m.span)
        office = next((m.office for m in (first, *rows) if m.office), None)
        own = frozenset(senses(words(first.name or "")))
        held = [p for p in places if any(p[0] <= m.span[0] < p[1] for m in rows)]
        titles = frozenset(t for m in rows if m.office and (t := self._title(m.office)))
        title_words = frozenset(w for t in titles for w in t)
        return Person(
            report=report.id,
            name=first.text if first.actor is None else first.name or first.text,
            actor=first.actor,
            country=next((m.country for m in rows if m.country), None),
            office=office,
            titles=titles,
            span=first.span,
            places=tuple(held),
            told=tuple(frozenset(senses(words(report.body[slice(*p)]))) - own - title_words for p in held),
            said=tuple(said),
        )

    def _title(self, office: str) -> frozenset[str]:
        """Return the telling words of a title, those for a state left out."""
        kept = [
            w
            for w in re.findall(r"[\w'-]+", office)
            if not any(n.actor.kind == "state" for hit in self._gazetteer.scan(w) for n in hit.names)
        ]
        return frozenset(senses(words(" ".join(kept))))

    def _for_one(self, a: Person, b: Person, weights: Weights) -> Namesake | None:
        """Return two persons as named for one thing, None where too little says so."""
        if (a.country and b.country and a.country != b.country) or (a.actor and a.actor == b.actor):
            return None
        rows = [
            (weights.cosine(x, y), p, q)
            for x, p in zip(a.told, a.places, strict=True)
            for y, q in zip(b.told, b.places, strict=True)
        ]
        alike, place, other = max(rows, default=(0.0, a.span, b.span))
        title = max(a.titles & b.titles, key=len, default=frozenset())
        least = _least(title)
        uttered = any(_one_utterance(x, y) for x in a.said for y in b.said)
        if (a.titles and b.titles and not title) or (alike < least and not uttered):
            return None
        parts = (
            Part(name="title", value=1.0 if title else 0.0),
            Part(name="told", value=round(alike, 4)),
            Part(name="said", value=1.0 if uttered else 0.0),
        )
        score = round(max(alike, 0.5 * bool(title) + 0.5 * alike, 0.9 * uttered), 4)
        pieces = [
            Piece(id="", report=p.report, spans=(s,), words=(), voices=frozenset()) for p, s in ((a, place), (b, other))
        ]
        about = (a.office if title else None) or "who is named"
        return Namesake(pair=Pair(a=pieces[0], b=pieces[1], score=score, parts=parts), a=a, b=b, about=about)


def _least(title: frozenset[str]) -> float:
    """Return how alike what is told of two persons of one title must be at least; without one it is empty."""
    if not title:
        return ALIKE_BARE
    if len(title) < _EXACT:
        return ALIKE_TITLE
    return ALIKE_SEVERAL if title & _SEVERAL else ALIKE_EXACT


def _one_utterance(a: Sequence[str], b: Sequence[str]) -> bool:
    """Say whether two contents are the same words for the most part."""
    return min(len(a), len(b)) >= LEAST_SAID and in_runs(a, b) >= SAID_ALIKE


def _named_in(person: Person, body: str) -> bool:
    """Say whether a report has the family name of a person anywhere."""
    return fold(person.name).rsplit(" ", 1)[-1] in fold(body)
