"""Where other people's event files keep what an event is made of.

ICEWS: Dataverse 10.7910/DVN/28075, weekly and yearly files of 20 named columns. GDELT: event exports 1.0 (57 columns, 58
from April 2013 on) and 2.0 (61), by their format codebooks. POLECAT: Dataverse 10.7910/DVN/AJGVIT, named columns, or
one JSON object a line. Phoenix: 26 columns without names. KEDS: date, source, target, code, and perhaps a label.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from detente.errors import SourceError

ORIGINS = ("icews", "gdelt", "polecat", "phoenix", "keds")


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The columns of a file: their number, whether a row of names comes first, and which holds what.

    ``fields`` gives the position of "id", "date", "source", "source_country", "source_sector", the same of "target",
    "cameo", "type", "mode", "goldstein", "place", "told_by"; a field that the file lacks is not in it.
    """

    columns: int
    named: bool
    fields: Mapping[str, int]


_ICEWS = {
    "id": "Event ID",
    "date": "Event Date",
    "source": "Source Name",
    "source_country": "Source Country",
    "source_sector": "Source Sectors",
    "cameo": "CAMEO Code",
    "goldstein": "Intensity",
    "target": "Target Name",
    "target_country": "Target Country",
    "target_sector": "Target Sectors",
    "place": "Country",
    "told_by": "Publisher",
}
_POLECAT = {
    "id": "Event ID",
    "date": "Event Date",
    "type": "Event Type",
    "mode": "Event Mode",
    "source": "Actor Name",
    "source_country": "Actor Country",
    "source_sector": "Primary Actor Sector",
    "target": "Recipient Name",
    "target_country": "Recipient Country",
    "target_sector": "Primary Recipient Sector",
    "place": "Country",
    "told_by": "Source",
}
_GDELT = {
    "id": 0,
    "date": 1,
    "source": 6,
    "source_country": 7,
    "source_sector": 12,
    "target": 16,
    "target_country": 17,
    "target_sector": 22,
    "cameo": 26,
    "goldstein": 30,
}
_GDELT_TELLS = {57: None, 58: 57, 61: 60}  # columns of the file: the one that holds the address
_PHOENIX = {
    "id": 0,
    "date": 1,
    "source": 5,
    "source_country": 6,
    "source_sector": 7,
    "target": 9,
    "target_country": 10,
    "target_sector": 11,
    "cameo": 13,
    "goldstein": 16,
    "told_by": 25,
}
_KEDS = {"date": 0, "source": 1, "source_country": 1, "target": 2, "target_country": 2, "cameo": 3}


def layout(origin: str, source: str, first: Sequence[str]) -> Layout:
    """Return the layout of a file by the cells of its first line. Raises SourceError where it is no such file."""
    cells = [cell.strip().strip('"').lstrip("\ufeff") for cell in first]
    number = len(cells)
    if origin in ("icews", "polecat"):
        names = _ICEWS if origin == "icews" else _POLECAT
        lacking = [name for name in names.values() if name not in cells]
        if lacking:
            raise SourceError(source, f"not a file of {origin}: no column {lacking[0]!r} in its first line")
        return Layout(columns=number, named=True, fields={field: cells.index(name) for field, name in names.items()})
    if origin == "gdelt":
        if number not in _GDELT_TELLS:
            raise SourceError(source, f"not a GDELT event export: {number} columns, not 57, 58 or 61")
        told = _GDELT_TELLS[number]
        return Layout(columns=number, named=False, fields=_GDELT | ({} if told is None else {"told_by": told}))
    if origin == "phoenix":
        if number != 26:
            raise SourceError(source, f"not a Phoenix file: {number} columns, not 26")
        return Layout(columns=number, named=not cells[1].isdigit(), fields=_PHOENIX)
    if number < 4:
        raise SourceError(source, f"not a KEDS file: {number} columns, 4 are needed")
    return Layout(columns=number, named=not cells[0].replace("-", "").isdigit(), fields=_KEDS)
