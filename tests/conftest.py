"""What several folders of tests ask: an archive of the samples, read once in a run however many processes test."""

from __future__ import annotations

import fcntl
from pathlib import Path

import pytest

from detente.reading import read

SAMPLES = Path(__file__).parents[1] / "samples"


@pytest.fixture(scope="session")
def samples_archive(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Return an archive of the samples, which tests only ask: who would change it copies it."""
    base = tmp_path_factory.getbasetemp()
    # Each process has a folder of its own inside that of the run.
    made = (base if worker_id == "master" else base.parent) / "samples-archive"
    with made.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = made.with_suffix(".done")
        if not done.exists():
            read([SAMPLES], archive=made)
            done.touch()
    return made
