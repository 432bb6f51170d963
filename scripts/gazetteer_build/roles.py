"""Which role a title in words means, where no hand-kept list of positions says so: patterns over titles."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from gazetteer_build.cells import read

# The hand-kept patterns over titles in lower case, the first that fits deciding; "*" in an organ is the state's code. A
# pattern without a role is of titles that say nothing of relations between states, and is asked first.
PATTERNS = Path(__file__).parents[2] / "src/detente/gazetteer/data/hand/title_patterns.csv"
# What goes before a title without changing the office.
_FRONT = re.compile(r"^(?:the |acting |interim |federal |union |cabinet )+")
# A post abroad is kept whatever else its title says: "High Commissioner to Canada".
_ABROAD = re.compile(r"^(?:ambassador|high commissioner|permanent representative) to ")


@cache
def _patterns() -> list[tuple[re.Pattern[str], str, str]]:
    """Return the patterns with their role and organ, those without a role first."""
    rows = sorted(read(PATTERNS), key=lambda row: row["role"] != "")
    return [(re.compile(row["pattern"]), row["role"], row["organ"]) for row in rows]


def role_of(title: str, country: str) -> tuple[str, str]:
    """Return the role and the organ's id that a title means in a state, both empty where it means none."""
    low = _FRONT.sub("", title.lower().replace(" & ", " and ").replace("defense", "defence"))
    abroad = _ABROAD.search(low)
    for pattern, role, organ in _patterns():
        if (role or not abroad) and pattern.search(low):
            return role, organ.replace("*", country)
    return "", ""
