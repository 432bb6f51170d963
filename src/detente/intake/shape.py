"""The shape of a line: is it prose, a headline, a name, or another script than the rest?"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache

#: Prose at the head of a report: a full stop (or like) at its end and at least so many words.
PROSE_WORDS = 5
#: So many words are prose whatever their end: no headline is that long.
LONG_WORDS = 25
#: In sentence case, so many words are a statement even without a full stop: subheadings are shorter.
STATEMENT_WORDS = 9
STATEMENT_CASE = 0.5
#: Headlines in title case have at least this share of capitalised words among their longer words.
TITLE_CASE = 0.75
#: Titles are at most this long; the longest headlines of agencies have about 200 characters.
TITLE_LENGTH = 250

#: So many characters tell the script of a text.
_SCRIPT_SAMPLE = 600

_STOP = re.compile(r"[.!?…:;](?:[\"'”’»)\]]|\s|\[[0-9]+\])*$")
_FULL_STOP = re.compile(r"[.!…](?:[\"'”’»)\]]|\s)*$")
#: "... he said. (AFP)", "... on Monday. (Laughs.)": the sentence has ended before the bracket.
_NOTE_END = re.compile(r"[.!?…][\"'”’»)]*\s\([^()]{2,40}\)\.?\s*$")
_QUOTE_END = re.compile(r"[.!?…,][\"”’»']\s*$")
_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
_SMALL = frozenset(
    "a an and as at but by for from in into nor of off on onto or over per than that the to up upon via vs with is its"
    " it are was be has have had de la le du al".split()
)
#: Words that only sentences have: finite auxiliaries and pronouns, with which a headline becomes a statement.
_SENTENCE_WORDS = frozenset(
    "is are was were be been being has have had do does did will would can could may might must shall should said says"
    " he she they we i you it his her their our".split()
)
_NAME = re.compile(
    r"^(?:[A-ZÀ-ÞА-Я][\w.’'-]*)(?:,? (?:(?:de|van|von|der|del|al|bin|and|&|la|le) ){0,2}[A-ZÀ-ÞА-Я][\w.’'-]*){1,4}$"
)
_LISTED = re.compile(
    r"^(?:[$€£]?[0-9]|[•●▪◦*+|@#]|[-–—] |\(?[a-zA-Z][).] "
    r"|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)\w*\.? [0-9]|[\w ]{1,30} ?: ?[0-9$€£])",
    re.IGNORECASE,
)
#: Any character beyond the Latin letters and the marks of European print: only then are letters counted.
_OTHER = re.compile("[^\x00-\u024f\u2000-\u206f\u20a0-\u20cf\u2122\u2190-\u21ff\u25a0-\u27bf\ufe0f]")
_FIGURES = re.compile(r"[0-9][0-9.,:/-]*")
_PLACE_LINE = re.compile(
    r"^(?P<place>[A-ZÀ-Þ][A-ZÀ-Þ.'’ -]{1,30}(?:, [\w.’' -]{2,25})?|[A-Z][\w’' .-]{1,30}(?:, [\w.’' -]{2,25})?),? ?"
    r"(?:\((?P<agency>[^()]{2,40})\)|(?P<slash>/[A-Z][\w .]{1,30}/))?\s?(?P<dash>[-—–:]+|\.) ?"
)


def words_of(line: str) -> list[str]:
    """Return the words of a line that have letters."""
    return _WORD.findall(line)


def ends_as_sentence(line: str) -> bool:
    """Say whether a line ends with a full stop, exclamation mark or ellipsis, quotation marks and brackets aside."""
    return bool(_FULL_STOP.search(line) or _QUOTE_END.search(line) or _NOTE_END.search(line))


def ends_with_mark(line: str) -> bool:
    """Say whether a line ends with any mark that closes or announces: full stop, question mark, colon, semicolon."""
    return bool(_STOP.search(line) or _QUOTE_END.search(line) or _NOTE_END.search(line))


def is_prose(line: str) -> bool:
    """Say whether a line is running text: a sentence of some length, or too long for anything else."""
    count = len(line.split())
    return count >= LONG_WORDS or (count >= PROSE_WORDS and ends_as_sentence(line))


def is_title_like(line: str) -> bool:
    """Say whether a line could be a title: not long, and not ending as a sentence does."""
    if not 0 < len(line) <= TITLE_LENGTH or not words_of(line):
        return False
    return not re.search(r"[.:;,](?:[\"'”’»)]|\s)*$", line) or line.endswith(("...", "…", "U.S.", "U.N."))


def title_case(line: str) -> float:
    """Return the share of capitalised words among those that title case capitalises; 0.0 for fewer than three."""
    counted = [word for word in words_of(line) if word.lower() not in _SMALL]
    if len(counted) < 3:
        return 0.0
    return sum(word[0].isupper() for word in counted) / len(counted)


def is_sentence_like(line: str) -> bool:
    """Say whether a line without a full stop is still worded as a statement ("The two have spoken by telephone")."""
    words = words_of(line)
    share = title_case(line)
    if len(words) >= STATEMENT_WORDS and share < STATEMENT_CASE:
        return True
    return len(words) >= PROSE_WORDS and share < TITLE_CASE and any(w.lower() in _SENTENCE_WORDS for w in words)


def is_rule(line: str) -> bool:
    """Say whether a line is a drawn line that parts a text ("___", "* * *")."""
    return not any(c.isalnum() for c in line)


def is_listed(line: str) -> bool:
    """Say whether a line looks like an entry of a list or table: numbered, dated, priced, or in columns."""
    return bool(_LISTED.match(line)) or len(_FIGURES.findall(line)) >= 3 or line.count("|") > 1


def is_paragraph(line: str) -> bool:
    """Say whether a line is surely of a body: running text, or a place line."""
    return is_prose(line) or place_line(line) is not None


def is_exempt(line: str, below: str) -> bool:
    """Say whether a line is speech, a note in brackets, an entry of a list, or a part of a broken sentence.

    Shapes must not judge these.
    """
    bracketed = line.startswith(("(", "[")) and line.endswith((")", "]"))
    return bracketed or is_spoken(line) or is_listed(line) or goes_on(line) or goes_on(below)


def goes_on(line: str) -> bool:
    """Say whether a line begins in the middle of a sentence, so that it and the one above it are one."""
    return line[:1].islower()


def is_name(line: str) -> bool:
    """Say whether a line is two to five capitalised words and nothing else: a name, as bylines are."""
    return bool(_NAME.fullmatch(line)) and line.lower() != line and len(line) <= 60


def place_line(line: str) -> re.Match[str] | None:
    """Return the match of the place line that opens a report ("MOSCOW (Sputnik) — "), or None."""
    match = _PLACE_LINE.match(line)
    if match is None or (match["dash"] in {".", ":"} and not match["agency"]):
        return None
    upper = match["place"].split(",")[0].isupper()
    return match if upper or match["agency"] or match["slash"] else None


def is_spoken(line: str) -> bool:
    """Say whether a line opens as speech or a list does: with a dash, a bullet or a quotation mark."""
    return line.startswith(("–", "—", "•", "-", "*", '"', "“", "«", "‘", "'", "„"))


def has_spaces(name: str | None) -> bool:
    """Say whether a script puts spaces between its words and knows capital letters, so that shapes tell something."""
    return name in {"LATIN", "CYRILLIC", "GREEK", "ARMENIAN"}


def is_latin(text: str) -> bool:
    """Say whether most letters of a text are Latin."""
    return not _OTHER.search(text) or script(text) == "LATIN"


@lru_cache(maxsize=4096)
def _script(char: str) -> str:
    name = unicodedata.name(char, "")
    return name.split(" ", 1)[0]


def script(text: str) -> str | None:
    """Return the script of most letters of a text ("LATIN", "CYRILLIC", "HANGUL", ...), or None without letters."""
    if not _OTHER.search(text):
        return "LATIN" if any(c.isalpha() for c in text) else None
    counts = Counter(_script(c) for c in text[:_SCRIPT_SAMPLE] if c.isalpha())
    return counts.most_common(1)[0][0] if counts else None
