"""Names of persons: which are one, what their surnames are, and which surnames may stand alone in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from detente.gazetteer.spelling import fold, words

_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_PARTICLES = frozenset("de da do dos del della di van von der den ter ten le la al el bin ben ibn bint abu zu".split())
# States whose names begin with the surname.
SURNAME_FIRST = frozenset({"CHN", "TWN", "KOR", "PRK"})
# Given names that mark a name written the Western way round in a state that puts the surname first.
_WESTERN = frozenset(
    "joseph wellington william susan steve andrew david james eric john frank simon michael jason louis bonnie charles "
    "daniel".split()
)
_NO_SURNAME = re.compile(r" [IVX]+$")


def key_of(text: str) -> str:
    """Return the folded key of a surname."""
    return " ".join(fold(w) for w in words(text))


def plain_key(name: str) -> str:
    """Return a name's key without initials and suffixes, so that "Joseph F. Dunford, Jr." equals "Joseph Dunford"."""
    kept = [w for w in words(name) if (len(w) > 1 and w.lower() not in _SUFFIXES) or not w.isascii()]
    return " ".join(fold(w) for w in kept) or " ".join(fold(w) for w in words(name))


def surname(name: str, country: str) -> str:
    """Return the surname as the press writes it, "|" between forms; empty for a ruler known by a given name."""
    if _NO_SURNAME.search(name):
        return ""
    parts = [p for p in name.replace(",", "").split() if p.strip(".").lower() not in _SUFFIXES]
    if country in SURNAME_FIRST and len(parts) > 1 and parts[0].lower() not in _WESTERN and "." not in parts[0]:
        return parts[0]
    start = len(parts) - 1
    while start > 1 and parts[start - 1].lower() in _PARTICLES:
        start -= 1
    last = " ".join(parts[start:])
    bare = re.sub(r"^(?:al|el|as|ash|an|ar)[- ]", "", last, flags=re.IGNORECASE)
    return last if bare == last else f"{last}|{bare}"


class StandAlone:
    """Tells which surnames may stand alone in a text: not those that are also words, given names, or names of others.

    The hand-kept list decides first ("Bush" may, "Rice" may not).
    """

    def __init__(self, rules: list[dict[str, str]], taken: Iterable[str]) -> None:
        self._by_hand = {key_of(row["surname"]): row["alone"] == "yes" for row in rules}
        self._taken = {key_of(text) for text in taken}

    def __call__(self, form: str) -> bool:
        """Tell it for one form of a surname."""
        key = key_of(form)
        return self._by_hand.get(key, key not in self._taken)
