"""``detente matrix``: many pairs beside each other."""

from __future__ import annotations

import dataclasses
import json
import sys
from typing import TYPE_CHECKING

import click

from detente.cli.options import archive_option, resolve
from detente.cli.output import opened, write_bytes
from detente.errors import UsageError

if TYPE_CHECKING:
    from detente.relations.parts import PairSum

_SHOWN = 40  # pairs that a terminal gets, those with the most events


@click.command()
@click.argument("actors", nargs=-1, metavar="[ACTOR...]")
@click.option("--since", metavar="DATE", help="From this day, month or year on.")
@click.option("--until", metavar="DATE", help="Up to this day, month or year, included.")
@click.option("--outlet", metavar="NAME", help="Only events that this outlet tells.")
@click.option("--issue", metavar="ISSUE", help="Only events on this issue.")
@click.option("--origin", metavar="NAME", help="Events of other people's data: icews, gdelt, ...; all: with our own.")
@click.option("--chart", metavar="FILE", help="Draw the matrix: .svg, .png or .html.")
@archive_option
def matrix(actors: tuple[str, ...], archive: str, chart: str | None, **filters: str | None) -> None:
    """Show many pairs beside each other: events, share of conflict and negative scores of each.

    Of the actors named, else of the twelve with the most events. A table on a terminal, JSON lines when piped.

    \b
    detente matrix --since 2018 --chart matrix.png
    detente matrix USA RUS CHN IRN --origin icews
    """
    from detente.archive import Archive, Query
    from detente.relations.parts import many

    asked = Query(**filters)  # type: ignore[arg-type]  # click types each by its option
    found = many(Archive.open(archive), asked, actors=[resolve(actor) for actor in actors])
    if chart:
        _draw(found, chart)
    if sys.stdout.isatty():
        _show(found)
    else:
        lines = [json.dumps({"record": "pair", **dataclasses.asdict(one)}) for one in found]
        write_bytes([line.encode("utf-8") + b"\n" for line in lines])


def _draw(found: tuple[PairSum, ...], file: str) -> None:
    """Write the matrix to a file."""
    from detente.show.chart_files import drawn
    from detente.show.matrix_chart import matrix_picture

    if not found:
        raise UsageError(f"{file}: nothing to draw, no pair has events; widen the filters")
    picture = drawn([matrix_picture(found)], file, title="Many pairs")
    with opened(file) as out:
        out.write(picture)


def _show(found: tuple[PairSum, ...]) -> None:
    """Write the pairs with the most events to the terminal."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for head in ("who", "events", "conflict", "share", "negative"):
        table.add_column(head)
    for one in sorted(found, key=lambda o: (-o.count, o.source, o.target))[:_SHOWN]:
        cells = (str(one.count), str(one.conflict), f"{one.share:.2f}", f"{one.negative:.1f}")
        table.add_row(f"{one.source} → {one.target}", *cells)
    console = Console()
    console.print(table)
    if not found:
        console.print("no events between two countries or organisations; widen the filters")
