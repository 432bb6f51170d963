"""The golden stories, and what is claimed of the samples, read and labelled by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from detente.archive import Archive
from detente.language import Reader
from detente.records import Difference, Part, Telling
from detente.stories.differences import differences
from tests.conftest import LONG as IN_FULL
from tests.golden.differences_told import LONG, WIRE, WIRE_2, WIRE_3, Score, claimed, load, reports, score

LABELS = Path(__file__).with_name("sample_differences.jsonl")
PRECISION, RECALL = 0.85, 0.70
"""Floors for each half of the golden stories."""
LONG_PRECISION, LONG_RECALL = 0.75, 0.6
"""Floors for the longer reports, which are fewer."""
WIRE_PRECISION, WIRE_RECALL, WIRE_FIRST = 0.85, 0.7, 6
"""Floors for the reports in the manner of newsrooms, and how many stories of them are read in the quick form."""
SAMPLES_RIGHT = 0.8
"""Least share of the claims on the samples that is right."""


@pytest.fixture(scope="module")
def halves() -> tuple[Score, Score]:
    """Return the scores of the stories that rules were tuned on, and of those that they were not."""
    reader = Reader()
    held = [(story, claimed(reader.read(reports(story)))) for story in load()]
    odd, even = ([(s, d) for s, d in held if s["number"] % 2 == rest] for rest in (1, 0))
    return score(odd), score(even)


def test_each_half_of_the_golden_stories_has_the_precision_and_recall_asked(halves: tuple[Score, Score]) -> None:
    for half in halves:
        assert half.precision() >= PRECISION, half.wrong
        assert half.recall() >= RECALL, half.wrong


def test_longer_reports_keep_their_precision_and_recall() -> None:
    reader = Reader()
    found = score((story, claimed(reader.read(reports(story)))) for story in load(LONG))
    assert found.precision() >= LONG_PRECISION, found.wrong
    assert found.recall() >= LONG_RECALL, found.wrong


def test_wire_reports_keep_their_precision_and_recall() -> None:
    reader = Reader()
    found = score((story, claimed(reader.read(reports(story)))) for story in load(WIRE)[:WIRE_FIRST])
    assert found.precision() >= WIRE_PRECISION, found.wrong
    assert found.recall() >= WIRE_RECALL, found.wrong


@IN_FULL
def test_all_wire_reports_keep_their_precision_and_recall() -> None:
    reader = Reader()
    found = score(
        (story, claimed(reader.read(reports(story)))) for story in (*load(WIRE), *load(WIRE_2), *load(WIRE_3))
    )
    assert found.precision() >= WIRE_PRECISION, found.wrong
    assert found.recall() >= WIRE_RECALL, found.wrong


def test_every_kind_is_found_more_often_than_not(halves: tuple[Score, Score]) -> None:
    for half in halves:
        assert all(half.recall(kind) >= 0.5 for kind in half.expected), half.wrong


def test_there_are_sixty_stories_of_all_kinds_and_many_without_a_difference() -> None:
    stories = load()
    assert len(stories) >= 60
    assert sum(not story["differences"] for story in stories) >= 20
    assert len({wanted[0] for story in stories for wanted in story["differences"]}) == 8


def test_a_claim_of_another_kind_or_elsewhere_is_wrong() -> None:
    story = {
        "number": 1,
        "day": "2030-01-01",
        "reports": [["Argus", "It sank nine boats."], ["Bugle", "It sank two boats."]],
        "differences": [["number", "nine boats", "two boats"]],
    }
    assert score([(story, [_made("number", (8, 18), (8, 17))])]).right.total() == 1
    for wrong in (_made("date", (8, 18), (8, 17)), _made("number", (0, 7), (8, 17))):
        counted = score([(story, [wrong])])
        assert (counted.right.total(), counted.precision(), counted.recall()) == (0, 0.0, 0.0)


@pytest.mark.slow
def test_four_of_five_claims_on_the_samples_are_right_by_hand(samples_archive: Path) -> None:
    opened = Archive.open(samples_archive)
    days = {report.id: str(report.published.start)[:10] for report in opened.reports()}
    labels = {_key(row["kind"], row["told"]): row["right"] for row in map(json.loads, LABELS.read_text().splitlines())}
    found = [_key(d.kind, [[v.outlet, days[v.report], v.value] for v in d.values]) for d in differences(opened)]
    assert [key for key in found if key not in labels] == [], "read these, and label them"
    assert sum(labels[key] for key in found) >= SAMPLES_RIGHT * len(found)


def _key(kind: str, told: list[list[str]]) -> tuple[str, frozenset[tuple[str, ...]]]:
    return kind, frozenset(tuple(value) for value in told)


def _made(kind: str, *spans: tuple[int, int]) -> Difference:
    values = tuple(
        Telling(report=f"1-{outlet}", outlet=outlet, value="x", span=span)
        for outlet, span in zip(("Argus", "Bugle"), spans, strict=True)
    )
    return Difference(
        id="d",
        kind=kind,
        about="",
        values=values,
        score=1.0,
        parts=(Part(name="p", value=1.0),),
        reader="t",
        version="1",
    )  # type: ignore[arg-type]  # the kinds are spelled out above
