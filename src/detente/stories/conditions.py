"""Conditions left out: what most outlets tell as to come "if" or "unless", one tells as to come, and has no "if" for it.

Like omissions (:mod:`detente.stories.omissions`) they are asked for only where a story has three independent outlets or more,
of which two and most have the condition. The one that leaves it out must tell what is to come in a sentence of its own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from detente.records import Part, Report, Span
from detente.stories.alignment import Piece, Weights
from detente.stories.omissions import LEAST_OUTLETS, MOST, Omission, independent
from detente.stories.senses import head
from detente.stories.wording import stems, words

# Least likeness of two conditions, of what two reports say is to come under them, and of what the third says; where the latter
# is told in much the same words, one telling word is enough for the former. Set on sixteen stories of our own.
CONDITIONS_ALIKE = 0.3
MAIN_ALIKE = 0.2
TOLD_ALIKE = 0.35
# Telling stems that the main clauses must have in common.
LEAST_COMMON = 2

_IF = re.compile(
    r"(?<!\bas )(?<!\beven )(?<!\bwhat )(?<!\bask )(?<!\basked )(?<!\bsee )(?<!\bknow )"
    r"\b(?:only\s)?(?:if|unless|provided(?:\sthat)?|providing(?:\sthat)?|on\s(?:the\s)?condition\sthat|(?:as|so)\slong\sas)\s"
    r"(?!any\b|not\b|necessary\b|possible\b|needed\b)[^,;.]{8,}|(?:^|\s-\s|—\s)Should\s[^,;.]{8,}(?=,)",
    re.IGNORECASE,
)
_BOUND = re.compile(
    r"(?<!\w)(?:must|have\sto|has\sto|without|until|till|once|when|in\s(?:return|exchange)|depends?|conditions?|demand(?:s|ed)?|first)(?!\w)"
)
_TO_COME = re.compile(
    r"(?<!\w)(?:will|would|shall|won['’]t|is\sto|are\sto|can|could|ready|prepared|goes\sto|promised|agreed)(?!\w)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditional:
    """What a report says is to come under a condition: the stems of both, and the span of the condition's words."""

    report: str
    span: Span
    main: frozenset[str]
    condition: frozenset[str]


def conditional(report: Report, span: Span) -> Conditional | None:
    """Return a sentence of a report parted into its condition and what is to come under it, None without either."""
    text = report.body[slice(*span)]
    found = _IF.search(text)
    if found is None:
        return None
    rest = f"{text[: found.start()]} {text[found.end() :]}"
    if not _TO_COME.search(rest):
        return None
    main, condition = (stems(map(head, words(part))) for part in (rest, found[0]))
    at = (span[0] + found.start(), span[0] + found.end())
    return Conditional(report=report.id, span=at, main=main, condition=condition - main)


class Conditions:
    """Finds the conditions that reports of one story leave out."""

    def __init__(self, reports: Sequence[Report], pieces: Sequence[Piece], weights: Weights) -> None:
        self._weights = weights
        self._reports: Mapping[str, Report] = {report.id: report for report in reports}
        self._found: dict[str, list[Conditional]] = defaultdict(list)
        self._plain: dict[str, list[Piece]] = defaultdict(list)
        for piece in pieces:
            if piece.report in self._reports:
                one = conditional(self._reports[piece.report], piece.spans[0])
                if one is not None:
                    self._found[piece.report].append(one)
                else:
                    self._plain[piece.report].append(piece)

    def left_out(self, copies: Callable[[str, str], bool]) -> Iterator[Omission]:
        """Yield what reports leave out, each condition once; ``copies`` says whether one report is a copy of another."""
        own = independent(list(self._reports.values()), copies)
        if len(own) < LEAST_OUTLETS:
            return
        seen: set[tuple[str, Span]] = set()
        for report in own:
            for one in self._found[report.id]:
                group = self._group(one, [r.id for r in own])
                keys = {(c.report, c.span) for c in group}
                if len(group) < LEAST_OUTLETS - 1 or keys & seen:
                    continue
                seen |= keys
                for lacking in own:
                    if (omission := self._omission(lacking, group, len(own) - 1)) is not None:
                        yield omission

    def _group(self, one: Conditional, own: Sequence[str]) -> list[Conditional]:
        """Return a conditional with the one most like it of each other report that has one."""
        group = [one]
        for report in own:
            alike = [(s, c) for c in self._found[report] if report != one.report and (s := self._same(one, c))]
            if alike:
                group.append(max(alike, key=lambda row: (row[0], row[1].span))[1])
        return group

    def _same(self, a: Conditional, b: Conditional) -> float:
        """Return how alike two conditions are, 0 where they are not one or what comes under them is not."""
        score, main = self._weights.cosine(a.condition, b.condition), self._weights.cosine(a.main, b.main)
        alike = (score >= CONDITIONS_ALIKE and main >= MAIN_ALIKE) or (score > 0 and main >= TOLD_ALIKE)
        return score if alike else 0.0

    def _omission(self, lacking: Report, group: Sequence[Conditional], others: int) -> Omission | None:
        """Return that a report tells what is to come without its condition, None where it does not, or has the condition."""
        if lacking.id in {c.report for c in group} or len(group) <= MOST * others:
            return None
        said = [
            (self._weights.cosine(c.main, p.stems), len(c.main & p.stems), p)
            for c in group
            for p in self._plain[lacking.id]
        ]
        told, common, piece = max(said, key=lambda row: (row[0], row[2].id), default=(0.0, 0, None))
        condition = frozenset.intersection(*(c.condition for c in group))
        if piece is None or told < MAIN_ALIKE or common < LEAST_COMMON or self._has(lacking, piece, condition):
            return None
        rows = {"told by": len(group) / others, "told alike": told}
        score = rows["told by"] * (0.5 + told / 2)
        pieces = [
            Piece(id=f"{c.report}:{c.span[0]}", report=c.report, spans=(c.span,), words=(), voices=frozenset())
            for c in group
        ]
        return Omission(
            lacking=lacking.id,
            told=tuple(pieces),
            score=round(score, 4),
            parts=tuple(Part(name=name, value=round(value, 4)) for name, value in rows.items()),
        )

    def _has(self, report: Report, piece: Piece, condition: frozenset[str]) -> bool:
        """Say whether a report has a condition, of which the stems that all who tell it use are given, in other words.

        It has where the sentence on what is to come has one of them, or another has that says what must be first.
        """
        if not condition or condition & piece.stems:
            return True
        others = (report.body[slice(*p.spans[0])] for p in self._plain[report.id])
        bound = [text for text in others if _BOUND.search(text)]
        bound += [report.body[slice(*c.span)] for c in self._found[report.id]]
        return any(condition & stems(map(head, words(text))) for text in bound)
