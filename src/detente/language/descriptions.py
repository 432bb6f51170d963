"""Descriptions of people whom no gazetteer knows: "a Beijing-based analyst", "director of the Y Institute in Berlin"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.language import nouns
from detente.language.cities import country_of_city
from detente.language.homes import Homes
from detente.language.names import is_organisation

if TYPE_CHECKING:
    from detente.gazetteer import Name
    from detente.language.tree import Token

# Furthest that a describing noun may stand from the name, in tokens.
NEAR = 18
# What ties somebody to a body or a place: "X of the University of Lagos", "X from Kenya", "an analyst at ...".
OF_BODY = frozenset("of from at with in for".split())
# Institutions in lower case, and words that make an institution that of the state spoken of: "the National Institute".
INSTITUTIONS = frozenset("university institute centre center college academy school think foundation council".split())
OF_THE_NATION = frozenset("national state".split())
# What has a state of its own: an adjective, a ministry, an institute beside somebody says where they work.
OF_A_STATE = frozenset("state organ organisation institution".split())
# Clauses that say where somebody works or comes from: "who teaches at", "based in".
WORKING = frozenset("teach work lecture base live research head lead direct run chair serve found".split())


class Descriptions(Homes):
    """Reads what is said of a person beside the name: the nouns, and the country in them."""

    def _description(self, head: Token, first: int) -> tuple[set[str], str | None]:
        """The nouns that say what a person is ("an associate professor of ..."), and the country named with them."""
        found: set[str] = set()
        country: str | None = None
        for token in self._beside_name(head, first):
            lemma = token.lemma_.lower()
            if lemma in nouns.PERSON_NOUNS and abs(token.i - first) < NEAR:
                found.add(lemma)
                country = country or self._country_in(token)
        return found, country or self._country_of_body(head)

    def _beside_name(self, head: Token, first: int) -> list[Token]:
        nearby = [c for c in head.children if c.dep_ in ("appos", "compound", "nmod", "relcl")]
        if head.dep_ == "nsubj" and head.head.lemma_ == "be":
            nearby += [c for c in head.head.children if c.dep_ == "attr"]
        if head.dep_ in ("appos", "conj"):
            nearby.append(head.head)
        if first > 0:
            nearby.append(self.doc[first - 1])
            if self.doc[first - 1].text == "," and first > 1:
                nearby += [self.doc[first - 2].head, self.doc[first - 2]]
        clauses = [c for c in nearby if c.dep_ == "relcl" and c.lemma_ == "be"]
        return nearby + [a for c in clauses for a in c.children if a.dep_ == "attr"]

    def _country_in(self, noun: Token) -> str | None:
        """The country inside a description: "a Russian expert", "professor of Moscow State University".

        What stands nearest wins; a description with an adjective of one state and an institute of another is of the
        institute's: "a Russian-born professor at Princeton" works there.
        """
        own = [t for t in noun.subtree if abs(t.i - noun.i) < NEAR and not _in_clause(t, noun)]
        shared: Name | None = None
        for token in own:
            hit = self.covered.get(token.i)
            if hit is None or not hit.names or hit.names[0].actor.kind not in OF_A_STATE:
                continue
            if len({n.actor.country for n in hit.names if n.actor.kind == "institution"}) < 2:
                return hit.names[0].actor.country
            shared = shared or self._body(hit.names)
        return self._city_in(own) or (shared.actor.country if shared is not None else None)

    def _country_of_body(self, head: Token) -> str | None:
        """The country in "X of the University of Lagos", "X from the Swedish Defence College", "X, who teaches in Haifa"."""
        for c in head.children:
            if c.i < head.i:
                continue
            if c.dep_ == "prep" and c.lower_ in OF_BODY and (country := self._of_body(c)):
                return country
            if c.dep_ in ("relcl", "acl") and c.lemma_.lower() in WORKING:
                for prep in (p for p in c.children if p.dep_ == "prep" and p.lower_ in OF_BODY):
                    if country := self._of_body(prep) or self._country_in(prep):
                        return country
        return None

    def _of_body(self, prep: Token) -> str | None:
        """The country of the body after a preposition, None where something else stands there ("at a summit in Paris")."""
        for noun in (c for c in prep.children if c.dep_ == "pobj"):
            words = [t.text for t in noun.subtree]
            hit = self.covered.get(noun.i)
            named = hit is not None and bool(hit.names) and prep.lower_ in ("of", "from")
            if named or is_organisation(words) or INSTITUTIONS & {w.lower() for w in words}:
                return self._country_in(noun)
        return None

    @staticmethod
    def _city_in(tokens: list[Token]) -> str | None:
        """The country of a large city among proper nouns: "University of Lagos", "a Mumbai-based analyst"."""
        small = ("of", "the", "for", "and", "di", "pour", "la", "und")
        return country_of_city([t.text if t.text[0].isupper() or t.lower_ in small else ";" for t in tokens])


def _in_clause(token: Token, noun: Token) -> bool:
    """Whether a clause stands between a token and the noun that it describes: what is told there is another matter."""
    while token.i != noun.i:
        if token.dep_ in ("relcl", "ccomp", "advcl", "xcomp", "parataxis") and token.lemma_.lower() not in WORKING:
            return True
        if token.head.i == token.i:
            return False
        token = token.head
    return False
