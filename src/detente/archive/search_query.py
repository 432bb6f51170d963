"""What a search asks for: words, phrases in quotation marks, AND, OR, NOT, prefixes and fields, as a tree.

One word after another means both. ``sanction*`` asks for a beginning, ``"new start"`` for words side by side,
``title:treaty`` for a field, brackets group: ``(treaty OR pact) NOT "trade treaty"``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from detente.errors import UsageError

MOST_TERMS = 64
"""Words and phrases that a search may have: more is no question that anybody asks."""

_SHORTEST_BEGINNING = 2  # letters before an asterisk: one letter begins half of the words there are
_PIECE = re.compile(
    r"""(?P<open>\() | (?P<close>\))
    | (?:(?P<field>[a-z]+):)? (?:"(?P<phrase>[^"]*)(?P<end>"?) | (?P<word>[^\s()"]+))""",
    re.VERBOSE,
)
_FIELD_ALONE = re.compile("[a-z]+:")
_CURLY = str.maketrans("“”„‟«»", '""""""')


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words that stand side by side, as they were written; ``prefix``: the last one is only a beginning.

    ``field`` is the part of a record that they must stand in, None for its text.
    """

    words: tuple[str, ...]
    field: str | None = None
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Every:
    """All of these hold."""

    parts: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """At least one of these holds."""

    parts: tuple[Asked, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """This does not hold."""

    part: Asked


Asked = Words | Every | Either | Not


@lru_cache(maxsize=256)
def parsed(text: str) -> Asked:
    """Return what a search asks for. Raises UsageError for one that cannot be read or asks for nothing."""
    parser = _Parser(text)
    asked = parser.any_of()
    parser.end()
    return asked


def leaves(asked: Asked, *, wanted: bool = True) -> Iterator[Words]:
    """Yield the words of a search that must or may be there; with ``wanted`` false also those that must not."""
    if isinstance(asked, Words):
        yield asked
    elif isinstance(asked, Not):
        if not wanted:
            yield from leaves(asked.part, wanted=False)
    else:
        for part in asked.parts:
            yield from leaves(part, wanted=wanted)


def split(text: str) -> tuple[str, ...]:
    """Return the words of a text: runs of letters and digits."""
    return tuple("".join(c if c.isalnum() else " " for c in text).split())


class _Parser:
    """Reads a search from left to right."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._pieces = list(_PIECE.finditer(text.translate(_CURLY)))
        self._at = 0
        if len(self._pieces) > MOST_TERMS * 2:
            raise UsageError(f"a search of more than {MOST_TERMS} words; give the rarest of them")

    def any_of(self) -> Asked:
        """Return parts that stand with OR between them."""
        parts = [self._all_of()]
        while self._operator() == "OR":
            self._at += 1
            parts.append(self._all_of())
        return parts[0] if len(parts) == 1 else Either(tuple(parts))

    def end(self) -> None:
        """Raise UsageError unless all is read."""
        if self._at < len(self._pieces):
            raise self._fault("a closing bracket without an opening one")

    def _all_of(self) -> Asked:
        """Return parts that stand beside each other or with AND between them."""
        parts = [part] if (part := self._part()) is not None else []
        while self._at < len(self._pieces) and self._operator() != "OR" and not self._piece()["close"]:
            if self._operator() == "AND":
                self._at += 1
                self._must_go_on("AND")
            if (part := self._part()) is not None:
                parts.append(part)
        if not parts:
            raise self._fault("nothing to look for: words of letters or digits are needed")
        return parts[0] if len(parts) == 1 else Every(tuple(parts))

    def _part(self) -> Asked | None:
        """Return one part; None for a sign that holds no word, such as a dash."""
        if self._at >= len(self._pieces) or self._operator() in {"OR", "AND"}:
            raise self._fault(f"nothing {'after' if self._at >= len(self._pieces) else 'before'} an OR or AND")
        piece = self._piece()
        self._at += 1
        if self._is_operator(piece) == "NOT":
            self._must_go_on("NOT")
            part = self._part()
            if part is None:
                raise self._fault("nothing after NOT")
            return Not(part)
        if piece["open"]:
            inner = self.any_of()
            if self._at >= len(self._pieces):
                raise self._fault("an opening bracket without a closing one")
            self._at += 1
            return inner
        if piece["close"]:
            raise self._fault("a closing bracket where words were awaited")
        return self._words(piece)

    def _words(self, piece: re.Match[str]) -> Words | None:
        """Return the words of a piece."""
        if piece["phrase"] is not None:
            if not piece["end"]:
                raise self._fault("a quotation mark that is not closed")
            words, prefix = split(piece["phrase"]), False
        else:
            words, prefix = split(piece["word"]), piece["word"].endswith("*")
            if piece["field"] is None and _FIELD_ALONE.fullmatch(piece["word"]):
                raise self._fault(f"nothing after {piece['word']!r}")
        if not words:
            return None
        if prefix and len(words[-1]) < _SHORTEST_BEGINNING:
            raise self._fault(f"{piece['word']!r} is too short a beginning; give {_SHORTEST_BEGINNING} letters or more")
        return Words(words=words, field=piece["field"], prefix=prefix)

    def _piece(self) -> re.Match[str]:
        """Return the piece at hand."""
        return self._pieces[self._at]

    def _operator(self) -> str | None:
        """Return the operator at hand, None where there is none."""
        return self._is_operator(self._piece()) if self._at < len(self._pieces) else None

    @staticmethod
    def _is_operator(piece: re.Match[str]) -> str | None:
        """Return the operator that a piece is: AND, OR or NOT in capitals."""
        return piece["word"] if piece["field"] is None and piece["word"] in {"AND", "OR", "NOT"} else None

    def _must_go_on(self, after: str) -> None:
        """Raise UsageError where nothing follows."""
        if self._at >= len(self._pieces) or self._piece()["close"]:
            raise self._fault(f"nothing after {after}")

    def _fault(self, what: str) -> UsageError:
        """Return the error on a search that cannot be read."""
        shown = self._text if len(self._text) <= 80 else self._text[:79] + "…"
        return UsageError(
            f'search {shown!r}: {what}; write words, "a phrase", a begin*, AND, OR, NOT, and brackets around groups'
        )
