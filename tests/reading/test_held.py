"""What an archive holds is told alike from its reports and from what is kept beside it, whatever became of that."""

from __future__ import annotations

import shutil
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from detente.archive import Archive
from detente.reading.copied import Marking
from detente.reading.held import FOLDER, Held, held_by
from detente.records import Records, Report
from tests.archive.made_records import made_records
from tests.stories.test_copies import made

DAYS = (60, 75, 160, 162)
CHUNK, LEAST = 50, 10


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    """Return reports, many of them copies, some of one address."""
    (base,) = made_records(1, 1)
    found = [
        replace(base.report, id=text.id, title=text.id, body=text.body, url=f"https://o.example/{n}", residue=())
        for n, text in enumerate(made(200, seed=6))
    ]
    again = [replace(found[n], id=f"again-{n}") for n in range(0, 150, 7)]
    return [*found[:100], *again, *found[100:]]


@pytest.fixture(scope="module")
def marked(reports: list[Report]) -> list[Report]:
    """Return what is left of the reports, marked in one go without an archive."""
    return list(Marking().reports(reports))


def read_day(archive: Archive, reports: list[Report], held: object) -> None:
    """Mark some reports as a reading does, and write them."""
    with archive.writer() as writer:
        writer.write([Records(report=one) for one in Marking(held=held).reports(reports)])  # type: ignore[arg-type]


def test_days_of_reports_are_marked_as_in_one_go(reports: list[Report], marked: list[Report], tmp_path: Path) -> None:
    archive = Archive.open(tmp_path / "a", create=True)
    begin = 0
    for number, end in enumerate([*DAYS, len(reports)]):
        read_day(archive, reports[begin:end], partial(held_by, archive, chunk=CHUNK, least=LEAST))
        begin = end
        if number == 2:
            (archive.root.sidecar / FOLDER / "draft").mkdir()
            next((archive.root.sidecar / FOLDER).glob("part-*/runs")).write_bytes(b"damaged")
    stored = {one.id: one.copy_of for one in archive.reports()}
    assert stored == {one.id: one.copy_of for one in marked}
    assert sum(source is not None for source in stored.values()) > 50
    assert len(stored) < len(reports), "what an address said again is passed over"
    assert kept(archive) > LEAST
    assert not list((archive.root.sidecar / FOLDER).glob("passing*"))


def test_what_is_kept_of_another_state_is_made_anew(reports: list[Report], tmp_path: Path) -> None:
    archives = []
    for name, own in (("a", reports[:60]), ("b", reports[60:90])):
        archive = Archive.open(tmp_path / name, create=True)
        read_day(archive, own, Held)
        held_by(archive, chunk=CHUNK, least=LEAST)
        archives.append(archive)
    shutil.rmtree(tmp_path / "b" / FOLDER)
    shutil.copytree(tmp_path / "a" / FOLDER, tmp_path / "b" / FOLDER)
    one, other = archives
    assert len(held_by(other, chunk=CHUNK, least=LEAST).sources) == sum(r.copy_of is None for r in other.reports())
    assert len(held_by(one, chunk=CHUNK, least=LEAST).sources) == sum(r.copy_of is None for r in one.reports())


def test_a_few_reports_are_not_kept(reports: list[Report], tmp_path: Path) -> None:
    archive = Archive.open(tmp_path / "a", create=True)
    read_day(archive, reports[:20], Held)
    assert len(held_by(archive).sources) > 10
    assert not (tmp_path / "a" / FOLDER).exists()


def kept(archive: Archive) -> int:
    """Return how many sources are kept beside an archive."""
    from detente.stories.copies_stored import StoredCopies

    return len(StoredCopies(archive.root.sidecar / FOLDER))
