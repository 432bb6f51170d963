"""``check`` tells what is wrong with rows and files that can still be read."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from detente.archive import Archive, digests
from tests.archive.made_records import made_coded, made_records, made_stories

RECORDS = made_records(31, 8)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = Archive.open(tmp_path_factory.mktemp("template") / "archive", create=True)
    with made.writer() as writer:
        writer.write(RECORDS[:4], stories=made_stories(RECORDS[:4]), coded=made_coded("one"))
        writer.write(RECORDS[4:], stories=made_stories(RECORDS[4:]), coded=made_coded("two"))
    return made.path


@pytest.fixture
def archive(template: Path, tmp_path: Path) -> Archive:
    return Archive.open(shutil.copytree(template, tmp_path / "archive"))


def test_check_tells_orphans_and_passages_that_do_not_hold_in_one_part_and_in_several(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = max(made_records(32, 20), key=lambda r: min(len(r.statements), len(r.events), len(r.mentions)))
    mention, statement, event = made.mentions[0], made.statements[0], made.events[0]
    broken = replace(
        made,
        mentions=(replace(mention, text="elsewhere"), replace(mention, id="m-orphan", report="r-gone")),
        statements=(replace(statement, inside="s-gone", content=replace(statement.content, text="never said")),),
        events=(replace(event, statement="s-gone"),),
    )
    archive = Archive.open(tmp_path / "a", create=True)
    with archive.writer() as writer:
        writer.write([broken, *made_records(33, 3)])
    told = archive.check()
    monkeypatch.setattr("detente.archive.checking._IDS_AT_ONCE", 1)
    monkeypatch.setattr("detente.archive.checking._REPORTS_AT_ONCE", 1)
    assert archive.check() == told
    assert told == [
        "1 mentions whose report is missing: m-orphan",
        f"1 statements inside one that is missing: {statement.id}",
        f"1 events told in a statement that is missing: {event.id}",
        f"1 mentions that are not the stored text: {mention.id}",
        f"1 contents of statements that are not the stored text: {statement.id}",
    ]


def test_check_tells_ids_that_stand_twice_in_one_part_and_in_several(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    from detente.archive.rows import arrow_tables

    twice = RECORDS[0]
    with archive.writer() as writer:
        writer.write([replace(twice, report=replace(twice.report, id="r-other"))])
    told = [fault for fault in archive.check() if "ids that stand more than once" in fault]
    assert any(fault.startswith(f"{len(twice.mentions)} mentions: ") for fault in told)
    monkeypatch.setattr("detente.archive.checking._IDS_AT_ONCE", 7)
    assert [fault for fault in archive.check() if "ids that stand more than once" in fault] == told
    assert arrow_tables([twice], ())["mentions"].num_rows == len(twice.mentions)


def test_a_bit_that_turned_in_a_file_is_told_by_check_though_every_row_can_be_read(archive: Archive) -> None:
    was = archive.table("events")["cameo"].null_count
    file = min((archive.path / "events").glob("*.parquet"))
    file.write_bytes(
        file.read_bytes().replace(b"cameo", b"bameo")
    )  # the name of a column: it is gone, the rows are there
    assert Archive.open(archive.path).table("events")["cameo"].null_count > was
    assert Archive.open(archive.path).check() == [
        f"events/{file.name}: not the file that was written; restore it from a copy or read the sources anew"
    ]


def test_hashes_are_kept_of_what_is_there_and_can_be_lost(archive: Archive) -> None:
    noted = archive.path / digests.FILE
    with archive.writer() as writer:
        writer.write(made_records(77, 2))
    archive.keep_up(keep_days=0)
    names = set(json.loads(noted.read_text()))
    assert names
    assert all((archive.path / name).exists() for name in names)
    for harm in (b"", b"[]", b"\xff", b"[" * 100_000):
        noted.write_bytes(harm)
        assert Archive.open(archive.path).check() == []
    with Archive.open(archive.path).writer():
        pass
    assert set(json.loads(noted.read_text())) == names
