"""Sums by day made into sums by period, in columns: a busy pair has hundreds of thousands of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from detente.relations.periods import Period
from detente.relations.quads import CONFLICT, QUADS

if TYPE_CHECKING:
    import pyarrow as pa

Whole = npt.NDArray[np.int64]

_KINDS: dict[str, frozenset[str]] = {
    "conflict": frozenset(CONFLICT),
    **{f"quad {number}": frozenset(quad) for number, quad in enumerate(QUADS)},
}
_FIGURES = ("count", "total", "negative", "goldstein", "goldstein_negative")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Days:
    """The dated events of a pair by side, first and last day and type: one place in every column a row.

    Days are counted from 1970; ``types`` holds the names that ``kind`` gives the places of.
    """

    side: Whole
    first: Whole
    last: Whole
    kind: Whole
    types: tuple[str, ...]
    figures: dict[str, npt.NDArray[np.float64]]

    @classmethod
    def of(cls, table: pa.Table) -> Days:
        """Return the columns of an answer of :meth:`detente.archive.Archive.pair_days` without undated rows."""
        import pyarrow as pa

        def column(name: str, kind: pa.DataType) -> npt.NDArray[np.float64] | Whole:
            found: npt.NDArray[np.float64] | Whole = table[name].cast(kind).combine_chunks().to_numpy()
            return found

        types = table["type"].combine_chunks().dictionary_encode()
        first, last = (column(name, pa.int32()).astype(np.int64, copy=False) for name in ("first_day", "last_day"))
        return cls(
            side=column("side", pa.int64()).astype(np.int64, copy=False),
            first=first,
            last=last,
            kind=types.indices.to_numpy().astype(np.int64, copy=False),
            types=tuple(types.dictionary.to_pylist()),
            figures={name: column(name, pa.float64()).astype(float, copy=False) for name in _FIGURES},
        )

    def ends(self) -> list[tuple[date, date]]:
        """Return the earliest first day and the latest last day, as one pair; nothing without rows."""
        if not len(self.first):
            return []
        return [(_date(int(self.first.min())), _date(int(self.last.max())))]

    def sums(self, periods: tuple[Period, ...], span: tuple[date, date]) -> dict[tuple[int, int], dict[str, float]]:
        """Return the figures of each side and period, by its number, with how many events are of each quad and of conflict.

        Rows outside the span and those that fit into no one period are in none.
        """
        starts = np.array([_number(date.fromisoformat(p.start)) for p in periods], dtype=np.int64)
        end = _number(date.fromisoformat(periods[-1].end))
        # Periods follow on each other without a hole: so a day's is looked up, not searched for.
        period = np.repeat(np.arange(len(periods)), np.diff(np.append(starts, end + 1)))
        kept = np.flatnonzero(
            (self.first <= self.last)
            & (self.last >= _number(span[0]))
            & (self.first <= _number(span[1]))
            & (self.first >= starts[0])
            & (self.last <= end)
        )
        at = period[self.first[kept] - starts[0]]
        one = at == period[self.last[kept] - starts[0]]
        kept, at = kept[one], at[one]
        size = 2 * len(periods)
        place = self.side[kept] * len(periods) + at
        filled = np.flatnonzero(np.bincount(place, minlength=size))
        out: dict[tuple[int, int], dict[str, float]] = {divmod(w, len(periods)): {} for w in filled.tolist()}
        for name, values in self.figures.items():
            summed = np.bincount(place, weights=values[kept], minlength=size)[filled].tolist()
            for here, figure in zip(out.values(), summed, strict=True):
                here[name] = figure
        for name, kinds in _KINDS.items():
            among = np.array([kind in kinds for kind in self.types], dtype=float)
            counts = self.figures["count"][kept] * among[self.kind[kept]]
            summed = np.bincount(place, weights=counts, minlength=size)[filled].tolist()
            for here, figure in zip(out.values(), summed, strict=True):
                here[name] = figure
        return out


def _number(day: date) -> int:
    """Return a day as days from 1970."""
    return day.toordinal() - _EPOCH


def _date(number: int) -> date:
    """Return the day of a number of days from 1970."""
    return date.fromordinal(number + _EPOCH)


_EPOCH = date(1970, 1, 1).toordinal()
