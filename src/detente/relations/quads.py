"""Which PLOVER types are conflict and which are cooperation.

The four quad classes are those of the PLOVER manual, table "Quad categories in PLOVER". SANCTION stands under verbal
conflict there and under material conflict in its own section; for conflict against cooperation it makes no difference.
"""

from __future__ import annotations

VERBAL_COOPERATION = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE"})
MATERIAL_COOPERATION = frozenset({"COOPERATE", "AID", "RETREAT"})
VERBAL_CONFLICT = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN"})
MATERIAL_CONFLICT = frozenset({"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"})

COOPERATION = VERBAL_COOPERATION | MATERIAL_COOPERATION
CONFLICT = VERBAL_CONFLICT | MATERIAL_CONFLICT


def is_conflict(kind: str) -> bool:
    """Say whether a PLOVER type, such as "SANCTION", is a conflict type."""
    return kind in CONFLICT
