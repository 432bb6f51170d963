"""What codes of other people's data are here: countries, sectors, and CAMEO and PLOVER both ways.

Each distinct value is looked up once, so that millions of rows cost no more than their different values.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from detente.codebook import Codebook
from detente.errors import UnknownActor
from detente.gazetteer import Gazetteer

STATEMENTS = ("01", "02")
"""CAMEO roots that are statements and appeals: PLOVER has no type for them, and here they are no events."""

# Codes of actors that differ from ISO 3166: CAMEO's, KEDS's older ones, and names of ICEWS.
_OTHERWISE = {
    "PAL": "PSE",
    "LEB": "LBN",
    "UAR": "EGY",
    "GME": "DEU",
    "ROM": "ROU",
    "TMP": "TLS",
    "ZAR": "COD",
    "NAT": "NATO",
    "NTO": "NATO",
    "UNO": "UN",
    "IGOUNO": "UN",
    "EUR": None,
    "AFR": None,
    "ARB": None,
    "Occupied Palestinian Territory": "PSE",
    "Moldova, Republic of": "MDA",
    "Congo": "COG",
}
# Parts of the names of ICEWS sectors, the first that is found, and the PLOVER codes that others use themselves.
_SECTORS = (
    ("Military", "MIL"),
    ("Police", "COP"),
    ("Judicial", "JUD"),
    ("Legislative", "LEG"),
    ("Intelligence", "SPY"),
    ("Insurgents", "REB"),
    ("Rebel", "REB"),
    ("Executive", "GOV"),
    ("Government", "GOV"),
    ("Parties", "PTY"),
    ("Opposition", "OPP"),
    ("Criminals", "CRM"),
    ("Media", "JRN"),
    ("Business", "BUS"),
    ("Protestors", "CVL"),
    ("Civilian", "CVL"),
    ("Education", "EDU"),
    ("Labor", "LAB"),
    ("Refugees", "REF"),
)
_CODES = frozenset(
    "COP GOV JUD LEG MIL PRM PTY REB SPY UAF AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What a code of an event means in both codebooks; ``type`` is None for statements."""

    type: str | None
    mode: str | None
    cameo: str
    goldstein: float
    score: float


@cache
def _table() -> dict[str, tuple[str, str | None]]:
    """Return PLOVER type and mode of each CAMEO code."""
    text = files("detente.relations").joinpath("data/cameo_to_plover.csv").read_text(encoding="utf-8")
    return {row["cameo"]: (row["type"], row["mode"] or None) for row in csv.DictReader(text.splitlines())}


def from_cameo(code: str) -> Meaning | None:
    """Return what a CAMEO code means, by the nearest shorter code where it is not listed; None for no code at all.

    A code that lost its leading zero in a table's hands ("40" for 040) gets it back where it is a listed one then.
    """
    code = code.strip()
    if not code.isdigit() or not 2 <= len(code) <= 4:
        return None
    root = int(code[:2])
    if not 1 <= root <= 20:
        mended = "0" + code
        return from_cameo(mended) if mended in _table() or mended[:2] in STATEMENTS else None
    book = Codebook.load()
    if code[:2] in STATEMENTS:
        return Meaning(type=None, mode=None, cameo=code, goldstein=book.goldstein(code), score=0.0)
    found = next((_table()[code[:n]] for n in range(len(code), 1, -1) if code[:n] in _table()), None)
    if found is None:
        found = _table().get(code[:2] + "0")
    if found is None:
        return None
    return _meaning(book, *found, code)


def from_plover(kind: str, mode: str | None) -> Meaning | None:
    """Return what a PLOVER type and mode mean, None where there is no such type; an unknown mode is left out."""
    book, name = Codebook.load(), kind.strip().upper()
    if name not in book.types:
        return None
    found = (mode or "").strip().lower().replace("_", "-").replace(" ", "-")
    known = found if found in book.types[name].modes else None
    return _meaning(book, name, known, book.types[name].modes[known].cameo if known else book.types[name].cameo)


def _meaning(book: Codebook, kind: str, mode: str | None, code: str) -> Meaning:
    """Return a meaning with its scores."""
    modes = book.types[kind].modes
    score = modes[mode].score if mode is not None and mode in modes else book.types[kind].score
    return Meaning(type=kind, mode=mode, cameo=code, goldstein=book.goldstein(code), score=score)


def country(gazetteer: Gazetteer, text: str) -> str | None:
    """Return the country or organisation that a code or name means, None where it is neither.

    A code of several parts ("USAGOV") is known by its first three letters.
    """
    text = text.strip()
    if not text:
        return None
    if text in _OTHERWISE:
        return _OTHERWISE[text]
    coded = text.isupper() and text.isalpha() and len(text) >= 3
    for tried in (text, text[:3]) if coded else (text,):
        if tried in _OTHERWISE:
            return _OTHERWISE[tried]
        if coded and (actor := gazetteer.actor(tried)) is not None:
            return actor.id
    if coded:
        return None
    try:
        return gazetteer.resolve(text).id
    except UnknownActor:
        return None


def sector(text: str) -> str | None:
    """Return the PLOVER sector of a code or of ICEWS's sectors in words, None where none is known."""
    first = text.strip()[:3]
    if first in _CODES:
        return first
    return next((code for part, code in _SECTORS if part in text), None)
