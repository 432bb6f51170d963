"""``detente stories``: ask an archive for stories, and say that reports belong together or apart."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from detente.cli.options import archive_option, query, query_options
from detente.cli.output import STANDARD_OUTPUT, write_bytes, write_csv, write_lines, write_parquet
from detente.cli.terminal import rendered
from detente.errors import UsageError

if TYPE_CHECKING:
    from detente.archive import Archive
    from detente.records import Judgement, Story

_SHOWN = 100  # rows that a terminal gets without --limit: a few screens


@click.command()
@query_options
@click.option("--least", type=click.IntRange(min=1), default=1, help="Only stories of so many reports at least.")
@click.option("--csv", "csv", metavar="FILE", help="Write CSV (- for standard output), lists in it as JSON.")
@click.option("--parquet", metavar="FILE", help="Write Parquet.")
@click.option("--json", "json", metavar="FILE", help="Write JSON lines (- for standard output).")
@click.option("--together", metavar="STORY STORY", nargs=2, help="Say that two stories are one.")
@click.option("--apart", metavar="REPORT", multiple=True, help="Say that a report is in no story with the others.")
@click.option("--undo", metavar="JUDGEMENT", help="Take back what was said.")
@click.option("--why", metavar="TEXT", default="", help="Why; kept beside it.")
@click.option("--judgements", is_flag=True, help="List what people said of stories.")
@archive_option
def stories(
    archive: str,
    least: int,
    csv: str | None,
    parquet: str | None,
    json: str | None,
    together: tuple[str, str] | None,
    apart: tuple[str, ...],
    undo: str | None,
    why: str,
    judgements: bool,  # noqa: FBT001 - click gives it by name
    **filters: str | int | None,
) -> None:
    """Ask an archive for stories: a filter keeps those of which it finds one report.

    A table on a terminal, JSON lines when piped. What you say with --together and --apart wins over the grouping from
    then on, also of reports read later; --undo takes it back.

    \b
    detente stories --between RUS USA --since 2017-02 --least 2
    detente stories --together 3f2a 90bc --why "one visit, two days"
    """
    from detente.archive import Archive

    opened = Archive.open(archive)
    if together or apart or undo:
        _tell_judgement(_judged(opened, together, apart, undo, why))
        return
    if judgements:
        write_bytes(_json(judgement) for judgement in opened.judgements())
        return
    from detente.stories.told import stories as find

    asked = query(**filters)  # type: ignore[arg-type]  # click types each by its option
    found = [story for story in find(opened, asked) if len(story.reports) >= least]
    if csv or parquet:
        from detente.stories.table import story_table

        rows = story_table(found)
        if csv:
            write_csv(rows, csv)
        if parquet:
            write_parquet(rows, parquet)
    if json:
        write_lines(found, json)
    if csv or parquet or json:
        return
    if not sys.stdout.isatty():
        write_lines(found, STANDARD_OUTPUT)
    else:
        _show(opened, found, cut=None if asked.limit is not None else _SHOWN)


def _judged(
    archive: Archive, together: tuple[str, str] | None, apart: Sequence[str], undo: str | None, why: str
) -> Judgement:
    """Store what a person says and return it. Raises UsageError."""
    from detente.stories import keeping
    from detente.stories.told import story_called

    if sum(map(bool, (together, apart, undo))) > 1:
        raise UsageError("--together, --apart and --undo say one thing at a time; give one of them")
    who = getpass.getuser()
    if undo:
        return keeping.undo(archive, undo, who=who, why=why)
    if together:
        reports = [story_called(archive, name).reports[0] for name in together]
        return keeping.judge(archive, "together", reports, who=who, why=why)
    return keeping.judge(archive, "apart", apart, who=who, why=why)


def _tell_judgement(judgement: Judgement) -> None:
    """Say what was stored: in words on a terminal, else as a line of JSON."""
    if sys.stdout.isatty():
        click.echo(f"judgement {judgement.id}: {judgement.kind}; `detente stories --undo {judgement.id}` takes it back")
    else:
        write_bytes([_json(judgement)])


def _json(judgement: Judgement) -> bytes:
    """Return a judgement as a line of JSON."""
    import msgspec

    from detente.wire import plain

    return msgspec.json.encode({"record": "judgement", **plain(judgement)}) + b"\n"


def _show(archive: Archive, found: Sequence[Story], *, cut: int | None) -> None:
    """Write stories to the terminal, at most ``cut`` of them."""
    from rich.console import Console

    console = Console()
    late = archive.ungrouped()
    if late:
        console.print(f"{late:,} reports are in no story yet; the next `detente read` groups them", highlight=False)
    if not found:
        console.print("No stories found. Widen the filters, or see `detente stories --help`.")
        return
    outlets = {row["id"]: row["outlet"] for row in archive.columns("reports", ("id", "outlet"))}
    rows = [
        {
            "from": story.when.start,
            "to": story.when.end,
            "reports": len(story.reports),
            "outlets": len({outlets[report] for report in story.reports if outlets[report]}),
            "title": story.title,
            "parties": ", ".join(party.name or party.actor or "" for party in story.parties) or None,
            "id": story.id,
        }
        for story in found[:cut]
    ]
    console.print(rendered("stories", rows))
    if len(rows) < len(found):
        console.print(f"{len(rows):,} of {len(found):,}; --limit {len(found)} shows all of them", highlight=False)
