"""``detente agent``: an archive's questions as tools for language-model agents."""

from __future__ import annotations

import click

from detente.cli.options import archive_option
from detente.cli.own import gazetteer_option, loaded


@click.command()
@archive_option
@gazetteer_option
def agent(archive: str, gazetteer: str | None) -> None:
    """Answer language-model agents over standard input and output (Model Context Protocol) until they hang up.

    The tools only read: reports, statements, events, stories, relations, outlook, ledger, who, search. Put the command
    into the agent's own configuration; started by hand it waits for messages.

    \b
    detente agent --archive relations
    """
    from detente.archive import Archive
    from detente.show.agent import server

    made = server(archive, loaded(gazetteer))
    Archive.open(archive)
    made.run("stdio")
