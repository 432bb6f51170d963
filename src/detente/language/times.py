"""Finds the times that a news paragraph names and resolves them against the day that the report appeared.

What each wording means stands in ``docs/dates.md``. Nothing is guessed: a wording that the text and the publication
date do not settle keeps its words and gets the precision "unknown".
"""

from __future__ import annotations

from datetime import date

from detente.language.letters import plain_letters
from detente.language.time_compounds import Edge
from detente.language.time_joins import join
from detente.language.time_licences import names_a_noun
from detente.language.time_rules import Found, find
from detente.language.time_spans import Interval
from detente.language.time_tense import tense_around
from detente.language.time_values import Reading, Tense
from detente.records import Date, Published, Span


def dates(text: str, published: Published) -> list[tuple[Span, Date]]:
    """Return every time that a text names, in order, resolved; ``text[start:end]`` is the wording.

    The tense of "on Thursday" or "in November" is taken from the words around; a reader that knows it better calls
    :func:`resolve` for the expression. Durations ("for six months") are no dates and are left out.

    Args:
        text: a paragraph or any other stretch of English text.
        published: when the report appeared; unknown, or known to the month only, leaves relative times unknown.
    """
    days, plain = _publication_days(published), plain_letters(text)
    out: list[tuple[Span, Date]] = []
    for item in join(plain, find(plain)):
        tense = _tense(plain, item) if days and item.reading.tensed else None
        out.append(((item.start, item.end), _date(item.reading, text[item.start : item.end], days, tense)))
    return out


def _tense(text: str, item: Found) -> Tense | None:
    """Return the tense around an expression; "Monday's debate" names a debate, so a future around it says nothing."""
    deadline = isinstance(item.reading, Edge) and item.reading.side in ("until", "by")
    tense = tense_around(text, item.start, item.end, deadline=deadline)
    return None if tense == "future" and names_a_noun(text, item.start, item.end) else tense


def resolve(expression_text: str, published: Published, *, future: bool | None = None) -> Date:
    """Return what one time expression means on its publication day.

    Args:
        expression_text: the wording, as :func:`dates` found it; anything else gives precision "unknown".
        published: when the report appeared.
        future: True where the tense speaks of the future, False of the past, None if that is not known.
    """
    expression = plain_letters(expression_text).strip()
    # Alone, a bare "2003", "May" or "in two weeks" is what the caller says it is: a time.
    for item in join(expression, find(expression, licensed=True)):
        if item.start == 0 and item.end == len(expression):
            tense: Tense | None = None if future is None else "future" if future else "past"
            return _date(item.reading, expression_text, _publication_days(published), tense)
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


def _date(reading: Reading, text: str, days: tuple[date, ...], tense: Tense | None) -> Date:
    """Resolve a reading on the publication day; where that is a span, only what both its ends agree on is known."""
    found = [reading.resolve(day, tense) for day in days or (None,)]
    first, last = found[0], found[-1]
    if first is None or last is None or (first.start is None and first.end is None):
        return Date(text=text)
    open_since = isinstance(reading, Edge) and reading.side == "since" and first.start == last.start
    if first != last and not open_since:
        return Date(text=text)
    return Date(start=_iso(last, last.start), end=_iso(last, last.end), precision=last.precision, text=text)


def _iso(interval: Interval, day: date | None) -> str | None:
    """Return a side of an interval as ISO 8601, None where it is open."""
    if day is None:
        return None
    return f"{day.isoformat()}T{interval.clock}" if interval.clock else day.isoformat()
