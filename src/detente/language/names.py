"""Names that the gazetteer doesn't know: runs of proper nouns, and whether they name a person or an organisation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.language.nouns import CALENDAR, ORGANISATION_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from detente.language.tree import Doc, Token

HONORIFICS = frozenset("mr mrs ms miss dr sir dame lord lady mme herr frau".split())
PARTICLES = frozenset("al bin bint da de del della der di dos du el ibn la le ter van von y".split())


def proper_runs(doc: Doc, taken: set[int], is_given: Callable[[str], bool]) -> list[tuple[int, int]]:
    """Return the runs of proper nouns (first and last token) that no known name or title covers.

    A given name (``is_given``) with a capital after it starts one whatever the tagger takes it for.
    """
    runs: list[tuple[int, int]] = []
    i, length = 0, len(doc)
    while i < length:
        if i in taken or not (_proper(doc[i]) or _full_name(doc, i, taken, is_given)):
            i += 1
            continue
        first = i
        while i + 1 < length and i + 1 not in taken:
            step = _next(doc, i + 1, taken)
            if not step:
                break
            i += step
        runs.append((first, i))
        i += 1
    return runs


def _proper(token: Token) -> bool:
    return (
        token.tag_ in ("NNP", "NNPS")
        and token.text[0].isupper()
        and any(c.isalpha() for c in token.text[1:])
        and token.lower_ not in CALENDAR
        and token.lower_.rstrip(".") not in HONORIFICS
    )


def _full_name(doc: Doc, i: int, taken: set[int], is_given: Callable[[str], bool]) -> bool:
    token = doc[i]
    if i + 1 >= len(doc) or i + 1 in taken or not token.text[0].isupper() or not token.text.isalpha():
        return False
    after = doc[i + 1].text
    return (
        after[0].isupper()
        and after[1:].islower()
        and doc[i + 1].pos_ in ("PROPN", "NOUN", "ADJ", "X")
        and is_given(token.text)
    )


def _next(doc: Doc, i: int, taken: set[int]) -> int:
    """How many tokens from ``i`` on carry the run further: 0 if it ends here."""
    token, length = doc[i], len(doc)
    if _proper(token):
        return 1
    if len(token.text) <= 2 and token.text[0].isupper() and token.tag_ == "NNP":
        return 1  # an initial
    if (
        token.pos_ in ("ADJ", "NOUN", "X")
        and token.text[0].isupper()
        and token.text[1:].islower()
        and doc[i - 1].whitespace_
    ):
        return 1  # a rare surname that the tagger takes for another word
    follows = i + 1 < length and i + 1 not in taken
    if token.text == "-" and follows and not token.whitespace_ and not doc[i - 1].whitespace_:
        return 2
    if follows and token.lower_ in PARTICLES and _proper(doc[i + 1]):
        return 2
    return 0


def is_organisation(words: list[str]) -> bool:
    """Whether a run of proper nouns names an organisation, by a word such as "Institute" in it, or by its capitals."""
    lowered = [w.lower().strip(".") for w in words]
    if any(w in ORGANISATION_WORDS for w in lowered):
        return True
    return len(words) == 1 and len(words[0]) > 1 and words[0].isupper()


def could_be_person(words: list[str]) -> bool:
    """Whether a run has the shape of a person's full name: two to four words, none that only organisations have."""
    names = [w for w in words if w != "-" and w.lower() not in PARTICLES]
    return 2 <= len(names) <= 5 and not is_organisation(words) and not any(w.isupper() and len(w) > 3 for w in names)
