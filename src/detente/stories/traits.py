"""What a report is grouped by: its words, the names in it and its figures, each under a number that is the same everywhere."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, TypeVar
from zlib import crc32

from detente.gazetteer.spelling import fold, letters
from detente.stories.wording import EMPTY, stem

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

TEXT, NAMES, NUMBERS = 0, 1, 2
"""The channels: the last bits of a key say which one it belongs to."""

CHANNEL_BITS = 2

TITLE_COUNTS = 4
"""How often a word of the title counts. On AllSides and ECB+ 3 to 5 are as good, 1 costs a point of F1."""

LONGEST = 20_000
"""Characters of a body that count: what a report is about stands in its first pages."""

UNDATED = -1
"""What stands for a day that is not known where days are numbers."""

_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
_POSSESSIVE = re.compile(r"['’](?:s\b|(?<=s['’])(?=\s))")
# A capital after a small letter or a comma: a name, and not the first word of a sentence or of a headline in capitals.
_NAME = re.compile(r"[A-Z](?<=[a-z,;\d] .)[^\W\d_]+(?:[ -][A-Z][^\W\d_]+)*")
_FIGURE = re.compile(r"\d(?<![\w.,].)\d*(?:[.,:]\d+)*")
_NOTHING = -1  # the key of what says nothing on its own
_REMEMBERED = 1 << 17
# Bytes at which a text is cut: a word holds letters and digits, and a full stop or a comma before a digit.
_CUT = bytes(c if c > 0x7F or chr(c).isalnum() or c in b".," else 0x20 for c in range(0x100))
_Said = TypeVar("_Said")
_Meant = TypeVar("_Meant")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Traits:
    """The traits of a report: ``keys``, sorted, each once, and how often each stands in it."""

    keys: npt.NDArray[np.int64]
    counts: npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Dated:
    """What is known of a report for grouping: its traits, and its day as an ordinal (None: unknown)."""

    traits: Traits
    day: int | None


def traits(title: str | None, body: str) -> Traits:
    """Return the words, names and figures of a report; words of the title count more."""
    import numpy as np

    text = _POSSESSIVE.sub("", body[:LONGEST])
    head = _POSSESSIVE.sub("", title or "")
    found = chain(
        chain.from_iterable(map(_OF_PIECES.__getitem__, chain(_pieces(text), TITLE_COUNTS * _pieces(head)))),
        map(_OF_NAMES.__getitem__, " ".join(_NAME.findall(text)).replace("-", " ").split()),
        map(_OF_FIGURES.__getitem__, _FIGURE.findall(f"{head}\n{text}")),
    )
    distinct, counts = np.unique(np.fromiter(found, np.int64), return_counts=True)
    telling = distinct != _NOTHING
    return Traits(keys=distinct[telling], counts=counts[telling].astype(np.float64))


def _pieces(text: str) -> list[bytes]:
    """Return a text cut where no word goes on, which costs a third of finding the words: :func:`_piece_keys` does so.

    In UTF-8, so that cutting is one look-up a byte; what is not ASCII is left where it stands.
    """
    return text.encode("utf-8", "surrogatepass").translate(_CUT).split()


def _piece_keys(piece: bytes) -> tuple[int, ...]:
    """Return the keys of the words of a piece: most often one, which a comma or a full stop may follow."""
    bare = piece.rstrip(b".,")
    if bare.isalnum():
        return (_OF_WORDS[bare.decode("ascii")],)
    return tuple(map(_OF_WORDS.__getitem__, _WORD.findall(piece.decode("utf-8", "surrogatepass"))))


def _word_key(word: str) -> int:
    """Return the key of a word by its stem, :data:`_NOTHING` for one that says nothing on its own.

    Only names are brought to one way of writing their sounds: common words that sound alike are other words.
    """
    plain = letters(word)
    return _NOTHING if plain in EMPTY else _key(stem(plain), TEXT)


def _name_key(word: str) -> int:
    """Return the key of a word of a name, :data:`_NOTHING` for one that says nothing on its own."""
    folded = fold(word)
    return _NOTHING if folded in EMPTY else _key(folded, NAMES)


def _figure_key(figure: str) -> int:
    """Return the key of a figure as it is written."""
    return _key(figure, NUMBERS)


def _key(text: str, channel: int) -> int:
    """Return the number that stands for a trait: most bits of its text's CRC, then its channel."""
    return crc32(text.encode("utf-8", "surrogatepass")) >> CHANNEL_BITS << CHANNEL_BITS | channel


class _Remembered(dict[_Said, _Meant]):
    """What a function gave for the latest arguments: a look-up costs a third of one by ``lru_cache``."""

    def __init__(self, function: Callable[[_Said], _Meant]) -> None:
        super().__init__()
        self._function = function

    def __missing__(self, asked: _Said) -> _Meant:
        if len(self) >= _REMEMBERED:
            self.clear()
        found = self[asked] = self._function(asked)
        return found


_OF_PIECES = _Remembered(_piece_keys)
_OF_WORDS = _Remembered(_word_key)
_OF_NAMES = _Remembered(_name_key)
_OF_FIGURES = _Remembered(_figure_key)
