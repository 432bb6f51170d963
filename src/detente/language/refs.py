"""References: the actors named in one paragraph, as the later stages see them, by the token that heads each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from detente.records import How, Party, Span

if TYPE_CHECKING:
    from detente.language.tree import Doc, Token

RefKind = Literal["person", "state", "organisation", "organ", "outlet", "group", "office", "nominal", "pronoun", "name"]


@dataclass(slots=True, kw_only=True)
class Ref:
    """An actor named in a paragraph: tokens ``first`` to ``last`` (inclusive), headed by token ``head``.

    ``place`` is True where the words stand for a location rather than an actor, ``modifier`` where they only qualify
    another noun ("Russian" in "Russian troops"). ``members`` are the parties of a plural ("they", "both leaders").
    ``first_person`` marks an "I" or "we" in somebody's own words, who it is to be settled once they are known.
    """

    kind: RefKind
    first: int
    last: int
    head: int
    span: Span
    text: str
    actor: str | None = None
    name: str | None = None
    country: str | None = None
    sector: str | None = None
    office: str | None = None
    role: str | None = None
    how: How = "name"
    place: bool = False
    modifier: bool = False
    plural: bool = False
    members: tuple[Ref, ...] = ()
    first_person: bool = False

    def party(self, text: str | None = None, spans: tuple[Span, ...] | None = None) -> Party:
        """Return the actor in a role, with the words it stands in if they are wider than the reference."""
        return Party(
            actor=self.actor,
            name=self.name,
            country=self.country,
            sector=self.sector,
            office=self.office,
            text=self.text if text is None else text,
            spans=(self.span,) if spans is None else spans,
            how=self.how,
        )


@dataclass(slots=True)
class Refs:
    """The references of one paragraph, findable by head token and by any token."""

    doc: Doc
    start: int
    text: str
    items: list[Ref] = field(default_factory=list)
    by_head: dict[int, Ref] = field(default_factory=dict)
    by_token: dict[int, Ref] = field(default_factory=dict)

    def add(self, ref: Ref) -> None:
        """Take in a reference; where two cover a token, the one that came first keeps it."""
        self.items.append(ref)
        self.by_head.setdefault(ref.head, ref)
        for i in range(ref.first, ref.last + 1):
            self.by_token.setdefault(i, ref)

    def at(self, token: Token) -> Ref | None:
        """Return the reference that the token heads, or is a part of."""
        return self.by_head.get(token.i) or self.by_token.get(token.i)

    def span_of(self, first: int, last: int) -> Span:
        """Return the span in the body of the tokens ``first`` to ``last``, inclusive."""
        end = self.doc[last]
        return (self.start + self.doc[first].idx, self.start + end.idx + len(end.text))
