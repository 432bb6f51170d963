"""An archive in a bucket is what it is in a folder: same rows, same ids, same promises; and one writer at a time."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from detente.archive import Archive, Query, lease
from detente.archive.held import HeldArchive
from detente.archive.objects import Objects
from detente.archive.tables import COLUMNS
from detente.errors import ArchiveBusy, ArchiveError, ArchiveUnreachable, ExtraMissing, NoArchive
from detente.intake import buckets
from tests.archive.made_records import made_records, made_settlement, made_stories
from tests.conftest import LONG, BucketServer

RECORDS = made_records(31, 8)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = Archive.open(tmp_path_factory.mktemp("template") / "archive", create=True)
    with made.writer() as writer:
        writer.write(RECORDS[:4], stories=made_stories(RECORDS[:4]))
    return Path(made.path)


def fill(archive: Archive) -> None:
    """Write a second batch, and a word of a person."""
    with archive.writer() as writer:
        writer.write(RECORDS[4:], stories=made_stories(RECORDS[4:]))
        writer.settle(made_settlement("word"))


def assert_same(one: Archive, other: Archive) -> None:
    for name in COLUMNS:
        if name == "readings":
            told = [[(r.number, r.kind, r.versions, r.rows) for r in archive.readings()] for archive in (one, other)]
            assert told[0] == told[1]
        else:
            assert one.table(name).equals(other.table(name)), name
    assert one.check() == []


@LONG
def test_what_is_made_and_written_in_a_bucket_is_what_is_in_a_folder(
    bucket_server: BucketServer, tmp_path: Path
) -> None:
    places = ("s3://press/made/archive", tmp_path / "archive")
    for place in places:
        archive = Archive.open(place, create=True)
        with archive.writer() as writer:
            writer.write(RECORDS[:4], stories=made_stories(RECORDS[:4]))
        fill(archive)
    assert Archive.open(places[0]).path == places[0]
    assert_same(Archive.open(places[0]), Archive.open(places[1]))
    assert not (tmp_path / "s3:").exists()


def test_a_folder_copied_into_a_bucket_is_the_same_archive_and_is_gone_on_with(
    bucket_server: BucketServer, template: Path, tmp_path: Path
) -> None:
    copy = Archive.open(shutil.copytree(template, tmp_path / "archive"))
    archive = Archive.open(bucket_server.upload(template, "press", "copied"))
    fill(archive)
    fill(copy)
    assert_same(archive, copy)
    words = Query(text=(RECORDS[5].report.title or "").split()[0])
    assert archive.reports(words) == copy.reports(words)
    assert archive.search_standing() == copy.search_standing()


@LONG
def test_upkeep_makes_files_few_and_changes_no_row(bucket_server: BucketServer, tmp_path: Path) -> None:
    copy = Archive.open(tmp_path / "archive", create=True)
    with copy.writer() as writer:
        for one in made_records(32, 12):
            writer.write([one])
    archive = Archive.open(bucket_server.upload(Path(copy.path), "press", "kept-up"))
    before = archive.table("events")
    for _ in range(2):
        done, done_there = archive.keep_up(keep_days=0), copy.keep_up(keep_days=0)
        assert (done.compacted, done.files_before, done.files) == (
            done_there.compacted,
            done_there.files_before,
            done_there.files,
        )
    assert archive.table("events").equals(before)
    assert_same(Archive.open("s3://press/kept-up"), copy)
    kept = list((archive.root.sidecar / "tables" / "events").glob("*.parquet"))
    assert len(kept) == len(archive.root.sizes("events"))


@LONG
def test_what_a_server_holds_is_asked_from_a_bucket_and_sees_what_is_written(
    bucket_server: BucketServer, template: Path
) -> None:
    address = bucket_server.upload(template, "press", "held")
    held = HeldArchive.open(address)
    assert isinstance(held, HeldArchive)
    assert held.reports() == Archive.open(template).reports()
    assert not held.newer()
    with Archive.open(address).writer() as writer:
        writer.write(RECORDS[4:])
    assert held.newer()
    assert HeldArchive.after(held).known() == {one.report.id for one in RECORDS}


def test_files_are_fetched_once_and_again_where_they_are_not_whole(
    bucket_server: BucketServer, template: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = bucket_server.upload(template, "press", "cached")
    reports = Archive.open(address).reports()
    archive = Archive.open(address)
    (file,) = (archive.root.sidecar / "tables" / "reports").glob("*.parquet")
    before = file.stat()
    assert archive.reports() == reports
    assert file.stat() == before
    file.write_bytes(b"PAR1")
    assert Archive.open(address).reports() == reports
    assert file.stat().st_size == before.st_size
    shutil.rmtree(archive.root.sidecar)
    assert Archive.open(address).reports() == reports


def test_a_second_reading_is_refused_and_told_who_reads(bucket_server: BucketServer, template: Path) -> None:
    address = bucket_server.upload(template, "press", "twice")
    one, other = Archive.open(address), Archive.open(address)
    with one.writer() as writer:
        with pytest.raises(ArchiveBusy, match=r"another reading is writing here \(process \d+ on "), other.writer():
            pass
        writer.write(RECORDS)
    with other.writer() as writer:
        writer.write(RECORDS, stories=made_stories(RECORDS))
    assert other.count("reports") == len(RECORDS)
    assert other.check() == []


def held_by(**said: object) -> bytes:
    return json.dumps({"holder": "another", "name": "there", "process": 1, **said}).encode()


def test_a_hold_of_a_process_that_is_gone_from_this_machine_is_taken_over_at_once(bucket_server: BucketServer) -> None:
    def hold() -> str:
        with lease.Lease(Objects("press"), "gone/lock", "gone/clock").held("s3://press/gone"):
            return json.loads(Objects("press").get("gone/lock").data)["name"]

    here = lease._this_process()
    assert hold() == here["name"]
    bucket_server.put("press", "gone/lock", held_by(machine=here["machine"], since="1"))
    assert hold() == here["name"]
    for said in ({"machine": "another", "since": "1"}, {"machine": None, "since": None}):
        bucket_server.put("press", "gone/lock", held_by(**said))
        with pytest.raises(ArchiveBusy, match="process 1 on there; if that was cut off, its hold ends within 60 sec"):
            hold()
    bucket_server.put("press", "gone/lock", b"no hold of ours")
    assert hold() == here["name"]
    assert Objects("press").names("gone") == ["lock"]


def test_a_hold_is_renewed_and_whoever_finds_it_taken_over_knows(
    bucket_server: BucketServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lease, "_RENEW", 0.01)
    own = Objects("press")
    with lease.Lease(own, "renewed/lock", "renewed/clock").held("s3://press/renewed") as held:
        while json.loads(own.get("renewed/lock").data)["times"] < 3:
            pass
        assert not held.lost
        bucket_server.put("press", "renewed/lock", held_by())
        while not held.lost:
            pass
    assert json.loads(own.get("renewed/lock").data)["holder"] == "another"


def test_who_lost_the_hold_while_asleep_mixes_nothing_into_what_others_write(
    bucket_server: BucketServer, template: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = bucket_server.upload(template, "press", "asleep")
    sleeper, other = Archive.open(address), Archive.open(address)
    with sleeper.writer() as late:
        late.write(RECORDS[4:5])
        monkeypatch.setattr(lease, "SECONDS", -1)
        monkeypatch.setattr(lease, "_is_gone", lambda _: False)
        with other.writer() as writer:
            writer.write(RECORDS[5:7], stories=made_stories(RECORDS[5:7]))
            with pytest.raises(ArchiveBusy, match="the hold of this one had ended"):
                late.write(RECORDS[6:], stories=made_stories(RECORDS[6:]))
            writer.settle(made_settlement("word"))
    archive = Archive.open(address)
    assert archive.known() == {one.report.id for one in RECORDS[:7]}
    assert archive.check() == []
    with archive.writer() as writer:
        writer.write(RECORDS)
    assert archive.known() == {one.report.id for one in RECORDS}
    assert archive.check() == []


@pytest.mark.parametrize(
    "address", ["s3://", "s3:///a", "s3://press/a b", "s3://press/../a", "s3://press/a#b", "s3://P/a"]
)
def test_an_address_that_names_nothing_in_a_bucket_is_refused(address: str) -> None:
    with pytest.raises(ArchiveError, match="is no address in a bucket; write s3://BUCKET/PATH"):
        Archive.open(address, create=True)


def test_what_is_wrong_with_a_bucket_is_told_in_one_line(
    bucket_server: BucketServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(NoArchive):
        Archive.open("s3://press/none")
    with pytest.raises(ArchiveError, match="there is no such bucket"):
        Archive.open("s3://no-such-bucket/archive", create=True)
    bucket_server.put("press", "mine/thesis.doc", b"mine")
    with pytest.raises(ArchiveError, match=r"holds other files \(thesis.doc\)"):
        Archive.open("s3://press/mine", create=True)
    monkeypatch.setattr(buckets, "RETRIES", 0)
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    with pytest.raises(ArchiveUnreachable, match=r"the bucket does not answer: GET /press/none/archive\.json") as error:
        Archive.open("s3://press/none")
    assert "\n" not in str(error.value)


def test_without_the_library_the_mend_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:8")
    monkeypatch.setitem(sys.modules, "obstore.store", None)
    with pytest.raises(ExtraMissing, match=r"detente\[scale\]"):
        Archive.open("s3://press/none")
