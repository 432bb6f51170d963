"""Drafts of statements: what one paragraph yields before chains, acts and ids are settled over the report."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from detente.language.refs import Ref
from detente.records import Form, Kind, Span

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(slots=True, kw_only=True)
class Draft:
    """A statement as found: spans in characters of the body, the speaker as a reference of its paragraph.

    ``cue_token`` is the paragraph's token that heads the cue, None where only marks show the statement. ``heard`` are
    the names that it passed through as its own words say ("TASS cited Shoigu as saying"). ``speech`` is True under a
    verb of saying; ``follows`` is the indirect statement that a quotation standing alone goes on with.
    """

    kind: Kind
    content: list[Span]
    speaker: Ref | None
    speaker_span: Span | None = None
    cue: list[Span] = field(default_factory=list)
    cue_token: int | None = None
    lemma: str = ""
    cue_acts: tuple[str, ...] = ()
    certainty: str = "certain"
    addressee: Ref | None = None
    heard: tuple[str, ...] = ()
    form: Form = "prose"
    passage: Span = (0, 0)
    paragraph: int = 0
    rule: str = ""
    speech: bool = False
    follows: Draft | None = None

    @property
    def start(self) -> int:
        """Where the content begins in the body."""
        return min((s for s, _ in self.content), default=0)

    @property
    def end(self) -> int:
        """Where the content ends in the body."""
        return max((e for _, e in self.content), default=0)

    @property
    def size(self) -> int:
        """How many characters the content has."""
        return sum(e - s for s, e in self.content)

    def holds(self, at: int) -> bool:
        """Whether a place in the body lies in the content."""
        return any(s <= at < e for s, e in self.content)


class Holding:
    """Finds which of a paragraph's statements hold a place, without asking each of them."""

    def __init__(self, drafts: Sequence[Draft]) -> None:
        self._bounds = [(draft.start, draft.end, draft) for draft in drafts]

    def at(self, place: int) -> list[Draft]:
        """Return the statements whose content holds a place in the body, in their order."""
        return [draft for start, end, draft in self._bounds if start <= place < end and draft.holds(place)]


def merge(spans: list[Span], text: str, offset: int) -> list[Span]:
    """Return spans sorted, those that only blanks or commas part made one, outer blanks and commas cut off."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and (start <= merged[-1][1] or not text[merged[-1][1] - offset : start - offset].strip()):
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return [s for s in (tidy(s, e, text, offset) for s, e in merged) if s[1] > s[0]]


def tidy(start: int, end: int, text: str, offset: int) -> Span:
    """Return a span without blanks and joining punctuation at its ends."""
    while start < end and text[start - offset] in " \t\xa0,;:–—-":
        start += 1
    while end > start and text[end - 1 - offset] in " \t\xa0,;:–—":
        end -= 1
    return start, end
