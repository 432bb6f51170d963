"""``detente search``: what holds words, best first, or means the same."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from detente.cli.options import archive_option, query, query_options
from detente.cli.output import STANDARD_OUTPUT, write_bytes

if TYPE_CHECKING:
    from rich.console import Console

    from detente.archive import Archive
    from detente.archive.search import Found, Hit
    from detente.archive.search_upkeep import Standing

_KINDS = ("statements", "events", "reports")


@click.command()
@click.argument("words", nargs=-1)
@click.option("--in", "kinds", type=click.Choice(_KINDS), multiple=True, help="What to look for; may be repeated.")
@click.option("--meaning", is_flag=True, help="Statements that mean nearly the same, whatever their words.")
@click.option("--vectors", metavar="N", type=click.IntRange(min=0), help="With --meaning: most vectors to make now.")
@click.option("--mend", is_flag=True, help="Bring the word index up to date first, or make it anew.")
@click.option("--json", "json", metavar="FILE", help="Write JSON lines (- for standard output).")
@query_options
@archive_option
def search(
    words: tuple[str, ...],
    kinds: tuple[str, ...],
    archive: str,
    json: str | None,
    vectors: int | None,
    **filters: str | int | None,
) -> int:
    """Search an archive for WORDS: the best statements, events and reports first, each with its sentence and source.

    Words that follow each other must all be there; AND, OR, NOT, brackets, "a phrase", begin* and field:word say it
    more exactly. Fields: title, outlet, byline of reports; content, speaker of statements; source, target of events.
    Words are compared by their stems. --limit counts hits of each kind, 10 if not given.

    With --meaning WORDS are a sentence, and the statements come that say most nearly the same. A vector is made of each
    statement once and kept; at most --vectors N are made at a time, 1,000 if not given.

    \b
    detente search '"missile defence" NOT talks' --actor RUS --in statements
    detente search --meaning "an embargo on oil and gas" --since 2018
    """
    from detente.archive import Archive

    opened = Archive.open(archive)
    if filters.pop("mend"):
        _tell_mended(opened.mend_search())
        if not words:
            return 0
    if not words:
        raise click.UsageError("no words to look for; give some, or --mend")
    found = _found(opened, " ".join(words), kinds, vectors, filters)
    if json or not sys.stdout.isatty():
        write_bytes(_lines(found), json or STANDARD_OUTPUT)
    else:
        _show(found)
    if found.note:
        click.echo(found.note, err=True)
    return 0


def _found(
    archive: Archive, words: str, kinds: tuple[str, ...], vectors: int | None, filters: dict[str, str | int | None]
) -> Found:
    """Return what is found by words, or by meaning."""
    from detente.archive.search import KINDS, LIMIT, search, search_meaning
    from detente.archive.search_meaning import NEW_VECTORS

    meaning, limit = filters.pop("meaning"), filters.pop("limit")
    most = LIMIT if limit is None else int(limit)
    asked = query(**filters)  # type: ignore[arg-type]  # click types each by its option
    if not meaning:
        return search(archive, words, query=asked, kinds=kinds or KINDS, limit=most)  # type: ignore[arg-type]  # a choice of kinds
    if kinds and set(kinds) != {"statements"}:
        raise click.UsageError("--meaning looks for statements alone; leave --in out")
    return search_meaning(archive, words, query=asked, limit=most, new=NEW_VECTORS if vectors is None else vectors)


def _lines(found: Found) -> list[bytes]:
    """Return hits as lines of JSON in UTF-8."""
    import msgspec

    from detente.archive.search import hit_to_dict

    return [msgspec.json.encode(hit_to_dict(hit)) + b"\n" for hit in found.hits]


def _tell_mended(standing: Standing) -> None:
    """Say on standard error how the word index stands after it was mended."""
    click.echo(standing.note or f"the word index has all {standing.rows:,} rows", err=True)


def _show(found: Found) -> None:
    """Write hits to the terminal, kind by kind."""
    from rich.console import Console

    console = Console(highlight=False)
    if not found.hits:
        console.print("Nothing found. Use fewer words, OR between them, or a begin*.", markup=False)
    for kind, total in found.totals.items():
        hits = [hit for hit in found.hits if hit.kind == kind]
        if hits:
            of = f"compared {total:,} of {found.comparable:,}" if found.comparable is not None else f"{total:,} found"
            console.print(f"\n[bold]{kind}[/bold] ({of})")
        for hit in hits:
            _show_hit(console, hit)


def _show_hit(console: Console, hit: Hit) -> None:
    """Write one hit: whose it is, and the sentence with the words marked."""
    from rich.text import Text

    about = [hit.date or "no date", hit.outlet or "unknown outlet", hit.title or "no title", hit.report]
    line = Text("  ")
    if hit.who:
        line.append(f"{hit.who}: ", "bold")
    body = Text(hit.text)
    for start, end in hit.marks:
        body.stylize("bold yellow", start - hit.passage[0], end - hit.passage[0])
    line.append_text(body)
    console.print(line)
    console.print(Text("    " + ", ".join(about), "dim"))
