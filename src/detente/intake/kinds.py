"""What bytes are, by their name or, where that does not tell, by how they begin."""

from __future__ import annotations

import re

from detente.intake import folders
from detente.intake.columns import is_address
from detente.intake.decode import decode
from detente.intake.factiva import is_factiva
from detente.intake.item import ItemKind
from detente.intake.lexisnexis import is_lexisnexis
from detente.intake.sniff import is_page, kind_of_bytes
from detente.intake.xmltree import root_of

#: Kinds of sources by the suffixes that tell them.
_BY_SUFFIX: tuple[tuple[frozenset[str], str], ...] = (
    (folders.TEXT, "texts"),
    (folders.MARKDOWN, "markdown"),
    (folders.PAGES, "html"),
    (folders.SAVED, "mhtml"),
    (folders.PDF, "pdf"),
    (folders.DOCX, "docx"),
    (folders.LINES, "jsonl"),
    (folders.TABLES, "csv"),
    (folders.PARQUET, "parquet"),
    (folders.JSON, "json"),
    (folders.FEEDS, "xml"),
    (folders.WARC, "warc"),
    (folders.ZIP, "zip"),
    (folders.TAR, "tar"),
)
_BY_MAGIC = (
    (b"%PDF", "pdf"),
    (b"WARC/", "warc"),
    (b"PAR1", "parquet"),
    (b"PK\x03\x04", "zip"),
    (b"\x1f\x8b", "gzip"),
)
_SAVED = re.compile(
    rb"^(?:From: <Saved by|MIME-Version:|Content-Type: multipart/related)", re.IGNORECASE | re.MULTILINE
)
#: Kinds that are one report each, read whole.
SINGLE: dict[str, ItemKind] = {
    "text": "text",
    "markdown": "markdown",
    "html": "html",
    "mhtml": "mhtml",
    "pdf": "pdf",
    "docx": "docx",
}


def by_suffix(suffix: str) -> str | None:
    """Return the kind that a suffix tells; None where it tells none."""
    return next((kind for suffixes, kind in _BY_SUFFIX if suffix in suffixes), None)


def by_magic(first: bytes) -> str | None:
    """Return the kind that the first few bytes tell; None where they tell none."""
    return next((kind for magic, kind in _BY_MAGIC if first.startswith(magic)), None)


def by_line(first: bytes) -> str:
    """Return the kind that a first line tells: "jsonl", "csv", or "head" where more must be seen."""
    kind = kind_of_bytes(first)
    return kind if kind in {"jsonl", "csv"} else "head"


def by_head(head: bytes) -> str:
    """Return the kind of what has no telling name by its beginning."""
    if found := by_magic(head):
        return found
    if found := root_of(head):
        return found
    if head[257:262] == b"ustar":
        return "tar"
    if _SAVED.match(head) and b"text/html" in head.lower():
        return "mhtml"
    return "html" if is_page(head) else of_text(head)


def of_text(head: bytes) -> str:
    """Return what a text is: a list of addresses, an export with several articles, or one report."""
    lines = [line.strip() for line in head.decode("utf-8", "replace").removeprefix("\ufeff").splitlines()]
    filled = [line for line in lines[:-1] or lines if line and not line.startswith("#")]
    if filled and all(is_address(line) for line in filled):
        return "addresses"
    text = decode(head)
    if is_lexisnexis(text):
        return "lexisnexis"
    return "factiva" if is_factiva(text) else "text"
