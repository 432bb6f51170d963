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
# The words that close a turn and name who has it: "..., – said X, an expert".
CLOSING = re.compile(r",?(?<!\s)\s+[–—-]\s+(?=[a-z])")


@dataclass(slots=True)
class Interview:
    """Follows the turns of one report. It is an interview if two or more paragraphs are turns and one asks.

    ``discourse`` tells who answers: the person introduced before the first turn, or in a turn's own last words. Turns
    alternate, so that a remark of the interviewer's without a question mark is still the interviewer's.
    """

    is_one: bool
    discourse: Discourse
    speaker: Ref | None = None
    roles: tuple[bool, ...] = ()
    turn: int = 0
    asked: bool = False

    @classmethod
    def over(cls, body: str, discourse: Discourse) -> Interview:
        """Return the follower for a body."""
        turns = [line.strip() for line in body.split("\n") if TURN.match(line.strip())]
        asks = sum(_is_question(t) for t in turns)
        return cls(len(turns) >= 2 and asks >= 1 and len(turns) > asks, discourse, roles=_roles(turns))

    def answers(self, paragraph: Paragraph, refs: Refs, drafts: list[Draft]) -> list[Draft]:
        """Return the paragraph's drafts, with the turn itself as the statement that the others stand in."""
        if not self.is_one:
            return drafts
        text = paragraph.text
        mark = TURN.match(text)
        if mark is None:
            return self._between_turns(paragraph, drafts)
        end = self._names_itself(text, refs, mark.end())
        question = self.turn < len(self.roles) and self.roles[self.turn] and end == len(text)
        self.turn, self.asked = self.turn + 1, question
        if not text[mark.end() : end].strip():
            return drafts  # a mark with nothing said behind it
        speaker, rule = (None, "interview/question") if question else (self.speaker, "interview/answer")
        acts = ("question",) if _is_question(text) else ()
        turn = self._turn(paragraph, mark.end(), end, speaker, rule, acts)
        return [turn, *(d for d in drafts if d.start < paragraph.start + end)]

    def _between_turns(self, paragraph: Paragraph, drafts: list[Draft]) -> list[Draft]:
        """A paragraph without a mark: it introduces who will answer, goes on with an answer, or is the reporter's own."""
        if self.turn and not self.asked and self.speaker is not None and not self._narrates(drafts):
            return [self._turn(paragraph, 0, len(paragraph.text), self.speaker, "interview/goes-on"), *drafts]
        guest = self.discourse.guest()
        if guest is not None:
            self.speaker = guest.ref
        return drafts

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


def _roles(turns: list[str]) -> tuple[bool, ...]:
    """For each turn, whether it is the interviewer's.

    Turns that end in a question mark are; between an answer and the next of those, remarks and answers alternate, and
    where their number is odd the first one goes on with the answer.
    """
    roles: list[bool] = []
    i = 0
    while i < len(turns):
        if _is_question(turns[i]):
            roles.append(True)
            i += 1
            continue
        stretch = 0
        while i + stretch < len(turns) and not _is_question(turns[i + stretch]):
            stretch += 1
        for k in range(stretch):
            first = k == 0
            remark = not first and (stretch - k) % 2 == 0 and not ANSWERS.match(turns[i + k])
            roles.append(remark)
        i += stretch
    return tuple(roles)


def _is_question(text: str) -> bool:
    if ANSWERS.match(text) and not ASKS.match(text):
        return False
    return bool(ASKS.match(text)) or (text.rstrip().endswith("?") and len(text) < LONGEST_QUESTION)
