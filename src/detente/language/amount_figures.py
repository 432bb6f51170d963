"""Numbers in a text, in digits and words, and whether they count: those that name (Boeing 737, Article 5) do not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from detente.language.amount_units import CURRENCY_CODES, CURRENCY_SIGNS
from detente.language.numerals import BELOW_HUNDRED, SCALES, SIMPLE, spelled
from detente.language.time_licences import counts

LOOK_BACK = 48  # characters before a figure that can change what it is; the longest word there is shorter
LETTERS = {
    "m": 10**6,
    "mn": 10**6,
    "mln": 10**6,
    "b": 10**9,
    "bn": 10**9,
    "bln": 10**9,
    "tn": 10**12,
    "trn": 10**12,
    "k": 1_000,
}
ALL_SCALES = {**SCALES, **LETTERS}
# Substrings of which every figure has one: the cheap look before the pattern.
KEYS = (*"0123456789", "one", "two", "hree", "four", "ive", "six", "even", "ight", "nin", "ten", "elve", "wenty", "irt",
        "hundred", "thousand", "illion", "dozen")  # fmt: skip

# Labels whose figure is a place in a row, and makers whose figure is a model.
LABELS = frozenset(
    """article articles resolution resolutions chapter number no nos page paragraph phase stage version channel room
    flight class category grade level age aged section protocol unit type mark model zone sector route highway gate
    point stream boeing airbus antonov tupolev sukhoi ilyushin mikoyan iskander kalibr patriot javelin fortune agenda
    vision war act bill law decree order case file box apartment suite sputnik apollo soyuz formula group
    spring summer autumn winter""".split()
)
MONTHS = frozenset(
    """january february march april may june july august september october november december jan feb mar apr jun jul aug
    sept sep oct nov dec""".split()
)
# Words with a capital, as at the start of a sentence, that label nothing.
OPENERS = frozenset(
    """in on at by of the a an some about around over under nearly almost another all these those last with and but for
    from to after before when while as more than up least only just its their his her monday tuesday wednesday thursday
    friday saturday sunday they we he she it that this there most exactly roughly approximately besides since until
    between killing wounding not no even still then now today yesterday""".split()
)
NAMES_AFTER = frozenset(("Eyes", "Seas", "Gorges", "Guarantees", "Power", "Powers", "Plus", "Sisters", "Pillars"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number at ``[start, end)``; ``plain`` is digits alone, without comma, point, sign or scale: "2014"."""

    start: int
    end: int
    value: float
    currency: str | None = None
    scaled: bool = False
    plain: bool = False


@cache
def _shape() -> re.Pattern[str]:
    """Compile the shape of a number on first use; all its repeats are bounded."""
    scales = "|".join(SCALES)
    signs = "|".join(map(re.escape, sorted(CURRENCY_SIGNS, key=len, reverse=True)))
    large = rf"(?:\s(?:{scales})\b(?:\s(?:and\s)?{BELOW_HUNDRED}\b)?){{0,3}}"
    return re.compile(
        rf"(?<![\w.,:/+#])(?<![^\W\d]-)"
        rf"(?:(?:(?P<sign>{signs})\s?|(?P<code>(?-i:{'|'.join(CURRENCY_CODES)}))\s?)?"
        r"(?P<digits>[0-9]{1,3}(?:,[0-9]{3}){1,5}(?:\.[0-9]{1,6})?|[0-9]{1,12}(?:\.[0-9]{1,6})?)"
        rf"(?:[\s-]?(?P<scale>{scales}|mln|bln|bn|trn|tn)\b|(?P<letter>mn|[mbk])\b)?"
        rf"|(?P<half>half\sa)\s(?P<halved>{scales})\b"
        rf"|(?P<dozen>half\sa|an?|{SIMPLE})\sdozen\b"
        rf"|(?P<words>(?:an?(?=\s(?:{scales})\b)|{BELOW_HUNDRED})\b{large}))"
        r"(?![\w/]|[.,:][0-9]|['’]s\b)",
        re.IGNORECASE,
    )


