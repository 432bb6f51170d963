"""The sentences of what somebody says, each parted into its condition and the rest."""

from __future__ import annotations

import re
from dataclasses import dataclass

from detente.records import Span, Statement

_END = re.compile(
    r"(?<!\b(?:St|Mr|Ms|Dr|No)\.)(?<!\b(?:Mrs|Gen|Sen|Rep|Gov|Col|U\.S)\.)(?<!\b[A-Z]\.)(?<=[.!?])[\"”’']?\s+(?=[\"“‘']?[A-Z])"
)
_IF = r"(?<!surprised )(?<!shocked )(?<!astonished )(?<!amazed )"  # "surprised if" foretells, and has no condition
_IF += r"(?:only )?(?:if|unless|provided(?: that)?|providing|(?:as|so) long as|in (?:the )?(?:case|event) (?:of|that)|should)"
# "If A does X, B will do Y": up to the last comma before the clause that says what will be. A few words may stand before.
_MODAL = r"(?:will|would|shall|['’]ll|must|can|could|may|might|won['’]t|is going to"
_MODAL += r"|(?:is|are|am|stands?) (?:ready|willing|prepared|open))"
_FRONT = re.compile(
    rf"^\W*+(?:(?!{_MODAL}\b|{_IF}\b)[\w'’-]+,?\s+){{0,3}}(?P<if>\b{_IF}\b.*?,(?=\s*(?:then )?[^,]*\b{_MODAL}\b))",
    re.IGNORECASE | re.DOTALL,
)
_BACK = re.compile(rf"\s(?P<if>\b(?!should){_IF}\b[^.;]*)", re.IGNORECASE | re.DOTALL)
_WORDS_OF_A_FRAGMENT = 6  # "Not in January, not in February." belongs to the sentence before it
_FUTURE = re.compile(r"\b(?:will|shall|won['’]t|going to)\b|['’]ll\b", re.IGNORECASE)
_FUTURE_TOLD = re.compile(r"\b(?:will|shall|would|won['’]t|going to)\b|['’]ll\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of a content: its span in the body, its words, and those of its condition and of the rest.

    ``condition_span`` is where the condition stands in the body, None without one or where the sentence is interrupted.
    """

    span: Span
    text: str
    rest: str
    condition: str | None = None
    condition_span: Span | None = None


def sentences(statement: Statement, body: str) -> list[Sentence]:
    """Return the sentences of a statement's content in order.

    A stretch of content that goes on in small letters after the words of the report belongs to the sentence before it,
    and so does a fragment without a verb of its own.
    """
    pieces: list[tuple[Span, str]] = []
    for start, end in statement.content.spans:
        for span, text in _split(body, start, end):
            joins = pieces and (text[:1].islower() or _is_fragment(text))
            if joins:
                (first, _), before = pieces.pop()
                pieces.append(((first, span[1]), f"{before} {text}"))
            else:
                pieces.append((span, text))
    return [_parted(span, text, body) for span, text in pieces]


def _split(body: str, start: int, end: int) -> list[tuple[Span, str]]:
    """Return the sentences of a span of the body."""
    out, begin = [], start
    for mark in (*_END.finditer(body, start, end), None):
        stop = mark.start() if mark else end
        if text := body[begin:stop].strip():
            first = body.index(text, begin)
            out.append(((first, first + len(text)), text))
        begin = mark.end() if mark else end
    return out


def _is_fragment(text: str) -> bool:
    """Say whether a piece is too short and without a verb to be a sentence of its own."""
    return len(text.split()) <= _WORDS_OF_A_FRAGMENT and text.startswith(("Not ", "Nor ")) and not has_future(text)


def _parted(span: Span, text: str, body: str) -> Sentence:
    """Return a sentence with its condition."""
    found = _FRONT.search(text) or _BACK.search(text)
    if not found or not (rest := f"{text[: found.start('if')]}{text[found.end('if') :]}".strip()):
        return Sentence(span=span, text=text, rest=text)
    whole = body[slice(*span)] == text
    at = (span[0] + found.start("if"), span[0] + found.end("if")) if whole else None
    return Sentence(span=span, text=text, rest=rest, condition=found["if"].strip(), condition_span=at)


def has_future(text: str, *, told: bool = False) -> bool:
    """Say whether a sentence speaks of what will be; ``told`` where it is indirect, so that "would" does too."""
    return bool((_FUTURE_TOLD if told else _FUTURE).search(text))


def future_word(text: str, *, told: bool) -> int | None:
    """Return where the word stands that makes a sentence speak of what will be, None without one."""
    found = (_FUTURE_TOLD if told else _FUTURE).search(text)
    return found.start() if found else None
