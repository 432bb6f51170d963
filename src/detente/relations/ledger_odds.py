"""The chance that a prediction names: a figure in the words, or a phrase of the published tables.

The phrases lie in ``data/verbal_probabilities.csv`` with their source: Sherman Kent, "Words of Estimative Probability"
(Studies in Intelligence, 1964), whose middle values are taken as printed, and Intelligence Community Directive 203
(2015), "Analytic Standards", section D.6.e.2, of whose ranges the middle is taken. Words that neither has ("perhaps",
"may", a bare "will") name no chance.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files

_PERCENT = re.compile(
    r"(\d{1,3}(?:\.\d+)?)\s?(?:%|per ?cent)\s+(?:chance|probability|likelihood|sure|certain|likely)", re.I
)
_CHANCE_OF = re.compile(
    r"(?:chance|probability|likelihood)(?:\s+\w+){0,6}\s+(?:is|at|of)\s+(?:\w+\s+)?(\d{1,3})\s?(?:%|per ?cent)", re.I
)


def chance(text: str) -> tuple[float, str] | None:
    """Return the chance, 0 to 1, that a sentence names and the words that name it; None where it names none."""
    for pattern in (_PERCENT, _CHANCE_OF):
        if (found := pattern.search(text)) and float(found[1]) <= 100:
            return float(found[1]) / 100, found[0]
    for pattern, value in _phrases():
        if found := pattern.search(text):
            return value, found[0]
    return None


@cache
def _phrases() -> tuple[tuple[re.Pattern[str], float], ...]:
    """Return the phrases of the table in its order: the longer ones stand first."""
    text = files("detente.relations").joinpath("data", "verbal_probabilities.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return tuple((re.compile(rf"\b(?:{row['phrase']})\b", re.IGNORECASE), float(row["chance"])) for row in rows)
