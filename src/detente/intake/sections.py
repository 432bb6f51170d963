"""Which section of its outlet a page says that it stands in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from detente.intake import jsonld, visible

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_META = (
    "article:section",
    "og:section",
    "og:article:section",
    "section",
    "parsely-section",
    "dc.subject.section",
    "cxenseparse:section",
)
#: Words that name no section: the page's kind, its place on the site, or nothing.
_NONE = frozenset(
    "home|homepage|main|index|news|article|articles|story|stories|all|all news|latest|latest news|front page|uncategorized"
    "|no section|none|undefined|null|default|general|post|posts|blog|page".split("|")
)
_SEVERAL = re.compile(r"[,;|](?=\S)")
_HOST = re.compile(r"^http|^\S+\.[a-z]{2,}$")
#: Names of sections are at most so long.
_LENGTH = 60


def section_of(
    tree: HtmlElement, node: Mapping[str, object], meta: Mapping[str, str], titles: tuple[str, ...]
) -> str | None:
    """Return the section that a page's markup states, else the step before the title in its trail, or None."""
    stated = [*jsonld.texts_of(node.get("articleSection")), *(meta.get(key, "") for key in _META)]
    stated += [
        element.get("content") or element.text_content()
        for element in tree.xpath("//*[@itemprop='articleSection']")[:2]
    ]
    bare = {visible.letters(title) for title in titles}
    trail = [name for name in jsonld.trail_of(tree) if visible.letters(name) not in bare]
    return next((name for one in (*stated, *reversed(trail)) if (name := _named(one))), None)


def _named(text: str) -> str | None:
    """Return the section in a text; of several without a space between them ("politics,world"), the first."""
    name = " ".join(_SEVERAL.split(text)[0].replace("_", " ").split()).strip(" /|>»")
    if not name or len(name) > _LENGTH or name.lower() in _NONE or _HOST.search(name):
        return None
    return name
