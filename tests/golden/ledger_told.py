"""Scores the ledger on the golden reports and archives: `python -m tests.golden.ledger_told` prints the tables, `-v` what is wrong.

A line of the ledger is right where a saying of its kind is expected on its words; a saying is found where a line is right by
it. Of those found, the speaker and the last day of the term are counted beside. In the archives a saying is right where
it is found, its kind and its state are those expected, and the passage expected is among the evidence.
"""

from __future__ import annotations

import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from detente.archive import Archive
from detente.foretold import Entry
from detente.gazetteer.spelling import fold
from detente.relations import ledger
from tests.relations.ledger_reading import archive_of

TOLD = Path(__file__).with_name("ledger_told.toml")
SETTLED = Path(__file__).with_name("ledger_settled.toml")
SETTLED_2 = Path(__file__).with_name("ledger_settled_2.toml")
_UNDECIDED = ("open", "cannot_be_told")


@dataclass(slots=True)
class Tally:
    """Counts by kind: lines listed, of these right, sayings expected, of these found; and of those found, what else is right."""

    listed: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    expected: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    speakers: int = 0
    terms: int = 0
    wrong: list[str] = field(default_factory=list)

    def precision(self) -> float:
        """Return the share of the lines that is right."""
        return self.right.total() / max(self.listed.total(), 1)

    def recall(self) -> float:
        """Return the share of the sayings that is found."""
        return self.found.total() / max(self.expected.total(), 1)

    def rows(self) -> list[str]:
        """Return the lines of the table."""
        out = [
            f"  {kind or 'all':11} precision {_of(self.right, kind)}/{_of(self.listed, kind)}, "
            f"recall {_of(self.found, kind)}/{_of(self.expected, kind)}"
            for kind in (*sorted(self.expected | self.listed), None)
        ]
        return [*out, f"  of {self.found.total()} found: speaker {self.speakers}, term {self.terms}"]


@dataclass(slots=True)
class Settled:
    """Counts over the archives: sayings, of these found with their kind, wholly right, and settled wrongly."""

    sayings: int = 0
    found: int = 0
    right: int = 0
    settled_wrongly: int = 0
    wrong: list[str] = field(default_factory=list)

    def row(self) -> str:
        """Return the line of the table."""
        return f"  {self.found}/{self.sayings} found, {self.right} right, {self.settled_wrongly} settled wrongly"


def load(file: Path) -> list[dict[str, Any]]:
    """Return the reports or archives of a file."""
    (rows,) = tomllib.loads(file.read_text(encoding="utf-8")).values()
    out: list[dict[str, Any]] = rows
    return out


def read_told(rows: Sequence[dict[str, Any]], folder: Path) -> list[tuple[dict[str, Any], list[Entry]]]:
    """Return reports with what the ledger lists of each."""
    archive = archive_of(((r["day"], r["outlet"], "", r["text"]) for r in rows), folder)
    numbers = {r.body.strip()[:60]: r.id for r in archive.reports()}
    found = ledger(archive)
    return [(r, [e for e in found if e.report == numbers[r["text"].strip()[:60]]]) for r in rows]


def tally(read: Iterable[tuple[dict[str, Any], Sequence[Entry]]]) -> Tally:
    """Return the counts of reports."""
    out = Tally()
    for row, found in read:
        met: dict[int, Entry] = {}
        for entry in found:
            fits = [i for i, s in enumerate(row["sayings"]) if s[0] == entry.kind and s[1] in entry.text]
            if not fits and any(words in entry.text for words in row.get("also", ())):
                continue
            out.listed[entry.kind] += 1
            out.right[entry.kind] += bool(fits)
            met.update((i, entry) for i in fits)
            if not fits:
                out.wrong.append(f"{row['number']}: {entry.kind} listed: {entry.text}")
        for i, (kind, words, who, by) in enumerate(row["sayings"]):
            out.expected[kind] += 1
            out.found[kind] += i in met
            if i in met:
                _beside(out, met[i], who, by, row["number"])
            else:
                out.wrong.append(f"{row['number']}: not found: {kind} {words}")
    return out


def read_settled(rows: Iterable[dict[str, Any]], folder: Path) -> list[tuple[dict[str, Any], list[Entry]]]:
    """Return archives with their ledgers."""
    return [(row, ledger(_made(row, folder / str(row["number"])))) for row in rows]


def settled(read: Iterable[tuple[dict[str, Any], Sequence[Entry]]]) -> Settled:
    """Return the counts of archives."""
    out = Settled()
    for row, found in read:
        for words, kind, states, passage in row["sayings"]:
            own = [e for e in found if words in e.text and e.kind == kind]
            state = own[0].state if own else "-"
            told = [v.text for v in own[0].evidence] if own else []
            right = state in states.split("/") and (not passage or any(passage in t for t in told))
            out.sayings += 1
            out.found += bool(own)
            out.right += right
            out.settled_wrongly += bool(own) and not right and state not in _UNDECIDED
            if not right:
                out.wrong.append(f"{row['number']}: {kind} {words}: {state} for {states} {told}")
    return out


def _made(row: dict[str, Any], folder: Path) -> Archive:
    """Return the archive of some reports."""
    folder.mkdir()
    return archive_of(((day, outlet, title, text) for day, outlet, title, text in row["reports"]), folder)


def _beside(out: Tally, entry: Entry, who: str, by: str, number: int) -> None:
    """Count whether speaker and term of a saying that was found are right."""
    speaker = entry.speaker
    names = [t for t in (speaker.name, speaker.text, speaker.office, speaker.country) if t] if speaker else []
    said, last = any(fold(who) in fold(t) for t in names), (entry.by.end or "")[:10]
    out.speakers += said
    out.terms += last == by
    if not said or last != by:
        out.wrong.append(f"{number}: beside: {entry.text[:60]}: {names} for {who}, {last} for {by}")


def _of(counts: Counter[str], kind: str | None) -> int:
    """Return a count, the total for None."""
    return counts[kind] if kind else counts.total()


def main() -> None:
    """Print the tables; ``odd`` or ``even`` reads only these reports, ``settled`` only the archives."""
    asked = [a for a in sys.argv[1:] if a != "-v"]
    out: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        for name, rest in (("odd", 1), ("even", 0)):
            if asked and name not in asked:
                continue
            (own := Path(folder) / name).mkdir()
            made = tally(read_told([r for r in load(TOLD) if r["number"] % 2 == rest], own))
            out += [name, *made.rows(), *(made.wrong if "-v" in sys.argv else ())]
        if not asked or "settled" in asked:
            for name, file in (("archives", SETTLED), ("archives, second set", SETTLED_2)):
                states = settled(read_settled(load(file), Path(folder)))
                out += [name, states.row(), *(states.wrong if "-v" in sys.argv else ())]
    sys.stdout.write("\n".join(out) + "\n")


if __name__ == "__main__":
    main()
