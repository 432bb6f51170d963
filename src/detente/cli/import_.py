"""``detente import``: other people's event data as a second source of events."""

from __future__ import annotations

import click

from detente.cli.cut_off import tell_of
from detente.cli.options import archive_option
from detente.errors import NoSource, SourceError
from detente.relations.layouts import ORIGINS

_SHOWN = 20  # bad rows of a file that are written out


@click.command("import")
@click.argument("origin", type=click.Choice(ORIGINS))
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@archive_option
def import_(origin: str, files: tuple[str, ...], archive: str) -> int:
    """Take events over from ICEWS, GDELT, POLECAT, Phoenix or KEDS files into an archive.

    They are marked with their origin; questions give them only where --origin asks for them. Bad rows are listed and do
    no harm; taking the same file over again adds nothing, and goes on where it was cut off.

    \b
    detente import icews 20181004-icews-events.tab
    detente events --between RUS USA --origin icews
    """
    from pathlib import Path

    from detente.archive import Archive
    from detente.relations.importing import take_over

    if not any(Path(file).is_file() for file in files):  # before an archive is made for nothing
        raise NoSource(", ".join(files))
    found = Archive.open(archive, create=True)
    failed = False
    for file in files:
        try:
            done = take_over(origin, file, archive=found)
        except (NoSource, SourceError) as error:
            click.echo(str(error), err=True)
            failed = True
            continue
        tell_of(done.cut_off)
        for bad in done.bad[:_SHOWN]:
            click.echo(f"{file}, line {bad.line}: {bad.reason}", err=True)
        if done.failed > _SHOWN:
            click.echo(f"{file}: {done.failed - _SHOWN:,} more bad rows", err=True)
        click.echo(
            f"{file}: {done.rows:,} rows, {done.added:,} events added, {done.known:,} known, "
            f"{done.statements:,} statements left out, {done.failed:,} bad rows"
        )
        failed = failed or bool(done.failed)
    return 1 if failed else 0
