"""``detente recode``: what another codebook or gazetteer touches, read again."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from detente.cli.cut_off import words
from detente.cli.options import archive_option, batch_option, codebook_option
from detente.cli.output import complain
from detente.cli.own import gazetteer_option

if TYPE_CHECKING:
    from detente.reading import Recoding


@click.command()
@archive_option
@codebook_option
@gazetteer_option
@click.option(
    "--all", "everything", is_flag=True, help="Read every report again, as after a change of the language rules."
)
@click.option("--trial", is_flag=True, help="Only say how many reports would be read again.")
@click.option(
    "--workers", metavar="N", type=click.IntRange(min=1), default=1, show_default=True, help="Processes that read."
)
@batch_option
def recode(
    *,
    archive: str,
    codebook: str | None,
    gazetteer: str | None,
    everything: bool,
    trial: bool,
    workers: int,
    batch: int | None,
) -> int:
    """Read again the reports that a changed codebook or gazetteer touches, and leave all others as they are.

    An archive keeps the codebook and gazetteer that each report was read with, those that come with detente and your own
    files. What differs today is told by its words: a report that has none of them, and no record that carries it, reads
    as before. The others are read again with --codebook and --gazetteer as they are given now, and take the place of the old
    rows in one step; old rows stay in older versions. Your corrections stay. Cut off, it goes on where it was.

    \b
    detente recode --archive my-archive --codebook mine.toml
    detente recode --gazetteer people.csv --trial
    """
    from detente.cli import progress
    from detente.reading import BATCH_REPORTS
    from detente.reading import recode as recode_archive

    with progress.shown() as told:
        done = recode_archive(
            archive,
            codebook=codebook,
            gazetteer=gazetteer,
            everything=everything,
            trial=trial,
            workers=workers,
            progress=told,
            batch=batch or BATCH_REPORTS,
        )
    for failure in done.failures:
        complain(failure)
    _tell(done, archive, trial=trial)
    return 1 if done.failures else 0


def _tell(done: Recoding, archive: str, *, trial: bool) -> None:
    """Write what was done to standard output."""
    if sys.stdout.isatty():
        if done.cut_off is not None:
            click.echo(words(done.cut_off))
        what = "would be read again" if trial else "read again"
        click.echo(f"{archive}: version {done.version}; {done.touched:,} of {done.reports:,} reports {what}")
        if done.unknown:
            click.echo(f"of these {done.unknown:,} because it cannot be told what they were read with")
        return
    import json

    from detente.wire import plain

    fields = {"record": "recoding", "archive": archive, "trial": trial, **plain(done), "failures": len(done.failures)}
    click.echo(json.dumps(fields))
