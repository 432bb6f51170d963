"""Places: which state a town, region or island lies in, and which states border on each other.

Source: GeoNames (CC BY 4.0) by way of `scripts/build_places.py`, with regions and small towns of the news by general
geographical knowledge. Names that several states share, or that are words or people's names too, are left out.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

# States that the press calls neighbours though water lies between them.
ACROSS_SEA = """
    JPN-KOR JPN-CHN JPN-RUS JPN-TWN JPN-PRK TWN-CHN PHL-CHN PHL-TWN PHL-VNM PHL-MYS LKA-IND MDV-IND AUS-IDN AUS-PNG AUS-NZL AUS-TLS
    AUS-SLB SGP-MYS SGP-IDN BHR-SAU BHR-QAT BHR-IRN ARE-IRN ARE-QAT KWT-IRN QAT-IRN OMN-IRN CYP-TUR CYP-GRC CYP-ISR CYP-LBN
    ESP-MAR ITA-TUN ITA-LBY MLT-LBY MLT-ITA ITA-ALB GBR-FRA GBR-BEL GBR-NLD FIN-EST SWE-DNK SWE-EST ERI-YEM DJI-YEM SOM-YEM
    ERI-SAU EGY-SAU CUB-USA CUB-HTI CUB-MEX JAM-CUB TTO-VEN GRC-LBY COM-MDG FJI-TON ISL-NOR
"""
_DATA = files("detente.language") / "data"


def country_of_place(name: str) -> str | None:
    """Return the country code of a place by its exact name, None where no such place is known."""
    return _places().get(name)


def neighbours(country: str) -> frozenset[str]:
    """Return the codes of the states that a state borders on, by land or across a narrow sea; none for an unknown one."""
    return _borders().get(country, frozenset())


@cache
def _places() -> dict[str, str]:
    rows = (line.rstrip("\n").split("\t") for line in _lines("places.tsv"))
    return {name: code for code, names in rows for name in names.split("|")}


@cache
def _borders() -> dict[str, frozenset[str]]:
    rows = (line.rstrip("\n").split("\t") for line in _lines("borders.tsv"))
    found = {code: set(others.split()) for code, others in rows}
    for one, other in (pair.split("-") for pair in ACROSS_SEA.split()):
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return {code: frozenset(others) for code, others in found.items()}


def _lines(name: str) -> list[str]:
    return (_DATA / name).read_text(encoding="utf-8").splitlines()
