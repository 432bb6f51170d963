"""How much a trait tells: less, the more reports have it, above all those of the same days.

In the weeks of a long affair every report has its words. Counted over the days around a report they weigh little, and
what sets one day's event apart from the next weighs much. This is TF-IDF (Spärck Jones 1972), the document frequency
taken half from all reports and half from those of the days around.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from detente.stories.traits import CHANNEL_BITS, NAMES, NUMBERS, TEXT

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from detente.stories.traits import Traits

    Strengths = npt.NDArray[np.float32]

CHANNELS = {TEXT: 0.9, NAMES: 0.05, NUMBERS: 0.05}
"""What each channel counts in the likeness of two reports. More weight on names costs on AllSides, where one person is in
the news all the time, and helps on ECB+, which has look-alike events; from 0 to .1 neither moves by a point."""

AROUND = 3
"""Days before and after a report that are the days around it: a news cycle. From 2 to 20 the figures hardly move."""

LOCAL = 0.5
"""Share of the rarity that is taken from the days around: AllSides loses a point at 0, and stays as it is at .75 and 1."""


class Rarity:
    """Counts in how many reports traits stand, overall and by day."""

    def __init__(self) -> None:
        self._all: Counter[int] = Counter()
        self._number = 0
        self._days: dict[int, Counter[int]] = {}
        self._on_day: Counter[int] = Counter()

    def add(self, traits: Traits, day: int | None) -> None:
        """Count a report's traits; ``day`` is the ordinal of the day it appeared on, None: unknown."""
        keys = traits.keys.tolist()
        self._all.update(keys)
        self._number += 1
        if day is not None:
            self._days.setdefault(day, Counter()).update(keys)
            self._on_day[day] += 1

    def weigh(self, traits: Traits, day: int | None) -> Strengths:
        """Return the strengths of a report's traits; the report was added before.

        The product of two reports' strengths, summed over the traits they share, is their likeness from 0 to 1: the
        cosine of each channel times the channel's share.
        """
        import numpy as np

        keys = traits.keys.tolist()
        rare = _rare([self._all[key] for key in keys], self._number)
        if day is not None:
            here = np.zeros(len(keys))
            number = 0
            for near in range(day - AROUND, day + AROUND + 1):
                own = self._days.get(near)
                if own is not None:
                    here += [own[key] for key in keys]
                    number += self._on_day[near]
            rare = (1 - LOCAL) * rare + LOCAL * _rare(here, number)
        strengths = (1 + np.log(traits.counts)) * rare
        channels = traits.keys % (1 << CHANNEL_BITS)
        for channel, share in CHANNELS.items():
            own_channel = channels == channel
            length = float(np.sqrt((strengths[own_channel] ** 2).sum()))
            if length > 0:
                strengths[own_channel] *= np.sqrt(share) / length
        # In half the room; so they are rounded in the same way whether they were kept or made anew.
        return strengths.astype(np.float32)


def _rare(having: npt.ArrayLike, number: int) -> npt.NDArray[np.float64]:
    """Return the rarity of traits that so many of a number of reports have; one report has each at least."""
    import numpy as np

    rare: npt.NDArray[np.float64] = np.log((number + 1) / np.maximum(np.asarray(having, np.float64), 1.0))
    return rare
