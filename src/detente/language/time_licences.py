"""Whether a word that can name a time does so here: years that count people, the names May and June, the Sunday Times.

A licence looks only at the words right beside the match.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

LOOK_BACK = 40  # characters; enough for the two words before that any licence asks for
LOOK_AHEAD = 60  # characters; enough for the two words after

# Nouns that a four-digit number before them counts; "the 2003 war" has none of them.
COUNTED = frozenset(
    """people persons men women children soldiers troops servicemen personnel fighters militants civilians diplomats
    refugees migrants prisoners detainees victims dead wounded killed injured sailors officers policemen protesters
    demonstrators workers employees staff citizens residents families voters members guests passengers dollars euros
    pounds rubles roubles yuan hryvnias km kilometres kilometers kilometre kilometer miles mile metres meters metre
    meter feet tons tonnes kg kilograms barrels litres liters hectares acres degrees mw megawatts hours minutes days
    weeks months years times tanks missiles rockets drones vehicles aircraft planes ships warheads bombs rounds shells
    guns rifles houses homes buildings pages cases deaths votes seats companies firms jobs""".split()
)
NAMED_DAYS = frozenset("good black bloody easter palm super ash cyber maundy whit every each".split())
AFTER_SUNDAY = frozenset("times telegraph mirror express mail herald post world".split())
AFTER_MONTH = frozenset("revolution manifesto uprising movement day offensive".split())
PLAIN_MONTHS = frozenset("january february july september october november december".split())
# What cannot follow a month that qualifies a noun ("the March on Washington", "the May government").
NOT_QUALIFIED = frozenset(
    """on for of to in from and that was is has have had will would against through by at with said says
    government cabinet administration premiership team plan deal""".split()
)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """Compile the contexts on first use."""
    prepositions = "in|since|of|by|until|till|from|during|before|after|around|circa|year|through|throughout|early|late"
    determiner = r"\b(?:the|a|an|its|his|her|their|our|my|this|that)\s+|['’]s\s+|s['’]\s+"
    return {
        "year": re.compile(
            rf"(?:\b(?:{prepositions}|for|in\s+mid)\s+|(?:{determiner})(?:[a-z]{{3,14}}\s+)?|\(|\[)$", re.IGNORECASE
        ),
        "fiscal": re.compile(r"\b(?:fiscal|financial)(?:\s+year)?\s+$", re.IGNORECASE),
        "ended": re.compile(r"\s(?:saw|was|has|had|marked|brought|began|ended|will)\b"),
        "month": re.compile(
            r"\b(?:in|since|of|by|until|till|from|during|before|after|through|throughout|early|late|mid|between)[\s-]+$",
            re.IGNORECASE,
        ),
        "may": re.compile(r"\b(?:in|since|until|till|early|late|mid|during|between|through)[\s-]+$", re.IGNORECASE),
        "determiner": re.compile(rf"(?:{determiner})$", re.IGNORECASE),
        "mrs_may": re.compile(r"\b(?:Theresa|Mrs\.?|Ms\.?|[Mm]inister|Brian|Philip)\s+May\b"),
        "verb": re.compile(
            r"(?<!\s)\s+(?:\w+ed|said|told|took|became|has|had|was|is|will|won|lost|met|made)\b|['’]s\b"
        ),
        "words": re.compile(r"[\s-]{1,3}([^\W\d_]+)(?:\s{1,3}([^\W\d_]+))?"),
        "named": re.compile(r"(?:(?<![^\W\d_])[^\W\d_A-Z]*[A-Z][^\W\d_]*|[A-Z]['’]s)\s+$"),
        "before": re.compile(r"(?<![^\W\d_])([^\W\d_]+)\s+(?:on\s+)?$"),
    }


def _next_words(text: str, end: int) -> tuple[str, str]:
    """Return the two words right after, empty where punctuation or the end comes first."""
    m = _patterns()["words"].match(text, end, end + LOOK_AHEAD)
    return (m[1], m[2] or "") if m else ("", "")


def _word_before(text: str, start: int) -> str:
    """Return the word right before (an "on" between passed over), lower-cased, empty where there is none."""
    m = _patterns()["before"].search(text[max(0, start - LOOK_BACK) : start])
    return m[1].lower() if m else ""


def counts(text: str, end: int) -> bool:
    """Tell whether a number that ends there counts what follows ("2000 soldiers", "2000 Russian soldiers")."""
    first, second = _next_words(text, end)
    return first.lower() in COUNTED or (first[:1].isupper() and second.lower() in COUNTED)


def bare_year(m: re.Match[str]) -> bool:
    """Tell whether a four-digit number alone is a year: a preposition or determiner before it, and no counted noun."""
    text, patterns = m.string, _patterns()
    before = text[max(0, m.start() - LOOK_BACK) : m.start()]
    if counts(text, m.end()) or patterns["fiscal"].search(before):
        return False
    if patterns["year"].search(before):
        return True
    starts = not before.strip() or before.rstrip()[-1:] in ".!?"
    return bool(starts and patterns["ended"].match(text, m.end()))


def bare_month(m: re.Match[str]) -> bool:
    """Tell whether a month's name alone is one: January always, "March" and "May" only in a month's place."""
    name, text, start, end = m[2], m.string, m.start(2), m.end(2)
    if m[1]:
        return True
    word, (follows, _) = name.lower(), _next_words(text, end)
    if follows.lower() in AFTER_MONTH or _word_before(text, start) in ("black", "operation"):
        return False
    if word in PLAIN_MONTHS:
        return True
    patterns, before = _patterns(), text[max(0, start - LOOK_BACK) : start]
    if word == "may" and patterns["verb"].match(text, end):
        return False
    named = word == "may" and _names_mrs_may(text)
    if patterns["may" if named else "month"].search(before):
        return not (word in ("march", "may") and follows.lower() == "on")
    qualifies = follows[:1].islower() and follows not in NOT_QUALIFIED
    return not named and qualifies and patterns["determiner"].search(before) is not None


@lru_cache(maxsize=1)
def _names_mrs_may(text: str) -> bool:
    """Tell whether a text speaks of someone called May; kept for the next "May" of the same text."""
    return _patterns()["mrs_may"].search(text) is not None


def weekday_is_time(text: str, start: int, end: int) -> bool:
    """Tell whether a weekday's name is a day: not Good Friday, not "every Monday", not the Sunday Times."""
    before = _word_before(text, start)
    if before in NAMED_DAYS or (before == "mail" and text[start:end] == "Sunday"):
        return False
    follows, _ = _next_words(text, end)
    return not (follows[:1].isupper() and follows.lower() in AFTER_SUNDAY)


def names_outlet(text: str, start: int) -> bool:
    """Tell whether "Today" ends a name ("Russia Today", "ABC's This Week"): a name stands right before it."""
    return _patterns()["named"].search(text[max(0, start - LOOK_BACK) : start]) is not None


def names_a_noun(text: str, start: int, end: int) -> bool:
    """Tell whether a date says which ("the June 16 summit", "Monday's debate"), and the tense is of something else."""
    after = text[end : end + LOOK_AHEAD]
    if after.startswith(("'s ", "’s ")):
        return True
    determined = _patterns()["determiner"].search(text[max(0, start - LOOK_BACK) : start])
    return determined is not None and _next_words(text, end)[0] not in ("", *NOT_QUALIFIED)
