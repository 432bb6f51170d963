from __future__ import annotations

import json
from pathlib import Path

import pytest
from click import Command
from click.testing import CliRunner

from detente.cli.who import who
from detente.errors import BadDate, UnknownActor, UsageError


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


def test_an_organisation_comes_with_its_members_of_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    result = CliRunner().invoke(who, ["NATO", "--on", "2003-01-01"])
    (answer,) = map(json.loads, result.output.splitlines())
    members = {one["id"] for one in answer["members"]}
    assert "POL" in members
    assert "EST" not in members
    monkeypatch.setattr("detente.cli.who._on_terminal", lambda: True)
    shown = CliRunner().invoke(who, ["NATO", "--on", "2003-01-01"]).output
    assert "19 members" in shown


def test_own_rows_are_given_by_option_or_environment(tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text("kind,name,country,role,start\nperson,Petra Neuling,RUS,defence_minister,2017\n", encoding="utf-8")
    asked = ["the Russian defense minister", "--on", "2017-02-16"]
    by_option = CliRunner().invoke(who, [*asked, "--gazetteer", str(own)])
    by_environment = CliRunner().invoke(who, asked, env={"DETENTE_GAZETTEER": str(own)})
    assert json.loads(by_option.output)["name"] == "Petra Neuling"
    assert by_option.output == by_environment.output


def test_all_faults_of_own_rows_are_told_at_once(tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text("kind,name,start\nplanet,Mars,\nstate,Utopia,soon\n", encoding="utf-8")
    result = CliRunner().invoke(who, ["Utopia", "--gazetteer", str(own)])
    assert isinstance(result.exception, UsageError)
    assert "line 2" in str(result.exception)
    assert "line 3" in str(result.exception)


def test_nobody_is_an_error_that_offers_near_names() -> None:
    result = CliRunner().invoke(who, ["Rassia"])
    assert isinstance(result.exception, UnknownActor)
    assert "Russia" in result.exception.near


def test_a_bad_date_is_an_error() -> None:
    result = CliRunner().invoke(who, ["Putin", "--on", "soon"])
    assert isinstance(result.exception, BadDate)
