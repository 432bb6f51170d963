"""Places: which state a town, region or island lies in, and which states border on each other.

Source: GeoNames (CC BY 4.0) by way of `scripts/build_places.py`, with regions and small towns of the news by general
geographical knowledge. Names that several states share, or that are words or people's names too, are left out.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

_DATA = files("detente.language") / "data"


def country_of_place(name: str) -> str | None:
    """Return the country code of a place by its exact name, None where no such place is known."""
    return _places().get(name)


def neighbours(country: str) -> frozenset[str]:
    """Return the codes of the states that a state shares a land border with, none for an unknown one."""
    return _borders().get(country, frozenset())


@cache
def _places() -> dict[str, str]:
    rows = (line.rstrip("\n").split("\t") for line in _lines("places.tsv"))
    return {name: code for code, names in rows for name in names.split("|")}


@cache
def _borders() -> dict[str, frozenset[str]]:
    rows = (line.rstrip("\n").split("\t") for line in _lines("borders.tsv"))
    return {code: frozenset(others.split()) for code, others in rows}


def _lines(name: str) -> list[str]:
    return (_DATA / name).read_text(encoding="utf-8").splitlines()
