"""Charts drawn here as SVG, in a few milliseconds: two lines over time with their volume, and days with reports.

A page must not wait a second for the Vega-Lite renderer that the brief uses; what is drawn, and in which colours and
places, is the same: points of the mean score of each direction about a marked zero line, bars of how much was done (one
side upward, the other downward), periods without a report hatched.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from detente.relations import Point, Series
from detente.show import words
from detente.show.web.views import OutletDays

WIDTH = 1000
_LEFT, _RIGHT = 44, 10
_SCORE, _VOLUME, _GAP = 190, 110, 34  # heights of the strips and between them
_MOST_BINS = 220  # of the strip of days: each is some four pixels wide


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A mark of a chart: where it is, how large, whose it is, and what is said where a pointer rests on it."""

    x: float
    y: float
    width: float
    height: float
    side: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A label beside an axis."""

    at: float
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationChart:
    """A drawing of a series: points and lines of the mean score, bars of the volume, bands without reports."""

    height: int
    zero: float
    base: float
    lines: tuple[tuple[str, str], ...]
    points: tuple[Spot, ...]
    bars: tuple[Spot, ...]
    bands: tuple[Spot, ...]
    times: tuple[Tick, ...]
    scores: tuple[Tick, ...]
    most: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRow:
    """An outlet's strip of days: its cells, each as dark as it has reports."""

    outlet: str | None
    reports: int
    undated: int
    cells: tuple[Spot, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DayChart:
    """Reports of each outlet over time; ``bands`` are stretches in which no outlet has a report."""

    rows: tuple[DayRow, ...]
    bands: tuple[Spot, ...]
    times: tuple[Tick, ...]
    bin: int


def relation_chart(series: Series) -> RelationChart | None:
    """Return the drawing of a series, None where there is nothing to draw."""
    points = series.lines[0].points
    if not points or not any(p.count for line in series.lines for p in line.points):
        return None
    step = (WIDTH - _LEFT - _RIGHT) / len(points)
    zero, base = 14 + _SCORE / 2, 14 + _SCORE + _GAP + _VOLUME / 2
    most = max([1, *(p.count or 0 for line in series.lines for p in line.points)])
    spots: list[Spot] = []
    bars: list[Spot] = []
    paths: list[tuple[str, str]] = []
    for side, line in zip("ab", series.lines, strict=True):
        placed = [(_LEFT + step * (n + (0.4 if side == "a" else 0.6)), p) for n, p in enumerate(line.points)]
        paths += [(side, run) for run in _runs(placed, zero)]
        for x, p in placed:
            label = f"{line.source} to {line.target}, {words.period(p.start, series.by)}: {_figures(p)}"
            if p.mean is not None:
                spots.append(Spot(x=_r(x), y=_r(_at(p.mean, zero)), width=4, height=4, side=side, label=label))
            if p.count:
                tall = max(1.0, p.count / most * (_VOLUME / 2))
                left = x - step * (0.35 if side == "a" else 0.55)
                top = base - tall if side == "a" else base
                bars.append(
                    Spot(x=_r(left), y=_r(top), width=_r(max(1, step * 0.9)), height=_r(tall), side=side, label=label)
                )
    bands = _bands([p.seen for p in points], step, [words.period(p.start, series.by) for p in points])
    return RelationChart(
        height=14 + _SCORE + _GAP + _VOLUME + 30,
        zero=zero,
        base=base,
        lines=tuple(paths),
        points=tuple(spots),
        bars=tuple(bars),
        bands=tuple(bands),
        times=tuple(_times([p.start for p in points], step)),
        scores=tuple(Tick(at=_at(v, zero), label=words.score(v)) for v in (10, 5, 0, -5, -10)),
        most=most,
    )


def day_chart(outlets: Sequence[OutletDays], first: str | None, last: str | None) -> DayChart | None:
    """Return reports over time, None where no day is known."""
    if first is None or last is None:
        return None
    start, end = date.fromisoformat(first).toordinal(), date.fromisoformat(last).toordinal()
    size = -(-(end - start + 1) // _MOST_BINS)
    bins = -(-(end - start + 1) // size)
    step = (WIDTH - _RIGHT) / bins
    rows = []
    seen = [False] * bins
    most = 1
    counted: list[tuple[OutletDays, dict[int, int]]] = []
    for outlet in outlets:
        sums: dict[int, int] = {}
        for day in outlet.days:
            if day.day:
                place = (date.fromisoformat(day.day).toordinal() - start) // size
                sums[place] = sums.get(place, 0) + day.reports
                seen[place] = True
        most = max(most, *sums.values()) if sums else most
        counted.append((outlet, sums))
    names = [words.day(date.fromordinal(start + n * size).isoformat()) for n in range(bins)]
    for outlet, sums in counted:
        cells = tuple(
            Spot(
                x=_r(n * step),
                y=0,
                width=_r(max(1.5, step * 0.92)),
                height=16,
                side=str(min(4, 1 + int(4 * (k - 1) / most))),
                label=f"{outlet.outlet or 'outlet not known'}, {names[n]}"
                + (f" and the {size - 1} days after" if size > 1 else "")
                + f": {words.count(k, 'report')}",
            )
            for n, k in sorted(sums.items())
        )
        undated = sum(d.reports for d in outlet.days if d.day is None)
        rows.append(DayRow(outlet=outlet.outlet, reports=outlet.reports, undated=undated, cells=cells))
    bands = tuple(
        Spot(x=_r(b.x - _LEFT), y=0, width=b.width, height=16, side="", label=b.label)
        for b in _bands(seen, step, names)
    )
    days = [date.fromordinal(start + n * size).isoformat() for n in range(bins)]
    times = tuple(Tick(at=_r(t.at - _LEFT), label=t.label) for t in _times(days, step))
    return DayChart(rows=tuple(rows), bands=bands, times=times, bin=size)


def _runs(placed: Sequence[tuple[float, Point]], zero: float) -> list[str]:
    """Return a line as paths; it breaks where a figure is missing."""
    runs: list[list[str]] = [[]]
    for x, p in placed:
        if p.mean is None:
            runs.append([])
        else:
            runs[-1].append(f"{_r(x)} {_r(_at(p.mean, zero))}")
    return ["M" + "L".join(run) for run in runs if len(run) > 1]


def _at(score: float, zero: float) -> float:
    """Return the height of a score."""
    return zero - score / 10 * (_SCORE / 2)


def _bands(seen: Sequence[bool], step: float, names: Sequence[str]) -> list[Spot]:
    """Return the stretches without reports, neighbours joined."""
    out: list[Spot] = []
    start = None
    for n, there in enumerate([*seen, True]):
        if not there and start is None:
            start = n
        if there and start is not None:
            label = f"no reports, {names[start]}" + (f" to {names[n - 1]}" if n - 1 > start else "")
            out.append(
                Spot(x=_r(_LEFT + start * step), y=0, width=_r((n - start) * step), height=0, side="", label=label)
            )
            start = None
    return out


def _times(starts: Sequence[str], step: float) -> list[Tick]:
    """Return some dates for an axis, as many as have room."""
    every = max(1, -(-len(starts) // 7))
    long = date.fromisoformat(starts[-1]).toordinal() - date.fromisoformat(starts[0]).toordinal() > 365
    names = [words.period(s, "month") if long else words.day(s) for s in starts]
    return [Tick(at=_r(_LEFT + n * step), label=names[n]) for n in range(0, len(starts), every)]


def _figures(p: Point) -> str:
    """Return the figures of a point in words."""
    from detente.show.finding import in_words

    return in_words(p)


def _r(value: float) -> float:
    """Return a length with as many digits as can be seen."""
    return round(value, 1)
