"""The page of statements that mean nearly what somebody writes, whatever their words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from difflib import get_close_matches

from detente.archive import rebuild, viewing
from detente.archive.search import kept_meanings
from detente.errors import UsageError
from detente.language import vectors
from detente.show.web.desk import Desk
from detente.show.web.filters import LONGEST
from detente.show.web.views import StatementLine

ROWS = 20
"""Statements on the page: further ones mean something else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NearFilters:
    """What is asked for: a sentence, in English, or None."""

    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NearLine:
    """A statement with how near it is, from -1 to 1, and how many statements say the same in the same words."""

    line: StatementLine
    score: float
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NearPage:
    """The statements nearest in meaning, nearest first.

    Of ``comparable`` statements ``compared`` have a vector and could be found; the others have none yet. ``installed`` says
    whether the model is there that makes them.
    """

    filters: NearFilters
    installed: bool
    compared: int
    comparable: int
    rows: tuple[NearLine, ...]


NAMES = tuple(field.name for field in fields(NearFilters))


def near_filters(given: Iterable[tuple[str, str]]) -> NearFilters:
    """Return what the query of an address asks for. Raises UsageError."""
    text: str | None = None
    for name, value in given:
        if name not in NAMES:
            near = get_close_matches(name, NAMES, n=1)
            raise UsageError(f"no filter called {name[:LONGEST]!r}; {'did you mean' if near else 'there is'} text")
        if len(value) > LONGEST:
            raise UsageError(f"{name}: longer than {LONGEST} characters; give less")
        text = value.strip() or None
    if text is not None and not any(letter.isalnum() for letter in text):
        raise UsageError(f"text {text!r}: nothing to look for: words of letters or digits are needed")
    return NearFilters(text=text)


def near_page(desk: Desk, asked: NearFilters) -> NearPage:
    """Return the statements that mean nearly what is asked for."""
    if asked.text is None or not vectors.installed():
        return NearPage(filters=asked, installed=vectors.installed(), compared=0, comparable=0, rows=())
    from detente.language.meaning import meaning

    held = desk.kept("meanings", lambda: kept_meanings(desk.archive))
    found = held.nearest(meaning(asked.text), ROWS)
    rows = {row["id"]: row for row in desk.archive.rows(viewing.by_ids("statements", found.ids, ("*",)))}
    cites = desk.cites([row["report"] for row in rows.values()])
    times = dict(zip(held.ids, held.times, strict=True))
    return NearPage(
        filters=asked,
        installed=True,
        compared=found.compared,
        comparable=found.of,
        rows=tuple(
            NearLine(
                line=StatementLine(
                    statement=rebuild.statement(rows[own]),
                    report=cites[rows[own]["report"]],
                    passage=rows[own]["passage_text"],
                ),
                score=score,
                times=times[own],
            )
            for own, score in zip(found.ids, found.scores, strict=True)
            if own in rows  # a person may have said since that there is no such statement
        ),
    )
