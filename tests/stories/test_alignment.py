"""Alignment: the index finds what comparing each with each finds, and pairs are one to one."""

from __future__ import annotations

import random
from itertools import combinations

from detente.records import Published, Report
from detente.stories.alignment import LEAST_COMMON, Pair, Piece, align
from detente.stories.nearness import near
from detente.stories.wording import in_runs, stem, words

VOCABULARY = (
    "treaty harbour missile tariff grain border envoy storm parliament bridge vessel turbine orchard glacier".split()
)


def report(name: str, day: str | None) -> Report:
    known = {"start": day, "end": day, "precision": "day"} if day else {}
    return Report(
        id=name,
        origin=name,
        digest="",
        source=name,
        outlet=None,
        title=None,
        byline=None,
        url=None,
        language="en",
        published=Published(**known),
        body="",
        reader="tests",
        version="7",
    )


def piece(name: str, of: str, text: str, voice: str = "ivanov", start: int = 0) -> Piece:
    spans = ((start, start + len(text)),)
    return Piece(id=name, report=of, spans=spans, words=words(text), voices=frozenset({("speaker", voice)}))


def pairs(found: list[Pair]) -> set[tuple[str, str]]:
    return {(min(p.a.id, p.b.id), max(p.a.id, p.b.id)) for p in found}


def never(_a: str, _b: str) -> bool:
    return False


def test_the_index_finds_what_comparing_each_with_each_finds() -> None:
    for seed in range(30):
        chance = random.Random(seed)  # noqa: S311 - made-up texts, not secrets
        days = [None, *(f"2030-05-{day:02}" for day in range(1, 15))]
        reports = {f"r{n}": report(f"r{n}", chance.choice(days)) for n in range(12)}
        pieces = [
            piece(f"p{n}", f"r{n}", " ".join(chance.sample(VOCABULARY, k=6)), chance.choice(("ivanov", "petrov")))
            for n in range(12)
        ]
        expected = {
            (min(a.id, b.id), max(a.id, b.id))
            for a, b in combinations(pieces, 2)
            if a.voices & b.voices
            and near(reports[a.report], reports[b.report])
            and len(a.stems & b.stems) >= LEAST_COMMON
        }
        assert pairs(align(pieces, reports, threshold=0.0, copies=never)) == expected


def test_the_best_pair_wins_and_nothing_is_aligned_twice() -> None:
    reports = {name: report(name, "2030-05-01") for name in ("a", "b")}
    best = "the parliament wants the grain treaty before the storm"
    pieces = [
        piece("a1", "a", best),
        piece("b1", "b", "the grain treaty, parliament thinks, comes before the storm", start=0),
        piece("b2", "b", best, start=100),
    ]
    (found,) = align(pieces, reports, threshold=0.2, copies=never)
    assert (found.a.id, found.b.id, found.score) == ("a1", "b2", 1.0)


def test_a_piece_inside_another_one_is_not_aligned_beside_it() -> None:
    reports = {name: report(name, "2030-05-01") for name in ("a", "b")}
    text = "the parliament wants the grain treaty before the storm"
    whole = [piece(f"{r}1", r, text) for r in reports]
    inner = [piece(f"{r}2", r, text[4:40], start=4) for r in reports]
    assert pairs(align([*whole, *inner], reports, threshold=0.2, copies=never)) == {("a1", "b1")}


def test_forms_of_a_word_have_one_stem_and_look_alikes_have_not() -> None:
    for forms in (
        "expel expelled expels",
        "sanction sanctions sanctioned",
        "clarified clarification",
        "country countries",
    ):
        assert len({stem(form) for form in forms.split()}) == 1, forms
    assert len({stem(word) for word in "interest interview interfere".split()}) == 3


def test_only_runs_of_three_words_count() -> None:
    assert in_runs(words("from a position of strength"), words("position of strength, from here")) == 3 / 5
    assert in_runs(words("with Russia we talk"), words("talk with Russia")) == 0
    assert in_runs((), words("talk")) == 0
