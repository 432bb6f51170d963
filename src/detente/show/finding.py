"""What the chart of a relation shows, in words."""

from __future__ import annotations

from detente.relations import Line, Point, Series
from detente.show import words
from detente.show.record import Named


def finding(series: Series, a: Named, b: Named) -> str:
    """Say in words what the chart shows: how much each did, when it was most hostile, and where reports are missing."""
    parts = []
    for line, (one, other) in zip(series.lines, ((a, b), (b, a)), strict=True):
        parts.append(_line_in_words(line, one, other, series.by))
    missing = sum(not p.seen for p in series.lines[0].points)
    if missing:
        parts.append(f"{missing} of {words.count(len(series.lines[0].points), series.by)} have no reports")
    return f"{a.name} and {words.the(b.name)}, {words.span(series.since, series.until)}. {'. '.join(parts)}."


def _line_in_words(line: Line, one: Named, other: Named, by: str) -> str:
    """Return the finding on one direction."""
    told = [p for p in line.points if p.count]
    if not told:
        return f"No dated deed of {words.the(one.name)} toward {words.the(other.name)}"
    n = sum(p.count or 0 for p in told)
    mean = sum(p.total or 0.0 for p in told) / n
    text = (
        f"{one.name} toward {words.the(other.name)}: {words.count(n, 'deed')}, mean score {words.score(round(mean, 1))}"
    )
    worst = min(told, key=lambda p: (p.negative or 0.0, p.start))
    if worst.negative:
        text += f", most negative {_in(worst.start, by)} (sum {words.score(worst.negative)})"
    return text


def in_words(p: Point) -> str:
    """Return the figures of a point as a phrase."""
    if p.count is None:
        return "no reports"
    if not p.count or p.mean is None or p.negative is None:
        return "no deeds told"
    later = "" if p.seen else ", told in later reports"
    return (
        f"{words.count(p.count, 'deed')}, {p.conflict} of them conflict, mean score {words.score(p.mean)}, "
        f"negative sum {words.score(p.negative)}{later}"
    )


def _in(start: str, by: str) -> str:
    """Return a period with its preposition: "in May 2018", "on 6 Mar 2019", "in the week of 7 May 2018"."""
    name = words.period(start, by)
    return f"on {name}" if by == "day" else f"in the {name}" if by == "week" else f"in {name}"
