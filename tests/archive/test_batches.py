"""A batch is seen as a whole or not at all, wherever its writing is cut off."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest

from detente.archive import Archive, migrations, writer
from detente.archive.lock import turn
from detente.archive.story_rows import StoryRows
from detente.archive.tables import COLUMNS, DATA_TABLES
from detente.errors import ArchiveBusy, ArchiveDamaged
from detente.records import Judgement
from tests.archive.made_records import made_coded, made_failure, made_records, made_stories

FIRST, SECOND = made_records(21, 6), made_records(22, 6)
WRITTEN = [
    name for name in DATA_TABLES if name not in ("settlements", "corrections")
]  # tables that a reading writes to
STEPS = len(WRITTEN) + 1  # the tables, then the row in readings


class CutOff(Exception):
    """Stands for the death of the process."""


def cut(function: Callable[..., object], step: int, *, moment: str, calls: list[int]) -> Callable[..., object]:
    """Return a function that dies at its step-th call, before or after doing its work."""

    def dying(*args: object) -> object:
        calls[0] += 1
        if calls[0] == step and moment == "before":
            raise CutOff
        done = function(*args)
        if calls[0] == step:
            raise CutOff
        return done

    return dying


def contents(archive: Archive) -> dict[str, list[dict[str, object]]]:
    """Return the rows of every data table."""
    return {name: archive.table(name).to_pylist() for name in DATA_TABLES}


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    archive = Archive.open(tmp_path_factory.mktemp("template") / "a", create=True)
    with archive.writer() as w:
        w.write(FIRST, [made_failure("one")], stories=made_stories(FIRST), coded=made_coded("one"))
    return archive.path


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, object]]]:
    archive = Archive.open(tmp_path_factory.mktemp("undisturbed") / "a", create=True)
    with archive.writer() as w:
        w.write(FIRST, [made_failure("one")], stories=made_stories(FIRST), coded=made_coded("one"))
        w.write(SECOND, [made_failure("two")], stories=made_stories(SECOND), coded=made_coded("two"))
    held = contents(archive)
    assert all(held[name] for name in WRITTEN), "every table that a reading writes to takes part"
    return contents(archive)


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("step", range(1, STEPS + 1))
def test_a_batch_cut_off_at_any_step_is_unseen_and_written_once_by_the_next_reading(
    tmp_path: Path, template: Path, monkeypatch: pytest.MonkeyPatch, undisturbed, step: int, moment: str
) -> None:
    archive = Archive.open(shutil.copytree(template, tmp_path / "a"))
    before, calls = contents(archive), [0]
    with monkeypatch.context() as patch:
        patch.setattr(writer, "append", cut(writer.append, step, moment=moment, calls=calls))
        patch.setattr(writer, "commit", cut(writer.commit, step, moment=moment, calls=calls))
        with pytest.raises(CutOff), archive.writer() as w:
            w.write(SECOND, [made_failure("two")], stories=made_stories(SECOND), coded=made_coded("two"))
    counts = step == STEPS and moment == "after"  # the row in readings was committed
    again = Archive.open(tmp_path / "a")
    assert contents(again) == (undisturbed if counts else before)
    assert again.version == (2 if counts else 1)
    with again.writer() as w:
        w.write(SECOND, [made_failure("two")], stories=made_stories(SECOND), coded=made_coded("two"))
    assert contents(again) == undisturbed
    assert Archive.open(tmp_path / "a").version == again.version == 2
    if step == STEPS:
        assert again.check() == []


def test_a_writer_goes_on_after_a_batch_that_failed(tmp_path: Path, monkeypatch, undisturbed) -> None:
    archive = Archive.open(tmp_path / "a", create=True)
    with archive.writer() as w:
        w.write(FIRST, [made_failure("one")], stories=made_stories(FIRST), coded=made_coded("one"))
        with monkeypatch.context() as patch:
            patch.setattr(writer, "append", cut(writer.append, 3, moment="after", calls=[0]))
            with pytest.raises(CutOff):
                w.write(SECOND, [made_failure("two")], stories=made_stories(SECOND), coded=made_coded("two"))
        w.write(SECOND, [made_failure("two")], stories=made_stories(SECOND), coded=made_coded("two"))
    assert contents(archive) == undisturbed


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("step", range(1, len(COLUMNS) + 2))
def test_a_creation_cut_off_at_any_step_is_finished_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int, moment: str
) -> None:
    calls = [0]
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "create_table", cut(migrations.create_table, step, moment=moment, calls=calls))
        patch.setattr(migrations, "commit", cut(migrations.commit, step, moment=moment, calls=calls))
        with pytest.raises(CutOff):
            Archive.open(tmp_path / "a", create=True)
    archive = Archive.open(tmp_path / "a", create=True)
    assert (archive.version, len(archive.readings())) == (0, 1)
    with archive.writer() as w:
        w.write(FIRST)
    assert Archive.open(tmp_path / "a").known() == {made.report.id for made in FIRST}


def test_readers_keep_to_the_version_that_they_opened(tmp_path: Path) -> None:
    archive = Archive.open(tmp_path / "a", create=True)
    with archive.writer() as w:
        w.write(FIRST)
        reader = Archive.open(tmp_path / "a")
        before = contents(reader)
        w.write(SECOND)
    assert contents(Archive.open(reader.path)) != before
    assert contents(reader) == before
    assert reader.version == 1


def test_what_another_process_wrote_is_known_to_a_writer_that_was_opened_before(tmp_path: Path) -> None:
    early = Archive.open(tmp_path / "a", create=True)
    with Archive.open(tmp_path / "a").writer() as w:
        w.write(FIRST)
    with early.writer() as w:
        w.write([*FIRST, *SECOND])
    assert early.count("reports") == len(FIRST) + len(SECOND)
    assert early.check() == []


def test_one_writer_at_a_time(tmp_path: Path) -> None:
    archive = Archive.open(tmp_path / "a", create=True)
    with archive.writer():
        with pytest.raises(ArchiveBusy, match="another reading is writing here"), Archive.open(tmp_path / "a").writer():
            pass
        assert Archive.open(tmp_path / "a").count("reports") == 0, "readers do not wait"
    with archive.writer():
        pass


def test_a_persons_word_waits_for_a_batch_alone(tmp_path: Path) -> None:
    path = tmp_path / "a"
    reading, person = Archive.open(path, create=True), Archive.open(path)
    word = Judgement(
        id="j", kind="apart", reports=("r",), others=(), undoes=None, who="Ada", why="other fire", made="2020"
    )
    with reading.writer() as w:
        w.write(FIRST)
        with turn(reading.root):  # a batch is being written
            said = Thread(target=say, args=(person, word))
            said.start()
            said.join(0.05)
            assert said.is_alive()
        said.join()
        w.write(SECOND)
    assert Archive.open(path).judgements() == [word]
    assert Archive.open(path).known() == {r.report.id for r in (*FIRST, *SECOND)}
    assert [r.kind for r in Archive.open(path).readings()][-3:] == ["read", "judge", "read"]
    assert Archive.open(path).check() == []


def say(archive: Archive, word: Judgement) -> None:
    """Write a person's word."""
    with archive.writer(word=True) as w:
        w.write([], stories=StoryRows(judgements=(word,)))


def test_what_a_person_left_half_said_harms_no_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a"
    reading, person = Archive.open(path, create=True), Archive.open(path)
    word = Judgement(id="j", kind="apart", reports=("r",), others=(), undoes=None, who="Ada", why="", made="2020")
    with reading.writer() as w:
        w.write(FIRST)
        with monkeypatch.context() as dying:
            dying.setattr(writer, "commit", cut(writer.commit, 1, moment="before", calls=[0]))
            with pytest.raises(CutOff):
                say(person, word)
        w.write(SECOND)
        say(Archive.open(path), word)
    assert Archive.open(path).judgements() == [word]
    assert Archive.open(path).check() == []


def test_tables_that_lost_versions_are_told_before_anything_is_written(tmp_path: Path) -> None:
    archive = Archive.open(tmp_path / "a", create=True)
    with archive.writer() as w:
        w.write(FIRST)
    (tmp_path / "a" / "events" / "_delta_log" / "00000000000000000001.json").unlink()
    with pytest.raises(ArchiveDamaged, match="events: ends at version 0, the last batch made 1"), archive.writer() as w:
        w.write(SECOND)
