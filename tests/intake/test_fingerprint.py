"""Fingerprints hang on the words of a text alone, and say how much two texts share as counting by hand does."""

from __future__ import annotations

import random
import subprocess
import sys
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.intake.fingerprint import RUN, SAMPLE, fingerprint, shared

# No deadline: the first text of a process waits for numpy and for the table of characters.
in_any_time = settings(deadline=None)
WORDS = st.lists(st.sampled_from("Moscow said talks would fail 755 diplomats in мая Erdoğan éa".split()), max_size=60)


def runs(words: list[str]) -> set[tuple[str, ...]]:
    return {tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}


@in_any_time
@given(WORDS, WORDS)
def test_shared_runs_are_those_that_counting_finds(first: list[str], second: list[str]) -> None:
    if min(len(first), len(second)) >= RUN:
        a, b = fingerprint(" ".join(first)), fingerprint(" ".join(second))
        assert len(a.runs) == len(runs(first))
        assert shared(a, b) == shared(b, a) == len(runs(first) & runs(second))


@in_any_time
@given(WORDS, WORDS)
def test_digests_are_the_same_exactly_where_the_words_are(first: list[str], second: list[str]) -> None:
    a, b = fingerprint(" ".join(first)), fingerprint(" ".join(second))
    assert (a.digest == b.digest) == (first == second)
    assert a.words == len(first)


@in_any_time
@given(st.text())
def test_any_text_has_a_fingerprint_with_sorted_runs(text: str) -> None:
    found = fingerprint(text)
    hashes = found.runs.tolist()
    assert hashes == sorted(set(hashes))
    assert set(found.sample.tolist()) <= set(hashes)
    assert bool(hashes) == bool(found.words)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Talks FAILED, Moscow said.", "talks failed — moscow said"),
        ("“Talks failed,” Moscow said", '"Talks failed" – Moscow said...'),
        ("Erdoğan met Orbán in Łódź", "Erdogan met Orban in ŁÓDŹ"),
        (unicodedata.normalize("NFD", "Čapek à Genève hier"), unicodedata.normalize("NFC", "Čapek à Genève hier")),
        ("co\u00adoperation with Russia ended", "cooperation with Russia ended"),
        ("１２ tanks crossed over", "12 tanks crossed over"),
        ("talks \U0001f600 failed again today", "talks failed again today"),
        ("  talks\n\nfailed\tagain today ", "talks failed again today"),
    ],
)
def test_case_marks_accents_and_space_make_no_difference(one: str, other: str) -> None:
    assert fingerprint(one).digest == fingerprint(other).digest


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Moscow warned Washington", "Washington warned Moscow"),
        ("755 diplomats", "756 diplomats"),
        ("a ban", "aban"),
        ("習近平", "近平習"),
        ("한국은 좋다", "한국을 좋다"),
        ("мир", "мор"),
    ],
)
def test_other_words_make_another_digest(one: str, other: str) -> None:
    assert fingerprint(one).digest != fingerprint(other).digest


def test_each_character_of_a_script_without_spaces_is_a_word() -> None:
    assert fingerprint("习近平会见普京 in Moscow.").words == 9
    whole, part = fingerprint("中国外交部发言人说会谈是建设性的"), fingerprint("外交部发言人说会谈")
    assert shared(whole, part) == len(part.runs)


def test_texts_too_short_for_a_run_are_compared_as_a_whole() -> None:
    assert len(fingerprint("Talks failed").runs) == 1
    assert shared(fingerprint("Talks failed"), fingerprint("talks failed!")) == 1
    assert shared(fingerprint("Talks failed"), fingerprint("talks held")) == 0
    assert fingerprint(" — ").words == 0
    assert shared(fingerprint(""), fingerprint("talks failed again")) == 0


def test_half_surrogates_part_words_and_break_nothing() -> None:
    assert fingerprint("talks \ud800 failed").digest == fingerprint("talks failed").digest


def test_a_sample_holds_about_its_part_of_the_runs() -> None:
    chance = random.Random(7)  # noqa: S311 - made-up words, not secrets
    found = fingerprint(" ".join(str(chance.random()) for _ in range(20_000)))
    assert 0.9 < len(found.sample) * SAMPLE / len(found.runs) < 1.1


def test_a_fingerprint_is_the_same_in_another_process() -> None:
    code = "from detente.intake.fingerprint import fingerprint; print(fingerprint('Talks failed again today').digest)"
    told = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert int(told) == fingerprint("Talks failed again today").digest
