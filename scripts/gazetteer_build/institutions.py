"""Universities, research institutes and think tanks out of their hand-kept list, one actor for each state of a name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from detente.gazetteer.spelling import letters
from gazetteer_build.bodies import spellings
from gazetteer_build.cells import read

Row = tuple[str, ...]


def actors(hand: Path) -> list[Row]:
    """Return the actor rows: id, name, kind, country, sector, start, end, source."""
    return [
        (actor, row["name"], "institution", country, row["sector"], "", "", "hand")
        for row in read(hand / "institutions.csv")
        for actor, country in _of(row)
    ]


def names(hand: Path) -> list[Row]:
    """Return the name rows: actor, text, how, start, end, source."""
    return [
        (actor, text, "name", "", "", "hand")
        for row in read(hand / "institutions.csv")
        for actor, _ in _of(row)
        for name in (row["name"], *filter(None, row["aliases"].split("|")))
        for text in spellings(name)
    ]


def rules(hand: Path) -> dict[str, str]:
    """Return the rule "wary" for the names of one word: "Brookings" in a person's name is no institute."""
    return {row[1]: "wary" for row in names(hand) if " " not in row[1] and not row[1].isupper()}


def _of(row: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield id and country for each state that has an institution of the name."""
    slug = "inst/" + re.sub(r"[^a-z0-9]+", "-", " ".join(map(letters, row["name"].split()))).strip("-")
    countries = row["country"].split()
    for country in countries:
        yield (slug if len(countries) == 1 else f"{slug}-{country.lower()}"), country
