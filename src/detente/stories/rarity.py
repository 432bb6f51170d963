"""How much a trait tells: less, the more reports have it, above all those of the same days.

In the weeks of a long affair every report has its words. Counted over the days around a report they weigh little, and
what sets one day's event apart from the next weighs much. This is TF-IDF (Spärck Jones 1972), the document frequency
taken half from all reports and half from those of the days around.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import TYPE_CHECKING

from detente.stories.traits import CHANNEL_BITS, NAMES, NUMBERS, TEXT, Dated

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

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

FEW = 50
"""So many reports can always share a trait that tells something."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Around:
    """The reports of the days around a day: in how many each trait stands, and how many there are."""

    having: Counter[int]
    number: int


class Rarity:
    """Counts in how many reports traits stand: overall, as last settled, and on each day, as it comes."""

    def __init__(self) -> None:
        import numpy as np

        self._keys, self._having = np.empty(0, np.int64), np.empty(0, np.int64)
        self._number = 0
        self._days: dict[int, Counter[int]] = {}
        self._on_day: Counter[int] = Counter()

    def settle(self, reports: Sequence[Dated]) -> None:
        """Count traits overall in these reports, and in no others until this is called again."""
        import numpy as np

        self._number = len(reports)
        self._keys, self._having = np.unique(
            np.concatenate([np.empty(0, np.int64), *(report.traits.keys for report in reports)]), return_counts=True
        )

    def as_settled(self) -> Rarity:
        """Return another that has the same counts overall and none by day."""
        other = Rarity()
        other._keys, other._having, other._number = self._keys, self._having, self._number
        return other

    def add(self, report: Dated) -> None:
        """Count a report's traits on its day."""
        if report.day is not None:
            self._days.setdefault(report.day, Counter()).update(report.traits.keys.tolist())
            self._on_day[report.day] += 1

    def around(self, day: int | None) -> Around | None:
        """Return in how many reports of the days around a day each trait stands, None where the day is not known.

        Worth its cost where several reports of the day are weighed; it does not follow what is added afterwards.
        """
        if day is None:
            return None
        having: Counter[int] = Counter()
        for near in self._near(day):
            having.update(self._days[near])
        return Around(having=having, number=sum(self._on_day[near] for near in self._near(day)))

    def weigh(self, report: Dated, around: Around | None = None) -> Strengths:
        """Return the strengths of a report's traits.

        The product of two reports' strengths, summed over the traits they share, is their likeness from 0 to 1: the
        cosine of each channel times the channel's share. ``around`` is that of the report's day, None: it is looked up.
        """
        import numpy as np

        keys = report.traits.keys.tolist()
        rare = _rare(self._overall(report.traits.keys), self._number)
        if around is not None:
            rare = (1 - LOCAL) * rare + LOCAL * _rare([around.having.get(key, 0) for key in keys], around.number)
        elif report.day is not None:
            near = [self._days[other] for other in self._near(report.day)]
            number = sum(self._on_day[other] for other in self._near(report.day))
            here = np.zeros(len(keys), np.int64)
            for own in near:  # a Counter's own way of saying 0 costs ten times as much
                here += np.fromiter(map(own.get, keys, repeat(0)), np.int64, len(keys))
            rare = (1 - LOCAL) * rare + LOCAL * _rare(here, number)
        strengths = (1 + np.log(report.traits.counts)) * rare
        channels = report.traits.keys % (1 << CHANNEL_BITS)
        for channel, share in CHANNELS.items():
            own_channel = channels == channel
            length = float(np.sqrt((strengths[own_channel] ** 2).sum()))
            if length > 0:
                strengths[own_channel] *= np.sqrt(share) / length
        return strengths.astype(np.float32)

    def _overall(self, keys: Keys) -> Keys:
        """Return in how many of the settled reports traits stand."""
        import numpy as np

        if not len(self._keys):
            return np.zeros(len(keys), np.int64)
        places = np.minimum(self._keys.searchsorted(keys), len(self._keys) - 1)
        having: Keys = np.where(self._keys[places] == keys, self._having[places], 0)
        return having

    def _near(self, day: int) -> list[int]:
        """Return the days around a day that have reports."""
        return [near for near in range(day - AROUND, day + AROUND + 1) if near in self._days]


def _rare(having: npt.ArrayLike, number: int) -> npt.NDArray[np.float64]:
    """Return the rarity of traits that so many of a number of reports have; what COMMON and more have tells nothing."""
    import numpy as np

    counts = np.maximum(np.asarray(having, np.float64), 1.0)
    rare: npt.NDArray[np.float64] = np.log((max(number, 1) + PRIOR) / counts)
    rare[counts > max(FEW, COMMON * number)] = 0.0
    return rare
