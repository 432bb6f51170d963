"""Copies: which texts carry another's words, in which direction and with what share.

Two texts are compared by their distinct runs of three words (:mod:`detente.intake.fingerprint`): how much of the one
stands in the other, both ways, so that cuts and embedded reprints are found as well as rewritten ones. A sample of one
run in four finds the texts worth comparing, all runs decide. A copy points at its source directly, with its own shares;
a copy is never a source itself, so that no chain of loose links makes a copy.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Protocol

from detente.intake.fingerprint import SAMPLE, shared
from detente.stories.copies_texts import Copy, CopyKind, Entry, Text, entries, kind, known_date, later, text_of
from detente.stories.shingle_index import ShingleIndex

if TYPE_CHECKING:
    from detente.intake.fingerprint import Fingerprint, Hashes
    from detente.stories.shingle_index import Numbers

__all__ = ["COPY_SHARE", "Copy", "CopyIndex", "CopyKind", "Text", "copies", "known_date", "text_of"]

COPY_SHARE = 0.38
"""Least share of the one text in the other. On 2,125 made copies F1 is highest from .35 to .38; of 1,479 short summaries
of the news, 18 pairs that only quote the same words or follow one template have .3 to .37."""

LEAST_RUNS = 8
"""Least number of runs that two texts share, unless all their words are the same: a sentence of 10 words."""

MOST_TEXTS = 64
"""A run that more sources than these have (a standing phrase, a disclaimer) does not make them worth comparing."""

HALF = 2 * SAMPLE
"""One hash in so many is in half the sample."""

HINT = COPY_SHARE / 4  # least share in the sample; a true share of COPY_SHARE falls below it 1 time in 1,000
_FEW = 64  # texts compared at once: their arrays stay in a processor's cache
_BLOCK = 4096  # texts added at once: enough to fill a segment of the index


class Held(Protocol):
    """Sources by their numbers, from 0 on."""

    def append(self, new: Entry, /) -> None:
        """Hold a further one."""
        ...

    def __getitem__(self, number: int, /) -> Entry: ...

    def __len__(self) -> int: ...


class CopyIndex:
    """Sources so far, which can be asked whether a further text is a copy of one.

    Which source is found does not depend on the order in which they were added. A source is not known to be published
    later than its copy, and does not stand at the same address, unless its words are the same: a later version of an
    address is a revision (:mod:`detente.stories.copies_revisions`).
    """

    def __init__(self) -> None:
        self._entries: Held = []
        self._index = ShingleIndex(most=MOST_TEXTS)
        self._same: dict[int, list[int]] = defaultdict(list)
        self._sampled = array("i")  # how many hashes of each source are in the sample

    def __len__(self) -> int:
        """Return how many sources there are."""
        return len(self._entries)

    def extend(self, sources: Iterable[Text]) -> None:
        """Add texts that are not copies of any that is held."""
        self.extend_entries(entries(sources))

    def extend_entries(self, sources: Iterable[Entry]) -> None:
        """Do as :meth:`extend` with what is kept of texts."""
        block: list[tuple[int, Hashes]] = []
        for new in sources:
            block.append((len(self._entries), self._keep(new)))
            if len(block) >= _BLOCK:
                self._index.extend(block)
                block = []
        self._index.extend(block)

    def find(self, text: Text, *, least_share: float = 0.0) -> Copy | None:
        """Return of which source a text is a copy, None if of none.

        ``least_share`` is how much of the text must stand in the source. Of several sources it is the one with the
        largest share of the one in the other, then the earliest.
        """
        (new,) = entries([text])
        return self.find_entry(new, least_share=least_share)

    def find_entry(self, new: Entry, *, least_share: float = 0.0) -> Copy | None:
        """Do as :meth:`find` with what is kept of a text."""
        return self._find(new, least_share)

    def place(self, text: Text, *, least_share: float = 0.0) -> Copy | None:
        """Do as :meth:`find`, and hold the text as a source if it is no copy."""
        (new,) = entries([text])
        found = self._find(new, least_share)
        if found is None:
            self.hold(new)
        return found

    def hold(self, new: Entry) -> None:
        """Hold what is kept of a text as a source."""
        self._index.add(len(self._entries), self._keep(new))

    def place_entries(self, texts: Sequence[Entry]) -> Iterator[Copy | None]:
        """Do as :meth:`place` with what is kept of texts, one after another; some at once cost a third of one by one."""
        for begin in range(0, len(texts), _FEW):
            yield from self._place_some(texts[begin : begin + _FEW])

    def _place_some(self, texts: Sequence[Entry]) -> Iterator[Copy | None]:
        """Do as :meth:`place_entries` with a few texts: what they share is counted before any of them is placed."""
        likely, unsure = self._likely_in_turn(texts)
        first = len(self._entries)
        held: dict[int, int] = {}
        waiting: list[tuple[int, Hashes]] = []
        for place, new in enumerate(texts):
            if unsure[place] and likely[place]:
                self._index.extend(waiting)
                waiting = []
                found = self._find(new, 0.0)
            else:
                numbers = {held.get(n - first, -1) if n >= first else n for n in likely[place]} - {-1}
                found = self._best(new, self._fit(new, numbers), 0.0)
            if found is None:
                held[place] = len(self._entries)
                waiting.append((len(self._entries), self._keep(new)))
            yield found
        self._index.extend(waiting)

    def _likely_in_turn(self, texts: Sequence[Entry]) -> tuple[list[list[int]], list[bool]]:
        """Return the sources worth comparing with each of some texts, and which must be asked alone to be sure of them.

        Sources that are yet to come from among the texts have the numbers after those held, in the order of the texts.
        """
        import numpy as np

        samples = [new.print.sample for new in texts]
        (places, numbers, counts), unsure = self._index.sharing_in_turn(samples, len(self._entries))
        own = np.array([len(sample) for sample in samples])
        lengths = np.concatenate([np.frombuffer(self._sampled, np.intc), own])
        enough = counts >= HINT * np.minimum(lengths[numbers], own[places])
        found: list[list[int]] = [[] for _ in texts]
        for place, number in zip(places[enough].tolist(), numbers[enough].tolist(), strict=True):
            found[place].append(number)
        return found, unsure.tolist()

    def _keep(self, new: Entry) -> Hashes:
        """Hold a source and return the hashes that it is found by."""
        self._same[new.print.digest].append(len(self._entries))
        self._entries.append(new)
        sample = new.print.sample
        self._sampled.append(len(sample))
        return sample

    def _of_words(self, digest: int) -> Sequence[int]:
        """Return the numbers of the sources whose words have a digest."""
        return self._same.get(digest, ())

    def _find(self, new: Entry, least_share: float) -> Copy | None:
        """Return of which source a text is a copy, None if of none."""
        return self._best(new, self._fit(new, self._likely(new)), least_share)

    def _best(self, new: Entry, sources: Iterable[Entry], least_share: float) -> Copy | None:
        """Return of which of some sources a text is a copy, None if of none."""
        runs = len(new.print.runs)
        best: tuple[float, str, str] | None = None
        found: Copy | None = None
        for source in sources:
            common = shared(new.print, source.print)
            share, of_source = common / runs, common / len(source.print.runs)
            larger = max(share, of_source)
            same = new.print.digest == source.print.digest
            if share < least_share or not (same or (larger >= COPY_SHARE and common >= LEAST_RUNS)):
                continue
            rank = (-larger, source.moment or "~", source.id)
            if best is None or rank < best:
                sort = kind(new, source, share, of_source)
                best, found = rank, Copy(id=new.id, source=source.id, kind=sort, share=share, share_of_source=of_source)
        return found

    def _likely(self, new: Entry) -> set[int]:
        """Return the numbers of the sources that share enough of the sample with a text."""
        import numpy as np

        if not self._entries:
            return set()
        sample = new.print.sample
        numbers, counts = self._index.sharing(sample)
        lengths = np.frombuffer(self._sampled, np.intc)[numbers]
        return set(numbers[counts >= HINT * np.minimum(lengths, len(sample))].tolist())

    def _fit(self, new: Entry, likely: set[int]) -> Iterator[Entry]:
        """Yield the sources among likely ones, and those of the same words, that a text can be a copy of."""
        if not new.print.words:
            return
        same = self._of_words(new.print.digest)
        for number in likely.union(same):
            source = self._entries[number]
            revised = number not in same and source.address is not None and source.address == new.address
            if source.id != new.id and not revised and not later(source.moment, new.moment):
                yield source


def copies(given: Iterable[Text]) -> Iterator[Copy]:
    """Yield the texts that are copies with their sources, in the order of the sources' publication.

    The earliest published is the source. Texts without a date come last. Where dates leave the order open, the text
    that most others share most with comes first, then the longer one, then the one given first. Bodies are not kept.
    """
    yield from copies_among(list(entries(given)))


def copies_among(found: Sequence[Entry]) -> Iterator[Copy]:
    """Do as :func:`copies` with what is kept of texts."""
    weights = _weights(found)
    order = sorted(range(len(found)), key=lambda n: (found[n].moment or "~", -weights[n], -found[n].print.words, n))
    index = CopyIndex()
    yield from filter(None, index.place_entries([found[number] for number in order]))


def alike(a: Fingerprint, b: Fingerprint) -> bool:
    """Say whether one of two texts is a copy of the other, whichever came first."""
    common, fewer = shared(a, b), min(len(a.runs), len(b.runs))
    return fewer > 0 and (a.digest == b.digest or (common >= LEAST_RUNS and common >= COPY_SHARE * fewer))


def _weights(texts: Sequence[Entry]) -> list[float]:
    """Return how much of its words each text shares with the others, as far as its date leaves its place open."""
    import numpy as np

    times = Counter(e.moment for e in texts)
    tied = [n for n, e in enumerate(texts) if times[e.moment] > 1]
    samples = {n: _half(texts[n].print.sample) for n in tied}
    lengths = np.array([len(samples.get(n, ())) for n in range(len(texts))])
    index = ShingleIndex(most=MOST_TEXTS)
    index.extend(list(samples.items()))
    return summed(tied, samples.__getitem__, lengths, index, lambda number: texts[number].print)


def summed(
    tied: Sequence[int],
    sample: Callable[[int], Hashes],
    lengths: Numbers,
    index: ShingleIndex,
    fingerprint: Callable[[int], Fingerprint],
) -> list[float]:
    """Return how much of its words each text shares with others, of those that are ``tied``; 0 for the rest.

    The weight is the sum, over the texts of which one is a copy of the other, of the runs that both have as a part of
    all that either has. Half the sample finds them: the order of two texts hangs on the many that are found.

    Args:
        tied: the texts, by their places, whose dates leave their order open.
        sample: gives half the sample of one of them.
        lengths: how many hashes that has, for each text; 0 for one that is not tied.
        index: holds these hashes.
        fingerprint: gives all runs of a text.
    """
    import numpy as np

    weights = [0.0] * len(lengths)
    for begin in range(0, len(tied), _FEW):
        some = tied[begin : begin + _FEW]
        places, others, counts = index.sharing_each([sample(n) for n in some])
        numbers = np.array(some)[places]
        likely = (others > numbers) & (counts >= COPY_SHARE / 2 * np.minimum(lengths[numbers], lengths[others]))
        for number, other in zip(numbers[likely].tolist(), others[likely].tolist(), strict=True):
            weight = _alike(fingerprint(number), fingerprint(other))
            weights[number] += weight
            weights[other] += weight
    return [round(weight, 9) for weight in weights]


def _alike(a: Fingerprint, b: Fingerprint) -> float:
    """Return the runs that two texts share as a part of all that they have, 0 if neither is a copy of the other."""
    common, fewer = shared(a, b), min(len(a.runs), len(b.runs))
    return common / (len(a.runs) + len(b.runs) - common) if common >= max(LEAST_RUNS, COPY_SHARE * fewer) else 0.0


def _half(sample: Hashes) -> Hashes:
    """Return half the hashes of a sample."""
    half: Hashes = sample[sample % HALF == 0]
    return half
