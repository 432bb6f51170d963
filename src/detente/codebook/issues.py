"""Finding the issues that a text touches: one compiled expression, its cost linear in the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Issue:
    """A matter that states deal with: its label, and the phrases that show it.

    A phrase in lower case is found in any case; one with a capital only as it stands; a final "*" means any ending.
    """

    label: str
    phrases: tuple[str, ...]


@dataclass(slots=True)
class _Node:
    """A place in the tree of phrases: the letters that can follow, and the issues of the phrase that ends here."""

    next: dict[str, _Node] = field(default_factory=dict)
    ends: bool = False


class Issues:
    """The phrases of all issues as one expression: a tree, so that a text is walked once however many there are."""

    def __init__(self, issues: Mapping[str, Issue]) -> None:
        self._codes: dict[str, set[str]] = {}
        for code, issue in issues.items():
            for phrase in map(_spaced, issue.phrases):
                self._codes.setdefault(phrase, set()).add(code)
        stems = (phrase[:-1] for phrase in self._codes if phrase.endswith("*"))
        self._stems = tuple(sorted(stems, key=len, reverse=True))

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """The expression, compiled on first use: a codebook that is only checked does not need it."""
        lower = [phrase for phrase in self._codes if phrase == phrase.lower()]
        exact = [phrase for phrase in self._codes if phrase != phrase.lower()]
        parts = [f"(?i:{_tree(lower)})"] * bool(lower) + [_tree(exact)] * bool(exact)
        return re.compile(rf"\b(?:{'|'.join(parts)})(?!\w)" if parts else r"(?!)")

    def find(self, text: str) -> tuple[str, ...]:
        """Return the codes of the issues whose phrases stand in a text, sorted."""
        found: set[str] = set()
        for match in self._pattern.finditer(text):
            found |= self._lookup(match.group())
        return tuple(sorted(found))

    def _lookup(self, words: str) -> set[str]:
        """Return the codes of the phrase that matched as these words."""
        words = _spaced(words)
        low = words.lower()
        for form in (words, low):
            if form in self._codes:
                return self._codes[form]
        return next((self._codes[f"{stem}*"] for stem in self._stems if low.startswith(stem)), set())


def _spaced(words: str) -> str:
    """Return words with single spaces for hyphens and any other space, so that "cease-fire" is "cease fire"."""
    return " ".join(words.replace("-", " ").split())


def _tree(phrases: Iterable[str]) -> str:
    """Return an expression that matches any of the phrases, the longest first, with shared beginnings written once."""
    root = _Node()
    for phrase in phrases:
        node = root
        for letter in phrase:
            node = node.next.setdefault(letter, _Node())
        node.ends = True
    return _expression(root)


def _expression(node: _Node) -> str:
    """Return the expression of what can follow a place in the tree."""
    branches = []
    # Any ending comes last, so that a longer phrase is tried before it.
    for letter, child in sorted(node.next.items(), key=lambda item: item[0] == "*"):
        if letter == "*":
            branches.append(r"\w*")
            continue
        rest = _expression(child) if child.next else ""
        head = r"[\s-]" if letter == " " else re.escape(letter)
        branches.append(f"{head}(?:{rest})?" if rest and child.ends else head + rest)
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
