"""Loaded words: whom they are said of, in sentences of our own."""

from __future__ import annotations

from pathlib import Path

from detente.language import Reader
from detente.records import Published, Report
from detente.stories.attaching import attached
from detente.stories.loaded import loaded_in
from detente.stories.outlet_counts import party_of_mention

SENTENCES = Path(__file__).with_name("loaded.tsv")
FLOOR = 0.85


def report(number: int, text: str) -> Report:
    """Return a sentence as a report."""
    return Report(
        id=f"r{number}", origin="test", digest=str(number), source="test", outlet="Argus", title=None, byline=None, url=None,
        language="en", body=text, reader="test", version="1",
        published=Published(start="2023-05-01", end="2023-05-01", precision="day", known_from="table"),
    )  # fmt: skip


def test_loaded_words_are_put_down_to_whom_they_are_said_of() -> None:
    rows = [line.split("\t") for line in SENTENCES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    read = Reader().read([report(n, text) for n, (text, _, _) in enumerate(rows)])
    wrong = []
    for (text, said, wanted), records in zip(rows, read, strict=True):
        word, span = next((w, s) for w, s in loaded_in(text) if text[slice(*s)].lower() == said.lower())
        near = [m for m in records.mentions if m.how != "pronoun" and party_of_mention(m)]
        whom = attached(word, span, text, near)
        if ((party_of_mention(whom) if whom else None) or "-") != wanted:
            wrong.append(text)
    assert len(wrong) <= (1 - FLOOR) * len(rows), wrong
