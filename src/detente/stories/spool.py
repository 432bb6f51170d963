"""What is noted of very many texts and asked for again in the same order: in memory while it is little, then in a file."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from tempfile import SpooledTemporaryFile
from weakref import finalize

IN_MEMORY = 100_000_000
"""Bytes that stay in memory: the words of 50,000 reports of 300 words."""


class Spool:
    """Strings of bytes, in the order in which they were added; what lies in a file (in TMPDIR) goes with the process."""

    def __init__(self, *, in_memory: int | None = None) -> None:
        self._file = SpooledTemporaryFile(max_size=IN_MEMORY if in_memory is None else in_memory)  # noqa: SIM115 - see below
        self._lengths = array("q")
        finalize(self, self._file.close)  # also where an error is what lets it go

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._lengths)

    def append(self, data: bytes) -> None:
        """Add one. Raises OSError where there is no room."""
        self._lengths.append(len(data))
        self._file.write(data)

    def __iter__(self) -> Iterator[bytes]:
        """Yield all; none is added meanwhile."""
        self._file.seek(0)
        for length in self._lengths:
            yield self._file.read(length)
        self._file.seek(0, 2)

    def close(self) -> None:
        """Let all go."""
        self._file.close()
