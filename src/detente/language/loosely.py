"""Loose matches: words of many meanings, where the parse names two different states as doer and done-to anyway.

Asked last, of verbs that no frame has met: "shored up", "took to task"; and of nouns that a light verb makes happen though
the codebook does not give them that verb: "heaped praise on".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.language import clauses
from detente.language.cues import visits
from detente.language.parties import parties_at
from detente.language.senses import SenseFinder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.codebook import Codebook, Frame
    from detente.language.refs import Ref, Refs
    from detente.language.roles import RoleFinder
    from detente.language.tree import Token

# They make happen what their object names, whatever it is.
LIGHT = frozenset(
    """
    give make take do hold issue launch mount stage deliver lodge level voice express heap lavish pour pile clamp slap
    impose place put lay bring raise register renew repeat reiterate intensify send extend pay render show convey file
    submit table unleash conduct carry wage inflict commit perpetrate perform undertake open begin start resume continue
    keep maintain tighten toughen increase escalate broaden announce declare enter sign conclude reach strike seal clinch
    throw hurl aim direct fire shower bestow spend dish ratchet step crank heighten
    """.split()
)
# Of these types, words of many meanings are figures of speech as often as not: "beat", "hit", "poisoned".
FIGURATIVE = frozenset({"ASSAULT"})
ARMED = frozenset("MIL COP REB".split())
# A verb that says so of what it governs is no deed itself: "is considering sanctions".
GOVERNING = frozenset("planned predicted demanded offered ongoing alleged".split())
# Where the done-to stands, in this order, after the frame's own places.
ANYWHERE = (
    "object", "dative", "prep:against", "prep:on", "prep:upon", "prep:to", "prep:towards", "prep:toward", "prep:at",
    "prep:with", "prep:from", "prep:into", "prep:for", "prep:off",
)  # fmt: skip
OF_NOUNS = (
    "prep:of", "prep:for", "prep:against", "prep:on", "prep:to", "prep:towards", "prep:with", "prep:from", "prep:at",
)  # fmt: skip
OF_LIGHT = tuple(f"support_{place}" for place in OF_NOUNS)
# Where a noun's phrase names who does it.
BY = ("poss", "modifier", "prep:by")
# Prepositions in a noun's phrase before whom it is done to.
AT = frozenset("of for against on upon to towards toward with over at from".split())

Found = tuple["Frame", "Token", tuple["Ref", ...], tuple["Ref", ...], "Token | None"]


class LooseMatcher:
    """Matches verbs and light verbs with the frames that ask for given parties, in one paragraph."""

    def __init__(self, codebook: Codebook, refs: Refs, roles: RoleFinder) -> None:
        self._codebook, self._refs, self._roles = codebook, refs, roles

    def find(self, taken: set[int]) -> Iterator[Found]:
        """Yield frame, word, sources, targets and the light verb where there is one; ``taken`` are the words used up."""
        told = self._telling()
        if not told:
            return
        for verb in self._refs.doc:
            if verb.pos_ != "VERB" or verb.i in taken or verb.sent.start not in told:
                continue
            clause = clauses.complement(verb)
            if clause is not None and clause.i in taken:
                continue
            found = self._match(verb, taken)
            if found is not None:
                taken = taken | {found[1].i}
                yield found
        nouns = self._codebook.given["noun"]
        for noun in self._refs.doc:
            if noun.pos_ != "NOUN" or noun.i in taken or noun.lemma_.lower() not in nouns:
                continue
            if noun.sent.start not in told:
                continue
            if (found := self._noun(noun)) is not None:
                yield found

    def _telling(self) -> set[int]:
        """Where the sentences start that name two countries: the others tell nothing between states."""
        named: dict[int, set[str]] = {}
        for ref in self._refs.items:
            countries = {c for r in (ref, *ref.members) if (c := r.country)}
            named.setdefault(self._refs.doc[ref.head].sent.start, set()).update(countries)
        return {start for start, countries in named.items() if len(countries) > 1}

    def _match(self, verb: Token, taken: set[int]) -> Found | None:
        sources = tuple(s for s in self._roles.place(("subject",), verb, None, ()) if s.country)
        if not sources:
            return None
        senses = SenseFinder(self._codebook, self._words(sources))
        frame = senses.of(verb)
        if frame is not None:
            armed = any(s.sector in ARMED for s in sources)
            figure = frame.type in FIGURATIVE and frame.objects is None and frame.by is None and not armed
            governs = frame.loose and self._codebook.operators(verb.lemma_.lower(), "verb") in GOVERNING
            if figure or governs or frame.source != ("subject",) or (frame.type == "REQUEST" and visits(verb)):
                return None
            targets = self._other((*frame.target, *ANYWHERE), verb, None, sources)
            return (frame, verb, sources, targets, None) if targets else None
        if verb.lemma_.lower() not in LIGHT:
            return None
        for made, noun in senses.objects(verb):
            if noun.i in taken:
                continue
            targets = self._other((*made.target, *OF_NOUNS, "dative", *OF_LIGHT), noun, verb, sources)
            if targets:
                return made, noun, sources, targets, verb
        return None

    def _noun(self, noun: Token) -> Found | None:
        """The frame of a noun whose own phrase names both sides: "the suspension by Berlin of aid to Togo"."""
        sources = tuple(s for s in self._roles.place(BY, noun, None, ()) if s.country)
        if not sources or self._refs.at(noun) is not None:
            return None
        frame = SenseFinder(self._codebook, self._words(sources)).of(noun)
        if frame is None:
            return None
        own = {s.country for s in sources}
        targets: list[Ref] = []
        for token in noun.subtree:
            if token.i > noun.i and token.dep_ == "prep" and token.lower_ in AT and not _in_clause(token, noun):
                found = parties_at(child, self._refs, places=True) if (child := clauses.child(token, "pobj")) else []
                targets += [t for t in found if t.country and t.country not in own]
        if len({t.country for t in targets}) != 1:
            return None
        return frame, noun, sources, tuple(targets[:1]), None

    def _other(
        self, places: tuple[str, ...], token: Token, support: Token | None, sources: tuple[Ref, ...]
    ) -> tuple[Ref, ...]:
        own = {s.country for s in sources}
        return tuple(
            t for t in self._roles.place(places, token, support, sources) if t.country and t.country not in own
        )

    def _words(self, sources: tuple[Ref, ...]) -> frozenset[str]:
        tokens = [t for s in sources for t in self._refs.doc[s.first : s.last + 1]]
        return frozenset(t.lemma_.lower() for t in tokens) | {
            t.lower_.removesuffix("s") for t in tokens if t.pos_ == "PROPN"
        }


def _in_clause(token: Token, noun: Token) -> bool:
    """Whether a verb or another actor's phrase stands between a word and the noun that it hangs on."""
    return any(t.pos_ in ("VERB", "AUX") for t in token.ancestors if t.i > noun.i)
