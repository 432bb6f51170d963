"""The chart of a relation as a Vega-Lite spec; what it shows in words: :mod:`detente.show.finding`.

Three strips over one axis of time: the mean score of each direction as two lines about a marked zero line, the number
of deeds (A's upward, B's downward), and the sum of negative scores (in each period A's left, B's right). Periods
without a report are bands. Sides differ by colour, by the form of their points, and by place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from detente.relations import Point, Series
from detente.show import words
from detente.show.finding import finding, in_words
from detente.show.record import Named

Spec = dict[str, Any]

# The colours of the chart, by which the page's style sheet finds them and turns them for dark mode.
SIDE_A = "#2364AA"
SIDE_B = "#C8551B"
INK = "#45443F"
RULE = "#DDD9CF"
ZERO = "#77736A"
GAP = "#EAE6DC"
PAPER = "#FCFBF8"

_FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
_AXIS: Spec = {"title": None, "grid": True}
_AXIS_FORMAT = {"day": "%-d %b %Y", "week": "%-d %b %Y", "month": "%b %Y", "quarter": "%b %Y", "year": "%Y"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """A drawing's inner width and the heights of its strips, in pixels; its letters, dates on the axis, and points."""

    width: int
    score: int
    volume: int
    negative: int
    letters: int
    ticks: int
    point: int


_DOWN = 6  # flags under each other at most
_ROOMY = 120  # periods up to which points have their full size

WIDE = Size(width=1000, score=210, volume=96, negative=96, letters=14, ticks=9, point=44)
NARROW = Size(width=296, score=170, volume=84, negative=84, letters=12, ticks=4, point=22)


def spec(series: Series, a: Named, b: Named, size: Size = WIDE, *, flags: Sequence[str] = ()) -> Spec:
    """Return the chart as a Vega-Lite spec with its data inside; it needs nothing from outside.

    Args:
        series: with at least one point.
        a: the side whose deeds are counted upward.
        b: the side whose deeds are counted downward.
        size: in pixels.
        flags: the first days of the turning points, which get their numbers in this order.
    """
    strips = _strips(series, a, b, size, flags)
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "description": finding(series, a, b),
        "background": None,
        "config": _config(size),
        "padding": 2,
        "spacing": 14,
        "data": {"values": _rows(series, _labels(a, b))},
        "vconcat": [
            {
                # On a narrow drawing a title has two lines.
                "title": [head, tail] if size.width < WIDE.width else f"{head} {tail}",
                "width": size.width,
                "height": height,
                "layer": _over_time(layers, series, size, dates=layers is strips[-1][2]),
            }
            for head, tail, layers, height in strips
        ],
    }


def _labels(a: Named, b: Named) -> tuple[str, str]:
    """Return what the two directions are called."""
    return f"{a.name} → {b.name}", f"{b.name} → {a.name}"


def _strips(
    series: Series, a: Named, b: Named, size: Size, flags: Sequence[str]
) -> tuple[tuple[str, str, list[Spec], int], ...]:
    """Return the strips from top to bottom: the two parts of the title, the layers, the height."""
    labels, each = _labels(a, b), f"in each {series.by}"
    one, other = f"{a.short} → {b.short}", f"{b.short} → {a.short}"
    most, worst = _most(series), _worst(series)
    edge = 0.8 if len(series.lines[0].points) <= _ROOMY else 0.0  # an edge would hide bars as thin as itself
    volume = _bars(labels, "drawn", ("start", "after"), [-most, most], edge)
    negative = _bars(labels, "negative", ("left", "right"), [worst, 0], edge)
    return (
        (
            f"Mean score of deeds {each}",
            "(−10 conflict, +10 cooperation)",
            [*_lines(labels, "mean", [-10, 10], _crowded(size.point, series)), *flagged(flags, series, size)],
            size.score,
        ),
        (f"Deeds {each}:", f"{one} upward, {other} downward", volume, size.volume),
        (f"Sum of negative scores {each}:", f"{one} left, {other} right", negative, size.negative),
    )


