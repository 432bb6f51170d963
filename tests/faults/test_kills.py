"""Work on an archive that is killed at random moments: nothing acknowledged is lost, nothing doubled, the next one goes on.

The short form kills each kind of work a few times; DETENTE_KILLS says how often (`make fault-test`).
"""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import re
import shutil
from collections.abc import Callable
from multiprocessing.context import ForkServerContext
from pathlib import Path

import pytest

from detente.archive import Archive
from detente.archive.recoding import REPLACED
from detente.archive.tables import DATA_TABLES
from detente.errors import ArchiveBusy
from tests.archive.made_records import made_records, made_settlement, made_stories

KILLS = int(os.environ.get("DETENTE_KILLS", "2"))
ROWS = 400
LONGEST = 0.6  # seconds until a kill: about what the work takes


@pytest.fixture(scope="module")
def server() -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.faults.work"])
    return context


def killed(
    server: ForkServerContext,
    work: Callable[..., None],
    args: tuple[str, ...],
    wait: float,
    begun: Callable[[], bool] = lambda: True,
) -> bool:
    """Start some work, kill it some seconds after it has begun, and say whether it was still at it."""
    process = server.Process(target=work, args=args)
    process.start()
    for _ in range(30_000):
        process.join(0.002)
        if begun() or process.exitcode is not None:
            break
    process.join(wait)
    if process.exitcode is not None:
        assert process.exitcode == 0
        return False
    process.kill()
    process.join()
    return True


def acknowledged(path: Path) -> list[str]:
    """Return what the killed work had said was done, whole lines alone."""
    return path.read_text().split("\n")[:-1] if path.exists() else []


def test_words_on_the_ledger_that_were_acknowledged_stay_and_none_is_doubled(
    tmp_path: Path, server: ForkServerContext
) -> None:
    from tests.faults.work import settle

    chance, done = random.Random(9), tmp_path / "done"  # noqa: S311 - moments, not secrets
    Archive.open(tmp_path / "archive", create=True)
    for _ in range(KILLS):
        goal = len(acknowledged(done)) + chance.randint(1, 6)
        paths = (str(tmp_path / "archive"), str(done))
        killed(server, settle, paths, chance.uniform(0, 0.05), lambda goal=goal: len(acknowledged(done)) >= goal)
        archive = Archive.open(tmp_path / "archive")
        stored = [one.id for one in archive.settlements()]
        told = acknowledged(done)
        assert set(told) <= set(stored)
        assert len(stored) == len(set(stored)) <= len(told) + KILLS
        assert archive.check() == []
    assert len(acknowledged(done)) >= KILLS, "each was at work when it was killed"
    with Archive.open(tmp_path / "archive").writer() as writer:
        writer.settle(made_settlement("last"))
    assert made_settlement("last") in Archive.open(tmp_path / "archive").settlements()


def test_an_import_that_is_killed_adds_each_event_once_in_the_end(tmp_path: Path, server: ForkServerContext) -> None:
    from tests.faults.work import take

    row = {"Event Date": "2018-09-28", "Event Type": "CONSULT", "Event Mode": "meet", "Actor Name": "Russia"}
    row |= {"Actor Country": "RUS", "Recipient Name": "China", "Recipient Country": "CHN"}
    file = tmp_path / "events.jsonl"
    file.write_text("".join(json.dumps({"Event ID": str(n), **row}) + "\n" for n in range(ROWS)))
    chance = random.Random(10)  # noqa: S311 - moments, not secrets
    for number in range(KILLS):
        path = tmp_path / f"archive-{number % 3}"
        killed(server, take, (str(path), str(file)), chance.uniform(0, LONGEST), path.exists)
        if (path / "archive.json").exists():
            archive = Archive.open(path)
            assert archive.table("events").num_rows in {0, ROWS}
            assert archive.check() == []
    take(str(path), str(file))
    from detente.archive import Query

    assert Archive.open(path).count("events", Query(origin="all")) == ROWS
    assert Archive.open(path).check() == []


def contents(path: Path) -> dict[str, list[dict[str, object]]]:
    """Return the rows of every table but the readings, in the order in which they were written."""
    archive = Archive.open(path)
    return {name: [row for batch in archive.batches(name) for row in batch.to_pylist()] for name in DATA_TABLES}


def test_upkeep_that_is_killed_changes_no_row(tmp_path: Path, server: ForkServerContext) -> None:
    from tests.faults.work import keep_up

    chance, path = random.Random(11), tmp_path / "archive"  # noqa: S311 - moments, not secrets
    with Archive.open(path, create=True).writer() as writer:
        for number in range(3):
            batch = made_records(70 + number, 2)
            writer.write(batch, stories=made_stories(batch))
    before, done = contents(path), 0
    for _ in range(KILLS):
        at = Archive.open(path).version
        assert killed(server, keep_up, (str(path),), chance.uniform(0, LONGEST), ahead(path, at))
        assert contents(path) == before
        assert Archive.open(path).check() == []
        done += Archive.open(path).version - at
    assert done >= KILLS, "each was at work when it was killed"


def ahead(path: Path, version: int) -> Callable[[], bool]:
    """Return what says whether an archive has got past a version."""
    return lambda: Archive.open(path).version > version


