"""The stages on their own: pieces keep their places, what ends a worker becomes a failure, what is lost is noticed."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from detente.errors import ClusterError
from detente.intake import Item, items
from detente.intake.sources import Part
from detente.reading.making import Making
from detente.reading.turns import Passed
from detente.reading.workers import CHUNK_ITEMS, Task, alone
from detente.records import Failure, Records
from detente.scale.crew import BLOCK_PARTS, Expected, _groups
from detente.scale.stages import Piece, is_held, numbers, packed, pieces_of, unpacked

NOTHING = numbers([])


@dataclass(frozen=True, kw_only=True)
class Deadly(Item):
    """An item that ends the process which takes it up, as a fault in a library does."""

    def __reduce__(self) -> tuple[object, ...]:
        return os._exit, (3,)


@pytest.fixture
def table(tmp_path: Path) -> Part:
    """Return a table of 20 reports."""
    lines = [f'{{"text": "The delegations of Chile and Ghana met for talk number {n} on Friday."}}' for n in range(20)]
    (tmp_path / "table.jsonl").write_text("\n".join(lines))
    return Part(kind="file", name=str(tmp_path / "table.jsonl"), named=True)


def test_the_pieces_of_a_part_are_its_items_in_order_with_the_last_marked(table: Part) -> None:
    pieces = list(pieces_of(7, table, {}, NOTHING))
    assert [(p.part, p.number, p.last) for p in pieces] == [(7, 0, False), (7, 1, False), (7, 2, True)]
    assert [len(p.content) for p in pieces] == [CHUNK_ITEMS, CHUNK_ITEMS, 20 - 2 * CHUNK_ITEMS]
    assert [turn for p in pieces for turn in p.content] == list(items([table.name]))


def test_what_the_archive_holds_is_passed_over_in_its_place(table: Part) -> None:
    all_items = [one for one in items([table.name]) if isinstance(one, Item)]
    held = numbers([all_items[2].id, all_items[19].id])
    turns = [turn for p in pieces_of(0, table, {}, held) for turn in p.content]
    assert [n for n, turn in enumerate(turns) if turn == Passed(source=all_items[n].source)] == [2, 19]
    assert len(turns) == 20


def test_a_part_without_items_has_one_empty_piece_and_a_failure_one_with_itself(tmp_path: Path) -> None:
    (tmp_path / "requests.warc").write_bytes(b"WARC/1.0\r\nWARC-Type: request\r\nContent-Length: 0\r\n\r\n\r\n\r\n")
    part = Part(kind="file", name=str(tmp_path / "requests.warc"), named=False)
    assert list(pieces_of(3, part, {}, NOTHING)) == [Piece(part=3, number=0, last=True, content=[])]
    (failed,) = items([tmp_path / "requests.warc"])
    assert isinstance(failed, Failure)
    assert list(pieces_of(4, failed, {}, NOTHING)) == [Piece(part=4, number=0, last=True, content=[failed])]


def test_ids_are_found_among_sorted_numbers() -> None:
    ids = ["ffffffffffffffff", "0000000000000000", "00000000000000ff"]
    held = numbers(ids)
    assert held.dtype == np.uint64
    assert all(is_held(one, held) for one in ids)
    assert not any(is_held(one, held) for one in ("0000000000000001", "fffffffffffffffe"))
    assert not is_held("ffffffffffffffff", NOTHING)


def test_pieces_cross_the_cluster_whole() -> None:
    piece = Piece(part=1, number=2, last=True, content=[Passed(source="a.txt")])
    assert unpacked(packed([piece, piece], "work")) == [piece, piece]


def test_a_piece_that_comes_again_is_left_out_and_one_that_is_missing_ends_the_reading() -> None:
    expected = Expected(on="ray")
    pieces = [Piece(part=p, number=n, last=n == 1, content=[]) for p in (0, 1) for n in (0, 1)]
    assert [expected.takes(one) for one in (pieces[0], pieces[0], pieces[1], pieces[0])] == [True, False, True, False]
    with pytest.raises(ClusterError, match="lost a piece"):
        expected.takes(pieces[3])
    with pytest.raises(ClusterError, match="lost a piece"):
        expected.ended(2)


def test_an_item_that_ends_its_process_becomes_a_failure_when_a_piece_is_read_alone() -> None:
    text = b"Talks begin\n\nThe delegations of Chile and Ghana met on Friday, both said.\n"
    deadly = Deadly(source="deadly.txt", origin="deadly.txt", data=b"x", kind="text")
    good = Item(source="good.txt", origin="good.txt", data=text, kind="text")
    found = alone([deadly, good], Task(language=False, making=Making()))
    assert [type(one) for one in found] == [Failure, Records]


def test_small_files_share_a_block_and_large_ones_stand_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("detente.scale.crew.BLOCK_BYTES", 1000)
    (tmp_path / "small").write_bytes(b"x")
    (tmp_path / "large").write_bytes(b"x" * 1000)
    small, large = (Part(kind="file", name=str(tmp_path / name), named=True) for name in ("small", "large"))
    parts = [*[small] * (BLOCK_PARTS + 1), large, small]
    assert [len(group) for group in _groups(parts)] == [BLOCK_PARTS, 2, 1]
    assert [place for group in _groups(parts) for place, _ in group] == list(range(len(parts)))
