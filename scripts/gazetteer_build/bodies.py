"""Organisations, groups, organs of state and outlets, their names, and the lists of titles and organ nouns."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

from gazetteer_build.cells import read

Row = tuple[str, ...]

# Words with two spellings: every phrase that holds one is written out in both.
_SPELLINGS = (
    ("defence", "defense"),
    ("Defence", "Defense"),
    ("adviser", "advisor"),
    ("Centre", "Center"),
    ("labour", "labor"),
)


def actors(hand: Path) -> list[Row]:
    """Return the actor rows of organisations, groups and organs."""
    rows: list[Row] = [
        (r["id"], r["name"], r["kind"], r["country"], r["sector"], r["start"], r["end"], "hand")
        for r in read(hand / "organisations.csv")
    ]
    rows += [
        (r["id"], r["name"], "organ", r["country"], r["sector"], r["start"], r["end"], "hand")
        for r in read(hand / "organs.csv")
    ]
    return rows


def names(hand: Path) -> list[Row]:
    """Return the name rows of organisations, groups, organs and outlets: actor, text, how, start, end, source."""
    rows: list[Row] = []
    for row in read(hand / "organisations.csv"):
        for column, how in (("aliases", "name"), ("adjectives", "adjective"), ("metonyms", "metonym")):
            for alias in filter(None, row[column].split("|")):
                text, _, valid = alias.partition("@")
                start, _, end = valid.partition("..")
                rows.append((row["id"], text, how, start, end, "hand"))
    for row in read(hand / "organ_names.csv"):
        rows += [(row["actor"], t, row["how"], row["start"], row["end"], "hand") for t in spellings(row["text"])]
    for row in read(hand / "outlets.csv"):
        rows += [
            (row["id"], t, "name", "", "", "hand") for t in (row["name"], *filter(None, row["aliases"].split("|")))
        ]
    return list(dict.fromkeys(rows))


def outlets(hand: Path) -> list[Row]:
    """Return the outlet rows: id, name, country, ownership, domains, start, end, source."""
    return [
        (r["id"], r["name"], r["country"], r["ownership"], r["domains"].replace(";", "|"), "", "", "hand")
        for r in read(hand / "outlets.csv")
    ]


def spellings(text: str) -> list[str]:
    """Return the text in every mixture of its American and British spellings, as given first."""
    options: list[list[str]] = []
    for word in text.split(" "):
        other = next((word.replace(a, b) for a, b in _SPELLINGS if a in word), None)
        other = other or next((word.replace(b, a) for a, b in _SPELLINGS if b in word), None)
        options.append([word, other] if other else [word])
    return [" ".join(choice) for choice in product(*options)]


def titles(hand: Path) -> list[Row]:
    """Return the title rows: text, role, country, sector, organ, case, start, end, source; plurals come last."""
    rows = read(hand / "titles.csv")
    known = {r["text"] for r in rows}
    plurals = [r | {"text": text} for r in rows if (text := _plural(r)) and text not in known]
    return [
        (r["text"], r["role"], r["country"], r["sector"], r["organ"], r["case"], "", "", "hand")
        for r in (*rows, *plurals)
    ]


# Roles whose holders meet in the plural, and the nouns of their titles that take it.
_MET = frozenset("head_of_state head_of_government foreign_minister defence_minister interior_minister".split())
_NOUNS = re.compile(
    r"^((?:federal |foreign |defence |interior |finance |prime )?)(president|premier|minister|chancellor)\b"
)


def _plural(row: dict[str, str]) -> str:
    """Return a title in the plural ("ministers of foreign affairs"), empty for one of a single state or another role."""
    if row["role"] not in _MET or row["country"] or not _NOUNS.match(row["text"]):
        return ""
    return _NOUNS.sub(r"\1\2s", row["text"])


def organ_kinds(hand: Path) -> list[Row]:
    """Return the rows of organ nouns in all spellings: text, code, name, sector, start, end, source."""
    return [
        (text, r["code"], r["name"], r["sector"], "", "", "hand")
        for r in read(hand / "organ_kinds.csv")
        for text in spellings(r["text"])
    ]


def blocked(hand: Path) -> list[Row]:
    """Return the rows of phrases that name no actor: text, start, end, source."""
    return [(r["text"], "", "", "hand") for r in read(hand / "blocked.csv")]


def members(hand: Path) -> list[Row]:
    """Return the rows of members of organisations: organisation, member, status, start, end, source."""
    return sorted(
        (row["organisation"], member, row["status"], row["start"], row["end"], "hand")
        for row in read(hand / "members.csv")
        for member in row["members"].split()
    )
