"""What a figure counts: the currency, the percent sign, the measure or the noun that stands after it.

Nouns are told by their form alone (a plural after the figure and at most three other words); there is no parse here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

CURRENCY_SIGNS = {
    "US$": "USD",
    "HK$": "HKD",
    "NZ$": "NZD",
    "A$": "AUD",
    "C$": "CAD",
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "₽": "RUB",
    "₴": "UAH",
}
CURRENCY_CODES = tuple(
    "USD EUR GBP RUB CNY JPY UAH CHF TRY IRR INR PKR ILS PLN KZT BYN CAD AUD SAR AED KRW NOK SEK DKK CZK HUF".split()
)
# The country's adjective, None where the word alone names one currency.
CURRENCY_WORDS: dict[str, dict[str | None, str]] = {
    "dollar": {
        None: "USD",
        "us": "USD",
        "u.s.": "USD",
        "american": "USD",
        "canadian": "CAD",
        "australian": "AUD",
        "hong kong": "HKD",
        "new zealand": "NZD",
        "singapore": "SGD",
    },
    "euro": {None: "EUR"},
    "rouble": {None: "RUB", "russian": "RUB", "belarusian": "BYN"},
    "ruble": {None: "RUB", "russian": "RUB", "belarusian": "BYN"},
    "yuan": {None: "CNY", "chinese": "CNY"},
    "renminbi": {None: "CNY"},
    "yen": {None: "JPY", "japanese": "JPY"},
    "hryvnia": {None: "UAH", "ukrainian": "UAH"},
    "tenge": {None: "KZT"},
    "shekel": {None: "ILS"},
    "zloty": {None: "PLN"},
    "forint": {None: "HUF"},
    "lira": {"turkish": "TRY"},
    "franc": {"swiss": "CHF"},
    "rupee": {"indian": "INR", "pakistani": "PKR"},
    "rial": {"iranian": "IRR"},
    "riyal": {"saudi": "SAR"},
    "krone": {"norwegian": "NOK", "danish": "DKK"},
    "kroner": {"norwegian": "NOK", "danish": "DKK"},
    "kronor": {"swedish": "SEK"},
    "crown": {"czech": "CZK", "swedish": "SEK", "norwegian": "NOK", "danish": "DKK"},
    "pound": {"british": "GBP"},
    "won": {"south korean": "KRW"},
}
MEASURES = {
    "km": "kilometre",
    "kilometre": "kilometre",
    "kilometer": "kilometre",
    "metre": "metre",
    "meter": "metre",
    "cubic metre": "cubic metre",
    "cubic meter": "cubic metre",
    "mile": "mile",
    "nautical mile": "nautical mile",
    "feet": "foot",
    "foot": "foot",
    "kg": "kilogram",
    "kilogram": "kilogram",
    "kilogramme": "kilogram",
    "metric ton": "tonne",
    "tonne": "tonne",
    "ton": "ton",
    "kiloton": "kiloton",
    "megaton": "megaton",
    "megawatt": "megawatt",
    "gigawatt": "gigawatt",
    "bcm": "bcm",
    "barrel": "barrel",
    "litre": "litre",
    "liter": "litre",
    "hectare": "hectare",
    "acre": "acre",
    "second": "second",
    "minute": "minute",
    "hour": "hour",
    "day": "day",
    "week": "week",
    "month": "month",
    "year": "year",
    "decade": "decade",
}
DURATIONS = frozenset(("second", "minute", "hour", "day", "week", "month", "year", "decade"))
# Plurals that a rule would bring to a wrong singular, and nouns that count without an s.
SINGULARS = {
    "people": "person",
    "persons": "person",
    "men": "man",
    "women": "woman",
    "children": "child",
    "lives": "life",
    "wives": "wife",
    "thieves": "thief",
    "knives": "knife",
    "wolves": "wolf",
    "crises": "crisis",
    "buses": "bus",
    "viruses": "virus",
    "gases": "gas",
    "movies": "movie",
    "shoes": "shoe",
    "aircraft": "aircraft",
    "spacecraft": "spacecraft",
    "hovercraft": "hovercraft",
    "personnel": "personnel",
    "staff": "staff",
    "crew": "crew",
    "police": "police",
    "series": "series",
    "species": "species",
    "dead": "person",
    "wounded": "person",
    "injured": "person",
    "killed": "person",
    "detained": "person",
    "arrested": "person",
    "missing": "person",
    "hurt": "person",
}
HARMED = frozenset(("dead", "wounded", "injured", "killed", "detained", "arrested", "missing", "hurt"))
# Words in -s that are no plural, or whose plural counts nothing ("three times", "two thirds").
NO_PLURAL = frozenset(
    """is was has does this its his us thus plus less versus across perhaps always besides overseas towards afterwards
    upwards downwards news politics economics mathematics sometimes yes gas bus focus status census consensus virus
    crisis basis analysis times thirds quarters fifths tenths percents ones others whereas unless
    nonetheless nevertheless as says wants means plans""".split()
)
# What ends the search for the noun: the figure then counts nothing that is said.
STOPS = frozenset(
    """a an the and or but nor of in on at by for from to with without into onto over under after before since until
    during through between among against about than that which who whom whose when where while if because so is are
    was were be been being am has have had do does did will would shall should can could may might must not no he she
    it they we you i him her them me us their our my your his its as per out up down off away back less
    ago later earlier old each every all both then there here now only also too very said says told killed wounded
    injured died left met began took went came made got held""".split()
)
ONE_ONLY = frozenset(
    """person man woman child soldier serviceman sailor officer diplomat official citizen civilian journalist spy agent
    ship vessel boat submarine frigate destroyer tanker plane jet aircraft helicopter drone missile rocket bomb warhead
    mine tank vehicle truck bus car gun rifle embassy consulate building house pilot policeman fighter militant prisoner
    dollar euro missile launcher""".split()
)
WORD = re.compile(r"\s{1,3}([^\W\d_][\w'’.-]{0,30})")
OF_THEM = re.compile(r"\s{1,3}of\s{1,3}(?:the|its|their|his|her|our|these|those)(?=\s)", re.IGNORECASE)
ENDINGS = ".'’-"  # signs that a word may carry along at its end
MODIFIERS = 3  # words between a figure and its noun: "120 thousand heavily armed American soldiers" has three


@dataclass(frozen=True, slots=True)
class Unit:
    """What is counted, in its singular, and where the words for it end."""

    name: str
    end: int


@cache
def _after() -> re.Pattern[str]:
    """Compile percent signs, currencies and measures on first use."""
    adjectives = sorted({a for c in CURRENCY_WORDS.values() for a in c if a}, key=len, reverse=True)
    words = "|".join(sorted(CURRENCY_WORDS, key=len, reverse=True))
    measures = "|".join(sorted(MEASURES, key=len, reverse=True)).replace(" ", r"\s")
    return re.compile(
        rf"(?P<points>\s?(?:-\s?)?percentage[\s-]points?\b)|(?P<percent>\s?%|[\s-]?per[\s-]?cent\b|\s?pct\b)"
        rf"|[\s-](?:(?P<adjective>{'|'.join(map(re.escape, adjectives))})[\s-])?(?P<currency>{words})s?(?![\w'’])"
        rf"|\s(?P<code>(?-i:{'|'.join(CURRENCY_CODES)}))\b"
        rf"|(?P<gap>[\s-]|(?=km\b|kg\b))(?P<measure>{measures})s?(?![\w'’])",
        re.IGNORECASE,
    )


def unit_after(text: str, end: int, value: float, *, scaled: bool) -> Unit | None:
    """Return what the figure that ends at ``end`` counts, None where no such word follows.

    Args:
        text: the text.
        end: where the figure ends.
        value: its value: one thing is told by a singular, all else by a plural.
        scaled: whether the figure has "million" or its like, which tells pounds and won from weight and the verb.
    """
    m = _after().match(text, end)
    if m is not None:
        if m["points"]:
            return Unit("percentage point", m.end())
        if m["percent"]:
            return Unit("percent", m.end())
        if m["code"]:
            return Unit(m["code"], m.end())
        if m["measure"]:
            return _measure(text, m)
        code = _currency(text, m, scaled=scaled)
        if code is not None:
            return Unit(code, m.end())
    if text[end : end + 1] == "-":
        return None
    return _one(text, end) if value == 1 else _plural(text, end)


def _measure(text: str, m: re.Match[str]) -> Unit | None:
    """Return a measure; an age ("45-year-old", "45 years old") and a time of day are none."""
    name = MEASURES[re.sub(r"\s+", " ", m["measure"].lower())]
    if re.compile(r"[\s-]olds?\b").match(text, m.end()):
        return None
    return Unit(name, m.end())


def _currency(text: str, m: re.Match[str], *, scaled: bool) -> str | None:
    """Return the code of a currency, None where its words name several ("francs") or another thing ("pounds of")."""
    word = m["currency"].lower()
    adjective = re.sub(r"[\s-]+", " ", m["adjective"].lower()) if m["adjective"] else None
    codes = CURRENCY_WORDS[word]
    if adjective is None and word in ("pound", "won"):
        weighed = text[m.end() : m.end() + 4].lower() == " of "
        return {"pound": "GBP", "won": "KRW"}[word] if scaled and not weighed else None
    return codes.get(adjective)


def _one(text: str, end: int) -> Unit | None:
    """Return the noun of "one": only such as are counted in ones, for "one" stands for much else."""
    for _ in range(MODIFIERS):
        m = WORD.match(text, end)
        if m is None or m[1].lower() in STOPS:
            return None
        end = m.end()
        if m[1].lower().rstrip(".") in ONE_ONLY:
            return Unit(m[1].lower().rstrip("."), m.start(1) + len(m[1].rstrip(".")))
    return None


def _plural(text: str, end: int) -> Unit | None:
    """Return the singular of the plural that follows, past at most three words; of two plurals the second counts."""
    of = OF_THEM.match(text, end)
    end = of.end() if of else end
    for _ in range(MODIFIERS + 1):
        m = WORD.match(text, end)
        if m is None:
            return None
        word = m[1].rstrip(ENDINGS)
        noun, end = singular(word), m.end()
        if noun is not None:
            second = WORD.match(text, end) if word == m[1] and noun != "person" else None
            after = second[1].rstrip(ENDINGS) if second else ""
            compound = singular(after) if after.lower() not in HARMED else None
            if second is not None and compound is not None:
                return Unit(compound, second.start(1) + len(after))
            return Unit(noun, m.start(1) + len(word))
        ends_sentence = m[1].endswith(".") and "." not in word
        if ends_sentence or (word.lower() in STOPS and not word.isupper()):
            return None
    return None


def singular(word: str) -> str | None:
    """Return the lower-case singular of a plural noun, None where the word has not the form of one."""
    low = word.lower()
    if low in SINGULARS:
        return SINGULARS[low]
    if low.endswith("men") and len(low) > 4 and low not in ("women", "specimen", "regimen", "acumen"):
        return low[:-3] + "man"
    if (
        len(low) < 4
        or not low.endswith("s")
        or word.isupper()
        or low in NO_PLURAL
        or not low.replace("-", "").isalpha()
    ):
        return None
    if low.endswith(("ss", "us", "is")):
        return low[:-1] if low.endswith("is") and word[0].isupper() else None
    if low.endswith("ies"):
        return low[:-3] + "y"
    if low.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")):
        return low[:-2]
    return low[:-1]
