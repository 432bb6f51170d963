"""Targets: an archive whose files were damaged, and what is asked of it then: right rows, or a word on the damage."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from detente.archive import Archive, Query
from detente.archive.tables import DATA_TABLES
from detente.errors import ArchiveError
from fuzz import judging
from fuzz.judging import Target

_Damage = Callable[[bytearray, int, int], object]


def _cut(data: bytearray, at: int, _: int) -> None:
    del data[at:]


def _flip(data: bytearray, at: int, by: int) -> None:
    data[at] ^= by or 1


def _blank(data: bytearray, at: int, by: int) -> None:
    data[at : at + by] = bytes(len(data[at : at + by]))


def _twice(data: bytearray, at: int, by: int) -> None:
    data[at:at] = data[at : at + by]


_DAMAGES: tuple[_Damage, ...] = (_flip, _flip, _flip, _cut, _blank, _twice)


@cache
def _template() -> Path:
    from tests.archive.made_records import made_coded, made_records, made_stories

    made = Path(tempfile.mkdtemp(prefix="fuzz-")) / "archive"
    records = made_records(31, 12)
    with Archive.open(made, create=True).writer() as writer:
        for at in range(0, 12, 4):
            batch = records[at : at + 4]
            writer.write(batch, stories=made_stories(batch), coded=made_coded(str(at)))
    return made


@cache
def _files() -> list[Path]:
    made = _template()
    return sorted(path.relative_to(made) for path in made.rglob("*") if path.is_file() and path.stat().st_size)


def _answers(folder: Path) -> dict[str, Any]:
    """Return what an archive answers to a question on each table, to a pair's and to a search."""
    archive = Archive.open(folder)
    rows: dict[str, Any] = {name: archive.table(name).to_pylist() for name in DATA_TABLES}
    rows["pair"] = [event.id for event in archive.events(Query(between=("RUS", "USA")))]
    rows["words"] = sorted(row.id for row in archive.statements(Query(text="treaty")))
    return rows


@cache
def _right() -> dict[str, Any]:
    return _answers(_template())


def archive(data: bytes) -> None:
    """One damage: two bytes for the file, one for the kind, three for the place, one for how much."""
    if len(data) < 7:
        return
    files, right = _files(), _right()
    file = files[int.from_bytes(data[:2], "big") % len(files)]
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        damaged = Path(folder) / "archive"
        shutil.copytree(_template(), damaged)
        held = bytearray((damaged / file).read_bytes())
        _DAMAGES[data[2] % len(_DAMAGES)](held, int.from_bytes(data[3:6], "big") % len(held), data[6])
        (damaged / file).write_bytes(held)
        judging.require(_told(damaged, right), f"{file}: other rows, and nobody is told")


def _told(damaged: Path, right: dict[str, Any]) -> bool:
    """Say whether an archive answers rightly, or says that it cannot, or its check tells of the damage."""
    try:
        if _answers(damaged) == right:
            return True
        opened = Archive.open(damaged)
        return bool(opened.check()) or opened.search_checked().kind == "broken"
    except ArchiveError as error:
        judging.one_line(str(error))
        return True


def _seeds() -> list[bytes]:
    return [bytes((0, n, kind, 0, 0, 40 + n, 8)) for kind, n in ((0, 7), (3, 40), (4, 75), (5, 110))]


TARGETS: dict[str, Target] = {"archive": archive}
SEEDS: dict[str, list[bytes]] = {"archive": _seeds()}
