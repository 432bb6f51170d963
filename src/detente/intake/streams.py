"""Streams of bytes: put back together after a look at their beginning, spooled where somebody has to jump in them,
and held to a limit where they are unpacked."""

from __future__ import annotations

import tempfile
from typing import BinaryIO, cast

from detente.errors import SourceError
from detente.intake.item import Stream

#: So much of a stream is looked at to tell what it is: the first article of an export fits in.
HEAD = 64_000
_CHUNK = 1_000_000
#: What is unpacked may be this many times as large as what it is unpacked from; whole collections of pages made from one
#: template stay under 100, while a bomb in deflate has about 1,000.
RATIO = 200
#: Up to so many bytes nothing is taken for a bomb.
FLOOR = 200_000_000


class Bomb(SourceError):
    """An archive that unpacks to far more than any collection of reports would."""

    def __init__(self, source: str) -> None:
        super().__init__(source, f"unpacks to more than {RATIO} times its size; if this is meant, unpack it yourself")


class Ahead:
    """A stream whose beginning was read already: gives that first, then the rest."""

    def __init__(self, first: bytes, rest: Stream) -> None:
        self._first, self._rest = first, rest

    def read(self, size: int = -1, /) -> bytes:
        """Return at most ``size`` bytes, all that are left where it is negative."""
        if size < 0:
            first, self._first = self._first, b""
            return first + self._rest.read()
        first, self._first = self._first[:size], self._first[size:]
        return first or self._rest.read(size)

    def readline(self, size: int = -1, /) -> bytes:
        """Return the bytes up to the next line end, that included."""
        if not self._first:
            return self._rest.readline(size)
        end = self._first.find(b"\n") + 1 or len(self._first)
        end = end if size < 0 else min(end, size)
        line, self._first = self._first[:end], self._first[end:]
        if not self._first and not line.endswith(b"\n") and len(line) != size:
            line += self._rest.readline(-1 if size < 0 else size - len(line))
        return line


class Budget:
    """How much may be unpacked out of one source, however deep its archives stand in each other."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.packed = 0
        self.unpacked = 0

    def charge(self, size: int) -> None:
        """Count ``size`` bytes more as unpacked. Raises Bomb."""
        self.unpacked += size
        if self.unpacked > FLOOR and self.unpacked > RATIO * self.packed:
            raise Bomb(self.source)


class Counted:
    """A packed stream, whose bytes are counted as they are read."""

    def __init__(self, file: Stream, budget: Budget) -> None:
        self._file, self._budget = file, budget

    def read(self, size: int = -1, /) -> bytes:
        """Return at most ``size`` bytes."""
        data = self._file.read(size)
        self._budget.packed += len(data)
        return data

    def readline(self, size: int = -1, /) -> bytes:
        """Return the bytes up to the next line end, that included."""
        data = self._file.readline(size)
        self._budget.packed += len(data)
        return data


class Unpacked:
    """An unpacked stream, held to a budget."""

    def __init__(self, file: Stream, budget: Budget) -> None:
        self._file, self._budget = file, budget

    def read(self, size: int = -1, /) -> bytes:
        """Return at most ``size`` bytes. Raises Bomb."""
        if size >= 0:
            data = self._file.read(size)
            self._budget.charge(len(data))
            return data
        parts = []
        while data := self.read(_CHUNK):
            parts.append(data)
        return b"".join(parts)

    def readline(self, size: int = -1, /) -> bytes:
        """Return the bytes up to the next line end, that included. Raises Bomb."""
        data = self._file.readline(size)
        self._budget.charge(len(data))
        return data


def spooled(file: Stream) -> BinaryIO:
    """Return a stream as a passing file on disk, for what has to be read from its end; closing it removes it."""
    kept = cast(BinaryIO, tempfile.TemporaryFile(prefix="detente-"))  # noqa: SIM115  # the caller closes it
    try:
        while data := file.read(_CHUNK):
            kept.write(data)
        kept.seek(0)
    except BaseException:
        kept.close()
        raise
    return kept
