"""Targets: every kind of source, opened as a file of that kind would be and read into reports."""

from __future__ import annotations

import io
from functools import cache, partial
from pathlib import Path

from detente.errors import SourceError
from detente.intake import Fetching, Item, report
from detente.intake.item import Place
from detente.intake.opening import Opener
from detente.records import Failure
from fuzz import judging
from fuzz.judging import Target

#: File names that tell a kind; "" leaves it to the bytes.
KINDS = {
    "text": "a.txt",
    "markdown": "a.md",
    "html": "a.html",
    "mhtml": "a.mhtml",
    "pdf": "a.pdf",
    "docx": "a.docx",
    "jsonl": "a.jsonl",
    "json": "a.json",
    "csv": "a.csv",
    "parquet": "a.parquet",
    "xml": "a.xml",
    "warc": "a.warc",
    "zip": "a.zip",
    "tar": "a.tar",
    "gzip": "a.txt.gz",
    "unnamed": "",
}


@cache
def _opener() -> Opener:
    return Opener(columns={}, fetching=Fetching())


def source(name: str, data: bytes) -> None:
    """Open bytes under a name and read what comes out of it."""
    place = Place(source=name or "-", name=name or "stdin")
    for found in _opener().stream(io.BytesIO(data), place):
        if isinstance(found, Failure):
            judging.failure(found)
        else:
            _one(found)


def _one(item: Item) -> None:
    try:
        made = report(item)
    except SourceError as error:
        judging.one_line(str(error))
        return
    judging.require(made.id == item.id, "an id that cleaning changed")
    judging.report(made)


def seeds(name: str) -> list[bytes]:
    """Return sound files of a kind: small ones made here, and those of the tests."""
    from fuzz.seeds import made

    files = Path(__file__).parents[1] / "tests" / "intake" / "files"
    suffix = Path(KINDS[name]).suffix
    return [
        *made().get(name, []),
        *(p.read_bytes() for p in sorted(files.glob(f"*{suffix}")) if suffix and p.is_file()),
    ]


TARGETS: dict[str, Target] = {f"source-{kind}": partial(source, name) for kind, name in KINDS.items()}
