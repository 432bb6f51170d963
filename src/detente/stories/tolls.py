"""Tolls: how many people two reports of one story say were killed, wounded, seized or are missing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from detente.language.amounts import quantities
from detente.records import Quantity, Report, Span
from detente.stories.figures import agree, same_unit
from detente.stories.sentences import sentences

# Words for one fate, which reports use for each other.
FATES = {
    "killed": "killed|dead|died|dies|drowned|perished|slain|deaths|lost their lives",
    "wounded": "wounded|injured|hurt|injuries",
    "missing": "missing|unaccounted for",
    "seized": "arrested|detained|captured|seized|taken prisoner|taken hostage|kidnapped|abducted|rounded up",
    "displaced": "displaced|fled|evacuated|driven out",
    "expelled": "expelled|deported|sent home",
}
_FATE = {fate: re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE) for fate, words in FATES.items()}
# Characters between a figure and the word of its fate, in one clause.
_REACH = 45
_STOP = re.compile(r"[;:]|,\s(?:and|while|but)\s|\sand\s\d")

Toll = tuple[Quantity, Span]


def tolls(report: Report) -> dict[tuple[str, str], list[Toll]]:
    """Return the figures of a report by fate and by who is counted, with the sentence that each stands in."""
    found: dict[tuple[str, str], list[Toll]] = defaultdict(list)
    for start, end in sentences(report.body):
        text = report.body[start:end]
        for quantity in quantities(text, start):
            fate = _fate(text, quantity.span[0] - start, quantity.span[1] - start)
            if fate is not None and quantity.unit and quantity.unit[0].islower() and quantity.unit != "percent":
                found[fate, quantity.unit].append((quantity, (start, end)))
    return found


def other_tolls(a: Report, b: Report) -> Iterator[tuple[str, Toll, Toll]]:
    """Yield the fate and the figures that two reports give otherwise for the same people, each report giving one."""
    first, second = tolls(a), tolls(b)
    for (fate, unit), rows in sorted(first.items()):
        others = [(u, r) for (f, u), r in second.items() if f == fate and same_unit(rows[0][0], r[0][0])]
        if len(rows) != 1 or len(others) != 1 or len(others[0][1]) != 1:
            continue
        if sum(f == fate and same_unit(rows[0][0], r[0][0]) for (f, _), r in first.items()) != 1:
            continue
        (one,), (other,) = rows, others[0][1]
        if not agree(one[0], other[0]):
            yield f"{fate}: {unit}", one, other


def _fate(text: str, first: int, last: int) -> str | None:
    """Return what befell those whom a figure counts: the word of a fate next to it in its clause."""
    after = text[last : last + _REACH]
    stop = _STOP.search(after)
    after = after[: stop.start()] if stop else after
    before = text[max(0, first - _REACH // 2) : first]
    found = [(m.start(), fate) for fate, pattern in _FATE.items() if (m := pattern.search(after))]
    found += [(len(before) - m.end(), fate) for fate, p in _FATE.items() for m in p.finditer(before)]
    return min(found)[1] if found else None
