"""The ledger drawn up in a process of its own, so that no page waits for it: minutes of a large archive.

What was drawn up is of one version of the archive; when somebody has written since, it is shown with that said, while the
next one is made.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import threading
import weakref
from pathlib import Path

from detente.archive.ledger_rows import written
from detente.relations.ledger_archive import ledger

#: Reports of an archive whose ledger is drawn up at once: that takes some 7 ms a report.
_AT_ONCE = 30
_COMMAND = "from detente.show.web.drawing_up import main; main()"


class Drafts:
    """Draws up ledgers, one at a time, and holds the last; ``key`` says of which version of an archive one is."""

    def __init__(self, archive: Path | str) -> None:
        self._archive = archive
        self._lock = threading.Lock()
        self._folder: Path | None = None
        self._made: tuple[str, Path] | None = None
        self._at_work: tuple[str, subprocess.Popen[bytes]] | None = None
        self._wrong: set[str] = set()

    def current(self, key: str, reports: int, *, begin: bool = True) -> tuple[str, Path] | None:
        """Return key and file of the last ledger drawn up, None before the first; one of ``key`` is begun if
        needed, and ``begin`` lets it.

        ``reports`` says how many the archive has: the ledger of a few is drawn up at once.
        """
        with self._lock:
            self._look()
            lacking = self._made is None or self._made[0] != key
            if begin and lacking and self._at_work is None and key not in self._wrong:
                if reports <= _AT_ONCE:
                    draw_up(self._archive, self._file(key))
                    self._made = key, self._file(key)
                else:
                    self._begin(key)
            return self._made

    def made(self) -> str | None:
        """Return the key of the last ledger drawn up, None before the first."""
        if self._at_work is not None:
            with self._lock:
                self._look()
        made = self._made
        return made[0] if made else None

    def close(self) -> None:
        """End what is at work and remove what was made."""
        with self._lock:
            if self._at_work is not None:
                self._at_work[1].kill()
                self._at_work[1].wait()
                self._at_work = None
            if self._folder is not None:
                shutil.rmtree(self._folder, ignore_errors=True)
                self._folder = None

    def _file(self, key: str) -> Path:
        """Return the file of a version's ledger."""
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="detente-ledger-"))
            weakref.finalize(self, shutil.rmtree, self._folder, ignore_errors=True)
        return self._folder / f"{key}.parquet"

    def _begin(self, key: str) -> None:
        """Begin to draw up the ledger."""
        command = [sys.executable, "-c", _COMMAND, str(self._archive), str(self._file(key))]
        self._at_work = key, subprocess.Popen(command, stdin=subprocess.DEVNULL)  # noqa: S603 - ourselves

    def _look(self) -> None:
        """See whether what was begun is done."""
        if self._at_work is None or self._at_work[1].poll() is None:
            return
        key, done = self._at_work
        self._at_work = None
        if done.returncode == 0:
            self._made = key, self._file(key)
        else:
            self._wrong.add(key)


def draw_up(archive: Path | str, file: Path) -> None:
    """Draw up the ledger of an archive, what people said of it left out, and write it to a file."""
    from detente.archive import Archive

    written(ledger(Archive.open(archive), settlements=False), file)


def main() -> None:
    """Draw up the ledger of an archive: the folder and the file to write are the arguments."""
    os.nice(5)  # pages go before
    archive, file = sys.argv[1:]
    draw_up(archive, Path(file))
