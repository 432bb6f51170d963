"""Scores a reader on the golden deeds: `python -m tests.golden.deeds` prints the tables, `-v` what is wrong, `-x` other facts.

`deeds.txt` holds single passages of one or two sentences in batches: a kind and the passage, then the events that must be read
(`+ SOURCE>TARGET TYPE|TYPE : status|status`), those that must not be (`-`) and those that may stand as a statement's, but not
as the report's own word (`~`). Where no status is given it is a fact that has
happened or goes on; `*` stands for anybody. `deed_reports.txt` holds whole reports, whose events name words of their
passage too, and some of them when, where and how much. Each event read answers one expected event of a report.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from detente.language import Reader
from detente.records import Event, Published, Report

DEEDS = Path(__file__).with_name("deeds.txt")
REPORTS = Path(__file__).with_name("deed_reports.txt")
FACTS = ("happened", "ongoing")
# An event is the one expected in a report if so many of the expected words stand in one of its passages.
COMMON = 3
LINE = re.compile(r"([+~-]) (\S+)>(\S+) ([A-Z|]+)(?: : ([a-z|]+))?((?: \| .+)?)$")


@dataclass(frozen=True, slots=True)
class Deed:
    """An event that must be read, or must not be."""

    must: bool
    source: str
    target: str
    types: frozenset[str]
    status: frozenset[str]
    words: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    unsaid: bool = False  # only an event that no statement vouches for is this one

    def is_read(self, event: Event, body: str) -> bool:
        """Whether an event is this one."""
        sides = [country(event.source), country(event.target)]
        pairs = [sides, sides[::-1]] if "CONSULT" in self.types or event.mutual else [sides]
        return (
            any(self.source in ("*", s) and self.target in ("*", t) for s, t in pairs)
            and event.type in self.types
            and event.status in self.status
            and not (self.unsaid and event.statement is not None)
            and (not self.words or share(self.words, event, body) >= COMMON)
        )


@dataclass(slots=True)
class Told:
    """A passage or report with its deeds."""

    kind: str
    text: str
    on: str | None = None
    deeds: list[Deed] = field(default_factory=list)


@dataclass(slots=True)
class Tally:
    """Counts of a batch: events found of those asked, false ones of those ruled out, passages right, facts not asked about."""

    passages: int = 0
    right: int = 0
    asked: int = 0
    found: int = 0
    ruled_out: int = 0
    false: int = 0
    facts: Counter[str] = field(default_factory=Counter)
    facts_right: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)

    def count(self, told: Told, events: tuple[Event, ...]) -> None:
        """Count one passage or report."""
        used: set[str] = set()
        missing, false = [], []
        for deed in told.deeds:
            hits = [e for e in events if deed.is_read(e, told.text)]
            if not deed.must:
                self.ruled_out += 1
                self.false += bool(hits)
                false += [deed] if hits else []
                continue
            self.asked += 1
            fresh = [e for e in hits if e.id not in used or not deed.words]
            best = max(fresh, key=lambda e: (len(_right(deed, e)), share(deed.words, e, told.text)), default=None)
            if best is None:
                missing.append(deed)
                continue
            self.found += 1
            used.add(best.id)
            self.facts.update(name for name, _ in deed.facts)
            self.facts_right.update(_right(deed, best))
            self.wrong += [
                f"{name}: {value} | {best.when} {best.where} {[q.text for q in best.quantities]}"
                for name, value in deed.facts
                if name not in _right(deed, best)
            ]
        self.passages += 1
        self.right += not missing and not false
        if missing or false:
            got = "; ".join(shown(e) for e in events)
            self.wrong.append(
                f"[{told.kind}] {told.text if not any(d.words for d in told.deeds) else ''}"
                + "".join(f"\n   missing {_deed(d)}" for d in missing)
                + "".join(f"\n   false {_deed(d)}" for d in false)
                + f"\n   got {got}"
            )
        must = [d for d in told.deeds if d.must]
        others = [e for e in events if e.status in FACTS and not any(d.is_read(e, told.text) for d in must)]
        self.others += [f"{shown(e)} | {told.text[slice(*e.passage)]}" for e in others]


def load(path: Path) -> dict[str, list[Told]]:
    """Return the passages of a file by batch; a report is a batch by itself."""
    batches: dict[str, list[Told]] = {}
    whole = path != DEEDS
    batch: list[Told] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            name, *rest = (part.strip() for part in line[3:].split("|"))
            batch = batches.setdefault(name, [])
            if rest:
                batch.append(Told(kind=name, text=rest[1], on=rest[0]))
        elif match := LINE.match(line):
            batch[-1].deeds.append(_parsed(*match.groups()))
        elif whole and batch:
            batch[-1].text += "\n" + line
        elif line.strip():
            kind, text = line.split(" | ", 1)
            batch.append(Told(kind=kind, text=text))
    return batches


def report(told: Told) -> Report:
    """Return a passage as a report."""
    on = told.on
    precision, known = ("day", "table") if on else ("unknown", "unknown")
    return Report(
        id="r1", origin="deed.txt", digest="0" * 64, source="deed.txt", outlet=None, title=None, byline=None, url=None,
        language="en", place=None, body=told.text, reader="test", version="1",
        published=Published(start=on, end=on, precision=precision, known_from=known),  # type: ignore[arg-type] # both are allowed values
    )  # fmt: skip


def score(reader: Reader, path: Path) -> dict[str, Tally]:
    """Read a file's passages and return the counts by batch."""
    tallies: dict[str, Tally] = {}
    for name, batch in load(path).items():
        tally = tallies.setdefault(name, Tally())
        for told in batch:
            (records,) = reader.read([report(told)])
            tally.count(told, records.events)
    return tallies


