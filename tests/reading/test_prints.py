"""Fingerprints kept beside an archive are those of the bodies, and a damaged file of them is as none."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.reading import prints
from detente.reading.copied import Earlier, Marking
from detente.reading.prints import Prints
from detente.stories.copies_texts import Entry
from tests.stories.test_copies import made


def held(folder: Path) -> list[Entry]:
    texts = [Earlier(text=text, copy=False) for text in made(40)]
    marking = Marking(held=lambda: texts, prints=Prints(folder))
    index = marking._sources()
    return index._entries


def told(entries: list[Entry]) -> list[tuple[str, int, int, list[int]]]:
    return [(e.id, e.print.digest, e.print.words, e.print.runs.tolist()) for e in entries]


def test_kept_fingerprints_are_those_that_are_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prints, "LEAST", 10)
    plain = told(held(tmp_path))
    (file,) = tmp_path.iterdir()
    kept = Prints(tmp_path)
    assert all(kept.of(text) is not None for text in made(40))
    assert told(held(tmp_path)) == plain
    file.write_bytes(file.read_bytes()[:500])
    assert told(held(tmp_path)) == plain
    assert all(Prints(tmp_path).of(text) is not None for text in made(40)), "written anew"


def test_a_few_fingerprints_are_not_written(tmp_path: Path) -> None:
    held(tmp_path)
    assert list(tmp_path.iterdir()) == []
