"""Where a report was filed and which news agencies it credits: from its place line, its last line, its byline."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from detente.intake import register, shape
from detente.intake.stated import read_line

if TYPE_CHECKING:
    from detente.intake.draft import Draft
    from detente.intake.sorted import Sorted

#: News agencies by the words of their credits; those of the register go by its names.
_FORMS = (
    "TASS|ITAR-TASS|RIA Novosti|RIA|Interfax|Interfax-Ukraine|Sputnik|Reuters|Thomson Reuters|Associated Press|AP|AFP"
    "|Agence France-Presse|UPI|Xinhua|China News Service|CNS|dpa|DPA|ANSA|EFE|Kyodo|Kyodo News|Jiji Press|Yonhap|KCNA|PTI"
    "|Press Trust of India|ANI|IANS|UNI|APP|Anadolu Agency|Anadolu|AA|IRNA|Tasnim|Fars|ISNA|Mehr News Agency|SANA|SPA|WAM"
    "|QNA|KUNA|Petra|WAFA|MENA|NNA|Ukrinform|UNIAN|BelTA|Trend|APA|Azertac|Armenpress|Kazinform|TT|NTB|Ritzau|STT|ANP"
    "|Belga|CTK|PAP|MTI|Agerpres|BTA|Tanjug|HINA|BNS|ELTA|LETA|Lusa|AAP|Canadian Press|CP|Bernama|Antara|VNA|Prensa Latina"
    "|Notimex|Agência Brasil|Inforos|APS|Bloomberg|PA Media|Press Association|PA"
).split("|")
#: Agencies whose credit is letters that could be anything; they count in a place line, and nowhere else.
_PLACE_LINE_ONLY = frozenset({"AA", "CP", "PA", "TT", "UNI", "APP", "APS", "RIA", "SPA", "CNS", "NNA", "Trend", "STT"})
_FULL = {
    "AP": "Associated Press",
    "Agence France-Presse": "AFP",
    "Thomson Reuters": "Reuters",
    "ITAR-TASS": "TASS",
    "DPA": "dpa",
    "AA": "Anadolu Agency",
    "Anadolu": "Anadolu Agency",
    "PTI": "Press Trust of India",
    "RIA": "RIA Novosti",
    "Kyodo News": "Kyodo",
    "CP": "Canadian Press",
    "PA": "PA Media",
    "Press Association": "PA Media",
    "CNS": "China News Service",
}
_MARKS = " ,-–—"
#: "/TASS/" stands behind the place in some place lines.
_SLASHES = re.compile(r"^/?\s*+(.{2,30}?)\s*/?$")
_SPLIT = re.compile(r"(?:(?<!\s)\s++)?(?:,|/|;|&|\band\b|\bwith\b)\s*")
_LAST = re.compile(r"(?:[.!?…][\"”’»)]*|\s[-–—])\s*[(\[]?(?P<names>[^().!?]{2,40}?)[)\]]?\.?\s*$")
_ALONE = re.compile(r"^\W{0,3}(?:source:?\s+|by\s+|from\s+)?(?P<names>[^.!?:]{2,60}?)\W{0,2}$", re.IGNORECASE)
#: Residue that speaks of the text itself: who sent it. Credits and captions speak of pictures.
_OF_TEXT = frozenset({"byline", "outlet", "date", "disclaimer", "copyright"})
#: A place line with a date: "MOSCOW, March 3, 2021 (Xinhua) --".
_DATED = re.compile(
    r"^(?P<place>[A-ZÀ-Þ][A-ZÀ-Þ.'’ -]{1,30}(?:/[A-ZÀ-Þ. ]{2,30})?),\s(?P<date>[^()–—:]{4,25}?),?\s"
    r"(?:\((?P<agency>[^()]{2,40})\)|/(?P<slash>[A-Z][\w .-]{1,30})/)?\s?[-–—.]+\s"
)


def learn(found: Sorted, draft: Draft) -> None:
    """Note in a draft the place and the agencies that the lines of a report state; what it has stays."""
    body = [line for line, reason in zip(found.lines, found.reasons, strict=True) if reason is None]
    agencies: list[str] = []
    for line in body[:3]:
        place, agency, date = _place_line(line)
        if place is None:
            continue
        draft.place = draft.place or place
        agencies += _agencies(agency or "", place_line=True)
        if (
            draft.published.precision == "unknown"
            and date
            and (read := read_line(date, known_from="place-line").published)
        ):
            draft.published = read
        break
    for line in body[-2:]:
        if match := _LAST.search(line[-80:]):
            agencies += _agencies(match["names"])
    dropped = (line for line, reason in zip(found.lines, found.reasons, strict=True) if reason in _OF_TEXT)
    for line in (*dropped, draft.byline or ""):
        if match := _ALONE.match(line):
            agencies += _agencies(match["names"])
    draft.agency = tuple(dict.fromkeys((*draft.agency, *agencies)))


def _place_line(line: str) -> tuple[str | None, str | None, str | None]:
    """Return the place, the agency and the date of a place line, each None where it is not there."""
    if match := _DATED.match(line):
        return match["place"].strip(_MARKS), match["agency"] or match["slash"], match["date"]
    match = shape.place_line(line)
    if match is None:
        return None, None, None
    return match["place"].strip(_MARKS), match["agency"] or match["slash"], None


def _agencies(names: str, *, place_line: bool = False) -> list[str]:
    """Return the agencies that a credit names ("AP, Reuters"); nothing where one of its names is no agency's."""
    inner = _SLASHES.match(names.strip())
    parts = [part.removeprefix("The ") for part in _SPLIT.split(inner[1] if inner else names) if part]
    found = [_by_form().get(part) for part in parts]
    if not found or None in found:
        return []
    return [
        name for part, name in zip(parts, found, strict=True) if name and (place_line or part not in _PLACE_LINE_ONLY)
    ]


@lru_cache(maxsize=1)
def _by_form() -> dict[str, str]:
    """Return the full name of each form of a credit."""
    found = {}
    for form in _FORMS:
        full = _FULL.get(form, form)
        outlet = register.of_name(full)
        found[form] = outlet.name if outlet else full
    return found
