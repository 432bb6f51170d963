"""Quoted and indirect statements of one paragraph put together: which are one saying, and whether it is a mixed one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.language.drafts import Draft, merge
from detente.records import Span

if TYPE_CHECKING:
    from detente.language.parse import Paragraph
    from detente.language.quotes import Quotation

# A clause of which marks hold this share is a direct statement; less, and it is a mixed one.
DIRECT_SHARE = 0.9
# Words outside the marks from which on a statement with a quotation in it is mixed.
MIXED_WORDS = 3


def combine(direct: list[Draft], indirect: list[Draft], quoted: list[Quotation], paragraph: Paragraph) -> list[Draft]:
    """Put quoted and indirect statements with the same cue together: all in marks is direct, partly is mixed."""
    marks = [(paragraph.start + q.open, paragraph.start + q.close) for q in quoted]
    kept: list[Draft] = []
    replaced: set[int] = set()
    for draft in indirect:
        own = [d for d in direct if d.cue_token == draft.cue_token]
        share, outside = _in_marks(draft, marks, paragraph)
        inside_marks = draft.cue_token is not None and any(
            s <= paragraph.start + paragraph.doc[draft.cue_token].idx < e for s, e in marks
        )
        if inside_marks:
            kept.append(draft)
        elif own and (share >= DIRECT_SHARE or outside < MIXED_WORDS or not share):
            own[0].addressee = own[0].addressee or draft.addressee
            if share == 0:
                _widen(draft, marks)
                kept.append(draft)
        elif share >= DIRECT_SHARE and outside < MIXED_WORDS:
            kept.append(_as_direct(draft, quoted, paragraph))
        elif share > 0:
            draft.kind = "mixed"
            _widen(draft, marks)
            draft.content = merge(draft.content, paragraph.text, paragraph.start)
            replaced |= {
                id(d) for d in direct if all(draft.holds(s) for s, _ in d.content) and (d in own or d.cue_token is None)
            }
            kept.append(draft)
        else:
            kept.append(draft)
    return _taken_up([d for d in direct if id(d) not in replaced] + kept)


def _taken_up(drafts: list[Draft]) -> list[Draft]:
    """Put a quotation that stands alone into the mixed statement of the sentence before it: both are one saying."""
    kept: list[Draft] = []
    for draft in drafts:
        told = draft.follows
        if told is not None and told.kind != "indirect" and any(told is d for d in drafts):
            told.content = sorted([*told.content, *draft.content])
        else:
            kept.append(draft)
    return kept


def _in_marks(draft: Draft, marks: list[Span], paragraph: Paragraph) -> tuple[float, int]:
    """The share of a content's characters that stand in marks, and how many of its words don't."""
    total = inside = 0
    outside: list[str] = []
    for start, end in draft.content:
        at = start
        total += end - start
        for s, e in marks:
            low, high = max(s, start), min(e, end)
            if low < high:
                outside.append(paragraph.text[at - paragraph.start : low - paragraph.start])
                inside += high - low
                at = high
        outside.append(paragraph.text[max(at, start) - paragraph.start : end - paragraph.start])
    words = sum(any(c.isalnum() for c in w) for part in outside for w in part.split())
    return (inside / total if total else 0.0), words


def _widen(draft: Draft, marks: list[Span]) -> None:
    """Take in the whole of a quotation that the content cuts through."""
    draft.content = [
        (min([start, *(s for s, e in marks if s < start < e)]), max([end, *(e for s, e in marks if s < end < e)]))
        for start, end in draft.content
    ]


def _as_direct(draft: Draft, quoted: list[Quotation], paragraph: Paragraph) -> Draft:
    spans = [
        (paragraph.start + q.start, paragraph.start + q.end)
        for q in quoted
        if any(s < paragraph.start + q.end and paragraph.start + q.start < e for s, e in draft.content)
    ]
    draft.kind, draft.content, draft.rule = "direct", spans, draft.rule.replace("indirect", "direct")
    return draft
