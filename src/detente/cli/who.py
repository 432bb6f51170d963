"""``detente who``: who is that, which offices, when."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from detente.cli.own import gazetteer_option, loaded

if TYPE_CHECKING:
    from detente.gazetteer import Candidate, Membership


@click.command()
@click.argument("name")
@click.option("--on", metavar="DATE", help="The date that is meant: 2017-02-16, 2017-02 or 2017.")
@click.option("--limit", metavar="N", default=5, show_default=True, type=click.IntRange(min=1), help="Most answers.")
@gazetteer_option
@click.option("--json", "as_json", is_flag=True, help="JSON lines, as when piped.")
def who(name: str, on: str | None, limit: int, *, gazetteer: str | None, as_json: bool) -> None:
    """Say who NAME is: a code, a name, a surname, or an office in words; which offices, and when.

    Several answers stay several, the likeliest first, each with its reason. An organisation comes with its members then.

    \b
    detente who "the Russian defense minister" --on 2017-02-16
    detente who Makarov --on 2010
    detente who NATO --on 2003-01-01
    """
    from detente.errors import UnknownActor

    known = loaded(gazetteer)
    found = known.find(name, on=on, limit=limit)
    if not found:
        raise UnknownActor(name, known.near(name))
    members = {candidate.actor.id: known.members(candidate.actor.id, on) for candidate in found}
    if as_json or not _on_terminal():
        for candidate in found:
            click.echo(json.dumps(_answer(candidate, members[candidate.actor.id]), ensure_ascii=False))
    else:
        _table(found)
        for candidate in found:
            _tell_members(candidate, members[candidate.actor.id], on)


def _answer(candidate: Candidate, members: tuple[Membership, ...]) -> dict[str, object]:
    """Return an answer as JSON writes it: with the members, in short, of an organisation that has any."""
    short = [
        {"id": one.actor.id, "name": one.actor.name, "status": one.status, "start": one.start, "end": one.end}
        for one in members
    ]
    return asdict(candidate) | ({"members": short} if short else {})


def _tell_members(candidate: Candidate, members: tuple[Membership, ...], on: str | None) -> None:
    """Write the members of an organisation to the terminal, those that are no plain members with their status."""
    if members:
        names = [one.actor.name + ("" if one.status == "member" else f" ({one.status})") for one in members]
        when = f"on {on}" if on else "by the latest that is known"
        click.echo(f"{len(names)} members of {candidate.name} {when}: {', '.join(names)}")


def _on_terminal() -> bool:
    """Tell whether a person reads the output."""
    return sys.stdout.isatty()


def _table(found: tuple[Candidate, ...]) -> None:
    """Write the answers to the terminal: one line an office."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, expand=True, pad_edge=False)
    for head, ratio in (("who", 3), ("office", 4), ("from", None), ("to", None), ("why", 4)):
        table.add_column(head, ratio=ratio, no_wrap=ratio is None, overflow="fold")
    for candidate in found:
        actor = candidate.actor
        offices = [(f"{s.title}, {s.country}", s.start or "unknown", s.end or "–") for s in candidate.spells]
        what = "" if actor.country in (None, actor.id) else f"{actor.kind}, {actor.country}"
        first, *others = offices or [(what or actor.kind, actor.start or "–", actor.end or "–")]
        table.add_row(f"{candidate.name} ({actor.id})", *first, candidate.reason)
        for office in others:
            table.add_row("", *office, "")
    Console(highlight=False).print(table)
