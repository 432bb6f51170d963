"""``detente brief``: the page on the relation of two actors."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from detente.cli.options import Intake, archive_option, pipeline_option, resolve, source_options
from detente.cli.output import STANDARD_OUTPUT, opened
from detente.cli.own import from_environment, loaded
from detente.errors import UsageError

if TYPE_CHECKING:
    from detente.show import Brief


@click.command()
@click.argument("a")
@click.argument("b")
@click.argument("sources", nargs=-1)
@archive_option
@pipeline_option
@click.option("--since", metavar="DATE", help="From this day, month or year on: 2017-02-16, 2017-02, 2017.")
@click.option("--until", metavar="DATE", help="Up to this day, month or year, included.")
@click.option("--origin", metavar="NAME", help="Also events of other people's data: icews, gdelt, ...; all: of each.")
@click.option("--out", metavar="FILE", help="The page: brief-A-B.html if not given; - for standard output.")
@source_options
def brief(
    a: str,
    b: str,
    sources: tuple[str, ...],
    archive: str,
    pipeline: str | None,
    since: str | None,
    until: str | None,
    origin: str | None,
    out: str | None,
    intake: Intake,
) -> int:
    """Make the page on the relation of A and B: who said and did what, and who reports it.

    A and B are codes (RUS, NATO) or names. The page is one file that needs nothing else; standard output
    gets it in short.

    With SOURCES these are read first: into the archive that --archive or DETENTE_ARCHIVE names, else into a passing
    one, so that the page shows just them.

    \b
    detente brief RUS USA --since 2017 --out russia-usa.html
    detente brief Russia "United States" reports/*.html
    """
    from detente.archive import Archive
    from detente.archive.query import first_day, last_day
    from detente.show import brief as make_brief
    from detente.show import page

    one, other = resolve(a), resolve(b)
    file = out or f"brief-{_slug(one)}-{_slug(other)}.html"
    if not Path(file).parent.is_dir():
        raise UsageError(f"{file}: there is no such folder; make it, or give another --out")
    if since is not None:
        first_day(since, "--since")
    if until is not None:
        last_day(until, "--until")
    passing = bool(sources) and click.get_current_context().get_parameter_source("archive") is ParameterSource.DEFAULT
    with _passing_folder() if passing else _named_folder(archive) as folder:
        failed = _read(sources, folder, pipeline, intake) if sources else False
        read_for_it = sources if passing else ()
        known = loaded(from_environment())
        found = Archive.open(folder)
        asked = {"since": since, "until": until, "origin": origin}
        made = make_brief(found, one, other, sources=read_for_it, gazetteer=known, **asked)
    with opened(file) as stream:
        stream.write(page(made).encode("utf-8"))
    if file != STANDARD_OUTPUT:
        _summary(made, file)
    return 1 if failed else 0


@contextmanager
def _passing_folder() -> Iterator[str]:
    """Give a folder for an archive that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="detente-") as folder:
        yield f"{folder}/archive"


@contextmanager
def _named_folder(archive: str) -> Iterator[str]:
    """Give the folder of an archive that stays."""
    yield archive


def _read(sources: tuple[str, ...], archive: str, pipeline: str | None, intake: Intake) -> bool:
    """Read the sources and return whether anything failed."""
    from detente.cli.read import read_with_progress

    own = from_environment()
    account = read_with_progress(sources, archive=archive, pipeline=pipeline, intake=intake, gazetteer=own)
    return bool(account.failures)


def _slug(actor: str) -> str:
    """Return an actor's id as a part of a file name."""
    return re.sub(r"[^A-Za-z0-9.]+", "-", actor).strip("-.") or "actor"


def _summary(made: Brief, file: str) -> None:
    """Write the brief in short, and where its page is, to standard output."""
    from rich.console import Console

    from detente.show.terminal import summary

    console = Console()
    console.print(summary(made, width=console.width, path=Path(file)))