def _crowded(point: int, series: Series) -> int:
    """Return the size of points: the more of them stand beside each other, the smaller."""
    return max(4, min(point, point * _ROOMY // max(len(series.lines[0].points), 1)))


def flagged(days: Sequence[str], series: Series, size: Size) -> list[Spec]:
    """Return turning points as layers over an axis of time: a dashed line on the day, and on it a flag with its number.

    Numbers that would stand on each other stand under each other.
    """
    if not days:
        return []
    whole = [
        date.fromisoformat(d).toordinal() for d in (series.lines[0].points[0].start, _after(series.lines[0].points[-1]))
    ]
    near = 1.6 * size.letters / size.width * (whole[1] - whole[0])
    rows: list[Spec] = []
    level, before = 0, -near
    for n, day in enumerate(days, 1):
        at_day = date.fromisoformat(day).toordinal()
        level = level + 1 if at_day - before < near else 0
        before = at_day
        rows.append({"start": _stamp(day), "flag": str(n), "down": 7 + (level % _DOWN) * size.letters})
    data = {"values": rows}
    at: Spec = {"field": "start"}
    return [
        {"data": data, "mark": {"type": "rule", "stroke": INK, "strokeDash": [2, 2]}, "encoding": {"x": at}},
        {
            "data": data,
            "mark": {
                "type": "text",
                "align": "left",
                "dx": 3,
                "fontSize": size.letters - 1,
                "fontWeight": "bold",
                "fill": INK,
            },
            "encoding": {
                "x": at,
                "y": {"field": "down", "type": "quantitative", "scale": None},
                "text": {"field": "flag"},
            },
        },
    ]


def _config(size: Size) -> Spec:
    """Return the look of all strips."""
    text = {"labelColor": INK, "titleColor": INK, "labelFontSize": size.letters, "titleFontSize": size.letters}
    return {
        "font": _FONT,
        "view": {"stroke": None},
        "axis": {"gridColor": RULE, "domain": False, "tickColor": RULE, **text, "titleFontWeight": "normal"},
        "title": {
            "anchor": "start",
            "frame": "group",
            "color": INK,
            "fontSize": size.letters,
            "fontWeight": "normal",
            "offset": 6,
            "limit": size.width + 40,
        },
        "legend": {"disable": True},
    }


def _rows(series: Series, labels: Sequence[str]) -> list[Spec]:
    """Return one row for each direction and period, in words too, for the label that a reader's pointer finds."""
    return [
        {
            "direction": label,
            "start": _stamp(p.start),
            "after": _stamp(_after(p)),
            # A's figures stand in the first half of a period and B's in the second, so that none hides another.
            "point": _part(p, (1 + side) / 3),
            "left": _part(p, 0.08 + side * 0.42),
            "right": _part(p, 0.5 + side * 0.42),
            "seen": p.seen,
            "count": p.count,
            "drawn": (1 - 2 * side) * p.count if p.count else None,
            "mean": p.mean,
            "negative": p.negative,
            "share": p.share,
            "label": f"{label}, {words.period(p.start, series.by)}: {in_words(p)}",
        }
        for side, (label, line) in enumerate(zip(labels, series.lines, strict=True))
        for p in line.points
    ]


def _over_time(layers: list[Spec], series: Series, size: Size, *, dates: bool) -> list[Spec]:
    """Return the layers of a strip over bands for the periods without reports; ``dates`` writes out the time."""
    points = series.lines[0].points
    axis: Spec = {"title": None, "grid": False, "labels": dates, "ticks": dates}
    if dates:
        axis |= {
            "format": _AXIS_FORMAT[series.by],
            "tickCount": size.ticks,
            "labelOverlap": "greedy",
            "labelFlush": True,
        }
    ends = [_moment(points[0].start), _moment(_after(points[-1]))]
    time = {"type": "temporal", "scale": {"type": "utc", "domain": ends}, "axis": axis}
    band: Spec = {
        "data": {"values": gaps(series)},
        "mark": {"type": "rect", "fill": GAP},
        "encoding": {"x": {"field": "start"}, "x2": {"field": "after"}, "description": {"field": "label"}},
    }
    out = []
    for layer in (band, *layers):
        encoding = layer["encoding"]
        out.append(layer | {"encoding": encoding | {"x": encoding["x"] | time}} if "x" in encoding else layer)
    return out


def _zero() -> Spec:
    """Return the line at zero."""
    return {
        "data": {"values": [{}]},
        "mark": {"type": "rule", "stroke": ZERO, "strokeWidth": 1.2},
        "encoding": {"y": {"datum": 0}},
    }


def _side(labels: Sequence[str]) -> Spec:
    """Return how a direction is coloured."""
    return {"field": "direction", "type": "nominal", "scale": {"domain": list(labels), "range": [SIDE_A, SIDE_B]}}


def _lines(labels: Sequence[str], field: str, domain: list[float], point: int) -> list[Spec]:
    """Return two lines with their points; a line breaks where a figure is missing, and no point is smoothed away."""
    y: Spec = {"field": field, "type": "quantitative", "scale": {"domain": domain}, "axis": _AXIS | {"tickCount": 5}}
    common: Spec = {"x": {"field": "point"}, "y": y, "description": {"field": "label"}}
    shape: Spec = {
        "field": "direction",
        "type": "nominal",
        "scale": {"domain": list(labels), "range": ["circle", "square"]},
    }
    points = []
    for told_then in (True, False):
        fill: Spec = {"fill": _side(labels)} if told_then else {"fill": {"value": PAPER}}
        points.append(
            {
                "transform": [
                    {"filter": f"datum.seen === {str(told_then).lower()}"},
                    {"filter": f"isValid(datum.{field})"},
                ],
                "mark": {"type": "point", "size": point, "strokeWidth": 1.6, "opacity": 1},
                "encoding": common | fill | {"stroke": _side(labels), "shape": shape},
            }
        )
    return [
        _zero(),
        {
            "mark": {"type": "line", "strokeWidth": 1.8, "invalid": "break-paths-show-path-domains"},
            "encoding": common | {"stroke": _side(labels), "detail": {"field": "direction"}},
        },
        *points,
    ]


def _bars(labels: Sequence[str], field: str, ends: tuple[str, str], domain: list[float], edge: float) -> list[Spec]:
    """Return bars from zero between two moments of each period."""
    y: Spec = {
        "field": field,
        "type": "quantitative",
        "scale": {"domain": domain},
        "axis": _AXIS | {"tickCount": 3, "tickMinStep": 1},
    }
    if field == "drawn":
        y["axis"] = {**y["axis"], "labelExpr": "abs(datum.value)"}
    return [
        {
            "transform": [{"filter": f"isValid(datum.{field}) && datum.{field} !== 0"}],
            "mark": {"type": "rect", "stroke": PAPER, "strokeWidth": edge},
            "encoding": {
                "x": {"field": ends[0]},
                "x2": {"field": ends[1]},
                "y": y,
                "y2": {"datum": 0},
                "fill": _side(labels),
                "description": {"field": "label"},
            },
        },
        _zero(),
    ]


def gaps(series: Series) -> list[Spec]:
    """Return the stretches of periods in which no report was published, neighbours joined."""
    joined: list[list[str]] = []
    for p in series.lines[0].points:
        if p.seen:
            continue
        if joined and joined[-1][1] == p.start:
            joined[-1][1] = _after(p)
        else:
            joined.append([p.start, _after(p)])
    return [
        {
            "start": _stamp(start),
            "after": _stamp(after),
            "label": f"no reports, {words.span(start, _days_on(after, -1))}",
        }
        for start, after in joined
    ]


def _most(series: Series) -> int:
    """Return the largest count in any period, at least 2."""
    return max([2, *(p.count or 0 for line in series.lines for p in line.points)])


def _worst(series: Series) -> float:
    """Return the lowest negative sum in any period, at most -10."""
    return min([-10.0, *(p.negative or 0.0 for line in series.lines for p in line.points)])


def _days_on(iso: str, n: int) -> str:
    """Return the day ``n`` days after an ISO 8601 day."""
    return (date.fromisoformat(iso) + timedelta(days=n)).isoformat()


def _after(p: Point) -> str:
    """Return the day after a period's last."""
    return _days_on(p.end, 1)


def _part(p: Point, part: float) -> str:
    """Return the moment at which some part of a period has gone by."""
    start = datetime.fromisoformat(p.start).replace(tzinfo=UTC)
    length = datetime.fromisoformat(_after(p)).replace(tzinfo=UTC) - start
    return (start + part * length).strftime("%Y-%m-%dT%H:%M:%SZ")


def _stamp(iso: str) -> str:
    """Return an ISO 8601 day as its first moment in UTC."""
    return f"{iso}T00:00:00Z"


def _moment(iso: str) -> Spec:
    """Return an ISO 8601 day as Vega-Lite's own date in UTC."""
    d = date.fromisoformat(iso)
    return {"year": d.year, "month": d.month, "date": d.day, "utc": True}
