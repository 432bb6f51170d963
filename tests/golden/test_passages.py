from __future__ import annotations

import pytest

from detente.language import Reader
from detente.records import Content, Cue, Date, Party, Records, Statement
from tests.golden.passages import Tally, fold, load, report, score, table

# What the reader has reached, in percent: less is a step back.
ALL_RIGHT = 90
# The least for any one kind: of few items, one wrong costs much.
KIND_RIGHT = 75


@pytest.fixture(scope="module")
def tallies() -> dict[str, Tally]:
    return score(Reader())


def test_nine_of_ten_items_of_the_golden_passages_are_wholly_right(tallies: dict[str, Tally]) -> None:
    items, right = sum(t.items for t in tallies.values()), sum(t.right for t in tallies.values())
    assert 100 * right / items >= ALL_RIGHT, table(tallies)


def test_no_kind_of_passage_falls_behind(tallies: dict[str, Tally]) -> None:
    assert {k: t.wrong for k, t in tallies.items() if 100 * t.right / t.items < KIND_RIGHT} == {}


def test_there_are_eighty_passages_or_more_of_many_kinds(tallies: dict[str, Tally]) -> None:
    assert len(load()) >= 80
    assert len(tallies) >= 12


def test_every_expected_content_stands_in_its_passage() -> None:
    for passage in load():
        for wanted in passage.get("statements", []):
            assert set(fold(wanted["says"]).split()) <= set(fold(passage["text"]).split()), wanted["says"]
        for wanted in passage.get("mentions", []):
            assert wanted["text"] in passage["text"]


def test_a_wrong_speaker_country_or_kind_costs_the_item() -> None:
    passage = {"on": "2020-01-01", "text": "Norway said that it would wait."}
    statement = Statement(
        id="s1", report="r1", kind="indirect", form="prose", speaker=Party(name="Norway", country="NOR", text="Norway"),
        cue=Cue(), content=Content(text="it would wait", spans=((17, 30),)), said=Date(), passage=(0, 31), rule="test",
        reader="test", version="1",
    )  # fmt: skip
    records = Records(report=report(passage), statements=(statement,))
    right = {"who": "Norway", "country": "NOR", "kind": "indirect", "says": "it would wait"}
    wrong = ({"country": "SWE"}, {"kind": "direct"}, {"who": "Sweden"}, {"acts": ["threat"]}, {"says": "no such words"})
    assert score_one(right, records) == (1, 1)
    assert [score_one({**right, **change}, records) for change in wrong] == [(1, 0)] * 5


def score_one(wanted: dict[str, object], records: Records) -> tuple[int, int]:
    tally = Tally()
    tally.statement(wanted, records)
    return tally.items, tally.right
