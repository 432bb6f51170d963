"""Shares with their intervals."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

Z = 1.959964
"""Of the normal distribution: 95 % lie within so many standard deviations."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """``count`` of ``of``, as a share from 0 to 1 with its 95 % interval from ``low`` to ``high``; all None of nothing."""

    count: int
    of: int
    share: float | None
    low: float | None
    high: float | None


def share(count: int, of: int) -> Share:
    """Return a share with Wilson's score interval (Wilson 1927, JASA 22), which holds for few and for none too."""
    if of == 0:
        return Share(count=count, of=of, share=None, low=None, high=None)
    part = count / of
    middle = part + Z**2 / (2 * of)
    reach = Z * sqrt(part * (1 - part) / of + Z**2 / (4 * of**2))
    scale = 1 + Z**2 / of
    low, high = max(0.0, (middle - reach) / scale), min(1.0, (middle + reach) / scale)
    return Share(count=count, of=of, share=round(part, 4), low=round(low, 4), high=round(high, 4))
