"""The interval of a share out of few."""

from __future__ import annotations

from math import sqrt

Z = 1.959963985
"""Of the normal distribution: 95 % lie within so many standard deviations."""


def wilson(count: int, of: int) -> tuple[float, float]:
    """Return the 95 % interval of a share from 0 to 1 (Wilson 1927, JASA 22, the score interval); ``of`` is 1 or more."""
    part, squared = count / of, Z * Z
    middle, half = part + squared / (2 * of), Z * sqrt(part * (1 - part) / of + squared / (4 * of * of))
    return max(0.0, (middle - half) / (1 + squared / of)), min(1.0, (middle + half) / (1 + squared / of))
