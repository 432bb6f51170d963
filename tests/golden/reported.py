"""Scores coder and reader on golden sentences of the press: `python -m tests.golden.reported` prints the table, `-v` what is wrong.

A row of `reported.tsv` is set, type, mode ("-": none asked), the statuses accepted, the countries (`SOURCE>TARGET`; "-": within one,
asked of the coder alone) and the sentence with source and target marked. The coder is given the parties, the reader finds them.
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from detente.language import Reader
from detente.language.coder import Coder, Coding, Task
from detente.records import Event
from tests.golden.deeds import Told, report, shown
from tests.language.test_codes import marked

REPORTED = Path(__file__).with_name("reported.tsv")

COOPERATION = frozenset("CONSULT SUPPORT COOPERATE AID CONCEDE RETREAT".split())
HARM = frozenset("SANCTION COERCE ASSAULT MOBILIZE".split())
# What a type can be told as too: types and the statuses that they then have.
ALSO = {
    "AGREE": (COOPERATION, frozenset("planned offered conditional predicted".split())),
    "REJECT": (COOPERATION | {"AGREE"}, frozenset({"denied"})),
    "THREATEN": (HARM, frozenset("threatened planned conditional predicted".split())),
    "REQUEST": (COOPERATION, frozenset({"demanded"})),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A sentence and what is to be read from it."""

    number: str
    kind: str
    mode: str | None
    status: frozenset[str]
    sides: tuple[str, str] | None
    text: str

    def is_read(self, event: Event) -> bool:
        """Whether an event of the reader is the one told: what is mutual counts either way round.

        The status may say what the type says elsewhere: AGREE may be help that is planned, REJECT talks that are denied.
        """
        own = (event.source.country, event.target.country if event.target is not None else None)
        mutual = event.mutual or self.kind == "CONSULT"
        if self.sides not in ((own, own[::-1]) if mutual else (own,)):
            return False
        types, statuses = ALSO.get(self.kind, (frozenset(), frozenset()))
        plainly = event.type == self.kind and event.status in self.status
        return plainly or (event.type in types and event.status in statuses)


def load() -> list[Row]:
    """Return the rows of the file."""
    rows = []
    for line in REPORTED.read_text(encoding="utf-8").splitlines():
        number, kind, mode, status, sides, text = line.split("\t")
        source, _, target = sides.partition(">")
        rows.append(
            Row(
                number=number, kind=kind, mode=None if mode == "-" else mode, status=frozenset(status.split("|")),
                sides=(source, target) if target else None, text=text,
            )
        )  # fmt: skip
    return rows


def coded(rows: list[Row]) -> list[Coding]:
    """Return what the coder makes of the rows, the parties given."""
    parts = (marked(row.text) for row in rows)
    return list(Coder().code([Task(id=i, sentence=s, source=a, target=b) for i, (s, a, b) in enumerate(parts)]))


def read(rows: list[Row]) -> list[tuple[Event, ...]]:
    """Return the events that the reader finds in each row by itself."""
    reports = [report(Told(kind="k", text=marked(row.text)[0])) for row in rows]
    return [records.events for records in Reader().read(reports)]


def table(rows: list[Row], codings: list[Coding], events: list[tuple[Event, ...]]) -> str:
    """Return the counts by set as a Markdown table."""
    asked: dict[str, Counter[str]] = {}
    for row, coding, found in zip(rows, codings, events, strict=True):
        n = asked.setdefault(row.number, Counter())
        n.update(all=1, type=coding.type == row.kind)
        if row.mode is not None:
            n.update(modes=1, mode=(coding.type, coding.mode) == (row.kind, row.mode))
        if row.sides is not None:
            n.update(sides=1, found=any(row.is_read(e) for e in found))
            n.update(status=any(row.is_read(e) or _but_status(row, e) for e in found))
    lines = [
        "| set | type, parties given | mode | event found with parties, type, status | - status aside |",
        "|---|---|---|---|---|",
    ]
    return "\n".join(
        lines
        + [
            f"| {name} | {n['type']} of {n['all']} | {n['mode']} of {n['modes']} | {n['found']} of {n['sides']} | {n['status']} |"
            for name, n in asked.items()
        ]
    )


def _but_status(row: Row, event: Event) -> bool:
    own = (event.source.country, event.target.country if event.target is not None else None)
    mutual = event.mutual or row.kind == "CONSULT"
    return row.sides in ((own, own[::-1]) if mutual else (own,)) and event.type == row.kind


def main() -> None:
    """Write the table; with ``-v`` what is wrong too; sets by number."""
    chosen = [a for a in sys.argv[1:] if not a.startswith("-")]
    rows = [row for row in load() if not chosen or row.number in chosen]
    codings, events = coded(rows), read(rows)
    if "-v" in sys.argv:
        for row, coding, found in zip(rows, codings, events, strict=True):
            if (coding.type, row.mode and coding.mode) != (row.kind, row.mode):
                sys.stdout.write(f"C {row.number} {row.kind}/{row.mode} got {coding.type}/{coding.mode} | {row.text}\n")
            if row.sides is not None and not any(row.is_read(e) for e in found):
                got = "; ".join(shown(e) for e in found)
                sys.stdout.write(
                    f"R {row.number} {row.sides} {row.kind} {'|'.join(row.status)} got {got} | {row.text}\n"
                )
    sys.stdout.write(table(rows, codings, events) + "\n")


if __name__ == "__main__":
    main()
