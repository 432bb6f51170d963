"""``detente outlets``: how outlets tell, over time."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, get_args

import click

from detente.cli.options import archive_option
from detente.cli.output import STANDARD_OUTPUT, write_bytes, write_csv, write_parquet
from detente.cli.own import gazetteer_option, loaded
from detente.stories.outlet_records import By

if TYPE_CHECKING:
    from detente.stories.outlet_records import OutletProfile


@click.command()
@click.argument("names", nargs=-1, metavar="[OUTLET]...")
@click.option("--by", type=click.Choice(get_args(By)), help="Count period by period.")
@click.option("--since", metavar="DATE", help="Reports from this day, month or year on: 2017-02-16, 2017-02, 2017.")
@click.option("--until", metavar="DATE", help="Reports up to this day, month or year, included.")
@click.option("--csv", "csv", metavar="FILE", help="Write CSV (- for standard output), a row for each share.")
@click.option("--parquet", metavar="FILE", help="Write Parquet, a row for each share.")
@click.option("--json", "json", metavar="FILE", help="Write JSON lines (- for standard output).")
@gazetteer_option
@archive_option
def outlets(
    names: tuple[str, ...],
    by: By | None,
    since: str | None,
    until: str | None,
    csv: str | None,
    parquet: str | None,
    json: str | None,
    gazetteer: str | None,
    archive: str,
) -> None:
    """Count how outlets tell: whom they quote and how directly, loaded words around whom, what they leave out, whom
    they repeat, and who is first. Every share has its 95 % interval; none is a verdict.

    A table on a terminal, with more on each OUTLET that is named; JSON lines when piped.

    \b
    detente outlets --by year
    detente outlets "The Scheldt Observer" --since 2018
    """
    from detente.archive import Archive
    from detente.stories.outlets import outlet_profiles

    found = outlet_profiles(Archive.open(archive), names, by=by, since=since, until=until, gazetteer=loaded(gazetteer))
    if csv or parquet:
        from detente.stories.outlet_table import outlet_table

        rows = outlet_table(found)
        if csv:
            write_csv(rows, csv)
        if parquet:
            write_parquet(rows, parquet)
    if json:
        write_bytes(_lines(found), json)
    if csv or parquet or json:
        return
    if not sys.stdout.isatty():
        write_bytes(_lines(found), STANDARD_OUTPUT)
    else:
        _show(found, closely=bool(names))


def _lines(found: Sequence[OutletProfile]) -> Iterator[bytes]:
    """Yield profiles as lines of JSON."""
    import msgspec

    from detente.wire import plain

    for profile in found:
        yield msgspec.json.encode({"record": "outlet", **plain(profile)}) + b"\n"


def _show(found: Sequence[OutletProfile], *, closely: bool) -> None:
    """Write profiles to the terminal."""
    from rich.console import Console

    from detente.show.outlets_terminal import close, side_by_side

    console = Console(highlight=False)
    if not found:
        console.print("No reports found. Widen --since and --until, or read some first.")
        return
    console.print(side_by_side(found))
    for profile in found if closely else ():
        for part in close(profile):
            console.print(part)
