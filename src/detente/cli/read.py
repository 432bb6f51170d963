"""``detente read``: sources into an archive."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from detente.cli.options import (
    Intake,
    archive_option,
    batch_option,
    codebook_option,
    pipeline_option,
    source_options,
    standard_input,
)
from detente.cli.output import complain
from detente.cli.own import gazetteer_option

if TYPE_CHECKING:
    from detente.reading import Account


@click.command()
@click.argument("sources", nargs=-1, required=True)
@archive_option
@pipeline_option
@gazetteer_option
@codebook_option
@batch_option
@source_options
def read(
    sources: tuple[str, ...],
    archive: str,
    pipeline: str | None,
    gazetteer: str | None,
    codebook: str | None,
    batch: int | None,
    intake: Intake,
) -> int:
    """Read SOURCES into an archive, which is made if it is not there.

    SOURCES are files, folders, patterns, addresses of pages, feeds and sitemaps, or - for standard input. What the
    archive holds is passed over, so the same command goes on after an interruption, and reads only what is new. Ends
    with an account of what was read, dropped, failed and why: in words on a terminal, else as a line of JSON.

    \b
    detente read reports/ more/*.html --archive my-archive
    detente read https://news.example/feed.xml wires.csv --map text=story
    """
    account = read_with_progress(
        sources, archive=archive, pipeline=pipeline, batch=batch, intake=intake, gazetteer=gazetteer, codebook=codebook
    )
    tell(account, archive)
    return 1 if account.failures else 0


def read_with_progress(
    sources: tuple[str, ...],
    *,
    archive: str,
    intake: Intake,
    pipeline: str | None = None,
    batch: int | None = None,
    gazetteer: str | None = None,
    codebook: str | None = None,
) -> Account:
    """Read sources into an archive, with the progress on standard error, and complain of what failed."""
    from detente.cli import progress
    from detente.reading import BATCH_REPORTS
    from detente.reading import read as read_into

    with progress.shown() as told:
        account = read_into(
            sources,
            archive=archive,
            pipeline=pipeline,
            stdin=standard_input(sources),
            progress=told,
            batch=batch or BATCH_REPORTS,
            columns=intake.columns,
            fetching=intake.fetching,
            codebook=codebook,
            gazetteer=gazetteer,
            workers=intake.workers,
            relations_only=intake.relations_only,
        )
    for failure in account.failures:
        complain(failure)
    return account


def tell(account: Account, archive: str) -> None:
    """Write the account of a reading to standard output."""
    if sys.stdout.isatty():
        click.echo("\n".join(_words(account, archive)))
        return
    import json

    from detente.wire import plain

    fields = {"record": "account", "archive": archive, **plain(account), "failures": len(account.failures)}
    click.echo(json.dumps(fields))


def _words(account: Account, archive: str) -> list[str]:
    """Return the account of a reading in words."""
    dropped = sum(account.residue.values())
    reasons = ", ".join(f"{reason} {number:,}" for reason, number in account.residue.items())
    told = f"{account.read:,} reports read, {account.known:,} known already, {account.failed:,} failures"
    skipped = [f"not parsed: {account.skipped:,} paragraphs that name no two countries"] if account.skipped else []
    return [
        f"{archive}: {told}, in {account.seconds:.1f} s",
        f"found: {account.statements:,} statements, {account.events:,} events, {account.mentions:,} mentions",
        f"dropped: {dropped:,} lines that are not the body" + (f" ({reasons})" if reasons else ""),
        *skipped,
    ]
