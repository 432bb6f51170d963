"""The gate: which paragraphs of a report have to be parsed where only relations between states are wanted.

It looks at names alone, before the parse, so that a report about one country, or about none, costs a look-up instead
of a parse. It only ever leaves out the end of a report: what comes after the last paragraph in which two countries can
meet. The paragraphs before it are all parsed, since pronouns, surnames and offices lean on them; so the records that
remain are those that a whole reading gives, ids included.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from detente.language.parse import paragraphs

if TYPE_CHECKING:
    from detente.gazetteer import Gazetteer
    from detente.records import Report, Span

# Words that can stand for somebody named in the paragraph before: pronouns, offices and bodies without a name.
STANDS_FOR = re.compile(
    r"\b(?:he|she|him|her|his|hers|it|its|they|them|their|we|us|our|I|my|both|two|sides?|countr(?:y|ies)|nations?|states|"
    r"governments?|minist\w+|president\w*|premiers?|leaders?|officials?|diplomats?|ambassadors?|envoys?|spokes\w+|"
    r"army|military|troops|forces|rebels|embass\w+|allies|alliance|union|bloc|agency|newspaper)\b",
    re.IGNORECASE,
)
# Words written with a capital, as names are.
CAPITAL = re.compile(r"\b[^\W\d_a-z][\w'’-]+")
# Words without one: a word that also stands so in the report is no name, though it opens a sentence.
PLAIN = re.compile(r"\b[a-z][\w'’-]+")
# Fewest countries or organisations of which a relation is made.
FEWEST = 2


class Gate:
    """Tells how far into a report two countries or organisations can meet, by its names alone."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    def spans(self, report: Report) -> list[Span]:
        """Return the paragraphs to parse: from the first to the last in which two countries can meet, none if in none.

        They can where two are named, a name counting for the country it was first named with; or where a pronoun or an
        office may stand for one that the paragraph before names.
        """
        spans = list(paragraphs(report.body))
        texts = [report.body[start:end] for start, end in spans]
        named = [self._countries(text) for text in texts]
        home = self._countries(f"{report.place or ''}\n{report.outlet or ''}", outlets=True)
        if len(set().union(home, *named)) < FEWEST:
            return []
        plain = set(PLAIN.findall(report.body))
        introduced: dict[str, set[str]] = {}
        last, before = -1, home
        for number, (text, own) in enumerate(zip(texts, named, strict=True)):
            words = [w for w in CAPITAL.findall(text) if w.lower() not in plain]
            met = own.union(*(introduced[w] for w in words if w in introduced))
            for word in words:
                introduced.setdefault(word, own)
            if len(met) >= FEWEST or (len(met | before) >= FEWEST and STANDS_FOR.search(text)):
                last = number
            before = met | home
        return spans[: last + 1]

    def _countries(self, text: str, *, outlets: bool = False) -> set[str]:
        """The countries and organisations that a text names, by people, organs and offices too."""
        return {
            name.actor.country
            for hit in self._gazetteer.scan(text)
            for name in hit.names
            if name.actor.country and (outlets or name.actor.kind != "outlet")
        }
