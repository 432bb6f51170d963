"""``detente revisions``: what outlets changed in reports that were read more than once from one address."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from detente.cli.options import archive_option, query, query_options
from detente.cli.output import STANDARD_OUTPUT, write_csv, write_lines, write_parquet

if TYPE_CHECKING:
    from detente.records import Revision

_SHOWN = 100  # rows that a terminal gets without --limit: a few screens


@click.command()
@query_options
@click.option("--csv", "csv", metavar="FILE", help="Write CSV (- for standard output), a row for each line.")
@click.option("--parquet", metavar="FILE", help="Write Parquet, a row for each line.")
@click.option("--json", "json", metavar="FILE", help="Write JSON lines (- for standard output).")
@archive_option
def revisions(
    archive: str, csv: str | None, parquet: str | None, json: str | None, **filters: str | int | None
) -> None:
    """Find what was changed in reports that were read more than once from one address, and whether the outlet says so.

    A filter keeps the revisions of which it finds a version. Reading an address again, days later, finds its changes.

    A table on a terminal, JSON lines when piped.

    \b
    detente revisions --outlet "Baltic Courier" --since 2017-02
    """
    from detente.archive import Archive
    from detente.stories.revised import revised, table

    asked = query(**filters)  # type: ignore[arg-type]  # click types each by its option
    found = revised(Archive.open(archive), asked)
    if csv:
        write_csv(table(found), csv)
    if parquet:
        write_parquet(table(found), parquet)
    if json:
        write_lines(found, json)
    if not (csv or parquet or json):
        _show(found, cut=None if asked.limit is not None else _SHOWN)


def _show(found: Sequence[Revision], *, cut: int | None) -> None:
    """Write revisions to standard output: a table on a terminal, of at most ``cut`` rows, else JSON lines."""
    if not sys.stdout.isatty():
        write_lines(found, STANDARD_OUTPUT)
        return
    from rich.console import Console

    from detente.cli.terminal import rendered

    console = Console()
    if not found:
        console.print("No revisions found. Read addresses again, or see `detente revisions --help`.")
        return
    rows = [
        {
            "outlet": one.outlet,
            "url": one.url,
            "silent": one.silent,
            "changes": [
                (mark, line.text)
                for change in one.changes
                for mark, lines in (("-", change.removed), ("+", change.added))
                for line in lines
            ],
        }
        for one in found[:cut]
    ]
    console.print(rendered("revisions", rows))
    if len(rows) < len(found):
        console.print(f"{len(rows):,} of {len(found):,}; --limit {len(found)} shows all of them", highlight=False)
