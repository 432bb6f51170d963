"""The reports that were placed before, in the order of their numbers: most of their traits in files, the latest in memory."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from detente.stories.traits import UNDATED, Dated, Traits

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from detente.archive.trait_store import TraitStore

    Keys = npt.NDArray[np.int64]

_AT_ONCE = 10_000  # reports whose traits are counted at once: 15 MB


class HeldTraits:
    """What reports are grouped by, by number; those of a store come first and are made when they are asked for."""

    def __init__(self, reports: Iterable[Dated] = (), *, store: TraitStore | None = None) -> None:
        self._store = store
        self._stored = 0 if store is None else len(store)
        self._fresh = list(reports)
        self.days = array("q", () if store is None else store.array("days").tolist())
        self.days.extend(UNDATED if one.day is None else one.day for one in self._fresh)

    def __len__(self) -> int:
        """Return how many reports there are."""
        return self._stored + len(self._fresh)

    def __getitem__(self, number: int) -> Dated:
        """Return what a report is grouped by."""
        if number >= self._stored or self._store is None:
            return self._fresh[number - self._stored]
        import numpy as np

        begin, end = (int(self._store.array("ends")[n]) if n >= 0 else 0 for n in (number - 1, number))
        keys, counts = (self._store.array(name)[begin:end] for name in ("keys", "counts"))
        own = Traits(keys=keys.astype(np.int64), counts=counts.astype(np.float64))
        return Dated(traits=own, day=self.day(number))

    def __iter__(self) -> Iterator[Dated]:
        """Yield what each report is grouped by."""
        return map(self.__getitem__, range(len(self)))

    def let_go(self) -> None:
        """Let the pages of the files go that were touched."""
        if self._store is not None:
            self._store.let_go()

    def append(self, report: Dated) -> None:
        """Hold a further report."""
        self._fresh.append(report)
        self.days.append(UNDATED if report.day is None else report.day)

    def day(self, number: int) -> int | None:
        """Return the day of a report, None where it is not known."""
        found = self.days[number]
        return None if found == UNDATED else found

    def by_day(self, begin: int, end: int) -> Mapping[int, Sequence[int]]:
        """Return the numbers of the reports of each day that is known, of those from one number up to another."""
        return by_kind(self.all_days()[begin:end], begin, leave_out=UNDATED)

    def keys_of(self, numbers: Iterable[int]) -> list[Keys]:
        """Return the traits' keys of some reports."""
        return [self[number].traits.keys for number in numbers]

    def counted(self, number: int) -> tuple[Keys, Keys]:
        """Return the traits of the first reports, sorted, each once, and in how many of these each stands."""
        import numpy as np

        kinds, having = np.empty(0, np.int64), np.empty(0, np.int64)
        for begin in range(0, number, _AT_ONCE):
            keys = np.concatenate(self.keys_of(range(begin, min(number, begin + _AT_ONCE))))
            new, times = np.unique(keys, return_counts=True)
            kinds, places = np.unique(np.concatenate([kinds, new]), return_inverse=True)
            having = np.bincount(places, np.concatenate([having, times])).astype(np.int64)
            self.let_go()
        return kinds, having

    def overall(self, number: int) -> tuple[Keys, Keys] | None:
        """Return in how many of the first reports each trait stands, None where that is not kept."""
        return None if self._store is None else self._store.overall(number)

    def keep_overall(self, number: int, counted: tuple[Keys, Keys]) -> None:
        """Keep what :meth:`overall` gives, where there is a store that holds so many."""
        if self._store is not None and 0 < number <= self._stored:
            try:
                self._store.count(number, counted)
            except OSError:
                return  # it is counted again

    def all_days(self) -> npt.NDArray[np.int64]:
        """Return the days, UNDATED for one that is not known."""
        import numpy as np

        return np.frombuffer(self.days, np.int64).copy() if self.days else np.empty(0, np.int64)


def columns_of(reports: Sequence[Dated]) -> dict[str, Keys]:
    """Return reports as the arrays that a store takes."""
    import numpy as np

    return {
        "keys": np.concatenate([one.traits.keys for one in reports]),
        "counts": np.concatenate([one.traits.counts for one in reports]).astype(np.int64),
        "ends": np.cumsum([len(one.traits.keys) for one in reports]),
        "days": np.array([UNDATED if one.day is None else one.day for one in reports], np.int64),
    }


def by_kind(kinds: npt.NDArray[np.int64], begin: int, *, leave_out: int | None = None) -> dict[int, list[int]]:
    """Return the places, counted from ``begin``, at which each of some numbers stands, in their order."""
    import numpy as np

    order = kinds.argsort(kind="stable")
    found, first = np.unique(kinds[order], return_index=True)
    parts = np.split(order + begin, first[1:]) if len(order) else []
    return {kind: part.tolist() for kind, part in zip(found.tolist(), parts, strict=True) if kind != leave_out}
