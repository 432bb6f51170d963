"""Loaded words: words beside which a plainer one says the same, or that judge while they tell.

The list, ``data/loaded.csv``, is ours and short enough to be read: the word with its forms, the plainer word, whether it
leans "for" or "against" whom it is said of, its kind (name, doubt, saying, judgement, deed), and the words beside which
it is plain ("sanctions regime"). That a word stands there is no verdict: it may be the right one.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from detente.records import Span

Leans = Literal["for", "against"]

_OPENING = "\"“„«‘'"


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedWord:
    """A loaded word: ``forms`` are its other forms, ``plain`` the plainer word, empty where leaving it out is plainer."""

    term: str
    forms: tuple[str, ...]
    plain: str
    leans: Leans
    kind: str
    unless: frozenset[str]


@cache
def lexicon() -> tuple[LoadedWord, ...]:
    """Return the list in its order."""
    text = files("detente.stories").joinpath("data", "loaded.csv").read_text(encoding="utf-8")
    return tuple(
        LoadedWord(
            term=row["term"],
            forms=tuple(form for form in row["forms"].split("|") if form),
            plain=row["plain"],
            leans="for" if row["leans"] == "for" else "against",
            kind=row["kind"],
            unless=frozenset(word.lower() for word in row["unless"].split("|") if word),
        )
        for row in csv.DictReader(text.splitlines())
    )


def loaded_in(text: str, start: int = 0) -> Iterator[tuple[LoadedWord, Span]]:
    """Yield the loaded words in a text that begins at ``start``; none right after a quotation mark: it is another's word."""
    pattern, words = _pattern()
    for match in pattern.finditer(text):
        word = words[match[0].lower()]
        before = text[: match.start()].rsplit(None, 1)[-1:]
        after = text[match.end() :].split(None, 1)[:1]
        beside = {side.strip(".,;:()\"'”’").lower() for one in (*before, *after) for side in (one, *one.split("-"))}
        if text[: match.start()][-1:] in _OPENING and match.start() > 0:
            continue
        if not beside & word.unless:
            yield word, (start + match.start(), start + match.end())


@cache
def _pattern() -> tuple[re.Pattern[str], dict[str, LoadedWord]]:
    """Return what finds any form of any word, and whose form each is; the longest form wins."""
    words = {form.lower(): word for word in lexicon() for form in (word.term, *word.forms)}
    begun: dict[str, list[str]] = {}
    for form in sorted(words, key=lambda form: (-len(form), form)):
        begun.setdefault(form[:1], []).append(form)
    # By their first letters: in one row each of some hundred forms would be tried at every word.
    ways = (f"{re.escape(one)}(?:{'|'.join(re.escape(form[1:]) for form in held)})" for one, held in begun.items())
    return re.compile(rf"(?<![\w-])(?:{'|'.join(ways)})(?![\w-])", re.IGNORECASE), words
