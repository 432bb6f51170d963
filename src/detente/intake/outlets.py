"""Which outlet a flattened text comes from, where it says so: a name on its own line, a place line, a credit."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from detente.intake import register, shape, wordings

if TYPE_CHECKING:
    from detente.intake.sorted import Sorted

_GENERIC = re.compile(
    r"^(?:(?:the )?(?:news|press|information) agency|agency|newspaper|website|portal)\s+", re.IGNORECASE
)
_CAPTION_END = re.compile(r" [-–—|] (?P<name>[A-Z][\w’' .]{1,40}?)$")
_SEPARATOR = re.compile(r"(?<!\s)\s++[/|»>›]\s+")


def known(name: str) -> str | None:
    """Return the outlet's full name for a name that it goes by, or None if it is not in the register."""
    found = register.of_name(name)
    return found.name if found else None


def of_host(host: str) -> str | None:
    """Return the name of the outlet of an internet host, or None if it is not in the register."""
    found = register.of_host(host)
    return found.name if found else None


def alone(line: str) -> str | None:
    """Return the name of the outlet that is all that a line says, or None."""
    found = register.alone(line)
    return found.name if found else None


def named_in(found: Sorted) -> str | None:
    """Return the outlet that a sorted text names: alone on a line, in its breadcrumb, captions or place line."""
    for line, reason in zip(found.lines, found.reasons, strict=True):
        if reason is not None and (name := alone(line)):
            return name
    if found.site:
        return known(found.site) or found.site
    for line, reason in zip(found.lines, found.reasons, strict=True):
        if reason == "navigation" and (name := _in_breadcrumb(line, found.title)):
            return name
    return _in_captions(found) or _in_place_line(found.lines[found.head : found.head + 3])


def _in_breadcrumb(line: str, title: str | None) -> str | None:
    """Return the last part of "Title / News / News agency X": it is the site's name when the title stands first."""
    parts = _SEPARATOR.split(line)
    if len(parts) < 3:
        return None
    last = _GENERIC.sub("", parts[-1]).strip()
    if title is not None and wordings.bare(parts[0]) == wordings.bare(title):
        return known(last) or last
    return known(last)


def _in_captions(found: Sorted) -> str | None:
    ends = Counter(
        match["name"].strip()
        for line, reason in zip(found.lines, found.reasons, strict=True)
        if reason == "caption" and (match := _CAPTION_END.search(line))
    )
    for name, count in ends.most_common():
        if known(name) or count > 1:
            return known(name) or name
    return None


def _in_place_line(lines: Iterable[str]) -> str | None:
    for line in lines:
        match = shape.place_line(line)
        if match is not None and match["agency"]:
            agency = match["agency"].strip()
            return known(agency) or agency
    return None
