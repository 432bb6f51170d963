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

_PREPOSITIONS = r"(?:[Ii]n|[Aa]t|[Nn]ear|[Oo]utside|[Ii]nside|[Tt]hrough|[Ff]rom|[Oo]ff|[Aa]round|[Aa]cross|[Tt]o)"
_KINDS = (
    r"(?:city|town|village|port|district|province|region|island|border\scrossing|crossing|base|airport|suburb|camp)"
)
_LOCATIVE = re.compile(
    rf"(?<!\w)({_PREPOSITIONS}|close\sto|over(?=\sthe\s{_KINDS}\sof))\s(?:(?:the|an?|its|their)\s(?:\w+\s){{0,2}}{_KINDS}\s(?:of|at)\s)?((?:the\s)?[A-Z][\w’'-]*(?:\s(?:of\s|de\s|al-)?[A-Z][\w’'-]*)*)"
)
_WORD = re.compile(r"[^\W_]+")
_WAYS = frozenset(("from", "to", "through"))
# Who is on a visit to a place is in it.
_STAYS = frozenset(stem(fold(word)) for word in ("visit", "visiting", "visited", "trip", "travelled", "arrived"))
# Names after "in" and "on" that are no places.
_TIMES = frozenset(
    """january february march april may june july august september october november december monday tuesday wednesday thursday
    friday saturday sunday spring summer autumn winter christmas easter ramadan english russian arabic chinese french""".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Locative:
    """A place in a sentence: its name, its span in the body, and the stems of the words beside the phrase.

    ``way`` is "from", "to", "through", or "in" for all prepositions that say where something is.
    """

    name: str
    span: Span
    way: str
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
            if name.split()[0].lower() in _TIMES or self._is_other(name):
                continue
            before, after = _WORD.findall(text[: match.start()]), _WORD.findall(text[match.end() :])
            stays = bool(before) and stem(fold(before[-1])) in _STAYS
            yield Locative(
                name=name,
                span=(span[0] + match.start(2), span[0] + match.end(2)),
                way=match[1].lower() if match[1].lower() in _WAYS and not stays else "in",
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
        if self.one(a, b):
            return True
        home, other = self._home(a), self._home(b)
        if home is None or other is None:
            return False
        return home[0] == other[0] and (home[1] or other[1])

    def one(self, a: str, b: str) -> bool:
        """Say whether two names are spellings of one, or one stands in the other."""
        first, second = fold(a), fold(b)
        return first in second or second in first or SequenceMatcher(None, first, second).ratio() >= ONE_NAME

    def is_state(self, name: str) -> bool:
        """Say whether a name is that of a state, and not that of its capital alone."""
        return any(known.actor.kind == "state" and known.how != "capital" for known in self._names(name))

    def is_people(self, name: str) -> bool:
        """Say whether a name is that of the people of a state."""
        return any(known.how in ("adjective", "demonym") for known in self._names(name))

    def is_capital(self, name: str) -> bool:
        """Say whether a name is that of a capital."""
        return any(known.how == "capital" for known in self._names(name))

    def _home(self, name: str) -> tuple[str, bool] | None:
        """Return the country of a place, and whether the name is the country's own; None where it is not known."""
        from detente.language.cities import country_of_city

        for known in self._names(name):
            if known.actor.kind == "state":
                return known.actor.id, known.how != "capital"
        city = country_of_city(name.split())
        return (city, False) if city else None

    def _is_other(self, name: str) -> bool:
        """Say whether a name is that of a person or an organisation alone, or of a people."""
        known = self._names(name)
        kinds = {one.actor.kind for one in known}
        adjective = all(one.how in ("adjective", "demonym") for one in known)
        return bool(known) and ("state" not in kinds or adjective)

    def _names(self, name: str) -> list[Name]:
        """Return what the gazetteer knows a name for."""
        return [known for hit in self._gazetteer.scan(name) for known in hit.names]
