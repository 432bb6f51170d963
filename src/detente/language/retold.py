"""The same event told twice in one report made one: the headline and the lead, the lead and a later paragraph.

Two records are one event where type, mode, status and parties are the same, nothing told of them conflicts (time, place,
figures), and the wording is alike or both name the same day. A headline and its lead need only type, status and parties,
and the lead may tell the target. What is told in a statement stays apart from the report's own words, but for a headline
that the lead repeats with its source. The first record keeps its id and passage, takes over what only a later one tells,
and lists where else the event is told.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from detente.records import Date, Event, Party, Quantity, Span

# Share of the shorter passage's words that both passages must have in common; set so that a headline and its lead pass,
# and two accusations between the same two do not.
ALIKE = 0.5
# The lines at the start of a body in which a headline and its lead stand: headline, summary, lead.
OPENING_LINES = 3
# With so many events of one kind before it an event is compared: a report tells few, one made of repetitions many.
MOST_TOLD = 60
# Words by their first letters, so that "expels" and "expelled" are one; shorter words say too little.
STEM = 5
WORDS = re.compile(r"[^\W\d_]{4,}")
# Long words that every sentence has.
COMMON = frozenset(
    w[:STEM]
    for w in "that this with from have been were will would which their they them after said says over about into than".split()
)


def merged(events: Iterable[Event], body: str) -> list[Event]:
    """Return the events of one report in order, each event once.

    Args:
        events: as they were read, in the order of the text.
        body: the report's, to compare wordings.
    """
    opening, heading = _opening(body), _heading(body)
    kept: list[Event] = []
    by_kind: dict[tuple[object, ...], list[int]] = {}
    for event in events:
        places = by_kind.setdefault(_kind(event), [])
        same = next((n for n in places[-MOST_TOLD:] if _is_same(kept[n], event, body, opening)), None)
        if same is None and heading <= event.passage[0] < opening:
            same = next((n for n, e in enumerate(kept) if e.passage[1] <= heading and _heads(e, event)), None)
        if same is None:
            places.append(len(kept))
            kept.append(event)
        else:
            kept[same] = _joined(kept[same], event)
    return kept


def _kind(event: Event) -> tuple[object, ...]:
    """What two tellings of one event must share; who stands on which side of a mutual one does not matter."""
    sides = (_who(event.source), _who(event.target))
    parties = frozenset(sides) if event.mutual else sides
    return (event.type, event.mode, event.cameo, event.status, event.mutual, parties)


def _who(party: Party | None) -> tuple[str | None, str | None] | None:
    return None if party is None else (party.country, None if party.country else party.name)


def _is_same(one: Event, other: Event, body: str, opening: int) -> bool:
    if one.target is None or other.target is None or one.passage == other.passage:
        return False
    if one.statement != other.statement and not (one.statement is None and other.passage[0] < opening):
        return False
    if not _agree(one, other):
        return False
    same_day = one.when.start is not None and one.when == other.when and one.when.start == one.when.end
    opens = other.passage[0] < opening
    return same_day or _alike(body[slice(*one.passage)], body[slice(*other.passage)], (one, other), opens=opens)


def _heads(headline: Event, told: Event) -> bool:
    """Whether an event of the headline is one that the lead tells, in whatever words: "fires two missiles"."""
    one, other = (_who(headline.source), _who(headline.target)), (_who(told.source), _who(told.target))
    sides = {one, one[::-1]} if headline.mutual and told.mutual else {one}
    if headline.target is None:
        sides.add((one[0], other[1]))
    return (headline.type, headline.status) == (told.type, told.status) and other in sides and _agree(headline, told)


def _agree(one: Event, other: Event) -> bool:
    """Whether nothing that is told of two events conflicts."""
    if one.where is not None and other.where is not None and one.where.place != other.where.place:
        return False
    return _may_be_one(one.when, other.when) and _figures_agree(one.quantities, other.quantities)


def _may_be_one(one: Date, other: Date) -> bool:
    """Whether two dates have a day in common; an unknown or open one may mean any."""
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return True
    return one.start[:10] <= other.end[:10] and other.start[:10] <= one.end[:10]


def _figures_agree(one: tuple[Quantity, ...], other: tuple[Quantity, ...]) -> bool:
    """Whether figures of the same thing have a value in common."""
    for unit in {(q.unit, q.role) for q in one} & {(q.unit, q.role) for q in other}:
        values = [{q.value for q in side if (q.unit, q.role) == unit} for side in (one, other)]
        if not values[0] & values[1]:
            return False
    return True


def _alike(one: str, other: str, events: tuple[Event, Event], *, opens: bool) -> bool:
    """Whether two passages share enough words besides the parties' names and the event's own word.

    Where both open the report (``opens``) a headline may have no further word.
    """
    names = _stems(" ".join(e.rule for e in events))
    for party in (p for e in events for p in (e.source, e.target) if p is not None):
        names |= _stems(party.name or "") | _stems(" ".join(w for w in party.text.split() if w[:1].isupper()))
    words = [_stems(text) - names - COMMON for text in (one, other)]
    fewest = min(len(w) for w in words)
    return (fewest > 0 or opens) and len(words[0] & words[1]) >= ALIKE * fewest


def _stems(text: str) -> set[str]:
    return {word.lower()[:STEM] for word in WORDS.findall(text)}


def _opening(body: str) -> int:
    """Where the lines of the headline and the lead end."""
    at, seen = 0, 0
    for line in body.split("\n"):
        at += len(line) + 1
        seen += bool(line.strip())
        if seen == OPENING_LINES:
            break
    return at


def _heading(body: str) -> int:
    """Where the headline ends: the first line, if it ends as no sentence does; 0 where there is none."""
    first, newline, _ = body.partition("\n")
    return len(first) if newline and first.strip() and first.rstrip()[-1] not in '.!?:;”"' else 0


def _joined(first: Event, again: Event) -> Event:
    """The first telling with what only the other tells, and the other's passage."""
    timed = first if first.when.start or first.when.end or not (again.when.start or again.when.end) else again
    figures = {(q.value, q.unit, q.role) for q in first.quantities}
    spans: tuple[Span, ...] = (*first.passages, *((again.passage,) if again.passage not in first.passages else ()))
    return replace(
        first,
        target=first.target or again.target,
        when=timed.when,
        when_known_from=timed.when_known_from,
        where=first.where or again.where,
        quantities=(*first.quantities, *(q for q in again.quantities if (q.value, q.unit, q.role) not in figures)),
        issues=tuple(sorted({*first.issues, *again.issues})),
        passages=spans,
    )
