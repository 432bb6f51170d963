"""Title, outlet, byline, address and language as a page's markup states them.

Its dates are read in :mod:`detente.intake.published`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from detente.intake import addresses, jsonld, outlets, sections, wordings

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_SAVED_FROM = re.compile(r"<!--\s*saved from url=\([0-9]+\)(https?://\S{4,2000}?)\s*-->", re.IGNORECASE)
_SLOGAN = re.compile(r" [|–—-] ")
_SUFFIX = re.compile(r"(?<!\s)\s+(?:[|–—·•»:]|-{1,2})\s+")
_BY = re.compile(r"^(?:by|author|written by|от|par|von|por)\b[:\s]+", re.IGNORECASE)
#: Publishers that are only the program behind the page.
_PLATFORMS = frozenset({"Blogger", "WordPress", "Medium", "Tumblr", "Substack", "LiveJournal"})
_NO_AUTHORS = frozenset({"admin", "administrator", "editor", "guest", "webmaster", "user", "root"})
_AFTER_NAME = re.compile(
    r"(?<!\s)\s*(?:[@|•·\n\d]|\b(?:published|updated|posted)\b|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b).*",
    re.IGNORECASE | re.DOTALL,
)
_AUTHORS = (
    "//*[@itemprop='author' or @rel='author' or contains(@class, 'byline') or contains(@class, 'author-name')]"
    "[position() < 4]"
)
#: Longer names are not bylines but blurbs, in characters and in words.
_BYLINE_LENGTH = 120
_BYLINE_WORDS = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Markup:
    """What the markup of one page says; None where it says nothing. ``titles`` are all wordings of the title."""

    title: str | None
    titles: tuple[str, ...]
    outlet: str | None
    byline: str | None
    url: str | None
    language: str | None
    section: str | None
    place: str | None
    node: Mapping[str, object]
    meta: Mapping[str, str]


def read_markup(tree: HtmlElement, text: str) -> Markup:
    """Return what a page's markup says of the report; ``text`` is its source, for the mark that browsers leave."""
    node = jsonld.report_of(tree)
    meta = _meta(tree)
    url = _url(tree, node, meta, text)
    publisher = jsonld.text_of(node.get("publisher"))
    site = (publisher if publisher not in _PLATFORMS else None) or meta.get("og:site_name") or meta.get("dc.publisher")
    site = site or meta.get("publisher") or meta.get("source")
    titles = _titles(tree, node, meta, site, url)
    site = site or _site_behind(titles, tree)
    return Markup(
        title=titles[0] if titles else None,
        titles=titles,
        outlet=_outlet(site, url),
        byline=_byline(tree, node, meta),
        url=url,
        section=sections.section_of(tree, node, meta, titles),
        place=jsonld.text_of(node.get("dateline")),
        language=jsonld.text_of(node.get("inLanguage")) or tree.get("lang") or meta.get("og:locale"),
        node=node,
        meta=meta,
    )


