"""What two texts are compared by: the hashes of all their runs of three words.

A text is folded first (case, accents and width left out), so that spelling habits of outlets do not tell copies apart;
whatever is neither letter nor digit parts words, and a character of a script without spaces is a word of its own.
Every word gets a hash, every run of :data:`RUN` words one of 32 bits. The hashes depend on the text alone: they are the
same in every process and may be kept.

The arithmetic is on whole arrays, modulo 2**64: a word's hash is its polynomial in :data:`_BASE`, taken out of one
running sum over the text.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Hashes = npt.NDArray[np.uint32]
    Folded = npt.NDArray[np.uint64]

RUN = 3
"""Words in a run. Two words meet by chance, four miss a copy in which every fifth word was changed."""

SAMPLE = 4
"""One hash in so many, a power of two, is in the sample that candidates are found by."""

_BASE = 0x9E3779B97F4A7C15  # odd, so that it has an inverse modulo 2**64
_MIX = (0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93)  # odd constants with their bits well spread
_PLANE = 0x10000  # characters with a row of their own in the table; those beyond (emoji, rare Han) part words
_APART, _LEFT_OUT = 0, 1  # what the table says of characters that part words, and of marks that are left out
_UNSEEN = 0xFFFFFFFF  # what it says of characters that have not been looked up
_FIRST_LEFT_OUT = 0xAD  # the soft hyphen: no character before it is left out
_UNSPACED = (  # scripts written without spaces: Thai to Burmese, then Khmer, kana and Han
    (0x0E00, 0x109F),
    (0x1780, 0x17FF),
    (0x3040, 0x30FF),
    (0x3400, 0x9FFF),
)
_PLAIN = (0x3041, 0xE000)  # kana, Han and Hangul: compared as they are, since parts of a syllable are no accents
_LONGEST = 1 << 20  # characters of a text that count: ten times the longest report
_BLOCK = 1 << 15  # characters taken at once: their arrays stay in a processor's cache


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Fingerprint:
    """A text as its runs of words.

    ``digest`` is the same for texts of the same words in the same order; ``words`` is how many there are; ``runs``
    holds each hash once, sorted. A text of one or two words has one run, a text of none has none.
    """

    digest: int
    words: int
    runs: Hashes

    @property
    def sample(self) -> Hashes:
        """The hashes that stand for the others where candidates are looked for, sorted."""
        sampled: Hashes = self.runs[self.runs & (SAMPLE - 1) == 0]
        return sampled


def fingerprint(text: str) -> Fingerprint:
    """Return the fingerprint of a text."""
    (found,) = fingerprints([text])
    return found


def fingerprints(texts: Iterable[str]) -> Iterator[Fingerprint]:
    """Yield the fingerprint of each text; texts are taken a few at a time, which costs a third of one by one."""
    block: list[str] = []
    size = 0
    for text in texts:
        block.append(text[:_LONGEST])
        size += len(block[-1])
        if size >= _BLOCK:
            yield from _of_block(block)
            block, size = [], 0
    if block:
        yield from _of_block(block)


def _of_block(texts: list[str]) -> Iterator[Fingerprint]:
    """Yield the fingerprints of some texts."""
    import numpy as np

    words, ends = _words(texts)
    first, second, last = (np.uint64(m) for m in _MIX)
    runs = _hashes(words[:-2] * first + words[1:-1] * second + words[2:] * last)
    owners = np.arange(len(texts), dtype=np.uint64).repeat(np.diff(ends, prepend=0))
    inside = owners[RUN - 1 :] == owners[: -(RUN - 1)]
    sorted_runs = owners[: -(RUN - 1)][inside] << np.uint64(32) | runs[inside]
    sorted_runs.sort()
    distinct = np.ones(len(sorted_runs), np.bool_)
    np.not_equal(sorted_runs[1:], sorted_runs[:-1], out=distinct[1:])
    sorted_runs = sorted_runs[distinct]
    bounds = sorted_runs.searchsorted(np.arange(len(texts) + 1, dtype=np.uint64) << np.uint64(32)).tolist()
    every = sorted_runs.astype(np.uint32)
    begin = 0
    for place, end in enumerate(ends.tolist()):
        own = words[begin:end]
        few = len(own) < RUN
        hashes = _hashes(own.sum(keepdims=True))[: len(own)] if few else every[bounds[place] : bounds[place + 1]]
        digest = hashlib.blake2b(own.tobytes(), digest_size=8).digest()
        yield Fingerprint(digest=int.from_bytes(digest, "little"), words=len(own), runs=hashes)
        begin = end


def shared(a: Fingerprint, b: Fingerprint) -> int:
    """Return how many runs two texts share."""
    import numpy as np

    both = np.concatenate((a.runs, b.runs))
    both.sort()  # of a few hundred, which costs less than looking up those of the one in the other
    return int(np.count_nonzero(both[1:] == both[:-1]))


def _words(texts: list[str]) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.intp]]:
    """Return the hashes of the words of texts, one text after another, and where the words of each end."""
    import numpy as np

    points = np.frombuffer("\n".join([*texts, ""]).encode("utf-32-le", "surrogatepass"), np.uint32)
    letters = _letters(points)
    bounds = np.cumsum([len(text) + 1 for text in texts])
    highest = points.max(initial=0)
    if highest >= _FIRST_LEFT_OUT:
        kept = letters != _LEFT_OUT
        if not kept.all():
            letters, bounds = letters[kept], kept.cumsum()[bounds - 1]
    starts, ends = _ends_of_words(letters, unspaced=bool(highest >= _UNSPACED[0][0]))
    powers, inverses = _powers(1 << len(letters).bit_length())
    terms = letters * powers[: len(letters)]
    sums = terms.cumsum(dtype=np.uint64)
    words = _mixed((sums[ends - 1] - sums[starts] + terms[starts]) * inverses[starts])
    return words, starts.searchsorted(bounds)


def _ends_of_words(letters: Folded, *, unspaced: bool) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """Return where words begin and where they end; ``unspaced`` says that some characters may be words of their own."""
    import numpy as np

    inside = np.concatenate(([False], letters != _APART, [False]))
    if not unspaced:
        edges = (inside[1:] != inside[:-1]).nonzero()[0]
        return edges[::2], edges[1::2]
    alone = np.concatenate(([False], _alone().take(letters), [False]))
    between = alone[1:] | alone[:-1] | (inside[1:] != inside[:-1])
    return (between & inside[1:]).nonzero()[0], (between & inside[:-1]).nonzero()[0]


def _hashes(runs: npt.NDArray[np.uint64]) -> Hashes:
    """Return the hashes of runs of words."""
    import numpy as np

    return (_mixed(runs) >> np.uint64(32)).astype(np.uint32)


def _mixed(hashes: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """Return hashes whose every bit depends on every bit of those given."""
    import numpy as np

    hashes = (hashes ^ (hashes >> np.uint64(29))) * np.uint64(_MIX[2])
    return hashes ^ (hashes >> np.uint64(32))


def _letters(points: npt.NDArray[np.uint32]) -> Folded:
    """Return for each character the one that it is compared as, or what it does instead."""
    import numpy as np

    table = _table()
    letters = table.take(points, mode="clip")  # the last row stands for all characters beyond the table
    if letters.max(initial=0) == _UNSEEN:
        for point in np.unique(points[letters == _UNSEEN]).tolist():
            table[point] = _folded(point)
        letters = table.take(points, mode="clip")
    return letters


@cache
def _table() -> Folded:
    """Return what :func:`_letters` says of each character; those that have not been met yet are filled in as they come."""
    import numpy as np

    table = np.full(_PLANE, _UNSEEN, np.uint64)
    table[-1] = _APART
    return table


def _folded(point: int) -> int:
    """Return the character that one is compared as, or what it does instead."""
    character = chr(point)
    if character.isalnum():
        decomposed = point < _PLAIN[0] or point >= _PLAIN[1]
        plain = unicodedata.normalize("NFKD", character).casefold() if decomposed else character
        return ord(plain[0])
    kind = unicodedata.category(character)
    if kind in {"Mn", "Me", "Cf"}:  # accents on their own, soft hyphens
        return _LEFT_OUT
    return point if kind == "Mc" else _APART  # vowel signs of Indian scripts


@cache
def _alone() -> npt.NDArray[np.bool_]:
    """Return for each character whether it is a word of its own."""
    import numpy as np

    table = np.zeros(_PLANE, np.bool_)
    for first, last in _UNSPACED:
        table[first : last + 1] = True
    return table


@cache
def _powers(number: int) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.uint64]]:
    """Return so many powers of the base from the first on, and those of its inverse."""
    import numpy as np

    inverse = pow(_BASE, -1, 1 << 64)
    powers, inverses = (np.full(number, base, np.uint64).cumprod(dtype=np.uint64) for base in (_BASE, inverse))
    return powers, inverses
