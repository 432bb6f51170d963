"""How much a trait tells: less, the more reports have it, above all those of the same days.

In the weeks of a long affair every report has its words. Counted over the days around a report they weigh little, and
what sets one day's event apart from the next weighs much. This is TF-IDF (Spärck Jones 1972), the document frequency
taken half from all reports and half from those of the days around.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import repeat
from typing import TYPE_CHECKING

from detente.stories.traits import CHANNEL_BITS, NAMES, NUMBERS, TEXT, Dated

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from detente.stories.traits_held import HeldTraits

    Keys = npt.NDArray[np.int64]
    Strengths = npt.NDArray[np.float32]

CHANNELS = {TEXT: 0.9, NAMES: 0.05, NUMBERS: 0.05}
"""What each channel counts in the likeness of two reports. More weight on names costs on AllSides, where one person is in
the news all the time, and helps on ECB+, which has look-alike events; from 0 to .1 neither moves by a point."""

AROUND = 3
"""Days before and after a report that are the days around it: a news cycle. From 2 to 20 the figures hardly move."""

LOCAL = 0.5
"""Share of the rarity that is taken from the days around: AllSides loses a point at 0, and stays as it is at .75 and 1."""

PRIOR = 5
"""Reports without any trait that are thought beside those there are: of two reports, what both have tells something too.
On AllSides and ECB+ 1 and 10 are as good."""

COMMON = 0.2
"""A trait that a larger share of the reports have tells nothing; leaving it out moves no figure and spares time."""

_LONG_BEFORE = 14  # days: more than a stretch of days that is grouped at once, and those around it

FEW = 50
"""So many reports can always share a trait that tells something."""


class Rarity:
    """Counts in how many reports traits stand: overall, as last settled, and on each day, as it comes."""

    def __init__(self) -> None:
        import numpy as np

        self._keys, self._having = np.empty(0, np.int64), np.empty(0, np.int64)
        self._number = 0
        self._settled: dict[int, _Counted] = {}
        self._since: dict[int, _Since] = {}
        self._uncounted: dict[int, Callable[[], list[Keys]]] = {}

    def resume(self, held: HeldTraits, settled: int) -> None:
        """Do as :meth:`settle` with the first of some reports and :meth:`add` with the others; days are counted when asked for."""
        counted = held.overall(settled)
        if counted is None:
            counted = held.counted(settled)
            held.keep_overall(settled, counted)
        self._keys, self._having = counted
        self._number = settled
        self._settled = {
            day: _Counted(keys=partial(held.keys_of, numbers), number=len(numbers))
            for day, numbers in held.by_day(0, settled).items()
        }
        self._since = {}
        self._uncounted = {
            day: partial(held.keys_of, numbers) for day, numbers in held.by_day(settled, len(held)).items()
        }

    def let_go(self, day: int) -> None:
        """Forget what was counted of days that are not near a day or later; it is counted again when asked for."""
        for one, counted in self._settled.items():
            if one < day - _LONG_BEFORE:
                counted.let_go()

    def settle(self, reports: Sequence[Dated]) -> None:
        """Count these reports' traits overall and on their days, and forget all others that were counted."""
        self._number = len(reports)
        self._keys, self._having = _counted(report.traits.keys for report in reports)
        by_day: dict[int, list[Keys]] = {}
        for report in reports:
            if report.day is not None:
                by_day.setdefault(report.day, []).append(report.traits.keys)
        self._settled = {day: _Counted(keys=keys.copy, number=len(keys)) for day, keys in by_day.items()}
        self._since, self._uncounted = {}, {}

    def as_settled(self) -> Rarity:
        """Return another that has counted what was settled last, and nothing since."""
        other = Rarity()
        other._keys, other._having, other._number = self._keys, self._having, self._number
        other._settled = self._settled
        return other

    def add(self, report: Dated) -> None:
        """Count a further report's traits on its day."""
        if report.day is not None:
            since = self._since_on(report.day) or self._since.setdefault(report.day, _Since())
            since.add(report.traits.keys)

    def weigh(self, reports: Sequence[Dated]) -> list[Strengths]:
        """Return the strengths of the traits of some reports of one day; many at once cost less than one by one.

        The product of two reports' strengths, summed over the traits they share, is their likeness from 0 to 1: the
        cosine of each channel times the channel's share.
        """
        import numpy as np

        keys = np.concatenate([report.traits.keys for report in reports])
        return _strengths(reports, keys, self._rare(keys, reports[0].day))

    def weigh_in_turn(self, reports: Sequence[Dated]) -> list[Strengths]:
        """Return the strengths of the traits of reports, each as :meth:`add` and :meth:`weigh` give them in this order.

        What was added before is left out; the reports are not added.
        """
        found: list[Strengths | None] = [None] * len(reports)
        for day in {report.day for report in reports}:
            near = [report for report in reports if day is not None and _around(report.day, day)]
            own = [report for report in reports if report.day == day]
            weighed = self._in_turn(day, near, own) if day is not None else self.weigh(own)
            for place, strengths in zip((n for n, r in enumerate(reports) if r.day == day), weighed, strict=True):
                found[place] = strengths
        return [strengths for strengths in found if strengths is not None]

    def _in_turn(self, day: int, near: Sequence[Dated], own: Sequence[Dated]) -> list[Strengths]:
        """Return the strengths of a day's reports, each counted with those of the days around that came before it."""
        import numpy as np

        lengths = [len(report.traits.keys) for report in near]
        every = np.concatenate([report.traits.keys for report in near])
        order = every.argsort(kind="stable")
        begins = np.concatenate(([True], every[order][1:] != every[order][:-1])).nonzero()[0]
        came = np.empty(len(every), np.int64)
        came[order] = np.arange(len(every)) - begins.repeat(np.diff(begins, append=len(every))) + 1
        mine = np.array([report.day == day for report in near], np.bool_).repeat(lengths)
        keys, number = every[mine], np.arange(1, len(near) + 1).repeat(lengths)[mine]
        settled = [self._settled[one] for one in range(day - AROUND, day + AROUND + 1) if one in self._settled]
        once, places = np.unique(keys, return_inverse=True)
        having = came[mine] + sum((counted.having(once) for counted in settled), np.zeros(len(once), np.int64))[places]
        here = _rare(having, number + sum(counted.number for counted in settled))
        overall = _rare(_of(self._keys, self._having, once), self._number)[places]
        return _strengths(own, keys, (1 - LOCAL) * overall + LOCAL * here)

    def _since_on(self, day: int) -> _Since | None:
        """Return what was counted on a day since it was last settled, None for nothing."""
        waiting = self._uncounted.pop(day, None)
        if waiting is not None:
            self._since[day] = _Since()
            for keys in waiting():
                self._since[day].add(keys)
        return self._since.get(day)

    def _rare(self, keys: Keys, day: int | None) -> npt.NDArray[np.float64]:
        """Return how rare traits are; ``keys`` may hold one several times."""
        import numpy as np

        once, places = np.unique(keys, return_inverse=True)
        rare = _rare(_of(self._keys, self._having, once), self._number)
        if day is not None:
            near = range(day - AROUND, day + AROUND + 1)
            settled = [self._settled[one] for one in near if one in self._settled]
            since = [found for one in near if (found := self._since_on(one)) is not None]
            here = np.zeros(len(once), np.int64)
            for counted in settled:
                here += counted.having(once)
            for one in since:  # a Counter's own way of saying 0 costs ten times as much
                here += np.fromiter(map(one.having.get, once.tolist(), repeat(0)), np.int64, len(once))
            number = sum(counted.number for counted in settled) + sum(one.number for one in since)
            rare = (1 - LOCAL) * rare + LOCAL * _rare(here, number)
        return rare[places]


