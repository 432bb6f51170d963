"""Finds the times that a news paragraph names and resolves them against the day that the report appeared.

What each wording means stands in ``docs/dates.md``. Nothing is guessed: a wording that the text and the publication
date do not settle keeps its words and gets the precision "unknown".
"""

from __future__ import annotations

from datetime import date

from detente.language.time_compounds import Edge
from detente.language.time_joins import join
from detente.language.time_licences import names_a_noun
from detente.language.time_rules import find
from detente.language.time_tense import tense
from detente.language.time_values import Interval, Reading
from detente.records import Date, Published, Span


def dates(text: str, published: Published) -> list[tuple[Span, Date]]:
    """Return every time that a text names, in order, resolved; ``text[start:end]`` is the wording.

    The tense of "on Thursday" or "in November" is taken from the words around; a reader that knows it better calls
    :func:`resolve` for the expression. Durations ("for six months") are no dates and are left out.

    Args:
        text: a paragraph or any other stretch of English text.
        published: when the report appeared; unknown, or known to the month only, leaves relative times unknown.
    """
    days = _publication_days(published)
    out: list[tuple[Span, Date]] = []
    for item in join(text, find(text)):
        future = None
        if days and item.reading.tensed:
            deadline = isinstance(item.reading, Edge) and item.reading.side in ("until", "by")
            future = tense(text, item.start, item.end, deadline=deadline)
            if future and names_a_noun(text, item.start, item.end):
                future = None
        out.append(((item.start, item.end), _date(item.reading, text[item.start : item.end], days, future)))
    return out


def resolve(expression_text: str, published: Published, *, future: bool | None = None) -> Date:
    """Return what one time expression means on its publication day.

    Args:
        expression_text: the wording, as :func:`dates` found it; anything else gives precision "unknown".
        published: when the report appeared.
        future: True where the tense speaks of the future, False of the past, None if that is not known.
    """
    expression = expression_text.strip()
    # Alone, a bare "2003", "May" or "in two weeks" is what the caller says it is: a time.
    for item in join(expression, [item for item in find(expression, licensed=True)]):
        if item.start == 0 and item.end == len(expression):
            return _date(item.reading, expression_text, _publication_days(published), future)
    return Date(text=expression_text)


def _publication_days(published: Published) -> tuple[date, ...]:
    """Return the first and last day on which the report can have appeared (once when equal), empty when unknown."""
    if published.precision == "unknown" or not published.start:
        return ()
    try:
        first = date.fromisoformat(published.start[:10])
        last = date.fromisoformat((published.end or published.start)[:10])
    except ValueError:
        return ()
    return (first,) if first == last else (first, last)


def _date(reading: Reading, text: str, days: tuple[date, ...], future: bool | None) -> Date:
    """Resolve a reading on the publication day; where that is a span, only what both its ends agree on is known."""
    found = [reading.resolve(day, future) for day in days or (None,)]
    first, last = found[0], found[-1]
    if first is None or last is None or (first.start is None and first.end is None):
        return Date(text=text)
    if first != last:
        if not (isinstance(reading, Edge) and reading.side == "since" and first.start == last.start):
            return Date(text=text)
    return Date(start=_iso(last, last.start), end=_iso(last, last.end), precision=last.precision, text=text)


def _iso(interval: Interval, day: date | None) -> str | None:
    """Return a side of an interval as ISO 8601, None where it is open."""
    if day is None:
        return None
    return f"{day.isoformat()}T{interval.clock}" if interval.clock else day.isoformat()
