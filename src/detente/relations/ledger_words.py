"""The words that a sentence and a passage share, and the name that "the treaty" stands for."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from detente.gazetteer.spelling import fold
from detente.stories.senses import head

_WORD = re.compile(r"[^\W\d_][\w-]*[^\W_]")
_STEM = (
    5  # letters: brings "sanctions" and "sanctioned", "expel" and "expelled" together; set by looking at event verbs
)
_SHORT = 2
_EMPTY = frozenset(
    "will would shall must should could might have been being that this these those with from into onto over under about "
    "after before until since while when where which whom whose what they them their there here then than also only just "
    "very more most some such other another each every both between against toward towards again never not does done doing "
    "between who how why out off too yet now new old one two let get got say use way via per can nor yes can't won't its own "
    "january february march april june july august september october november december monday tuesday wednesday thursday "
    "friday saturday sunday spring summer autumn winter today tomorrow within before "
    "were was are has had its his her our your you she him and the for but all any may can said says told year years month "
    "months week weeks day days end next last first likely unlikely perhaps probably certainly possible".split()
)
_GENERIC = frozenset(
    "sign agree treat accor pact deals deal conve contr sanct impos measu steps step actio natio state count gover minis presi "
    "diplo forei relat meeti summi talks negot respo retal answe reach concl inten plans ready offer deman condi war wars".split()
)
"""Stems that say of what kind a deed is, which its type says already, and not which one is meant."""
_OBJECT = re.compile(
    r"\b[Tt]h(?:e|is|at) (treaty|agreement|pact|deal|accord|convention|embassy|consulate|pipeline|base|contract|summit|exercise)\b"
)


def stems(text: str, without: Collection[str] = ()) -> tuple[str, ...]:
    """Return the stems of the words that carry meaning, in order, each once; those of ``without`` left out.

    "Sent" and "send" have one stem, and so have words that reports use for each other ("envoy", "ambassador").
    """
    out = (_stem(w) for w in _WORD.findall(text) if len(w) > _SHORT and w.lower() not in _EMPTY)
    drop = {_stem(w) for w in without}
    return tuple(dict.fromkeys(s for s in out if s not in drop))


@lru_cache(maxsize=1 << 16)
def _stem(word: str) -> str:
    """Return the stem of a word: that of the word that stands for it."""
    return head(fold(word))[:_STEM]


def telling(text: str, without: Collection[str] = ()) -> tuple[str, ...]:
    """Return the stems that tell which deed of a kind is meant."""
    return tuple(s for s in stems(text, without) if s not in _GENERIC)


def object_named(text: str, before: str) -> str:
    """Return the capitalised name that "the treaty" in a sentence stands for: the nearest one with that noun before it."""
    found = _OBJECT.search(text)
    if not found:
        return ""
    noun = found[1]
    named = re.compile(rf"((?:[A-Z][\w-]*\s+){{1,6}})(?:{noun}|{noun.capitalize()})\b")
    names = [m[1].strip() for m in named.finditer(before) if m[1].strip() not in ("The", "This", "That", "A")]
    return names[-1] if names else ""


def shared(words: Collection[str], text: str) -> float:
    """Return which part of some stems a text holds, 0 to 1; 0 where there are none."""
    return len(set(words) & _held(text)) / len(set(words)) if words else 0.0


@lru_cache(maxsize=100_000)
def _held(text: str) -> frozenset[str]:
    """Return the stems of a text; a passage is held against many sayings."""
    return frozenset(stems(text))
