"""Scholars, analysts and columnists out of their hand-kept list, kept apart from holders of offices of the same name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from gazetteer_build.cells import read
from gazetteer_build.offices import Office
from gazetteer_build.people import Persons


def add(persons: Persons, hand: Path) -> None:
    """Add the experts to the persons: to a holder of offices only where the list says that the two are one."""
    known: dict[tuple[str, str], int] = {}
    for office, in_office in _of(hand):
        one = office.person, office.country
        number = known.get(one)
        if number is None and in_office:
            number = persons.find(office)
        known[one] = persons.join(office, number)


def _of(hand: Path) -> Iterator[tuple[Office, bool]]:
    """Yield what each expert is, and whether the person holds or held an office under the same name."""
    for row in read(hand / "experts.csv"):
        title = f"{row['role']}, {row['affiliation']}" if row["affiliation"] else row["role"]
        yield (
            Office(
                row["person"],
                row["country"],
                row["role"],
                title,
                "",
                row["start"],
                row["end"],
                "hand",
                derived=True,
            ),
            row["in_office"] == "yes",
        )
