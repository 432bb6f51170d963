"""Holding an entry against the events that later reports tell: a score of named parts.

An event counts as later news when it is a fact of another report that appeared after the saying, and is dated after it
or, undated, was not told before. What is denied, planned, demanded or threatened has not happened, so it is no evidence.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from detente.foretold import Awaited
from detente.records import Event, Part, Party, Report
from detente.relations.ledger_awaited import ANY_DEED, codes
from detente.relations.ledger_words import shared
from detente.relations.periods import days

# Set on invented reports (tests/relations/ledger_press.py): type and parties weigh most, because an event of another type
# or between others is another event; the words tell events of one type between the same parties apart.
WEIGHTS: Mapping[str, float] = {"type": 0.25, "source": 0.2, "target": 0.2, "words": 0.2, "time": 0.1, "issue": 0.05}
ENOUGH = 0.7
"""The least score that settles: all but one of the parts must agree wholly, or two in part."""
_UNKNOWN = 0.5  # a party or a day that one of both does not name neither agrees nor disagrees
_SAME_KIND = 0.5  # one frame of the codebook, or words of the outcome: the same kind of deed, though the rest differ
_ALL_WORDS = 0.99  # for what was read as no type: only words that all are met tell that it is done
OF_ITSELF = frozenset({"ASSAULT", "COERCE"})
"""Types that are the same deed between the same parties without an object: a war is a war, an agreement is of something."""
_FEWEST_WORDS = (
    0.4  # share of the telling words that must be met: under it, deeds of one type between a pair are mixed up
)
_LONG = timedelta(days=730)  # after which, without a term, an event may be of another time; set by judgement
_NOBODY = ""
_MEMORY = timedelta(days=365)  # what is older is told with its date, so an undated event is none of that
_ANY_MODE = frozenset({"", "discontinue"})  # modes that say little more than the type


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An event as its report tells it: the days it can have happened on (None: undated) and the day it was reported."""

    event: Event
    report: Report
    when: tuple[date, date] | None
    reported: date
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """An event that fits what is awaited: its score and the score's parts."""

    told: Told
    awaited: Awaited
    score: float
    parts: tuple[Part, ...]


class Later:
    """The events of an archive by type and by who takes part, in the order in which they were reported."""

    def __init__(self, told: Iterable[Told]) -> None:
        self._found: dict[tuple[str, str], list[Told]] = defaultdict(list)
        for one in sorted(told, key=lambda t: (t.reported, t.event.id)):
            for party in _keys(one.event):
                self._found[one.event.type, party].append(one)
        self._days = {key: [t.reported for t in found] for key, found in self._found.items()}

    def after(self, day: date, awaited: Awaited) -> Iterator[Told]:
        """Yield the events that may be what is awaited, by type and parties, and were reported after a day."""
        for key in self._of(awaited):
            yield from self._found[key][bisect_right(self._days[key], day) :]

    def until(self, day: date, awaited: Awaited) -> Iterator[Told]:
        """Yield the same that were reported on a day or before."""
        for key in self._of(awaited):
            yield from self._found[key][: bisect_right(self._days[key], day)]

    def _of(self, awaited: Awaited) -> list[tuple[str, str]]:
        """Return the keys under which what is awaited may lie; an event may lie under several."""
        parties = (*awaited.source, *awaited.target, _NOBODY)
        return [key for kind in awaited.types for party in parties if (key := (kind, party)) in self._days]


def _keys(event: Event) -> set[str]:
    """Return the codes of those who take part in an event; a side that is not named is a code of its own."""
    sides = [{*codes(p), *([p.actor] if p and p.actor else [])} or {_NOBODY} for p in (event.source, event.target)]
    return sides[0] | sides[1]


def told_events(events: Iterable[Event], reports: Mapping[str, Report]) -> Iterator[Told]:
    """Yield events with their reports; those of copies and of undated reports are left out: they are no later news."""
    for event in events:
        report = reports.get(event.report)
        if report is None or report.copy_of is not None or (published := days(report.published)) is None:
            continue
        text = report.body[slice(*event.passage)]
        yield Told(event=event, report=report, when=days(event.when), reported=published[0], text=text)


def matches(
    awaited: Awaited, later: Later, *, report: str, after: date, by: date | None, issues: Sequence[str] = ()
) -> list[Match]:
    """Return the events that fit what is awaited, the best first, then the earliest.

    Args:
        awaited: what is awaited.
        later: the facts of the archive.
        report: the report that says so, whose own telling is no evidence.
        after: the day of saying.
        by: the last day of the term, None without one.
        issues: what the saying was about.
    """
    found: dict[str, Match] = {}
    old: bool | None = None
    for told in later.after(after, awaited):
        if told.event.report == report or told.event.id in found:
            continue
        time = _time(told, after, by)
        if time == 0.0:
            continue
        match = score(awaited, told, time=time, issues=issues)
        if match is None:
            continue
        if told.when is None and old is None:
            old = _old_news(awaited, later, after)
        if told.when is not None or not old:
            found[told.event.id] = match
    return sorted(found.values(), key=lambda m: (-m.score, m.told.reported, m.told.event.id))