@dataclass(slots=True, kw_only=True, eq=False)
class _Since:
    """What was counted on a day since it was last settled: in how many reports each trait stands, and how many there are."""

    having: Counter[int] = field(default_factory=Counter)
    number: int = 0

    def add(self, keys: Keys) -> None:
        """Count the traits of a further report."""
        self.having.update(keys.tolist())
        self.number += 1


class _Counted:
    """What was settled for a day: so many reports, whose traits are counted when they are first asked for."""

    def __init__(self, *, keys: Callable[[], list[Keys]], number: int) -> None:
        self.number = number
        self._give = keys
        self._waiting: Callable[[], list[Keys]] | None = keys
        self._keys, self._having = _counted(())

    def having(self, keys: Keys) -> Keys:
        """Return in how many of the day's reports traits stand."""
        if self._waiting is not None:
            self._keys, self._having = _counted(self._waiting())
            self._waiting = None
        return _of(self._keys, self._having, keys)

    def let_go(self) -> None:
        """Forget what was counted until it is asked for again."""
        if self._waiting is None:
            self._waiting = self._give
            self._keys, self._having = _counted(())


def _counted(reports: Iterable[Keys]) -> tuple[Keys, Keys]:
    """Return the traits of some reports, sorted, each once, and in how many of the reports each stands."""
    import numpy as np

    return np.unique(np.concatenate([np.empty(0, np.int64), *reports]), return_counts=True)


def _of(known: Keys, having: Keys, keys: Keys) -> Keys:
    """Return what is counted for each of some traits, 0 for those that are not known."""
    import numpy as np

    if not len(known):
        return np.zeros(len(keys), np.int64)
    places = np.minimum(known.searchsorted(keys), len(known) - 1)
    found: Keys = np.where(known[places] == keys, having[places], 0)
    return found


def _around(day: int | None, middle: int) -> bool:
    """Say whether a day is one of the days around another."""
    return day is not None and abs(day - middle) <= AROUND


def _strengths(reports: Sequence[Dated], keys: Keys, rare: npt.NDArray[np.float64]) -> list[Strengths]:
    """Return the strengths of the traits of each report; ``keys`` are those of all, one after another, ``rare`` beside them."""
    import numpy as np

    lengths = [len(report.traits.keys) for report in reports]
    counts = np.concatenate([report.traits.counts for report in reports])
    strengths = (1 + np.log(counts)) * rare
    owners = np.arange(len(reports)).repeat(lengths) << CHANNEL_BITS | keys % (1 << CHANNEL_BITS)
    squares = np.bincount(owners, strengths**2, minlength=len(reports) << CHANNEL_BITS)
    shares = np.tile([CHANNELS.get(channel, 0.0) for channel in range(1 << CHANNEL_BITS)], len(reports))
    factors = np.sqrt(np.divide(shares, squares, out=np.zeros(len(squares)), where=squares > 0))
    weighed = (strengths * factors[owners]).astype(np.float32)
    return np.split(weighed, np.cumsum(lengths)[:-1])


def _rare(having: npt.ArrayLike, number: int | Keys) -> npt.NDArray[np.float64]:
    """Return the rarity of traits that so many of a number of reports have; what COMMON and more have tells nothing."""
    import numpy as np

    counts = np.maximum(np.asarray(having, np.float64), 1.0)
    rare: npt.NDArray[np.float64] = np.log((np.maximum(number, 1) + PRIOR) / counts)
    rare[counts > np.maximum(FEW, COMMON * np.asarray(number))] = 0.0
    return rare
