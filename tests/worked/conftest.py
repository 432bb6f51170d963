"""What the examples of the docs work on: the samples, read once."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from detente.reading import read

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def samples_archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of the samples, which tests only ask."""
    made = tmp_path_factory.mktemp("worked") / "relations"
    read([ROOT / "samples"], archive=made)
    return made


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
