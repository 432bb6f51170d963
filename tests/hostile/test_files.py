"""A folder of files that were made to do harm is read by the command itself, in bounded time and memory.

The short form has small bombs and few marks; ``DETENTE_HOSTILE=long``, or ``make hostile-test``, has 50 MB and 10,000.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from detente.archive import Archive
from tests.hostile.made import SOUND, lay

LONG = os.environ.get("DETENTE_HOSTILE") == "long"
SIZES = (
    {"bomb": 50_000_000, "long": 50_000_000, "marks": 10_000}
    if LONG
    else {"bomb": 21_000_000, "long": 6_000, "marks": 120}
)
#: Bytes of address space and seconds of processor time that the command is given; what it may take at most, in megabytes.
SPACE, SECONDS, MEMORY = 6 << 30, 3_000 if LONG else 120, 1_500 if LONG else 1_000

#: What each file is told for; those that are read, oddness and all, are not here.
REFUSED = {
    "bomb-feed.xml": "neither a feed", "bomb-sitemap.xml": "neither a feed", "bomb-wide.xml": "neither a feed",
    "bomb-word.docx": "no body", "deep.docx": "no body", "bomb-long.docx": "20 MB of text", "bomb.zip!0.txt": "20 MB",
    "bomb-overlapping.zip": "20 MB", "bomb-nested.zip": "more than 3 archives", "bomb.txt.gz": "20 MB",
    "bomb-twice.txt.gz": "compressed with gzip", "bomb.txt.bz2": "20 MB", "bomb.txt.xz": "20 MB",
    "lies-long.warc": "broken off", "lies-short.warc": "damaged", "lies-negative.warc": "damaged",
    "lies-huge.warc": "damaged", "lies-packed.warc": "packed as", "deep.html": "tags", "deep-table.html": "tags",
    "wide.html": "attributes", "deep.json": "not JSON", "deep-object.json": "not JSON", "deep.jsonl line 1": "not JSON",
    "deep.xml": "no entries", "nul.txt": "binary", "bomb.pdf": "no text", "bomb-twice.pdf": "no text",
    "bomb-text.pdf": "no text", "loop.pdf": "cyclic", "deep.pdf": "no text", "deep-objects.pdf": "not a sound PDF",
    "bomb.parquet": "not a sound Parquet", "link.txt": "out of the folder",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Done:
    """A reading that is over: its exit status, what it said, what it took."""

    status: int
    said: str
    megabytes: float
    archive: Archive


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Done:
    here = tmp_path_factory.mktemp("bad")
    lay(here / "in", **SIZES)

    # XML that is no feed, and JSON that holds no reports, is passed over in a folder; what is named is told.
    named = [f"in/{name}" for name in REFUSED if name.endswith((".xml", ".json"))]
    command = [
        sys.executable,
        "-m",
        "tests.hostile.held",
        str(SPACE),
        str(SECONDS),
        "read",
        "in",
        *named,
        "--archive",
        "A",
    ]
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    with (here / "said").open("wb") as said:
        status = subprocess.run(command, cwd=here, env=environment, stdout=said, stderr=subprocess.STDOUT).returncode
    return Done(
        status=status,
        said=(here / "said").read_text(encoding="utf-8", errors="replace"),
        megabytes=int((here / "peak").read_text()) / 1024,
        archive=Archive.open(here / "A"),
    )


def test_some_inputs_failed_and_none_took_the_reading_down(done: Done) -> None:
    assert done.status == 1, done.said[-2000:]
    assert "Traceback" not in done.said
    assert done.megabytes < MEMORY


def test_every_bad_file_is_told_in_one_line(done: Done) -> None:
    errors = [one.error for one in done.archive.failures()]
    assert not [one for one in errors if any(c in one for c in "\n\r\x1b\x00\u202e")]
    for name, why in REFUSED.items():
        assert any(name in one and why in one for one in errors), (name, [one for one in errors if name in one])


def test_sound_files_among_them_are_read(done: Done) -> None:
    read = {one.origin for one in done.archive.reports()}
    assert {name.encode("unicode_escape").decode() for name in SOUND} <= read
    assert not [one for one in done.archive.reports() if "root:" in one.body], "a link or an entity led out"
    json.dumps([one.body for one in done.archive.reports()], ensure_ascii=False).encode("utf-8")


def test_what_is_read_of_odd_files_has_its_passages(done: Done) -> None:
    reports = {one.id: one.body for one in done.archive.reports()}
    for mention in done.archive.mentions():
        start, end = mention.span
        assert reports[mention.report][start:end] == mention.text
