"""What is done in processes of their own, to be killed."""

from __future__ import annotations

import random
import resource
import signal
from dataclasses import replace
from pathlib import Path

import deltalake  # noqa: F401  # loaded once, by the server of the processes
import duckdb  # noqa: F401
import pyarrow.dataset  # noqa: F401

from detente.archive import Archive
from detente.errors import ArchiveError
from detente.records import Residue
from tests.archive.made_records import made_records, made_settlement

_SMALL = 20_000  # bytes that a file may have: less than a batch takes


def settle(archive: str, done: str) -> None:
    """Say a word on one entry after another, and note each that is acknowledged."""
    opened = Archive.open(archive)
    with opened.writer() as writer, Path(done).open("a", encoding="utf-8") as told:
        begun = len(opened.settlements())
        for number in range(begun, begun + 30):
            made = made_settlement(f"word-{number}")
            writer.settle(made)
            told.write(f"{made.id}\n")
            told.flush()


def take(archive: str, file: str) -> None:
    """Take over the events of a file."""
    from detente.relations.importing import take_over

    take_over("polecat", file, archive=Archive.open(archive, create=True))


def write_within(archive: str, told: str) -> None:
    """Write a large batch where no file may grow large, and note what is said of it."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (_SMALL, _SMALL))
    noise = random.Random(1).randbytes(200_000).hex()  # noqa: S311 - filling, not secrets
    made = [
        replace(one, report=replace(one.report, residue=(Residue(text=noise, reason="x"),)))
        for one in made_records(65, 2)
    ]
    try:
        with Archive.open(archive).writer() as writer:
            writer.write(made)
    except ArchiveError as error:
        Path(told).write_text(str(error))
