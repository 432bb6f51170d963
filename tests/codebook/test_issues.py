"""Finding issues: the compiled expression gives what a plain search gives."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.codebook import Codebook
from detente.codebook.issues import Issue, Issues

PHRASES = {
    "a": ("arms control", "arms", "sanction*"),
    "b": ("arm", "START", "new START", "sanctions list", "control"),
    "c": ("re arm*", "arms", "U.S. arms"),
}
WORDS = "arms arm Arms control START start new sanctions sanctioned list re armed U.S. x".split()


def _plain(text: str) -> tuple[str, ...]:
    """The longest phrase at each word from left to right, tried one by one."""
    found: set[str] = set()
    at = 0
    while at < len(text):
        if not _word(text[at]) or (at and _word(text[at - 1])):
            at += 1
            continue
        taken = [(_length(phrase, text, at), code) for code, phrases in PHRASES.items() for phrase in phrases]
        best = max(length for length, _ in taken)
        found |= {code for length, code in taken if best and length == best}
        at += best or 1
    return tuple(sorted(found))


def _word(letter: str) -> bool:
    return letter.isalnum() or letter == "_"


def _length(phrase: str, text: str, at: int) -> int:
    """How many characters a phrase takes at a place, 0 where it does not stand there."""
    stem = phrase.rstrip("*")
    part = text[at : at + len(stem)]
    spaced = part.replace("-", " ").replace("\n", " ")
    if (spaced.lower() if stem == stem.lower() else spaced) != stem:
        return 0
    end = at + len(stem)
    if phrase.endswith("*"):
        while end < len(text) and _word(text[end]):
            end += 1
    return end - at if end == len(text) or not _word(text[end]) else 0


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from([" ", "-", ", ", "\n"])), max_size=12))
def test_the_expression_finds_what_a_plain_search_finds(parts: list[tuple[str, str]]) -> None:
    text = "".join(word + gap for word, gap in parts)
    issues = Issues({code: Issue(code, phrases) for code, phrases in PHRASES.items()})
    assert issues.find(text) == _plain(text)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("The New START treaty limits warheads.", ("arms_control", "nuclear")),
        ("They start talks.", ()),
        ("Sanctions on Iranian oil", ("energy", "iran", "sanctions")),
        ("cyber-attacks on the power grid", ("cyber", "energy")),
        ("US lifts embargoes", ("sanctions",)),
        ("the Moscow weather", ()),
        ("", ()),
    ],
)
def test_issues_of_plain_sentences(text: str, codes: tuple[str, ...]) -> None:
    assert Codebook.load().issues_in(text) == codes


def test_no_phrases_find_nothing() -> None:
    assert Issues({}).find("sanctions") == ()
