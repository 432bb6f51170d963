"""``detente review``: correct what was read, list and undo corrections, take them along."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import click

from detente.cli.cut_off import tell_of
from detente.cli.options import archive_option, codebook_option
from detente.cli.output import STANDARD_OUTPUT, opened, write_bytes
from detente.cli.terminal import rendered
from detente.corrections import Scope
from detente.records import Act, Status

if TYPE_CHECKING:
    from detente.archive import Archive
    from detente.review import Judge, Reviewing

_F = TypeVar("_F", bound=Callable[..., object])


def _judging(function: _F) -> _F:
    """Add --because and --archive."""
    said = click.option("--because", metavar="TEXT", required=True, help="Why; kept beside it.")
    return said(archive_option(function))


@click.group()
def review() -> None:
    """Correct what was read: it wins over the reader at every question until it is undone.

    A record is named by its id, or the beginning of one, as `detente events --json -` and the pages of `detente serve`
    give it. Stories are judged with `detente stories --together` and `--apart`, the ledger with `detente ledger settle`;
    all of them are listed here.

    \b
    detente review actor 3f2a90bc "Valery Gerasimov" --because "there is no Makarov in that office"
    detente review status 77ab01 planned --because "the talks are to be held in May"
    detente review list
    detente review undo 90bc12 --because "a slip"
    """


@review.command()
@click.argument("record")
@click.argument("who", required=False)
@click.option("--nobody", is_flag=True, help="It is nobody who is known.")
@click.option("--role", type=click.Choice(("source", "target", "speaker", "addressee")), help="Whom of the record.")
@click.option(
    "--scope", type=click.Choice(get_args(Scope)), default="place", show_default=True, help="How far it goes."
)
@_judging
def actor(
    record: str,
    who: str | None,
    nobody: bool,  # noqa: FBT001 - click gives it by name
    role: str | None,
    scope: Scope,
    because: str,
    archive: str,
) -> None:
    """Say that the actor of a mention, statement or event is another one: a code or a name.

    \b
    detente review actor 3f2a90bc RUS --role target --because "the ministry is Russia's"
    detente review actor 3f2a90bc --nobody --scope report --because "a namesake"
    """
    if (who is None) != nobody:
        raise click.UsageError("give WHO it is, or --nobody")
    _tell(_reviewing(archive).actor(record, who, _judge(because), role=role, scope=scope))


@review.command()
@click.argument("name")
@click.argument("who")
@_judging
def same(name: str, who: str, because: str, archive: str) -> None:
    """Say that whoever is read under an id, or a name without an actor, is another one, everywhere.

    \b
    detente review same "Minister Lavrow" "Sergei Lavrov" --because "another spelling"
    """
    _tell(_reviewing(archive).same(name, who, _judge(because)))


@review.command()
@click.argument("event")
@click.argument("kind", metavar="TYPE")
@click.option("--mode", metavar="MODE", help="The mode of the type.")
@_judging
@codebook_option
def type(event: str, kind: str, mode: str | None, because: str, archive: str, codebook: str | None) -> None:  # noqa: A001 - the command's name
    """Say that an event is of another type.

    \b
    detente review type 77ab01 SANCTION --mode expel --because "they were sent home"
    """
    _tell(_reviewing(archive, codebook).type(event, kind, _judge(because), mode=mode))


@review.command()
@click.argument("event")
@click.argument("status", type=click.Choice(get_args(Status)))
@_judging
def status(event: str, status: str, because: str, archive: str) -> None:
    """Say that an event has another status.

    \b
    detente review status 77ab01 planned --because "the talks are to be held in May"
    """
    _tell(_reviewing(archive).status(event, status, _judge(because)))


@review.command()
@click.argument("statement")
@click.argument("acts", nargs=-1, required=True, type=click.Choice(get_args(Act)))
@_judging
def acts(statement: str, acts: Sequence[str], because: str, archive: str) -> None:
    """Say what a statement does.

    \b
    detente review acts 12cd34 threat condition --because "or else"
    """
    _tell(_reviewing(archive).acts(statement, acts, _judge(because)))


@review.command()
@click.argument("record")
@_judging
def nothing(record: str, because: str, archive: str) -> None:
    """Say that there is no such event or statement, or that a mention names nobody.

    \b
    detente review nothing 77ab01 --because "a headline of another page"
    """
    _tell(_reviewing(archive).nothing(record, _judge(because)))


@review.command()
@click.argument("judgement")
@_judging
def undo(judgement: str, because: str, archive: str) -> None:
    """Take a judgement back, of whatever kind.

    \b
    detente review undo 90bc12 --because "a slip"
    """
    from detente.review import undo as store

    _tell(store(_opened(archive), judgement, _judge(because)))


@review.command("list")
@click.option("--counting", is_flag=True, help="Only what is not undone.")
@archive_option
def listed(counting: bool, archive: str) -> None:  # noqa: FBT001 - click gives it by name
    """List what people said, the latest first: a table on a terminal, JSON lines when piped.

    \b
    detente review list --counting
    """
    from detente.review import reviews

    found = [r for r in reviews(_opened(archive)) if not (counting and r.undone)]
    if not sys.stdout.isatty():
        write_bytes(_json("review", one) for one in found)
        return
    from rich.console import Console

    if not found:
        Console().print("Nobody has corrected anything. See `detente review --help`.")
        return
    rows = [
        {**{name: getattr(r, name) for name in ("kind", "about", "was", "value", "who", "why", "id")},
         "made": r.made[:10], "undone": f"{r.undone.who}, {r.undone.made[:10]}" if r.undone else None}
        for r in found
    ]  # fmt: skip
    Console().print(rendered("reviews", rows))


@review.command()
@click.option("--out", metavar="FILE", default=STANDARD_OUTPUT, help="Write to a file.")
@archive_option
def examples(out: str, archive: str) -> None:
    """Write corrected events as example sentences in the codebook's own form (TOML).

    \b
    detente review examples --out ours.toml && detente check --codebook ours.toml
    """
    from detente.review import examples_toml

    made = examples_toml(_opened(archive))
    with opened(out) as file:
        file.write(made.toml.encode("utf-8"))
    left = f"; {made.left_out} left out, whose parties are not in their sentence" if made.left_out else ""
    click.echo(f"{made.count} example sentences{left}", err=True)


@review.command()
@click.option("--out", metavar="FILE", default=STANDARD_OUTPUT, help="Write to a file.")
@archive_option
def export(out: str, archive: str) -> None:
    """Write all judgements as JSON lines, to be taken over by another archive.

    \b
    detente review export --out judgements.jsonl
    """
    import msgspec

    from detente.review import give

    write_bytes((msgspec.json.encode(one) + b"\n" for one in give(_opened(archive))), out)


@review.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@archive_option
def taken(file: Path, archive: str) -> None:
    """Take over what `detente review export` wrote; what is there already is left alone.

    The same reports may have been read anew since: corrections find their records by place and words too.

    \b
    detente review import judgements.jsonl --archive read-anew
    """
    from detente.review import take

    made = take(_opened(archive), file.read_bytes().splitlines(), source=str(file))
    tell_of(made.cut_off)
    click.echo(f"{made.taken} taken over, {made.known} there already", err=True)


def _opened(archive: str) -> Archive:
    """Open the archive."""
    from detente.archive import Archive

    return Archive.open(archive)


def _reviewing(archive: str, codebook: str | None = None) -> Reviewing:
    """Return what stores corrections, with the gazetteer and codebook that the environment names."""
    from detente.cli.own import from_environment, loaded
    from detente.codebook import Codebook
    from detente.review import Reviewing

    book = Codebook.load(Path(codebook)) if codebook else None
    return Reviewing(_opened(archive), gazetteer=loaded(from_environment()), codebook=book)


def _judge(because: str) -> Judge:
    """Return who judges and why."""
    from detente.review import Judge

    return Judge(who=getpass.getuser(), why=because)


def _tell(made: Any) -> None:
    """Say what was stored: in words on a terminal, else as a line of JSON."""
    if not sys.stdout.isatty():
        write_bytes([_json(type_name(made), made)])
    elif made.undoes is not None:
        click.echo(f"judgement {made.undoes} counts no more")
    else:
        click.echo(f"judgement {made.id}: {made.kind}; `detente review undo {made.id[:8]} --because ...` takes it back")


def type_name(made: object) -> str:
    """Return what a judgement is called in JSON."""
    return made.__class__.__name__.lower()


def _json(kind: str, value: object) -> bytes:
    """Return a judgement as a line of JSON."""
    import msgspec

    from detente.wire import plain

    return msgspec.json.encode({"record": kind, **plain(value)}) + b"\n"
