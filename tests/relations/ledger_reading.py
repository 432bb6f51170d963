"""Invented reports read into an archive, for the tests of the ledger."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from detente.archive import Archive
from detente.foretold import Entry
from detente.reading import read
from tests.relations.ledger_press import Expected


def archive_of(reports: Iterable[tuple[str, str, str, str]], folder: Path) -> Archive:
    """Read reports (day, outlet, title, text) into a new archive in a folder."""
    table = folder / "press.jsonl"
    rows = (
        {"id": f"p{n}", "published": day, "outlet": outlet, "title": title, "text": text}
        for n, (day, outlet, title, text) in enumerate(reports)
    )
    table.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    read([str(table)], archive=folder / "archive")
    return Archive.open(folder / "archive")


def judged(expected: Expected, found: Sequence[Entry]) -> str:
    """Return how the ledger has a sentence: "right", "missed", or what is wrong, in words."""
    own = [e for e in found if expected.words in e.text]
    if not own:
        return "missed"
    if all(e.kind != expected.kind for e in own):
        return f"kind {own[0].kind}"
    same = [e for e in own if e.kind == expected.kind]
    if all(e.state != expected.state for e in same):
        return f"state {same[0].state}"
    texts = [v.text for e in same if e.state == expected.state for v in e.evidence]
    if expected.evidence is not None and not any(expected.evidence in text for text in texts):
        return f"evidence {texts}"
    return "right"
