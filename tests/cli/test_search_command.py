"""``detente search``, and ``--text`` of the commands that ask."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from detente.archive import Archive, Query
from tests.archive.made_records import made_records
from tests.cli.command_lines import is_one_line, lines

DOCS = Path(__file__).parents[2] / "docs" / "search.md"


@pytest.fixture(scope="module")
def searched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = Archive.open(tmp_path_factory.mktemp("searched") / "relations", create=True)
    with made.writer() as writer:
        writer.write(made_records(3, 12))
    return Path(made.path)


def test_hits_are_lines_with_their_sentence_and_source(invoke, searched: Path) -> None:
    done = invoke("search", "treaty OR sanctions", "--archive", searched, "--limit", 2)
    assert done.exit_code == 0
    hits = lines(done.stdout)
    assert [hit["kind"] for hit in hits] == ["statements"] * 2 + ["events"] * 2 + ["reports"] * 2
    bodies = {r.id: r.body for r in Archive.open(searched).reports()}
    for hit in hits:
        start, end = hit["passage"]
        assert hit["record"] == "hit"
        assert bodies[hit["report"]][start:end] == hit["text"]


def test_filters_narrow_a_search_and_kinds_can_be_chosen(invoke, searched: Path) -> None:
    done = invoke("search", "moscow", "--in", "statements", "--actor", "RUS", "--limit", 500, "--archive", searched)
    wanted = Archive.open(searched).statements(Query(text="moscow", actor="RUS"))
    assert {hit["id"] for hit in lines(done.stdout)} == {s.id for s in wanted}


def test_a_search_that_cannot_be_read_is_one_line_with_the_mend(invoke, searched: Path) -> None:
    for command in (["search", '"open'], ["events", "--text", '"open']):
        done = invoke(*command, "--archive", searched)
        assert done.exit_code == 2
        assert is_one_line(done.stderr, "quotation mark that is not closed", "a begin*")
    done = invoke("search", "--archive", searched)
    assert done.exit_code == 2
    assert is_one_line(done.stderr, "no words to look for")


def test_without_the_extra_every_search_says_so_and_goes_on(
    invoke, searched: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("detente.archive.search_upkeep.installed", lambda: False)
    for command in (["search", "moscow"], ["statements", "--text", "moscow"]):
        done = invoke(*command, "--archive", searched)
        assert done.exit_code == 0
        assert lines(done.stdout)
        assert is_one_line(done.stderr, "tantivy is not installed", "pip install 'detente[search]'")


def test_mending_makes_the_index_and_check_says_how_it_stands(invoke, searched: Path, tmp_path: Path) -> None:
    place = tmp_path / "copy"
    shutil.copytree(searched, place)
    shutil.rmtree(place / "search")
    before = json.loads(invoke("check", "--archive", place).stdout)["archive"]["search"]
    assert before["kind"] == "none"
    done = invoke("search", "--mend", "--archive", place)
    assert is_one_line(done.stderr, "the word index has all")
    after = json.loads(invoke("check", "--archive", place).stdout)["archive"]["search"]
    assert (after["kind"], after["lacking"], after["rows"]) == ("ready", 0, before["wanted"])


def test_meaning_looks_for_statements_alone(invoke, searched: Path) -> None:
    done = invoke("search", "--meaning", "talks on arms", "--archive", searched, "--limit", 3, "--vectors", 5)
    assert done.exit_code == 0
    assert {hit["kind"] for hit in lines(done.stdout)} == {"statements"}
    assert is_one_line(done.stderr, "statements have no vector yet")
    done = invoke("search", "--meaning", "talks", "--in", "events", "--archive", searched)
    assert is_one_line(done.stderr, "--meaning looks for statements alone")


def test_the_python_example_of_the_page_runs(searched: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    monkeypatch.chdir(searched.parent)
    (example,) = re.findall(r"^```python\n(.*?)^```", DOCS.read_text(encoding="utf-8"), re.S | re.M)
    exec(compile(example, str(DOCS), "exec"), {})  # noqa: S102 - our own example
    assert " of " in capsys.readouterr().out
