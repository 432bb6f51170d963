"""The chart of a relation's movement as a picture: the strips of the brief with turning points as numbered flags."""

from __future__ import annotations

from collections.abc import Sequence

from detente.relations import Point, Series
from detente.relations.findings import Findings
from detente.show import charts, words
from detente.show.charts import NARROW, WIDE, Size, Spec
from detente.show.finding import finding
from detente.show.picture import Picture, Table
from detente.show.record import Named


def flagged(found: Findings) -> list[str]:
    """Return the days of the turning points in order, each once: flag n stands on the n-th."""
    return sorted({turn.start for _, turns in found.turns for turn in turns})


def moves(series: Series, flags: Sequence[str], a: Named, b: Named) -> Picture:
    """Return the picture of a series, which has at least one point, with flags on the days of its turning points."""

    def spec(size: Size) -> Spec:
        made = charts.spec(series, a, b, size, flags=flags)
        first, *rest = made["vconcat"]
        title = [first["title"]] if isinstance(first["title"], str) else first["title"]
        # A picture that stands alone has no legend beside it.
        key = f"Circles: {a.short} → {b.short}; squares: {b.short} → {a.short}"
        return {**made, "vconcat": [{**first, "title": [*title, key]}, *rest]}

    said = finding(series, a, b)
    if flags:
        said += f" Turning points: {words.listed([f'{n}, {words.day(day)}' for n, day in enumerate(flags, 1)])}."
    return Picture(
        name="moves", title="How the relation moved", finding=said, wide=spec(WIDE), narrow=spec(NARROW),
        table=_table(series, flags, a, b),
    )  # fmt: skip


def _table(series: Series, flags: Sequence[str], a: Named, b: Named) -> Table:
    """Return the figures behind the picture, a row a period with events or a flag, or without reports."""
    sides = (f"{a.short} → {b.short}", f"{b.short} → {a.short}")
    head = (
        series.by.capitalize(),
        *(f"{side}: {what}" for side in sides for what in ("events", "conflict", "mean", "negative")),
    )
    rows = []
    for one, other in zip(*(line.points for line in series.lines), strict=True):
        here = [n for n, day in enumerate(flags, 1) if one.start <= day <= one.end]
        if one.count == 0 and other.count == 0 and not here:
            continue
        name = words.period(one.start, series.by) + "".join(f" [{n}]" for n in here)
        rows.append((name, *(cell for p in (one, other) for cell in _cells(p))))
    return Table(head=head, rows=tuple(rows))


def _cells(p: Point) -> tuple[str, str, str, str]:
    """Return the figures of a point as they are written; "no reports" where none appeared."""
    if p.count is None:
        return ("no reports", "", "", "")
    share = "–" if p.share is None else words.percent(p.share)
    mean, low = ("–" if v is None else words.score(v) for v in (p.mean, p.negative))
    return (words.number(p.count), share, mean, low)
