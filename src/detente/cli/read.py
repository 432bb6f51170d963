"""``detente read``: sources into an archive."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from detente.cli.cut_off import words
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
from detente.errors import UsageError

if TYPE_CHECKING:
    from detente.reading import Account


@click.command()
@click.argument("sources", nargs=-1, required=True)
@archive_option
@pipeline_option
@gazetteer_option
@codebook_option
@batch_option
@click.option(
    "--on",
    metavar="CLUSTER",
    help="Read on a Ray cluster: ray (one of its own here), ray:auto (the one this machine belongs to), ray://HOST:PORT.",
)
@source_options
@click.pass_context
def read(
    ctx: click.Context,
    *,
    sources: tuple[str, ...],
    archive: str,
    pipeline: str | None,
    gazetteer: str | None,
    codebook: str | None,
    batch: int | None,
    on: str | None,
    intake: Intake,
) -> int:
    """Read SOURCES into an archive, which is made if it is not there.

    SOURCES are files, folders, patterns, addresses of pages, feeds and sitemaps, s3:// addresses, or - for standard input. What the
    archive holds is passed over, so the same command goes on after an interruption, and reads only what is new. Ends
    with an account of what was read, dropped, failed and why: in words on a terminal, else as a line of JSON.

    \b
    detente read reports/ more/*.html --archive my-archive
    detente read https://news.example/feed.xml wires.csv --map text=story
    detente read crawl/*.warc.gz --archive my-archive --on ray:auto
    """
    if on is not None and ctx.get_parameter_source("workers") is ParameterSource.DEFAULT:
        intake = replace(intake, workers=0)
    account = read_with_progress(
        sources,
        archive=archive,
        pipeline=pipeline,
        batch=batch,
        intake=intake,
        gazetteer=gazetteer,
        codebook=codebook,
        on=on,
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
    on: str | None = None,
) -> Account:
    """Read sources into an archive, with the progress on standard error, and complain of what failed.

    With ``on`` that is done on a cluster, by as many workers as it has cores where ``intake`` says 0.
    """
    from detente.cli import progress
    from detente.reading import BATCH_REPORTS
    from detente.reading import read as read_into

    if on is None:
        read_to: Callable[..., Account] = partial(
            read_into, stdin=standard_input(sources), fetching=intake.fetching, workers=intake.workers
        )
    else:
        read_to = _on_cluster(on, intake)
    with progress.shown() as told:
        account = read_to(
            sources,
            archive=archive,
            pipeline=pipeline,
            progress=told,
            batch=batch or BATCH_REPORTS,
            columns=intake.columns,
            codebook=codebook,
            gazetteer=gazetteer,
            relations_only=intake.relations_only,
        )
    for failure in account.failures:
        complain(failure)
    return account


def _on_cluster(on: str, intake: Intake) -> Callable[..., Account]:
    """Return what reads on a cluster. Raises UsageError."""
    from detente.scale import read as read_there

    if intake.fetching.listed:
        raise UsageError("--fetch fetches by one machine, politely; leave it out with --on, or save the pages first")
    return partial(read_there, on=on, workers=intake.workers or None)


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
        *([] if account.cut_off is None else [words(account.cut_off)]),
        f"{archive}: {told}, in {account.seconds:.1f} s",
        f"found: {account.statements:,} statements, {account.events:,} events, {account.mentions:,} mentions",
        f"dropped: {dropped:,} lines that are not the body" + (f" ({reasons})" if reasons else ""),
        *skipped,
    ]
