"""What a report is grouped by: its words, the names in it and its figures, each under a number that is the same everywhere."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
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

_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
_POSSESSIVE = re.compile(r"['’](?:s\b|(?<=s['’])(?=\s))")
# A capital after a small letter or a comma: a name, and not the first word of a sentence or of a headline in capitals.
_NAME = re.compile(r"[A-Z](?<=[a-z,;\d] .)[^\W\d_]+(?:[ -][A-Z][^\W\d_]+)*")
_NAME_PARTS = re.compile(r"[ -]")
_FIGURE = re.compile(r"\d(?<![\w.,].)\d*(?:[.,:]\d+)*")
_NOTHING = -1  # the key of what says nothing on its own
_REMEMBERED = 1 << 17


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
    words = Counter(_WORD.findall(text))
    for word in _WORD.findall(head):
        words[word] += TITLE_COUNTS
    names = Counter(name for run in _NAME.findall(text) for name in _NAME_PARTS.split(run))
    figures = Counter(_FIGURE.findall(f"{head}\n{text}"))
    keys = np.array([*map(_word_key, words), *map(_name_key, names), *map(_figure_key, figures)], np.int64)
    times = np.array([*words.values(), *names.values(), *figures.values()], np.float64)
    distinct, places = np.unique(keys, return_inverse=True)
    counts = np.bincount(places, times, len(distinct))
    telling = distinct != _NOTHING
    return Traits(keys=distinct[telling], counts=counts[telling])


@lru_cache(maxsize=_REMEMBERED)
def _word_key(word: str) -> int:
    """Return the key of a word by its stem, :data:`_NOTHING` for one that says nothing on its own.

    Only names are brought to one way of writing their sounds: common words that sound alike are other words.
    """
    plain = letters(word)
    return _NOTHING if plain in EMPTY else _key(stem(plain), TEXT)


@lru_cache(maxsize=_REMEMBERED)
def _name_key(word: str) -> int:
    """Return the key of a word of a name, :data:`_NOTHING` for one that says nothing on its own."""
    folded = fold(word)
    return _NOTHING if folded in EMPTY else _key(folded, NAMES)


@lru_cache(maxsize=_REMEMBERED)
def _figure_key(figure: str) -> int:
    """Return the key of a figure as it is written."""
    return _key(figure, NUMBERS)


def _key(text: str, channel: int) -> int:
    """Return the number that stands for a trait: most bits of its text's CRC, then its channel."""
    return crc32(text.encode("utf-8", "surrogatepass")) >> CHANNEL_BITS << CHANNEL_BITS | channel
