"""Words of a text in a form in which two wordings of the same thing can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from detente.gazetteer.spelling import fold, letters

# Words that say nothing on their own about what a text is about.
_SMALL = """a about above after again against ago all also although am an and another any are as at back be because been
    before being between both but by can cannot could did do does doing done down during each earlier either else
    even ever every few for from further get go going got had has have having he hence her here hers him his how
    however i if in into is it its itself just later let like made make making many may me might more most mr mrs
    ms much must my near neither no nor not now of off on once one only onto or other others our out over own per
    rather regard s said same say says shall she should since so some still such t than that the their them then
    there these they this those though through thus to today together told too toward towards under until up upon
    us very via was we well were what when where whether which while who whom whose why will with within without
    would yet you your"""
EMPTY = frozenset(form(word) for word in _SMALL.split() for form in (fold, letters))
# A run of words that two texts share counts from this length on: two words meet by chance ("of the", "with Russia").
LEAST_RUN = 3

_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
# Endings that make a form of a word, longest first; what stays must have four letters.
_ENDINGS = ("ations", "ation", "ings", "ing", "ers", "ies", "ied", "ed", "es", "ly", "er", "s", "e", "y")
_STEM_LEAST = 4
# Letters of a stem that count: "clarified" and "clarification" agree on so many, "interest" and "interview" do not.
_STEM_MOST = 6
_REMEMBERED = 1 << 16


def written(text: str) -> tuple[str, ...]:
    """Return the words of a text in lower case, marks and possessive endings left out."""
    plain = text.replace("’", "'").replace("'s ", " ").replace("s' ", "s ")
    return tuple(w.lower() for w in _WORD.findall(plain))


def words(text: str) -> tuple[str, ...]:
    """Return the folded words of a text, marks and possessive endings left out: one form for all spellings of a name."""
    return tuple(fold(w) for w in written(text))


@lru_cache(maxsize=_REMEMBERED)
def stem(word: str) -> str:
    """Return what the forms of a folded word have in common: "expelled" and "expel", "sanctions" and "sanction"."""
    if word[:1].isdigit():
        return word
    if word.endswith(_ENDINGS):
        for ending in _ENDINGS:
            if word.endswith(ending) and len(word) - len(ending) >= _STEM_LEAST:
                word = word[: -len(ending)]
                break
    if len(word) > _STEM_LEAST and word[-1] == word[-2]:
        word = word[:-1]
    return word[:_STEM_MOST]


def stems(text_words: Iterable[str]) -> frozenset[str]:
    """Return the stems of the words that say what a text is about."""
    return frozenset(stem(w) for w in text_words if w not in EMPTY)


def in_runs(a: Sequence[str], b: Sequence[str]) -> float:
    """Return the share of the shorter text's words that stand in runs of LEAST_RUN words or more of the other."""
    shorter = min(len(a), len(b))
    if shorter == 0:
        return 0.0
    blocks = SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks if block.size >= LEAST_RUN) / shorter
