"""Counts whose noun stands elsewhere: "the number of injured at seven", "the toll rose to 31", "within 48 hours after"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from detente.language.amount_figures import figures
from detente.language.letters import plain_letters
from detente.records import Quantity, Span

_TOLL = re.compile(
    r"(?<!\w)(?:(?:death|casualty)\s)?(?:toll|tally|number|count|figure)\s(?:of\s(?:the\s)?(?:dead|injured|wounded|killed|missing|"
    r"victims|deaths|casualties|fatalities|arrests)\s)?(?:\w+\s){0,3}?(?:at|to|of|was|is|as)\s(?:about\s|some\s|around\s|nearly\s)?$",
    re.IGNORECASE,
)
_WITHIN = re.compile(r"(?<!\w)within\s$", re.IGNORECASE)
_DURATION = re.compile(r"\s(hour|day|week|month|year)s?(?!\w)")
# What befell those who are counted without their noun: "32 were taken to hospital", "seven died".
_BEFELL = re.compile(
    r"\s(?:(?:others?|more)\s)?(?:(?:were|was|have\sbeen|had\sbeen|are)\s(?:\w+ly\s)?(?:killed|wounded|injured|hurt|taken|treated|arrested"
    r"|detained|held|rescued|missing|dead|admitted|evacuated|hospitalised|hospitalized|displaced|released|freed|sentenced)"
    r"|died|drowned|perished|dead|wounded|injured|killed|hurt|missing)(?!\w)"
)
_BEFORE = 60  # characters before a figure in which it is said what it counts


def unsaid(text: str, offset: int, known: Iterable[Span]) -> list[Quantity]:
    """Return the figures of a text that are said to count people, or a time limit, without being read as quantities.

    Args:
        text: a sentence.
        offset: where it starts in the body.
        known: spans in the body of the quantities that were read already.
    """
    plain, taken, found = plain_letters(text), list(known), []
    for figure in figures(plain):
        start, end = figure.start + offset, figure.end + offset
        if any(s < end and start < e for s, e in taken):
            continue
        before = plain[max(0, figure.start - _BEFORE) : figure.start]
        limit = _DURATION.match(plain, figure.end) if _WITHIN.search(before) else None
        if limit:
            end = limit.end() + offset
            unit = limit[1]
        elif _TOLL.search(before) or _BEFELL.match(plain, figure.end):
            unit = "person"
        else:
            continue
        words = text[figure.start : end - offset]
        found.append(Quantity(value=figure.value, unit=unit, role=None, text=words, span=(start, end)))
    return found
