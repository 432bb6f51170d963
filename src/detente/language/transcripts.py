"""Transcripts: turns that begin with a name and a colon, and the paragraphs in which a turn goes on."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from detente.language.drafts import Draft
from detente.language.refs import Ref

if TYPE_CHECKING:
    from detente.language.parse import Paragraph
    from detente.language.refs import Refs

# Fewest lines that begin with a name and a colon, one name at least twice, that make a body a transcript.
FEWEST_TURNS = 3
# A transcript's turn: "WALLACE: ...", "President Putin: ..." (a name and a colon at the start of a paragraph).
SPEAKER = re.compile(r"^[\"“”]?((?:[A-Z][\w.'’-]*+[ \t]?+){1,5}+):\s++(?=\S)")


def transcript_turn(paragraph: Paragraph, refs: Refs) -> Draft | None:
    """Return the turn of a transcript that a paragraph is, None if it is none."""
    found = SPEAKER.match(paragraph.text)
    if found is None:
        return None
    name = found[1].strip()
    ref = next(
        (
            r
            for r in refs.items
            if r.kind in ("person", "office", "name", "outlet") and r.span[1] <= refs.start + found.end()
        ),
        None,
    )
    if ref is None and not name.isupper():
        return None
    span = (refs.start + found.start(1), refs.start + found.start(1) + len(name))
    if ref is None:
        ref = Ref(kind="name", first=0, last=0, head=0, span=span, text=name, name=name)
    end = len(paragraph.text.rstrip(' "”'))
    return Draft(
        kind="direct",
        form="transcript",
        content=[(paragraph.start + found.end(), paragraph.start + max(end, found.end() + 1))],
        speaker=ref,
        speaker_span=span,
        rule="transcript/turn",
    )


@dataclass(slots=True)
class Transcript:
    """Follows the turns of one report; ``last`` is where its last turn begins, -1 where it is no transcript.

    A paragraph without a name goes on with the turn before it, as long as another turn is to come: after the last one
    nothing tells the speaker's words from the reporter's.
    """

    last: int
    turn: Draft | None = None

    @classmethod
    def over(cls, body: str) -> Transcript:
        """Return the follower for a body."""
        at, last, names = 0, -1, Counter[str]()
        for line in body.split("\n"):
            found = SPEAKER.match(line.strip())
            if found is not None:
                names[found[1].strip()] += 1
                last = at
            at += len(line) + 1
        return cls(last if names.total() >= FEWEST_TURNS and max(names.values()) > 1 else -1)

    def read(self, paragraph: Paragraph, refs: Refs, drafts: list[Draft]) -> Draft | None:
        """Return the turn that a paragraph is or goes on with, None where it is neither."""
        turn = transcript_turn(paragraph, refs)
        if turn is None and self.turn is not None and paragraph.start < self.last and not _narrates(drafts):
            text = paragraph.text.rstrip()
            span = (paragraph.start, paragraph.start + len(text))
            return replace(self.turn, content=[span], speaker_span=None, rule="transcript/goes-on")
        self.turn = turn
        return turn


def _narrates(drafts: list[Draft]) -> bool:
    """Whether a paragraph is the reporter's: it quotes somebody with a cue."""
    return any(d.speaker is not None and d.kind == "direct" and d.cue for d in drafts)
