"""Places: where two tellings of one thing put it, and when two names of places agree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from detente.gazetteer import Gazetteer
from detente.gazetteer.model import Name
from detente.gazetteer.spelling import fold
from detente.records import Report, Span
from detente.stories.wording import stem

# Least likeness of two spellings of one name: Kharkiv and Kharkov, Almaty and Alma-Ata.
ONE_NAME = 0.7

_PREPOSITIONS = r"(?:in|at|near|outside|inside|through|from|off|around|across|to)"
_LOCATIVE = re.compile(rf"(?<!\w)({_PREPOSITIONS})\s((?:the\s)?[A-Z][\w’'-]*(?:\s(?:of\s|de\s|al-)?[A-Z][\w’'-]*)*)")
_WORD = re.compile(r"[^\W_]+")
# Names after "in" and "on" that are no places.
_TIMES = frozenset(
    """january february march april may june july august september october november december monday tuesday wednesday thursday
    friday saturday sunday spring summer autumn winter christmas easter ramadan english russian arabic chinese french""".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Locative:
    """A place in a sentence: its name, its span in the body, and the stems of the words beside the phrase."""

    name: str
    span: Span
    before: str
    after: str


class Places:
    """Reads places off sentences; the gazetteer says which names are people or organisations, and which town is whose."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer

    def locatives(self, report: Report, span: Span) -> Iterator[Locative]:
        """Yield the places that a stretch of a report names after a preposition of place."""
        text = report.body[slice(*span)]
        for match in _LOCATIVE.finditer(text):
            name = match[2].removeprefix("the ")
            if fold(name).split()[0] in _TIMES or self._is_other(name):
                continue
            before, after = _WORD.findall(text[: match.start()]), _WORD.findall(text[match.end() :])
            yield Locative(
                name=name,
                span=(span[0] + match.start(2), span[0] + match.end(2)),
                before=stem(fold(before[-1])) if before else "",
                after=stem(fold(after[0])) if after else "",
            )

    def conflicts(self, a: Report, first: Span, b: Report, second: Span) -> Iterator[tuple[Locative, Locative]]:
        """Yield the places that two sentences on one thing give after the same word, and that cannot be one.

        A place that the other report names too, anywhere, is none: it knows both.
        """
        left, right = list(self.locatives(a, first)), list(self.locatives(b, second))
        for one in left:
            fitting = [o for o in right if o.before and o.before == one.before]
            if len(fitting) != 1 or sum(o.before == one.before for o in left) != 1:
                continue
            other = fitting[0]
            if one.name not in b.body and other.name not in a.body and not self.agree(one.name, other.name):
                yield one, other

    def agree(self, a: str, b: str) -> bool:
        """Say whether two names can be of one place: spellings of one, one inside the other's country, or its capital."""
        first, second = fold(a), fold(b)
        if first in second or second in first or SequenceMatcher(None, first, second).ratio() >= ONE_NAME:
            return True
        home, other = self._home(a), self._home(b)
        if home is None or other is None:
            return False
        return home[0] == other[0] and (home[1] or other[1])

    def _home(self, name: str) -> tuple[str, bool] | None:
        """Return the country of a place, and whether the name is the country's own; None where it is not known."""
        from detente.language.cities import country_of_city

        for known in self._names(name):
            if known.actor.kind == "state":
                return known.actor.id, known.how != "capital"
        city = country_of_city(name.split())
        return (city, False) if city else None

    def _is_other(self, name: str) -> bool:
        """Say whether a name is that of a person or an organisation alone."""
        kinds = {known.actor.kind for known in self._names(name)}
        return bool(kinds) and "state" not in kinds

    def _names(self, name: str) -> list[Name]:
        """Return what the gazetteer knows a name for."""
        return [known for hit in self._gazetteer.scan(name) for known in hit.names]
