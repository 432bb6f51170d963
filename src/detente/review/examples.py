"""Corrections of events as example sentences, in the codebook's own form.

What an analyst said of an event is an example of the type: the sentence, its parties marked, the type and mode, and what
became of it. A file of them can be given as ``--codebook``, or be read by the scripts that weigh the codebook's examples.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.archive.corrected import standing
from detente.codebook.marks import marked
from detente.records import Event, Span

if TYPE_CHECKING:
    from detente.archive import Archive

_HEAD = """\
# Example sentences out of corrections, in the codebook's form: who acts is marked [S ...], on whom [T ...].
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Examples:
    """Example sentences as TOML, how many there are, and how many corrections gave none: no sentence has the parties."""

    toml: str
    count: int
    left_out: int


def examples_toml(archive: Archive) -> Examples:
    """Return the events that people corrected, and those they said are none, as TOML of example sentences.

    A type, mode or status that was corrected gives an example. Sentences that name no event stand as comments, for the
    codebook has no form for them. An event whose parties are not words of its own sentence gives none.
    """
    counting = [c for c in standing(archive.corrections()) if c.table == "events"]
    wanted = {c.item for c in counting if c.kind in ("type", "status") and c.item}
    rows = {e.id: e for e in archive.events_of(sorted(wanted))}
    bodies = {r.report.id: r.report.body for r in archive.records_of(sorted({e.report for e in rows.values()}))}
    groups: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for event in rows.values():
        sentence = _sentence(event, bodies[event.report])
        if sentence is not None:
            groups[event.type, event.mode or "", event.status].append(sentence)
    found = {key: sorted(set(sentences)) for key, sentences in sorted(groups.items())}
    count = sum(map(len, found.values()))
    none = sorted({c.text or "" for c in counting if c.kind == "nothing"})
    parts = [_HEAD, *(_table(*key, sentences) for key, sentences in found.items())]
    if none:
        parts.append("# No event, said of: " + "; ".join(" ".join(text.split()) for text in none) + "\n")
    return Examples(toml="\n".join(parts), count=count, left_out=len(wanted) - count)


def _sentence(event: Event, body: str) -> str | None:
    """Return the sentence of an event with its parties marked, None where they do not stand in it."""
    start, end = event.passage
    source = _within(event.source.spans, event.passage)
    target = _within(event.target.spans, event.passage) if event.target else None
    if source is None or (event.target is not None and target is None):
        return None
    marks = sorted((span, letter) for span, letter in ((source, "S"), (target, "T")) if span is not None)
    if len(marks) > 1 and marks[0][0][1] > marks[1][0][0]:
        return None
    text, at = "", start
    for span, letter in marks:
        text += f"{body[at : span[0]]}[{letter} {body[slice(*span)]}]"
        at = span[1]
    text = " ".join((text + body[at:end]).split())
    try:
        marked(text)
    except ValueError:  # the sentence has brackets of its own
        return None
    return text


def _within(spans: tuple[Span, ...], passage: Span) -> Span | None:
    """Return the first of some spans that stands in a passage."""
    return next((s for s in spans if passage[0] <= s[0] < s[1] <= passage[1]), None)


def _table(kind: str, mode: str, status: str, sentences: list[str]) -> str:
    """Return one table of examples."""
    lines = ["[[example]]", f"type = {json.dumps(kind)}"]
    lines += [f"mode = {json.dumps(mode)}"] if mode else []
    lines += [f"status = {json.dumps(status)}"] if status != "happened" else []
    # A basic string of TOML is written as one of JSON is, but for half surrogate pairs, which no body in an archive has.
    lines += ["sentences = [", *(f"  {json.dumps(s, ensure_ascii=False)}," for s in sentences), "]", ""]
    return "\n".join(lines)
