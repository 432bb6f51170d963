"""Reads a folder on a cluster that is there and ends one of its processes, or all, once something is stored.

`python -m tests.scale.reading_there ON FOLDER ARCHIVE worker|cluster|nothing`. What belongs to the cluster is told by the
variable RAY_TMPDIR, which it was begun with and which this process has too. The account, or the error, is written.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from detente import scale
from detente.errors import DetenteError
from detente.reading import Progress
from tests.scale.conftest import COLUMNS


def processes(folder: str) -> Iterator[tuple[int, bytes]]:
    """Yield the processes of the cluster that keeps its files in a folder, this one left out, with what they are called."""
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and int(entry.name) != os.getpid():
                around = (entry / "environ").read_bytes().split(b"\0")
                if f"RAY_TMPDIR={folder}".encode() in around:
                    yield int(entry.name), (entry / "cmdline").read_bytes()
        except OSError:
            continue


def ending(what: str) -> Callable[[Progress], None]:
    """Return what ends a worker or the cluster, once, after a first batch."""
    ended: list[int] = []

    def told(step: Progress) -> None:
        if ended or not step.done or what == "nothing":
            return
        found = [one for one, name in processes(os.environ["RAY_TMPDIR"]) if what == "cluster" or b"Parsing" in name]
        ended.extend(found if what == "cluster" else found[:1])
        for process in ended:
            os.kill(process, signal.SIGKILL)

    return told


def main(on: str, folder: str, archive: str, what: str) -> None:
    """Read, and write what came of it."""
    try:
        account = scale.read(folder, archive=archive, on=on, columns=COLUMNS, batch=4, progress=ending(what))
    except DetenteError as error:
        sys.stdout.write(str(error))
    else:
        sys.stdout.write(f"{account.read} read, {account.known} known, {account.failed} failed")


if __name__ == "__main__":
    main(*sys.argv[1:])
