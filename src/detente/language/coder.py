"""Event coding alone: the type of what a given source does to a given target in one sentence, with a score per type.

The frames of the codebook vote first: one that has the given parties in its roles counts most, one that names another
pair less, a word of the codebook without its frame least; what a statement's cue does (demand, deny, threaten) votes
too. The example sentences come second: what the sentence is like weighs in, the more the fewer the votes are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from detente.codebook import Codebook, Frame
from detente.gazetteer import Gazetteer
from detente.language import likeness
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
    from spacy.tokens import Doc, Token

# Votes: both parties in their roles, one of them, neither; both the wrong way round; a word of a frame alone; a cue.
BOTH, ONE, NEITHER, SWAPPED, WORD, CUE = 8.0, 4.0, 1.5, 1.0, 0.5, 0.8
# A frame that asks for more beside its word is this much surer.
SPECIFIC = 1.25
# How votes and examples are joined (likeness.combined); set by cross-validation on our own examples.
WEIGHT, FLOOR, SILENT = 1.5, 0.05, 2.0
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
    """The answer: ``scores`` has a number for every type, the best first; they add up to 1."""

    id: object
    type: str | None
    mode: str | None
    cameo: str | None
    status: Status
    scores: dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the frames say of a sentence: votes for types, not normed, and the frame that counts most with its token."""

    votes: dict[str, float]
    best: tuple[float, Frame, Token] | None


class Coder:
    """Codes sentences; loads its pipeline, gazetteer, codebook and classifier once.

    ``like`` says what the examples are compared by: "vectors", "words", "none" for frames alone, or None for vectors
    where the extra is installed and words where it isn't. Raises ParserMissing, ModelUnfit.
    """

    def __init__(
        self,
        *,
        pipeline: str = DEFAULT_PIPELINE,
        codebook: Codebook | None = None,
        like: likeness.Kind | Literal["none"] | None = None,
    ) -> None:
        self._parser = Parser(pipeline)
        self._gazetteer = Gazetteer.load()
        self._codebook = codebook or Codebook.load()
        self._status = StatusReader(self._codebook)
        self._likeness = None if like == "none" else self._classifier(like)

    def _classifier(self, kind: likeness.Kind | None) -> likeness.Likeness:
        """Return the classifier with the examples of a user's codebook, where there are any."""
        own = ((example.sentence, example) for example in self._codebook.own_examples)
        return likeness.load(kind).with_examples((example, doc) for doc, example in self._parser.parse(own))

    def code(self, tasks: Iterable[Task]) -> Iterator[Coding]:
        """Yield the coding of each task, in order."""
        for doc, task, evidence in self.evidence(tasks):
            yield self._coding(doc, task, evidence)

    def evidence(self, tasks: Iterable[Task]) -> Iterator[tuple[Doc, Task, Evidence]]:
        """Yield what the frames say of each task, in order, with the parse."""
        for doc, task in self._parser.parse((t.sentence, t) for t in tasks):
            yield doc, task, self._evidence(Paragraph(0, 0, doc, doc.text), task)

    def _evidence(self, paragraph: Paragraph, task: Task) -> Evidence:
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
        return Evidence(votes=votes, best=best)

    def _coding(self, doc: Doc, task: Task, evidence: Evidence) -> Coding:
        scores = self._scores(doc, task, evidence.votes)
        if not scores:
            return Coding(id=task.id, type=None, mode=None, cameo=None, status="happened", scores={})
        kind = next(iter(scores))
        best = evidence.best
        frame = best[1] if best is not None and best[1].type == kind else None
        status = self._status.of(best[2]) if best is not None and frame is not None else None
        event_type = self._codebook.types[kind]
        return Coding(
            id=task.id,
            type=kind,
            mode=frame.mode if frame is not None else None,
            cameo=frame.cameo if frame is not None else event_type.cameo,
            status=status or "happened",
            scores=scores,
        )

    def _scores(self, doc: Doc, task: Task, votes: dict[str, float]) -> dict[str, float]:
        """Return a score for every type out of the votes and what the sentence is like; empty where nothing votes."""
        if self._likeness is None:
            total = sum(votes.values())
            found = {kind: vote / total for kind, vote in votes.items()} if total else {}
        else:
            examples = self._likeness.scores(doc, task.source, task.target)
            found = likeness.combined(votes, examples, weight=WEIGHT, floor=FLOOR, silent=SILENT)
        ranked = sorted(found.items(), key=lambda item: (-item[1], item[0]))
        return {kind: round(score, 4) for kind, score in ranked}

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
