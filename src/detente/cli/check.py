"""``detente check``: what is installed, and whether an archive is sound."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from detente.cli.cut_off import words as cut_off_in_words
from detente.cli.installed import Part, damaged, installed
from detente.cli.options import archive_option, codebook_option

if TYPE_CHECKING:
    from detente.archive.under_way import CutOff
    from detente.intake.repeated import Repeat

_HASH_SHOWN = 12  # characters of a hash on the terminal: enough to compare by eye; JSON has all of it

_NAMES_SHOWN = 20  # unresolved names: as many as fit a screen


@click.command()
@archive_option
@codebook_option
@click.option("--repeated", is_flag=True, help="Also list lines that stand in many reports of one outlet.")
@click.pass_context
def check(ctx: click.Context, *, archive: str, codebook: str | None, repeated: bool) -> int:
    """Say what is installed, which models and data, their versions and hashes, and whether an archive is sound.

    An archive that is named must be there; the default one is looked at if it is, and the names in it that the gazetteer
    does not know are listed, the most frequent first. Exit status 2 where a part is missing that is always needed, a file
    of a model is not the one that was installed, or an archive has faults: each a line on standard error. Of an extra
    that is not installed it says what cannot be done without it.

    Work that was cut off is listed too, such as a reading, with the command that goes on with it.

    The word index is no part of what must be sound: it says how it stands, and `detente search --mend` makes it anew.

    With --repeated come the lines in stored bodies that stand in four or more reports of one outlet: residue that no
    single report can tell, found over the whole archive, whatever the order in which it was read.

    \b
    detente check --archive my-archive
    detente check --codebook mine.toml

    With --codebook only that file is looked at: what it adds, or every fault it has, a line each on standard error.
    """
    if codebook is not None:
        return _check_codebook(codebook)
    parts = installed()
    named = ctx.get_parameter_source("archive") is not ParameterSource.DEFAULT
    found = named or Path(archive).exists()
    version, faults, unresolved = _look(archive) if found else (None, [], [])
    words = _word_index(archive) if found and not faults else None
    left = _cut_off(archive) if found and not faults else []
    lines = _repeated(archive) if repeated and found and not faults else []
    needed = [part for part in parts if part.version is None and part.extra is None]
    missing = [f"{part.name} is not installed; run `pip install {part.name}`" for part in needed]
    if sys.stdout.isatty():
        _table(parts, archive, version, faults)
        if words is not None:
            click.echo(_words_of_index(words))
        for one in left:
            click.echo(cut_off_in_words(one))
        _tell_unresolved(unresolved)
        for line in lines:
            click.echo(
                f"{line.outlet}, {line.reports} reports: {line.text}  ({line.report} {line.span[0]}-{line.span[1]})"
            )
    else:
        about = None
        if found:
            about = _about(archive, version, faults, unresolved, words, left)
            about |= {"repeated": [{**asdict(line), "reason": "repeated"} for line in lines]} if repeated else {}
        click.echo(json.dumps({"installed": [asdict(part) for part in parts], "archive": about}))
    changed = damaged()
    for fault in (*missing, *changed, *faults):
        click.echo(fault, err=True)
    return 2 if missing or changed or faults else 0


def _about(
    archive: str,
    version: int | None,
    faults: list[str],
    unresolved: list[tuple[str, int, int]],
    words: dict[str, Any] | None,
    left: list[CutOff],
) -> dict[str, object]:
    """Return what was found of an archive, as JSON has it."""
    named = [{"name": n, "mentions": m, "reports": r} for n, m, r in unresolved]
    about: dict[str, object] = {"path": archive, "version": version, "faults": faults, "unresolved": named}
    about["cut_off"] = [asdict(one) for one in left]
    return about if words is None else about | {"search": words}


def _check_codebook(path: str) -> int:
    """Write what a codebook file adds, or its faults; return the exit status."""
    from detente.codebook.account import account
    from detente.errors import CodebookError

    try:
        added = account(Path(path))
    except CodebookError as error:
        for fault in error.faults:
            click.echo(f"{path}: {fault}", err=True)
        count = len(error.faults)
        click.echo(f"{path}: {count} fault{'s' if count > 1 else ''}; mend them and check again", err=True)
        return 2
    if sys.stdout.isatty():
        told = ", ".join(f"{number} {kind}" for kind, number in added.items() if number)
        click.echo(f"{path}: sound; {told or 'adds nothing'}")
    else:
        click.echo(json.dumps({"codebook": path, "faults": [], "adds": added}))
    return 0


def _look(archive: str) -> tuple[int, list[str], list[tuple[str, int, int]]]:
    """Return an archive's version, its faults and its unresolved names. Raises ArchiveError where it cannot be opened."""
    from detente.archive import Archive

    opened = Archive.open(archive)
    faults = opened.check()
    return opened.version, faults, [] if faults else opened.unresolved(_NAMES_SHOWN)


def _cut_off(archive: str) -> list[CutOff]:
    """Return the work that was cut off and not gone on with."""
    from detente.archive import Archive
    from detente.archive.under_way import cut_off

    return cut_off(Archive.open(archive))


def _word_index(archive: str) -> dict[str, Any]:
    """Return how the word index stands, with the rows that it lacks counted row by row."""
    from detente.archive import Archive

    opened = Archive.open(archive)
    standing = opened.search_checked()
    return {**asdict(standing), "lacking": opened.lacking_in_search() if standing.kind in {"ready", "behind"} else None}


def _words_of_index(words: dict[str, Any]) -> str:
    """Return how the word index stands, in words."""
    rows = f"{words['rows']:,} of {words['wanted']:,} rows"
    lacking = f", {words['lacking']:,} lacking" if words["lacking"] else ""
    return f"word index: {words['kind']}, {rows}{lacking}" + (f"; {words['note']}" if words["note"] else "")


def _tell_unresolved(names: list[tuple[str, int, int]]) -> None:
    """Write the names that no actor was found for to the terminal."""
    if names:
        click.echo("\nnames most often without an actor; rows of your own (--gazetteer) can tell who they are:")
    for name, mentions, reports in names:
        click.echo(f"  {mentions:>6}  {name} ({reports} reports)")


def _repeated(archive: str) -> list[Repeat]:
    """Return the lines that stand in many reports of one outlet."""
    from detente.archive import Archive
    from detente.intake.repeated import repeated_lines

    return repeated_lines(Archive.open(archive).reports())


def _table(parts: list[Part], archive: str, version: int | None, faults: list[str]) -> None:
    """Write what is installed and what the archive is like to the terminal."""
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    for head in ("part", "version", "extra", "SHA-256 of its files"):
        table.add_column(head)
    for part in parts:
        known, sha256 = part.version or "not installed", (part.sha256 or "")[:_HASH_SHOWN]
        table.add_row(part.name, known, part.extra or "", sha256)
    console = Console(highlight=False)
    console.print(table)
    for extra, lacks in dict.fromkeys((part.extra, part.lacks) for part in parts if part.lacks):
        console.print(f'without {extra}: {lacks}; `pip install "detente[{extra}]"`', markup=False)
    if version is None:
        console.print(f"\nno archive at {archive}")
    else:
        state = f"{len(faults)} faults" if faults else "sound"
        console.print(f"\narchive {archive}: version {version}, {state}", markup=False)
