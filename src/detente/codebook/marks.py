"""Marked sentences: an example with its parties in brackets, "[S Norway] expelled two diplomats of [T Iran]."."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from detente.codebook.files import Row
from detente.records import Span, Status

_MARK = re.compile(r"\[([ST]) ([^\[\]]*)\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A sentence that shows a type: its parties' spans, its mode where it has one, and what became of the event.

    ``target`` is None where nobody in the sentence is acted on.
    """

    type: str
    mode: str | None
    status: Status
    sentence: str
    source: Span
    target: Span | None


def marked(text: str) -> tuple[str, Span, Span | None]:
    """Return a marked sentence without its marks, and the spans of its source and target.

    Raises ValueError, with the mend, where a mark is broken, empty, doubled, or the source is missing.
    """
    plain, at = "", 0
    spans: dict[str, Span] = {}
    for match in _MARK.finditer(text):
        letter, words = match.groups()
        if letter in spans:
            raise ValueError(f"[{letter} ...] stands twice; mark one source and one target")
        if not words.strip():
            raise ValueError(f"[{letter} ] is empty; put the party's words in it")
        plain += text[at : match.start()]
        spans[letter] = (len(plain), len(plain) + len(words))
        plain += words
        at = match.end()
    plain += text[at:]
    if "[" in plain or "]" in plain:
        raise ValueError('a bracket is no mark; write "[S source]" and "[T target]"')
    if "S" not in spans:
        raise ValueError('no source; mark who acts as "[S ...]"')
    return plain, spans["S"], spans.get("T")


def examples(rows: Iterable[Row]) -> Iterator[Example]:
    """Yield the examples of checked rows, in order."""
    for row in rows:
        if row.kind != "example":
            continue
        for text in row.values["sentences"]:
            sentence, source, target = marked(text)
            yield Example(
                type=row.values["type"],
                mode=row.values.get("mode"),
                status=row.values.get("status", "happened"),
                sentence=sentence,
                source=source,
                target=target,
            )
