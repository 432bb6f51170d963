"""The lines of a CSV table as text; a row that is longer than any report is cut out, and those after it are read."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import NamedTuple

from detente.intake.decode import encoding_of
from detente.intake.item import SIZE_LIMIT, Stream

#: So many bytes of a table are read at a time; its encoding is told by the first of them.
SAMPLE = 1_000_000


class _Line(NamedTuple):
    """A line with its end, nothing of it where it is too long, and whether it leaves a quoted cell open or closes it."""

    text: str
    turns: bool
    whole: bool


class Lines:
    """The lines of a table, to be read by the standard library's reader of CSV.

    Args:
        begun: what was already read of the table.
        file: the rest of it.

    Who reads the rows calls :meth:`begin` before each. ``cut`` then says after it that the row stands for one that was too
    long. ``quoted`` says whether quotation marks let a cell hold line ends, as they do.
    """

    def __init__(self, begun: bytes, file: Stream) -> None:
        self.cut = False
        self.quoted = True
        self._lines = _lines(begun, file)
        self._open = False  # a quoted cell goes on in the next line
        self._size = 0  # of the row so far

    def begin(self) -> None:
        """Note that a row begins: only who reads the rows knows which quotation marks opened a cell."""
        self.cut, self._open, self._size = False, False, 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line, begun = next(self._lines), self._open
        self._open ^= line.turns and self.quoted
        self._size += len(line.text)
        if line.whole and self._size <= SIZE_LIMIT:
            return line.text
        for more in self._lines if self._open else ():
            self._open ^= more.turns
            if not self._open:
                break
        self.cut = True
        return '"\n' if begun else "x\n"


def _lines(begun: bytes, file: Stream) -> Iterator[_Line]:
    """Yield the lines of a table, line ends kept for the quoted cells that hold some."""
    decoder = codecs.getincrementaldecoder(encoding_of(begun))("replace")
    line: list[str] = []
    length, turns = 0, False
    chunk = begun
    while chunk:
        first, *more = decoder.decode(chunk).replace("\x00", "").split("\n")
        for at, piece in enumerate((first, *more)):
            if at:
                yield _Line("".join(line) + "\n", turns, length <= SIZE_LIMIT)
                line, length, turns = [], 0, False
            length += len(piece)
            turns ^= piece.count('"') % 2 == 1
            if length > SIZE_LIMIT:
                line.clear()
            else:
                line.append(piece)
        chunk = file.read(SAMPLE)
    line.append(decoder.decode(b"", final=True))
    yield _Line("".join(line), turns, length <= SIZE_LIMIT)
