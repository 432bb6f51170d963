"""``detente upkeep``: an archive's small files made few, and old ones removed."""

from __future__ import annotations

import sys

import click

from detente.cli.cut_off import words
from detente.cli.options import archive_option


@click.command()
@archive_option
@click.option(
    "--keep-days",
    metavar="DAYS",
    type=click.FloatRange(min=0),
    default=7.0,
    show_default=True,
    help="How long versions stay readable that are no longer the last.",
)
def upkeep(archive: str, keep_days: float) -> int:
    """Make an archive's many small files few, and remove what no version in use needs.

    Each batch that is read adds a file to a table; with hundreds of them questions, further batches and `detente check`
    become slow. Upkeep writes such tables anew, with the same rows in the same order, and removes files that stand in no
    version that was the last within --keep-days. Readers that hold the archive open are not disturbed. It can be cut off
    and run again at any time.

    \b
    detente upkeep --archive my-archive
    detente upkeep --keep-days 30
    """
    from detente.archive import Archive
    from detente.wire import plain

    done = Archive.open(archive).keep_up(keep_days=keep_days)
    if sys.stdout.isatty():
        if done.cut_off is not None:
            click.echo(words(done.cut_off))
        tables = ", ".join(done.compacted) or "no table"
        click.echo(f"{archive}: version {done.version}; written anew: {tables}")
        click.echo(
            f"files {done.files_before:,} before, {done.files:,} now; {done.bytes_before:,} bytes before, {done.bytes:,} now"
        )
        return 0
    import json

    click.echo(json.dumps({"record": "upkeep", "archive": archive, **plain(done)}))
    return 0