def nearly(awaited: Awaited, later: Later, *, report: str, after: date, by: date) -> bool:
    """Say whether an event within a term may be what is awaited, by type and parties, though the words do not say so."""
    told = (t for t in later.after(after, awaited) if t.event.report != report and not (t.when and t.when[0] > by))
    of_kind = (t for t in told if _mode(awaited, t.event) > 0)
    return any(0.0 not in _best_sides(awaited, t.event) for t in of_kind)


def score(awaited: Awaited, told: Told, *, time: float, issues: Sequence[str] = ()) -> Match | None:
    """Return how well an event fits what is awaited; None where a party or the mode is another, or it scores too little."""
    event = told.event
    sides = _best_sides(awaited, event)
    kind = _mode(awaited, event)
    if 0.0 in sides or kind == 0.0 or (words := _words(awaited, told)) < _fewest(awaited):
        return None
    issue = 1.0 if set(issues) & set(event.issues) else _UNKNOWN if not (issues and event.issues) else 0.0
    values = {"type": kind, "source": sides[0], "target": sides[1], "words": words, "time": time, "issue": issue}
    total = sum(WEIGHTS[name] * value for name, value in values.items())
    parts = tuple(Part(name=name, value=round(value, 3)) for name, value in values.items())
    return Match(told=told, awaited=awaited, score=round(total, 3), parts=parts) if total >= ENOUGH else None


def _time(told: Told, after: date, by: date | None) -> float:
    """Return 1 for an event after the saying and within the term, a half for one that may be or comes late, else 0."""
    if told.when is None:
        return _UNKNOWN if by is None or told.reported <= by else 0.0
    first, last = told.when
    if last <= after or (by is not None and first > by):
        return 0.0
    far = by is None and first - after > _LONG
    return 1.0 if first > after and (by is None or last <= by) and not far else _UNKNOWN


def _old_news(awaited: Awaited, later: Later, day: date) -> bool:
    """Say whether such an event was told up to the day of saying: an undated one may then be the same, told again."""
    recent = (told for told in later.until(day, awaited) if told.reported >= day - _MEMORY)
    known = (score(awaited, told, time=1.0) for told in recent)
    return any(m is not None for m in known)


def _best_sides(awaited: Awaited, event: Event) -> tuple[float, float]:
    """Return how source and target agree, the other way round too where either may do it to the other."""
    straight = _sides(awaited, event)
    both = (1.0, 1.0)  # the other way round a side that is not named would let anybody in
    return both if awaited.mutual and _sides(awaited, event, swapped=True) == both else straight


def _sides(awaited: Awaited, event: Event, *, swapped: bool = False) -> tuple[float, float]:
    """Return how source and target agree: 1 the same, a half where one of both is not named, 0 others."""
    source, target = (event.target, event.source) if swapped else (event.source, event.target)
    if awaited.mutual and not awaited.target:  # a set of parties, any two of which may do it to each other
        return _side(awaited.source, source), _side(awaited.source, target)
    return _side(awaited.source, source), _side(awaited.target, target)


def _side(awaited: Sequence[str], party: Party | None) -> float:
    """Return how one side agrees."""
    own = set(codes(party)) | ({party.actor} if party and party.actor else set())
    if not awaited or not own:
        return _UNKNOWN
    return 1.0 if own & set(awaited) else 0.0


def _mode(awaited: Awaited, event: Event) -> float:
    """Return how the mode agrees within one type: 1 the same or none awaited, a half where the event has none, else 0."""
    if awaited.types == ANY_DEED:
        return _UNKNOWN
    if not awaited.modes or event.mode in awaited.modes:
        return 1.0
    if (event.mode or "") in _ANY_MODE or _ANY_MODE.issuperset(awaited.modes):
        return _UNKNOWN
    return 0.0


def _fewest(awaited: Awaited) -> float:
    """Return the share of the words that must be met at least."""
    return _ALL_WORDS if awaited.types == ANY_DEED else _FEWEST_WORDS


def _words(awaited: Awaited, told: Told) -> float:
    """Return how the words agree: the share of those that tell what is meant; less where there are none to tell it by."""
    if awaited.marks is not None and not re.search(awaited.marks, told.text, re.IGNORECASE):
        return 0.0
    own = shared(awaited.words, told.text)
    if awaited.words and not OF_ITSELF.issuperset(awaited.types) and not _is_visit(awaited, told.event):
        return own
    frame = told.event.rule.split("#")[0]
    met = awaited.marks is not None or awaited.frame == frame or _is_visit(awaited, told.event)
    return max(own, _SAME_KIND if met else 0.0)


def _is_visit(awaited: Awaited, event: Event) -> bool:
    """Say whether a visit is awaited and told: between the same two, which day it was tells more than its words."""
    return "visit" in awaited.modes and event.mode == "visit"
