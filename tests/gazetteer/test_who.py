from __future__ import annotations

import json

import pytest
from click import Command
from click.testing import CliRunner

from detente.cli.who import who
from detente.errors import BadDate, UnknownActor


def test_who_is_a_command_with_an_example_in_its_help() -> None:
    assert isinstance(who, Command)
    result = CliRunner().invoke(who, ["--help"])
    assert result.exit_code == 0
    assert 'detente who "the Russian defense minister" --on 2017-02-16' in result.output


def test_piped_answers_are_json_lines() -> None:
    result = CliRunner().invoke(who, ["the Russian defense minister", "--on", "2017-02-16"])
    assert result.exit_code == 0
    (line,) = result.output.splitlines()
    answer = json.loads(line)
    assert answer["name"] == "Sergei Shoigu"
    assert answer["actor"]["country"] == "RUS"
    assert answer["spells"][0]["start"] == "2012-11-06"


def test_there_are_at_most_as_many_answers_as_asked_for() -> None:
    result = CliRunner().invoke(who, ["Ivanov", "--limit", "2", "--json"])
    assert len(result.output.splitlines()) == 2


def test_a_terminal_gets_a_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("detente.cli.who._on_terminal", lambda: True)
    result = CliRunner().invoke(who, ["Makarov", "--on", "2010"])
    assert result.exit_code == 0
    assert "Nikolai" in result.output
    assert "2008-06-03" in result.output
    assert "{" not in result.output


def test_nobody_is_an_error_that_offers_near_names() -> None:
    result = CliRunner().invoke(who, ["Rassia"])
    assert isinstance(result.exception, UnknownActor)
    assert "Russia" in result.exception.near


def test_a_bad_date_is_an_error() -> None:
    result = CliRunner().invoke(who, ["Putin", "--on", "soon"])
    assert isinstance(result.exception, BadDate)
