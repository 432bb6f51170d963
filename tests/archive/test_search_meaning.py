"""Search by meaning compares a bounded number of texts at a time and keeps their vectors."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from detente.archive import Archive
from detente.archive.search import search_meaning
from detente.archive.search_meaning import Vectors, nearest
from tests.archive.made_records import made_records


def vector_of(text: str):
    """A direction that turns with the length of a text."""
    import numpy as np

    made = np.zeros(384, np.float32)
    made[0], made[1] = np.cos(len(text) / 30), np.sin(len(text) / 30)
    return made


def test_vectors_are_made_a_bounded_number_at_a_time_and_kept(tmp_path: Path) -> None:
    said = [(f"id{n}", "s" * (n + 1)) for n in range(30)]
    kept = Vectors(tmp_path, "model")
    calls: list[str] = []

    def meaning(text: str):
        calls.append(text)
        return vector_of(text)

    first = nearest("s" * 40, said, vectors=kept, meaning=meaning, limit=3, new=10)
    assert (first.compared, first.of, len(calls)) == (10, 30, 11)
    assert first.ids == ("id9", "id8", "id7")
    second = nearest("s" * 40, said, vectors=kept, meaning=meaning, limit=3, new=100)
    assert (second.compared, len(calls)) == (30, 32)
    assert second.ids == ("id29", "id28", "id27")
    again = nearest("s" * 40, said, vectors=kept, meaning=meaning, limit=3, new=0)
    assert (again, len(calls)) == (second, 33)
    next((tmp_path / "search").rglob("*.npz")).write_bytes(b"broken")
    assert nearest("s" * 40, said, vectors=kept, meaning=meaning, limit=3).ids == second.ids


def test_what_means_the_same_is_found_in_other_words(tmp_path: Path) -> None:
    pytest.importorskip("onnxruntime")
    made = Archive.open(tmp_path / "archive", create=True)
    plain = [m for m in made_records(40, 30) if len(m.statements) == 1]
    texts = ("We will stop buying their oil and gas.", "The two leaders will meet in spring.", "He praised the singer.")
    batch = [
        replace(
            m,
            report=replace(m.report, body=text),
            mentions=(),
            events=(),
            statements=(
                replace(
                    m.statements[0],
                    content=replace(m.statements[0].content, text=text, spans=((0, len(text)),)),
                    passage=(0, len(text)),
                    inside=None,
                ),
            ),
        )
        for m, text in zip(plain, texts, strict=False)
    ]
    assert len(batch) == 3
    with made.writer() as writer:
        writer.write(batch)
    nearest_one = search_meaning(made, "an embargo on energy imports", limit=1)
    assert [hit.text for hit in nearest_one.hits] == [texts[0]]
    assert (nearest_one.compared, nearest_one.comparable, nearest_one.note) == (3, 3, None)
    assert [h.text for h in search_meaning(made, "a summit of presidents", limit=1, new=0).hits] == [texts[1]]
