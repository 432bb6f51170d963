"""``detente ledger``: what was foretold, promised, threatened, demanded, and what became of it."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, get_args

import click

from detente.cli.options import archive_option, query, query_options
from detente.cli.output import STANDARD_OUTPUT, write_bytes, write_csv, write_lines, write_parquet
from detente.cli.terminal import rendered
from detente.foretold import EntryKind, EntryState

if TYPE_CHECKING:
    from detente.archive import Archive
    from detente.foretold import Entry, Settlement

_SHOWN = 100  # rows that a terminal gets without --limit: a few screens


@click.group(invoke_without_command=True)
@query_options
@click.option("--kind", type=click.Choice(get_args(EntryKind)), help="Only entries of this kind.")
@click.option("--state", type=click.Choice(get_args(EntryState)), help="Only entries of which this became.")
@click.option("--on", metavar="DATE", help="Judge by what had been reported on this day.")
@click.option("--csv", "csv", metavar="FILE", help="Write CSV (- for standard output), lists in it as JSON.")
@click.option("--parquet", metavar="FILE", help="Write Parquet.")
@click.option("--json", "json", metavar="FILE", help="Write JSON lines (- for standard output).")
@archive_option
@click.pass_context
def ledger(
    context: click.Context,
    /,
    archive: str,
    kind: EntryKind | None,
    state: EntryState | None,
    on: str | None,
    csv: str | None,
    parquet: str | None,
    json: str | None,
    **filters: str | int | None,
) -> None:
    """List predictions, promises, threats, demands, conditions and red lines, and what became of them.

    A table on a terminal, JSON lines when piped. Each line that is settled has the passages that it was settled by;
    what you settle yourself wins over that, until you undo it.

    \b
    detente ledger --between RUS USA --kind prediction --state open
    detente ledger settle 3f2a90bc met --because "the ships were given back on 18 November"
    detente ledger undo 3f2a90bc
    detente ledger record --by outlet
    """
    if context.invoked_subcommand is not None:
        return
    from detente.archive import Archive
    from detente.relations.ledger_archive import ledger as find

    asked = query(**filters)  # type: ignore[arg-type]  # click types each by its option
    found = find(Archive.open(archive), asked, kind=kind, state=state, on=on)
    if csv or parquet:
        from detente.relations.ledger_table import table

        rows = table(found)
        if csv:
            write_csv(rows, csv)
        if parquet:
            write_parquet(rows, parquet)
    if json:
        write_lines(found, json)
    if not (csv or parquet or json):
        _show(found, cut=None if asked.limit is not None else _SHOWN)


@ledger.command()
@click.argument("entry")
@click.argument("state", type=click.Choice(get_args(EntryState)))
@click.option("--because", metavar="TEXT", required=True, help="Why; kept beside it.")
@archive_option
@click.pass_context
def settle(context: click.Context, entry: str, state: EntryState, because: str, archive: str) -> None:
    """Say what became of an entry. It wins over the rules, also after later readings.

    \b
    detente ledger settle 3f2a90bc met --because "the ships were given back on 18 November"
    """
    from detente.relations.ledger_settlements import settle as store

    _tell(store(_opened(context, archive), entry, state, because=because, who=getpass.getuser()))


@ledger.command()
@click.argument("settled")
@click.option("--because", metavar="TEXT", default="", help="Why; kept beside it.")
@archive_option
@click.pass_context
def undo(context: click.Context, settled: str, because: str, archive: str) -> None:
    """Take a settlement back, by its id or by that of its entry.

    \b
    detente ledger undo 3f2a90bc
    """
    from detente.relations.ledger_settlements import undo as store

    _tell(store(_opened(context, archive), settled, because=because, who=getpass.getuser()))


@ledger.command()
@archive_option
@click.pass_context
def settlements(context: click.Context, archive: str) -> None:
    """Print what people said became of entries, also what was undone, as JSON lines.

    \b
    detente ledger settlements
    """
    write_bytes(_json("settlement", one) for one in _opened(context, archive).settlements())


@ledger.command()
@click.option("--by", type=click.Choice(("speaker", "outlet")), default="speaker", show_default=True, help="Whose.")
@query_options
@archive_option
@click.pass_context
def record(
    context: click.Context, /, by: Literal["speaker", "outlet"], archive: str, **filters: str | int | None
) -> None:
    """Print the record of each speaker or outlet: how often it came, with intervals; the Brier score of chances.

    \b
    detente ledger record --between RUS USA
    """
    from detente.relations.ledger_archive import ledger as find
    from detente.relations.ledger_counts import record as count

    asked = query(**filters)  # type: ignore[arg-type]  # click types each by its option
    found = count(find(_opened(context, archive), asked), by=by)
    if not sys.stdout.isatty():
        write_bytes(_json("ledger_record", one) for one in found)
        return
    from rich.console import Console

    from detente.wire import plain

    Console().print(rendered("ledger_record", [plain(one) for one in found]))


def _opened(context: click.Context, archive: str) -> Archive:
    """Open the archive that the command names, else the one named before it (``detente ledger --archive A undo ...``)."""
    from detente.archive import Archive

    parent = context.parent
    named_here = context.get_parameter_source("archive") is click.core.ParameterSource.COMMANDLINE
    return Archive.open(archive if named_here or parent is None else parent.params["archive"])


def _tell(settlement: Settlement) -> None:
    """Say what was stored: in words on a terminal, else as a line of JSON."""
    if not sys.stdout.isatty():
        write_bytes([_json("settlement", settlement)])
    elif settlement.state is None:
        click.echo(f"settlement {settlement.undoes} of entry {settlement.entry} counts no more")
    else:
        state = settlement.state.replace("_", " ")
        click.echo(f"entry {settlement.entry}: {state}; `detente ledger undo {settlement.entry}` takes it back")


def _json(kind: str, value: object) -> bytes:
    """Return a settlement or a record as a line of JSON."""
    import msgspec

    from detente.wire import plain

    return msgspec.json.encode({"record": kind, **plain(value)}) + b"\n"


def _show(found: Sequence[Entry], *, cut: int | None) -> None:
    """Write entries to standard output: a table on a terminal, of at most ``cut`` rows, else JSON lines."""
    if not sys.stdout.isatty():
        write_lines(found, STANDARD_OUTPUT)
        return
    from rich.console import Console

    from detente.relations.ledger_table import row

    console = Console()
    if not found:
        console.print("Nothing in the ledger. Widen the filters, or see `detente ledger --help`.")
        return
    console.print(rendered("ledger", [row(e) for e in found[:cut]]))
    if cut is not None and cut < len(found):
        console.print(f"{cut:,} of {len(found):,}; --limit {len(found)} shows all of them", highlight=False)
