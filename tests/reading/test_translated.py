"""A report that says in another language what one before it says is marked as its copy, however the reading is parted."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from detente.archive import Archive
from detente.reading import extract, read, translated
from detente.reading.translated import Translations
from detente.records import Published, Report
from detente.stories.translations import Written, written
from tests.reading.plain_reader import PlainReader
from tests.stories.test_translations import ENGLISH, GERMAN, RUSSIAN, SAME_EVENT, SPANISH

TEXTS = {
    "1.txt": ("Portugal and Morocco sign", "2023-03-09", ENGLISH),
    "2.txt": ("Португалия и Марокко подписали соглашение", "2023-03-10", RUSSIAN),
    "3.txt": ("Marruecos y Portugal sellan un pacto", "2023-03-10", SAME_EVENT),
    "4.txt": ("Portugal y Marruecos firman un acuerdo", "2023-03-11", SPANISH),
    "5.txt": ("Portugal und Marokko unterzeichnen", "2023-06-11", GERMAN),
    "6.txt": ("Португалия и Марокко: рыболовство", "2023-03-12", f"{RUSSIAN}\n\nОб этом сообщили обе стороны."),
}
WANTED = {"1.txt": None, "2.txt": "1.txt", "3.txt": None, "4.txt": "1.txt", "5.txt": None, "6.txt": "1.txt"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("told")
    for name, (title, day, body) in TEXTS.items():
        (made / name).write_text(f"{title}\n\n{day}\n\n{body}\n")
    return made


def marks(reports: list[Report]) -> dict[str, str | None]:
    names = {report.id: report.origin for report in reports}
    return {report.origin: names[report.copy_of] if report.copy_of else None for report in reports}


def test_translations_are_marked_as_they_are_read(folder: Path) -> None:
    found = [record for record in extract(folder, only="report") if isinstance(record, Report)]
    assert {r.origin: r.language for r in found} | {"1.txt": "en", "2.txt": "ru"} == {
        r.origin: r.language for r in found
    }
    assert marks(found) == WANTED


@pytest.mark.parametrize("parts", [[["1.txt", "2.txt", "3.txt"], ["4.txt", "5.txt", "6.txt"]]])
def test_translations_of_reports_held_are_marked_as_in_one_reading(
    folder: Path, tmp_path: Path, parts: list[list[str]]
) -> None:
    for part in parts:
        read([folder / name for name in part], archive=tmp_path / "archive", reader=PlainReader(), batch=2)
    assert marks(Archive.open(tmp_path / "archive").reports()) == WANTED


def report_of(day: str) -> Report:
    return Report(
        id=day,
        origin=day,
        digest="",
        source=day,
        outlet=None,
        title=None,
        byline=None,
        url=None,
        language="en",
        published=Published(start=day, end=day, precision="day"),
        body=ENGLISH,
        reader="made",
        version="1",
    )


def test_days_at_the_end_of_the_calendar_are_looked_up() -> None:
    asked: list[date] = []

    def nothing_held(_since: date, until: date) -> tuple[Written, ...]:
        asked.append(until)
        return ()

    translations = Translations(held=nothing_held)
    translations.note("ru", "9999-12-30")
    assert translations.place(report_of("9999-12-31")) is None
    assert asked[-1] == date.max


def test_reports_that_are_no_longer_held_are_looked_up_in_the_archive(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(translated, "RECENT", 2)
    stored: list[Report] = []

    def in_archive(since: date, until: date) -> list[Written]:
        return [written(one) for one in stored if since.isoformat() <= one.id <= until.isoformat()]

    translations = Translations(held=in_archive)
    for day in ("2023-03-09", "2023-05-01", "2023-07-01", "2023-09-01"):
        stored.append(report_of(day))
        assert translations.place(stored[-1]) is None
    assert sum(map(len, translations._texts.values())) == 2
    later = replace(report_of("2023-03-10"), language="ru", body=RUSSIAN)
    assert translations.place(later) == "2023-03-09"


def test_a_translation_that_was_published_before_is_no_copy_of_what_was_read_first(
    folder: Path, tmp_path: Path
) -> None:
    early = tmp_path / "early.txt"
    title, _, body = TEXTS["2.txt"]
    early.write_text(f"{title}\n\n2023-03-08\n\n{body}\n")
    found = [r for r in extract([folder / "1.txt", early], only="report") if isinstance(r, Report)]
    assert [r.copy_of for r in found] == [None, None]
