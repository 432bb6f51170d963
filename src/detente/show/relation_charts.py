"""Charts of how a relation moves, as Vega-Lite specs: turning points, answers, outlook, and many pairs at once.

The colours and letters are those of :mod:`detente.show.charts`; sides differ by colour and by dash as well.
"""

from __future__ import annotations

from collections.abc import Sequence

from detente.relations.counting import Series
from detente.relations.findings import Findings
from detente.relations.outlook import Outlook
from detente.relations.responses import Responses
from detente.relations.track import Track
from detente.show.charts import INK, PAPER, RULE, SIDE_A, SIDE_B, ZERO, Spec, gaps

_SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
_WIDTH = 900
_FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
_PAST = 60  # periods of the past drawn before a forecast


def _frame(description: str, rows: Sequence[Spec]) -> Spec:
    """Return a spec of panels, one under the other."""
    text = {"labelColor": INK, "titleColor": INK, "labelFontSize": 13, "titleFontSize": 13, "titleFontWeight": "normal"}
    return {
        "$schema": _SCHEMA,
        "description": description,
        "background": PAPER,
        "padding": 8,
        "spacing": 16,
        "config": {
            "font": _FONT,
            "view": {"stroke": None},
            "axis": {"gridColor": RULE, "domain": False, "tickColor": RULE, **text},
            "legend": {"orient": "top", "title": None, "labelColor": INK, "labelFontSize": 13, "symbolStrokeWidth": 2},
            "title": {"anchor": "start", "color": INK, "fontSize": 14, "fontWeight": "normal"},
        },
        "vconcat": list(rows),
    }


def _sides(names: Sequence[str]) -> Spec:
    """Return how two directions are coloured."""
    return {"field": "side", "type": "nominal", "scale": {"domain": list(names), "range": [SIDE_A, SIDE_B]}}


def _dashes(names: Sequence[str]) -> Spec:
    """Return how the lines of two directions are drawn, so that nothing hangs on colour alone."""
    return {
        "field": "side",
        "type": "nominal",
        "scale": {"domain": list(names), "range": [[1, 0], [5, 3]]},
        "legend": None,
    }


def moves(found: Findings) -> Spec:
    """Return the chart of a relation's movement: conflict, volume, and turning points as numbered flags.

    Periods without a report are bands and break the lines.
    """
    series = found.series
    names = [f"{line.source} → {line.target}" for line in series.lines]
    rows = [
        {
            "start": p.start,
            "side": name,
            "count": p.count,
            "drawn": None if p.count is None else p.count * sign,
            "conflict": None if p.goldstein_negative is None else -p.goldstein_negative,
        }
        for name, line, sign in zip(names, series.lines, (1, -1), strict=True)
        for p in line.points
    ]
    flags = [{"start": start, "flag": str(i)} for i, start in enumerate(flagged(found), 1)]
    time = {"field": "start", "type": "temporal", "scale": {"type": "utc"}, "axis": {"title": None, "grid": False}}
    line: Spec = {
        "mark": {"type": "line", "strokeWidth": 1.6, "invalid": "break-paths-show-path-domains"},
        "encoding": {
            "x": time,
            "y": {"field": "conflict", "type": "quantitative", "axis": {"title": None}},
            "color": _sides(names),
            "strokeDash": _dashes(names),
        },
    }
    bars: Spec = {
        "mark": {"type": "bar"},
        "encoding": {
            "x": time,
            "y": {
                "field": "drawn",
                "type": "quantitative",
                "stack": None,
                "axis": {"title": None, "labelExpr": "abs(datum.value)"},
            },
            "color": _sides(names),
        },
    }
    band = _bands(series)
    return _frame(
        f"Conflict and volume between {series.a} and {series.b} by {series.by}, with {len(flags)} turning points",
        [
            {
                "title": f"Conflict each {series.by}: minus the sum of negative Goldstein scores; flags are turning points",
                "width": _WIDTH,
                "height": 220,
                "layer": [band, line | {"data": {"values": rows}}, *_flags(flags)],
            },
            {
                "title": f"Events each {series.by}: {names[0]} upward, {names[1]} downward",
                "width": _WIDTH,
                "height": 110,
                "layer": [band, bars | {"data": {"values": rows}}, _zero()],
            },
        ],
    )


def flagged(found: Findings) -> list[str]:
    """Return the days of the turning points in order, each once: flag n stands on the n-th."""
    return sorted({turn.start for _, turns in found.turns for turn in turns})


def _flags(flags: list[Spec]) -> list[Spec]:
    """Return numbered flags on a time axis."""
    x = {"field": "start", "type": "temporal", "scale": {"type": "utc"}}
    data = {"values": flags}
    return [
        {"data": data, "mark": {"type": "rule", "stroke": INK, "strokeDash": [2, 2]}, "encoding": {"x": x}},
        {
            "data": data,
            "mark": {"type": "text", "align": "left", "dx": 3, "fontSize": 12, "color": INK},
            "encoding": {"x": x, "y": {"value": 6}, "text": {"field": "flag"}},
        },
    ]


