"""The title among the lines of a flattened text, and every copy of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from detente.intake import shape, wordings
from detente.intake.sorted import Sorted

_SEPARATOR = re.compile(r"\s([|/»·•]|[-–—]{1,2})\s")
#: Names of outlets have at most so many words.
_SITE_WORDS = 5


def find_title(found: Sorted) -> None:
    """Find the title above the body (a line said twice, else the first that could be one); drop its copies."""
    bares = [wordings.bare(line) if len(line) <= shape.TITLE_LENGTH else "" for line in found.lines]
    if found.title is None:
        found.title = _first(found, bares)
        if found.title is None:
            return
        parted = _parted(found.lines[0], bares) or _parted(found.title, bares)
        if parted:
            found.title, found.site = parted
    title = wordings.bare(found.title)
    for i, line in enumerate(found.lines):
        if bares[i] and (bares[i] == title or (found.site and _parted(line, bares) == (found.title, found.site))):
            found.reasons[i] = "title"


def _first(found: Sorted, bares: Sequence[str]) -> str | None:
    """Return the title as it stands among the lines above the body, or None."""
    above = [
        i
        for i in range(found.head)
        if found.reasons[i] is None and shape.is_title_like(found.lines[i]) and not shape.is_name(found.lines[i])
    ]
    twice = [i for i in above if sum(bares[i] == bares[j] for j in above) > 1]
    longer = [i for i in above if len(found.lines[i].split()) >= 3]
    return next((found.lines[i] for i in (*twice, *longer, *above)), None)


def _parted(line: str, bares: Sequence[str]) -> tuple[str, str] | None:
    """Return title and site of a line that holds both, or None.

    It does where the title stands alone on another line as well (``bares``), or a bar stands before a short name.
    """
    for match in _SEPARATOR.finditer(line[: shape.TITLE_LENGTH]):
        title, site = line[: match.start()].strip(), line[match.end() :].strip()
        if wordings.bare(title) in bares or (match[1] == "|" and len(site.split()) <= _SITE_WORDS):
            return title, _SEPARATOR.split(site)[-1].strip()
    return None
