"""How much the days of two reports let them be of one story."""

from __future__ import annotations

from math import exp
from typing import TYPE_CHECKING

from detente.stories.nearness import DAYS_APART, days

if TYPE_CHECKING:
    from detente.records import Date

SAME_CYCLE = 1
"""Days between two reports that take nothing from their likeness: an evening's event is in the next day's papers."""

SPREAD = 1.0
"""Standard deviation, in days, of what lies beyond. AllSides, whose dates are a day out, has .900 at 1, .898 at 1.5 and
.887 at 2."""

UNKNOWN = 0.7
"""What is left of a likeness where the day of a report is not known. That two reports are of the same days is a sign
that they tell the same, one that is lacking here; on ECB+, which has no dates, F1 is highest from .65 to .75."""


def day_of(when: Date) -> int | None:
    """Return the ordinal of the day that a report appeared on, None where it is left open by more than DAYS_APART days."""
    known = days(when)
    if known is None or (known[1] - known[0]).days > DAYS_APART:
        return None
    return known[0].toordinal()


def closeness(a: int | None, b: int | None) -> float:
    """Return what the days of two reports leave of their likeness, from 0 to 1."""
    if a is None or b is None:
        return UNKNOWN
    apart = abs(a - b)
    return _AFTER[apart] if apart < len(_AFTER) else 0.0


_AFTER = tuple(exp(-(max(0, apart - SAME_CYCLE) ** 2) / (2 * SPREAD**2)) for apart in range(DAYS_APART + 1))
