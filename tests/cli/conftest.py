"""What the tests of the command line share: some reports, an archive of them, and ways to run a command."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

sys.path.insert(0, str(Path(__file__).parents[1] / "reading"))  # the plain reader stands there

TEXT = """Moscow warns of consequences

February {day}, 2017

In report number {day} Moscow warned Washington that the treaty would not hold much longer.

The ministers are to meet again in spring, officials in both capitals said on Thursday.
"""

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of four reports."""
    made = tmp_path / "reports"
    made.mkdir()
    for day in range(11, 15):
        (made / f"report-{day}.txt").write_text(TEXT.format(day=day))
    return made


@pytest.fixture
def archive(folder: Path, tmp_path: Path) -> Path:
    """Return an archive of the four reports."""
    from plain_reader import PlainReader

    from detente.reading import read

    read(folder, archive=tmp_path / "archive", reader=PlainReader())
    return tmp_path / "archive"


@pytest.fixture
def plain_language(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let commands that run inside the test read with the plain reader."""
    from plain_reader import PlainReader

    monkeypatch.setattr("detente.language.Reader", PlainReader)


@pytest.fixture
def invoke(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Result]:
    """Return what runs a command inside the test, in an empty folder."""
    from detente.cli import main

    place = tmp_path / "here"
    place.mkdir()
    monkeypatch.chdir(place)
    monkeypatch.delenv("DETENTE_ARCHIVE", raising=False)
    return lambda *args: CliRunner().invoke(main, [str(a) for a in args])


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Return what runs the installed command as a process."""

    def process(*args: object, **options: object) -> subprocess.CompletedProcess[str]:
        environment = {k: v for k, v in os.environ.items() if k != "DETENTE_ARCHIVE"}
        command = [sys.executable, "-m", "detente.cli", *map(str, args)]
        given = {"capture_output": True, "text": True, "cwd": tmp_path, "env": environment, "timeout": 120, **options}
        return subprocess.run(command, check=False, **given)

    return process
