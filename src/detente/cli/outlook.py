"""``detente outlook``: what the coming periods may hold, with how well such forecasts did so far."""

from __future__ import annotations

import dataclasses
import json
import sys
from typing import TYPE_CHECKING

import click

from detente.cli.output import opened, write_bytes
from detente.cli.relation import narrowing, pair
from detente.errors import UsageError

if TYPE_CHECKING:
    from detente.relations.outlook import Outlook
    from detente.relations.track import Track


@click.command()
@click.argument("a")
@click.argument("b")
@narrowing
@click.option("--if", "supposed", metavar="DEEDS", help='A scenario: "USA>RUS SANCTION +3".')
@click.option("--all-models", is_flag=True, help="Also try ARIMA and ETS, which takes minutes.")
def outlook(
    a: str,
    b: str,
    archive: str,
    by: str | None,
    dated: str,
    chart: str | None,
    supposed: str | None,
    all_models: bool,  # noqa: FBT001 - click gives it by name
    type_: str | None,
    **filters: str | None,
) -> None:
    """Foretell the conflict of both directions, with intervals and the back-test beside them.

    It says when nothing beats the naive forecast. A table on a terminal, JSON when piped.

    \b
    detente outlook USA RUS --by week
    detente outlook USA RUS --by week --if "USA>RUS SANCTION +3"
    """
    from detente.archive import Archive
    from detente.relations.forecasts import MODELS
    from detente.relations.outlook import QUICK
    from detente.relations.outlook import outlook as foretell
    from detente.relations.stored import stored_series
    from detente.relations.track import track, turned

    asked = pair(a, b, type=type_, **filters)
    series = stored_series(Archive.open(archive), asked, by=by or "week", dated=dated)  # type: ignore[arg-type]
    whole = track(series)
    jumps = _jumps(supposed, (series.a, series.b)) if supposed else {}
    models = tuple(MODELS) if all_models else QUICK
    sides = (whole, turned(whole))
    found = [foretell(side, models=models, jump=jumps.get(side.b)) for side in sides]
    if chart:
        _draw(found, sides, chart)
    if sys.stdout.isatty():
        _show(found)
    else:
        lines = [json.dumps({"record": "outlook", **dataclasses.asdict(o)}, ensure_ascii=False) for o in found]
        write_bytes([line.encode("utf-8") + b"\n" for line in lines])


def _jumps(supposed: str, sides: tuple[str, str]) -> dict[str, float]:
    """Return how much conflict a scenario puts on a side: the type's Goldstein score times the number of deeds."""
    from detente.cli.options import resolve
    from detente.codebook import Codebook
    from detente.relations.scenario import read_supposition

    source, target, kind, number = read_supposition(supposed)
    ends = (resolve(source), resolve(target))
    book = Codebook.load()
    if set(ends) != set(sides):
        raise UsageError(f"--if is about {ends[0]} and {ends[1]}, the outlook about {sides[0]} and {sides[1]}")
    if kind not in book.types:
        raise UsageError(f"--if: {kind} is no type; give one of {', '.join(sorted(book.types))}")
    score = book.goldstein(book.types[kind].cameo)
    if score >= 0:
        raise UsageError(f"--if: {kind} is no conflict, and the outlook is of conflict; give SANCTION, THREATEN, ...")
    return {ends[0]: -score * number}


def _draw(found: list[Outlook], sides: tuple[Track, Track], file: str) -> None:
    """Write the fans of both directions to a file."""
    from detente.cli.relation import sides as ends
    from detente.show.answer_charts import fans
    from detente.show.chart_files import drawn
    from detente.show.moving import Foretold

    a, b = ends(found[0].source, found[0].target)
    known = [
        Foretold(outlook=one, starts=side.starts, known=tuple(side.forth.tolist()))
        for one, side in zip(found, sides, strict=True)
    ]
    lines = [line for one in found for line in (one.words, *([one.scenario.words] if one.scenario else []))]
    picture = drawn([fans(known, a, b)], file, title=f"Outlook: {a.name} and {b.name}", lines=lines)
    with opened(file) as out:
        out.write(picture)


def _show(found: list[Outlook]) -> None:
    """Write both directions to the terminal."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    console = Console()
    for one in found:
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, title=f"{one.source} → {one.target}, by {one.model}")
        for head in (f"{one.by}s ahead", "median", "50 %", "80 %"):
            table.add_column(head)
        for s in one.steps:
            table.add_row(str(s.ahead), f"{s.median:g}", f"{s.low50:g} – {s.high50:g}", f"{s.low80:g} – {s.high80:g}")
        console.print(table)
        console.print(one.words, highlight=False, markup=False)
        for score in one.scores:
            ratio = "–" if score.ratio is None else f"{score.ratio:.2f}"
            mase = "–" if score.mase is None else f"{score.mase:.2f}"
            console.print(
                f"  {score.model}: CRPS {score.crps:.3f} ({ratio} of naive), MASE {mase}, 80 % held {score.coverage:.0%}",
                highlight=False,
            )
        if one.gain and not one.scenario:
            console.print(one.gain.words, highlight=False, markup=False)
        if one.scenario:
            console.print(one.scenario.words, highlight=False, markup=False)
            for p in one.scenario.steps:
                console.print(f"  {p.ahead}: {p.without:g} without, {p.supposed:g} with ({p.low80:g} – {p.high80:g})")
