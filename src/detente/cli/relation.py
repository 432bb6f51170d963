"""``detente relation``: series, turning points and echoes of a pair."""

from __future__ import annotations

import dataclasses
import json
import sys
from typing import TYPE_CHECKING, Any, get_args

import click

from detente.cli.options import archive_option, resolve
from detente.cli.output import opened, write_bytes
from detente.cli.relation_more import SPLITS, as_json, divisions, followed, show_more
from detente.errors import UsageError
from detente.records import Status

if TYPE_CHECKING:
    from detente.archive import Query
    from detente.relations.findings import Findings
    from detente.show.record import Named

UNITS = ("day", "week", "month", "quarter", "year")
_CARRYING = 3  # reports named with a turning point; all are in the JSON
_SHOWN = 30  # periods that a terminal gets, the last ones


def narrowing(function: click.decorators.FC) -> click.decorators.FC:
    """Add the options that say which events of a pair count."""
    for option in (
        click.option("--by", type=click.Choice(UNITS), help="Length of a period; chosen by the span if not given."),
        click.option("--since", metavar="DATE", help="From this day, month or year on."),
        click.option("--until", metavar="DATE", help="Up to this day, month or year, included."),
        click.option("--issue", metavar="ISSUE", help="Only events on this issue."),
        click.option("--outlet", metavar="NAME", help="Only events that this outlet tells."),
        click.option("--type", "type_", metavar="TYPE", help="Only events of this PLOVER type."),
        click.option("--origin", metavar="NAME", help="Events of other people's data: icews, gdelt, ...; all: with our own."),
        click.option(
            "--dated", type=click.Choice(["own", "report"]), default="own", show_default=True,
            help="Events without a date of their own: left out (own), or on the day of their report.",
        ),
        click.option("--chart", metavar="FILE", help="Draw charts: .svg, .png or .html."),
        archive_option,
    ):  # fmt: skip
        function = option(function)
    return function


def pair(a: str, b: str, **filters: str | None) -> Query:
    """Return the query for a pair of actors given by code or name."""
    from detente.archive import Query

    return Query(between=(resolve(a), resolve(b)), **filters)  # type: ignore[arg-type]  # click types each by its option


@click.command()
@click.argument("a")
@click.argument("b")
@narrowing
@click.option(
    "--status", type=click.Choice(get_args(Status)), multiple=True, help="Statuses that count; happened and ongoing."
)
@click.option(
    "--split", "split_", type=click.Choice(SPLITS), multiple=True, help="Also how the events divide; may be repeated."
)
@click.option(
    "--after", "kinds", metavar="TYPE", multiple=True, help="Also what followed on deeds of this PLOVER type."
)
def relation(
    a: str,
    b: str,
    archive: str,
    by: str | None,
    dated: str,
    chart: str | None,
    status: tuple[Status, ...],
    split_: tuple[str, ...],
    kinds: tuple[str, ...],
    type_: str | None,
    **filters: str | None,
) -> None:
    """Show how the relation of A and B moves: its series, turning points and echoes.

    What the series cannot carry is refused, with the reason. A table on a terminal, JSON when piped.

    \b
    detente relation USA RUS --by week --chart usa-rus.png
    detente relation ISR PSE --by month --origin icews --since 2018
    detente relation USA RUS --split outlet --split issue --after SANCTION
    """
    from detente.archive import Archive
    from detente.relations import FACTS
    from detente.relations.findings import findings

    asked, opened_archive = pair(a, b, type=type_, **filters), Archive.open(archive)
    how: dict[str, Any] = {"by": by, "statuses": status or FACTS, "dated": dated}
    answers = followed(opened_archive, asked, kinds, **how)
    found = findings(opened_archive, asked, **how)
    parts = divisions(opened_archive, asked, split_)
    if chart:
        _draw(found, chart)
    if sys.stdout.isatty():
        _show(found)
        show_more(parts, answers)
    else:
        whole = {"record": "relation", **dataclasses.asdict(found), **as_json(parts, answers)}
        write_bytes([json.dumps(whole, ensure_ascii=False).encode("utf-8") + b"\n"])


def sides(a: str, b: str) -> tuple[Named, Named]:
    """Return two actors, by their ids, as charts name them."""
    from detente.cli.own import from_environment, loaded
    from detente.show.naming import named

    known = loaded(from_environment())
    return named(known.resolve(a)), named(known.resolve(b))


def _draw(found: Findings, file: str) -> None:
    """Write the charts of a relation to a file."""
    from detente.show.answer_charts import curves
    from detente.show.chart_files import drawn
    from detente.show.relation_charts import flagged, moves

    a, b = sides(found.series.a, found.series.b)
    if not found.series.lines[0].points:
        raise UsageError(f"{file}: nothing to draw, no event of {a.name} and {b.name} has a date; widen the filters")
    pictures = [moves(found.series, flagged(found), a, b)]
    if found.echoes is not None:
        pictures.append(curves(found.echoes, a, b))
    picture = drawn(pictures, file, title=f"{a.name} and {b.name}", lines=_lines(found))
    with opened(file) as out:
        out.write(picture)


def _lines(found: Findings) -> list[str]:
    """Return turning points, echoes and refusals in words, one a line."""
    from detente.show.relation_charts import flagged

    flag = {start: i for i, start in enumerate(flagged(found), 1)}
    out = [
        f"[{flag[turn.start]}] {turn.start}: {name}, {turn.what} from {turn.before:g} to {turn.after:g} a "
        f"{found.series.by}; carried by {len(turn.events)} events"
        + (f" of the reports {', '.join(turn.reports[:_CARRYING])}" if turn.reports else "")
        for name, turns in found.turns
        for turn in turns
    ]
    out += [found.echoes.words] if found.echoes else []
    return out + [f"{what}: {reason}" for what, reason in found.refused]


def _show(found: Findings) -> None:
    """Write a relation to the terminal."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    from detente.show import words

    series = found.series
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for head in (
        series.by,
        "who",
        "events",
        "conflict",
        "share",
        "mean",
        "negative",
        "talk +",
        "talk −",
        "deeds +",
        "deeds −",
        "per 100 reports",
    ):
        table.add_column(head)
    for one, other in list(zip(*(line.points for line in series.lines), strict=True))[-_SHOWN:]:
        for line, p in zip(series.lines, (one, other), strict=True):
            kind, help_, harsh, harm = p.quads or (None, None, None, None)
            cells = (p.count, p.conflict, p.share, p.mean, p.negative, kind, harsh, help_, harm, p.per_hundred)
            shown = [
                "–" if c is None else f"{c:g}" if isinstance(c, int) else f"{c:.2f}".replace("-", words.MINUS)
                for c in cells
            ]
            table.add_row(p.start, f"{line.source} → {line.target}", *shown)
    console = Console()
    console.print(table)
    if series.undated:
        console.print(
            f"{len(series.undated)} events without a date of their own are not counted; --dated report counts them"
        )
    for line_ in _lines(found):
        console.print(line_, highlight=False, markup=False)
