"""One small cluster on this machine for all tests of this room, and a folder of reports of several kinds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from detente.archive import Archive
from detente.reading import Account, read
from detente.scale.cluster import OWN, joined

COLUMNS = {"title": "headline"}

TEXT = """{title}

{month} {day}, 2018

{who} of Norway said on {weekday} that her country would open its ports to {number} Peruvian vessels a year. "We keep
what we promise," she told reporters in Oslo.

Peru imposed sanctions on {number} Norwegian companies, and its president threatened to recall the ambassador.
"""


def text(number: int) -> str:
    return TEXT.format(
        title=f"Oslo and Lima quarrel over ports, part {number}",
        month=("April", "May")[number % 2],
        day=1 + number % 28,
        weekday=("Monday", "Friday")[number % 2],
        who=("The prime minister", "The foreign minister")[number % 2],
        number=number + 2,
    )


@pytest.fixture(scope="session")
def cluster() -> Iterator[None]:
    """Hold a cluster of two cores, begun as the product begins one."""
    pytest.importorskip("ray")
    with joined(OWN, 2):
        yield


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of 30 reports in files, a table of lines and one in Parquet, one of them twice, and two bad ones."""
    made = tmp_path_factory.mktemp("press")
    for number in range(20):
        (made / f"report-{number:02}.txt").write_text(text(number))
    (made / "report-05-empty.txt").write_bytes(b"")
    again = made / "again"
    again.mkdir()
    (again / "report-03.txt").write_text(text(3))
    lines = [json.dumps({"title": f"Line {n}", "text": text(n)}) for n in range(20, 25)]
    (made / "lines.jsonl").write_text("\n".join([*lines[:3], '{"text": ', *lines[3:]]))
    rows = [{"headline": f"Row {n}", "text": text(n)} for n in range(25, 30)]
    pq.write_table(pa.Table.from_pylist(rows), made / "rows.parquet")
    return made


@pytest.fixture(scope="session")
def alone(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Account, Archive]:
    """Return what one machine makes of the folder."""
    archive = tmp_path_factory.mktemp("alone") / "archive"
    account = read(folder, archive=archive, columns=COLUMNS, batch=4)
    assert (account.read, account.known, account.failed) == (30, 1, 2)
    return account, Archive.open(archive)
