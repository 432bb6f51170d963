"""Event coding alone: the type of what a given source does to a given target in one sentence, with a score per type.

The frames of the codebook vote: one that has the given parties in its roles counts most, one that names another pair
less, a word of the codebook without its frame least; what a statement's cue does (demand, deny, threaten) votes too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.codebook import Codebook, Frame
from detente.gazetteer import Gazetteer
from detente.language.cues import cue_of
from detente.language.discourse import Discourse
from detente.language.frames import FrameMatcher, Match
from detente.language.mentions import MentionReader
from detente.language.parse import DEFAULT_PIPELINE, Paragraph, Parser
from detente.language.quotes import quotations
from detente.language.refs import Ref, Refs
from detente.language.status import StatusReader
from detente.records import Span, Status

if TYPE_CHECKING:
    from spacy.tokens import Token

# Votes: both parties in their roles, one of them, neither; both the wrong way round; a word of a frame alone; a cue.
BOTH, ONE, NEITHER, SWAPPED, WORD, CUE = 8.0, 4.0, 1.5, 1.0, 0.5, 0.8
# A frame that asks for more beside its word is this much surer.
SPECIFIC = 1.25
# The event types that a statement's acts are, where PLOVER has one.
ACTS = {
    "accusation": "ACCUSE",
    "demand": "REQUEST",
    "denial": "REJECT",
    "threat": "THREATEN",
    "promise": "AGREE",
    "offer": "AGREE",
    "praise": "SUPPORT",
    "apology": "CONCEDE",
}
GIVEN_SOURCE, GIVEN_TARGET = "given source", "given target"


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A sentence to code; ``source`` and ``target`` are spans in it, None where one isn't given."""

    id: object
    sentence: str
    source: Span | None = None
    target: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """The answer: ``scores`` add up to 1 over the types voted for; ``type`` is None where nothing votes."""

    id: object
    type: str | None
    mode: str | None
    cameo: str | None
    status: Status
    scores: dict[str, float]


class Coder:
    """Codes sentences; loads its pipeline, gazetteer and codebook once. Raises ParserMissing."""

    def __init__(self, *, pipeline: str = DEFAULT_PIPELINE, codebook: Codebook | None = None) -> None:
        self._parser = Parser(pipeline)
        self._gazetteer = Gazetteer.load()
        self._codebook = codebook or Codebook.load()
        self._status = StatusReader(self._codebook)

    def code(self, tasks: Iterable[Task]) -> Iterator[Coding]:
        """Yield the coding of each task, in order."""
        for doc, task in self._parser.parse((t.sentence, t) for t in tasks):
            paragraph = Paragraph(0, 0, doc, doc.text)
            yield self._one(paragraph, task)

    def _one(self, paragraph: Paragraph, task: Task) -> Coding:
        reader = MentionReader(self._gazetteer, Discourse(), None)
        refs = self._with_given(reader.read(paragraph, quotations(paragraph.text)), task)
        votes: dict[str, float] = {}
        best: tuple[float, Frame, Token] | None = None
        for match in FrameMatcher(self._codebook, refs).find():
            weight = self._weight(match, task)
            votes[match.frame.type] = votes.get(match.frame.type, 0.0) + weight
            if best is None or weight > best[0]:
                best = (weight, match.frame, match.support or match.token)
        for kind, weight, token in self._words(paragraph):
            votes[kind] = votes.get(kind, 0.0) + weight
            if best is None:
                best = (0.0, self._plain(kind), token)
        return self._coding(task, votes, best)

    def _coding(self, task: Task, votes: dict[str, float], best: tuple[float, Frame, Token] | None) -> Coding:
        total = sum(votes.values())
        scores = (
            {k: round(v / total, 4) for k, v in sorted(votes.items(), key=lambda kv: (-kv[1], kv[0]))} if total else {}
        )
        if not scores or best is None:
            return Coding(id=task.id, type=None, mode=None, cameo=None, status="happened", scores={})
        kind = next(iter(scores))
        frame = best[1] if best[1].type == kind else None
        status = self._status.of(best[2]) if frame is not None else None
        event_type = self._codebook.types[kind]
        return Coding(
            id=task.id,
            type=kind,
            mode=frame.mode if frame is not None else None,
            cameo=frame.cameo if frame is not None else event_type.cameo,
            status=status or "happened",
            scores=scores,
        )

    @staticmethod
    def _with_given(found: Refs, task: Task) -> Refs:
        """Put the given parties in place of what was read in their spans."""
        given = [(s, n) for s, n in ((task.source, GIVEN_SOURCE), (task.target, GIVEN_TARGET)) if s is not None]
        refs = Refs(found.doc, found.start, found.text)
        for span, name in given:
            tokens = [t for t in found.doc if t.idx < span[1] and t.idx + len(t.text) > span[0]]
            if not tokens:
                continue
            inside = {t.i for t in tokens}
            head = next((t for t in tokens if t.head.i not in inside or t.head.i == t.i), tokens[-1])
            text = found.text[span[0] : span[1]]
            refs.add(
                Ref(
                    kind="state",
                    first=tokens[0].i,
                    last=tokens[-1].i,
                    head=head.i,
                    span=span,
                    text=text,
                    name=name,
                    country=name,
                )
            )
        for ref in found.items:
            if all(i not in refs.by_token for i in range(ref.first, ref.last + 1)):
                refs.add(ref)
        return refs

    @staticmethod
    def _weight(match: Match, task: Task) -> float:
        sources = {s.country for s in match.sources}
        targets = {t.country for t in match.targets}
        right = (GIVEN_SOURCE in sources) + (GIVEN_TARGET in targets)
        wrong = (GIVEN_TARGET in sources) + (GIVEN_SOURCE in targets)
        if match.frame.reciprocal and wrong == 2:
            right = 2
        asked = (task.source is not None) + (task.target is not None)
        weight = BOTH if right >= max(asked, 1) and right else ONE if right else SWAPPED if wrong else NEITHER
        return weight * (1.0 if match.frame.plain else SPECIFIC)

    def _words(self, paragraph: Paragraph) -> Iterator[tuple[str, float, Token]]:
        """Votes of single words: what the codebook's frames of a lemma are types of, and what cues do."""
        for token in paragraph.doc:
            lemma = token.lemma_.lower()
            table = (
                self._codebook.verbs if token.pos_ == "VERB" else self._codebook.nouns if token.pos_ == "NOUN" else {}
            )
            kinds = {f.type for f in table.get(lemma, ()) if not f.silent}
            for kind in sorted(kinds):
                yield kind, WORD / len(kinds), token
            cue = cue_of(token, self._codebook) if token.pos_ == "VERB" else self._codebook.cue(lemma, "noun")
            for act in cue.acts if cue is not None else ():
                if act in ACTS:
                    yield ACTS[act], CUE / len(cue.acts) if cue is not None else CUE, token

    def _plain(self, kind: str) -> Frame:
        return next(f for f in self._codebook.frames() if f.type == kind)
