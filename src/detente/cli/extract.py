"""``detente extract``: the records of reports as JSON lines."""

from __future__ import annotations

from typing import get_args

import click

from detente.cli.options import Intake, codebook_option, pipeline_option, source_options, standard_input
from detente.cli.output import complain, write_lines
from detente.cli.own import gazetteer_option
from detente.reading.extracting import Only


@click.command()
@click.argument("sources", nargs=-1, required=True)
@click.option("--only", type=click.Choice(get_args(Only)), help="One kind; 'report' stops before the language stage.")
@pipeline_option
@gazetteer_option
@codebook_option
@source_options
def extract(
    sources: tuple[str, ...],
    only: str | None,
    pipeline: str | None,
    gazetteer: str | None,
    codebook: str | None,
    intake: Intake,
) -> int:
    """Print the records of SOURCES as JSON lines, without an archive.

    SOURCES are files, folders, patterns, addresses of pages, feeds and sitemaps, or - for standard input. Inputs that
    fail are told on standard error, and printed as failure records unless --only asks for something else.

    \b
    detente extract reports/*.txt > records.jsonl
    detente extract --only statement - < speech.txt
    """
    from detente.reading import extract as extract_records
    from detente.records import Failure
    from detente.wire import Record

    failed = 0

    def told(record: Record) -> bool:
        """Complain of a failure, and say whether a record is to be printed."""
        nonlocal failed
        if not isinstance(record, Failure):
            return True
        failed += 1
        complain(record)
        return only in {None, "failure"}

    records = extract_records(
        sources,
        only=only,
        pipeline=pipeline,
        stdin=standard_input(sources),
        columns=intake.columns,
        fetching=intake.fetching,
        codebook=codebook,
        gazetteer=gazetteer,
        workers=intake.workers,
        relations_only=intake.relations_only,
    )
    write_lines(record for record in records if told(record))
    return 1 if failed else 0
