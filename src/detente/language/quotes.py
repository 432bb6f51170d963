"""Quotation marks: which characters of a paragraph stand between marks, for every kind of mark and for broken ones.

The span of a quotation comes from its marks; who speaks it comes from the parse.
"""

from __future__ import annotations

from dataclasses import dataclass

# Opening marks and what may close them. A straight double mark opens or closes by where it stands; typists mix them.
CLOSERS = {
    "“": '”"“',
    "„": '“”"',
    "«": '»"',
    "‹": "›",
    '"': '"”',
    "‟": '”"',
    "「": "」",
    "『": "』",
    "‘": "’'",
    "'": "'’",
}
SINGLE = "‘'"
OPENERS = frozenset(CLOSERS)
# A quotation in single marks is looked for this far: beyond it, the mark was an apostrophe.
LONGEST_SINGLE = 400


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation in a paragraph, in characters: the marks at ``open`` and ``close``, the words at ``start:end``.

    ``closed`` is False where the paragraph ends before the mark does: the next paragraph may go on with it.
    """

    open: int
    start: int
    end: int
    close: int
    closed: bool


def quotations(text: str) -> list[Quotation]:
    """Return the quotations of a paragraph, outermost only, left to right, without empty ones.

    Runs in time linear in the length of the text; marks that don't pair up are left alone, but for a last opened
    double mark, which runs to the paragraph's end as newspapers set a quotation of several paragraphs.
    """
    text = text.replace("''", ' "').replace("``", " “")  # typed for a double mark; the length stays the same
    found: list[Quotation] = []
    at, length = 0, len(text)
    while at < length:
        mark = text[at]
        if mark not in OPENERS or not _opens(text, at):
            at += 1
            continue
        close = _closing(text, at)
        if close < 0:
            if mark in SINGLE:
                at += 1
                continue
            close = length
        start, end = _trim(text, at + 1, close)
        if end > start:
            found.append(Quotation(at, start, end, min(close + 1, length), close < length))
        at = close + 1
    return found


def _opens(text: str, at: int) -> bool:
    """Whether the mark stands where a quotation can begin: after a blank or a bracket, before a word."""
    after = text[at + 1] if at + 1 < len(text) else " "
    before = text[at - 1] if at else " "
    if text[at] in "“„«「『‟":
        return not after.isspace() or text[at] == "«"
    return not after.isspace() and not before.isalnum() and before not in ".!?,"


def _closing(text: str, at: int) -> int:
    """Where the quotation opened at ``at`` closes; -1 if it doesn't."""
    closers, single, opener = CLOSERS[text[at]], text[at] in SINGLE, text[at]
    depth = 0
    for i in range(at + 1, min(len(text), at + LONGEST_SINGLE) if single else len(text)):
        char = text[i]
        if char == opener and opener not in closers:
            depth += 1
        elif char in closers and (not single or _ends_single(text, i)):
            if depth and char not in "\"'":
                depth -= 1
                continue
            return i
        elif single and char in '"“”«»':
            return -1
    return -1


def _ends_single(text: str, at: int) -> bool:
    """Whether a single mark closes a quotation and is no apostrophe: not between letters."""
    after = text[at + 1] if at + 1 < len(text) else " "
    return not after.isalnum() and text[at - 1] not in " (["


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
