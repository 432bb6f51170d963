"""What a user's codebook file adds to the shipped one, counted."""

from __future__ import annotations

from pathlib import Path

from detente.codebook import files
from detente.codebook.book import Codebook

_NAMES = {
    "type": "types",
    "mode": "modes",
    "verb": "verb frames",
    "noun": "noun frames",
    "adjective": "adjective frames",
    "idiom": "idioms",
    "operator": "status words",
    "cue": "cues",
    "fixed": "fixed cues",
    "issue": "issues",
}


def account(path: Path) -> dict[str, int]:
    """Return how many tables of each kind, example sentences, word lists and dropped frames a file has.

    Raises CodebookError with all faults of the file.
    """
    book = Codebook.load(path)
    source = files.read(path, path.name)
    counts = {name: sum(row.kind == kind for row in source.rows) for kind, name in _NAMES.items()}
    return counts | {
        "example sentences": len(book.own_examples),
        "word lists": len(source.words),
        "dropped frames": len(source.drop),
    }
