"""The commands on stories: what a person says of them is stored, wins, and survives that all reports are grouped anew."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from detente.archive import Archive
from detente.reading import read
from detente.stories.placing import ALWAYS
from detente.stories.told import stories
from tests.cli.command_lines import lines
from tests.reading.plain_reader import PlainReader
from tests.stories.events_told import told

Invoke = Callable[..., Result]

EVENTS, EACH = 20, 4


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of reports on several events, more than are grouped anew with each."""
    made = tmp_path / "reports"
    made.mkdir()
    for number, report in enumerate(told(EVENTS, EACH, seed=31)):
        (made / f"{number:03}.txt").write_text(
            f"{report.title}\n\n{report.day}\n\nMoscow warned Washington. {report.body}.\n"
        )
    return made


@pytest.fixture
def archive(folder: Path, tmp_path: Path) -> Path:
    """Return an archive of the first half of them."""
    files = sorted(folder.iterdir())
    read(files[: len(files) // 2], archive=tmp_path / "archive", reader=PlainReader())
    return tmp_path / "archive"


def held(archive: Path) -> list[frozenset[str]]:
    return [frozenset(story.reports) for story in stories(Archive.open(archive))]


def test_a_split_and_a_merge_survive_that_all_reports_are_grouped_anew(
    invoke: Invoke, archive: Path, folder: Path
) -> None:
    first, second, third = [s for s in stories(Archive.open(archive)) if len(s.reports) > 1][:3]
    joined = invoke("stories", "--archive", archive, "--together", first.id, second.id, "--why", "one visit")
    assert joined.exit_code == 0, joined.output
    assert json.loads(joined.stdout)["kind"] == "together"
    away, *rest = third.reports
    assert invoke("stories", "--archive", archive, "--apart", away, "--why", "another day").exit_code == 0
    read(folder, archive=archive, reader=PlainReader())
    opened = Archive.open(archive)
    assert opened.count("reports") == EVENTS * EACH > ALWAYS
    grouped_again = {row["number"] for row in opened.columns("joins", ("number",)) if row["number"] > ALWAYS}
    assert len(grouped_again) > 1
    after = held(archive)
    assert any({*first.reports, *second.reports} <= story for story in after)
    (alone,) = [story for story in after if away in story]
    assert not alone & set(rest)
    kinds = [row["kind"] for row in lines(invoke("stories", "--archive", archive, "--judgements").stdout)]
    assert kinds == ["together", "apart"]


def test_what_was_said_can_be_taken_back_and_only_once(invoke: Invoke, archive: Path) -> None:
    before = held(archive)
    first, second = stories(Archive.open(archive))[:2]
    said = json.loads(invoke("stories", "--archive", archive, "--together", first.id, second.id).stdout)
    assert held(archive) != before
    assert invoke("stories", "--archive", archive, "--undo", said["id"]).exit_code == 0
    assert held(archive) == before
    again = invoke("stories", "--archive", archive, "--undo", said["id"])
    assert again.exit_code == 2
    assert "undone already" in again.stderr


def test_a_comparison_takes_a_gazetteer_of_ones_own_and_tells_its_faults(
    invoke: Invoke, archive: Path, tmp_path: Path
) -> None:
    own = tmp_path / "own.csv"
    own.write_text("kind,name,country,role,start\nperson,Ada Lovelace,GBR,defence_minister,2017-01-01\n")
    story = stories(Archive.open(archive))[0].id
    assert invoke("compare", story, "--archive", archive, "--gazetteer", own).exit_code == 0
    own.write_text("kind,name\nnobody,Ada Lovelace\n")
    refused = invoke("compare", story, "--archive", archive, "--gazetteer", own)
    assert refused.exit_code == 2
    assert "kind 'nobody'" in refused.stderr
