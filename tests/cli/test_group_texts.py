"""``detente group``: a line for each text, under the ids that were given."""

from __future__ import annotations

import errno
import json

import pytest

from tests.cli.command_lines import is_one_line, lines
from tests.stories.test_translations import ENGLISH, SPANISH

BODY = (
    "The ministers met in Vienna on Tuesday and agreed on nothing, officials of both sides told reporters afterwards."
)


def given(*texts: dict[str, object]) -> str:
    return "".join(json.dumps(text) + "\n" for text in texts)


def test_copies_share_the_story_of_their_source_and_others_have_their_own(run) -> None:
    texts = given(
        {"id": 7, "title": "Vienna", "text": BODY, "published": "2021-04-05"},
        {"id": "b", "text": "A storm cut power to forty villages on the coast overnight.", "published": None},
        {"id": "a", "text": BODY.upper(), "published": "2021-04-04T10:00+03:00", "outlet": "Ladoga"},
        {"id": "empty"},
    )
    done = run("group", input=texts + "\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert lines(done.stdout) == [
        {"id": 7, "story": "a", "copy_of": "a"},
        {"id": "b", "story": "b", "copy_of": None},
        {"id": "a", "story": "a", "copy_of": None},
        {"id": "empty", "story": "empty", "copy_of": None},
    ]


def test_a_file_may_be_named_and_may_be_empty(run, tmp_path) -> None:
    (tmp_path / "none.jsonl").write_text("")
    assert run("group", "none.jsonl").stdout == ""
    (tmp_path / "one.jsonl").write_text(given({"id": "a", "text": BODY}))
    assert lines(run("group", "one.jsonl").stdout) == [{"id": "a", "story": "a", "copy_of": None}]


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("{", ["line 2 is no JSON object", "one text a line"]),
        ("[1]", ["line 2 is no JSON object"]),
        ('{"text": "x"}', ["line 2 has no id"]),
        ('{"id": true, "text": "x"}', ["line 2 has no id"]),
        ('{"id": 1, "text": 5}', ["line 2: 'text' is no string"]),
        ('{"id": 1, "text": "x", "published": 2017}', ["line 2: 'published' is no string"]),
    ],
)
def test_a_line_that_is_no_text_is_told_before_anything_is_printed(run, line: str, parts: list[str]) -> None:
    done = run("group", input=given({"id": "a", "text": BODY}) + line + "\n")
    assert done.returncode == 2
    assert done.stdout == ""
    assert is_one_line(done.stderr, *parts)


def test_translations_and_their_copies_point_at_what_was_translated_where_languages_are_given(run) -> None:
    texts = [
        {"id": "en", "text": ENGLISH, "published": "2023-03-09", "language": "en"},
        {"id": "es", "text": SPANISH, "published": "2023-03-10", "language": "es"},
        {"id": "again", "text": SPANISH, "published": "2023-03-11", "language": "es"},
    ]
    done = run("group", input=given(*texts))
    assert [line["copy_of"] for line in lines(done.stdout)] == [None, "en", "en"]
    done = run("group", input=given(*({**text, "language": None} for text in texts)))
    assert [line["copy_of"] for line in lines(done.stdout)] == [None, None, "es"]


def test_every_bad_line_is_told_at_once_and_may_be_left_out(run) -> None:
    good = given({"id": "a", "text": BODY}, {"id": "b", "text": BODY, "title": "T"})
    texts = f'{good}{{\n{{"text": 1}}\n{{"id": 5, "text": 7}}\n' + given({"id": "c", "text": BODY})
    done = run("group", input=texts)
    assert (done.returncode, done.stdout) == (2, "")
    assert is_one_line(done.stderr, "line 3 is no JSON", "line 4 has no id", "line 5: 'text' is no string")
    done = run("group", "--skip-bad", input=texts)
    assert done.returncode == 1
    assert [(line["id"], line["copy_of"]) for line in lines(done.stdout)] == [("a", None), ("b", "a"), ("c", "a")]
    assert [told.split(": ")[1][:6] for told in done.stderr.splitlines()] == ["line 3", "line 4", "line 5"]


def test_an_id_that_two_texts_have_is_told(run) -> None:
    done = run("group", input=given({"id": 1, "text": BODY}, {"id": 1, "text": "x"}, {"id": "1", "text": "y"}))
    assert done.returncode == 0
    assert [line["id"] for line in lines(done.stdout)] == [1, 1, "1"]
    assert is_one_line(done.stderr, "1 ids stand at more than one text (1)")


def test_texts_that_cannot_be_kept_are_one_line(invoke, tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object, **_options: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("detente.stories.texts.stories_of", full)
    (tmp_path / "one.jsonl").write_text(given({"id": 1, "text": BODY}))
    done = invoke("group", str(tmp_path / "one.jsonl"))
    assert done.exit_code == 2
    assert is_one_line(done.stderr, "No space left on device", "TMPDIR")
