"""How much of what was said is done: "all 30 prisoners" and "five prisoners", "the four drones" and "one of four drones"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from detente.gazetteer.spelling import fold
from detente.language.amounts import quantities
from detente.language.numerals import count
from detente.relations.ledger_matching import Match
from detente.stories.senses import head

_NO_AMOUNT = frozenset(
    "percent minute hour day week month year decade kilometre mile metre metre foot degree time".split()
)  # units that say how long or where, not how much
_OF = re.compile(
    r"\b(?<!\d[,.])(\d[\d,.]*+|\w++) of (?:the |its |their |his |her |all )?(\w+|\d[\d,.]*) (?:[\w-]+ ){0,2}?([a-z]+)s\b",
    re.IGNORECASE,
)
_NEARLY = 0.9  # of what was said: "some 500" and "480" are the same


def amounts(text: str) -> dict[str, float]:
    """Return how many of each thing a text names; of "one of four drones" the one."""
    found: dict[str, float] = {}
    for quantity in quantities(text):
        if quantity.unit and quantity.unit not in _NO_AMOUNT:
            found.setdefault(head(fold(quantity.unit)), quantity.value)
    for part in _OF.finditer(text):
        some, whole = 1 if part[1].lower() == "first" else count(part[1]), count(part[2])
        if some is not None and whole is not None and some < whole:
            found[head(fold(part[3]))] = some
    return found


def partly(said: Mapping[str, float], found: Iterable[Match]) -> tuple[str, float, float] | None:
    """Return what is done only in part: the thing, how many of it later events tell together, how many were said.

    Events of one day count once, by the largest figure. None where all is done, or where no event gives a figure.
    """
    for unit, whole in said.items():
        days: dict[str, float] = {}
        for match in found:
            told = amounts(match.told.text).get(unit)
            if told is None:
                return None
            day = (match.told.event.when.start or match.told.reported.isoformat())[:10]
            days[day] = max(days.get(day, 0.0), told)
        if days and sum(days.values()) < _NEARLY * whole:
            return unit, sum(days.values()), whole
    return None
