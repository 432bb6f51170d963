"""The brief says what became of what was foretold, threatened and demanded, with the passages it rests on."""

from pathlib import Path

import pytest

from detente.archive import Archive
from detente.show import brief
from detente.show.render import page
from tests.relations.ledger_press import REPORTS
from tests.relations.ledger_reading import archive_of


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    return archive_of(REPORTS[:4], tmp_path_factory.mktemp("foretold"))


def section(html: str, name: str) -> str:
    """Return a section of a page."""
    start = html.index(f'<section id="{name}"')
    return html[start : html.index("</section>", start)]


def test_a_prediction_stands_with_what_became_of_it_and_the_passage(archive: Archive) -> None:
    foretold = section(page(brief(archive, "TUR", "EGY"), chart=False), "foretold")
    assert "Leyla Sarp" in foretold
    assert "became-came_true" in foretold
    assert "Turkey and Egypt signed a gas agreement in Cairo on Wednesday." in foretold
    assert "1 prediction, promise or threat: 1 came true." in foretold


def test_threats_and_demands_say_what_became_of_them(archive: Archive) -> None:
    asked = section(page(brief(archive, "GRC", "TUR"), chart=False), "asked")
    assert "became-carried_out" in asked
    assert "became-refused" in asked
    assert "Greece imposed sanctions on Turkey on Monday." in asked


def test_of_an_archive_too_large_to_judge_the_brief_names_the_command(
    archive: Archive, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("detente.show.compose._JUDGED", 0)
    made = brief(archive, "TUR", "EGY")
    assert made.ledger is None
    foretold = section(page(made, chart=False), "foretold")
    assert "detente ledger --between TUR EGY" in foretold
    assert "became-" not in foretold
