"""Paths: the words that join two parties in the parse, which in a long sentence say what one does to the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.records import Span

if TYPE_CHECKING:
    from detente.language.tree import Doc, Token


def party_head(doc: Doc, span: Span | None) -> Token | None:
    """Return the token that heads a party's span, None where no token stands in it."""
    if span is None:
        return None
    inside = _inside(doc, span)
    numbers = {token.i for token in inside}
    last = inside[-1] if inside else None
    return next((t for t in inside if t.head.i not in numbers or t.head.i == t.i), last)


def joining(doc: Doc, source: Span | None, target: Span | None) -> list[Token]:
    """Return the tokens on the way through the tree from one party to the other, without the parties' own, in order.

    Where one party is missing, the way leads from the other up to its verb.
    """
    own = {token.i for span in (source, target) if span is not None for token in _inside(doc, span)}
    up, down = (_ancestry(head) for head in (party_head(doc, source), party_head(doc, target)))
    if up and down:
        above = {token.i for token in up} & {token.i for token in down}
        top = next((token for token in up if token.i in above), None)
        way = [token for token in (*up, *down) if token.i not in above]
        # The words above the parties' own place: "the embassies of A and B closed"
        while top is not None and top.i in own and top.head.i != top.i:
            top = top.head
        way += [top] if top is not None else []
    else:
        way = []
        for token in up or down:
            way.append(token)
            if token.pos_ == "VERB":
                break
    return sorted({token.i: token for token in way if token.i not in own}.values(), key=lambda token: token.i)


def _ancestry(token: Token | None) -> list[Token]:
    """Return a token and those above it, up to the root."""
    return [] if token is None else [token, *token.ancestors]


def _inside(doc: Doc, span: Span) -> list[Token]:
    return [token for token in doc if token.idx < span[1] and token.idx + len(token.text) > span[0]]
