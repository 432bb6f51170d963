"""What the page on the brief says is so."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from detente.archive import Archive
from detente.records import Records
from detente.relations.quads import CONFLICT
from detente.show import brief, compose, coverage, page, proofs, render, state
from tests.show.corpus import RUS, USA, corpus
from tests.show.press import Press, Who

DOCS = Path(__file__).parents[2] / "docs" / "brief.md"
TEXT = DOCS.read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    found = re.findall(r"^```(\w*)\n(.*?)^```", TEXT, re.S | re.M)
    return [text for name, text in found if name == language]


def archive(path: Path) -> Archive:
    made, press = Archive.open(path, create=True), corpus()
    with made.writer() as writer:
        writer.write(
            [
                Records(
                    report=r,
                    mentions=tuple(m for m in press._mentions if m.report == r.id),
                    statements=tuple(s for s in press._statements if s.report == r.id),
                    events=tuple(e for e in press._events if e.report == r.id),
                )
                for r in press._reports
            ]
        )
    return made


def test_the_python_example_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    archive(tmp_path / "detente-archive")
    monkeypatch.chdir(tmp_path)
    (example,) = blocks("python")
    exec(compile(example, str(DOCS), "exec"), {})  # noqa: S102 - our own example
    assert capsys.readouterr().out == "13 reports, 14 deeds\n"
    assert (tmp_path / "russia-usa.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_the_specification_can_be_taken_out_of_the_page_as_shown(tmp_path: Path, who: Who) -> None:
    file = tmp_path / "russia-usa.html"
    file.write_text(page(brief(corpus(), "RUS", "USA", gazetteer=who)), encoding="utf-8")
    (line,) = [row for block in blocks("") for row in block.splitlines() if row.startswith("python -c")]
    code = line.removeprefix('python -c "').rsplit('" russia', 1)[0].replace('\\"', '"')
    done = subprocess.run([sys.executable, "-X", "utf8", "-c", code, str(file)], capture_output=True, check=True)
    assert "vega-lite" in json.loads(done.stdout)["$schema"]


def test_the_example_by_hand_is_right(who: Who) -> None:
    press = Press()
    r = press.report("X", "2018-01-10", "t", "Russia met the United States, accused it and expelled its diplomats.")
    kinds = ["CONSULT", "ACCUSE", "SANCTION"]
    for kind in kinds:
        press.does(r, RUS, kind, USA, r.body, when="2018-01-09")
    point = brief(press, "RUS", "USA", gazetteer=who).series.lines[0].points[0]
    assert (point.count, point.conflict, point.total, point.negative) == (3, 2, -6.5, -9)
    assert (round(point.share, 2), round(point.mean, 1)) == (0.67, -2.2)
    assert "sum = 2.5 − 3 − 6 = −6.5, mean = −6.5/3 = −2.2, negative sum = −3 − 6 = −9" in TEXT


def test_the_figures_named_are_those_of_the_code() -> None:
    said = " ".join(TEXT.split())
    assert f"latest {compose.LINES} lines" in said
    assert f"at least {state.ENOUGH} dated deeds" in said
    assert f"({proofs.MOST_PROOFS} are shown" in said
    assert f"cut {proofs._KEPT} characters" in said
    assert f"up to {compose._LAG} days before" in said
    assert (render._UNFOLDED, render._SPEAKERS, render._LINES) == (6, 10, 10)
    assert "folded after six, speakers of one side" in said
    assert "after ten" in said
    *days, last = coverage._SHORTEST.values()
    assert f"at least {', '.join(map(str, days))} or {last} days" in said
    listed = re.search(r"Conflict types are PLOVER's (.*?); the others", said)
    assert listed is not None
    assert set(re.findall(r"[A-Z]{3,}", listed[1])) == CONFLICT
