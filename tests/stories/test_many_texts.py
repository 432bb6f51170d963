"""Texts that are more than memory should hold are grouped as in memory, and look-alikes cost what others cost."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from detente.stories import copies_gathered, spool, texts
from detente.stories.copies_texts import Text
from detente.stories.texts import stories_of
from tests.stories.test_copies import made

NUMBER = 700


def given(number: int) -> list[Text]:
    """Return made texts with copies, under their places; some without a day, without words or with odd characters."""
    chance = random.Random(4)  # noqa: S311 - made texts, the same in every run
    found = []
    for place, text in enumerate(made(number, seed=6)):
        body, published = text.body, text.published
        if place % 50 == 0:
            body = "" if place % 100 else "\udce9 \U0001f600 ..."
        if place % 7 == 0:
            published = chance.choice([None, "2020", "2020-01-02", "never", "2020-13-45"])
        found.append(Text(id=f"{place:09}", body=body, title=None if place % 9 else f"T {place}", published=published))
    return found


def test_texts_in_files_are_grouped_as_in_memory(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(copies_gathered, "GATHERED", 150)
    monkeypatch.setattr(copies_gathered, "PLACED", 128)
    monkeypatch.setattr(copies_gathered, "FRESH", 100)
    monkeypatch.setattr(texts, "_AT_ONCE", 90)
    found = given(NUMBER)
    wanted = stories_of(found)
    monkeypatch.setattr(spool, "IN_MEMORY", 1_000)
    assert stories_of(iter(found), in_memory=200) == wanted
    assert stories_of(iter(found), in_memory=NUMBER - 1) == wanted
    assert sum(source is not None for _, source in wanted) > NUMBER // 5
    assert len({story for story, _ in wanted}) < NUMBER - NUMBER // 5
    assert list(tmp_path.iterdir()) == [], "nothing is left behind"


def same(number: int) -> list[Text]:
    """Return the same text again and again."""
    body = given(3)[1].body
    return [Text(id=f"{n:09}", body=body, published=f"2020-01-{1 + n % 9:02}") for n in range(number)]


def with_a_standing_paragraph(number: int) -> list[Text]:
    """Return texts of one day that share a paragraph and little else."""
    chance = random.Random(5)  # noqa: S311 - made texts, the same in every run
    words = ["".join(chance.choices("bdfgklmnprstaeiou", k=6)) for _ in range(9_000)]
    paragraph = " ".join(words[:60])
    return [
        Text(id=f"{n:09}", body=" ".join(chance.choices(words, k=120)) + ". " + paragraph + ".", published="2020-01-02")
        for n in range(number)
    ]


def cpu(work: Callable[[], object]) -> float:
    """Return the processor time that something takes."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


@pytest.mark.parametrize("kind", [same, with_a_standing_paragraph])
def test_texts_that_are_alike_cost_in_proportion(kind: Callable[[int], list[Text]]) -> None:
    few, many = kind(250), kind(1_000)
    stories_of(kind(50))  # what is loaded and remembered once
    assert min(cpu(lambda: stories_of(many)) for _ in range(2)) < 8 * min(
        cpu(lambda: stories_of(few)) for _ in range(2)
    )
    if kind is same:
        assert {story for story, _ in stories_of(many)} == {0}