@cache
def _around() -> dict[str, re.Pattern[str]]:
    """Compile the words beside a number that keep it from counting."""
    months = "January|February|March|April|May|June|July|August|September|October|November|December"
    return {
        "word": re.compile(r"(?<![\w'’-])[\d_'’-]*([^\W\d_][\w'’-]*)\.?\s{1,2}$"),
        "place": re.compile(r"(?<!\w)(?:in|from|at|near|to|against|of)\s[A-Z][\w-]*\s$", re.IGNORECASE),
        "year": re.compile(r"(?<!\w)(?:in|since|until|by|during|the|early|late|mid|from|to)\s$", re.IGNORECASE),
        "vague": re.compile(r"(?<!\w)(?:several|few|many|tens\sof|dozens\sof|hundreds\sof|every)\s$", re.IGNORECASE),
        "month": re.compile(
            rf"(?:st|nd|rd|th)?\s{{0,2}}(?:of\s)?(?:{months}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b)"
        ),
        "clock": re.compile(r"\s?(?:[ap]\.?m\b|o['’]clock|GMT\b|UTC\b|(?:Moscow|local)\stime)", re.IGNORECASE),
        "street": re.compile(r"\s[A-Z]\w+\s(?:Street|Avenue|Road|Square|Boulevard)\b"),
        "name": re.compile(rf"\s(?:{'|'.join(NAMES_AFTER)})\b"),
    }


def figures(text: str) -> Iterator[Figure]:
    """Give the numbers of a text that can count something, in order."""
    low = text.lower()
    if not any(key in low for key in KEYS):
        return
    for m in _shape().finditer(text):
        figure = _read(m)
        if figure is not None and not _names(text, m, figure):
            yield figure


def _read(m: re.Match[str]) -> Figure | None:
    """Return the number of a match, None where a bare letter is no scale ("40m")."""
    sign, code = m["sign"], m["code"]
    currency = CURRENCY_SIGNS[sign.upper()] if sign else code
    if m["digits"] is None:
        return Figure(start=m.start(), end=m.end(), value=float(_spoken(m)), scaled="illion" in m[0].lower())
    scale, end = m["scale"] or m["letter"], m.end()
    if m["letter"] and currency is None:
        return None
    digits = m["digits"]
    value = float(digits.replace(",", "")) * (ALL_SCALES[scale.lower()] if scale else 1)
    plain = currency is None and scale is None and digits.isdecimal()
    # Products such as 14.9 * 10**9 carry the error of the binary fraction.
    return Figure(start=m.start(), end=end, value=round(value, 6), currency=currency, scaled=bool(scale), plain=plain)


def _spoken(m: re.Match[str]) -> float:
    """Return the value of a number in words."""
    if m["half"]:
        return SCALES[m["halved"].lower()] / 2
    if m["dozen"]:
        return 6 if m["dozen"].lower().startswith("half") else 12 * (spelled(m["dozen"]) or 1)
    return spelled(m["words"]) or 0


def _names(text: str, m: re.Match[str], figure: Figure) -> bool:
    """Tell whether a number is a name, a date, a time or a label rather than a count."""
    around, before = _around(), text[max(0, m.start() - LOOK_BACK) : m.start()]
    if figure.value <= 0 or around["vague"].search(before):
        return True
    if m["digits"] is None:
        return m[0][0].isupper() and (not _opens(before) or around["name"].match(text, m.end()) is not None)
    if not figure.plain:
        return False
    if (
        around["month"].match(text, m.end())
        or around["clock"].match(text, m.end())
        or around["street"].match(text, m.end())
    ):
        return True
    if len(m["digits"]) == 4 and 1500 <= figure.value <= 2099:
        return not counts(text, m.end()) or around["year"].search(before) is not None
    word = around["word"].search(before)
    if word is None:
        return False
    name = word[1].lower()
    if name in MONTHS:
        return figure.value <= 31
    opens = _opens(before[: word.start(1)])
    labelled = word[1][0].isupper() and name not in OPENERS and not opens and not around["place"].search(before)
    return name in LABELS or labelled


def _opens(before: str) -> bool:
    """Tell whether what follows opens a sentence or a quotation."""
    rest = before.rstrip()
    return not rest or rest[-1] in ".!?:;\"“”'‘’(–—-•*" or before.endswith("\n")
