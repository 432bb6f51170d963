"""``detente differences``: where reports of an archive tell the same in different ways."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from detente.cli.options import archive_option, query, query_options
from detente.cli.output import STANDARD_OUTPUT, write_csv, write_lines, write_parquet
from detente.cli.own import gazetteer_option, loaded
from detente.cli.terminal import rendered

if TYPE_CHECKING:
    from detente.records import Difference

_SHOWN = 100  # rows that a terminal gets without --limit: a few screens


@click.command()
@query_options
@click.option("--csv", "csv", metavar="FILE", help="Write CSV (- for standard output), lists in it as JSON.")
@click.option("--parquet", metavar="FILE", help="Write Parquet.")
@click.option("--json", "json", metavar="FILE", help="Write JSON lines (- for standard output).")
@gazetteer_option
@archive_option
def differences(
    archive: str,
    gazetteer: str | None,
    csv: str | None,
    parquet: str | None,
    json: str | None,
    **filters: str | int | None,
) -> None:
    """Find where reports tell the same in different ways: another name, figure, day, place or
    wording, the opposite, hearsay for a fact, or nothing at all.

    A filter keeps the differences of which it finds one telling.

    A table on a terminal, JSON lines when piped.

    \b
    detente differences --between RUS USA --since 2017-02
    """
    from detente.archive import Archive
    from detente.stories.differences import differences as find

    asked = query(**filters)  # type: ignore[arg-type]  # click types each by its option
    found = find(Archive.open(archive), asked, loaded(gazetteer))
    if csv or parquet:
        from detente.stories.table import table

        rows = table(found)
        if csv:
            write_csv(rows, csv)
        if parquet:
            write_parquet(rows, parquet)
    if json:
        write_lines(found, json)
    if not (csv or parquet or json):
        _show(found, cut=None if asked.limit is not None else _SHOWN)


def _show(found: Sequence[Difference], *, cut: int | None) -> None:
    """Write differences to standard output: a table on a terminal, of at most ``cut`` rows, else JSON lines."""
    if not sys.stdout.isatty():
        write_lines(found, STANDARD_OUTPUT)
        return
    from rich.console import Console

    console = Console()
    if not found:
        console.print("No differences found. Widen the filters, or see `detente differences --help`.")
        return
    rows = [
        {
            "kind": difference.kind,
            "about": difference.about,
            "tellings": [(v.outlet or v.report, v.value) for v in difference.values],
            "score": difference.score,
        }
        for difference in found[:cut]
    ]
    console.print(rendered("differences", rows))
    if len(rows) < len(found):
        console.print(f"{len(rows):,} of {len(found):,}; --limit {len(found)} shows all of them", highlight=False)
