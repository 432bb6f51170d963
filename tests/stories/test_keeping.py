"""Stories in an archive: kept as reports are read, the same however the reading goes, and judged by people."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from detente.archive import Archive, Query
from detente.archive.trait_store import TraitStore
from detente.errors import UsageError
from detente.reading import read
from detente.stories import keeping, placing
from detente.stories.standing import joined, standing
from detente.stories.told import stories, story_called
from detente.stories.traits import Dated
from tests.reading.plain_reader import PlainReader
from tests.stories.events_told import told

TABLES = ("reports", "joins", "traits")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of ten events with four reports each, one of them copied."""
    made = tmp_path_factory.mktemp("told") / "reports"
    made.mkdir()
    for number, report in enumerate(told(10, 4, seed=21)):
        text = f"{report.title}\n\n{report.day}\n\nMoscow warned Washington. {report.body}.\n"
        (made / f"{number:02}.txt").write_text(text)
    copied = (made / "05.txt").read_text()
    (made / "zz.txt").write_text(copied + "\n")
    return made


@pytest.fixture(scope="module")
def whole(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("whole") / "archive"
    read(folder, archive=path, reader=PlainReader())
    return path


@pytest.fixture
def archive(whole: Path, tmp_path: Path) -> Archive:
    return Archive.open(shutil.copytree(whole, tmp_path / "archive"))


def test_reading_in_pieces_gives_the_rows_of_reading_at_once(folder: Path, whole: Path, tmp_path: Path) -> None:
    files = sorted(folder.iterdir())
    read(files[:7], archive=tmp_path / "a", reader=PlainReader(), batch=3)
    read(files[:30], archive=tmp_path / "a", reader=PlainReader(), batch=4)
    read(folder, archive=tmp_path / "a", reader=PlainReader())
    one, other = Archive.open(whole), Archive.open(tmp_path / "a")
    for name in TABLES:
        assert (
            one.table(name)
            .drop_columns(["source"] if name == "reports" else [])
            .equals(other.table(name).drop_columns(["source"] if name == "reports" else []))
        )
    assert other.check() == []


def test_stories_hold_every_report_once_and_the_copy_with_its_source(archive: Archive) -> None:
    found = stories(archive)
    held = [report for story in found for report in story.reports]
    assert sorted(held) == sorted(archive.known())
    assert sorted(len(story.reports) for story in found) == [4] * 9 + [5]
    copy = next(report for report in archive.reports() if report.copy_of)
    story = next(s for s in found if copy.id in s.reports)
    assert copy.copy_of in story.reports
    assert {party.actor for party in story.parties} == {"RUS", "USA"}
    assert story.when.start is not None
    assert story.title


def test_a_query_finds_the_stories_of_the_reports_that_it_finds(archive: Archive) -> None:
    every = stories(archive)
    assert stories(archive, Query(since="2040")) == []
    assert stories(archive, Query(between=("RUS", "USA"))) == every
    assert stories(archive, Query(limit=2)) == every[:2]


def test_a_story_is_called_by_its_id_the_beginning_of_it_or_words_of_its_title(archive: Archive) -> None:
    story = stories(archive)[3]
    assert story_called(archive, story.id) == story_called(archive, story.id[:12]) == story
    assert story_called(archive, (story.title or "").upper()) == story
    with pytest.raises(UsageError, match="no story 'nothing of the sort'"):
        story_called(archive, "nothing of the sort")
    with pytest.raises(UsageError, match="10 stories are called"):
        story_called(archive, "")


def test_what_people_say_is_kept_wins_and_can_be_taken_back(archive: Archive) -> None:
    before = stories(archive)
    first, second = before[:2]
    said = keeping.judge(archive, "together", [first.reports[0], second.reports[0]], who="Ana", why="one visit")
    again = Archive.open(archive.path)
    assert len(stories(again)) == 9
    assert [(j.kind, j.who, j.why) for j in again.judgements()] == [("together", "Ana", "one visit")]
    keeping.undo(again, said.id, who="Ben", why="two after all")
    archive = Archive.open(archive.path)
    assert stories(archive) == before
    keeping.judge(archive, "apart", [first.reports[0]], who="Ana", why="another day")
    assert len(stories(archive)) == 11
    assert archive.check() == []


def test_a_judgement_that_changes_nothing_or_names_nothing_is_refused(archive: Archive) -> None:
    story = stories(archive)[0]
    with pytest.raises(UsageError, match="stand so already"):
        keeping.judge(archive, "together", story.reports[:2], who="Ana", why="")
    with pytest.raises(UsageError, match="no report 'r-none'"):
        keeping.judge(archive, "apart", ["r-none"], who="Ana", why="")
    with pytest.raises(UsageError, match="no judgement 'j-none'"):
        keeping.undo(archive, "j-none", who="Ana", why="")
    assert archive.judgements() == []


def test_a_report_read_after_a_split_joins_the_part_that_it_is_like(
    archive: Archive, folder: Path, tmp_path: Path
) -> None:
    story = next(s for s in stories(archive) if len(s.reports) == 4)
    keeping.judge(archive, "apart", story.reports[:2], who="Ana", why="two visits")
    own = {r.id: r for r in archive.reports()}[story.reports[0]]
    words = own.body.split()
    later = tmp_path / "later.txt"
    later.write_text(f"{own.title}\n\n{own.published.start}\n\n{' '.join(words[::-1])}.\n")
    read(later, archive=archive, reader=PlainReader())
    stands = standing(joined(archive.joins()), archive.judgements())
    assert stands[story.reports[0]] == stands[story.reports[1]] != stands[story.reports[2]]
    new = next(report.id for report in archive.reports() if Path(report.source).name == "later.txt")
    assert stands[new] in {stands[story.reports[0]], stands[story.reports[2]]}


def test_reports_read_before_there_were_stories_are_grouped_by_the_next_reading(folder: Path, tmp_path: Path) -> None:
    from tests.archive.made_records import made_records

    archive = Archive.open(tmp_path / "a", create=True)
    with archive.writer() as writer:
        writer.write(made_records(5, 6))
    assert archive.ungrouped() == 6
    assert stories(archive) == []
    read(sorted(folder.iterdir())[:3], archive=archive, reader=PlainReader())
    assert archive.ungrouped() == 0
    assert {report for story in stories(archive) for report in story.reports} == archive.known()
    assert archive.table("traits")["number"].to_pylist() == list(range(9))


def test_what_is_kept_beside_the_archive_changes_no_story(
    folder: Path, whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "LEAST", 3)
    monkeypatch.setattr(placing, "ALWAYS", 8)
    files, own = sorted(folder.iterdir()), tmp_path / "a" / keeping.FOLDER
    kept = []
    for day, end in enumerate((20, 27, 31, len(files))):
        read(files[:end], archive=tmp_path / "a", reader=PlainReader())
        kept.append(len(TraitStore(own)))
        if day == 1:
            (own / "keys").write_bytes(b"damaged")
        if day == 2:
            shutil.rmtree(own)
            TraitStore(own).add({name: np.ones(5, np.int64) for name in ("keys", "counts", "ends", "days")}, "others")
    plain = tmp_path / "plain"
    monkeypatch.setattr(keeping, "LEAST", 1_000)
    read(files, archive=plain, reader=PlainReader())
    assert kept == [0, 20, 27, 31]
    assert not (plain / keeping.FOLDER).exists()
    for name in ("joins", "traits"):
        assert Archive.open(tmp_path / "a").table(name).equals(Archive.open(plain).table(name))


def test_what_is_kept_is_what_the_archive_holds(whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "LEAST", 3)
    archive = Archive.open(shutil.copytree(whole, tmp_path / "a"))
    stories = keeping._stories(archive)
    assert stories == joined(archive.joins())
    plain = [seen(row) for row in keeping._dated_of(archive.table("traits"))]
    held = keeping._held(archive, stories).traits
    assert len(TraitStore(tmp_path / "a" / keeping.FOLDER)) == len(held) == len(plain)
    assert [seen(one) for one in held] == plain
    kinds, having = held.counted(30)
    held.keep_overall(30, (kinds, having))
    again = keeping._held(archive, stories).traits
    assert again.overall(29) is None
    found = again.overall(30)
    assert found is not None
    counts = Counter(key for one in plain[:30] for key in one[0])
    assert dict(zip(*(column.tolist() for column in found), strict=True)) == counts


def seen(dated: Dated) -> tuple[list[int], list[float], int | None]:
    return dated.traits.keys.tolist(), dated.traits.counts.tolist(), dated.day
