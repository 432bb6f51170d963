"""``detente serve``: an archive in the browser."""

from __future__ import annotations

import ipaddress
import re

import click

from detente.cli.options import archive_option
from detente.cli.own import from_environment, loaded
from detente.errors import ExtraMissing, UsageError

_TOKEN = re.compile(r"[A-Za-z0-9_.~-]{16,200}")


@click.command()
@archive_option
@click.option("--host", metavar="ADDRESS", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option("--port", type=click.IntRange(1, 65535), default=8344, show_default=True, help="Port to listen at.")
@click.option(
    "--token",
    metavar="TEXT",
    envvar="DETENTE_TOKEN",
    help="What everyone has to give; needed for any address but this machine's own. Better as $DETENTE_TOKEN, "
    "which no list of processes shows.",
)
@click.option("--read-only", is_flag=True, help="Nobody corrects what was read.")
def serve(archive: str, host: str, port: int, token: str | None, read_only: bool) -> None:  # noqa: FBT001 - click gives it by name
    """Show an archive in the browser, and answer for it in JSON, until it is interrupted.

    It listens on this machine alone unless --host and --token say otherwise. What was read can be corrected in it; nothing
    else is written.

    \b
    detente serve --archive relations
    DETENTE_TOKEN=$(openssl rand -hex 24) detente serve --host 0.0.0.0
    """
    from detente.archive import Archive
    from detente.show.web import Settings, app

    if token is not None and not _TOKEN.fullmatch(token):
        raise UsageError("--token needs 16 to 200 letters, digits or . _ ~ -; make one with `openssl rand -hex 24`")
    if token is None and not _own(host):
        raise UsageError(f"--host {host} can be reached from elsewhere; give --token too, or leave --host out")
    Archive.open(archive)
    try:
        import uvicorn
    except ModuleNotFoundError as error:
        raise ExtraMissing("uvicorn", "web") from error

    own = loaded(from_environment())
    made = app(Settings(archive=archive, gazetteer=own, token=token, reviews=not read_only, hasty=True))
    shown = f"[{host}]" if ":" in host else host
    click.echo(f"http://{shown}:{port}/ shows {archive}; Ctrl+C ends it", err=True)
    # No log of requests: addresses hold what somebody looks for, and once the token.
    uvicorn.run(made, host=host, port=port, access_log=False, log_level="warning", server_header=False)


def _own(host: str) -> bool:
    """Say whether an address can be reached from this machine alone."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
