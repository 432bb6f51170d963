"""Copies among more texts than memory should hold: sources on disk, by bands of their hashes, and what is new in blocks.

For each block of texts DuckDB joins their sampled hashes with those of all sources before; the few sources that the block
can be compared with are then held in an index like :class:`detente.stories.copies.CopyIndex`, which decides as it
would with all sources in memory. So a day's texts cost what they share with those before, not what is held.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from detente.archive.copy_store import CopyStore
from detente.intake.fingerprint import Fingerprint
from detente.stories.copies import HINT, MOST_TEXTS, CopyIndex
from detente.stories.copies_texts import Copy, Entry, Text, entries

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

BLOCK = 5_000
"""Texts placed at once: their fingerprints and what they can share take some 100 MB."""


class StoredCopies:
    """Sources in a folder, as :class:`detente.stories.copies.CopyIndex` is sources in memory; it gives the same answers."""

    def __init__(self, folder: Path, *, memory: str = "1GB", block: int = BLOCK) -> None:
        self._store = CopyStore(folder, most=MOST_TEXTS, memory=memory)
        self._block = block

    def __len__(self) -> int:
        """Return how many sources there are."""
        return self._store.sources

    def hold(self, sources: Iterable[Entry]) -> None:
        """Add what is kept of texts that are not copies of any that is held."""
        stream = iter(sources)
        while block := list(islice(stream, self._block)):
            self._keep(block)

    def place(self, texts: Iterable[Text], *, least_share: float = 0.0) -> Iterator[Copy | None]:
        """Yield for each text of which source it is a copy, None if of none; then it is a source for those after it.

        ``least_share`` is how much of the text must stand in the source. What is placed is kept block by block.
        """
        return self.place_entries(entries(texts), least_share=least_share)

    def place_entries(self, new: Iterable[Entry], *, least_share: float = 0.0) -> Iterator[Copy | None]:
        """Do as :meth:`place` with what is kept of texts."""
        stream = iter(new)
        while block := list(islice(stream, self._block)):
            window = self._window(block)
            placed = [window.decide(one, least_share) for one in block]
            self._keep([one for one, copy in zip(block, placed, strict=True) if copy is None])
            yield from placed

    def _window(self, block: Sequence[Entry]) -> _Window:
        """Return an index of the sources that a block's texts share hashes or all words with."""
        import numpy as np
        import pyarrow as pa

        samples = [one.print.sample for one in block]
        hashes, sizes = np.concatenate(samples), np.array([len(sample) for sample in samples])
        having = self._store.having(pa.table({"hash": np.unique(hashes)}))
        asked = {"text": np.repeat(np.arange(len(block)), sizes), "hash": hashes, "size": np.repeat(sizes, sizes)}
        digests = pa.table({"digest": pa.array([one.print.digest for one in block if one.print.words], pa.uint64())})
        found, lengths = self._store.likely(pa.table(asked), having, digests, HINT)
        return _Window(having=having, lengths=lengths, found=found.to_pylist())

    def _keep(self, sources: Sequence[Entry]) -> None:
        """Add sources to the store."""
        import numpy as np
        import pyarrow as pa

        if not sources:
            return
        first = self._store.sources
        samples = [one.print.sample for one in sources]
        sizes = [len(sample) for sample in samples]
        numbers = np.arange(first, first + len(sources))
        lists = pa.ListArray.from_arrays(
            np.concatenate(([0], np.cumsum([len(one.print.runs) for one in sources]))).astype(np.int32),
            np.concatenate([one.print.runs for one in sources]),
        )
        columns: dict[str, Any] = {"number": numbers, "id": [one.id for one in sources]}
        columns["digest"] = pa.array([one.print.digest for one in sources], pa.uint64())
        columns["words"] = pa.array([one.print.words for one in sources], pa.int32())
        columns |= {"sampled": pa.array(sizes, pa.int32()), "runs": lists}
        for name in ("title", "credit", "moment", "address"):
            columns[name] = pa.array([getattr(one, name) for one in sources], pa.string())
        self._store.add(
            pa.table(columns), pa.table({"hash": np.concatenate(samples), "number": np.repeat(numbers, sizes)})
        )


class _Window(CopyIndex):
    """An index of some of the sources on disk, with all that have a hash counted, and of the texts placed since.

    ``having`` says which sources have which hashes, ``lengths`` how large their samples are; ``found`` are those of them
    that can be worth comparing, whole.
    """

    def __init__(self, *, having: pa.Table, lengths: pa.Table, found: Sequence[dict[str, Any]]) -> None:
        import numpy as np

        super().__init__()
        known: npt.NDArray[np.int64] = np.union1d(lengths["number"].to_numpy(), [row["number"] for row in found])
        known = known.astype(np.int64)
        self._entries = [_NOBODY] * len(known)
        sampled = np.zeros(len(known), np.intc)
        sampled[known.searchsorted(lengths["number"].to_numpy())] = lengths["sampled"].to_numpy()
        self._sampled = array("i", sampled.tobytes())
        for row in found:
            place = int(known.searchsorted(row["number"]))
            self._entries[place] = _entry(row)
            self._same[row["digest"]].append(place)
        self._index.put(having["hash"].to_numpy(), known.searchsorted(having["number"].to_numpy()))

    def decide(self, new: Entry, least_share: float) -> Copy | None:
        """Return of which source a text is a copy, and hold it as a source if of none."""
        found = self._find(new, least_share)
        if found is None:
            self._index.add(len(self._entries), self._keep(new))
        return found


def _entry(row: dict[str, Any]) -> Entry:
    """Return a source out of its row."""
    import numpy as np

    own = Fingerprint(digest=row["digest"], words=row["words"], runs=np.array(row["runs"], np.uint32))
    named = {name: row[name] for name in ("id", "title", "credit", "moment", "address")}
    return Entry(print=own, **named)


_NONE: Any = ()
_NOBODY = Entry(
    id="", print=Fingerprint(digest=0, words=0, runs=_NONE), title="", credit=None, moment=None, address=None
)
"""What stands for a source that only counts."""
