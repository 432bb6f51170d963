"""What stays of a text when it is translated: its names and its numbers, folded so that languages write them alike."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

KEY = 5
"""Letters of a name that count: endings change with case and language (Lavrov, Lavrova, Lawrows)."""

_LEAST = 4  # letters of a name, folded: shorter ones are words of some language too often
_NAMES_KEPT = 1 << 14  # foldings that are kept: the names of a few thousand reports
_TOKENS = re.compile(
    r"(?P<number>\d+(?:[.,\u00a0\u202f ]\d{3})*(?:[.,]\d+)?)|(?P<word>[^\W\d_]+)|(?P<end>[.!?:…\n\"“”„«»()–—-])"
)
_GROUPS = re.compile(r"[.,\u00a0\u202f ](?=\d{3}(?!\d))")
_CYRILLIC = dict(
    zip("абвгдезийклмнопрстуфыэіїєґў", "a b v g d e z i i k l m n o p r s t u f i e i i e g u".split(), strict=True)
) | {"ё": "e", "ж": "ž", "х": "h", "ц": "z", "ч": "č", "ш": "š", "щ": "š", "ъ": "", "ь": "", "ю": "iu", "я": "ia"}
_GREEK = dict(zip("αβγδεζηθικλμνξοπρσςτυφχω", "a v g d e z i t i k l m n ks o p r s s t i f h o".split(), strict=True))
_LETTERS = str.maketrans(_CYRILLIC | _GREEK | {"ß": "s", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "e", "œ": "e"})
#: Spellings of one sound, longest first; what is left of c, q, w, x, y and j follows.
_SOUNDS = (
    ("schtsch", "š"), ("shch", "š"), ("tsch", "č"), ("tch", "č"), ("sch", "š"), ("sh", "š"), ("ch", "č"), ("kh", "h"),
    ("zh", "ž"), ("ts", "z"), ("tz", "z"), ("ph", "f"), ("th", "t"), ("ou", "u"), ("ck", "k"), ("qu", "k"),
)  # fmt: skip
_SINGLE = str.maketrans({"c": "k", "q": "k", "w": "v", "x": "ks", "y": "i", "j": "i"})
_DOUBLED = re.compile(r"(.)\1+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """The names and numbers of a text in their order, repeats kept; ``words`` is how many words it has."""

    order: tuple[str, ...]
    words: int

    @property
    def names(self) -> frozenset[str]:
        """Each name once."""
        return frozenset(mark for mark in self.order if not mark[0].isdigit())

    @property
    def numbers(self) -> frozenset[str]:
        """Each number once."""
        return frozenset(mark for mark in self.order if mark[0].isdigit())


def marks_of(text: str) -> Marks:
    """Return the marks of a text: numbers of two digits and more, and words in capitals inside a sentence.

    A word that opens a sentence counts where it stands inside one as well.
    """
    found = list(_marks(text))
    inside = {mark for mark, opens in found if not opens}
    words = sum(1 for match in _TOKENS.finditer(text) if match["word"])
    return Marks(order=tuple(mark for mark, _ in found if mark in inside), words=words)


def _marks(text: str) -> Iterator[tuple[str, bool]]:
    """Yield numbers and capitalised words, folded, and whether each opens a sentence."""
    opens = True
    for match in _TOKENS.finditer(text):
        if match["end"]:
            opens = opens or match["end"] not in "-–—()"
        elif number := match["number"]:
            plain = _GROUPS.sub("", number).replace(",", ".")
            if len(plain) > 1:
                yield plain, False
            opens = False
        else:
            word = match["word"]
            if word[0].isupper() and len(word) >= _LEAST - 1 and (name := _folded(word)):
                yield name, opens
            opens = False


@lru_cache(maxsize=_NAMES_KEPT)
def _folded(word: str) -> str:
    """Return a name as its first letters by their sound, empty where too little is left."""
    low = word.lower().translate(_LETTERS)
    low = "".join(c for c in unicodedata.normalize("NFKD", low) if not unicodedata.combining(c) or c == "\u030c")
    low = unicodedata.normalize("NFC", low)
    for spelling, sound in _SOUNDS:
        low = low.replace(spelling, sound)
    low = _DOUBLED.sub(r"\1", low.translate(_SINGLE))
    return low[:KEY] if len(low) >= _LEAST else ""
