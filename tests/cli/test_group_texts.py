"""``detente group``: a line for each text, under the ids that were given."""

from __future__ import annotations

import json

import pytest

from tests.cli.command_lines import is_one_line, lines

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
