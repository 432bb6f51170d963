"""Sums by day made into sums by period, in columns: a busy pair has hundreds of thousands of them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from detente.relations.periods import Period

if TYPE_CHECKING:
    import pyarrow as pa

Whole = npt.NDArray[np.int64]

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
        first, last = (column(name, pa.int32()).astype(np.int64) for name in ("first_day", "last_day"))
        return cls(
            side=column("side", pa.int64()).astype(np.int64),
            first=first,
            last=last,
            kind=types.indices.to_numpy().astype(np.int64),
            types=tuple(types.dictionary.to_pylist()),
            figures={name: column(name, pa.float64()).astype(float) for name in _FIGURES},
        )

    def ends(self) -> list[tuple[date, date]]:
        """Return the earliest first day and the latest last day, as one pair; nothing without rows."""
        if not len(self.first):
            return []
        return [(_date(int(self.first.min())), _date(int(self.last.max())))]

    def sums(self, periods: tuple[Period, ...], span: tuple[date, date]) -> dict[tuple[int, int], dict[str, float]]:
        """Return the figures, and the number of events of each type, of each side and period, by its number.

        Rows outside the span and those that fit into no one period are in none.
        """
        starts, ends = (np.array([_number(day) for day in days], dtype=np.int64) for days in _bounds(periods))
        at = np.searchsorted(starts, self.first, side="right") - 1
        within = (self.first <= self.last) & (self.last >= _number(span[0])) & (self.first <= _number(span[1]))
        kept = np.flatnonzero(within & (at >= 0) & (self.last <= ends[np.maximum(at, 0)]))
        place = self.side[kept] * len(periods) + at[kept]
        out: dict[tuple[int, int], dict[str, float]] = defaultdict(lambda: defaultdict(float))
        for name, values in self.figures.items():
            summed = np.bincount(place, weights=values[kept], minlength=2 * len(periods))
            for where in np.unique(place).tolist():
                out[divmod(where, len(periods))][name] = float(summed[where])
        wide = place * len(self.types) + self.kind[kept]
        found, back = np.unique(wide, return_inverse=True)
        counts = np.bincount(back, weights=self.figures["count"][kept], minlength=len(found))
        for where, count in zip(found.tolist(), counts.tolist(), strict=True):
            spot, kind = divmod(where, len(self.types))
            out[divmod(spot, len(periods))][self.types[kind]] = count
        return out


def _bounds(periods: tuple[Period, ...]) -> tuple[list[date], list[date]]:
    """Return the first and the last days of periods."""
    return [date.fromisoformat(p.start) for p in periods], [date.fromisoformat(p.end) for p in periods]


def _number(day: date) -> int:
    """Return a day as days from 1970."""
    return day.toordinal() - _EPOCH


def _date(number: int) -> date:
    """Return the day of a number of days from 1970."""
    return date.fromordinal(number + _EPOCH)


_EPOCH = date(1970, 1, 1).toordinal()
