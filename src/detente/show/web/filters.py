"""The filters of a view and its address: the one is the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, replace
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from detente.archive.query import Query
from detente.errors import UsageError
from detente.show.web.views import Filters

if TYPE_CHECKING:
    from detente.gazetteer.model import Actor

MOST_ROWS = 500
"""Rows of a page at most: some megabytes of JSON."""

LONGEST = 300
"""Characters of one filter: longer than any name, outlet or search."""

_MOST_WORDS = 12  # words that a search may ask for; each is a pass over the texts
_ACTORS = ("actor", "source", "target")
NAMES = tuple(field.name for field in fields(Filters))
_NOT_ASKED = ("order", "limit", "after")


def filters(given: Iterable[tuple[str, str]], resolve: Callable[[str], Actor], *, also: Iterable[str] = ()) -> Filters:
    """Return the filters that the query of an address says; empty ones say nothing.

    Args:
        given: names and values as they stand in the address.
        resolve: who an actor's code or name means.
        also: names that are no filters and are passed over.

    Raises:
        UsageError: for a name or a value that there is not. UnknownActor and BadDate are such.
    """
    passed = set(also)
    said: dict[str, Any] = {}
    for name, value in given:
        if name in passed:
            continue
        if name not in NAMES:
            near = get_close_matches(name, NAMES, n=1)
            hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(NAMES)}"
            raise UsageError(f"no filter called {name[:LONGEST]!r}; {hint}")
        if len(value) > LONGEST:
            raise UsageError(f"{name}: longer than {LONGEST} characters; give less")
        if value.strip():
            said[name] = value.strip()
    for name in _ACTORS:
        if name in said:
            said[name] = resolve(said[name]).id
    if "between" in said:
        said["between"] = _pair(said["between"], resolve)
    if "limit" in said:
        said["limit"] = _rows(said["limit"])
    if said.get("order", "newest") not in ("newest", "oldest"):
        raise UsageError(f"order {said['order']!r} is unknown; give newest or oldest")
    if len(said.get("text", "").split()) > _MOST_WORDS:
        raise UsageError(f"text: more than {_MOST_WORDS} words; give the rarest")
    made = Filters(**said)
    query(made)
    return made


def query(asked: Filters) -> Query:
    """Return what filters ask of an archive. Raises UsageError, BadDate."""
    held = {f.name: getattr(asked, f.name) for f in fields(asked) if f.name not in _NOT_ASKED}
    return Query(**held)


def address(path: str, asked: Filters, **other: object) -> str:
    """Return the address of a view: a path and the filters, some of them others; what is as ever is left out."""
    made = replace(asked, **other) if other else asked  # type: ignore[arg-type]  # names of fields
    return path + query_string(made)


def query_string(asked: Filters) -> str:
    """Return filters as the query of an address, with its question mark; nothing where they are as ever."""
    usual = Filters()
    said: dict[str, str] = {}
    for name in NAMES:
        value = getattr(asked, name)
        if value is not None and value != getattr(usual, name):
            said[name] = ",".join(value) if isinstance(value, tuple) else str(value)
    return f"?{urlencode(said, safe=',')}" if said else ""


def in_words(asked: Filters, names: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the filters that narrow a view down, each with its value as people read it; ``names`` are actors'."""
    out = []
    for name in NAMES:
        value = getattr(asked, name)
        if value is None or name in _NOT_ASKED:
            continue
        if isinstance(value, tuple):
            out.append((name, " and ".join(names.get(v, v) for v in value)))
        else:
            out.append((name, names.get(value, value) if name in _ACTORS else str(value)))
    return out


def _pair(text: str, resolve: Callable[[str], Actor]) -> tuple[str, str]:
    """Return two actors that stand with a comma between them. Raises UsageError, UnknownActor."""
    parts = [part.strip() for part in text.split(",")]
    if len(parts) != 2 or not all(parts):
        raise UsageError(f"between {text!r} is no pair; write RUS,USA")
    return resolve(parts[0]).id, resolve(parts[1]).id


def _rows(text: str) -> int:
    """Return a number of rows. Raises UsageError."""
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= MOST_ROWS):
        raise UsageError(f"limit {text!r} is no number from 1 to {MOST_ROWS}")
    return int(text)
