"""Lines that stand in many reports of one outlet: residue that no single report can tell.

Such a line ("Our correspondents on five continents keep you informed") is found only by who has other reports of the
outlet, so reading does not look for it: which reports were read before would change what a report holds, and the same
input has to give the same records. Over a finished collection the answer is the same in any order. Stored bodies stay
as they are, for passages index them; the lines are named beside them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from detente.intake import wordings
from detente.records import Report, Span

#: In so many different reports of an outlet a line is no chance. On 362 labelled texts a quarter of the lines in two
#: reports of an outlet were body (the same story told twice) and none stood in three; four is a margin over that.
REPEATED = 4
#: Lines of fewer letters ("No.", a name before an answer) repeat by right.
_LEAST_LETTERS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """A line of a report's body that stands in other reports of its outlet as well; ``reports`` counts them all."""

    report: str
    outlet: str
    text: str
    span: Span
    reports: int
    reason: str = "repeated"


def repeated_lines(reports: Sequence[Report], *, least: int = REPEATED) -> list[Repeat]:
    """Return the lines of bodies that stand in at least ``least`` different reports of one outlet, in order.

    Copies and later versions of a report count once: those that share their longest line, this line aside. Reports
    without a known outlet are passed over.
    """
    seen: dict[tuple[str, str], set[str]] = {}
    for one in reports:
        lines = {bare for bare, _ in _lines(one.body)}
        long = sorted(lines, key=lambda line: (-len(line), line))[:2]
        for line in lines if one.outlet else ():
            others = [other for other in long if other != line]
            if others:
                seen.setdefault((one.outlet or "", line), set()).add(others[0])
    return [
        Repeat(report=one.id, outlet=one.outlet, text=one.body[slice(*span)], span=span, reports=count)
        for one in reports
        if one.outlet
        for line, span in _lines(one.body)
        if (count := len(seen.get((one.outlet, line), ()))) >= least
    ]


def _lines(body: str) -> Iterable[tuple[str, Span]]:
    """Yield the lines of a body that are long enough to count, folded, and where each stands."""
    start = 0
    for line in body.split("\n"):
        bare = wordings.bare(line)
        if sum(c.isalpha() for c in bare) >= _LEAST_LETTERS:
            yield bare, (start, start + len(line))
        start += len(line) + 1
