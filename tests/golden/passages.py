"""Scores a reader on the golden passages: `python -m tests.golden.passages` prints the table, `-v` what is wrong.

An expected statement or mention is one item; it is right when everything that the passage says of it is right: speaker,
country, content, kind, acts, the path it came by. A passage that says ``only`` is one item more: nothing else is read.
"""

from __future__ import annotations

import re
import sys
import tomllib
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from detente.language import Reader
from detente.records import Mention, Published, Records, Report, Statement

PASSAGES = Path(__file__).with_name("passages.toml")
# So much of the words must agree (F1) for a content to be the one expected: an article or a comma more does no harm.
SAME = 0.8

# Articles and possessives before a noun make no other mention of it; alone ("his") they are one.
LEADING = re.compile(r"^(?:the|a|an|his|her|its|their|our|my)\s+", re.IGNORECASE)


@dataclass(slots=True)
class Tally:
    """Counts for one kind of passage: items wholly right, and of the single facts asked for those that are right."""

    items: int = 0
    right: int = 0
    facts: Counter[str] = field(default_factory=Counter)
    facts_right: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def item(self, facts: dict[str, bool], what: str) -> None:
        """Count one expected statement or mention."""
        self.items += 1
        self.right += all(facts.values())
        self.facts.update(facts.keys())
        self.facts_right.update(name for name, right in facts.items() if right)
        if not all(facts.values()):
            self.wrong.append(f"{', '.join(n for n, right in facts.items() if not right)}: {what}")

    def statement(self, wanted: dict[str, Any], records: Records) -> None:
        """Count an expected statement: the best of those with its content."""
        near = [s for s in records.statements if _same_content(wanted, s)]
        best = max(near, key=lambda s: sum(_facts(wanted, s, records).values()), default=None)
        if best is None:
            self.item({"found": False}, f"{wanted['who']}: {wanted['says']}")
            return
        speaker = best.speaker
        got = (speaker.text, speaker.name, speaker.country) if speaker else None
        facts = _facts(wanted, best, records)
        self.item(
            facts, f"{wanted['who']}: {wanted['says'][:50]} | {got} {best.kind} {best.acts} {best.via} {best.rule}"
        )

    def mention(self, wanted: dict[str, Any], mentions: tuple[Mention, ...]) -> None:
        """Count an expected mention: the best of those with its words."""
        best: dict[str, bool] = {"found": False}
        for mention in mentions:
            if LEADING.sub("", mention.text) != LEADING.sub("", wanted["text"]):
                continue
            facts = {"found": True}
            if "name" in wanted:
                facts["name"] = fold(wanted["name"]).split()[-1] in fold(mention.name or "").split()
            if "country" in wanted:
                facts["country"] = mention.country == wanted["country"]
            if not best["found"] or sum(facts.values()) > sum(best.values()):
                best = facts
        self.item({f"mention {name}": right for name, right in best.items()}, str(wanted))


def load() -> list[dict[str, Any]]:
    """Return the passages as they stand in the file."""
    passages: list[dict[str, Any]] = tomllib.loads(PASSAGES.read_text(encoding="utf-8"))["passage"]
    return passages


def report(passage: dict[str, Any]) -> Report:
    """Return a passage as a report."""
    on = passage["on"]
    return Report(
        id="r1", origin="passage.txt", digest="0" * 64, source="passage.txt", outlet=passage.get("outlet"), title=None,
        byline=None, url=None, language="en", place=passage.get("place"), body=passage["text"], reader="test", version="1",
        published=Published(start=on, end=on, precision="day", known_from="table"),
    )  # fmt: skip


def score(reader: Reader) -> dict[str, Tally]:
    """Read all passages and return the counts by kind."""
    tallies: dict[str, Tally] = {}
    for passage in load():
        (records,) = reader.read([report(passage)])
        tally = tallies.setdefault(passage["kind"], Tally())
        expected = passage.get("statements", [])
        for wanted in expected:
            tally.statement(wanted, records)
        for wanted in passage.get("mentions", []):
            tally.mention(wanted, records.mentions)
        if passage.get("only"):
            extra = [s for s in records.statements if not any(_same_content(w, s) for w in expected)]
            tally.item({"nothing else": not extra}, str([s.content.text for s in extra]))
    return tallies


def _facts(wanted: dict[str, Any], statement: Statement, records: Records) -> dict[str, bool]:
    """What the passage says of a statement, and whether it is so."""
    speaker = statement.speaker
    words = fold(f"{speaker.name or ''} {speaker.text}") if speaker else ""
    facts = {"found": True, "speaker": all(w in words.split() for w in fold(wanted["who"]).split())}
    if "country" in wanted:
        facts["country"] = (speaker.country if speaker else None) == (wanted["country"] or None)
    if "kind" in wanted:
        facts["kind"] = statement.kind == wanted["kind"]
    if "acts" in wanted:
        facts["acts"] = set(wanted["acts"]) <= set(statement.acts)
    if "via" in wanted:
        facts["via"] = len(statement.via) == len(wanted["via"]) and all(
            fold(w) in fold(v) for w, v in zip(wanted["via"], statement.via, strict=True)
        )
    if "inside" in wanted:
        outer = next((s for s in records.statements if s.id == statement.inside), None)
        whose = outer.speaker if outer else None
        facts["inside"] = whose is not None and fold(wanted["inside"]) in fold(f"{whose.name} {whose.text}")
    return facts


def _same_content(wanted: dict[str, Any], statement: Statement) -> bool:
    asked, got = Counter(fold(wanted["says"]).split()), Counter(fold(statement.content.text).split())
    common = sum((asked & got).values())
    return common > 0 and 2 * common / (asked.total() + got.total()) >= SAME


def fold(text: str) -> str:
    """Return a text as plain words in lower case, without accents and marks."""
    flat = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return " ".join(re.findall(r"[a-z0-9]+", flat))


def table(tallies: dict[str, Tally]) -> str:
    """Return the counts as a Markdown table."""
    lines = ["| kind | items | right | % |", "|---|---|---|---|"]
    for kind, tally in tallies.items():
        lines.append(f"| {kind} | {tally.items} | {tally.right} | {100 * tally.right / tally.items:.0f} |")
    items, right = sum(t.items for t in tallies.values()), sum(t.right for t in tallies.values())
    lines.append(f"| all | {items} | {right} | {100 * right / items:.1f} |")
    lines += ["", "| fact | asked | right | % |", "|---|---|---|---|"]
    asked = sum((t.facts for t in tallies.values()), Counter[str]())
    held = sum((t.facts_right for t in tallies.values()), Counter[str]())
    lines += [f"| {name} | {n} | {held[name]} | {100 * held[name] / n:.0f} |" for name, n in sorted(asked.items())]
    return "\n".join(lines)


def main() -> None:
    """Write the table; with ``-v`` what is wrong too."""
    tallies = score(Reader())
    wrong = [f"{kind}: {line}\n" for kind, tally in tallies.items() for line in tally.wrong]
    sys.stdout.writelines(wrong if "-v" in sys.argv else [])
    sys.stdout.write(table(tallies) + "\n")


if __name__ == "__main__":
    main()
