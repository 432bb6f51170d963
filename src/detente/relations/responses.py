"""Impulse responses: after a jump of one side's conflict, what the other side's does in the periods that follow.

A vector autoregression of both standardised series (statsmodels); the responses are the plain ones of the moving
average form, so nothing is assumed about who moves first within a period, and what moves together within a period is
told apart as a correlation. Bands are the asymptotic ones of Lütkepohl (2005), 3.7.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from detente.relations.extras import need
from detente.relations.lagged import Array

NORMAL_95 = 1.96
"""Standard errors either side of an estimate that hold 95 % of a normal distribution."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """How one side's series moves after a jump of the other's by one standard deviation, in its standard deviations.

    ``values[h]`` is the move h periods later; ``low`` and ``high`` hold it with 95 %. Period 0 is 0 by construction:
    what moves within the period is ``together`` of :class:`Responses`.
    """

    jump: str
    answer: str
    values: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Responses:
    """Both responses of a pair, and ``together``: the correlation of what neither side's past foretells."""

    together: float
    forth: Response
    back: Response


def responses(one: Array, other: Array, *, names: tuple[str, str], lag: int, ahead: int) -> Responses:
    """Return how each side's series answers a jump of the other's.

    Args:
        one: the first side's series, standardised.
        other: the second side's.
        names: what the sides are called.
        lag: periods of past in the model.
        ahead: periods to follow the answer.
    """
    fitted = need("statsmodels.tsa.api").VAR(np.column_stack([one, other])).fit(lag)
    found = fitted.irf(ahead)
    values, errors = found.irfs, found.stderr(orth=False)
    return Responses(
        together=float(fitted.resid_corr[0, 1]),
        forth=_response(names[0], names[1], values[:, 1, 0], errors[:, 1, 0]),
        back=_response(names[1], names[0], values[:, 0, 1], errors[:, 0, 1]),
    )


def _response(jump: str, answer: str, values: Array, errors: Array) -> Response:
    """Return one curve with its bands."""
    wide = NORMAL_95 * np.nan_to_num(errors)
    return Response(
        jump=jump,
        answer=answer,
        values=tuple(np.round(values, 6).tolist()),
        low=tuple(np.round(values - wide, 6).tolist()),
        high=tuple(np.round(values + wide, 6).tolist()),
    )
