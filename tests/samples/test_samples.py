"""The samples hold what their README and its machine-readable twin, planted.json, say they hold."""

import html
import json
import re
from datetime import date, timedelta
from difflib import SequenceMatcher
from functools import cache
from itertools import chain
from pathlib import Path
from typing import TypedDict, cast

import pytest

SAMPLES = Path(__file__).parents[2] / "samples"
TABLE = "wires.jsonl"
KINDS = {
    "near_copy",
    "reprint",
    "wrong_name",
    "differing_figure",
    "differing_date",
    "wording_difference",
    "omission",
    "denial_against_claim",
    "hearsay_chain",
    "interview",
    "prediction",
    "red_line",
    "threat_with_condition",
}
COPY_FLOOR = 0.8  # words in common order: the three copies lie above 0.9, other pairs on one event below 0.25


class Outlet(TypedDict):
    name: str
    folder: str
    invented: bool


class Event(TypedDict):
    name: str
    first_day: str
    last_day: str
    files: list[str]


class Passage(TypedDict):
    file: str
    text: str


class Plant(TypedDict, total=False):
    kind: str
    outcome: str
    passages: list[Passage]
    absent: list[Passage]


class Planted(TypedDict):
    outlets: list[Outlet]
    events: list[Event]
    plants: list[Plant]


@cache
def planted() -> Planted:
    return cast(Planted, json.loads((SAMPLES / "planted.json").read_text(encoding="utf-8")))


@cache
def rows() -> dict[str, dict[str, str]]:
    lines = (SAMPLES / TABLE).read_text(encoding="utf-8").splitlines()
    return {f"{TABLE}#{row['id']}": row for row in map(json.loads, lines)}


@cache
def reports() -> tuple[str, ...]:
    """Names every report in the folder: its path, or the table's name with ``#id``."""
    files = (path for path in SAMPLES.glob("*/*") if path.suffix in {".html", ".txt", ".md"})
    return (*sorted(str(path.relative_to(SAMPLES)) for path in files), *rows())


@cache
def words_of(name: str) -> str:
    """Gives a report's visible text: a page without its head, scripts and tags, a row's title and text."""
    if name in rows():
        return f"{rows()[name]['title']}\n{rows()[name]['text']}"
    raw = (SAMPLES / name).read_bytes()
    text = raw.decode("cp1251" if b"charset=windows-1251" in raw else "utf-8")
    if not name.endswith(".html"):
        return text
    body = re.sub(r"<(head|script|style)\b.*?</\1>", "", text, flags=re.DOTALL)
    return html.unescape(re.sub(r"<[^>]+>", "", body))


def likeness(one: str, other: str) -> float:
    """Says which share of the shorter report's long lines stands in the other in the same order, word by word."""
    left, right = (
        [word for line in words_of(name).splitlines() if len(line.split()) > 20 for word in line.split()]
        for name in (one, other)
    )
    blocks = SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) / min(len(left), len(right))


def plants_of(kind: str) -> list[Plant]:
    return [plant for plant in planted()["plants"] if plant["kind"] == kind]


def test_there_are_at_least_36_reports_by_five_outlets_on_nine_events() -> None:
    assert len(reports()) >= 36
    assert len(planted()["outlets"]) == 5
    assert len(planted()["events"]) >= 9


def test_at_least_nine_events_are_told_by_several_outlets() -> None:
    tellers = [{re.split(r"[/-]", name.split("#")[-1])[0] for name in event["files"]} for event in planted()["events"]]
    assert sum(len(outlets) >= 2 for outlets in tellers) >= 9


def test_pages_texts_and_the_table_each_hold_a_fair_share() -> None:
    suffixes = [Path(name).suffix for name in reports() if name not in rows()]
    assert suffixes.count(".html") >= 20
    assert suffixes.count(".txt") >= 12
    assert len(rows()) >= 4


def test_every_event_lists_existing_reports_and_every_report_belongs_to_one_event() -> None:
    listed = list(chain.from_iterable(event["files"] for event in planted()["events"]))
    assert sorted(listed) == sorted(reports())


def test_every_report_comes_from_one_of_the_five_outlets() -> None:
    folders = {outlet["folder"] for outlet in planted()["outlets"]}
    names = {outlet["name"] for outlet in planted()["outlets"]}
    assert {name.split("/")[0] for name in reports() if name not in rows()} == folders
    assert {row["outlet"] for row in rows().values()} <= names


def test_no_report_is_older_than_its_event_or_more_than_a_week_younger() -> None:
    for event in planted()["events"]:
        first, last = date.fromisoformat(event["first_day"]), date.fromisoformat(event["last_day"])
        for name in event["files"]:
            day = rows()[name]["published"][:10] if name in rows() else Path(name).name[:10]
            assert first <= date.fromisoformat(day) <= last + timedelta(days=7)


@pytest.mark.parametrize("name", reports())
def test_a_report_runs_to_between_150_and_550_words_of_prose(name: str) -> None:
    prose = [line for line in words_of(name).splitlines() if len(line.split()) > 9]
    assert 150 <= sum(len(line.split()) for line in prose) <= 550


@pytest.mark.parametrize("plant", planted()["plants"], ids=lambda plant: plant["kind"])
def test_every_planted_passage_stands_in_its_report(plant: Plant) -> None:
    missing = [each for each in plant["passages"] if each["text"] not in words_of(each["file"])]
    assert plant["passages"]
    assert missing == []


def test_every_kind_of_plant_is_there_and_in_the_readme_with_its_reports() -> None:
    readme = (SAMPLES / "README.md").read_text(encoding="utf-8")
    assert {plant["kind"] for plant in planted()["plants"]} == KINDS
    for plant in planted()["plants"]:
        assert f"`{plant['kind']}`" in readme
        for each in plant["passages"]:
            assert each["file"].split("#")[-1] in readme


def test_the_three_predictions_have_the_three_outcomes() -> None:
    outcomes = sorted(plant["outcome"] for plant in plants_of("prediction"))
    assert outcomes == ["came true", "did not come true", "open"]


def test_an_omission_is_in_the_other_outlets_and_not_in_the_one_that_leaves_it_out() -> None:
    for plant in plants_of("omission"):
        assert plant["absent"]
        for each in plant["absent"]:
            assert each["text"] not in words_of(each["file"])
            assert any(each["text"] in passage["text"] for passage in plant["passages"])


def test_copies_share_their_words_and_reprints_differ_only_in_the_headline() -> None:
    for plant in (*plants_of("near_copy"), *plants_of("reprint")):
        first, second = (passage["file"] for passage in plant["passages"])
        assert likeness(first, second) >= COPY_FLOOR
    ((original, reprint),) = [[each["file"] for each in plant["passages"]] for plant in plants_of("reprint")]
    assert likeness(original, reprint) == 1.0
    assert plants_of("reprint")[0]["passages"][1]["text"] not in words_of(original)


def test_reports_of_one_event_that_are_no_copies_are_worded_on_their_own() -> None:
    copies = [
        {passage["file"] for passage in plant["passages"]} for plant in (*plants_of("near_copy"), *plants_of("reprint"))
    ]
    for event in planted()["events"]:
        for place, one in enumerate(event["files"]):
            for other in event["files"][place + 1 :]:
                assert {one, other} in copies or likeness(one, other) < COPY_FLOOR


def test_the_readme_says_what_is_invented_what_is_real_and_who_may_use_it() -> None:
    readme = (SAMPLES / "README.md").read_text(encoding="utf-8")
    for words in ("invented", "are real", "paraphrases", "Apache-2.0"):
        assert words in readme
    assert all(outlet["name"] in readme for outlet in planted()["outlets"])
