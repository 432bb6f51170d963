"""The brief command writes one page, from an archive or from sources of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.archive import Archive
from tests.cli.command_lines import is_one_line


def test_a_brief_of_an_archive_is_written_where_it_says(invoke, archive: Path) -> None:
    done = invoke("brief", "Russia", "USA", "--archive", archive)
    page = Path("brief-RUS-USA.html")
    assert done.exit_code == 0, done.stderr
    assert page.name in done.stdout
    assert page.read_text(encoding="utf-8").lstrip().lower().startswith("<!doctype html")


@pytest.mark.usefixtures("plain_language")
def test_sources_are_read_into_a_passing_archive(invoke, folder: Path) -> None:
    done = invoke("brief", "RUS", "USA", folder, "--out", "page.html")
    assert done.exit_code == 0, done.stderr
    assert [p.name for p in Path().iterdir()] == ["page.html"]


@pytest.mark.usefixtures("plain_language")
def test_sources_are_read_into_the_archive_that_is_named(invoke, folder: Path, tmp_path: Path) -> None:
    done = invoke("brief", "RUS", "USA", folder, "--out", "page.html", "--archive", tmp_path / "kept")
    assert done.exit_code == 0, done.stderr
    assert Archive.open(tmp_path / "kept").count("reports") == 4


@pytest.mark.usefixtures("plain_language")
def test_a_source_that_fails_is_told_and_the_page_is_made(invoke, folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    done = invoke("brief", "RUS", "USA", folder, "--out", "page.html")
    assert done.exit_code == 1
    assert is_one_line(done.stderr, "empty.txt")
    assert Path("page.html").exists()


def test_the_page_can_go_to_standard_output(invoke, archive: Path) -> None:
    done = invoke("brief", "RUS", "USA", "--archive", archive, "--out", "-")
    assert done.exit_code == 0
    assert done.stdout.rstrip().endswith("</html>")
    assert list(Path().iterdir()) == []


def test_a_brief_on_nothing_still_says_why(invoke, archive: Path) -> None:
    done = invoke("brief", "CHN", "IND", "--archive", archive)
    assert done.exit_code == 0
    assert Path("brief-CHN-IND.html").exists()
