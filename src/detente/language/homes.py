"""Whose organ it is where no state is named: "the Foreign Ministry", "parliament", "the defence minister", "the agency"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.language.groups import Step
from detente.language.plurals import Plurals
from detente.language.refs import Ref

if TYPE_CHECKING:
    from detente.language.tree import Token

# How many sentences back an organ, or a state that acted, is still the one that is spoken of.
ORGAN_REACH = 4
STATE_REACH = 2
# Organs that every state has one of; others ("the agency", "the court", "the police") can be anybody's.
OF_STATE = frozenset(
    "ministry government parliament cabinet army military navy legislature presidency premier minister".split()
)
# Words before an organ that make it another's: "the local government", "the shadow cabinet".
NOT_OF_STATE = frozenset(
    "local regional provincial municipal federal state city county shadow european world party own new former next".split()
)
# Words for outlets, which point back at one that was named.
OUTLET_NOUNS = frozenset(
    "agency newspaper paper daily magazine weekly tabloid broadcaster channel outlet publication website".split()
)


class Homes(Plurals):
    """Gives organs without a state the one that is spoken of, nothing where two compete."""

    def _organ(self, ref: Ref) -> None:
        """Remember whose organ is named."""
        if ref.country and not ref.place and not self._is_quoted(self.doc[ref.head]):
            self.discourse.organs.append(Step(self.discourse.sentence, ref, acts=True))
            del self.discourse.organs[:-12]

    def _home(self, token: Token, lemma: str) -> tuple[str | None, bool]:
        """The state whose organ a noun names, and whether that is only implied by where the report comes from.

        It is that of the organ named last, if in that reach no other state's was; else that of the one state that acted
        last; else where the report was filed; else the outlet's own.
        """
        if not self._is_the_organ(token, lemma):
            return None, False
        if (here := self._opening_place(token)) is not None:
            return here, False
        now = self.discourse.sentence
        organs = [s for s in self.discourse.organs if now - s.sentence <= ORGAN_REACH]
        same = {s.ref.country for s in organs if lemma in s.ref.text.lower()}
        latest = {s.ref.country for s in organs if organs and s.sentence == organs[-1].sentence}
        found = same or latest
        if not found:
            found = {
                s.ref.country
                for s in self.discourse.trail
                if s.acts and s.ref.country and s.ref.kind != "outlet" and now - s.sentence <= STATE_REACH
            }
        if found:
            return (next(iter(found)) if len(found) == 1 else None), False
        home = self.discourse.place or self.discourse.home
        return home, home is not None

    def _opening_place(self, token: Token) -> str | None:
        """The country of the place that opens a sentence: "In Madrid, the government called for"."""
        start = token.sent.start
        for ref in self.refs.items:
            at = self.doc[ref.head]
            if start < ref.first < token.i and ref.country and at.dep_ == "pobj" and at.head.i == start:
                return ref.country if at.head.lower_ == "in" else None
        return None

    def _is_the_organ(self, token: Token, lemma: str) -> bool:
        if lemma not in OF_STATE or token.tag_ in ("NNS", "NNPS") or self._is_quoted(token):
            return False
        left = {c.lower_ for c in token.children if c.i < token.i}
        if left & NOT_OF_STATE or any(c.dep_ == "poss" for c in token.children):
            return False
        if any(c.lower_ in ("of", "in", "for") and c.i > token.i for c in token.children) and lemma != "minister":
            return False
        return "the" in left or (lemma == "parliament" and not left)

    def _settle_home(self, ref: Ref, token: Token, lemma: str) -> None:
        """Give a reference to an organ or office its state, and the organ's own name if it has one there."""
        country, implied = self._home(token, lemma)
        if country is None:
            return
        ref.country = country
        if implied:
            ref.how = "implied"
        if ref.kind in ("organisation", "nominal") and (state := self.gazetteer.actor(country)) is not None:
            name = ref.name or ref.text.removeprefix("the ").removeprefix("The ")
            for hit in self.gazetteer.scan(f"{state.name}'s {name}"):
                actor = hit.names[0].actor if hit.names else None
                if actor is not None and actor.kind == "organ":
                    ref.actor, ref.name, ref.sector = actor.id, actor.name, actor.sector

    def _outlet_before(self, ref: Ref, token: Token, lemma: str) -> bool:
        """ "The newspaper", "the agency": the outlet named last, or the one that stands beside it."""
        if lemma not in OUTLET_NOUNS or token.tag_ == "NNS":
            return False
        near = {token.i + 1, *(c.i for c in token.children if c.dep_ == "appos")}
        beside = [self.names[i][1].names[0].actor for i in sorted(near) if i in self.names]
        outlets = [a for a in beside if a.kind == "outlet"]
        if outlets:
            ref.actor, ref.name, ref.country, ref.sector = outlets[0].id, outlets[0].name, outlets[0].country, "MED"
            return True
        left = {c.lower_ for c in token.children if c.i < token.i and c.dep_ != "punct"}
        if not self.discourse.outlets or not left & {"the", "this", "that"} or left - {"the", "this", "that", "news"}:
            return False
        own = self.discourse.outlets[-1]
        ref.actor, ref.name, ref.country, ref.sector = own.actor, own.name, own.country, own.sector
        return True