def _meta(tree: HtmlElement) -> dict[str, str]:
    """Return the page's meta elements by name in lower case; of two with one name the first counts."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = " ".join((element.get("content") or "").split())
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _url(tree: HtmlElement, node: Mapping[str, object], meta: Mapping[str, str], text: str) -> str | None:
    links = [link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    saved = _SAVED_FROM.search(text[:2000])
    candidates = [
        *links,
        meta.get("og:url"),
        jsonld.text_of(node.get("url")),
        jsonld.text_of(node.get("mainEntityOfPage")),
    ]
    candidates.append(saved[1] if saved else None)
    return next((url for one in candidates if one and (url := addresses.canonical(one.strip()))), None)


def host_of(url: str | None) -> str | None:
    """Return the host of an address without "www.", or None."""
    return urlsplit(url).netloc.lower().removeprefix("www.").split(":")[0] or None if url else None


def _titles(
    tree: HtmlElement, node: Mapping[str, object], meta: Mapping[str, str], site: str | None, url: str | None
) -> tuple[str, ...]:
    """Return the wordings of the title, best first: its heading if the others agree, then what is declared."""
    element = tree.find(".//title")
    full = " ".join(element.text_content().split()) if element is not None else None
    declared = [
        jsonld.text_of(node.get("headline")),
        meta.get("og:title"),
        meta.get("twitter:title"),
        meta.get("dc.title"),
        full,
    ]
    stated = [_without_site(title, site, url) for title in declared if title]
    headings = [" ".join(h.text_content().split()) for h in tree.iter("h1")]
    agreeing = [h for h in headings if h and (not stated or any(_agree(h, title) for title in stated))]
    return tuple(dict.fromkeys(title for title in [*agreeing[:1], *stated, *agreeing[1:]] if title))


def _site_behind(titles: tuple[str, ...], tree: HtmlElement) -> str | None:
    """Return the site's name that the title element has after a wording of the title ("Talks begin | Example")."""
    element = tree.find(".//title")
    full = " ".join(element.text_content().split()) if element is not None else ""
    for title in titles:
        if full != title and full.startswith(title):
            parts = _SUFFIX.split(full[len(title) :].strip(" /\\"))
            return parts[-1].split(" / ")[-1].strip(" |–—·•»:/-") or None
    return None


def _agree(one: str, other: str) -> bool:
    """Say whether two wordings of a title share at least half of the words of the shorter."""
    first, second = set(wordings.bare(one).split()), set(wordings.bare(other).split())
    return len(first & second) * 2 >= min(len(first), len(second)) > 0


def _without_site(title: str, site: str | None, url: str | None) -> str:
    """Return a title without the site's name at its end ("Talks begin - Example News")."""
    parts = _SUFFIX.split(title)
    host = (host_of(url) or "").split(".")[0]
    while len(parts) > 1:
        last = wordings.bare(parts[-1])
        squeezed = last.replace(" ", "")
        names = {wordings.bare(site or ""), host, host.replace("-", "")} - {""}
        if not (
            last in names or squeezed in names or outlets.known(parts[-1]) or last in {"news", "world", "politics"}
        ):
            break
        title = title[: title.rfind(parts[-1])].rstrip(" |–—·•»:-")
        parts.pop()
    return title


def _outlet(site: str | None, url: str | None) -> str | None:
    """Return the outlet's name: that of a known host, else as the page declares it, else the host itself."""
    host = host_of(url)
    if host and (name := outlets.of_host(host)):
        return name
    if site and not site.startswith(("http", "@")):
        name = _bare_site(site, host)
        return outlets.known(name) or name
    return host or (site.lstrip("@") if site else None)


def _bare_site(site: str, host: str | None) -> str:
    """Return a declared name without the slogan behind it: the one of its parts that the host bears, else the whole."""
    parts = [part.strip() for part in _SLOGAN.split(site)]
    label = (host or "").partition(".")[0].replace("-", "")
    return next((part for part in parts if label and "".join(part.lower().split()) == label), site)


def _byline(tree: HtmlElement, node: Mapping[str, object], meta: Mapping[str, str]) -> str | None:
    declared = [name for name in jsonld.texts_of(node.get("author")) if not name.startswith("http")]
    names = [name for name in map(_name, dict.fromkeys(declared)) if name]
    if names:
        return ", ".join(names)
    stated = [
        meta.get(key, "")
        for key in ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "byl")
    ]
    return _first_name(stated) or _first_name([element.text_content() for element in tree.xpath(_AUTHORS)])


def _first_name(stated: Iterable[str]) -> str | None:
    """Return the first name among bylines, addresses and handles passed over, or None."""
    return next((name for one in stated if not one.startswith(("http", "@", "/")) and (name := _name(one))), None)


def _name(text: str) -> str | None:
    """Return the name in a byline without "By" before it and dates and handles after it, or None."""
    name = _BY.sub("", " ".join(_AFTER_NAME.sub("", text.strip()).split())).strip(" ,-–—")
    if not 2 < len(name) <= _BYLINE_LENGTH or len(name.split()) > _BYLINE_WORDS or name.lower() in _NO_AUTHORS:
        return None
    return name