def _bands(series: Series) -> Spec:
    """Return bands for the periods without a report."""
    x = {"type": "temporal", "scale": {"type": "utc"}}
    return {
        "data": {"values": gaps(series)},
        "mark": {"type": "rect", "fill": "#EAE6DC"},
        "encoding": {"x": {"field": "start", **x}, "x2": {"field": "after"}},
    }


def _zero() -> Spec:
    """Return a line at zero."""
    return {"data": {"values": [{}]}, "mark": {"type": "rule", "stroke": ZERO}, "encoding": {"y": {"datum": 0}}}


def curves(found: Responses, by: str) -> Spec:
    """Return the two response curves with their 95 % bands."""
    panels = []
    for one, colour in ((found.forth, SIDE_B), (found.back, SIDE_A)):
        values = [
            {"ahead": h, "value": v, "low": low, "high": high}
            for h, (v, low, high) in enumerate(zip(one.values, one.low, one.high, strict=True))
        ]
        x = {
            "field": "ahead",
            "type": "quantitative",
            "axis": {"title": f"{by}s later", "grid": False, "tickMinStep": 1},
        }
        panels.append(
            {
                "title": f"{one.answer} after a jump of {one.jump} by one standard deviation",
                "width": _WIDTH,
                "height": 130,
                "data": {"values": values},
                "layer": [
                    {
                        "mark": {"type": "area", "color": colour, "opacity": 0.2},
                        "encoding": {
                            "x": x,
                            "y": {"field": "low", "type": "quantitative", "axis": {"title": None}},
                            "y2": {"field": "high"},
                        },
                    },
                    _zero(),
                    {
                        "mark": {"type": "line", "point": True, "color": colour},
                        "encoding": {"x": x, "y": {"field": "value", "type": "quantitative"}},
                    },
                ],
            }
        )
    return _frame("How each side's conflict answers the other's, with 95 % bands", panels)


def fan(one: Outlook, past: Track) -> Spec:
    """Return a forecast as a fan of its 50 and 80 % intervals after the last periods that are known."""
    first = max(0, len(past) - _PAST)
    known = [{"at": i + 1 - len(past), "value": float(past.forth[i])} for i in range(first, len(past))]
    ahead = [
        {"at": s.ahead, "median": s.median, "l5": s.low50, "h5": s.high50, "l8": s.low80, "h8": s.high80}
        for s in one.steps
    ]
    x = {"field": "at", "type": "quantitative", "axis": {"title": f"{one.by}s from {one.last}", "grid": False}}
    layers: list[Spec] = [
        {
            "data": {"values": ahead},
            "mark": {"type": "bar", "color": SIDE_A, "opacity": opacity, "width": 8},
            "encoding": {
                "x": x,
                "y": {"field": low, "type": "quantitative", "axis": {"title": None}},
                "y2": {"field": high},
            },
        }
        for low, high, opacity in (("l8", "h8", 0.25), ("l5", "h5", 0.45))
    ]
    layers += [
        {
            "data": {"values": known},
            "mark": {"type": "line", "point": {"size": 18, "color": INK}, "color": INK, "strokeWidth": 1.2},
            "encoding": {"x": x, "y": {"field": "value", "type": "quantitative"}},
        },
        {
            "data": {"values": ahead},
            "mark": {"type": "point", "filled": True, "color": SIDE_A, "size": 50},
            "encoding": {"x": x, "y": {"field": "median", "type": "quantitative"}},
        },
    ]
    title = [
        f"{one.source} → {one.target}: conflict each {one.by}; intervals of 50 and 80 % by {one.model!r}",
        one.words,
    ]
    return _frame(" ".join(title), [{"title": title, "width": _WIDTH, "height": 260, "layer": layers}])


def pairs(rows: Sequence[tuple[str, str, float, int]]) -> Spec:
    """Return a matrix of many pairs: source by row, target by column; the shade is the conflict share (0 to 1), the
    figure the number of events."""
    values = [{"source": s, "target": t, "share": share, "events": count} for s, t, share, count in rows]
    side = {"type": "nominal", "axis": {"title": None, "labelAngle": 0}}
    places: Spec = {"y": {"field": "source", **side}, "x": {"field": "target", **side}}
    shade = {
        "field": "share",
        "type": "quantitative",
        "scale": {"domain": [0, 1], "range": ["#F3EFE6", SIDE_B]},
        "legend": {"format": ".0%"},
    }
    panel: Spec = {
        "title": "Shade: share of conflict; figure: events. Who acts by row, to whom by column",
        "width": _WIDTH * 2 // 3,
        "height": _WIDTH // 2,
        "data": {"values": values},
        "layer": [
            {"mark": {"type": "rect"}, "encoding": {**places, "color": shade}},
            {
                "mark": {"type": "text", "color": INK, "fontSize": 12},
                "encoding": {**places, "text": {"field": "events", "type": "quantitative", "format": ",d"}},
            },
        ],
    }
    return _frame("Conflict share of many pairs", [panel])
