"""Sources in files give the answers of sources in memory, day by day, and a part that was cut off or damaged does not count."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from detente.archive import copy_store
from detente.stories import copies, copies_stored
from detente.stories.copies import Copy, CopyIndex, Text
from detente.stories.copies_stored import StoredCopies
from detente.stories.copies_texts import Entry, entries
from detente.stories.shingle_index import ShingleIndex, _segment
from tests.stories.test_copies import REPORT, made

TEXTS = 1_200
FRESH = 64


@pytest.fixture(scope="module")
def texts() -> list[Entry]:
    """Return made texts, many with a standing phrase, some without a word, without a date or at one address."""
    found = made(TEXTS, seed=5)
    phrase = "all rights reserved no part of this text may be sold lent or shown without the leave of its owners"
    for n in range(0, TEXTS, 9):
        found[n] = replace(found[n], body=f"{found[n].body} {phrase}", title="\udce9 Title" if n % 2 else None)
    for n in range(4, TEXTS, 400):
        found[n] = replace(found[n], body="", published=None)
        found[n + 1] = replace(found[n + 1], address="https://news.example/\udce9", published=None)
    return list(entries(found))


def placed(index: CopyIndex, texts: list[Entry]) -> list[Copy | None]:
    """Place some texts one by one, the others some at once, as both are done."""
    found = []
    for one in texts[:100]:
        found.append(index.find_entry(one, least_share=0.1))
        if found[-1] is None:
            index.hold(one)
    return [*found, *index.place_entries(texts[100:])]


@pytest.mark.parametrize("largest", [copy_store.LARGEST, 3 * FRESH])
def test_days_of_texts_are_placed_as_by_sources_in_memory(
    texts: list[Entry], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, largest: int
) -> None:
    monkeypatch.setattr(copy_store, "LARGEST", largest)
    in_memory, stored = CopyIndex(), []
    wanted = [one for begin in (0, 300, 700) for one in placed(in_memory, texts[begin : begin + 300])]
    for begin in (0, 300, 700):
        days = StoredCopies(tmp_path / "store", fresh=FRESH)
        stored += placed(days, texts[begin : begin + 300])
        days.settle()
    days = StoredCopies(tmp_path / "store", fresh=FRESH)
    days.pass_by(tmp_path / "passing", fresh=FRESH)
    assert [*stored, *placed(days, texts[1_000:])] == [*wanted, *placed(in_memory, texts[1_000:])]
    assert len(days) == len(in_memory)
    assert sum(copy is not None for copy in stored) > 300
    kept = StoredCopies(tmp_path / "store")
    assert 0 < len(kept) < len(days), "what passes is not kept"
    assert len(list((tmp_path / "store").iterdir())) < len(kept) / FRESH, "small parts were merged"


def test_a_hash_that_many_sources_have_is_counted_over_files_and_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (copies, copies_stored):
        monkeypatch.setattr(module, "MOST_TEXTS", 3)
    texts = list(entries(made(200, seed=8)))
    assert placed(StoredCopies(tmp_path / "s", fresh=23), texts) == placed(CopyIndex(), texts)


def test_a_part_that_was_cut_off_does_not_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = StoredCopies(tmp_path / "s")
    assert store.place(Text(id="a", body=REPORT)) is None
    store.settle()
    store.place(Text(id="c", body="A ferry sank off Bergen on Monday, and the harbour was closed to all ships."))
    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", dying)
        with pytest.raises(KeyboardInterrupt):
            store.settle()
    again = StoredCopies(tmp_path / "s")
    assert len(again) == 1
    copy = again.place(Text(id="b", body=f"{REPORT} So it was said."))
    assert copy is not None
    assert copy.source == "a"


def dying(_path: Path, _target: Path) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize("file", ["hashes", "run_ends", "texts", "notes.arrow"])
def test_a_damaged_part_does_not_count(tmp_path: Path, file: str) -> None:
    store = StoredCopies(tmp_path / "s")
    store.place(Text(id="a", body=REPORT))
    store.settle()
    (part,) = (tmp_path / "s").iterdir()
    (part / file).write_bytes((part / file).read_bytes()[:-5])
    assert len(StoredCopies(tmp_path / "s")) == 0


def test_where_no_files_can_be_written_sources_stay_in_memory(tmp_path: Path) -> None:
    (tmp_path / "s").write_text("no folder")
    store, texts = StoredCopies(tmp_path / "s", fresh=20), list(entries(made(100, seed=3)))
    assert placed(store, texts) == placed(CopyIndex(), texts)


def test_texts_laid_into_an_index_are_found_like_texts_that_were_added() -> None:
    def answers(index: ShingleIndex) -> list[list[int]]:
        index.add(9, np.array([1, 7], np.uint32))
        return [found.tolist() for found in index.sharing(np.array([1, 3, 7, 2**32 - 1], np.uint32))]

    hashes, numbers = np.array([1, 3, 1, 2**32 - 1], np.uint32), np.array([0, 0, 1, 1], np.int32)
    added = ShingleIndex(most=2)
    added.add(0, hashes[:2])
    added.add(1, hashes[2:])
    assert answers(ShingleIndex(most=2, laid=[_segment(hashes, numbers)])) == answers(added) == [[0, 1, 9], [1, 1, 1]]
