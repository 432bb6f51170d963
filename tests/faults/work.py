"""What is done in processes of their own, to be killed."""

from __future__ import annotations

import random
import resource
import signal
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import deltalake  # noqa: F401  # loaded once, by the server of the processes
import duckdb  # noqa: F401
import pyarrow.dataset  # noqa: F401

from detente.archive import Archive
from detente.errors import ArchiveError
from detente.reading.making import Making
from detente.records import Records, Report, Residue
from tests.archive.made_records import made_records, made_settlement
from tests.reading.plain_reader import PlainReader

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


def keep_up(archive: str) -> None:
    """Write all tables of an archive anew, over and over."""
    from detente.archive import upkeep

    upkeep.MOST_SMALL = 0
    while True:
        Archive.open(archive).keep_up(keep_days=0)


def correct(archive: str, done: str) -> None:
    """Say of one event that it happened, then that it is planned, and so on, and note each word that is acknowledged."""
    from detente.review import Judge, Reviewing

    opened = Archive.open(archive)
    (event,) = [one.id for one in opened.events() if one.type == "SANCTION"]
    judge = Judge(who="ana", why="so it is")
    with Path(done).open("a", encoding="utf-8") as told:
        for _ in range(30):
            (now,) = opened.events_of([event])
            made = Reviewing(opened).status(event, "planned" if now.status == "happened" else "happened", judge)
            told.write(f"{made.id} {made.value}\n")
            told.flush()


class OtherReader(PlainReader):
    """Reads what the plain reader reads, but the first event of each report."""

    def read(self, reports: Iterable[Report]) -> Iterator[Records]:
        for records in super().read(reports):
            yield replace(records, events=records.events[1:], mentions=records.mentions[:1])


@contextmanager
def changed_reader() -> Iterator[None]:
    """Let whatever reads be another reader."""
    before, Making.reader = Making.reader, lambda _making: OtherReader()  # type: ignore[method-assign,return-value,assignment]
    try:
        yield
    finally:
        Making.reader = before  # type: ignore[method-assign]


def recode_anew(archive: str) -> None:
    """Read all reports again, each kept on its own."""
    from detente.reading import recode

    with changed_reader():
        recode(archive, everything=True, batch=1)


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
