"""Example sentences: enough of each type, well marked, and no two alike."""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations

import pytest

from detente.codebook import Codebook, Example, checks, files
from detente.codebook.marks import marked

# Share of words in common, parties left out, from which two sentences count as one with other names put in.
ALIKE = 0.7


@pytest.fixture(scope="module")
def examples() -> tuple[Example, ...]:
    return Codebook.examples()


def test_every_type_has_sixty_examples_and_all_have_twelve_hundred(examples: tuple[Example, ...]) -> None:
    counts = Counter(example.type for example in examples)
    assert set(counts) == set(files.TYPE_ORDER)
    assert min(counts.values()) >= 60
    assert len(examples) >= 1200


def test_no_shipped_example_has_a_fault() -> None:
    modes = {kind.name: kind.modes for kind in Codebook.load().types.values()}
    rows = [row for source in files.shipped_examples() for row in source.rows]
    faults = [fault for source in files.shipped_examples() for fault in source.faults]
    faults += [fault for row in rows for fault in checks.shape_faults(row)]
    faults += [fault for row in rows for fault in checks.value_faults(row, modes, (), ())]
    assert faults == []


def test_every_mode_that_a_type_has_is_shown_by_an_example(examples: tuple[Example, ...]) -> None:
    shown = {(example.type, example.mode) for example in examples}
    types = Codebook.load().types.values()
    missing = {(kind.name, mode) for kind in types for mode in kind.modes} - shown
    assert missing <= {("PROTEST", "vandalize")}


def test_no_two_examples_say_the_same_of_other_parties(examples: tuple[Example, ...]) -> None:
    bags = [(_words(example), example.sentence) for example in examples]
    same = [
        (one, other)
        for (first, one), (second, other) in combinations(bags, 2)
        if first and second and len(first & second) / len(first | second) >= ALIKE
    ]
    assert same == []


def _words(example: Example) -> frozenset[str]:
    text = example.sentence
    for start, end in sorted((s for s in (example.source, example.target) if s is not None), reverse=True):
        text = text[:start] + text[end:]
    return frozenset(re.findall(r"[a-z]+", text.lower()))


def test_marks_come_off_and_leave_spans() -> None:
    sentence, source, target = marked("[S Norway] expelled two diplomats of [T Iran].")
    assert sentence == "Norway expelled two diplomats of Iran."
    assert target is not None
    assert (sentence[slice(*source)], sentence[slice(*target)]) == ("Norway", "Iran")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Norway met [T Iran].", "no source"),
        ("[S Norway] met [S Iran].", "stands twice"),
        ("[S Norway met [T Iran].", "no mark"),
        ("[S  ] met [T Iran].", "is empty"),
        ("[X Norway] met [T Iran].", "no mark"),
    ],
)
def test_a_broken_mark_is_told_with_its_mend(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=re.escape(said)):
        marked(text)
