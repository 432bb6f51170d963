"""Sources on disk give the answers of sources in memory, day by day, and a part that was cut off is written again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from detente.stories import copies, copies_stored, shingle_index
from detente.stories.copies import Copy, CopyIndex, Text
from detente.stories.copies_stored import StoredCopies
from tests.stories.test_copies import REPORT, made

TEXTS = 2_000


@pytest.fixture(scope="module")
def texts() -> list[Text]:
    """Return made texts, many with a standing phrase, some without a word, without a date or at one address."""
    found = made(TEXTS, seed=5)
    phrase = "all rights reserved no part of this text may be sold lent or shown without the leave of its owners"
    for n in range(0, TEXTS, 9):
        found[n] = replace(found[n], body=f"{found[n].body} {phrase}")
    for n in range(4, TEXTS, 400):
        found[n] = replace(found[n], body="", published=None)
        found[n + 1] = replace(found[n + 1], address="https://news.example/a", published=None)
    return found


def test_days_of_texts_are_placed_as_by_sources_in_memory(texts: list[Text], tmp_path: Path) -> None:
    index = CopyIndex()
    in_memory = [index.place(text, least_share=0.1) for text in texts]
    stored: list[Copy | None] = []
    for begin, end in ((0, 3), (3, 900), (900, 1_450), (1_450, TEXTS)):
        days = StoredCopies(tmp_path / "store", block=300)
        stored += days.place(texts[begin:end], least_share=0.1)
    assert stored == in_memory
    assert len(days) == len(index)
    assert sum(copy is not None for copy in stored) > TEXTS / 3


def test_a_part_that_was_cut_off_does_not_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = Text(id="a", body=REPORT), Text(id="b", body=REPORT + " So it was said.")
    assert list(StoredCopies(tmp_path / "s").place([one])) == [None]
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", dying)
        with pytest.raises(KeyboardInterrupt):
            list(
                StoredCopies(tmp_path / "s").place([replace(other, id="c", body="A ferry sank off Bergen on Monday.")])
            )
    again = StoredCopies(tmp_path / "s")
    assert len(again) == 1
    (copy,) = again.place([other])
    assert copy is not None
    assert copy.source == "a"


def dying(_path: Path, _target: Path) -> None:
    raise KeyboardInterrupt


def test_a_hash_that_many_sources_have_is_counted_over_disk_and_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (copies, copies_stored):
        monkeypatch.setattr(module, "MOST_TEXTS", 3)
    texts, index = made(200, seed=8), CopyIndex()
    assert list(StoredCopies(tmp_path / "s", block=23).place(texts)) == [index.place(text) for text in texts]


def test_a_piece_put_into_an_index_is_found_like_texts_that_were_added() -> None:
    import numpy as np

    def answers(fill: Callable[[shingle_index.ShingleIndex], object]) -> list[list[int]]:
        index = shingle_index.ShingleIndex(most=2)
        fill(index)
        index.add(9, np.array([1, 7], np.uint32))
        return [found.tolist() for found in index.sharing(np.array([1, 3, 7, 2**32 - 1], np.uint32))]

    def one_by_one(index: shingle_index.ShingleIndex) -> None:
        index.add(0, np.array([1, 3], np.uint32))
        index.add(1, np.array([1, 2**32 - 1], np.uint32))

    def at_once(index: shingle_index.ShingleIndex) -> None:
        index.put(np.array([1, 3, 1, 2**32 - 1], np.uint32), np.array([0, 0, 1, 1]))

    assert answers(one_by_one) == answers(at_once) == [[0, 1, 9], [1, 1, 1]]
