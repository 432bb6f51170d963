"""Mentions: who is named in a paragraph, by name, office, noun, metonym or pronoun.

A mention is resolved with what the report has said before (:class:`~detente.language.discourse.Discourse`), then
with the gazetteer on the day the report appeared. What stays open stays open: several candidates give no actor.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from detente.gazetteer import Gazetteer, Hit
from detente.language import bynames
from detente.language.cities import country_of_city
from detente.language.discourse import Discourse
from detente.language.names import proper_runs
from detente.language.nominals import Nominals
from detente.language.refs import Refs

if TYPE_CHECKING:
    from detente.language.parse import Paragraph
    from detente.language.quotes import Quotation
    from detente.language.tree import Token


class MentionReader:
    """Reads the references of one paragraph after another of one report.

    ``on`` is the ISO day the report appeared, None if unknown: offices then resolve by the report's own words alone.
    ``outlet`` is who published it, so that "told the Courier" is known to mean itself, and ``place`` where it was filed:
    last of all they say whose "the Foreign Ministry" is.
    """

    def __init__(
        self,
        gazetteer: Gazetteer,
        discourse: Discourse,
        on: str | None,
        outlet: str | None = None,
        place: str | None = None,
    ) -> None:
        self._gazetteer, self._discourse, self._on, self._outlet = gazetteer, discourse, on, outlet
        self._walk: _Pass | None = None
        discourse.home = _home_of(gazetteer, outlet, ("outlet",))
        discourse.place = _home_of(gazetteer, place, ("state", "organ", "organisation"))

    def read(self, paragraph: Paragraph, quoted: list[Quotation]) -> Refs:
        """Return the references of the paragraph, left to right."""
        walk = _Pass(self._gazetteer, self._discourse, self._on, paragraph, quoted)
        walk.outlet = self._outlet
        self._walk = walk
        return walk.run()

    def settle(self) -> None:
        """Settle what waited, in the paragraph read last, for its statements: "my American counterpart", "our troops"."""
        if self._walk is not None:
            self._walk.settle()


class _Pass(Nominals):
    """One walk over one paragraph: hits first, then each token, so that pronouns see what stands before them."""

    def run(self) -> Refs:
        self.shared: dict[int, tuple[int, int, Hit]] = {}
        self._hits()
        taken = set(self.covered) | {i for first, (last, _) in self.titles.items() for i in range(first, last + 1)}
        runs = self._runs(taken)
        i, length = 0, len(self.doc)
        while i < length:
            if self.doc[i].is_sent_start:
                self.discourse.sentence += 1
            if i not in self.covered and (code := self._state_meant(self.doc[i])):
                self._byname(i, code)
                i += 1
            elif i in self.titles and i not in self.pending:
                i = self._title(i, runs) + 1
            elif i in self.shared:
                i = self._both_names(i) + 1
            elif i in self.names:
                i = self._name(i) + 1
            elif i in runs:
                i = self._run(i, runs[i]) + 1
            else:
                self._word(self.doc[i])
                i += 1
        self._looking_ahead()
        return self.refs

    def _state_meant(self, token: Token) -> str | None:
        """The state that "the kingdom", "the Gulf state" or "its neighbour" means; None for other words."""
        if token.lower_ in bynames.NEIGHBOURS:
            owner = self._possessor(token)
            return bynames.neighbour(token, owner.country, self.discourse) if owner and owner.country else None
        if token.lower_ in bynames.ALLIES and token.tag_ == "NN" and not any(c.pos_ == "PROPN" for c in token.children):
            owner = self._possessor(token)
            return bynames.ally(owner.country, self.discourse) if owner and owner.country else None
        return bynames.country(token, self.discourse)

    def _byname(self, i: int, code: str) -> None:
        """Read a word that stands for a state named before: "the North", "the kingdom"."""
        actor = self.gazetteer.actor(code)
        if actor is None:
            return
        ref = self._make("state", i, i, actor=actor.id, name=actor.name, country=code, how="metonym")
        ref.place = self._is_place(self.doc[ref.head])
        ref.modifier = self.doc[i].dep_ in ("poss", "compound")
        self.refs.add(ref)
        self.discourse.act(ref)
        self._step(ref)

    def _hits(self) -> None:
        starts = [token.idx for token in self.doc]
        for hit in self.gazetteer.scan(self.refs.text):
            first, last = bisect_right(starts, hit.start) - 1, bisect_left(starts, hit.end) - 1
            if first < 0:
                continue
            names = tuple(n for n in hit.names if self._valid(n)) or hit.names
            if hit.titles and not names:
                self.titles[first] = (last, hit.titles[0])
            elif names:
                self._named(first, last, hit)
                if first > 1 and self.doc[first - 1].lower_ in ("and", "or") and last > first:
                    self._shared_noun(first, last)

    def _named(self, first: int, last: int, hit: Hit) -> None:
        self.names[first] = (last, hit)
        for i in range(first, last + 1):
            self.covered[i] = hit

    def _shared_noun(self, first: int, last: int) -> None:
        """ "North and South Korea": the word before "and" names another with the same last words."""
        word = self.doc[first - 2]
        if not word.text[0].isupper() or word.i in self.covered or self.doc[first].dep_ in ("amod", "compound"):
            return
        whole = f"{word.text} {self.doc[first + 1 : last + 1].text}"
        for hit in self.gazetteer.scan(whole):
            if hit.text == whole and hit.names and hit.names[0].how == "name":
                self.covered[word.i] = hit
                self.shared[word.i] = (first, last, hit)

    def _both_names(self, i: int) -> int:
        """Read two names with one last word as a plural of both."""
        first, last, hit = self.shared[i]
        ref = self._make("state", i, last, plural=True)
        names = ((hit, i, i), (self.names[first][1], first, last))
        ref.members = tuple(
            self._make("state", low, high, actor=h.names[0].actor.id, name=h.names[0].actor.name,
                       country=h.names[0].actor.country)
            for h, low, high in names
        )  # fmt: skip
        self.refs.add(ref)
        for member in ref.members:
            self._step(member)
        self.discourse.plurals["they"] = ref.members
        return last

    def _name_within(self, first: int, last: int) -> int:
        """Where the person starts in a run such as "Doctor of Law Pavel X": at the given name."""
        for i in range(first + 1, last):
            if self.gazetteer.is_given_name(self.doc[i].text) and not self.gazetteer.is_given_name(
                self.doc[first].text
            ):
                return i
        return first

    def _runs(self, taken: set[int]) -> dict[int, int]:
        """Runs of unknown proper nouns; one that ends in a known surname takes it in ("Igor Ivanov")."""
        runs: dict[int, int] = {}
        for first, last in proper_runs(self.doc, taken, self.gazetteer.is_given_name):
            after = self.names.get(last + 1)
            if after and first == last and all(n.how == "surname" for n in after[1].names):
                del self.names[last + 1]
                last = after[0]
            runs[self._name_within(first, last)] = last
        return runs


def _home_of(gazetteer: Gazetteer, words: str | None, kinds: tuple[str, ...]) -> str | None:
    """The country of an outlet or of a place, None where the words name none or two."""
    names = (
        [n for hit in gazetteer.scan(words.title() if words.isupper() else words) for n in hit.names] if words else []
    )
    capitals = [n for n in names if n.how == "capital"] or names
    found = {n.actor.country for n in capitals if n.actor.kind in kinds}
    if not found and words and "outlet" not in kinds:
        return country_of_city(words.replace(",", " ").split())
    return next(iter(found)) if len(found) == 1 else None
