"""Interviews: questions and answers set as paragraphs that begin with a dash, a bullet or a letter and a colon."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.language.drafts import Draft
from detente.language.refs import Ref

if TYPE_CHECKING:
    from detente.language.discourse import Discourse
    from detente.language.parse import Paragraph
    from detente.language.refs import Refs

TURN = re.compile(r"^(?:[–—•*-]|Q\s?[:.]|A\s?[:.]|Question:|Answer:)\s*")
ASKS = re.compile(r"^(?:Q\s?[:.]|Question:)")
ANSWERS = re.compile(r"^(?:A\s?[:.]|Answer:|[•*])")
# A question's own words: what opens one where nothing but the mark at its end tells.
LONGEST_QUESTION = 600
# The words that close a turn and name who has it: "..., – said Andrei Tikhonov, an expert".
CLOSING = re.compile(r",?\s+[–—-]\s+(?=[a-z])")


@dataclass(slots=True)
class Interview:
    """Follows the turns of one report. It is an interview if two or more paragraphs are turns and one asks.

    ``discourse`` tells who answers: the person named last before the answers, or in the answer's own last words.
    """

    is_one: bool
    discourse: Discourse
    speaker: Ref | None = None
    answering: bool = False

    @classmethod
    def over(cls, body: str, discourse: Discourse) -> Interview:
        """Return the follower for a body."""
        turns = [line.strip() for line in body.split("\n") if TURN.match(line.strip())]
        asks = sum(_is_question(t) for t in turns)
        return cls(len(turns) >= 2 and asks >= 1 and len(turns) > asks, discourse)

    def answers(self, paragraph: Paragraph, refs: Refs, drafts: list[Draft]) -> list[Draft]:
        """Return the paragraph's drafts, with the turn itself as the statement that the others stand in."""
        if not self.is_one:
            return drafts
        text = paragraph.text
        mark = TURN.match(text)
        if mark is None:
            if not self.answering or self._narrates(drafts) or self.speaker is None:
                self.answering = False
                return drafts
            return [self._turn(paragraph, 0, len(text), self.speaker, "interview/goes-on"), *drafts]
        if _is_question(text):
            self.answering = False
            return [
                self._turn(paragraph, mark.end(), len(text), None, "interview/question", acts=("question",)),
                *drafts,
            ]
        end = self._names_itself(text, refs, mark.end())
        self.answering = True
        if self.speaker is None:
            person = self.discourse.latest(quoted=False)
            self.speaker = person.ref if person is not None else None
        return [
            self._turn(paragraph, mark.end(), end, self.speaker, "interview/answer"),
            *(d for d in drafts if d.start < paragraph.start + end),
        ]

    def _names_itself(self, text: str, refs: Refs, after: int) -> int:
        """Where the answer ends; who has it is set from its closing words, where they name somebody."""
        for closing in CLOSING.finditer(text, after):
            for ref in refs.items:
                if ref.kind == "person" and closing.end() <= ref.span[0] - refs.start <= closing.end() + 40:
                    self.speaker = ref
                    return closing.start()
        return len(text)

    def _narrates(self, drafts: list[Draft]) -> bool:
        """Whether a paragraph without a mark is the reporter's: it reports what somebody by name says."""
        return any(d.speaker is not None and d.kind == "direct" and d.cue for d in drafts)

    @staticmethod
    def _turn(
        paragraph: Paragraph, start: int, end: int, speaker: Ref | None, rule: str, acts: tuple[str, ...] = ()
    ) -> Draft:
        text = paragraph.text
        while end > start and text[end - 1] in " ,–—-":
            end -= 1
        return Draft(
            kind="direct",
            form="interview",
            content=[(paragraph.start + start, paragraph.start + end)],
            speaker=speaker,
            cue_acts=acts,
            rule=rule,
        )


def _is_question(text: str) -> bool:
    if ANSWERS.match(text) and not ASKS.match(text):
        return False
    return bool(ASKS.match(text)) or (text.rstrip().endswith("?") and len(text) < LONGEST_QUESTION)
