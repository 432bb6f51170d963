"""Shares with their intervals."""

from __future__ import annotations

from dataclasses import dataclass

from detente.intervals import wilson


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """``count`` of ``of``, as a share from 0 to 1 with its 95 % interval from ``low`` to ``high``; all None of nothing."""

    count: int
    of: int
    share: float | None
    low: float | None
    high: float | None


def share(count: int, of: int) -> Share:
    """Return a share with its interval, which holds for few and for none too."""
    if of == 0:
        return Share(count=count, of=of, share=None, low=None, high=None)
    low, high = wilson(count, of)
    return Share(count=count, of=of, share=round(count / of, 4), low=round(low, 4), high=round(high, 4))
