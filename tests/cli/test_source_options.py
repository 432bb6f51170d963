"""The options that say how sources are read: --map, --fetch, --allow-private, --delay."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.command_lines import is_one_line, lines
from tests.intake.made import BODY, page
from tests.intake.web import served


def reports(done) -> list[dict[str, object]]:
    return [record for record in lines(done.stdout) if record["record"] == "report"]


def test_columns_are_named_by_hand(invoke, tmp_path: Path) -> None:
    (tmp_path / "wires.csv").write_text(f"headline_en,story\nTalks begin,{BODY.splitlines()[0]!r}\n".replace("'", '"'))
    done = invoke(
        "extract", "--only", "report", "--map", "title=headline_en", "--map", "text = story", tmp_path / "wires.csv"
    )
    assert done.exit_code == 0, done.stderr
    assert [one["title"] for one in reports(done)] == ["Talks begin"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("headline", "--map 'headline' names no field and column; write title=headline"),
        ("=headline", "--map '=headline' names no field and column; write title=headline"),
        ("headline=title", "no field called 'headline'; give one of title, text, url"),
    ],
)
@pytest.mark.parametrize("command", [("extract",), ("read", "--archive", "a"), ("brief", "RUS", "USA")])
def test_a_map_that_names_no_field_is_refused_in_one_line(
    invoke, tmp_path: Path, command: tuple[str, ...], given: str, said: str
) -> None:
    (tmp_path / "report.txt").write_text(f"Talks begin\n\n{BODY}")
    done = invoke(*command, "--map", given, tmp_path / "report.txt")
    assert done.exit_code == 2
    assert is_one_line(done.stderr, said)


@pytest.mark.usefixtures("plain_language")
def test_an_address_is_read_into_an_archive(invoke, tmp_path: Path) -> None:
    with served() as site:
        url = site.give("/talks", page())
        refused = invoke("read", url, "--archive", tmp_path / "a")
        assert refused.exit_code == 1
        assert "allow that with --allow-private" in refused.stderr
        done = invoke("read", url, "--allow-private", "--delay", "0", "--archive", tmp_path / "a")
    assert done.exit_code == 0, done.stderr
    assert json.loads(done.stdout)["read"] == 1


def test_the_pages_of_a_list_are_fetched_when_asked_for(invoke, tmp_path: Path) -> None:
    with served() as site:
        (tmp_path / "list.txt").write_text(site.give("/talks", page()) + "\n")
        done = invoke("extract", "--only", "report", tmp_path / "list.txt")
        assert is_one_line(done.stderr, "an address without a text; add --fetch to read the pages")
        assert site.asked == []
        options = ("--fetch", "--allow-private", "--delay", "0")
        done = invoke("extract", "--only", "report", *options, tmp_path / "list.txt")
    assert [one["body"] for one in reports(done)] == [BODY]
