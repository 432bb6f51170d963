"""The names of the months in the languages whose pages detente is given (``data/months.toml``)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def months() -> Mapping[str, int]:
    """Return the number of each month's names, in lower case and without full stops; once in a process."""
    data = tomllib.loads((files("detente.intake") / "data" / "months.toml").read_text("utf-8"))
    return {
        name: number for names in data.values() for number, forms in enumerate(names, 1) for name in forms.split("|")
    }


def pattern(*, english: bool = False) -> str:
    """Return an expression for the names of the months, longer names first; ``english`` leaves out the others."""
    names = months()
    if english:
        data = tomllib.loads((files("detente.intake") / "data" / "months.toml").read_text("utf-8"))
        names = {name: 0 for forms in data["en"] for name in forms.split("|")}
    return "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))
