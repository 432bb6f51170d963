"""Reading and writing CSV, and the cleaning that all sources need."""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

_MONTHS = {
    month: f"{number:02d}"
    for number, month in enumerate(
        "january february march april may june july august september october november december".split(), start=1
    )
}


def read(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV file as dicts, entities of HTML resolved and outer blanks gone."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return [{k: html.unescape(v or "").strip() for k, v in row.items()} for row in csv.DictReader(lines)]


def table(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a CSV file's text: the heading, then the rows, lines ended by one newline character."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(heading)
    writer.writerows(rows)
    return out.getvalue()


def day_of_words(text: str) -> str:
    """Return "12 December 2019", "April 2018" or "1997" as ISO 8601, empty when it is none of them."""
    found = re.fullmatch(r"(?:(?:(\d{1,2}) )?([A-Z][a-z]+) )?(\d{4})", text.strip())
    if not found:
        return ""
    day, month, year = found.groups()
    if month and month.lower() not in _MONTHS:
        return ""
    return "-".join([year, *([_MONTHS[month.lower()]] if month else []), *([f"{int(day):02d}"] if day else [])])
