"""A chart as a reader gets it: the drawing for a wide and a narrow page, what it shows in words, and its table.

Charts of how a relation moves are made of these; the brief, the web pages and the chart files show them alike.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from detente.show.charts import INK, NARROW, PAPER, RULE, WIDE, ZERO, Size, Spec

_SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
_FONT = "Liberation Sans, Arial, Helvetica, sans-serif"
_LETTERS = 0.56  # width of a letter over its height, about the mean of these fonts


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The figures behind a chart, as they are written: a head and rows of as many cells; the first cell names its row."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A chart: ``finding`` says what it shows, for those who do not see it; ``wide`` and ``narrow`` are Vega-Lite specs
    with their data inside; ``name`` is its place on a page."""

    name: str
    title: str
    finding: str
    wide: Spec
    narrow: Spec
    table: Table


def picture(name: str, title: str, finding: str, panels: Callable[[Size], list[Spec]], table: Table) -> Picture:
    """Return a chart from what gives its panels, top to bottom, for a size."""
    wide, narrow = (frame(finding, panels(size), size) for size in (WIDE, NARROW))
    return Picture(name=name, title=title, finding=finding, wide=wide, narrow=narrow, table=table)


def frame(description: str, panels: Sequence[Spec], size: Size) -> Spec:
    """Return a spec of panels, one under the other."""
    text = {
        "labelColor": INK,
        "titleColor": INK,
        "labelFontSize": size.letters,
        "titleFontSize": size.letters,
        "titleFontWeight": "normal",
    }
    return {
        "$schema": _SCHEMA,
        "description": description,
        "background": None,
        "padding": 4,
        "spacing": 18,
        "config": {
            "font": _FONT,
            "view": {"stroke": None},
            "axis": {"gridColor": RULE, "domain": False, "tickColor": RULE, **text},
            "legend": {"disable": True},
            "title": {
                "anchor": "start",
                "frame": "group",
                "color": INK,
                "fontSize": size.letters,
                "fontWeight": "normal",
                "offset": 8,
                "limit": size.width + 60,
            },
        },
        "vconcat": list(panels),
    }


def lines(text: str, size: Size) -> list[str]:
    """Return a title in as many lines as the drawing's width asks for."""
    room, out = int(size.width / (size.letters * _LETTERS)), [""]
    for word in text.split():
        if out[-1] and len(out[-1]) + 1 + len(word) > room:
            out.append("")
        out[-1] = f"{out[-1]} {word}".strip()
    return out


def zero() -> Spec:
    """Return a line at zero."""
    return {
        "data": {"values": [{}]},
        "mark": {"type": "rule", "stroke": ZERO, "strokeWidth": 1.2},
        "encoding": {"y": {"datum": 0}},
    }


def on_paper(spec: Spec) -> Spec:
    """Return a spec on the page's own ground, for a file that stands alone."""
    return {**spec, "background": PAPER, "padding": 12}
