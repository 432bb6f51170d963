"""Joins what stands together ("Russian" and "Foreign Ministry", "Ministry of Defence" and "Ukraine") into organs."""

from __future__ import annotations

from detente.gazetteer.model import Hit, Name
from detente.gazetteer.roster import Roster
from detente.gazetteer.scanner import Match, Words

# What may stand between a state's name or adjective and its organ.
_BEFORE_ORGAN = frozenset({" ", "\xa0", "\n", "-"})
_POSSESSIVE = frozenset({"'", "’"})


def hits(found: list[Match], text: Words, roster: Roster) -> list[Hit]:
    """Return the hits of a text: organs joined to their states, nouns for organs without a state left out."""
    out: list[Hit] = []
    index = 0
    while index < len(found):
        match = found[index]
        following = found[index + 1] if index + 1 < len(found) else None
        joined = _joined(match, following, text, roster) if following is not None else None
        if joined is not None:
            out.append(_hit(joined, text))
            index += 2
            continue
        if match.names or match.titles:
            out.append(_hit(match, text))
        index += 1
    return out


def _hit(match: Match, text: Words) -> Hit:
    """Return a match as a hit of the text."""
    start, end = text.starts[match.first], text.ends[match.last - 1]
    return Hit(start=start, end=end, text=text.text[start:end], names=tuple(match.names), titles=tuple(match.titles))


def _joined(match: Match, following: Match, text: Words, roster: Roster) -> Match | None:
    """Return the two matches as one organ of a state, None when they are not."""
    if _adjacent(match, following, text):
        states = [n for n in match.names if n.actor.kind == "state" and n.how in ("name", "adjective")]
        return _owned(states, following, match.first, following.last, text, roster)
    if match.organs and _linked_by_of(match, following, text):
        states = [n for n in following.names if n.actor.kind == "state" and n.how == "name"]
        return _owned(states, match, match.first, following.last, text, roster)
    return None


def _owned(states: list[Name], organ: Match, first: int, last: int, text: Words, roster: Roster) -> Match | None:
    """Return the organ match as that of the states; an organ with a name of its own in that state comes first."""
    names: list[Name] = []
    for state in states:
        own = [n for n in organ.names if n.actor.kind == "organ" and n.actor.country == state.actor.id]
        names += own
        actor = roster.actor(f"{state.actor.id}.{organ.organs[0].code}") if organ.organs and not own else None
        if actor is not None:
            words = text.text[text.starts[first] : text.ends[last - 1]]
            names.append(Name(text=words, actor=actor, how="name", start=actor.start, end=actor.end))
    return Match(first, last, names, [], []) if names else None


def _adjacent(match: Match, following: Match, text: Words) -> bool:
    """Tell whether one match follows the other, a possessive "'s" between them at most."""
    if following.first == match.last:
        return text.gap(match.last - 1) in _BEFORE_ORGAN
    return (
        following.first == match.last + 1
        and text.written[match.last] == "s"
        and text.gap(match.last - 1) in _POSSESSIVE
        and text.gap(match.last) in _BEFORE_ORGAN
    )


def _linked_by_of(match: Match, following: Match, text: Words) -> bool:
    """Tell whether only "of" or "of the" stands between two matches."""
    between = text.folded[match.last : following.first]
    return between in (["of"], ["of", "the"]) and all(
        text.gap(i) in _BEFORE_ORGAN for i in range(match.last - 1, following.first)
    )
