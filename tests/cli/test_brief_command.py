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


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an archive that holds nothing but events taken over from ICEWS."""
    from detente.archive import Archive
    from detente.relations.importing import take_over
    from tests.relations.test_importing import ICEWS, icews

    folder = tmp_path_factory.mktemp("imported")
    rows = [icews(n, f"2018-09-{1 + n % 28:02}", "112" if n % 3 else "040") for n in range(60)]
    (folder / "a.tab").write_text("\n".join([ICEWS, *rows, ""]), encoding="utf-8")
    take_over("icews", folder / "a.tab", archive=Archive.open(folder / "archive", create=True))
    return folder / "archive"


def test_a_brief_on_imported_events_alone_says_that_there_are_some(invoke, imported: Path, tmp_path: Path) -> None:
    done = invoke("brief", "CHL", "PER", "--archive", str(imported), "--out", str(tmp_path / "p.html"))
    assert "icews 60 events" in " ".join(done.output.split())
    assert "--origin icews" in " ".join(done.output.split())


def test_a_brief_shows_imported_events_with_their_source_where_asked(invoke, imported: Path, tmp_path: Path) -> None:
    file = tmp_path / "p.html"
    done = invoke("brief", "CHL", "PER", "--archive", str(imported), "--origin", "icews", "--out", str(file))
    shown = " ".join(done.output.split())
    assert "In other people’s data: icews 60 events" in shown
    assert "Talk: 20 cooperative, 40 hostile" in shown
    page = file.read_text(encoding="utf-8")
    assert page.count("<td>icews</td>") == 60
    assert "Drawn from icews" in page
    none = invoke("brief", "CHL", "ARG", "--archive", str(imported), "--origin", "icews", "--out", str(file))
    assert "No report names both" in none.output
