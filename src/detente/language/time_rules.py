"""The wordings that name a time, one rule each: a pattern, and how its match is read.

The rules find the simple expressions ("last Friday", "9 May", "the 1990s"); :mod:`time_joins` puts neighbours together.
A rule's ``keys`` are groups of substrings; wherever the rule matches, the text holds at least one of each group (with a
capital: as written; else in the lower-cased text). So a paragraph with no time word costs a few substring searches.
Every repeat in a pattern is bounded, so that matching takes linear time.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from detente.language import time_reads as read
from detente.language.numerals import BELOW_HUNDRED
from detente.language.time_licences import bare_month, bare_year
from detente.language.time_spans import one_day
from detente.language.time_tense import tense_around
from detente.language.time_values import Fixed, Reading, Unknown, Weekend

Match = re.Match[str]

# Pieces of patterns. S is a gap between words: bounded, so that long runs of blanks cost nothing.
S = r"\s{1,3}"
N = rf"(?:[0-9]{{1,3}}|an?|{BELOW_HUNDRED})"
VAGUE = rf"(?:(?:a{S})?(?:few|several|couple{S}of|many|some))"
UNIT = r"(?:day|week|month|year|decade|hour|minute)s?"
YEAR = r"(?:1[5-9]|20)[0-9][0-9]"
YEAR_ENDS = r"(?![\w%])(?![.,:][0-9])"
DAY = r"[0-3]?[0-9]"
NTH = r"(?:st|nd|rd|th)?"
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)(?![^\W_])"
)
FULL_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
REL_YEAR = rf"{S}(?:of{S})?(?P<rel>last|this|next){S}year(?!\w)"
START = r"(?<!\w)(?<![0-9][.,])"
YEAR_OR_REL = rf"(?:,?{S}(?P<year>{YEAR}){YEAR_ENDS}|{REL_YEAR})"
WEEKDAY = f"(?:{'|'.join(read.WEEKDAYS)})"
ABOUT = rf"(?P<about>about|around|roughly|some|nearly|almost|exactly|just|over|more{S}than|less{S}than|at{S}least)"
SEASON = "(?P<season>spring|summer|autumn|fall|winter)"
HALF = r"(?:[ap]\.m\.|[ap]m)(?!\w)"
ZONE = r"GMT|UTC|CET|CEST|EET|MSK|BST|EST|EDT|ET|local\stime|(?-i:[A-Z])[a-z]{2,11}\stime"

IN_DIGITS = tuple("0123456789")
IN_YEARS = ("15", "16", "17", "18", "19", "20")
IN_MONTHS = tuple(form for m in read.MONTHS for form in (m.title(), m.upper()))
IN_UNITS = ("day", "week", "month", "year", "decade", "century", "quarter", "hour", "minute")
IN_DAYS = ("day", "night", "morning", "evening", "afternoon")
IN_SEASONS = ("spring", "summer", "autumn", "fall", "winter")


@dataclass(frozen=True, slots=True)
class Found:
    """An expression at ``[start, end)``; not ``firm``: a date only beside another word ("the end of" the year)."""

    start: int
    end: int
    reading: Reading
    firm: bool = True


def always(_: Match) -> bool:
    """Tell that a match of the rule is a time wherever it stands."""
    return True


def never(_: Match) -> bool:
    """Tell that a match of the rule is a time only beside another word."""
    return False


def told_of_the_future(m: Match) -> bool:
    """Tell whether the tense makes "in two weeks" a date: in the past it says how long something took."""
    return tense_around(m.string, m.start(), m.end()) == "future"


@dataclass(frozen=True, slots=True)
class Rule:
    """A wording: ``read`` gives the reading, or None where the match is no time; ``firm`` likewise by its context."""

    name: str
    keys: tuple[tuple[str, ...], ...]
    pattern: str
    read: Callable[[Match], Reading | None]
    firm: Callable[[Match], bool] = always


def _constant(reading: Reading) -> Callable[[Match], Reading]:
    """Return a function that reads every match alike."""
    return lambda _: reading


RULES: tuple[Rule, ...] = (
    # Two days that are names of events: in whatever year the report appeared, these are meant.
    Rule(
        "attacks of 2001",
        (("Sep", "SEP"), ("11",)),
        rf"(?<!\w)Sept?(?:ember|\.)?{S}11(?:th)?(?:,?{S}2001)?,?{S}(?:terrorist{S}|terror{S})?(?:attack|hijack)\w{{0,4}}",
        _constant(Fixed(interval=one_day(2001, 9, 11))),
    ),
    Rule(
        "riot of 2021",
        (("Jan", "JAN"), ("6",)),
        rf"(?<!\w)Jan(?:uary|\.){S}6(?:th)?(?:,?{S}2021)?,?{S}(?:Capitol|riot|insurrection|select{S}committee|House{S}select"
        rf"|attack{S}(?:on|at){S}the{S}(?:US{S}|U\.S\.{S})?Capitol)",
        _constant(Fixed(interval=one_day(2021, 1, 6))),
    ),
    Rule(
        "ISO day",
        (IN_YEARS, ("-",)),
        r"(?<![\w-])([0-9]{4})-([0-9]{2})-([0-9]{2})"
        r"(?:[T ]([0-9]{2}):([0-9]{2})(?::[0-9]{2}(?:\.[0-9]{1,9})?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?(?![\w-])",
        read.iso,
    ),
    Rule("ISO month", (IN_YEARS, ("-",)), rf"(?<![\w-])({YEAR})-(0[1-9]|1[0-2])(?![\w-])", read.iso_month),
    Rule(
        "day in digits", (IN_YEARS,), r"(?<![\w./-])([0-9]{1,2})([./-])([0-9]{1,2})\2([0-9]{4})(?![\w/-])", read.numeric
    ),
    Rule(
        "day and month",
        (IN_MONTHS, IN_DIGITS),
        rf"{START}(?<![/$€£-])(?:(?:from{S})?(?P<first>{DAY}){NTH}(?:\s?[-–—]\s?|{S}(?:to|through){S})"
        rf"|between{S}(?P<between>{DAY}){NTH}{S}and{S})?"
        rf"(?P<day>{DAY}){NTH}{S}(?:of{S})?(?P<month>{MONTH})(?:(?:\.(?=,?{S}{YEAR}))?{YEAR_OR_REL})?",
        read.day_month,
    ),
    Rule(
        "month and day",
        (IN_MONTHS, IN_DIGITS),
        rf"(?<!\w)(?P<month>{MONTH})\.?{S}(?P<day>{DAY}){NTH}(?:\s?[-–—]\s?(?P<last>{DAY}){NTH})?"
        rf"{YEAR_ENDS}{YEAR_OR_REL}?",
        read.month_day,
    ),
    Rule(
        "month, from day to day",
        (IN_MONTHS, IN_DIGITS, ("from",)),
        rf"(?<!\w)from{S}(?P<month>{MONTH})\.?{S}(?P<day>{DAY}){NTH}{S}(?:to|through|until){S}(?P<last>{DAY}){NTH}"
        rf"{YEAR_ENDS}(?!{S}(?!{YEAR})[0-9])(?!{S}(?:percent|per|million|billion|thousand)){YEAR_OR_REL}?",
        read.month_day,
    ),
    Rule(
        "month and year",
        (IN_MONTHS,),
        rf"(?<!\w)(?P<month>{MONTH})\.?(?:{YEAR_OR_REL}|{S}of{S}(?P<of>{YEAR}){YEAR_ENDS})",
        read.month_year,
    ),
    Rule(
        "month alone",
        (IN_MONTHS,),
        rf"(?<!\w)(?:(last|next|this){S})?(?-i:({FULL_MONTH}))(?!\w)",
        read.month_alone,
        bare_month,
    ),
    Rule(
        "weekday",
        (("day",),),
        rf"(?<!\w)(?:(last|next|this(?:{S}(?:past|coming))?|the{S}coming){S})?({WEEKDAY})"
        rf"(?:{S}(?:morning|afternoon|evening|night))?(?:{S}(?:of{S})?(last|this|next){S}week)?(?!\w)",
        read.weekday,
    ),
    Rule(
        "near day",
        (("today", "tonight", "tomorrow", "yesterday", "this", "last"), ("to", "yester", *IN_DAYS)),
        rf"(?<!\w)(?:the{S}day{S}(?:before{S}yesterday|after{S}tomorrow)"
        rf"|(?:today|tomorrow|yesterday)(?:{S}(?:morning|afternoon|evening|night))?|tonight"
        rf"|this{S}(?:morning|afternoon|evening)|last{S}night)(?!\w)",
        read.near_day,
    ),
    Rule(
        "unit around the publication",
        (("last", "this", "next"), ("week", "month", "quarter", "year", "decade", "century")),
        rf"(?<!\w)(?:(earlier|later){S})?(last|this(?:{S}(?:past|coming))?|next){S}(week|weekend|month|quarter|year|decade|century)"
        rf"(?!\w)(?!{S}of(?!\w))",
        read.around,
    ),
    Rule("weekend", (("weekend",),), rf"(?<!\w)(?:over|at|on|during){S}the{S}weekend(?!\w)", _constant(Weekend())),
    Rule(
        "ago",
        (("ago", "from", "time"), IN_UNITS),
        rf"{START}(?:{ABOUT}{S})?(?:(?:(?P<n>{N})|{VAGUE}){S})?(?P<unit>{UNIT})"
        rf"(?:{S}(?P<way>ago|from{S}now)|['’]s?{S}time)(?!\w)",
        read.ago,
    ),
    Rule(
        "ahead",
        (("days", "week", "month", "year"),),
        rf"(?<!\w)in{S}(?P<n>{N}){S}(?P<unit>days|weeks?|months?|years?)(?!\w)(?!['’])",
        read.ahead,
        told_of_the_future,
    ),
    Rule(
        "before or after a moment",
        (("later", "earlier", "before", "after", "previously", "prior"), IN_UNITS),
        rf"{START}(?:(?:(?P<n>{N})|{VAGUE}|the){S}(?P<unit>{UNIT})|(?:day|week|month|year|decade|hour|minute)s){S}"
        rf"(?P<way>later|earlier|before|after|previously|prior)(?!\w)",
        read.offset,
    ),
    Rule(
        "stretch to or from the publication",
        (("last", "past", "next", "coming"), IN_UNITS),
        rf"(?<!\w)(?:(?P<in>in|over|during|within|for|throughout|across){S}(?:the{S})?|the{S})"
        rf"(?P<way>last|past|next|coming){S}(?:(?P<n>{N}){S}|(?P<vague>{VAGUE}){S})?(?P<unit>{UNIT})(?!\w)"
        rf"(?!{S}of(?!\w))",
        read.rolling,
    ),
    Rule(
        "stretch without its article",
        (("last", "past", "next"), IN_UNITS),
        rf"(?<!\w)(?P<way>last|past|next){S}(?:(?P<n>{N})|(?P<vague>{VAGUE})){S}(?P<unit>{UNIT})(?!\w)"
        rf"(?!{S}of(?!\w))",
        read.rolling,
    ),
    Rule(
        "next to a moment",
        (("same", "previous", "following", "next", "preceding", "that"), (*IN_UNITS, *IN_DAYS)),
        rf"(?<!\w)(?:(?:the|that){S}(?:very{S})?(?:same|previous|following|preceding|next){S}(?:{N}{S}|{VAGUE}{S})?"
        rf"|that{S})(?:days?|nights?|mornings?|afternoons?|evenings?|weeks?|weekend|months?|years?|decades?)(?!\w)",
        _constant(Unknown()),
    ),
    Rule(
        "vague stretch",
        (("recent", "coming"), IN_UNITS),
        rf"(?<!\w)(?:(?:in|over|during|within){S})?(?:the{S})?(?:(?:more|most){S})?(?:recent|coming){S}"
        r"(?:days|weeks|months|years|decades)(?!\w)",
        _constant(Unknown()),
    ),
    Rule(
        "season and year",
        (IN_SEASONS, (*IN_YEARS, "year")),
        rf"(?<!\w)(?:the{S})?{SEASON}"
        rf"(?:{S}(?:of{S})?(?P<year>{YEAR})(?:[-–/](?P<to>[0-9]{{4}}|[0-9]{{2}}))?{YEAR_ENDS}|{REL_YEAR})",
        read.season,
    ),
    Rule(
        "season by the publication",
        (IN_SEASONS, ("last", "this", "next")),
        rf"(?<!\w)(?P<which>last|next|this){S}{SEASON}(?!\w)(?!{S}(?:in|of|from)(?!\w))",
        read.season,
    ),
    Rule(
        "season alone",
        (IN_SEASONS,),
        rf"(?<!\w)in{S}(?:the{S})?(?P<season>spring|summer|autumn|winter)(?!\w)(?!{S}(?:of|offensive)(?!\w))",
        read.season,
    ),
    Rule("quarter", (("q1", "q2", "q3", "q4"),), rf"(?<!\w)Q([1-4]){S}(?:of{S})?({YEAR}){YEAR_ENDS}", read.quarter),
    Rule(
        "decade",
        (("0s", "0's", "0’s"),),
        rf"(?<!\w)(?:(?:the{S})?(?:((?:1[5-9]|20)[0-9]0)|['’]([0-9]0))s|the{S}(?:([2-9]0)['’]?s|((?:1[5-9]|20)[0-9]0)['’]s))(?!\w)",
        read.decade,
    ),
    Rule(
        "century",
        (("century",),),
        rf"(?<!\w)(?:the{S})?(?:([0-9]{{1,2}})(?:st|nd|rd|th)|(nineteenth|twentieth|twenty-first)){S}century(?!\w)",
        read.century,
    ),
    Rule(
        "years, the second cut short",
        (IN_YEARS, ("-", "–", "/")),
        rf"(?<![\w-])({YEAR})([-–/])([0-9]{{2}})(?![\w/-])",
        read.short_years,
    ),
    Rule("year alone", (IN_YEARS,), rf"(?<![\w$€£¥#.])(?<![0-9][,:/])({YEAR}){YEAR_ENDS}", read.year_alone, bare_year),
    Rule(
        "unit that needs a part",
        (("the week", "the month", "the year", "the decade"),),
        r"(?<!\w)the (week|month|year|decade)(?!\w)",
        read.the_unit,
        never,
    ),
    Rule(
        "clock",
        ((*IN_DIGITS, "noon"), (":", "am", "pm", "a.m", "p.m", "noon", "utc", "gmt", "time", "hours")),
        rf"{START}(?<![:/$€£-])(?:(?P<noon>noon)|(?P<four>[0-2][0-9][0-5][0-9])(?={S}(?:GMT|UTC|hours|local{S}time))"
        rf"|(?P<hour>[0-2]?[0-9])(?P<dot>[:.])(?P<minute>[0-5][0-9])(?:\s?(?P<half>{HALF}))?"
        rf"|(?P<bare>[01]?[0-9])\s?(?P<half2>{HALF}))(?![\w%])(?![.,:][0-9])(?:\s(?P<zone>{ZONE})(?!\w))?",
        read.clock,
        read.clock_stands_alone,
    ),
)


@cache
def _compiled() -> tuple[tuple[Rule, re.Pattern[str]], ...]:
    """Compile the rules on first use."""
    return tuple((rule, re.compile(rule.pattern, re.IGNORECASE)) for rule in RULES)


def find(text: str, *, licensed: bool = False) -> list[Found]:
    """Return the simple time expressions of a text in order: of overlapping ones the longest, then the first.

    Args:
        text: any text.
        licensed: the caller vouches that a year or month alone is one ("2003", "May").
    """
    low = text.lower()
    held: dict[tuple[str, ...], bool] = {}
    found: list[Found] = []
    for rule, pattern in _compiled():
        for group in rule.keys:
            if group not in held:
                held[group] = _holds(text if group[0][0].isupper() else low, group)
            if not held[group]:
                break
        else:
            for m in pattern.finditer(text):
                reading = rule.read(m)
                if reading is not None:
                    found.append(
                        Found(m.start(), m.end(), reading, (licensed and rule.firm is not never) or rule.firm(m))
                    )
    return _apart(found) if found else found


def _holds(text: str, group: tuple[str, ...]) -> bool:
    """Tell whether a text holds one of the keys of a group: a loop, which here is twice as fast as ``any``."""
    for key in group:  # noqa: SIM110 - see above
        if key in text:
            return True
    return False


def _apart(found: list[Found]) -> list[Found]:
    """Keep of overlapping expressions the longest, then the leftmost, then the one whose rule stands first."""
    kept: list[Found] = []
    taken: set[int] = set()
    for item in sorted(found, key=lambda f: (f.start - f.end, f.start)):
        if taken.isdisjoint(range(item.start, item.end)):
            taken.update(range(item.start, item.end))
            kept.append(item)
    return sorted(kept, key=lambda f: f.start)
