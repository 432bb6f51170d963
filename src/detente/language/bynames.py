"""Bynames: words that stand for a state once it has been named: "the North", "the island", "the kingdom"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.language.discourse import Discourse
    from detente.language.tree import Token

# The halves of a divided state, and whose report it is if one of the two has been named.
HALVES = {"North": "PRK", "South": "KOR"}
KOREAS = frozenset(HALVES.values())
# Kinds of states, by the plain noun that the press calls them by. Source: general geographical knowledge.
KINDS = {
    "island": frozenset("TWN CUB CYP LKA MLT BHR MDG HTI JAM ISL SGP".split()),
    "kingdom": frozenset("SAU JOR MAR BHR THA BTN ESP NLD BEL DNK NOR SWE LSO SWZ KHM TON".split()),
    "emirate": frozenset("QAT KWT ARE".split()),
    "sultanate": frozenset("OMN BRN".split()),
    "archipelago": frozenset("PHL IDN MDV SYC COM BHS FJI".split()),
}


def country(token: Token, discourse: Discourse) -> str | None:
    """Return the state that a byname means here, None where the word is none or no such state has been named."""
    if not token.i or token.nbor(-1).lower_ != "the":
        return None
    named = [ref.country for ref in reversed(discourse.actors) if ref.country]
    if token.text in HALVES:
        after = token.nbor(1) if token.i + 1 < len(token.doc) else None
        alone = after is None or not (
            after.text[0].isupper() or after.text in ("-", "of") or after.pos_ in ("NOUN", "ADJ")
        )
        return HALVES[token.text] if alone and KOREAS & set(named) else None
    kinds = KINDS.get(token.lower_)
    if kinds is None or any(c.dep_ == "prep" and c.lower_ == "of" for c in token.children):
        return None
    return next((c for c in named if c in kinds), None)
