"""Many pairs beside each other: who acts by row, to whom by column, the share of conflict as shade."""

from __future__ import annotations

from collections.abc import Sequence

from detente.relations.parts import PairSum
from detente.show import words
from detente.show.charts import PAPER, SIDE_B, Size, Spec
from detente.show.picture import Picture, Table, lines, picture

_FIGURES = "#1C1B19"  # read on every shade
_CELL, _CELL_NARROW = 54, 26


def matrix_picture(rows: Sequence[PairSum]) -> Picture:
    """Return the matrix of some pairs, at least one."""
    values = [
        {
            "source": r.source, "target": r.target, "share": r.share, "events": r.count,
            "label": f"{r.source} → {r.target}: {words.count(r.count, 'event')}, {words.percent(r.share)} conflict",
        }
        for r in rows
    ]  # fmt: skip
    actors = sorted({end for r in rows for end in (r.source, r.target)})

    def panels(size: Size) -> list[Spec]:
        return [_panel(values, actors, size)]

    head = ("Pair", "Events", "Conflict", "Share", "Negative sum")
    table = Table(head=head, rows=tuple(_cells(r) for r in rows))
    return picture("pairs", "Many pairs", _finding(rows), panels, table)


def _cells(r: PairSum) -> tuple[str, ...]:
    """Return a row of the table."""
    figures = (words.number(r.count), words.number(r.conflict), words.percent(r.share), words.score(r.negative))
    return (f"{r.source} → {r.target}", *figures)


def _panel(values: list[Spec], actors: list[str], size: Size) -> Spec:
    """Return the panel: a square a pair."""
    wide = size.width >= 600
    cell = _CELL if wide else min(_CELL_NARROW, (size.width - 30) // max(len(actors), 1))
    side = {"type": "nominal", "scale": {"domain": actors}}
    above = {"title": "to whom", "ticks": False, "orient": "top", "labelAngle": 0 if wide else -90}
    places: Spec = {
        "y": {"field": "source", **side, "axis": {"title": "who acts", "ticks": False}},
        "x": {"field": "target", **side, "axis": above},
    }
    shade = {"field": "share", "type": "quantitative", "scale": {"domain": [0, 1], "range": ["#F3EFE6", SIDE_B]}}
    text = {
        "transform": [{"filter": "isValid(datum.events)"}],
        "mark": {"type": "text", "fontSize": size.letters - 1},
        "encoding": {
            **places,
            "text": {"field": "events", "type": "quantitative", "format": ",d" if wide else "~s"},
            "fill": {"value": _FIGURES},
        },
    }
    return {
        "title": lines("Shade: share of conflict, from none (light) to all (dark). Figure: events", size),
        "width": {"step": cell},
        "height": {"step": cell if wide else 26},
        "data": {"values": values},
        "layer": [
            {
                "mark": {"type": "rect", "stroke": PAPER, "strokeWidth": 2},
                "encoding": {**places, "fill": shade, "description": {"field": "label"}},
            },
            *([text] if wide or len(actors) <= 8 else []),
        ],
    }


def _finding(rows: Sequence[PairSum]) -> str:
    """Return what the matrix shows in words: the pair with the most events, and the one with the most conflict."""
    most = max(rows, key=lambda r: (r.count, r.source, r.target))
    worst = max(rows, key=lambda r: (r.conflict, r.source, r.target))
    return (
        f"{words.count(len(rows), 'pair')} of {len({e for r in rows for e in (r.source, r.target)})} actors. Most events: "
        f"{most.source} toward {most.target}, {words.number(most.count)}, {words.percent(most.share)} of them conflict. Most "
        f"conflict: {worst.source} toward {worst.target}, {words.number(worst.conflict)} events."
    )
