"""How alike a report is to those held before it, and of which parts that is made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.records import Part
from detente.stories.closeness import UNKNOWN, closeness
from detente.stories.nearness import DAYS_APART
from detente.stories.rarity import CHANNELS
from detente.stories.trait_index import Entry, TraitIndex
from detente.stories.traits import CHANNEL_BITS, NAMES, NUMBERS, TEXT

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from detente.stories.trait_index import Numbers, Shared

    Scores = npt.NDArray[np.float64]

_PARTS = {TEXT: "text", NAMES: "names", NUMBERS: "numbers"}
_UNDATED = -1


class Likenesses:
    """Reports by number, 0 first, with what says how alike they are."""

    def __init__(self) -> None:
        self._index = TraitIndex()
        self._days: list[int] = []

    def __len__(self) -> int:
        """Return how many reports are held."""
        return len(self._days)

    def extend(self, entries: list[Entry]) -> None:
        """Add reports whose numbers follow on."""
        self._days.extend(_UNDATED if entry.day is None else entry.day for entry in entries)
        self._index.extend(entries)

    def of(self, entry: Entry, *, undated_too: bool = True) -> tuple[Numbers, Scores]:
        """Return the reports that are like one, and how much, from 0 to 1.

        ``undated_too`` false leaves out, for a report whose day is unknown, all those whose day is known.
        """
        import numpy as np

        shared = self._index.sharing(entry, undated_too=undated_too)
        sums = np.bincount(shared.numbers, shared.values, minlength=len(self._days))
        numbers = sums.nonzero()[0]
        return numbers, sums[numbers] * self._close(entry.day, numbers)

    def parts(self, entry: Entry, members: Numbers) -> tuple[float, tuple[Part, ...]]:
        """Return how alike a report is to some others on average, and the parts of it, each from 0 to 1."""
        import numpy as np

        shared = self._index.sharing(entry)
        inside = np.isin(shared.numbers, members)
        close = self._close(entry.day, members)
        by_member = np.zeros(len(self._days))
        by_member[members] = close
        score = float((shared.values[inside] * by_member[shared.numbers[inside]]).sum()) / len(members)
        found = [Part(name=name, value=_mean(shared, inside, channel, len(members))) for channel, name in _PARTS.items()]
        found.append(Part(name="time", value=round(float(close.mean()), 4)))
        return round(score, 4), tuple(found)

    def _close(self, day: int | None, numbers: Numbers) -> Scores:
        """Return what the days of a report and of some others leave of their likeness."""
        import numpy as np

        after = np.array([closeness(0, apart) for apart in range(DAYS_APART + 2)])
        days = np.array(self._days, np.int64)[numbers]
        if day is None:
            return np.full(len(numbers), UNKNOWN)
        apart = np.minimum(np.abs(days - day), DAYS_APART + 1)
        close: Scores = np.where(days == _UNDATED, UNKNOWN, after[apart])
        return close


def _mean(shared: Shared, inside: npt.NDArray[np.bool_], channel: int, members: int) -> float:
    """Return the mean likeness of one channel."""
    own = inside & (shared.keys % (1 << CHANNEL_BITS) == channel)
    return round(float(shared.values[own].sum()) / CHANNELS[channel] / members, 4)
