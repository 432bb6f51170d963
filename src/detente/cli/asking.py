"""The commands that ask an archive: the same options, one table each."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

import click

from detente.cli.options import archive_option, query, query_options
from detente.cli.output import STANDARD_OUTPUT, write_csv, write_lines, write_parquet

if TYPE_CHECKING:
    from detente.archive import Archive, Query
    from detente.wire import Record

Table = Literal["reports", "statements", "events", "mentions"]

_SHOWN = 100  # rows that a terminal gets without --limit: a few screens


def asking(table: Table, *, example: str, about: str) -> click.Command:
    """Return the command that asks an archive for one table; ``about`` describes it, ``example`` is a call of it."""

    @query_options
    @click.option("--csv", "csv", metavar="FILE", help="Write CSV (- for standard output), lists in it as JSON.")
    @click.option("--parquet", metavar="FILE", help="Write Parquet.")
    @click.option("--json", "json", metavar="FILE", help="Write JSON lines (- for standard output).")
    @archive_option
    def ask(archive: str, csv: str | None, parquet: str | None, json: str | None, **filters: str | int | None) -> None:
        from detente.archive import Archive

        asked = query(**filters)  # type: ignore[arg-type]  # click types each by its option
        found = Archive.open(archive)
        if csv:
            write_csv(found.table(table, asked), csv)
        if parquet:
            write_parquet(found.table(table, asked), parquet)
        if json:
            write_lines(_records(found, table, asked), json)
        if not (csv or parquet or json):
            _show(found, table, asked)
        if asked.text and table != "mentions" and (note := found.search_standing().note):
            click.echo(note, err=True)

    help_text = f"{about}\n\nA table on a terminal, JSON lines when piped.\n\n\b\n{example}"
    return click.command(table, help=help_text)(ask)


def _records(archive: Archive, table: Table, asked: Query) -> Sequence[Record]:
    """Return the records that a query finds."""
    if table == "reports":
        return archive.reports(asked)
    if table == "statements":
        return archive.statements(asked)
    return archive.events(asked) if table == "events" else archive.mentions(asked)


def _show(archive: Archive, table: Table, asked: Query) -> None:
    """Write what a query finds to standard output: a table on a terminal, else JSON lines."""
    if not sys.stdout.isatty():
        write_lines(_records(archive, table, asked), STANDARD_OUTPUT)
        return
    from rich.console import Console

    from detente.cli.terminal import rendered

    shown = asked if asked.limit is not None else replace(asked, limit=_SHOWN)
    rows = archive.table(table, shown).to_pylist()
    console = Console()
    if not rows:
        console.print(f"No {table} found. Widen the filters, or see `detente {table} --help`.")
        return
    console.print(rendered(table, rows))
    every = archive.count(table, asked)
    if every > len(rows):
        console.print(f"{len(rows):,} of {every:,}; --limit {every} shows all of them", highlight=False)
