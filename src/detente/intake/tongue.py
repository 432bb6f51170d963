"""Which language a text is in."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

#: So many characters from the start decide: more do not change the answer and cost time.
_SAMPLE = 2_000
#: Fewer letters than this tell no language; "Kyiv" is in none.
_LEAST_LETTERS = 20
#: A language is told from this probability on: a single sentence of names often gets less, and then stays unknown.
_SURE = 0.9
#: Another script than ours has already ruled most languages out.
_SURE_BY_SCRIPT = 0.3
#: Languages with a press that reports on states. Others (creoles, Latin) are only ever mistaken guesses.
_PRESS = (
    "af am ar az be bg bn bs ca cs cy da de el en eo es et eu fa fi fr ga gl gu he hi hr ht hu hy id is it ja ka kk km kn ko ku "
    "ky lb lo lt lv mk ml mn mr ms mt ne nl no pa pl ps pt ro ru rw si sk sl sq sr sv sw ta te th tl tr ug uk ur uz vi xh zh zu"
).split()
#: English texts have at least this share of the words below; the nearest other languages have under a third of it.
_ENGLISH_SHARE = 0.12
_ENGLISH = frozenset(
    "the and to that of for with which this from have has been were they their would said by on it are".split()
)
_WORD = re.compile(r"[a-z']+")
#: A paragraph inside an English report is in another language only from this many words on, with fewer than this share
#: of the words above, and this probability: names in a list are English to nobody but the reader.
_PARAGRAPH_WORDS = 20
_FOREIGN_SHARE = 0.03
_CERTAIN = 0.995
#: So many of its words begin with a small letter in running text: lists of names and titles have fewer.
_SMALL_SHARE = 0.5


def language_of(text: str) -> str | None:
    """Return the ISO 639-1 code of the language of a text, or None where there is too little to tell.

    Plain English is known by its commonest words, without loading a model; the rest by py3langid.
    """
    sample = text[:_SAMPLE]
    letters = sum(c.isalpha() for c in sample)
    if letters < _LEAST_LETTERS:
        return None
    words = _WORD.findall(sample.lower())
    if (
        words
        and sum(word in _ENGLISH for word in words) >= _ENGLISH_SHARE * len(words)
        and sum(map(len, words)) > 0.8 * letters
    ):
        return "en"
    code, certainty = _identifier().classify(sample)
    latin = sum("a" <= c <= "z" for c in sample.lower()) > 0.5 * letters
    return str(code) if certainty >= (_SURE if latin else _SURE_BY_SCRIPT) else None


def is_foreign(paragraph: str) -> bool:
    """Say whether a paragraph of an English report is clearly in another language."""
    words = paragraph.split()
    if len(words) < _PARAGRAPH_WORDS or sum(word[0].islower() for word in words) < _SMALL_SHARE * len(words):
        return False
    low = _WORD.findall(paragraph.lower())
    if sum(word in _ENGLISH for word in low) > _FOREIGN_SHARE * len(words):
        return False
    code, certainty = _identifier().classify(paragraph[:_SAMPLE])
    return bool(code != "en" and certainty >= _CERTAIN)


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    """Load the model, once in a process."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(_PRESS)
    return identifier
