"""What commands print, looked at."""

from __future__ import annotations

import json
from collections.abc import Sequence


def lines(text: str) -> list[dict[str, object]]:
    """Return the objects of JSON lines."""
    return [json.loads(line) for line in text.splitlines()]


def is_one_line(text: str, *parts: str) -> bool:
    """Return whether a text is one line that holds all parts and no traceback."""
    return text.count("\n") == 1 and text.endswith("\n") and all(part in text for part in parts)


def pick(records: Sequence[dict[str, object]], kind: str) -> list[dict[str, object]]:
    """Return the records of a kind."""
    return [record for record in records if record["record"] == kind]
