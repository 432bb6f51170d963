"""Hyphened words that name events stay whole in the parse."""

from __future__ import annotations

import pytest

from detente.language.hyphens import wholes
from detente.language.parse import Parser


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


def test_the_forms_of_a_verb_are_all_given() -> None:
    found = set(wholes())
    assert {"co-operate", "co-operates", "co-operated", "co-operating", "Co-operation"} <= found
    assert {"tear-gassed", "re-establishes", "cease-fire", "Cease-fires"} <= found


@pytest.mark.parametrize(
    ("sentence", "word", "pos"),
    [
        ("Chad co-operated with Niger on the border.", "co-operated", "VERB"),
        ("Malta re-established ties with Libya.", "re-established", "VERB"),
        ("Rebels declared a cease-fire with the army.", "cease-fire", "NOUN"),
    ],
)
def test_a_hyphened_word_is_one_token_of_its_part_of_speech(parser: Parser, sentence: str, word: str, pos: str) -> None:
    ((doc, _),) = parser.parse([(sentence, None)])
    assert [(t.text, t.pos_) for t in doc if t.text == word] == [(word, pos)]


def test_other_hyphens_still_cut(parser: Parser) -> None:
    ((doc, _),) = parser.parse([("A two-day visit to London-based exiles.", None)])
    assert {"two", "day", "London", "based"} <= {t.text for t in doc}
