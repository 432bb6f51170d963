"""What two reports of one story give otherwise: a figure, day or place that each has alone, about one thing.

Most that two newsrooms tell of an event agrees, in other words and another order. What is left over on both sides, and
stands among the same things, is the same matter told otherwise: "340 tonnes of shells were stored there" and "the blast
destroyed 430 tonnes of shells". A value that the other report has too, anywhere, is left over on no side.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from detente.gazetteer.spelling import fold
from detente.records import Date, Part, Quantity, Report
from detente.stories.alignment import Pair, Piece, Weights
from detente.stories.facts import Fact, Sort
from detente.stories.fates import fate
from detente.stories.figures import agree, duration, other_day, people, same_unit
from detente.stories.nearness import apart
from detente.stories.places import Locative, Places
from detente.stories.senses import sense

# Least likeness of what stands around two values, or of their sentences, and of days that are named by a weekday alone. In
# 32 stories of our own nearly all pairs above these are of one thing, and hardly one below.
ALIKE: Mapping[Sort, float] = {"number": 0.27, "date": 0.42, "place": 0.42}
ALIKE_WEEKDAY = 0.5
# The same for dates in figures where each report has one that the other has not.
ALIKE_ALONE = 0.25
# The same for people who are counted by two nouns: "48 of its citizens", "33 Armenians".
ALIKE_PEOPLE = 0.4
# The same for people whom one thing befell, of whom each report has one figure that the other has not.
ALIKE_FATE = 0.12
# The same for places that both name with their kind: "near the island of".
ALIKE_KIND = 0.27
_KINDS = frozenset(
    sense(fold(kind)) for kind in "city town village port district province island crossing base airport camp".split()
)
# What both must tell around the values or in their sentences.
LEAST_COMMON = 2

# What comes between two counts of one thing at two times.
_MOVED = re.compile(
    r"(?<!\w)(?:r(?:ose|isen|ises|ising)|climb(?:s|ed|ing)?|grew|grown|jumped|soared|mount(?:s|ed|ing)|increased to|"
    r"fell to|dropped to|revised|updated|up from|down from|so far|by then|latest|provisional|as of|at the time|initial(?:ly)?|"
    r"later|earlier|at first|previous(?:ly)?)(?!\w)",
    re.IGNORECASE,
)
# Words in a figure that make it a part added to what was counted before.
_FURTHER = re.compile(r"(?<!\w)(?:more|another|other|further|additional|extra|remaining)(?!\w)")
_JUST_BEFORE = 12  # characters: "another"
_SAID = re.compile(
    r"(?:said|told\s\w+|announced|reported|stated|added|wrote|declared|statement)\s(?:late\s|early\s)?(?:on\s)?$"
)
# The night, and clocks of other places, in which two days next to each other can be one time.
NIGHT = re.compile(
    r"(?<!\w)(?:late(?: on)?|night|overnight|midnight|evening|early|dawn|small hours|local time|GMT|UTC|EST|EDT|"
    r"[A-Z]\w+ time)(?!\w)"
)
_SORTS = (
    "strait",
    "sea",
    "gulf",
    "bay",
    "river",
    "ocean",
    "island",
    "islands",
    "peninsula",
    "mountains",
    "valley",
    "desert",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Other:
    """Two values for one thing, and how sure it is that it is one."""

    pair: Pair
    a: Fact
    b: Fact
    about: str


class Otherwise:
    """Holds the facts of two reports against each other."""

    def __init__(self, reports: Mapping[str, Report], held: Mapping[str, Sequence[Fact]], places: Places) -> None:
        self._reports, self._held, self._places = reports, held, places
        rows = {(f.report, f.place): f.sentence for found in held.values() for f in found}
        self._weights = Weights(rows.values())

    def between(self, a: str, b: str) -> Iterator[Other]:
        """Yield what the reports of two ids give otherwise, the surest first; each value once."""
        left = [f for f in self._held[a] if not any(self._same(f, o) for o in self._held[b])]
        right = [f for f in self._held[b] if not any(self._same(f, o) for o in self._held[a])]
        single = self._single(left) & self._single(right)
        found = [other for f in left for o in right if (other := self._held_against(f, o, single)) is not None]
        taken: set[tuple[str, int]] = set()
        for other in sorted(found, key=lambda o: (-o.pair.score, o.a.span, o.b.span)):
            keys = {(f.report, f.span[0]) for f in (other.a, other.b)}
            if not keys & taken:
                taken |= keys
                yield other

    def _same(self, a: Fact, b: Fact) -> bool:
        """Say whether two values agree, of whatever they are: then neither is left over."""
        if isinstance(a.value, Quantity) and isinstance(b.value, Quantity):
            counted = same_unit(a.value, b.value) or (self._people(a.value) and self._people(b.value))
            return counted and agree(a.value, b.value)
        if isinstance(a.value, Date) and isinstance(b.value, Date):
            return apart(a.value, b.value) == 0
        if isinstance(a.value, Locative) and isinstance(b.value, Locative):
            return self._places.one(a.value.name, b.value.name)
        return False

    def _single(self, left: Sequence[Fact]) -> frozenset[str]:
        """Return of what a report has one value alone that is left over: a date in figures, people whom one thing befell."""
        count = Counter(what for f in left if (what := self._of(f)) is not None)
        return frozenset(what for what, n in count.items() if n == 1)

    def _of(self, fact: Fact) -> str | None:
        """Return "date" for a date in figures, for people what befell them; None for all else."""
        if isinstance(fact.value, Quantity) and self._people(fact.value):
            return fate(self._text(fact), fact.span[0] - fact.place[0], fact.span[1] - fact.place[0])
        return "date" if fact.sort == "date" and _digits(fact) else None

    def _held_against(self, a: Fact, b: Fact, single: frozenset[str]) -> Other | None:
        """Return two values as given for one thing, None where they are not of one sort or too little is common.

        ``single`` says of what each report has one value alone that the other has not.
        """
        if a.sort != b.sort or not self._comparable(a, b):
            return None
        around, whole = self._weights.cosine(a.around, b.around), self._weights.cosine(a.sentence, b.sentence)
        common = max(len(a.around & b.around), len(a.sentence & b.sentence) if whole >= around else 0)
        least, fewest = ALIKE[a.sort], LEAST_COMMON
        if a.sort == "date" and not (_digits(a) and _digits(b)):
            least = ALIKE_WEEKDAY
        elif a.sort == "date" and "date" in single:
            least, fewest = ALIKE_ALONE, 1
        elif a.sort == "number" and self._of(a) in single and self._of(a) == self._of(b):
            least, fewest = ALIKE_FATE, 1
        elif a.sort == "place" and a.around & b.around & _KINDS:
            least = ALIKE_KIND
        if max(around, whole) < least or common < fewest:
            return None
        about = a.value.unit if isinstance(a.value, Quantity) else "when" if isinstance(a.value, Date) else "where"
        parts = (Part(name="around", value=round(around, 4)), Part(name="sentence", value=round(whole, 4)))
        pieces = [Piece(id="", report=f.report, spans=(f.place,), words=(), voices=frozenset()) for f in (a, b)]
        return Other(
            pair=Pair(a=pieces[0], b=pieces[1], score=round(max(around, whole), 4), parts=parts), a=a, b=b, about=about
        )

    def _comparable(self, a: Fact, b: Fact) -> bool:
        """Say whether two values are of one sort and cannot both be true of one thing."""
        if isinstance(a.value, Quantity) and isinstance(b.value, Quantity):
            return self._other_figure(a, b, a.value, b.value)
        if isinstance(a.value, Date) and isinstance(b.value, Date):
            return self._other_day(a, b, a.value, b.value)
        if isinstance(a.value, Locative) and isinstance(b.value, Locative):
            return self._other_place(a, b, a.value, b.value)
        return False

    def _people(self, figure: Quantity) -> bool:
        """Say whether a figure counts people: by a noun for them, or as those of a state."""
        return people(figure) or self._places.is_people(figure.unit.title())

    def _alike_people(self, a: Fact, b: Fact, one: Quantity, other: Quantity) -> bool:
        """Say whether two figures count people by different nouns, not of two states, and the words next to them agree."""
        of_states = all(self._places.is_people(q.unit.title()) for q in (one, other))
        if of_states or not (self._people(one) and self._people(other)):
            return False
        return len(a.around & b.around) > LEAST_COMMON and self._weights.cosine(a.around, b.around) >= ALIKE_PEOPLE

    def _other_figure(self, a: Fact, b: Fact, one: Quantity, other: Quantity) -> bool:
        """Say whether two figures can count one thing and do not agree, nor are told as counts of several times."""
        if agree(one, other) or (duration(one) and duration(other) and one.unit != other.unit):
            return False
        if not (same_unit(one, other) or self._alike_people(a, b, one, other)):
            return False
        if self._further(a) != self._further(b):
            return False
        return one.unit == "percent" or not (self._moved(a) or self._moved(b))

    def _other_day(self, a: Fact, b: Fact, one: Date, other: Date) -> bool:
        """Say whether two dates are of one width, do not overlap, and are both, or neither, of when something was said."""
        if one.precision != other.precision or one.precision == "unknown" or not apart(one, other):
            return False
        if one.precision == "day" and not (one.start == one.end and other.start == other.end and other_day(one, other)):
            return False
        if apart(one, other) == 1 and any(NIGHT.search(self._text(f)) for f in (a, b)):
            return False
        if not (_digits(a) and _digits(b)) and a.named - b.named and b.named - a.named:
            return False
        return self._of_saying(a) == self._of_saying(b)

    def _other_place(self, a: Fact, b: Fact, one: Locative, other: Locative) -> bool:
        """Say whether two places are of one sort, cannot be one, and are each known to their report alone."""
        if one.way != other.way or self._places.is_state(one.name) != self._places.is_state(other.name):
            return False
        if {w for w in _SORTS if w in one.name.lower().split()} != {
            w for w in _SORTS if w in other.name.lower().split()
        }:
            return False
        if self._places.is_state(one.name) or self._places.agree(one.name, other.name):
            return False
        return not (self._named_in(b.report, one) or self._named_in(a.report, other))

    def _named_in(self, report: str, place: Locative) -> bool:
        """Say whether a report has the name of a place anywhere; a capital's stands for its state too and is passed over."""
        return not self._places.is_capital(place.name) and place.name in self._reports[report].body

    def _moved(self, fact: Fact) -> bool:
        """Say whether a figure is one of several counts: its sentence says that it rose, or is not final."""
        return _MOVED.search(self._text(fact)) is not None

    def _further(self, fact: Fact) -> bool:
        """Say whether a figure is told as added to what was counted before."""
        start = max(fact.place[0], fact.span[0] - _JUST_BEFORE)
        return _FURTHER.search(self._reports[fact.report].body[start : fact.span[1]]) is not None

    def _text(self, fact: Fact) -> str:
        """Return the sentence that a value stands in."""
        return self._reports[fact.report].body[slice(*fact.place)]

    def _of_saying(self, fact: Fact) -> bool:
        """Say whether a day is the one on which something was said."""
        return _SAID.search(self._reports[fact.report].body[fact.place[0] : fact.span[0]]) is not None


def _digits(fact: Fact) -> bool:
    """Say whether a day is given in figures."""
    return any(c.isdigit() for c in fact.text)
