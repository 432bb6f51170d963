"""How texts become the terms of the index: cut into words, lower case, accents off, stemmed by language.

A word of a search becomes one term for each language that the index holds, so that "sanctions" finds "sanctioned" in
an English report and "Sanktionen" finds "Sanktion" in a German one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from detente.archive.search_query import Asked, Every, Not, Words, leaves

if TYPE_CHECKING:
    import tantivy

STEMMED = {
    "ar": "arabic",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "hu": "hungarian",
    "it": "italian",
    "nl": "dutch",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
}
"""The languages whose words are stemmed, by ISO 639-1 code; words of others stay as they are."""

UNKNOWN = ""
"""What stands for a language that is unknown or not stemmed."""

MAIN = "en"
_LONGEST = 60  # letters: longer runs are addresses and keys, no words
_WORD = re.compile(r"[^\W_]+")


def stemmed(language: str | None) -> str:
    """Return the language that a text is stemmed as: its own, or UNKNOWN."""
    return language if language in STEMMED else UNKNOWN


@cache
def analyzer(language: str) -> tantivy.TextAnalyzer:
    """Return what cuts a text of a language into terms. Needs the extra."""
    from tantivy import Filter, TextAnalyzerBuilder, Tokenizer

    built = TextAnalyzerBuilder(Tokenizer.simple()).filter(Filter.remove_long(_LONGEST))
    built = built.filter(Filter.lowercase()).filter(Filter.ascii_fold())
    if language in STEMMED:
        built = built.filter(Filter.stemmer(STEMMED[language]))
    return built.build()


def tantivy_query(
    schema: tantivy.Schema, asked: Asked, languages: Iterable[str], default: tuple[str, ...]
) -> tantivy.Query:
    """Return what a search asks of the index; ``default`` are the fields of words that name none."""
    from tantivy import Occur, Query

    spoken = tuple(languages)
    if isinstance(asked, Words):
        fields = default if asked.field is None else (asked.field,)
        return _either([_words(schema, asked, language, field) for field in fields for language in _for(field, spoken)])
    if isinstance(asked, Not):
        inner = tantivy_query(schema, asked.part, spoken, default)
        return Query.boolean_query([(Occur.Must, Query.all_query()), (Occur.MustNot, inner)])
    parts = [tantivy_query(schema, part, spoken, default) for part in asked.parts]
    if isinstance(asked, Every):
        return Query.boolean_query([(Occur.Must, part) for part in parts])
    return _either(parts)


NAMES = ("outlet", "byline", "speaker", "source", "target")
"""Fields that hold names, whose words are never stemmed."""


def _for(field: str, languages: tuple[str, ...]) -> tuple[str, ...]:
    """Return the languages that the words of a field may be stemmed by."""
    return (UNKNOWN,) if field in NAMES else tuple(dict.fromkeys((*languages, UNKNOWN)))


def _either(parts: list[tantivy.Query]) -> tantivy.Query:
    """Return the query for any of some."""
    from tantivy import Occur, Query

    return parts[0] if len(parts) == 1 else Query.boolean_query([(Occur.Should, part) for part in parts])


def _words(schema: tantivy.Schema, asked: Words, language: str, field: str) -> tantivy.Query:
    """Return the query for words side by side in one field, stemmed by one language."""
    from tantivy import Query

    terms = [term for word in asked.words for term in analyzer(language).analyze(word)]
    if not terms:
        return Query.empty_query()
    if not asked.prefix:
        if len(terms) == 1:
            return Query.term_query(schema, field, terms[0])
        return Query.phrase_query(schema, field, [*terms])
    beginning = "".join(analyzer(UNKNOWN).analyze(asked.words[-1]))
    if len(terms) == 1:
        # The index has stems, shorter than "sanctions*": its stem is looked for, too.
        return _either([Query.regex_query(schema, field, f"{beginning}.*"), Query.term_query(schema, field, terms[0])])
    return Query.phrase_prefix_query(schema, field, [*terms[:-1], beginning])


class Marker:
    """Finds the words of a search in a text of some language, with the index's eyes where they are installed."""

    def __init__(self, asked: Asked, *, indexed: bool) -> None:
        self._leaves, self._indexed = list(leaves(asked)), indexed

    def marks(self, text: str, language: str | None) -> list[tuple[int, int, str]]:
        """Return where words of the search stand, in order, each with the word that it was found by."""
        if self._indexed:
            own = analyzer(stemmed(language))
            terms = {t: word for leaf in self._leaves for word in leaf.words for t in own.analyze(word)}
            begins = [b for leaf in self._leaves if leaf.prefix for b in analyzer(UNKNOWN).analyze(leaf.words[-1])]
            found = [(t.char_offset_from, t.char_offset_to, t.text) for t in own.pre_tokenize(text).tokens]
        else:
            terms = {}
            begins = [word.lower() for leaf in self._leaves for word in leaf.words]
            found = [(m.start(), m.end(), m[0].lower()) for m in _WORD.finditer(text)]
        marked = []
        for start, end, term in found:
            word = terms.get(term) or next((b for b in begins if term.startswith(b)), None)
            if word is None and not self._indexed:
                word = next((b for b in begins if b in term), None)
            if word is not None:
                marked.append((start, end, word))
        return marked
