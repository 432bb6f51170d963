"""What commands say of work that was cut off: killed, interrupted, or without room."""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING

import click

from detente.intake.item import shown

if TYPE_CHECKING:
    from detente.archive.under_way import CutOff, Work

_SHOWN = 60  # characters of the names of sources: what a line has room for

#: What each work is called, what it stores, and what goes on with it.
_WORDS: dict[Work, tuple[str, str, str]] = {
    "reading": ("a reading", "report", "read it again"),
    "import": ("an import", "event", "import it again"),
    "recoding": ("a recoding", "report", "run it again"),
    "upkeep": ("an upkeep", "table", "run it again"),
    "judgements": ("an import of judgements", "judgement", "import them again"),
}


def words(cut_off: CutOff) -> str:
    """Return one line on work that was cut off."""
    what, unit, again = _WORDS[cut_off.work]
    stored = f"{cut_off.stored:,} {unit}{' was' if cut_off.stored == 1 else 's were'} stored before"
    if cut_off.continued:
        return f"continued {what} that was cut off: {stored}"
    of = shorten(" ".join(shown(source) for source in cut_off.sources), _SHOWN, placeholder=" ...")
    joined = " from " if cut_off.work == "judgements" else " with " if cut_off.work == "recoding" else " of "
    return f"{what}{joined + of if of else ''} was cut off: {stored}; {again} to go on"


def tell_of(cut_off: CutOff | None) -> None:
    """Say on standard error what was cut off; nothing where nothing was."""
    if cut_off is not None:
        click.echo(words(cut_off), err=True)
