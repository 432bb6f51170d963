"""Which reports a change of codebook or gazetteer can touch, told from their texts and records without parsing them.

Each thing that changed leaves signs: words that a text must all have. A word of the codebook stands in a text in any of
its forms, a name in any of its spellings; an office also needs its country among the report's mentions. A sign may be
found in a text that reads the same as before: then the report is read again for nothing. Where a change leaves no sign
in a text and none of the records carries it, the report reads the same.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from detente.gazetteer.changes import Changes
from detente.gazetteer.spelling import WORD, fold
from detente.language.forms import Forms

Sign = tuple[str, ...]
"""Keys that a report must all have, the longest first."""

_COUNTRY, _NAME, _WORD = "@", "~", "="
_WORDLESS = frozenset({"type", "cameo"})
_IN_FRAMES = frozenset({"verb", "noun", "adjective"})


@dataclass(slots=True, kw_only=True)
class Signs:
    """What changed, as what reports can be told by."""

    signs: set[Sign] = field(default_factory=set)
    forms: dict[str, set[str]] = field(default_factory=dict)
    beginnings: dict[str, str] = field(default_factory=dict)
    frames: set[str] = field(default_factory=set)
    types: set[str] = field(default_factory=set)
    cameo: set[str] = field(default_factory=set)
    actors: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)

    def __bool__(self) -> bool:
        """Say whether anything changed."""
        return bool(self.signs or self.frames or self.types or self.cameo or self.actors)

    def add_names(self, changes: Changes) -> None:
        """Add what changed in a gazetteer."""
        self.actors |= changes.actors
        for phrase in changes.phrases:
            self._add(f"{_NAME}{word}" for word in phrase.split(" "))
        for phrase, country in changes.offices:
            self.countries.add(country)
            self._add([*(f"{_NAME}{word}" for word in phrase.split(" ")), f"{_COUNTRY}{country}"])

    def add_codes(
        self, old: Mapping[tuple[str, str], object], new: Mapping[tuple[str, str], object], forms: Forms
    ) -> None:
        """Add what changed in a codebook, told by its signs before and now."""
        changed = {sign for sign in {*old, *new} if old.get(sign) != new.get(sign)}
        kinds = {name for kind, name in changed if kind == "type"}
        self.types |= kinds
        self.cameo |= {code for kind, code in changed if kind == "cameo"}
        for sign, found in (*old.items(), *new.items()):
            if sign[0] not in _IN_FRAMES or not isinstance(found, tuple):
                continue
            if sign in changed:
                self.frames |= {frame.name for frame in found}
            elif any(frame.type in kinds for frame in found):
                changed.add(sign)
        for kind, text in changed:
            if kind not in _WORDLESS:
                self._add_words(text, forms, literal=kind == "issue")

    def _add_words(self, text: str, forms: Forms, *, literal: bool) -> None:
        """Add the sign of words of the codebook: each in any form, or as it stands; "*" is any ending, "X" anybody."""
        keys = []
        for word in text.replace("-", " ").split():
            if word == "X":
                continue
            if word.endswith("*"):
                self.beginnings[word[:-1].lower()] = key = f"{_WORD}{word}"
                keys.append(key)
                continue
            for part in WORD.findall(word):
                key = f"{_WORD}{part.lower()}"
                keys.append(key)
                for form in {part.lower().replace(".", "")} if literal else forms.of(part):
                    self.forms.setdefault(form, set()).add(key)
        self._add(keys)

    def _add(self, keys: Iterable[str]) -> None:
        sign = tuple(sorted(set(keys), key=lambda key: (-len(key), key)))
        if sign:
            self.signs.add(sign)


class Touch:
    """Says of one text after another whether a change can touch it; what words mean for it is remembered."""

    def __init__(self, signs: Signs) -> None:
        self._signs = signs
        self._names = {key[1:] for sign in signs.signs for key in sign if key[0] == _NAME}
        self._by_first: dict[str, list[Sign]] = {}
        for sign in signs.signs:
            self._by_first.setdefault(sign[0], []).append(sign)
        self._keys: dict[str, frozenset[str]] = {}

    def touches(self, text: str, countries: Collection[str] = ()) -> bool:
        """Say whether a text, of a report with mentions of some countries, has all of a sign."""
        found = {f"{_COUNTRY}{country}" for country in countries}
        for word in set(WORD.findall(text)):
            keys = self._keys.get(word)
            if keys is None:
                keys = self._keys[word] = self._of(word)
            found |= keys
        return any(found.issuperset(sign) for key in found for sign in self._by_first.get(key, ()))

    def _of(self, word: str) -> frozenset[str]:
        """Return the keys that a word stands for."""
        plain = word.replace(".", "")
        low = plain.lower()
        found = set(self._signs.forms.get(low, ()))
        found |= {key for begin, key in self._signs.beginnings.items() if low.startswith(begin)}
        if (folded := fold(plain)) in self._names:
            found.add(f"{_NAME}{folded}")
        return frozenset(found)
