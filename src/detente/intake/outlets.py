"""Which outlet a flattened text comes from, where it says so: a name on its own line, a place line, a credit."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from detente.intake import shape, wordings

if TYPE_CHECKING:
    from detente.intake.sorted import Sorted

#: Outlets by the names that they give themselves, with their hosts: a plain list from their own front pages.
KNOWN: dict[str, tuple[str, ...]] = {
    "TASS": ("tass.com", "tass.ru"),
    "Sputnik": ("sputniknews.com", "sputnikglobe.com"),
    "RIA Novosti": ("ria.ru",),
    "Interfax": ("interfax.com", "interfax.ru"),
    "RT": ("rt.com",),
    "Reuters": ("reuters.com",),
    "Associated Press": ("apnews.com",),
    "AFP": ("afp.com",),
    "Xinhua": ("xinhuanet.com", "news.cn"),
    "China Military Online": ("eng.chinamil.com.cn", "english.chinamil.com.cn"),
    "China Daily": ("chinadaily.com.cn",),
    "Global Times": ("globaltimes.cn",),
    "CGTN": ("cgtn.com",),
    "Inforos": ("inforos.ru", "inforos.com"),
    "Vestnik Kavkaza": ("vestnikkavkaza.net",),
    "BBC News": ("bbc.com", "bbc.co.uk"),
    "CNN": ("cnn.com", "edition.cnn.com"),
    "Al Jazeera": ("aljazeera.com",),
    "Deutsche Welle": ("dw.com",),
    "France 24": ("france24.com",),
    "Radio Free Europe/Radio Liberty": ("rferl.org",),
    "Voice of America": ("voanews.com",),
    "The New York Times": ("nytimes.com",),
    "The Washington Post": ("washingtonpost.com",),
    "The Wall Street Journal": ("wsj.com",),
    "The Guardian": ("theguardian.com",),
    "The Moscow Times": ("themoscowtimes.com",),
    "Kommersant": ("kommersant.com", "kommersant.ru"),
    "Kyiv Post": ("kyivpost.com",),
    "Ukrinform": ("ukrinform.net",),
    "Anadolu Agency": ("aa.com.tr",),
    "Press TV": ("presstv.ir", "presstv.com"),
    "IRNA": ("en.irna.ir",),
    "Tasnim": ("tasnimnews.com",),
    "Yonhap": ("en.yna.co.kr",),
    "KCNA": ("kcna.kp",),
    "Kyodo News": ("english.kyodonews.net",),
    "NHK World": ("www3.nhk.or.jp",),
    "PTI": ("ptinews.com",),
    "Bloomberg": ("bloomberg.com",),
    "Financial Times": ("ft.com",),
    "Politico": ("politico.com", "politico.eu"),
    "Euronews": ("euronews.com",),
    "BelTA": ("eng.belta.by",),
    "Trend": ("en.trend.az",),
    "UPI": ("upi.com",),
    "ANSA": ("ansa.it",),
    "dpa": ("dpa.com",),
}
_ALIASES = {
    "AP": "Associated Press",
    "Agence France-Presse": "AFP",
    "Anadolu": "Anadolu Agency",
    "BBC": "BBC News",
    "DW": "Deutsche Welle",
    "Guardian": "The Guardian",
    "New York Times": "The New York Times",
    "RFE/RL": "Radio Free Europe/Radio Liberty",
    "Sputnik International": "Sputnik",
    "VOA": "Voice of America",
    "Wall Street Journal": "The Wall Street Journal",
    "Washington Post": "The Washington Post",
    "Xinhua News Agency": "Xinhua",
}
_BY_NAME = {name.lower(): name for name in KNOWN} | {alias.lower(): name for alias, name in _ALIASES.items()}
_BY_HOST = {host: name for name, hosts in KNOWN.items() for host in hosts}
_GENERIC = re.compile(
    r"^(?:(?:the )?(?:news|press|information) agency|agency|newspaper|website|portal)\s+", re.IGNORECASE
)
_CAPTION_END = re.compile(r" [-–—|] (?P<name>[A-Z][\w’' .]{1,40}?)$")
_SEPARATOR = re.compile(r"\s+[/|»>›]\s+")


def known(name: str) -> str | None:
    """Return the outlet's full name for a name that it goes by, or None if it is not one of the known."""
    return _BY_NAME.get(name.strip().lower())


def of_host(host: str) -> str | None:
    """Return the outlet of an internet host, or None if it is not one of the known."""
    host = host.lower().removeprefix("www.").removeprefix("m.")
    return _BY_HOST.get(host)


def named_in(found: Sorted) -> str | None:
    """Return the outlet that a sorted text names: alone on a line, in its breadcrumb, captions or place line."""
    for line, reason in zip(found.lines, found.reasons, strict=True):
        if reason is not None and (name := known(line)):
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
