"""How alike a report is to those held before it, and of which parts that is made."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from detente.stories.closeness import UNKNOWN, closeness
from detente.stories.nearness import DAYS_APART
from detente.stories.rarity import CHANNELS
from detente.stories.trait_index import Entry, TraitIndex
from detente.stories.traits import CHANNEL_BITS, NAMES, NUMBERS, TEXT, UNDATED

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from detente.records import Part
    from detente.stories.trait_index import Numbers, Shared

    Scores = npt.NDArray[np.float64]

_PARTS = {TEXT: "text", NAMES: "names", NUMBERS: "numbers"}
_MANY = 4


class Likenesses:
    """Says how like one another numbered reports are.

    ``days`` are those of the reports from number 0 on, UNDATED: unknown. Only reports that were added are found.
    """

    def __init__(self, days: Iterable[int]) -> None:
        self._index = TraitIndex()
        self._days = array("q", days)

    def clear(self) -> None:
        """Let none of the reports be found any more."""
        self._index = TraitIndex()

    def extend(self, entries: Sequence[Entry]) -> None:
        """Add reports; one without a day in ``days`` yet has the number that follows."""
        for entry in entries:
            if entry.number == len(self._days):
                self._days.append(UNDATED if entry.day is None else entry.day)
        self._index.extend(entries)

    def sharing(self, entry: Entry) -> Shared:
        """Return what a report shares with others: the argument ``shared`` of the questions below."""
        return self._index.sharing(entry)

    def of(self, entry: Entry, shared: Shared) -> tuple[Numbers, Scores]:
        """Return the reports that are like one, by number, and how much, from 0 to 1."""
        import numpy as np

        if len(self._days) > _MANY * len(shared.numbers):  # a number for each report would cost more than sorting these
            numbers, places = np.unique(shared.numbers, return_inverse=True)
            sums = np.bincount(places, shared.values, minlength=len(numbers))
        else:
            every = np.bincount(shared.numbers, shared.values, minlength=len(self._days))
            numbers = every.nonzero()[0]
            sums = every[numbers]
        return numbers, sums * self._close(entry.day, numbers)

    def parts(self, entry: Entry, members: Sequence[int], *, of: int, shared: Shared) -> tuple[float, tuple[Part, ...]]:
        """Return how alike a report is on average to a story, and the parts of it, each from 0 to 1.

        ``members`` are the numbers of those reports of the story that it shares anything with, ``of`` how many it has.
        """
        import numpy as np

        from detente.records import Part

        numbers = np.array(members, np.int64)
        inside = np.isin(shared.numbers, numbers)
        close = self._close(entry.day, shared.numbers[inside])
        score = float((shared.values[inside] * close).sum()) / of
        found = [Part(name=name, value=_mean(shared, inside, channel, of)) for channel, name in _PARTS.items()]
        found.append(Part(name="time", value=round(float(self._close(entry.day, numbers).mean()), 4)))
        return round(score, 4), tuple(found)

    def _close(self, day: int | None, numbers: Numbers) -> Scores:
        """Return what the days of a report and of some others leave of their likeness."""
        import numpy as np

        own = np.array([UNDATED if day is None else day])
        return close(own, np.frombuffer(self._days, np.int64)[numbers])


def close(days: Numbers, others: Numbers) -> Scores:
    """Return what days leave of the likeness of reports to others; UNDATED stands for one that is not known."""
    import numpy as np

    after = np.array([closeness(0, apart) for apart in range(DAYS_APART + 2)])
    apart = np.minimum(np.abs(days - others), DAYS_APART + 1)
    left: Scores = np.where((days == UNDATED) | (others == UNDATED), UNKNOWN, after[apart])
    return left


def _mean(shared: Shared, inside: npt.NDArray[np.bool_], channel: int, members: int) -> float:
    """Return the mean likeness of one channel."""
    own = inside & (shared.keys % (1 << CHANNEL_BITS) == channel)
    return round(float(shared.values[own].sum()) / CHANNELS[channel] / members, 4)
