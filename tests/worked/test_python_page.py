"""The examples of the page on Python run, and an archive in Python answers as the command line does."""

from __future__ import annotations

import builtins
import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

import detente
from detente.archive import Archive as StoredArchive
from detente.errors import LibraryMissing, UnknownActor
from detente.stories.differences import differences
from detente.wire import plain, record_to_dict
from tests.cli.command_lines import lines
from tests.worked.conftest import ROOT

PAGE = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def archive(samples_archive: Path) -> detente.Archive:
    return detente.open(samples_archive)


def test_the_examples_of_the_page_run_in_order(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    examples = re.findall(r"^```python\n(.*?)^```", PAGE, re.S | re.M)
    names: dict[str, Any] = {}
    for example in examples:
        exec(compile(example, "docs/python.md", "exec"), names)  # noqa: S102 - our own examples
    said = capsys.readouterr().out
    assert f"0 reports, {names['archive'].count('statements')} statements" in said  # the archive knows them all already
    assert "no actor called 'Rusland an der Wolga'" in said
    assert (desk / "rus-usa.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert len(names["threats"]) > 0
    assert names["same"] == archive_events(names["archive"])


def archive_events(opened: detente.Archive) -> list[detente.Event]:
    return opened.events(between=("Russia", "USA"), type="SANCTION", since="2017")


def test_the_package_exports_at_most_twenty_names_in_order_and_each_is_described() -> None:
    assert detente.__all__ == sorted(detente.__all__)
    assert len(detente.__all__) <= 20
    assert dir(detente) == detente.__all__
    for name in detente.__all__:
        assert getattr(detente, name) is not None
        assert f"`{name}`" in PAGE
    with pytest.raises(AttributeError, match="no attribute 'nosuch'"):
        detente.nosuch  # noqa: B018 - the look-up is what is tested


def test_importing_the_package_and_opening_an_archive_loads_no_language_model(samples_archive: Path) -> None:
    code = (
        "import sys, detente\n"
        "assert not {'spacy', 'duckdb', 'pyarrow', 'jinja2'} & sys.modules.keys(), sys.modules.keys()\n"
        f"detente.open({str(samples_archive)!r}).count('events')\n"
        "assert not {'spacy', 'jinja2', 'polars'} & sys.modules.keys()\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize("name", ["reports", "statements", "events", "mentions", "stories", "differences", "ledger"])
def test_every_list_is_what_the_command_prints_and_agrees_with_its_frames(
    archive: detente.Archive, name: str, invoke
) -> None:
    answer = getattr(archive, name)(actor="Sergei Lavrov")
    printed = lines(invoke(name, "--actor", "Sergei Lavrov", "--archive", archive.path).stdout)
    assert [record_to_dict(record) for record in answer] == printed
    table = answer.to_arrow()
    assert table.num_rows == len(answer.to_pandas()) == len(answer.to_polars())
    assert len(set(table["id"].to_pylist())) == len(answer) > 0
    assert list(answer.to_pandas().columns) == answer.to_polars().columns == table.column_names


def test_questions_by_filters_and_by_query_are_the_same(archive: detente.Archive) -> None:
    stored = StoredArchive.open(archive.path)
    q = detente.Query(between=("RUS", "USA"), status="happened", since="2018", limit=7)
    assert archive.events(q) == stored.events(q)
    assert archive.events(
        between=("Russia", "United States"), status="happened", since="2018", limit=7
    ) == stored.events(q)
    assert archive.events(q, limit=2) == stored.events(q)[:2]
    assert archive.differences() == differences(stored)
    with pytest.raises(UnknownActor):
        archive.events(source="nobody of that name")


def test_a_series_has_a_row_for_each_period_and_direction(archive: detente.Archive) -> None:
    frame = archive.series("RUS", "USA", by="year").to_pandas()
    assert set(zip(frame["source"], frame["target"], strict=True)) == {("RUS", "USA"), ("USA", "RUS")}
    assert frame.groupby("start").size().eq(2).all()
    whole = archive.relation("RUS", "USA", by="year").series
    assert frame["count"].sum() == sum(p.count or 0 for line in whole.lines for p in line.points)


def test_many_pairs_outlets_and_who_answer_as_the_commands_do(archive: detente.Archive, invoke) -> None:
    asked: list[tuple[str, Any, tuple[str, ...]]] = [
        ("matrix", archive.matrix("Russia", "USA", since="2017"), ("RUS", "USA", "--since", "2017")),
        ("outlets", archive.outlets("The Scheldt Observer", by="year"), ("The Scheldt Observer", "--by", "year")),
        ("who", archive.who("Makarov", on="2010"), ("Makarov", "--on", "2010")),
    ]
    for name, answer, words in asked:
        where = () if name == "who" else ("--archive", archive.path)
        printed = lines(invoke(name, *words, *where).stdout)
        told = [{key: value for key, value in one.items() if key != "record"} for one in printed]
        assert [plain(one) for one in answer] == told
        assert len(answer) > 0
        assert answer.to_arrow().num_rows >= len(answer)
    assert archive.matrix("USA", "RUS").to_arrow().column_names == [f.name for f in fields(archive.matrix()[0])]
    with pytest.raises(UnknownActor, match="nobody of that name"):
        archive.who("nobody of that name")


def test_without_pandas_or_polars_a_frame_says_what_to_install(
    archive: detente.Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name in {"pandas", "polars"}:
            raise ModuleNotFoundError(name)
        return real(name, *rest, **more)

    answer = archive.events(limit=1)
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(
        LibraryMissing, match=r"pandas is not installed, which to_pandas\(\) needs; run `pip install pandas`"
    ):
        answer.to_pandas()
    with pytest.raises(LibraryMissing, match="polars is not installed"):
        answer.to_polars()


def test_the_brief_of_an_archive_is_that_of_the_function(archive: detente.Archive) -> None:
    assert archive.brief("RUS", "USA") == detente.brief(StoredArchive.open(archive.path), "RUS", "USA")
