"""Copies among more texts than memory should hold: most sources in files, the latest in memory.

What decides is :class:`detente.stories.copies.CopyIndex` itself, text by text; only where it finds its sources differs. A
text costs what it shares with those before, not what is held: each of its sampled hashes is looked up in sorted files
(:mod:`detente.archive.copy_store`), and the few sources worth comparing are read.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from detente.archive.copy_store import CopyStore, Part, Shelved
from detente.intake.fingerprint import Fingerprint
from detente.stories.copies import MOST_TEXTS, CopyIndex
from detente.stories.copies_texts import Copy, Entry
from detente.stories.shingle_index import ShingleIndex

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

    from detente.intake.fingerprint import Hashes
    from detente.stories.shingle_index import Numbers

FRESH = 5_000
"""Sources held in memory before they are written to files: 15 MB."""


class StoredCopies(CopyIndex):
    """Sources in a folder, found as :class:`detente.stories.copies.CopyIndex` finds those in memory, and more in memory.

    Those in memory become a part of the files once they are ``fresh``, or with :meth:`settle`; where these cannot be
    written, they stay in memory.
    """

    def __init__(self, folder: Path, *, fresh: int = FRESH) -> None:
        super().__init__()
        self._fresh = fresh
        self._added = self._store = CopyStore(folder)
        self._see()

    def pass_by(self, folder: Path, *, fresh: int = FRESH) -> None:
        """Write what is added from now on to another folder; the files so far stay as they are."""
        self._added, self._fresh = CopyStore(folder), fresh

    def notes(self) -> pa.Table | None:
        """Return the notes that were settled with the sources of ``folder``, None where there are none."""
        import pyarrow as pa

        tables = [part.notes() for part in self._store.parts]
        return pa.concat_tables(tables) if tables else None

    def settle(self, notes: pa.Table | None = None) -> None:
        """Write the sources in memory to files; ``notes`` are the keeper's own rows on them. Raises OSError."""
        fresh = self._entries.fresh
        if fresh:
            self._added.add(shelved(fresh, notes))
            self._see()

    def let_go(self) -> None:
        """Let the pages of the files go that were touched: they take room until the system wants it otherwise."""
        for part in (*self._store.parts, *self._added.parts):
            part.let_go()

    def extend_entries(self, sources: Iterable[Entry]) -> None:
        """Add what is kept of texts that are not copies of any that is held."""
        stream = iter(sources)
        while block := list(islice(stream, self._fresh)):
            super().extend_entries(block)
            self._settle_if_full()

    def hold(self, new: Entry) -> None:
        """Hold what is kept of a text as a source."""
        super().hold(new)
        self._settle_if_full()

    def _place_some(self, texts: Sequence[Entry]) -> Iterator[Copy | None]:
        """Place a few texts."""
        yield from super()._place_some(texts)
        self._settle_if_full()

    def _settle_if_full(self) -> None:
        """Write the sources in memory to files where there are enough of them, if that can be done."""
        if len(self._entries.fresh) >= self._fresh:
            try:
                self.settle()
            except OSError:
                self._fresh *= 2

    def _see(self) -> None:
        """Look at the files as they are now, with nothing in memory."""
        begun = 0 if self._added is self._store else len(self._store)
        shelves = [Shelf(part, 0) for part in self._store.parts]
        if self._added is not self._store:
            shelves += [Shelf(part, begun) for part in self._added.parts]
        self._entries: _Entries = _Entries(shelves)
        self._index = ShingleIndex(most=MOST_TEXTS, laid=shelves)
        self._same.clear()
        self._sampled = array("i", b"".join(shelf.part.array("sampled").tobytes() for shelf in shelves))
        self._sorted = _by_digest(shelves)

    def _of_words(self, digest: int) -> Sequence[int]:
        """Return the numbers of the sources whose words have a digest."""
        import numpy as np

        digests, numbers = self._sorted
        own = np.uint64(digest)
        stored = numbers[digests.searchsorted(own) : digests.searchsorted(own, "right")]
        return [*stored.tolist(), *super()._of_words(digest)]


