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
    if found.title is None:
        above = [
            found.lines[i]
            for i in range(found.head)
            if found.reasons[i] is None and shape.is_title_like(found.lines[i]) and not shape.is_name(found.lines[i])
        ]
        if not above:
            return
        twice = [line for line in above if sum(wordings.bare(line) == wordings.bare(other) for other in above) > 1]
        longer = [line for line in above if len(line.split()) >= 3]
        found.title = (twice or longer or above)[0]
        parted = _parted(found.lines[0], found.lines) or _parted(found.title, found.lines)
        if parted:
            found.title, found.site = parted
    bare = wordings.bare(found.title)
    for i, line in enumerate(found.lines):
        if wordings.bare(line) == bare or (found.site and _parted(line, found.lines) == (found.title, found.site)):
            found.reasons[i] = "title"


def _parted(line: str, lines: Sequence[str]) -> tuple[str, str] | None:
    """Return title and site of a line that holds both, or None.

    It does where the title stands alone on another line as well, or a bar stands before a short name.
    """
    bares = {wordings.bare(other) for other in lines if other != line}
    for match in _SEPARATOR.finditer(line[: shape.TITLE_LENGTH]):
        title, site = line[: match.start()].strip(), line[match.end() :].strip()
        if wordings.bare(title) in bares or (match[1] == "|" and len(site.split()) <= _SITE_WORDS):
            return title, _SEPARATOR.split(site)[-1].strip()
    return None
