"""Which PLOVER types are conflict and which are cooperation.

The four quad classes are those of the PLOVER manual, table "Quad categories in PLOVER". SANCTION stands under verbal
conflict there and under material conflict in its own section; for conflict against cooperation it makes no difference.
"""

from __future__ import annotations

from collections.abc import Iterable

VERBAL_COOPERATION = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE"})
MATERIAL_COOPERATION = frozenset({"COOPERATE", "AID", "RETREAT"})
VERBAL_CONFLICT = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN"})
MATERIAL_CONFLICT = frozenset({"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"})

COOPERATION = VERBAL_COOPERATION | MATERIAL_COOPERATION
CONFLICT = VERBAL_CONFLICT | MATERIAL_CONFLICT


def is_conflict(kind: str) -> bool:
    """Say whether a PLOVER type, such as "SANCTION", is a conflict type."""
    return kind in CONFLICT


QUADS = (VERBAL_COOPERATION, MATERIAL_COOPERATION, VERBAL_CONFLICT, MATERIAL_CONFLICT)
"""The four classes in the order of their numbers in the manual, 1 to 4."""


def quad_counts(kinds: Iterable[str]) -> tuple[int, int, int, int]:
    """Return how many of some PLOVER types are of each of the four classes, in the order of :data:`QUADS`."""
    found = list(kinds)
    one, two, three, four = (sum(kind in quad for kind in found) for quad in QUADS)
    return one, two, three, four
