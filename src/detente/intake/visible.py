"""The visible text of a page, line by line, as a reader without styles would see it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from detente.intake.decode import tidy
from detente.records import Residue

if TYPE_CHECKING:
    from lxml.html import HtmlElement

#: Elements whose text no reader sees as text.
UNSEEN = frozenset("script style template svg iframe object embed select textarea math link meta noscript".split())
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data dfn em font i ins kbd label mark q ruby s samp small span strike"
    " strong sub sup time tt u var wbr del".split()
)
_NOT_LETTERS = re.compile(r"[\W_]+")
#: A shorter line is in the body only as a whole paragraph: "Share" stands inside many sentences by chance.
_PART_LETTERS = 20
#: Each line of a page is compared by several steps: so many answers are kept, of lines up to so many characters.
_KEPT = 2_048
_KEPT_LENGTH = 2_000


def visible_lines(tree: HtmlElement) -> list[str]:
    """Return the text of a page's blocks in order, spaces made single, empty blocks left out."""
    from lxml import etree

    parts: list[str] = []
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if tag not in _INLINE:
            parts.append("\n")
        if event == "end":
            text = element.tail
        elif tag in UNSEEN or tag == "head" or "none" in (element.get("style") or "").partition("display")[2][:8]:
            walk.skip_subtree()
            continue
        else:
            text = element.text
        if text:
            parts.append(text.replace("\n", " ").replace("\r", " "))
    lines = tidy("".join(parts)).split("\n")
    return [line for raw in lines if (line := " ".join(raw.split()))]


def letters(text: str) -> str:
    """Return only the letters and figures of a text, in lower case, to compare texts whatever their spacing."""
    return _letters(text) if len(text) <= _KEPT_LENGTH else _bare(text)


def _bare(text: str) -> str:
    return _NOT_LETTERS.sub("", text).lower()


@lru_cache(maxsize=_KEPT)
def _letters(text: str) -> str:
    return _bare(text)


def around(lines: Iterable[str], kept: Iterable[str]) -> list[Residue]:
    """Return the visible lines that are not in the kept ones, each unbroken run of them as one residue."""
    paragraphs = {letters(line) for line in kept}
    whole = "\n".join(paragraphs)
    runs: list[list[str]] = [[]]
    for line in lines:
        bare = letters(line)
        if not bare:
            continue
        if bare in paragraphs or (len(bare) >= _PART_LETTERS and bare in whole):
            runs.append([])
        else:
            runs[-1].append(line)
    return [Residue(text="\n".join(run), reason="furniture") for run in runs if run]
