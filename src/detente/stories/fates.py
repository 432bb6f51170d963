"""Fates: what befell the people whom a figure in a report counts."""

from __future__ import annotations

import re

# Words for one fate, which reports use for each other.
FATES = {
    "killed": "killed|dead|died|dies|drowned|perished|slain|deaths|lost their lives",
    "wounded": "wounded|injured|hurt|injuries|taken to (?:a )?hospitals?|hospitali[sz]ed|treated|(?:in|needed) hospital",
    "missing": "missing|unaccounted for",
    "seized": "arrested|detained|captured|seized|taken prisoner|taken hostage|kidnapped|abducted|rounded up",
    "displaced": "displaced|fled|evacuated|driven out",
    "expelled": "expelled|deported|sent home",
}
_FATE = {fate: re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE) for fate, words in FATES.items()}
_ANY = "|".join(FATES.values())
# Characters between a figure and the word of its fate, in one clause.
_REACH = 45
_STOP = re.compile(rf"[;:]|,\s(?:and|while|but)\s|\sand\s(?:\d|(?:\w+\s)?(?:{_ANY})(?!\w))", re.IGNORECASE)
_AND = re.compile(r"\A.*\sand\s", re.DOTALL)


def fate(text: str, first: int, last: int) -> str | None:
    """Return what befell those whom a figure counts, None where the text does not say.

    Args:
        text: a sentence.
        first, last: where the figure, with its noun, starts and ends in it.
    """
    after = text[last : last + _REACH]
    stop = _STOP.search(after)
    after = after[: stop.start()] if stop else after
    before = _AND.sub("", text[max(0, first - _REACH // 2) : first])
    found = [(m.start(), name) for name, pattern in _FATE.items() if (m := pattern.search(after))]
    found += [(len(before) - m.end(), name) for name, p in _FATE.items() for m in p.finditer(before)]
    return min(found)[1] if found else None
