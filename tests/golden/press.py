"""Scores the reader on short press reports of our own: `python -m tests.golden.press` prints the table, `-v` what is wrong.

`press.txt` has the form of `deed_reports.txt`. The rules were mended from reports with an odd number; of the even ones no error
was looked at before their first run, and those after 40 were written when the others had been mended. `press_2.txt` has 24 more,
written later: rules were mended from those with an odd number ("fourth"), the others ("fifth") were read once before any
error of them was looked at. An event is whole
if both parties, type and status are right. `-v` shows what is wrong in the halves that rules were mended from, `-e` in all; names of
parts choose among them.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from detente.language import Reader
from tests.golden.deeds import COMMON, Deed, Tally, load, report, shown
from tests.golden.deeds import country as _country
from tests.golden.deeds import share as _share

if TYPE_CHECKING:
    from detente.records import Event
    from tests.golden.deeds import Told

PRESS = Path(__file__).with_name("press.txt")
PRESS_2 = Path(__file__).with_name("press_2.txt")
HALVES = ("odd", "even", "third", "fourth", "fifth")
# Of these the errors are shown; the others were only scored.
MENDED_FROM = ("odd", "fourth")
# Reports after these were written when the others had been mended.
MENDED = 40


def half(name: str) -> str:
    """Return the part that a report's name belongs to."""
    number = int(name[1:])
    if name.startswith("v"):
        return HALVES[3] if number % 2 else HALVES[4]
    return HALVES[2] if number > MENDED else HALVES[number % 2 == 0]


def score(
    reader: Reader, parts: tuple[str, ...] = HALVES
) -> tuple[dict[str, Tally], dict[str, Counter[str]], dict[str, list[str]]]:
    """Read all reports and return, by half, the counts, what the missed events lack and lines on what is wrong."""
    tallies = {name: Tally() for name in parts}
    lacks: dict[str, Counter[str]] = {name: Counter() for name in parts}
    lines: dict[str, list[str]] = {name: [] for name in parts}
    for name, (told,) in (load(PRESS) | load(PRESS_2)).items():
        part = half(name)
        if part not in parts:
            continue
        (records,) = reader.read([report(told)])
        tallies[part].count(told, records.events)
        for deed in told.deeds:
            lack = _lack(deed, told, records.events)
            if lack:
                lacks[part][lack] += 1
                lines[part].append(_line(name, lack, deed, told, records.events))
    return tallies, lacks, lines


def _lack(deed: Deed, told: Told, events: tuple[Event, ...]) -> str | None:
    """What the event read nearest to an expected one has wrong; None if the expected one was read."""
    if not deed.must or any(deed.is_read(e, told.text) for e in events):
        return None
    near = [_wrong(deed, e) for e in events if _share(deed.words, e, told.text) >= COMMON]
    best = min(near, key=len, default=None)
    return "nothing like it" if best is None or len(best) > 2 else " and ".join(best)


def _wrong(deed: Deed, event: Event) -> list[str]:
    """The parts of an event that are not as expected."""
    sides = [(_country(event.source), _country(event.target))]
    sides += [sides[0][::-1]] if event.mutual or "CONSULT" in deed.types else []
    source, target = min(sides, key=lambda s: (deed.source not in ("*", s[0])) + (deed.target not in ("*", s[1])))
    checks = {
        "source": deed.source in ("*", source), "target": deed.target in ("*", target),
        "type": event.type in deed.types, "status": event.status in deed.status,
    }  # fmt: skip
    return [name for name, right in checks.items() if not right]


def _line(name: str, lack: str, deed: Deed, told: Told, events: tuple[Event, ...]) -> str:
    near = [shown(e) for e in events if _share(deed.words, e, told.text) >= COMMON]
    wanted = f"{deed.source}>{deed.target} {'|'.join(sorted(deed.types))} : {'|'.join(sorted(deed.status))}"
    return f"{name} [{lack}] {wanted} | {deed.words}\n      got {'; '.join(near)}\n"


def table(tallies: dict[str, Tally], lacks: dict[str, Counter[str]]) -> str:
    """Return the counts as a Markdown table."""
    rows = ["| half | events whole | false | other facts | the missed ones lack |", "|---|---|---|---|---|"]
    for name, t in tallies.items():
        lack = ", ".join(f"{part} {n}" for part, n in lacks[name].most_common())
        rows.append(f"| {name} | {t.found} of {t.asked} | {t.false} of {t.ruled_out} | {len(t.others)} | {lack} |")
    return "\n".join(rows)


def main() -> None:
    """Write the table; with ``-v`` what is wrong in what rules were mended from, ``-x`` facts that answer nothing, ``-e`` in all."""
    parts = tuple(p for p in HALVES if p in sys.argv) or HALVES
    tallies, lacks, lines = score(Reader(), parts)
    for name in parts if "-e" in sys.argv else [p for p in parts if p in MENDED_FROM]:
        if "-v" in sys.argv:
            sys.stdout.writelines(lines[name])
        if "-x" in sys.argv:
            sys.stdout.writelines(f"other: {line}\n" for line in tallies[name].others)
    sys.stdout.write((table(tallies, lacks)) + "\n")


if __name__ == "__main__":
    main()
