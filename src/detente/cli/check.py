"""``detente check``: what is installed, and whether an archive is sound."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

import click
from click.core import ParameterSource

from detente.cli.installed import Part, installed
from detente.cli.options import archive_option

_HASH_SHOWN = 12  # characters of a hash on the terminal: enough to compare by eye; JSON has all of it


@click.command()
@archive_option
@click.pass_context
def check(ctx: click.Context, archive: str) -> int:
    """Say what is installed, which models and data, their versions and hashes, and whether an archive is sound.

    An archive that is named must be there; the default one is looked at if it is. Exit status 2 where a part is missing
    or an archive has faults, which are listed on standard error.

    \b
    detente check --archive my-archive
    """
    parts = installed()
    named = ctx.get_parameter_source("archive") is not ParameterSource.DEFAULT
    found = named or Path(archive).exists()
    version, faults = _look(archive) if found else (None, [])
    missing = [f"{part.name} is not installed; run `pip install {part.name}`" for part in parts if part.version is None]
    if sys.stdout.isatty():
        _table(parts, archive, version, faults)
    else:
        about = {"path": archive, "version": version, "faults": faults} if found else None
        click.echo(json.dumps({"installed": [asdict(part) for part in parts], "archive": about}))
    for fault in (*missing, *faults):
        click.echo(fault, err=True)
    return 2 if missing or faults else 0


def _look(archive: str) -> tuple[int, list[str]]:
    """Return an archive's version and faults. Raises ArchiveError where it cannot be opened."""
    from detente.archive import Archive

    opened = Archive.open(archive)
    return opened.version, opened.check()


def _table(parts: list[Part], archive: str, version: int | None, faults: list[str]) -> None:
    """Write what is installed and what the archive is like to the terminal."""
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for head in ("part", "version", "SHA-256 of its files"):
        table.add_column(head)
    for part in parts:
        table.add_row(part.name, part.version or "not installed", (part.sha256 or "")[:_HASH_SHOWN])
    console = Console(highlight=False)
    console.print(table)
    if version is None:
        console.print(f"\nno archive at {archive}")
    else:
        state = f"{len(faults)} faults" if faults else "sound"
        console.print(f"\narchive {archive}: version {version}, {state}", markup=False)
