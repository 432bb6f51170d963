"""Scores the differences on the golden stories: `python -m tests.golden.differences_told` prints the table, `-v` what is wrong.

A difference that is claimed is right where one of its kind is expected and both passages meet the words expected; an
expected one is found where a claimed one meets it.
"""

from __future__ import annotations

import sys
import tomllib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from detente.language import Reader
from detente.records import Difference, Published, Records, Report
from detente.stories.differences import compared

STORIES = Path(__file__).with_name("differences_told.toml")
LONG = Path(__file__).with_name("differences_long.toml")
WIRE = Path(__file__).with_name("differences_wire.toml")
WIRE_2 = Path(__file__).with_name("differences_wire_2.toml")
WIRE_3 = Path(__file__).with_name("differences_wire_3.toml")
WIRE_4 = Path(__file__).with_name("differences_wire_4.toml")


@dataclass(slots=True)
class Score:
    """Counts by kind: what was claimed, of that right, what was expected, of that found."""

    claimed: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    expected: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    """Kinds of what was claimed rightly without having been planted: it counts neither for nor against."""

    def precision(self, kind: str | None = None) -> float:
        """Return the share of the claimed that is right, 1 where nothing is claimed."""
        claimed, right = (c[kind] if kind else c.total() for c in (self.claimed, self.right))
        return right / claimed if claimed else 1.0

    def recall(self, kind: str | None = None) -> float:
        """Return the share of the expected that is found, 1 where nothing is expected."""
        expected, found = (c[kind] if kind else c.total() for c in (self.expected, self.found))
        return found / expected if expected else 1.0

    def row(self, kind: str | None = None) -> str:
        """Return a line of the table."""
        counts = [c[kind] if kind else c.total() for c in (self.right, self.claimed, self.found, self.expected)]
        return f"{kind or 'all':14} precision {counts[0]}/{counts[1]}, recall {counts[2]}/{counts[3]}"


def load(file: Path = STORIES) -> list[dict[str, Any]]:
    """Return the stories as they stand in a file."""
    stories: list[dict[str, Any]] = tomllib.loads(file.read_text(encoding="utf-8"))["story"]
    return stories


def reports(story: dict[str, Any]) -> list[Report]:
    """Return the reports of a story."""
    on = story["day"]
    return [
        Report(
            id=f"{story['number']}-{outlet}", origin=outlet, digest=outlet, source=outlet, outlet=outlet, title=None,
            byline=None, url=None, language="en", body=text, reader="test", version="1",
            published=Published(start=on, end=on, precision="day", known_from="table"),
        )
        for outlet, text in story["reports"]
    ]  # fmt: skip


def claimed(held: Iterable[Records]) -> list[Difference]:
    """Return the differences between the reports of one story."""
    rows = list(held)
    return compared(
        [r.report for r in rows],
        [m for r in rows for m in r.mentions],
        [s for r in rows for s in r.statements],
        [e for r in rows for e in r.events],
        stories={r.report.id: "story" for r in rows},
        # Notes of a sentence or two share too many words to be told from copies; these are taken as outlets' own.
        copies=lambda *_: False,
    )


def score(read: Iterable[tuple[dict[str, Any], list[Difference]]]) -> Score:
    """Return the counts of stories with what was claimed of them."""
    out = Score()
    for story, found in read:
        met: set[int] = set()
        for difference in found:
            fits = [i for i, wanted in enumerate(story["differences"]) if _meets(difference, wanted, story)]
            met.update(fits)
            if not fits and any(_meets(difference, other, story) for other in story.get("also", ())):
                out.beside.append(difference.kind)
                continue
            out.claimed[difference.kind] += 1
            out.right[difference.kind] += bool(fits)
            if not fits:
                told = " | ".join(f"{v.outlet}: {v.value}" for v in difference.values)
                out.wrong.append(f"{story['number']}: {difference.kind} {difference.score}, {difference.about}: {told}")
        for i, wanted in enumerate(story["differences"]):
            out.expected[wanted[0]] += 1
            out.found[wanted[0]] += i in met
            if i not in met:
                out.wrong.append(f"{story['number']}: not found: {wanted}")
    return out


def _meets(difference: Difference, wanted: list[str], story: dict[str, Any]) -> bool:
    """Say whether a claimed difference is the expected one."""
    kind, first, second = wanted
    if difference.kind != kind:
        return False
    bodies = dict(story["reports"])
    spans = {v.outlet: v.span for v in difference.values if v.value}
    if kind == "omission":
        lacking = {v.outlet for v in difference.values if not v.value}
        return lacking == {first} and any(_on(bodies[o], span, second) for o, span in spans.items() if o)
    told = [(bodies[o], span) for o, span in spans.items() if o]
    return len(told) == 2 and any(
        all(_on(body, span, w) for (body, span), w in zip(told, words, strict=True))
        for words in ((first, second), (second, first))
    )


def _on(body: str, span: tuple[int, int], words: str) -> bool:
    """Say whether a span touches the words expected, or one of several wordings of them that "|" parts."""
    found = ((body.find(one), one) for one in words.split("|"))
    return any(start >= 0 and span[0] < start + len(one) and start < span[1] for start, one in found)


def main() -> None:
    """Print the table for each half and for the longer reports; of what was tuned on what is wrong, where asked."""
    stories = load()
    reader = Reader()
    read = [(s, claimed(reader.read(reports(s)))) for s in stories]
    out = []
    for name, half in (("odd: tuned on", 1), ("even: not tuned on", 0)):
        made = score((s, d) for s, d in read if s["number"] % 2 == half)
        out += [name, *("  " + made.row(kind) for kind in (*sorted(made.expected | made.claimed), None))]
        if "-v" in sys.argv and half:
            out += made.wrong
    for name, file in (
        ("longer reports", LONG),
        ("wire reports", WIRE),
        ("wire reports, second dozen", WIRE_2),
        ("many outlets", WIRE_3),
        ("many outlets, read once", WIRE_4),
    ):
        longer = score((s, claimed(reader.read(reports(s)))) for s in load(file))
        out += [name, *("  " + longer.row(kind) for kind in (*sorted(longer.expected | longer.claimed), None))]
        if "-v" in sys.argv:
            out += longer.wrong
    sys.stdout.write("\n".join(out) + "\n")


if __name__ == "__main__":
    main()
