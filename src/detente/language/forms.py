"""The forms of a lemma: every word that the pipeline can bring back to it, so that texts can be searched unparsed."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from detente.language.parse import DEFAULT_PIPELINE

if TYPE_CHECKING:
    from spacy.language import Language

_TABLES = ("lemma_rules", "lemma_exc")
_PARTS_OF_SPEECH = ("verb", "noun", "adj", "adv", "aux", "pron", "adp")


class Forms:
    """The rules and exceptions of a pipeline's lemmas, turned round.

    ``known`` is false where the pipeline does not make lemmas by rule: then nothing can be said of the forms of a word.
    """

    def __init__(self, pipeline: str | None = None) -> None:
        rules, exceptions = _tables(pipeline or DEFAULT_PIPELINE)
        self.known = bool(rules)
        self._rules = rules
        self._exceptions = exceptions

    def of(self, lemma: str) -> frozenset[str]:
        """Return the words, in small letters, whose lemma can be this one, itself among them."""
        low = lemma.lower()
        found = {low, *self._exceptions.get(low, ())}
        found |= {low[: len(low) - len(new)] + old for old, new in self._rules if low.endswith(new)}
        return frozenset(found)


@cache
def _tables(pipeline: str) -> tuple[frozenset[tuple[str, str]], dict[str, set[str]]]:
    """Return a pipeline's endings (of a word and of its lemma), and its exceptional words by lemma.

    Raises ParserMissing.
    """
    import spacy

    from detente.errors import ParserMissing

    try:
        nlp: Language = spacy.load(pipeline, exclude=["ner", "parser", "tagger", "tok2vec"])
    except OSError as error:
        raise ParserMissing(pipeline) from error
    lemmatizer = nlp.get_pipe("lemmatizer") if nlp.has_pipe("lemmatizer") else None
    if getattr(lemmatizer, "mode", None) != "rule":
        return frozenset(), {}
    lookups = lemmatizer.lookups  # type: ignore[union-attr]  # a rule lemmatizer has them
    rules, exceptions = (lookups.get_table(name) for name in _TABLES)
    endings = {(old, new) for pos in _PARTS_OF_SPEECH for old, new in rules.get(pos, ())}
    turned: dict[str, set[str]] = {}
    for pos in _PARTS_OF_SPEECH:
        for word, lemmas in exceptions.get(pos, {}).items():
            written = word if isinstance(word, str) else nlp.vocab.strings[word]
            for lemma in lemmas:
                turned.setdefault(lemma, set()).add(written)
    return frozenset(endings), turned
