"""--codebook: a user's file is checked with all faults at once, and used where events are coded."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from detente.cli import main

GOOD = """
[[type]]
name = "TWIN"
quad = "verbal cooperation"
cameo = "050"
score = 1.0
definition = "Two towns become partners."

[[verb]]
type = "TWIN"
lemmas = ["befriend"]

[[example]]
type = "TWIN"
sentences = ["[S Lyon] became a twin town of [T Porto].", "[S Cork] befriended [T Basel]."]
"""
BAD = """
drop = ["ASSAULT/verb/invad#3"]
[[verb]]
type = "ASAULT"
lemmas = ["zap"]

[[mode]]
type = "ACCUSE"
name = "gossip"
cameo = "110"
definition = "Talk."

[[example]]
type = "ACCUSE"
status = "hapened"
sentences = ["Peru blamed [T Chile].", "[S Peru] blamed [S Chile]."]
[[vreb]]
lemmas = ["x"]
"""


def _file(folder: Path, text: str) -> Path:
    path = folder / "mine.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_bad_file_is_told_with_all_faults_each_with_its_line(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["check", "--codebook", str(_file(tmp_path, BAD))])
    assert result.exit_code == 2
    for words in (
        "verb 1 (zap), line 3: unknown type 'ASAULT' (near: ASSAULT",
        "mode 1 (gossip), line 7: score is missing; give it a number from -10 to 10",
        "example 1, line 13: unknown status 'hapened'",
        "sentence 1 ('Peru blamed [T Chile].'): no source; mark who acts",
        "sentence 2 ('[S Peru] blamed [S Chile].'): [S ...] stands twice",
        "unknown table 'vreb'",
        "no shipped frame is called 'ASSAULT/verb/invad#3' (near: ASSAULT/verb/invade#",
        "7 faults",
    ):
        assert words in result.stderr


def test_a_file_that_is_no_toml_is_one_fault_with_its_line(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["check", "--codebook", str(_file(tmp_path, "[[verb]\n"))])
    assert result.exit_code == 2
    assert "is not TOML" in result.stderr
    assert "line" in result.stderr


def test_a_missing_file_is_a_fault(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["check", "--codebook", str(tmp_path / "none.toml")])
    assert result.exit_code == 2
    assert "cannot be read" in result.stderr


def test_a_sound_file_is_told_with_what_it_adds(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["check", "--codebook", str(_file(tmp_path, GOOD))])
    assert result.exit_code == 0
    adds = json.loads(result.stdout)["adds"]
    assert (adds["types"], adds["verb frames"], adds["example sentences"]) == (1, 1, 2)


@pytest.mark.parametrize("by", ["option", "variable"])
def test_coding_uses_a_users_codebook(tmp_path: Path, by: str) -> None:
    path = str(_file(tmp_path, GOOD))
    task = json.dumps({"id": 1, "sentence": "Japan befriended Syria.", "source": [0, 5], "target": [17, 22]})
    arguments, env = (["--codebook", path], {}) if by == "option" else ([], {"DETENTE_CODEBOOK": path})
    result = CliRunner().invoke(main, ["code", "--like", "words", *arguments], input=task, env=env)
    assert json.loads(result.stdout)["type"] == "TWIN"


def test_extracting_uses_a_users_codebook(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text("Towns\n\nJapan befriended Syria on Monday, the ministry said in Tokyo.\n", encoding="utf-8")
    path = str(_file(tmp_path, GOOD))
    result = CliRunner().invoke(main, ["extract", "--only", "event", "--codebook", path, str(report)])
    assert [json.loads(line)["type"] for line in result.stdout.splitlines()] == ["TWIN"]


def test_extracting_with_a_bad_codebook_stops_before_work_starts(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text("Japan met Syria.\n", encoding="utf-8")
    path = str(_file(tmp_path, BAD))
    result = CliRunner().invoke(main, ["extract", "--codebook", path, str(report)])
    assert result.exit_code == 2
    assert "unknown type 'ASAULT'" in result.stderr
    assert result.stdout == ""
