"""A scenario: what one side's conflict may come to if the other side does more than usual, and how little that tells.

A vector autoregression of both series of log(1 + conflict). The supposed jump is put on the other side's next period and
followed. Beside it stands the gain of the back-test: how much the other side's past lowers the score of forecasts. Most
often that is near nothing, and then the scenario is a description of the past, and no forecast.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from detente.errors import UsageError
from detente.relations.autoregression import chosen_lag, drawn, fitted, paths
from detente.relations.backtest import Gain
from detente.relations.track import Track

_SHAPE = re.compile(r"\s*(\S+?)\s*>\s*(\S+)\s+([A-Za-z]+)\s*\+\s*(\d+)\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """One period ahead with and without the supposed deeds: medians, and the 80 % interval with them."""

    ahead: int
    without: float
    supposed: float
    low80: float
    high80: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """What follows if the other side's conflict rises by ``jump`` in the next period.

    ``gain`` is what knowing the other side's past is worth in the back-test. ``words`` says so.
    """

    jump: float
    steps: tuple[Path, ...]
    gain: Gain
    words: str


def read_supposition(text: str) -> tuple[str, str, str, int]:
    """Return source, target, PLOVER type and number of "USA>RUS SANCTION +3". Raises UsageError."""
    found = _SHAPE.fullmatch(text)
    if not found:
        raise UsageError(f'--if {text!r} is no scenario; write "USA>RUS SANCTION +3"')
    return found[1], found[2], found[3].upper(), int(found[4])


def scenario(one: Track, gain: Gain, *, jump: float, ahead: int) -> Scenario:
    """Return what ``one.a`` may do if the conflict of ``one.b`` rises by ``jump`` in the next period."""
    answer, other = (np.log1p(v) for v in (one.forth, one.back))
    rows = np.column_stack([answer, other])
    model = fitted(rows, chosen_lag(answer, other))
    shocks = drawn(model, ahead, len(rows))
    usual, supposed = paths(model, rows, shocks), paths(model, rows, shocks, raise_by=jump)
    low, high = np.quantile(supposed, [0.1, 0.9], axis=0)
    return Scenario(
        jump=jump,
        steps=tuple(
            Path(
                ahead=i + 1,
                without=round(float(np.median(usual[:, i])), 4),
                supposed=round(float(np.median(supposed[:, i])), 4),
                low80=round(float(low[i]), 4),
                high80=round(float(high[i]), 4),
            )
            for i in range(ahead)
        ),
        gain=gain,
        words=f"If {one.b} does {jump:g} more conflict than usual in the next period. {gain.words}",
    )
