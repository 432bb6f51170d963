"""What the examples of the docs work on: the samples and their archive."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

ROOT = Path(__file__).parents[2]


@pytest.fixture
def desk(samples_archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with the samples and their archive."""
    (tmp_path / "samples").symlink_to(ROOT / "samples")
    shutil.copytree(samples_archive, tmp_path / "relations")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def invoke(desk: Path) -> Callable[..., Result]:
    """Return what runs a command inside the test."""
    from detente.cli import main

    return lambda *args: CliRunner().invoke(main, [str(a) for a in args])
