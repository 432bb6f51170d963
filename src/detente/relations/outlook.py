"""Outlook: what the coming periods may hold, by the model that did best so far, with how well it did.

Every forecast comes with its back-test (:mod:`detente.relations.backtest`): from many past days the same models foretold
what is known by now.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from detente.errors import TooLittle
from detente.relations.backtest import AHEAD, ORIGINS, PAIRED, Gain, Score, back_test, told
from detente.relations.forecasts import QUANTILES, SHORTEST
from detente.relations.lagged import Array
from detente.relations.periods import many
from detente.relations.scenario import Scenario, scenario
from detente.relations.track import Track

QUICK = ("naive", "mean of last 8", "levels", "alike", "together", "own past", "both pasts")
"""The models tried when nothing else is asked: the library's two take some hundred times as long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One period ahead: the median, and the 50 and 80 % intervals."""

    ahead: int
    median: float
    low50: float
    high50: float
    low80: float
    high80: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What one direction's conflict may come to; ``words`` says how far to trust it, ``gain`` what the other side's past
    is worth, None where that was not tried."""

    source: str
    target: str
    by: str
    last: str
    model: str
    steps: tuple[Step, ...]
    scores: tuple[Score, ...]
    words: str
    gain: Gain | None = None
    scenario: Scenario | None = None


def outlook(
    one: Track, *, models: Sequence[str] = QUICK, ahead: int = AHEAD, origins: int = ORIGINS, jump: float | None = None
) -> Outlook:
    """Forecast what ``one.a`` does to ``one.b``, by the best of some models.

    Args:
        one: the track; its ``back`` is what the other side did.
        models: names of models, as for :func:`detente.relations.backtest.back_test`; the naive one always with them, and the
            twins that tell the gain where a scenario is asked for.
        ahead: periods to look ahead.
        origins: past days to forecast from in the back-test.
        jump: how much more conflict than usual the other side is supposed to do next, None for no scenario.

    Raises:
        TooLittle: for fewer than twice 60 periods without a gap.
        ExtraMissing: without the extra ``relations``.
    """
    if len(one) < 2 * SHORTEST:
        raise TooLittle(
            f"{many(len(one), one.by)} without a gap are too few for an outlook, {2 * SHORTEST} are needed",
            "ask for a longer span, or shorter periods with --by",
        )
    asked = dict.fromkeys(["naive", *models, *(PAIRED if jump is not None else ())])
    tested = back_test(one.forth, one.back, models=tuple(asked), ahead=ahead, origins=origins)
    best = min(tested.scores, key=lambda s: s.crps)
    quantiles = told(best.model, one.forth, one.back, ahead)
    return Outlook(
        source=one.a,
        target=one.b,
        by=one.by,
        last=one.starts[-1],
        model=best.model,
        steps=tuple(_step(i + 1, row) for i, row in enumerate(quantiles)),
        scores=tested.scores,
        words=_words(best),
        gain=tested.gain,
        scenario=None if jump is None or tested.gain is None else scenario(one, tested.gain, jump=jump, ahead=ahead),
    )


def _step(ahead: int, row: Array) -> Step:
    """Return one period of a forecast."""
    low80, low50, median, high50, high80 = (
        round(float(np.interp(q, QUANTILES, row)), 4) for q in (0.1, 0.25, 0.5, 0.75, 0.9)
    )
    return Step(ahead=ahead, median=median, low50=low50, high50=high50, low80=low80, high80=high80)


def _words(best: Score) -> str:
    """Return how far to trust a forecast."""
    if best.model == "naive" or best.ratio is None:
        return "Nothing tried beats the naive forecast, which says that the next period is like the last."
    return (
        f"In the back-test {best.model!r} had a score {100 * (1 - best.ratio):.0f} % below the naive forecast's;"
        f" {100 * best.coverage:.0f} % of its 80 % intervals held."
    )
