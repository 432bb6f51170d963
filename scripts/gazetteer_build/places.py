"""States with their names, adjectives, demonyms and capitals: from CLDR, the Factbook and the hand-kept lists."""

from __future__ import annotations

import re
from pathlib import Path

from gazetteer_build.cells import read

Row = tuple[str, ...]

# Parts of a Factbook cell that are remarks, not names.
_REMARK = re.compile(r"\([^)]*\)|;.*|\bnote\b.*", re.DOTALL)
# Capitals whose name means too many other places or words to stand for a state.
_CAPITALS_LEFT_OUT = {
    "Victoria",
    "Kingston",
    "Nassau",
    "Georgetown",
    "Male",
    "Malé",
    "Roseau",
    "Castries",
    "Stanley",
    "San José",
    "Hamilton",
}


def states(hand: Path) -> list[Row]:
    """Return the actor rows of all states: id, name, kind, country, sector, start, end, source."""
    now: list[Row] = [
        (r["iso3"], r["name"], "state", r["iso3"], "", "", "", "iso3166") for r in read(hand / "state_codes.csv")
    ]
    gone: list[Row] = [
        (r["id"], r["name"], "state", r["id"], "", r["start"], r["end"], "hand")
        for r in read(hand / "historic_states.csv")
    ]
    return now + gone


def _factbook(row: dict[str, str]) -> list[tuple[str, str]]:
    """Return the (text, how) pairs of one Factbook row."""
    out = [(text, "name") for text in (row["short"], row["long"])]
    adjective = re.split(r",| or |;", _REMARK.sub("", row["nat_adj"]))[0]
    out.append((adjective, "adjective"))
    noun = row["nat_noun"].split(",")[0].split(" or ")[0].split(";")[0]
    if noun.endswith("(s)"):
        out += [(noun.removesuffix("(s)"), "demonym"), (noun.replace("(s)", "s"), "demonym")]
    out += [(capital, "capital") for capital in _capitals(row["capital"])]
    cleaned = [(_REMARK.sub("", text).strip(), how) for text, how in out]
    return [(text, how) for text, how in cleaned if text and text.lower() != "none" and len(text) < 60]


def _capitals(cell: str) -> list[str]:
    """Return the first capital of a Factbook cell, if it is one that can stand for its state."""
    first = re.split(r";|,|\(| in Romanian", cell)[0].strip()
    return [first] if first and not first.startswith(("no ", "administered")) else []


def state_names(facts: Path, hand: Path) -> list[Row]:
    """Return the name rows of all states: actor, text, how, start, end, source; the hand-kept come first."""
    codes = read(hand / "state_codes.csv")
    rows: list[Row] = [
        (r["actor"], r["text"], r["how"], r["start"], r["end"], "hand") for r in read(hand / "state_names.csv")
    ]
    rows += [(r["iso3"], r["name"], "name", "", "", "iso3166") for r in codes]
    rows += [(r["id"], r["name"], "name", "", "", "hand") for r in read(hand / "historic_states.csv")]
    of_gec = {r["gec"]: r for r in codes if r["gec"]}
    hand_hows = {(r[0], r[2]) for r in rows if r[5] == "hand"}
    for row in read(facts / "actors/country_names/factbook_countries.csv"):
        code = of_gec.get(row["gec"])
        if code is None:
            continue
        for text, how in _factbook(row):
            settled = how != "name" and (code["iso3"], how) in hand_hows
            if (
                not settled
                and (how == "name" or code["independent"] == "yes")
                and not (how == "capital" and text in _CAPITALS_LEFT_OUT)
            ):
                rows.append((code["iso3"], text, how, "", "", "factbook-2026"))
    return _without_repeats(rows)


def _without_repeats(rows: list[Row]) -> list[Row]:
    """Drop a row whose actor already has that text; a demonym equal to the adjective says nothing more."""
    seen: set[tuple[str, str]] = set()
    kept: list[Row] = []
    order = {"name": 0, "adjective": 1, "demonym": 2, "capital": 3, "metonym": 4}
    for row in sorted(rows, key=lambda r: (r[0], order[r[2]])):
        if (row[0], row[1]) not in seen:
            seen.add((row[0], row[1]))
            kept.append(row)
    return kept
