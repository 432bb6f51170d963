"""A bucket that fails every fifth request, and writers that are killed: nothing is lost, nothing doubled, the next one goes on.

What fails: answers of 500 and 503 before and after a request was done, connections that break before and after; in the
long form (`make fault-test`) also answers that come too late.
"""

from __future__ import annotations

import json
import os
import random
from pathlib import Path

import pytest

from detente.archive import Archive, Query, committing
from detente.archive.tables import COLUMNS
from detente.errors import ArchiveUnreachable
from detente.intake import buckets
from detente.relations.importing import take_over
from tests.archive.made_records import made_records, made_settlement, made_stories
from tests.conftest import LONG, BucketServer
from tests.faults.test_kills import KILLS, acknowledged, killed
from tests.faults.test_kills import server as server
from tests.faults.work import settle

RECORDS = made_records(31, 8)
ROWS = 400


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(Archive.open(tmp_path_factory.mktemp("template") / "archive", create=True).path)


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make what is slow, and pauses, short."""
    monkeypatch.setattr(committing, "_PAUSES", (0.01,) * 8)
    monkeypatch.setattr(buckets, "ANSWER_SECONDS", 2)
    buckets._store_at.cache_clear()


def write(archive: Archive) -> None:
    with archive.writer() as writer:
        writer.write(RECORDS[:4], stories=made_stories(RECORDS[:4]))
        writer.write(RECORDS[4:], stories=made_stories(RECORDS[4:]))
        writer.settle(made_settlement("word"))


def assert_same(archive: Archive, folder: Archive) -> None:
    for name in COLUMNS:
        if name != "readings":
            assert archive.table(name).equals(folder.table(name)), name
    assert archive.check() == []


def test_batches_go_in_once_each_when_every_fifth_request_fails(
    bucket_server: BucketServer, template: Path, tmp_path: Path
) -> None:
    address = bucket_server.upload(template, "press", "failing")
    before = bucket_server.failed()
    bucket_server.fail(5)
    write(Archive.open(address))
    bucket_server.fail(0)
    assert bucket_server.failed() > before + 10
    folder = Archive.open(tmp_path / "archive", create=True)
    write(folder)
    assert_same(Archive.open(address), folder)


@LONG
def test_making_importing_and_upkeep_go_through_when_requests_fail(bucket_server: BucketServer, tmp_path: Path) -> None:
    folder = Archive.open(tmp_path / "archive", create=True)
    address = "s3://press/all-failing"
    bucket_server.fail(5, slow=3)
    file = events_file(tmp_path)
    for archive in (Archive.open(address, create=True), folder):
        write(archive)
        with archive.writer() as writer:
            for one in made_records(41, 9):
                writer.write([one])
        take_over("polecat", file, archive=archive)
        done = archive.keep_up(keep_days=0)
        assert "mentions" in done.compacted
    bucket_server.fail(0)
    assert Archive.open(address).count("events", Query(origin="all")) == folder.count("events", Query(origin="all"))
    assert_same(Archive.open(address), folder)


def events_file(folder: Path) -> str:
    row = {"Event Date": "2018-09-28", "Event Type": "CONSULT", "Event Mode": "meet", "Actor Name": "Russia"}
    row |= {"Actor Country": "RUS", "Recipient Name": "China", "Recipient Country": "CHN"}
    file = folder / "events.jsonl"
    file.write_text("".join(json.dumps({"Event ID": str(n), **row}) + "\n" for n in range(ROWS)))
    return str(file)


def test_where_no_answer_says_whether_a_batch_counts_the_next_writer_sees_it(
    bucket_server: BucketServer, template: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from detente.archive import readings
    from detente.archive.store import append

    def unanswered(root, name, table, rows):
        append(root, name, table, rows)
        raise ArchiveUnreachable(root.address, "no answer")

    archive = Archive.open(bucket_server.upload(template, "press", "unanswered"))
    with archive.writer() as writer:
        with monkeypatch.context() as patch:
            patch.setattr(readings, "append", unanswered)
            with pytest.raises(ArchiveUnreachable, match="what was acknowledged is there, run the same command again"):
                writer.write(RECORDS, stories=made_stories(RECORDS))
        with pytest.raises(ArchiveUnreachable):
            writer.settle(made_settlement("word"))
    with archive.writer() as writer:
        assert writer.write(RECORDS, stories=made_stories(RECORDS)) == 1
    assert archive.known() == {one.report.id for one in RECORDS}
    assert archive.check() == []


@LONG
def test_a_writer_that_is_killed_in_a_commit_loses_nothing_that_it_acknowledged(
    bucket_server: BucketServer,
    template: Path,
    tmp_path: Path,
    server,
) -> None:
    chance, done = random.Random(9), tmp_path / "done"  # noqa: S311 - moments, not secrets
    address = bucket_server.upload(template, "press", "killed")
    for number in range(KILLS):
        bucket_server.fail(5 if number % 2 else 0)
        goal = len(acknowledged(done)) + chance.randint(1, 3)
        killed(server, settle_at, (address, str(done), bucket_server.endpoint), chance.uniform(0, 0.5),
               lambda goal=goal: len(acknowledged(done)) >= goal)  # fmt: skip
        archive = Archive.open(address)
        stored = [one.id for one in archive.settlements()]
        assert set(acknowledged(done)) <= set(stored)
        assert len(stored) == len(set(stored)) <= len(acknowledged(done)) + number + 1
    bucket_server.fail(0)
    assert Archive.open(address).check() == []
    with Archive.open(address).writer() as writer:
        writer.settle(made_settlement("last"))


def settle_at(address: str, done: str, endpoint: str) -> None:
    """Say words in an archive in the bucket that a server holds."""
    os.environ.update(dict.fromkeys(("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"), "made-up"))
    os.environ.update(AWS_ENDPOINT_URL=endpoint, AWS_REGION="us-east-1", DETENTE_CACHE=f"{done}-cache")
    settle(address, done)
