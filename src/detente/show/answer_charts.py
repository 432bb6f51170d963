"""Charts of what one side's conflict does after the other's, and of what the coming periods may hold."""

from __future__ import annotations

from collections.abc import Sequence

from detente.relations.echoes import Echoes
from detente.relations.outlook import Outlook
from detente.relations.responses import Response
from detente.show import words
from detente.show.charts import INK, PAPER, SIDE_A, SIDE_B, Size, Spec
from detente.show.moving import Foretold
from detente.show.picture import Picture, Table, lines, picture, zero
from detente.show.record import Named

_PAST = 60  # periods of the past drawn before a forecast
_PAST_NARROW = 26
_HIGHEST = 0.35  # of a panel's height over its width on a narrow page


def curves(found: Echoes, a: Named, b: Named) -> Picture:
    """Return the two response curves with their 95 % bands; ``found`` is of the sides as they are named here."""
    both = ((found.responses.forth, b, a, SIDE_B), (found.responses.back, a, b, SIDE_A))

    def panels(size: Size) -> list[Spec]:
        ends = [x for one, *_ in both for x in (*one.low, *one.high)]
        domain = [min(ends), max(ends)]
        return [
            _curve(one, f"Conflict of {who.short} after a jump of {whom.short}’s", colour, found.by, (size, domain))
            for one, who, whom, colour in both
        ]

    rows = tuple(
        (
            f"{h}",
            *(cell for one, *_ in both for cell in (_two(one.values[h]), f"{_two(one.low[h])} to {_two(one.high[h])}")),
        )
        for h in range(len(found.responses.forth.values))
    )
    head = (
        f"{found.by.capitalize()}s later",
        *(c for _, who, _, _ in both for c in (f"{who.short} answers", "95 % band")),
    )
    title = "How each side’s conflict answers the other’s"
    parts = [found.words, *(_peak(one, who.name, whom.name, found.by) for one, who, whom, _ in both)]
    return picture("answers", title, " ".join(parts), panels, Table(head=head, rows=rows))


def _curve(one: Response, title: str, colour: str, by: str, look: tuple[Size, list[float]]) -> Spec:
    """Return a response curve over its band."""
    size, domain = look
    values = [
        {
            "ahead": h,
            "value": v,
            "low": low,
            "high": high,
            "label": f"{h} {by}s later: {v:.2f} ({low:.2f} to {high:.2f})",
        }
        for h, (v, low, high) in enumerate(zip(one.values, one.low, one.high, strict=True))
    ]
    x: Spec = {
        "field": "ahead",
        "type": "quantitative",
        "axis": {"title": f"{by}s later", "grid": False, "tickMinStep": 1},
    }
    y: Spec = {"type": "quantitative", "axis": {"title": None, "tickCount": 5}, "scale": {"domain": domain}}
    return {
        "title": lines(f"{title}, in standard deviations", size),
        "width": size.width,
        "height": size.volume + 30,
        "data": {"values": values},
        "layer": [
            {
                "mark": {"type": "area", "color": colour, "opacity": 0.2},
                "encoding": {"x": x, "y": {"field": "low", **y}, "y2": {"field": "high"}},
            },
            zero(),
            {
                "mark": {"type": "line", "color": colour, "strokeWidth": 1.8},
                "encoding": {"x": x, "y": {"field": "value", **y}},
            },
            {
                "mark": {"type": "point", "filled": True, "fill": colour, "size": size.point, "opacity": 1},
                "encoding": {"x": x, "y": {"field": "value", **y}, "description": {"field": "label"}},
            },
        ],
    }


def _peak(one: Response, who: str, whom: str, by: str) -> str:
    """Return where a curve is farthest from zero, and whether zero lies outside its band there."""
    at = max(range(1, len(one.values)), key=lambda h: abs(one.values[h]))
    outside = one.low[at] > 0 or one.high[at] < 0
    return (
        f"{words.the(who)[:1].upper()}{words.the(who)[1:]} moves most {words.count(at, by)} after {words.the(whom)}: "
        f"{_two(one.values[at])} (95 % band {_two(one.low[at])} to {_two(one.high[at])}{'' if outside else ', which holds zero'})."
    )


def fans(found: Sequence[Foretold], a: Named, b: Named) -> Picture:
    """Return the forecasts of both directions as fans of their 50 and 80 % intervals, each with its back-test."""
    both = tuple(zip(found, ((a, b), (b, a)), (SIDE_A, SIDE_B), strict=False))

    def panels(size: Size) -> list[Spec]:
        return [
            p for one, ends, colour in both for p in (_fan(one, ends, colour, size), _scores(one.outlook, colour, size))
        ]

    by = found[0].outlook.by
    rows = tuple(
        (
            f"{who.short} → {whom.short}, {by} +{s.ahead}",
            f"{s.median:.1f}",
            f"{s.low50:.1f} to {s.high50:.1f}",
            f"{s.low80:.1f} to {s.high80:.1f}",
        )
        for one, (who, whom), _ in both
        for s in one.outlook.steps
    ) + tuple(
        (
            f"{who.short} → {whom.short}, back-test: {s.model}",
            f"CRPS {s.crps:.2f}",
            _ratio(s.ratio),
            f"held {words.percent(s.coverage)}",
        )
        for one, (who, whom), _ in both
        for s in one.outlook.scores
    )
    head = ("", "Median", "50 % interval", "80 % interval")
    said = [
        f"{who.name} toward {words.the(whom.name)}: median {one.outlook.steps[0].median:.1f} in the next {by}, 80 % interval "
        f"{one.outlook.steps[0].low80:.1f} to {one.outlook.steps[0].high80:.1f}. {one.outlook.words}"
        + (f" {one.outlook.gain.words}" if one.outlook.gain else "")
        for one, (who, whom), _ in both
    ]
    return picture("outlook", "What the coming periods may hold", " ".join(said), panels, Table(head=head, rows=rows))


