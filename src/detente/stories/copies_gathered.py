"""Copies among texts that are all there before the first is placed, more than memory should hold.

The same as :func:`detente.stories.copies.copies_among`, with what is kept of the texts in files: they are gathered as they
come, weighed and put in order, and then placed among sources in files (:mod:`detente.stories.copies_stored`).
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from detente.archive.copy_store import CopyStore
from detente.stories.copies import HALF, MOST_TEXTS, summed
from detente.stories.copies_stored import FRESH, Shelf, StoredCopies, shelved
from detente.stories.copies_texts import Copy, Entry
from detente.stories.shingle_index import ShingleIndex

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from detente.intake.fingerprint import Hashes
    from detente.stories.shingle_index import Numbers

GATHERED = 20_000
"""Texts that are written to files at once: 60 MB."""

PLACED = 4_096
"""Texts that are placed until the pages of the files that were touched are let go."""


def copies_gathered(
    given: Iterable[Entry], folder: Path, *, tell: Callable[[int, int], None] = lambda _done, _all: None
) -> Iterator[Copy]:
    """Yield the texts that are copies with their sources; files lie in a folder. Raises OSError.

    ``tell`` is told how many were placed, of how many.
    """
    texts = _Gathered(folder / "given", given)
    order = texts.order(folder)
    index = StoredCopies(folder / "sources", fresh=FRESH)
    for begin in range(0, len(order), PLACED):
        tell(begin, len(order))
        block = [texts.entry(number) for number in order[begin : begin + PLACED].tolist()]
        yield from filter(None, index.place_entries(block))
        texts.let_go()
        index.let_go()


class _Gathered:
    """What is kept of texts, by their places in the order given."""

    def __init__(self, folder: Path, given: Iterable[Entry]) -> None:
        self._store = CopyStore(folder)
        self._moments: list[str | None] = []
        self._words = array("q")
        same: dict[str | None, str | None] = {}
        stream = iter(given)
        while block := list(islice(stream, GATHERED)):
            self._moments.extend(same.setdefault(one.moment, one.moment) for one in block)
            self._words.extend(one.print.words for one in block)
            self._store.add(shelved(block))
        self._shelves = [Shelf(part, 0) for part in self._store.parts]

    def entry(self, number: int) -> Entry:
        """Return what is kept of a text."""
        shelf = next(one for one in self._shelves if number < one.end)
        return shelf.entry(number - shelf.first)

    def let_go(self) -> None:
        """Let the pages of the files go that were touched."""
        for shelf in self._shelves:
            shelf.part.let_go()

    def order(self, folder: Path) -> Numbers:
        """Return the places of the texts in the order in which they may be sources of those after them."""
        import numpy as np

        times = {moment: place for place, moment in enumerate(sorted({one or "~" for one in self._moments}))}
        moments = np.array([times[one or "~"] for one in self._moments])
        weights = np.array(self._weights(folder))
        return np.lexsort((-np.frombuffer(self._words, np.int64), -weights, moments))

    def _weights(self, folder: Path) -> Sequence[float]:
        """Return how much each text shares with the others, as far as its date leaves its place open."""
        import numpy as np

        times = Counter(self._moments)
        is_tied = np.array([times[moment] > 1 for moment in self._moments], np.bool_)
        halves = [_Half(shelf, is_tied, folder) for shelf in self._shelves]
        lengths = np.concatenate([half.lengths for half in halves])
        index = ShingleIndex(most=MOST_TEXTS, laid=halves)

        def sample(number: int) -> Hashes:
            """Return half the sample of a text."""
            if number % GATHERED == 0:
                self.let_go()
            sampled = self.entry(number).print.sample
            half: Hashes = sampled[sampled % HALF == 0]
            return half

        return summed(np.flatnonzero(is_tied).tolist(), sample, lengths, index, lambda number: self.entry(number).print)


class _Half:
    """Half the sampled hashes of those texts on a shelf whose dates leave their place open, as a segment of an index."""

    def __init__(self, shelf: Shelf, is_tied: npt.NDArray[np.bool_], folder: Path) -> None:
        import numpy as np

        self._first = shelf.first
        hashes, holders = (shelf.part.array(name) for name in ("hashes", "holders"))
        kept = np.flatnonzero((hashes % HALF == 0) & is_tied[shelf.first : shelf.end][holders])
        self.lengths = np.bincount(holders[kept], minlength=len(shelf.part))
        self._hashes = _laid(hashes[kept], folder / f"half-{shelf.first}")
        self._holders = _laid(holders[kept], folder / f"holders-{shelf.first}")
        shelf.part.let_go()

    def find(self, hashes: Hashes) -> tuple[Numbers, Numbers]:
        left = self._hashes.searchsorted(hashes)
        return left, self._hashes.searchsorted(hashes, "right") - left

    def at(self, places: Numbers) -> Numbers:
        import numpy as np

        return self._holders[places].astype(np.int64) + self._first


def _laid(values: npt.NDArray[np.generic], file: Path) -> npt.NDArray[np.generic]:
    """Write an array to a file and return it as it lies there."""
    import numpy as np

    values.tofile(file)
    return np.asarray(np.memmap(file, values.dtype, "r")) if len(values) else values
