"""The ledger as a timeline: each entry from the day it was said to its term, with what became of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from detente.foretold import Entry
from detente.relations.periods import days
from detente.show import words
from detente.show.charts import INK, PAPER, SIDE_A, SIDE_B, Size, Spec
from detente.show.picture import Picture, Table, lines, picture
from detente.show.record import Named

MOST = 24
"""Entries drawn: those that are settled first, then those with a term, then the latest; the table has all of them."""

_CAME = frozenset({"came_true", "kept", "carried_out", "met", "crossed", "followed"})
_OTHER = "#625F57"
_MARGIN = 0.06  # of the span that the axis goes on beyond the last day, so that open ends are seen
_LEAST_MARGIN = 14  # days
_SHORT, _SHORTEST = 74, 30  # letters of an entry beside its line


def timeline(ledger: Sequence[Entry], a: Named, b: Named) -> Picture | None:
    """Return the timeline of entries that have a day, each told once; None without any."""
    told = sorted(
        ((_day(e), e) for e in ledger if e.same_as is None and days(e.said) is not None), key=lambda x: (x[0], x[1].id)
    )
    if not told:
        return None
    numbered = [(n, e) for n, (_, e) in enumerate(told, 1)]
    chosen = sorted(sorted(numbered, key=lambda x: _rank(*x))[:MOST])
    first, last = min(_day(e) for _, e in chosen), max(max(_ends(e)) for _, e in chosen)
    span = (date.fromisoformat(last) - date.fromisoformat(first)).days
    shown_to = (date.fromisoformat(last) + timedelta(days=max(int(_MARGIN * span), _LEAST_MARGIN))).isoformat()
    drawn = [_row(n, e, (a, b), shown_to) for n, e in chosen]

    def panels(size: Size) -> list[Spec]:
        return [_panel(drawn, (first, shown_to), size)]

    rows = tuple(
        (
            str(n),
            e.kind.replace("_", " "),
            (e.speaker.name or e.speaker.text if e.speaker else None) or "not named",
            words.when(e.said),
            words.day(e.by.end[:10]) if e.by.end else "no term",
            words.BECAME[e.state],
            " ".join(e.text.split()),
        )
        for n, (_, e) in enumerate(told, 1)
    )
    head = ("No.", "Kind", "Speaker", "Said", "By", "What became of it", "Words")
    return picture(
        "ledger",
        "What was foretold, asked and threatened",
        _finding([e for _, e in told]),
        panels,
        Table(head=head, rows=rows),
    )


def _day(entry: Entry) -> str:
    """Return the first day on which an entry can have been said."""
    span = days(entry.said)
    return span[0].isoformat() if span else ""


def _settled(entry: Entry) -> str | None:
    """Return the day of the evidence that settles an entry; None where it is open or the evidence has no day."""
    found = [span[1].isoformat() for v in entry.evidence if v.role != "condition" and (span := days(v.when))]
    return max(found, default=None) if entry.state not in ("open", "cannot_be_told") else None


def _ends(entry: Entry) -> tuple[str, ...]:
    """Return the days on which an entry was said and settled: a term may lie years beyond what the chart is about."""
    return tuple(d for d in (_day(entry), _settled(entry)) if d)


def _rank(number: int, entry: Entry) -> tuple[int, int]:
    """Return in which order entries are chosen to be drawn: settled, undecided, with a term, the latest."""
    kinds = (_settled(entry) is not None, entry.state != "open", bool(entry.by.end), True)
    return kinds.index(True), -number


def _row(number: int, entry: Entry, sides: tuple[Named, Named], shown_to: str) -> Spec:
    """Return what is drawn of an entry."""
    speaker = entry.speaker
    codes = (speaker.country, speaker.actor) if speaker else ()
    side = next((n for n, who in enumerate(sides) if who.code in codes), 2)
    term = entry.by.end[:10] if entry.by.end else None
    settled = _settled(entry)
    text = " ".join(entry.text.split())
    told = f"{entry.kind.replace('_', ' ')}, {words.day(_day(entry))}"
    state = (
        "came"
        if entry.state in _CAME
        else "open"
        if entry.state == "open"
        else "untold"
        if entry.state == "cannot_be_told"
        else "not"
    )
    return {
        "row": str(number),
        "said": _stamp(_day(entry)),
        "end": _stamp(settled or min(term or shown_to, shown_to)),
        "settled": _stamp(settled) if settled else None,
        "term": _stamp(term) if term and term <= shown_to else None,
        "bounded": bool(settled or term),
        "state": state,
        "colour": (SIDE_A, SIDE_B, _OTHER)[side],
        "short": f"{number}  {entry.kind.replace('_', ' ')}: {words.shortened(text, _SHORT)}",
        "shortest": f"{number} {words.shortened(text, _SHORTEST)}",
        "label": f"{told}: {words.shortened(text, 160)} ({words.BECAME[entry.state]})",
    }


def _panel(rows: list[Spec], shown: tuple[str, str], size: Size) -> Spec:
    """Return the panel: a line an entry, its words above the line."""
    wide = size.width >= 600
    ends = [{"year": int(d[:4]), "month": int(d[5:7]), "date": int(d[8:]), "utc": True} for d in shown]
    axis: Spec = {
        "title": None,
        "grid": True,
        "format": "%b %Y",
        "tickCount": size.ticks,
        "labelOverlap": "greedy",
        "labelFlush": True,
    }
    x: Spec = {"field": "said", "type": "temporal", "scale": {"type": "utc", "domain": ends}, "axis": axis}
    y: Spec = {"field": "row", "type": "nominal", "sort": None, "axis": None}
    return {
        "title": lines(
            "From the day of saying to the term (tall tick) or to what settled it: filled circle, it came; cross, it did not; "
            "triangle, cannot be told; dotted, open without a term",
            size,
        ),
        "width": size.width,
        "height": {"step": 34 if wide else 30},
        "data": {"values": rows},
        "layer": [*_spans(x, y), *_outcomes(x, y, size), _words(y, size, wide=wide)],
    }


def _spans(x: Spec, y: Spec) -> list[Spec]:
    """Return the line of each entry, dotted where it is open without a term, and the ticks of saying and of the term."""
    colour = {"field": "colour", "type": "nominal", "scale": None}
    said = {"x": x, "y": y, "stroke": colour, "fill": colour, "description": {"field": "label"}}
    return [
        *(
            {
                "transform": [{"filter": f"datum.bounded === {str(bounded).lower()}"}],
                "mark": {"type": "rule", "strokeWidth": 2.4, "strokeDash": dash},
                "encoding": {"x": x, "x2": {"field": "end"}, "y": y, "stroke": colour},
            }
            for bounded, dash in ((True, [1, 0]), (False, [2, 4]))
        ),
        {"mark": {"type": "tick", "orient": "vertical", "height": 10, "thickness": 2.4}, "encoding": said},
        {
            "transform": [{"filter": "isValid(datum.term)"}],
            "mark": {"type": "tick", "orient": "vertical", "height": 16, "thickness": 1.6, "stroke": INK, "fill": INK},
            "encoding": {"x": {**x, "field": "term"}, "y": y},
        },
    ]


def _outcomes(x: Spec, y: Spec, size: Size) -> list[Spec]:
    """Return the shapes at the ends of the lines of settled entries."""
    shapes = {"came": "circle", "not": "cross", "untold": "triangle-down"}
    look = {"type": "point", "size": 3 * size.point, "opacity": 1, "stroke": INK, "strokeWidth": 1.6}
    return [
        {
            "transform": [{"filter": f"datum.state === '{state}'"}],
            "mark": {**look, "shape": shape, "fill": INK if state == "came" else PAPER},
            "encoding": {"x": {**x, "field": "end"}, "y": y, "description": {"field": "label"}},
        }
        for state, shape in shapes.items()
    ]


def _words(y: Spec, size: Size, *, wide: bool) -> Spec:
    """Return the words of each entry, above its line from the left edge on."""
    letters = {"fontSize": size.letters - 1, "fill": INK, "limit": size.width}
    return {
        "mark": {"type": "text", "align": "left", "baseline": "bottom", "dy": -7, **letters},
        "encoding": {"x": {"value": 0}, "y": y, "text": {"field": "short" if wide else "shortest"}},
    }


def _finding(told: Sequence[Entry]) -> str:
    """Return what the timeline shows in words."""
    kinds = Counter(e.kind.replace("_", " ") for e in told)
    states = Counter(words.BECAME[e.state] for e in told)
    held = words.listed([words.count(n, kind) for kind, n in kinds.most_common()])
    became = words.listed([f"{words.number(n)} {state}" for state, n in states.most_common()])
    drawn = f" {MOST} of them are drawn, what is settled first." if len(told) > MOST else ""
    return f"{words.count(len(told), 'entry', 'entries')} with a day: {held}. What became of them: {became}.{drawn}"


def _stamp(day: str) -> str:
    """Return a day as its first moment in UTC."""
    return f"{day}T00:00:00Z"
