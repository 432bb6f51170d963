"""What actors are called on a page."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from detente.records import Party
from detente.show import words
from detente.show.record import Named

if TYPE_CHECKING:
    from detente.gazetteer import Actor

# Gives the name of a country or organisation for its code, None where the gazetteer has none.
Names = Callable[[str], str | None]

# A code longer than this, such as that of an organ, gives way to the last word of the name; a person's always does.
_SHORT = 8


def label(party: Party | None, names: Names) -> str | None:
    """Return what to call a party: its name, else the words found, else its office, else its country.

    None where the text itself does not say who it is: no party, or a pronoun that could not be resolved.
    """
    if party is None:
        return None
    if party.name:
        return party.name
    text = " ".join(party.text.split())
    if text and party.how not in ("pronoun", "implied"):
        return text
    country = names(party.country) if party.country else None
    if party.office:
        return f"{office(party.office)} of {words.the(country)}" if country else office(party.office)
    return country


def office(text: str) -> str:
    """Return an office as found, or a role's code ("defence_minister") as words."""
    return words.term(text).lower() if "_" in text else text


def alike(one: str, other: str) -> bool:
    """Say whether one of two names stands in the other, case ignored: "leader" and "the Russian leader"."""
    a, b = one.casefold(), other.casefold()
    return a in b or b in a


def named(actor: Actor) -> Named:
    """Return an actor as a side of a relation."""
    name = words.clean(actor.name)
    brief_code = actor.kind != "person" and len(actor.id) <= _SHORT
    return Named(code=actor.id, name=name, short=actor.id if brief_code else name.split()[-1])
