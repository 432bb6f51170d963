"""Simulated worlds with known truth, for the tests of the measures."""

from __future__ import annotations

import gzip
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from detente.relations.track import Track

Array = npt.NDArray[np.float64]

SHARED = Path(__file__).parents[3] / "shared/data/relations"
needs_shared = pytest.mark.skipif(
    not (SHARED / "dyads_daily.csv.gz").is_file(), reason="needs ../shared/data/relations"
)


def world(seed: int, *, length: int = 500, a_on_b: float = 0.0, b_on_a: float = 0.0, memory: float = 0.3) -> Track:
    """Return two counts that remember themselves and, as strongly as told, answer each other a day later."""
    chance = np.random.default_rng(seed)
    a, b = [3.0], [3.0]
    for _ in range(length - 1):
        base = 3 * (1 - memory)
        level_a = base - 3 * b_on_a + memory * a[-1] + b_on_a * b[-1]
        level_b = base - 3 * a_on_b + memory * b[-1] + a_on_b * a[-1]
        a.append(float(chance.poisson(max(level_a, 0.05))))
        b.append(float(chance.poisson(max(level_b, 0.05))))
    return track_of(np.array(a), np.array(b))


def track_of(forth: Array, back: Array) -> Track:
    """Return a track of days of two rows of figures."""
    return Track(a="AAA", b="BBB", by="day", starts=days(len(forth)), forth=forth, back=back)


def days(number: int) -> tuple[str, ...]:
    """Return so many days from a Monday on."""
    return tuple((date(2018, 1, 1) + timedelta(days=i)).isoformat() for i in range(number))


def counts(seed: int, length: int, mean: float, memory: float) -> Array:
    """Return stationary negative binomial counts that remember the days before."""
    chance = np.random.default_rng(seed)
    level, out = mean, []
    for _ in range(length + 100):
        count = float(chance.negative_binomial(3, 3 / (3 + level)))
        out.append(count)
        level = mean * (1 - memory) + memory / 2 * (count + level)
    return np.array(out[100:])


def shared_daily(source: str, target: str, *fields: str) -> Array:
    """Return the sum of some columns on each day of 2018 and 2019 from the shared folder."""
    import csv

    with gzip.open(SHARED / "dyads_daily.csv.gz", "rt") as stream:
        rows = [
            r
            for r in csv.DictReader(stream)
            if r["segment"].startswith("2018") and (r["src"], r["tgt"]) == (source, target)
        ]
    return np.array([sum(float(r[f]) for f in fields) for r in rows])
