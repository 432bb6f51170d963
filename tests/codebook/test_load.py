"""Loading a codebook: a user's file adds, replaces and drops; a bad one is refused with all its faults."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from detente.codebook import Codebook
from detente.errors import CodebookError


def _file(folder: Path, text: str) -> Path:
    path = folder / "mine.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_importing_reads_no_file() -> None:
    code = "import detente.codebook.book as b; assert b._standard.cache_info().currsize == 0"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_shipped_codebook_is_read_once() -> None:
    assert Codebook.load() is Codebook.load()


def test_a_user_adds_a_type_with_mode_and_frames(tmp_path: Path) -> None:
    path = _file(
        tmp_path,
        """
[[type]]
name = "TWIN"
quad = "verbal cooperation"
cameo = "050"
score = 1.0
definition = "Two towns become partners."
[[mode]]
type = "TWIN"
name = "town"
cameo = "051"
score = 1.5
definition = "Towns."
[words]
places = ["town", "city"]
[[verb]]
type = "TWIN"
lemmas = ["twin", "pair"]
objects = ["@places"]
preposition = ["with", "to"]
mode = "town"
""",
    )
    book = Codebook.load(path)
    frames = book.verbs["twin"]
    assert [f.preposition for f in frames] == ["with", "to"]
    assert frames[0].name == "TWIN/verb/twin with#1"
    assert frames[0].objects == frozenset({"town", "city"})
    assert (frames[0].mode, frames[0].cameo, frames[0].score, frames[0].goldstein) == ("town", "051", 1.5, 3.4)
    assert "TWIN" not in Codebook.load().types


def test_a_users_frame_comes_before_the_shipped_one_that_asks_as_much(tmp_path: Path) -> None:
    path = _file(tmp_path, '[[verb]]\ntype = "REJECT"\nlemmas = ["invade"]\n')
    assert [f.type for f in Codebook.load(path).verbs["invade"]] == ["REJECT", "ASSAULT"]


def test_a_users_frames_change_no_shipped_frames_name(tmp_path: Path) -> None:
    path = _file(tmp_path, '[[verb]]\ntype = "ASSAULT"\nlemmas = ["zap"]\n')
    names = {frame.name for frame in Codebook.load(path).frames()}
    assert {frame.name for frame in Codebook.load().frames()} <= names


def test_a_user_replaces_cues_operators_lists_and_issues(tmp_path: Path) -> None:
    path = _file(
        tmp_path,
        """
[words]
truces = ["lull"]
[[cue]]
lemmas = ["say"]
pos = "verb"
acts = ["promise"]
[[operator]]
lemmas = ["refuse"]
pos = "verb"
status = "planned"
[[issue]]
code = "syria"
label = "Syria"
phrases = ["levant"]
""",
    )
    book = Codebook.load(path)
    said = book.cue("say", "verb")
    assert said is not None
    assert said.acts == ("promise",)
    assert book.operators("refuse", "verb") == "planned"
    assert book.issues_in("Syria and the Levant") == ("syria",)
    assert book.issues_in("Syria") == ()
    assert any(f.objects == frozenset({"lull"}) for f in book.verbs["observe"])


def test_a_user_drops_a_frame_by_name(tmp_path: Path) -> None:
    name = Codebook.load().verbs["invade"][0].name
    path = _file(tmp_path, f'drop = ["{name}"]\n')
    assert "invade" not in Codebook.load(path).verbs


def test_dropping_an_unknown_frame_is_a_fault(tmp_path: Path) -> None:
    path = _file(tmp_path, 'drop = ["ASSAULT/verb/tickle#1"]\n')
    with pytest.raises(CodebookError, match="no shipped frame is called 'ASSAULT/verb/tickle#1'"):
        Codebook.load(path)


def test_all_faults_of_a_file_come_together(tmp_path: Path) -> None:
    path = _file(
        tmp_path,
        """
[[verb]]
type = "ASAULT"
lemmas = ["attack"]
[[verb]]
type = "ASSAULT"
lemmas = ["attack"]
mode = "dron"
[[verb]]
type = "ASSAULT"
lemmas = ["attack"]
cameo = "9999"
[[verb]]
type = "ASSAULT"
lemmas = ["attack"]
objekts = ["base"]
[[verb]]
type = "ASSAULT"
lemmas = ["attack"]
objects = ["@trops"]
target = ["objct"]
[[verb]]
type = "ASSAULT"
[[operator]]
lemmas = ["hope"]
pos = "verb"
status = "wished"
[[cue]]
lemmas = ["say"]
pos = "verb"
acts = ["boast"]
[[type]]
name = "NEW"
quad = "sideways"
cameo = "010"
score = 11
definition = "x"
[[verbs]]
lemmas = ["x"]
""",
    )
    with pytest.raises(CodebookError) as caught:
        Codebook.load(path)
    faults = "\n".join(caught.value.faults)
    for words in (
        "unknown type 'ASAULT' (near: ASSAULT",
        "unknown mode 'dron' of ASSAULT (near: drone",
        "unknown CAMEO code '9999'",
        "unknown key 'objekts' (near: objects",
        "unknown word list '@trops' (near: troops",
        "unknown place 'objct' in target",
        "lemmas is missing",
        "unknown status 'wished'",
        "unknown acts 'boast'",
        "score must be a number from -10 to 10",
        "unknown table 'verbs'",
    ):
        assert words in faults
    assert "mine.toml: verb 1 (attack)" in faults
    assert str(path) in str(caught.value)


@pytest.mark.parametrize("content", [b"[[verb]\n", b"\xff\xfe\x00"])
def test_a_file_that_is_no_toml_is_one_clear_fault(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "mine.toml"
    path.write_bytes(content)
    with pytest.raises(CodebookError) as caught:
        Codebook.load(path)
    assert len(caught.value.faults) == 1


def test_a_missing_file_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match="cannot be read"):
        Codebook.load(tmp_path / "none.toml")
