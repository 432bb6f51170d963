"""One paragraph as its mentions are read: the parse, what the gazetteer sees in it, and what has been found so far."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from detente.gazetteer import Gazetteer, Hit, Name, Title
from detente.language.discourse import Discourse
from detente.language.refs import Ref, RefKind, Refs

if TYPE_CHECKING:
    from detente.language.parse import Paragraph
    from detente.language.quotes import Quotation
    from detente.language.tree import Doc, Token

# Furthest that a country may stand before its office: "the Russian first deputy defence minister".
OFFICE_REACH = 6


class Scene:
    """The shared ground of the layers that read mentions; each layer adds one kind of words.

    ``names`` and ``titles`` are the gazetteer's hits by first token, ``covered`` the hit at each token, ``pending`` the
    office that a name about to come is introduced with, ``waiting`` nouns that belong to an "I" or "we" yet unknown.
    """

    def __init__(
        self, gazetteer: Gazetteer, discourse: Discourse, on: str | None, paragraph: Paragraph, quoted: list[Quotation]
    ) -> None:
        self.gazetteer, self.discourse, self.on = gazetteer, discourse, on
        self.doc: Doc = paragraph.doc
        self.refs = Refs(self.doc, paragraph.start, paragraph.text)
        self.quoted = [(q.start, q.end) for q in quoted]
        self.names: dict[int, tuple[int, Hit]] = {}
        self.titles: dict[int, tuple[int, Title]] = {}
        self.covered: dict[int, Hit] = {}
        self.pending: dict[int, Ref] = {}
        self.outlet: str | None = None
        self.waiting: list[tuple[Ref, Token, Ref]] = []

    def _valid(self, name: Name) -> bool:
        if self.on is None:
            return True
        ends = name.end is None or self.on[: len(name.end)] <= name.end
        return ends and (name.start or "") <= self.on

    def _head(self, first: int, last: int) -> Token:
        """The token that heads a span: one whose own head lies outside, and that doesn't only qualify it."""
        out = [t for t in self.doc[first : last + 1] if not first <= t.head.i <= last or t.head.i == t.i]
        full = [t for t in out if t.dep_ not in ("amod", "compound", "det", "nmod", "poss")]
        if full or out:
            return (full or out)[-1]
        return self.doc[last]

    def _is_quoted(self, token: Token) -> bool:
        return any(start <= token.idx < end for start, end in self.quoted)

    @staticmethod
    def _is_subject(token: Token) -> bool:
        """Whether a name is its clause's subject, or stands beside it as apposition."""
        while token.dep_ in ("appos", "compound") and token.head.i != token.i:
            token = token.head
        return token.dep_ in ("nsubj", "nsubjpass", "agent") or (token.dep_ == "pobj" and token.head.dep_ == "agent")

    def _make(self, kind: RefKind, first: int, last: int, **facts: object) -> Ref:
        span = self.refs.span_of(first, last)
        text = self.refs.text[span[0] - self.refs.start : span[1] - self.refs.start]
        ref = Ref(kind=kind, first=first, last=last, head=self._head(first, last).i, span=span, text=text)
        for name, value in facts.items():
            setattr(ref, name, value)
        return ref

    def _country_before(self, first: int, head: Token) -> Ref | None:
        """The country or organisation that qualifies a noun from its left: "Russian", "Japan's", "NATO"."""
        for i in range(first - 1, max(-1, first - 1 - OFFICE_REACH), -1):
            token = self.doc[i]
            ref = self.refs.by_token.get(i)
            if ref is not None and ref.country and ref.kind != "person":
                return ref if self._qualifies(token, head) else None
            if token.text in ",;:" or token.pos_ in ("VERB", "AUX", "ADP"):
                return None
        return None

    @staticmethod
    def _qualifies(token: Token, head: Token) -> bool:
        while (
            token.dep_ in ("amod", "compound", "nmod", "poss", "npadvmod", "case", "punct") and token.head.i != token.i
        ):
            token = token.head
            if token.i == head.i:
                return True
        return token.i == head.i or (head in token.ancestors and token.dep_ != "conj")

    def _countries_before(self, head: Token) -> list[Ref]:
        """The countries that qualify a plural together: "Greek and Turkish jets", "the US and Russian presidents"."""
        joined: list[Token] = []
        for c in head.children:
            if c.dep_ in ("amod", "compound", "nmod") and c.i < head.i:
                joined += [c, *(j for j in c.conjuncts if j.i < head.i)]
        found: list[Ref] = []
        for token in sorted(joined, key=lambda t: t.i):
            ref = self.refs.by_token.get(token.i)
            if (
                ref is not None
                and ref.country
                and ref.kind != "person"
                and all(ref.country != f.country for f in found)
            ):
                found.append(ref)
        return found if len(found) > 1 else []

    @staticmethod
    def _member(plural: Ref, owner: Ref) -> Ref:
        """One of those whom a plural names: the Greek of "Greek and Turkish jets"."""
        return replace(plural, country=owner.country, plural=False, members=(), actor=None, name=None)

    def _body(self, names: tuple[Name, ...]) -> Name | None:
        """The state or body that a name means, None for a person.

        An institute that several states have one of is that of where the report comes from, else no one's.
        """
        if names[0].actor.kind == "person":
            return None
        institutions = [n for n in names if n.actor.kind == "institution"]
        if len({n.actor.country for n in institutions}) < 2:
            return names[0]
        homes = (self.discourse.place, self.discourse.home)
        return next((n for home in homes if home for n in institutions if n.actor.country == home), None)

    def _is_institution(self, token: Token) -> bool:
        """Whether a word is in the name of a university or research institute."""
        hit = self.covered.get(token.i)
        return hit is not None and any(n.actor.kind == "institution" for n in hit.names)

    def _country_after(self, last: int) -> Name | None:
        """The country in "president of France", "minister for foreign affairs of Japan"."""
        i = last + 1
        if i < len(self.doc) and self.doc[i].lower_ in ("of", "for", "in", "at"):
            for j in range(i + 1, min(i + 5, len(self.doc))):
                if j in self.names and self.names[j][1].names:
                    return self._body(self.names[j][1].names)
                other = self.doc[j].pos_ == "ADP" and self.doc[j].lower_ not in ("of", "for")
                if other or self.doc[j].pos_ in ("VERB", "AUX", "PUNCT"):
                    return None
        return None
