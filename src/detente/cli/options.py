"""Options that several commands share, and what they mean."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO, TypeVar, get_args

import click

from detente.errors import UsageError
from detente.records import Act, Status

if TYPE_CHECKING:
    from detente.archive import Query
    from detente.intake import Fetching

DEFAULT_ARCHIVE = "detente-archive"
ARCHIVE_VARIABLE = "DETENTE_ARCHIVE"
CODEBOOK_VARIABLE = "DETENTE_CODEBOOK"

_LONGEST_DELAY = 3600.0
"""Seconds: a pause of more than an hour is a slip of the keyboard."""

_F = TypeVar("_F", bound=Callable[..., object])


def archive_option(function: _F) -> _F:
    """Add --archive."""
    return click.option(
        "--archive",
        metavar="DIR",
        envvar=ARCHIVE_VARIABLE,
        default=DEFAULT_ARCHIVE,
        show_default=f"${ARCHIVE_VARIABLE}, else ./{DEFAULT_ARCHIVE}",
        help="Folder of the archive, or its address in a bucket: s3://BUCKET/PATH.",
    )(function)


def pipeline_option(function: _F) -> _F:
    """Add --pipeline."""
    option = click.option("--pipeline", metavar="NAME", help="An installed spaCy pipeline, instead of detente's own.")
    return option(function)


def codebook_option(function: _F) -> _F:
    """Add --codebook."""
    return click.option(
        "--codebook",
        metavar="FILE",
        envvar=CODEBOOK_VARIABLE,
        help=f"A codebook file of your own, added to the shipped one; else ${CODEBOOK_VARIABLE}.",
    )(function)


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """What the options say of how sources are read: the columns of tables, how addresses are fetched, how many read."""

    columns: Mapping[str, str]
    fetching: Fetching
    workers: int = 1
    relations_only: bool = False


_SOURCE_OPTIONS = (
    click.option(
        "--map",
        "mapped",
        metavar="FIELD=COLUMN",
        multiple=True,
        help="Which column of a table holds a field, where its name does not tell: title=headline. May be repeated.",
    ),
    click.option("--fetch", is_flag=True, help="Also fetch the pages whose addresses files list."),
    click.option("--allow-private", is_flag=True, help="Also fetch from this machine and its own network."),
    click.option(
        "--delay",
        metavar="SECONDS",
        type=click.FloatRange(min=0),
        default=1.0,
        show_default=True,
        help="Pause between two requests to one host.",
    ),
    click.option(
        "--workers",
        metavar="N",
        type=click.IntRange(min=1),
        default=1,
        show_default=True,
        help="Processes that read; each holds the language models.",
    ),
    click.option(
        "--relations-only",
        is_flag=True,
        help="Parse a report only as far as two countries or organisations can meet in it: faster on general news.",
    ),
)


def source_options(function: Callable[..., object]) -> Callable[..., object]:
    """Add --map, --fetch, --allow-private, --delay, --workers and --relations-only; the command gets them
    as one record, ``intake``."""

    @functools.wraps(function)
    def told(
        *,
        mapped: Sequence[str],
        fetch: bool,
        allow_private: bool,
        delay: float,
        workers: int,
        relations_only: bool,
        **rest: object,
    ) -> object:
        from detente.intake import Fetching

        if not delay <= _LONGEST_DELAY:  # not a number is neither more nor less
            raise UsageError(f"--delay {delay:g} is no pause; give seconds from 0 to {_LONGEST_DELAY:g}")
        fetching = Fetching(listed=fetch, private=allow_private, delay=delay)
        how = Intake(columns=_columns(mapped), fetching=fetching, workers=workers, relations_only=relations_only)
        return function(**rest, intake=how)

    command: Callable[..., object] = told
    for option in reversed(_SOURCE_OPTIONS):
        command = option(command)
    return command


def _columns(mapped: Sequence[str]) -> dict[str, str]:
    """Return what --map says as fields with their columns. Raises UsageError."""
    columns: dict[str, str] = {}
    for one in mapped:
        field, _, column = (part.strip() for part in one.partition("="))
        if not (field and column):
            raise UsageError(f"--map {one!r} names no field and column; write title=headline")
        columns[field.lower()] = column
    return columns


def batch_option(function: _F) -> _F:
    """Add --batch, which only tests and odd machines need."""
    return click.option(
        "--batch", type=click.IntRange(min=1), envvar="DETENTE_BATCH", hidden=True, help="Most reports in a batch."
    )(function)


def query_options(function: _F) -> _F:
    """Add the filters of a query."""
    options = (
        click.option("--actor", metavar="WHO", help="On either side: a code (RUS, NATO) or a name."),
        click.option("--source", metavar="WHO", help="Who does or says it."),
        click.option("--target", metavar="WHO", help="To whom, or named in what is said."),
        click.option("--between", metavar="WHO WHO", nargs=2, help="Two actors, in either direction."),
        click.option("--type", "type_", metavar="TYPE", help="PLOVER type of an event: CONSULT, SANCTION, ..."),
        click.option("--status", type=click.Choice(get_args(Status)), help="Status of an event."),
        click.option("--act", type=click.Choice(get_args(Act)), help="What a statement does."),
        click.option("--issue", metavar="ISSUE", help="What it is about: arms-control, cyber, ..."),
        click.option("--outlet", metavar="NAME", help="Outlet, case ignored."),
        click.option("--since", metavar="DATE", help="From this day, month or year on: 2017-02-16, 2017-02, 2017."),
        click.option("--until", metavar="DATE", help="Up to this day, month or year, included."),
        click.option(
            "--text",
            metavar="WORDS",
            help='Words that must all be in it; "a phrase", begin*, AND, OR, NOT, field:word.',
        ),
        click.option(
            "--origin",
            metavar="NAME",
            help="Events taken over from other people's data: icews, gdelt, ...; all: with our own. Our own if not given.",
        ),
        click.option("--limit", metavar="N", type=click.IntRange(min=0), help="At most so many rows."),
    )
    for option in reversed(options):
        function = option(function)
    return function


def query(
    *,
    actor: str | None = None,
    source: str | None = None,
    target: str | None = None,
    between: Sequence[str] | None = None,
    type_: str | None = None,
    **plain: str | int | None,
) -> Query:
    """Return the query that the options ask. Raises UnknownActor, BadDate."""
    from detente.archive import Query

    names = {"actor": actor, "source": source, "target": target}
    codes = {side: resolve(name) for side, name in names.items() if name is not None}
    pair = (resolve(between[0]), resolve(between[1])) if between else None
    # The rest are the fields of Query under their own names, typed by click.
    return Query(between=pair, type=type_, **codes, **plain)  # type: ignore[arg-type]


def resolve(name: str) -> str:
    """Return the id of the actor that a code or a name on the command line means. Raises UnknownActor."""
    from detente.cli.own import from_environment, loaded

    return loaded(from_environment()).resolve(name).id


def standard_input(sources: Sequence[str]) -> BinaryIO | None:
    """Return standard input if "-" is among the sources."""
    return sys.stdin.buffer if "-" in sources else None
