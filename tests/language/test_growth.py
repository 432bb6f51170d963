"""Texts made to cost much: what is read of them grows with their length alone, and what is not read is told."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from detente.language import Reader
from detente.language.discourse import MOST_PERSONS, Discourse
from detente.language.drafts import Draft, Holding
from detente.language.indirect import MOST_IN_SENTENCE
from detente.language.parse import LONGEST_RUN, paragraphs
from detente.language.refs import Ref
from tests.language.conftest import Read

STATES = "Chad Niger Mali Togo Ghana Kenya Sudan Egypt Libya Malta Italy Spain France Germany Poland Norway".split()


def _states(number: int) -> list[str]:
    return [STATES[i % len(STATES)] for i in range(number)]


def _told(number: int) -> str:
    return "He said he told him that " * number + "Chad attacked Niger."


#: Texts by kind, and how many parts of each are many.
KINDS: dict[str, tuple[Callable[[int], str], int]] = {
    "speech in speech": (_told, 120),
    "names in a row": (lambda n: ", ".join(_states(n)) + " and Russia attacked Ukraine.", 500),
    "people in a row": (lambda n: ", ".join(f"Ivan Petrov{i}" for i in range(n)) + " met Ann Lee.", 300),
    "relative clauses": (lambda n: "Russia, " + ", ".join(f"which hit {s}" for s in _states(n)) + ", left.", 500),
    "brackets": (lambda n: "Russia attacked " + "(" * n + "it said" + ")" * n + " Ukraine.", 500),
    "a sentence of 5,000 words": (lambda n: "the quick envoy saw a treaty with Chad over oil " * (n // 10), 5000),
    "quotations in quotations": (lambda n: "“He said “" * n + "Chad attacked Niger." + "”" * n, 100),
    "short sentences": (lambda n: "Chad attacked Mali, he said. " * n, 100),
}
#: Four times the text may take so many times as long; growth by the square would be sixteen times.
MOST = 8


@pytest.mark.parametrize("kind", KINDS)
def test_four_times_the_text_takes_about_four_times_as_long(reader: Reader, read: Read, kind: str) -> None:
    made, many = KINDS[kind]
    read("Chad attacked Mali, he said.")

    def seconds(number: int) -> float:
        begun = time.process_time()
        read(made(number))
        return time.process_time() - begun

    if seconds(many) >= MOST * seconds(many // 4):  # other work on the machine: the best of three counts
        best = [min(seconds(number) for _ in range(3)) for number in (many, many // 4)]
        assert best[0] < MOST * best[1], best


def test_what_a_sentence_of_too_many_statements_goes_on_with_is_told_and_not_read(read: Read) -> None:
    found = read(_told(MOST_IN_SENTENCE))
    assert len(found.statements) in range(MOST_IN_SENTENCE, MOST_IN_SENTENCE + 5)
    assert not found.events
    (failure,) = found.failures
    assert (failure.stage, failure.report) == ("language", "r1")
    assert failure.error.startswith(
        "a sentence has more than 40 statements, what is reported after them is not read: char"
    )
    start, end = map(int, failure.error.split("characters ")[1].split(" to "))
    assert found.report.body[start:end].endswith("Chad attacked Niger.")


def test_a_sentence_of_some_statements_is_read_to_its_end(read: Read) -> None:
    found = read(_told(5))
    assert not found.failures
    assert [e.type for e in found.events] == ["ASSAULT"]
    assert found.events[0].statement is not None


def test_a_run_without_a_blank_is_cut_and_words_are_not() -> None:
    address = "https://example.org/" + "a" * 200
    body = f"See {address} now. " + "(" * (2 * LONGEST_RUN + 1)
    cuts = list(paragraphs(body))
    assert "".join(body[s:e] for s, e in cuts).replace(" ", "") == body.replace(" ", "")
    assert [len(body[s:e].split()[-1]) for s, e in cuts] == [LONGEST_RUN, LONGEST_RUN, 1]
    assert list(paragraphs(f"See {address} now.")) == [(0, len(address) + 9)]


def test_of_very_many_people_the_latest_are_remembered() -> None:
    discourse = Discourse()
    for i in range(MOST_PERSONS + 1):
        name = f"Ann Lee{i}"
        ref = Ref(kind="person", first=0, last=1, head=1, span=(0, 3), text=name, name=name)
        discourse.name_person(ref, nouns=set(), quoted=False, subject=True)
    assert len(discourse.persons) <= MOST_PERSONS
    latest = discourse.find(f"Lee{MOST_PERSONS}")
    assert latest is discourse.latest(quoted=False)
    assert latest is not None
    assert discourse.find("Lee0") is None
    assert discourse.find("") is None


def test_statements_that_hold_a_place_are_found_as_by_asking_each() -> None:
    contents = [[(0, 40)], [(5, 9), (20, 30)], [(9, 20)], []]
    drafts = [Draft(kind="indirect", content=content, speaker=None) for content in contents]
    holding = Holding(drafts)
    for place in range(-1, 45):
        assert holding.at(place) == [d for d in drafts if d.holds(place)]