class Shelf:
    """A part of the files as a segment of the index; its sources are numbered on from ``begun``."""

    def __init__(self, part: Part, begun: int) -> None:
        self.part, self.first, self.end = part, begun + part.first, begun + part.end

    def find(self, hashes: Hashes) -> tuple[Numbers, Numbers]:
        """Return for each hash where those that have it begin, and how many they are."""
        own = self.part.array("hashes")
        left = own.searchsorted(hashes)
        return left, own.searchsorted(hashes, "right") - left

    def at(self, places: Numbers) -> Numbers:
        """Return the numbers of the sources at some places."""
        import numpy as np

        return self.part.array("holders")[places].astype(np.int64) + self.first

    def entry(self, place: int) -> Entry:
        """Return the source at a place."""
        import msgspec
        import numpy as np

        part = self.part
        runs, packed = (_cut(part, *names, place) for names in (("runs", "run_ends"), ("texts", "text_ends")))
        fields = msgspec.msgpack.decode(packed.tobytes(), type=list[bytes | None])
        own, title, credit, moment, address = [
            None if field is None else field.decode("utf-8", "surrogatepass") for field in fields
        ]
        made = Fingerprint(
            digest=int(part.array("digests")[place]), words=int(part.array("words")[place]), runs=np.array(runs)
        )
        return Entry(id=own or "", print=made, title=title or "", credit=credit, moment=moment, address=address)


class _Entries:
    """Sources by their numbers: those on shelves, then those in memory."""

    def __init__(self, shelves: Sequence[Shelf]) -> None:
        self._shelves = shelves
        self._stored = shelves[-1].end if shelves else 0
        self.fresh: list[Entry] = []
        self.append: Callable[[Entry], None] = self.fresh.append

    def __len__(self) -> int:
        return self._stored + len(self.fresh)

    def __getitem__(self, number: int) -> Entry:
        if number >= self._stored:
            return self.fresh[number - self._stored]
        shelf = next(one for one in self._shelves if number < one.end)
        return shelf.entry(number - shelf.first)


def _cut(part: Part, name: str, ends: str, place: int) -> npt.NDArray[Any]:
    """Return what one source has of an array."""
    begin, end = (int(part.array(ends)[n]) if n >= 0 else 0 for n in (place - 1, place))
    return part.array(name)[begin:end]


def _by_digest(shelves: Sequence[Shelf]) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.int32]]:
    """Return the digests of sources on shelves, sorted, and the number of the source beside each."""
    import numpy as np

    digests = np.concatenate([np.empty(0, np.uint64), *(shelf.part.array("digests") for shelf in shelves)])
    order = digests.argsort(kind="stable").astype(np.int32)
    return digests[order], order


def shelved(sources: Sequence[Entry], notes: pa.Table | None = None) -> Shelved:
    """Return sources as arrays, with the keeper's own rows on them."""
    import msgspec
    import numpy as np
    import pyarrow as pa

    samples = [one.print.sample for one in sources]
    sampled = np.array([len(sample) for sample in samples], np.int32)
    hashes = np.concatenate(samples)
    order = hashes.argsort(kind="stable")
    fields = [(one.id, one.title, one.credit, one.moment, one.address) for one in sources]
    packed = [
        msgspec.msgpack.encode([None if text is None else text.encode("utf-8", "surrogatepass") for text in own])
        for own in fields
    ]
    return Shelved(
        hashes=hashes[order],
        holders=np.arange(len(sources), dtype=np.int32).repeat(sampled)[order],
        runs=np.concatenate([one.print.runs for one in sources]),
        run_ends=np.cumsum([len(one.print.runs) for one in sources]),
        texts=np.frombuffer(b"".join(packed), np.uint8),
        text_ends=np.cumsum([len(one) for one in packed]),
        digests=np.array([one.print.digest for one in sources], np.uint64),
        words=np.array([one.print.words for one in sources], np.int32),
        sampled=sampled,
        notes=pa.table({}) if notes is None else notes,
    )