def shown(event: Event) -> str:
    """Return an event in short."""
    return f"{country(event.source)}>{country(event.target)} {event.type} {event.status} ({event.rule})"


def table(tallies: dict[str, Tally]) -> str:
    """Return the counts as a Markdown table."""
    lines = ["| | events found | false | passages right | other facts |", "|---|---|---|---|---|"]
    rows = [*tallies.items(), ("all", _sum(list(tallies.values())))]
    lines += [
        f"| {name} | {t.found} of {t.asked} | {t.false} of {t.ruled_out} | {t.right} of {t.passages} | {len(t.others)} |"
        for name, t in rows
    ]
    whole = rows[-1][1]
    lines += [f"{name}: {whole.facts_right[name]} of {n}" for name, n in sorted(whole.facts.items())]
    return "\n".join(lines)


def _sum(tallies: list[Tally]) -> Tally:
    whole = Tally()
    for t in tallies:
        whole.passages, whole.right = whole.passages + t.passages, whole.right + t.right
        whole.asked, whole.found = whole.asked + t.asked, whole.found + t.found
        whole.ruled_out, whole.false = whole.ruled_out + t.ruled_out, whole.false + t.false
        whole.facts += t.facts
        whole.facts_right += t.facts_right
        whole.others += t.others
    return whole


def _parsed(sign: str, source: str, target: str, types: str, status: str | None, rest: str) -> Deed:
    parts = [part.strip() for part in rest.split(" | ")[1:]]
    facts = [tuple(part.split(" ", 1)) for part in parts[1:]]
    return Deed(
        must=sign == "+", source=source, target=target, types=frozenset(types.split("|")),
        status=frozenset(status.split("|") if status else FACTS), words=parts[0] if parts else "",
        facts=tuple((name, value) for name, value in facts), unsaid=sign == "~",
    )  # fmt: skip


def _right(deed: Deed, event: Event) -> list[str]:
    """The facts asked for that the event has."""
    have = {
        "when": event.when.start or "",
        "where": event.where.place if event.where is not None else "",
        "amount": " ".join(q.text for q in event.quantities),
    }
    return [name for name, value in deed.facts if have[name].startswith(value) or value in have[name]]


def share(words: str, event: Event, body: str) -> int:
    """How many of the expected words stand in an event's passages."""
    passages = " ".join(body[slice(*p)] for p in (event.passage, *event.passages))
    return len(_words(words) & _words(passages))


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower()))


def country(party: object) -> str | None:
    """The country of a party."""
    return getattr(party, "country", None)


def _deed(deed: Deed) -> str:
    return f"{deed.source}>{deed.target} {'|'.join(sorted(deed.types))} {'|'.join(sorted(deed.status))} {deed.words}"


def main() -> None:
    """Write the tables; with ``-v`` what is wrong too, with ``-x`` the facts that nothing was said of; batches by name."""
    reader = Reader()
    chosen = [a for a in sys.argv[1:] if not a.startswith("-")]
    for path in (DEEDS, REPORTS):
        tallies = {n: t for n, t in score(reader, path).items() if not chosen or n in chosen}
        for name, tally in tallies.items():
            if "-v" in sys.argv:
                sys.stdout.writelines(f"{name} {line}\n" for line in tally.wrong)
            if "-x" in sys.argv:
                sys.stdout.writelines(f"{name} other: {line}\n" for line in tally.others)
        sys.stdout.write(table(tallies) + "\n\n")


if __name__ == "__main__":
    main()
