"""The lines of a report while they are sorted into body and residue."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True, kw_only=True)
class Sorted:
    """Which lines stay and which go: ``reasons[i]`` is None where line i is of the body.

    ``site`` is the name behind the title ("Talks begin | Example News"). The first paragraph of the body is line
    ``head``, the last one stands just before line ``tail``; both are 0 where no line is surely a paragraph.
    """

    lines: list[str]
    reasons: list[str | None]
    title: str | None = None
    site: str | None = None
    head: int = 0
    tail: int = 0

    def kept(self) -> list[int]:
        """Return the numbers of the lines that are still of the body."""
        return [i for i, reason in enumerate(self.reasons) if reason is None]

    def above(self, i: int) -> str:
        """Return the line above line i, or nothing."""
        return self.lines[i - 1] if i else ""

    def below(self, i: int) -> str:
        """Return the line below line i, or nothing."""
        return self.lines[i + 1] if i + 1 < len(self.lines) else ""
