"""``detente compare``: a story side by side."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from detente.cli.options import archive_option
from detente.cli.output import STANDARD_OUTPUT, opened, write_bytes
from detente.cli.own import gazetteer_option, loaded
from detente.errors import UsageError

if TYPE_CHECKING:
    from detente.stories.comparison import Comparison


@click.command()
@click.argument("story")
@gazetteer_option
@archive_option
@click.option("--out", metavar="FILE.html", help="Write a page (- for standard output).")
@click.option("--json", "json", metavar="FILE", help="Write JSON (- for standard output).")
def compare(story: str, gazetteer: str | None, archive: str, out: str | None, json: str | None) -> None:
    """Show STORY side by side: what each outlet has, lacks, words or names otherwise.

    STORY is an id from `detente stories`, its beginning, or words of its title. A table on a terminal, JSON when piped.

    \b
    detente compare 3f2a --out story.html
    detente compare "minister visits"
    """
    from detente.archive import Archive
    from detente.stories.comparison import compare as side_by_side

    if out and out != STANDARD_OUTPUT and not Path(out).parent.is_dir():
        raise UsageError(f"{out}: there is no such folder; make it, or give another --out")
    made = side_by_side(Archive.open(archive), story, gazetteer=loaded(gazetteer))
    if out:
        from detente.show.story_page import story_page

        with opened(out) as stream:
            stream.write(story_page(made).encode("utf-8"))
    if json:
        write_bytes([_json(made)], json)
    if not (out or json):
        _show(made)


def _json(made: Comparison) -> bytes:
    """Return a comparison as a line of JSON."""
    import msgspec

    from detente.wire import plain

    # The reports themselves are the archive's; `detente reports` gives them.
    kept = {name: value for name, value in plain(made).items() if name != "reports"}
    return msgspec.json.encode({"record": "comparison", **kept}) + b"\n"


def _show(made: Comparison) -> None:
    """Write a comparison to standard output: tables on a terminal, else JSON."""
    if not sys.stdout.isatty():
        write_bytes([_json(made)])
        return
    from rich.console import Console

    from detente.show.story_terminal import side_by_side

    console = Console(highlight=False)
    for part in side_by_side(made, width=console.width):
        console.print(part)
