"""What actors are called on a page."""

from __future__ import annotations

from collections.abc import Callable

from detente.records import Party
from detente.show import words

# Gives the name of a country or organisation for its code, None where the gazetteer has none.
Names = Callable[[str], str | None]


def label(party: Party | None, names: Names) -> str | None:
    """Return what to call a party: its name, else its office, else the words found, else its country.

    None where the text itself does not say who it is: no party, or a pronoun that could not be resolved.
    """
    if party is None:
        return None
    if party.name:
        return party.name
    country = names(party.country) if party.country else None
    if party.office:
        office = words.term(party.office)
        return f"{office} of {country}" if country else office
    if party.how in ("pronoun", "implied"):
        return country
    return " ".join(party.text.split()) or country