def _ratio(ratio: float | None) -> str:
    """Return a score against the naive one's."""
    return "–" if ratio is None else f"{ratio:.2f} of naive"


def _fan(one: Foretold, ends: tuple[Named, Named], colour: str, size: Size) -> Spec:
    """Return a forecast after the last periods that are known."""
    told = one.outlook
    x: Spec = {
        "type": "quantitative",
        "axis": {"title": f"{told.by}s from {words.day(told.last)}", "grid": False, "tickMinStep": 1},
    }
    y: Spec = {"type": "quantitative", "axis": {"title": None, "tickCount": 4}}
    title = (
        f"Conflict of {ends[0].short} toward {ends[1].short} in each {told.by}: known, and foretold by “{told.model}” with "
        "its 50 and 80 % intervals"
    )
    layers = [zero(), *_ahead(told, colour, (x, y), size), *_known(one, (x, y), size)]
    return {"title": lines(title, size), "width": size.width, "height": size.score - 30, "layer": layers}


def _known(one: Foretold, axes: tuple[Spec, Spec], size: Size) -> list[Spec]:
    """Return the line of the last known periods with a point each, counted back from 0."""
    x, y = axes
    room = _PAST if size.width >= 600 else _PAST_NARROW
    values = [
        {"at": i + 1 - len(one.known), "value": one.known[i], "label": f"{one.starts[i]}: {one.known[i]:.1f}"}
        for i in range(max(0, len(one.known) - room), len(one.known))
    ]
    at: Spec = {"x": {"field": "at", **x}, "y": {"field": "value", **y}}
    point = {"type": "point", "filled": True, "fill": INK, "size": size.point / 2, "opacity": 1}
    return [
        {
            "data": {"values": values},
            "mark": {"type": "line", "stroke": INK, "strokeWidth": 1.2},
            "encoding": at,
        },
        {"data": {"values": values}, "mark": point, "encoding": {**at, "description": {"field": "label"}}},
    ]


def _ahead(told: Outlook, colour: str, axes: tuple[Spec, Spec], size: Size) -> list[Spec]:
    """Return the two bands of the coming periods and the diamonds of their medians."""
    x, y = axes
    values = [
        {
            "at": s.ahead, "median": s.median, "l5": s.low50, "h5": s.high50, "l8": s.low80, "h8": s.high80,
            "left": s.ahead - 0.4, "right": s.ahead + 0.4,
            "label": f"{s.ahead} {told.by}s ahead: {s.median:.1f}, 80 % interval {s.low80:.1f} to {s.high80:.1f}",
        }
        for s in told.steps
    ]  # fmt: skip
    across: Spec = {"x": {"field": "left", **x}, "x2": {"field": "right"}}
    bands: list[Spec] = [
        {
            "data": {"values": values},
            "mark": {"type": "rect", "fill": colour, "opacity": opacity},
            "encoding": {**across, "y": {"field": low, **y}, "y2": {"field": high}},
        }
        for low, high, opacity in (("l8", "h8", 0.25), ("l5", "h5", 0.4))
    ]
    diamond = {
        "type": "point",
        "shape": "diamond",
        "fill": PAPER,
        "stroke": colour,
        "size": 2 * size.point,
        "opacity": 1,
    }
    at = {"x": {"field": "at", **x}, "y": {"field": "median", **y}, "description": {"field": "label"}}
    return [*bands, {"data": {"values": values}, "mark": diamond, "encoding": at}]


def _scores(one: Outlook, colour: str, size: Size) -> Spec:
    """Return the back-test: each model's score as a dot, the naive one's as a line."""
    values = [
        {
            "model": s.model, "ratio": s.ratio, "chosen": s.model == one.model,
            "label": f"{s.model}: {_ratio(s.ratio)}, 80 % intervals held in {words.percent(s.coverage)}",
        }
        for s in one.scores
        if s.ratio is not None
    ]  # fmt: skip
    y: Spec = {
        "field": "model", "type": "nominal", "sort": [s.model for s in one.scores],
        "axis": {"title": None, "ticks": False, "grid": True},
    }  # fmt: skip
    x: Spec = {
        "field": "ratio", "type": "quantitative",
        "scale": {"domainMin": 0, "domainMax": max([1.05, *(s.ratio for s in one.scores if s.ratio is not None)])},
        "axis": {"title": "CRPS over the naive forecast’s; left of 1 is better", "tickCount": 5, "grid": False},
    }  # fmt: skip
    spots = [
        {
            "transform": [{"filter": f"datum.chosen === {str(chosen).lower()}"}],
            "mark": {
                "type": "point",
                "fill": colour if chosen else PAPER,
                "stroke": colour,
                "size": 2 * size.point,
                "opacity": 1,
            },
            "encoding": {"x": x, "y": y, "description": {"field": "label"}},
        }
        for chosen in (True, False)
    ]
    naive: Spec = {
        "data": {"values": [{}]},
        "mark": {"type": "rule", "stroke": INK, "strokeDash": [3, 3]},
        "encoding": {"x": {"datum": 1}},
    }
    return {
        "title": lines(
            "Back-test: how each model foretold what is known by now; filled is the one that foretells here", size
        ),
        "width": size.width if size.width >= 600 else size.width - 60,
        "height": 17 * len(values),
        "data": {"values": values},
        "layer": [naive, *spots],
    }


def _two(value: float) -> str:
    """Return a number with two digits and a proper minus."""
    return f"{value:.2f}".replace("-", words.MINUS)