def test_corrections_that_were_acknowledged_stay_and_none_is_doubled(tmp_path: Path, server: ForkServerContext) -> None:
    from tests.faults.work import correct
    from tests.review.texts import kept, records

    chance, done = random.Random(12), tmp_path / "done"  # noqa: S311 - moments, not secrets
    path = Path(kept(tmp_path / "archive", records("r1")).path)
    for number in range(KILLS):
        goal = len(acknowledged(done)) + chance.randint(1, 4)
        killed(
            server,
            correct,
            (str(path), str(done)),
            chance.uniform(0, 0.05),
            lambda goal=goal: len(acknowledged(done)) >= goal,
        )
        archive = Archive.open(path)
        stored = [one.id for one in archive.corrections()]
        told = [line.split()[0] for line in acknowledged(done)]
        assert set(told) <= set(stored)
        assert len(stored) == len(set(stored)) <= len(told) + number + 1
        last = archive.corrections()[-1]
        assert {e.status for e in archive.events() if e.id == last.item} == {last.value}
        assert archive.check() == []
    assert len(acknowledged(done)) >= KILLS


def test_a_recoding_that_is_killed_leaves_all_rows_old_or_all_new(tmp_path: Path, server: ForkServerContext) -> None:
    from detente.reading import read, recode
    from tests.faults.work import PlainReader, changed_reader, recode_anew

    folder = tmp_path / "press"
    folder.mkdir()
    for number in range(8):
        (folder / f"{number}.txt").write_text(f"Talks\n\nMoscow warned Washington {number + 2} times on Monday.\n")
    chance, cut_off = random.Random(13), 0  # noqa: S311 - moments, not secrets
    read(folder, archive=tmp_path / "old", reader=PlainReader())
    shutil.copytree(tmp_path / "old", tmp_path / "new")
    with changed_reader():
        recode(tmp_path / "new")
    old, new = (read_rows(tmp_path / name) for name in ("old", "new"))
    assert old != new
    for number in range(KILLS):
        path = tmp_path / f"archive-{number // 4}"
        if not path.exists():
            shutil.copytree(tmp_path / "old", path)
        # at work on the reports, or on the first, second, ... of the tables
        table = chance.choice(("recoding/*/mentions", "mentions", "statements", "events", "codings"))
        at = commits(path, table)
        wait = chance.uniform(0, LONGEST / 4)
        killed(server, recode_anew, (str(path),), wait, lambda path=path, table=table, at=at: commits(path, table) > at)
        cut_off += any(commits(path, name) - 1 > Archive.open(path).readings()[-1].versions[name] for name in REPLACED)
        assert read_rows(path) in (old, new)
        assert Archive.open(path).check() == []
    assert cut_off >= KILLS // 10, "some kills fell between the tables"
    recode_anew(str(path))
    assert read_rows(path) == new
    assert Archive.open(path).check() == []


def commits(path: Path, table: str) -> int:
    """Return how many commits the log of a table has."""
    return len(list(path.glob(f"{table}/_delta_log/*.json")))


def read_rows(path: Path) -> list[list[dict[str, object]]]:
    """Return the rows of the tables that a recoding changes, in the order that questions give them."""
    return [Archive.open(path).table(name).to_pylist() for name in ("mentions", "events", "failures", "codings")]


def test_two_at_once_do_not_mix_and_the_second_is_told(tmp_path: Path) -> None:
    one = Archive.open(tmp_path / "archive", create=True)
    other = Archive.open(tmp_path / "archive")
    records = made_records(61, 4)
    with one.writer() as writer:
        writer.write(records[:2], stories=made_stories(records[:2]))
        with pytest.raises(ArchiveBusy, match="another reading is writing here; wait for it"), other.writer():
            pass
        writer.write(records[2:], stories=made_stories(records[2:]))
    with other.writer() as writer:
        writer.write(records)
    assert Archive.open(tmp_path / "archive").count("reports") == len(records)
    assert Archive.open(tmp_path / "archive").check() == []


def test_a_clock_that_jumps_back_changes_no_row_and_no_order_of_batches(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from detente.archive import writer as writing

    moments = iter(f"20{year}-01-01T00:00:00.000000+00:00" for year in (30, 29, 20, 19, 10, 9 + 1, 99, 98))
    archive, chance = Archive.open(tmp_path / "archive", create=True), random.Random(14)  # noqa: S311 - not secrets
    monkeypatch.setattr(writing, "now", lambda: next(moments))
    records = made_records(62, 3)
    for one in records:
        with archive.writer() as writer:
            writer.write([one], stories=made_stories([one]))
    again = Archive.open(tmp_path / "archive")
    assert [reading.number for reading in again.readings()] == [0, 1, 2, 3]
    assert again.version == 3
    assert again.known() == {one.report.id for one in records}
    for log in (tmp_path / "archive").glob("*/_delta_log/*.json"):
        log.write_text(
            re.sub(r'(?<="modificationTime":)\d+', lambda _: str(chance.randrange(2 * 10**12)), log.read_text())
        )
    written = [row["id"] for row in Archive.open(tmp_path / "archive").written("reports", ["id"])]
    assert written == [one.report.id for one in records]
    (tmp_path / "archive" / "digests.json").unlink()  # it holds what was written, and we have changed the logs
    assert again.check() == []


def test_a_file_that_may_grow_no_further_is_told_and_leaves_the_archive_as_it_was(
    tmp_path: Path, server: ForkServerContext
) -> None:
    from tests.faults.work import write_within

    archive = Archive.open(tmp_path / "archive", create=True)
    with archive.writer() as writer:
        writer.write(made_records(63, 2))
    told = tmp_path / "told"
    process = server.Process(target=write_within, args=(str(tmp_path / "archive"), str(told)))
    process.start()
    process.join(120)
    assert process.exitcode == 0
    assert "cannot write: a file may grow no further; free room" in told.read_text()
    again = Archive.open(tmp_path / "archive")
    assert again.count("reports") == 2
    assert again.check() == []
    with again.writer() as writer:
        writer.write(made_records(64, 2))
    assert Archive.open(tmp_path / "archive").count("reports") == 4
