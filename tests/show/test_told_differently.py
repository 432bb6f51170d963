"""What is told differently, on the brief, on the page of a story and on a terminal."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from rich.console import Console

from detente import read
from detente.archive import Archive
from detente.cli import main
from detente.show.compose import brief
from detente.show.render import page
from detente.show.story_page import story_page
from detente.show.story_terminal import side_by_side
from detente.stories.comparison import Comparison, compare

HEAD = "Harbour strike in Norland enters its third week\n"
REPORTS = {
    "argus": "Norway expelled three Danish diplomats on Monday. The dockers have not worked since the spring, and the cranes stand "
    "still. Ships wait in the fjord for a berth. The mayor spoke of a hard winter for the town and its fishing fleet. "
    "A court will hear the owners on Friday. Twelve sailors were injured in a brawl. The quay was swept at dawn.",
    "bugle": "Norway expelled nine Danish diplomats on Monday. Owners of the cranes want the dockers back, and a court hears them "
    "at the end of the week. In the fjord, ships wait for a berth. Winter will be hard for the fishing fleet, the mayor "
    "fears. Thirty sailors were injured when fists flew on the quay, and nobody swept the glass away.",
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an archive of two reports of one story that differ in two figures."""
    folder = tmp_path_factory.mktemp("press")
    rows = [
        {"id": name, "title": HEAD.strip(), "outlet": name.title(), "published": "2030-05-07", "text": text}
        for name, text in REPORTS.items()
    ]
    (folder / "wires.jsonl").write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    read([folder / "wires.jsonl"], archive=folder / "archive")
    return folder / "archive"


@pytest.fixture(scope="module")
def comparison(archive: Path) -> Comparison:
    return compare(Archive.open(archive), "harbour strike")


def test_conflicting_figures_stand_boxed_in_their_sentences(comparison: Comparison) -> None:
    html = story_page(comparison)
    boxed = set(re.findall(r'<span class="boxed">([^<]+)</span>', html))
    assert {"Twelve sailors", "Thirty sailors"} <= boxed
    assert "were injured" in html


def test_a_row_opens_to_the_paragraph_with_the_passage_marked(comparison: Comparison) -> None:
    html = story_page(comparison)
    assert "<mark>Twelve sailors</mark>" in html
    assert html.count('<details class="differs"') == len(comparison.differences)


def test_a_terminal_tells_kinds_and_values(comparison: Comparison) -> None:
    console = Console(width=150, record=True, file=io.StringIO())
    for part in side_by_side(comparison, width=150):
        console.print(part)
    shown = console.export_text()
    assert "Told differently" in shown
    assert re.search(r"number, .*Twelve sailors.*Thirty sailors", shown)


def test_a_narrow_terminal_puts_reports_below_each_other(comparison: Comparison) -> None:
    console = Console(width=60, record=True, file=io.StringIO())
    for part in side_by_side(comparison, width=60):
        console.print(part)
    assert max(map(len, console.export_text().splitlines())) <= 60


def test_the_brief_has_a_section_between_the_foretold_and_the_sources(archive: Path) -> None:
    made = brief(Archive.open(archive), "NOR", "DNK")
    html = page(made, chart=False)
    assert {row.kind for row in made.differs} >= {"number"}
    places = [html.index(f'<section id="{name}"') for name in ("foretold", "differs", "sources")]
    assert places == sorted(places)
    assert '<span class="boxed">' in html


def test_comparison_as_json_has_differences_and_no_bodies(archive: Path) -> None:
    done = CliRunner().invoke(main, ["compare", "harbour strike", "--archive", str(archive)])
    assert done.exit_code == 0, done.output
    row = json.loads(done.stdout)
    assert row["differences"]
    assert "reports" not in row


def test_stories_are_written_as_tables(archive: Path, tmp_path: Path) -> None:
    files = {kind: tmp_path / f"stories.{kind}" for kind in ("csv", "parquet")}
    args = [word for kind, file in files.items() for word in (f"--{kind}", str(file))]
    done = CliRunner().invoke(main, ["stories", "--archive", str(archive), *args])
    assert (done.exit_code, done.stdout) == (0, "")
    (row,) = csv.DictReader(io.StringIO(files["csv"].read_text(encoding="utf-8")))
    assert len(json.loads(row["reports"])) == 2
    import pyarrow.parquet

    assert pyarrow.parquet.read_table(files["parquet"])["title"].to_pylist() == [HEAD.strip()]
