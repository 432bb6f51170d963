"""``detente export``: every table as files that other programs open."""

from __future__ import annotations

import sys

import click

from detente.cli.options import archive_option


@click.command()
@click.argument("folder", metavar="DIR")
@archive_option
@click.option("--title", metavar="TEXT", help="What the data set is called in its citation.")
@click.option("--author", "authors", metavar="NAME", multiple=True, help="Who is to be cited. May be repeated.")
@click.option("--force", is_flag=True, help="Write into a folder that holds something; files of the same names go.")
def export(
    folder: str,
    archive: str,
    title: str | None,
    authors: tuple[str, ...],
    force: bool,  # noqa: FBT001 - click gives it by name
) -> None:
    """Write every table of an archive into DIR as Parquet and CSV, with a data dictionary and a citation file.

    \b
    detente export tables/ --author "A. Researcher"
    """
    from detente.archive import Archive
    from detente.show.exporting import export as write

    made = write(Archive.open(archive), folder, title=title, authors=authors, force=force)
    if not sys.stdout.isatty():
        from detente.cli.output import write_bytes

        write_bytes([_json(file) for file in made.files])
        return
    for file in made.files:
        click.echo(f"{file.name:22} {file.rows:>12,} rows {file.bytes:>14,} bytes")
    click.echo(f"{made.folder}: batch {made.version}, described in datapackage.json")


def _json(file: object) -> bytes:
    """Return what is said of a file as a line of JSON."""
    import msgspec

    from detente.wire import plain

    return msgspec.json.encode({"record": "file", **plain(file)}) + b"\n"
