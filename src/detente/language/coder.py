"""Event coding alone: the type of what a given source does to a given target in one sentence, with a score per type.

The words of the parse that link the two parties decide (:mod:`detente.language.links`), shifted by what governs them
(:mod:`detente.language.shifts`); the sentence's other words of the codebook vote with little weight. The example
sentences come second (:mod:`detente.language.likeness`): where no word links the parties, what the sentence is like
weighs in, the more the fewer the votes are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from detente.codebook import Codebook
from detente.language import likeness
from detente.language.cues import cue_of
from detente.language.governors import JUDGING, WISHING
from detente.language.inner_modes import mode_of
from detente.language.links import Link, Party, link
from detente.language.parse import DEFAULT_PIPELINE, Parser
from detente.language.senses import SenseFinder
from detente.language.shifts import Reading, Shifter
from detente.language.status import StatusReader
from detente.records import Span, Status

if TYPE_CHECKING:
    from detente.language.tree import Doc, Token

# Votes, set by hand before any scoring: what the link says by a frame that asks for more than its word, by a word
# alone, by a cue alone; other words on the link; the sentence's other words.
LINKED, PLAIN, CUED, ASIDE, WORD = 8.0, 6.0, 3.0, 1.0, 0.4
# The other words together never outvote what the link says: their best type gets at most this share of its vote.
CEILING = 0.6
# How votes and examples are joined (likeness.combined); set by cross-validation on our own examples.
WEIGHT, FLOOR, SILENT = 1.5, 0.05, 2.0
# Share of the scores that goes to types without a vote where frames decide; about how often they are wrong.
SPREAD = 0.2
# The event types that a statement's acts are, where PLOVER has one.
ACTS = {
    "accusation": "ACCUSE",
    "demand": "REQUEST",
    "denial": "REJECT",
    "threat": "THREATEN",
    "promise": "AGREE",
    "offer": "AGREE",
    "praise": "SUPPORT",
    "apology": "SUPPORT",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A sentence to code; ``source`` and ``target`` are spans in it, None where one isn't given."""

    id: object
    sentence: str
    source: Span | None = None
    target: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the codebook's frames say of one sentence with given parties.

    ``type`` is None where no word votes; ``frame`` names the frame that it rests on, None where a shift or a cue alone
    decides; ``linked`` tells whether the words between the parties decide, so that the type is well founded; ``votes``
    are weights per type, none above that of ``type``.
    """

    type: str | None
    mode: str | None
    cameo: str | None
    frame: str | None
    status: Status
    linked: bool
    votes: dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """The answer: ``scores`` add up to 1, the best first; by frames alone, only types voted for have one.

    ``type`` is None where no word of the sentence is in the codebook, unless a classifier was asked for by name: what a
    sentence is most like is then no ground to say that anything was done.
    """

    id: object
    type: str | None
    mode: str | None
    cameo: str | None
    status: Status
    scores: dict[str, float]


class Coder:
    """Codes sentences; loads its pipeline, codebook and classifier once.

    ``like`` says what the examples are compared by: "vectors", "words", "none" for frames alone, or None for vectors
    where the extra is installed and words where it isn't. One that is asked for by name also answers where no word of
    the sentence is in the codebook. Raises ParserMissing, ModelUnfit.
    """

    def __init__(
        self,
        *,
        pipeline: str = DEFAULT_PIPELINE,
        codebook: Codebook | None = None,
        like: likeness.Kind | Literal["none"] | None = None,
    ) -> None:
        self._parser = Parser(pipeline)
        self._codebook = codebook or Codebook.load()
        self._frames = FrameCoder(self._codebook)
        self._likeness = None if like == "none" else self._classifier(like)
        self._always = like in {"vectors", "words"}

    def _classifier(self, kind: likeness.Kind | None) -> likeness.Likeness:
        """Return the classifier with the examples of a user's codebook, where there are any."""
        own = ((example.sentence, example) for example in self._codebook.own_examples)
        return likeness.load(kind).with_examples((example, doc) for doc, example in self._parser.parse(own))

    def code(self, tasks: Iterable[Task]) -> Iterator[Coding]:
        """Yield the coding of each task, in order."""
        for doc, task, evidence in self.evidence(tasks):
            yield self._coding(doc, task, evidence, self._scores(doc, task, evidence))

    def evidence(self, tasks: Iterable[Task]) -> Iterator[tuple[Doc, Task, Evidence]]:
        """Yield what the frames say of each task, in order, with the parse."""
        for doc, task in self._parser.parse((t.sentence, t) for t in tasks):
            yield doc, task, self._frames.evidence(doc, task.source, task.target)

    def _scores(self, doc: Doc, task: Task, found: Evidence) -> dict[str, float]:
        """Return the scores of the types, the best first, out of the votes and what the sentence is like."""
        if self._likeness is None:
            total = sum(found.votes.values())
            scores = {kind: vote / total for kind, vote in found.votes.items()}
        elif found.linked:
            # Where the words between the parties decide, asking the examples too only adds errors, and costs more
            scores = self._likeness.pulled(self._spread(found.votes), doc, task.source, task.target)
        else:
            examples = self._likeness.scores(doc, task.source, task.target)
            scores = likeness.combined(found.votes, examples, weight=WEIGHT, floor=FLOOR, silent=SILENT)
        ranked = sorted(scores.items(), key=lambda kv: (-kv[1], kv[0] != found.type, kv[0]))
        return {kind: round(score, 4) for kind, score in ranked}

    def _spread(self, votes: dict[str, float]) -> dict[str, float]:
        """Return the shares of the votes, a little of them spread evenly over all types."""
        total, even = sum(votes.values()), SPREAD / len(self._codebook.types)
        return {kind: (1 - SPREAD) * votes.get(kind, 0.0) / total + even for kind in self._codebook.types}

    def _coding(self, doc: Doc, task: Task, found: Evidence, scores: dict[str, float]) -> Coding:
        """Return the answer; where the examples outweigh the frames, the frames' mode and status don't hold."""
        kind = next(iter(scores), None)
        if kind is None or kind == found.type or not (found.votes or self._always):
            return Coding(
                id=task.id, type=found.type, mode=found.mode, cameo=found.cameo, status=found.status, scores=scores
            )
        cameo = self._codebook.types[kind].cameo
        status = self._frames.status_of(doc)
        return Coding(id=task.id, type=kind, mode=None, cameo=cameo, status=status, scores=scores)


class FrameCoder:
    """The frames' evidence on parsed sentences whose parties are given."""

    def __init__(self, codebook: Codebook) -> None:
        self._codebook = codebook
        self._status = StatusReader(codebook)

    def evidence(self, doc: Doc, source: Span | None, target: Span | None) -> Evidence:
        """Return what the frames say that the source does to the target, spans of characters in the sentence."""
        parties = [Party.at(doc, span) if span is not None else None for span in (source, target)]
        found = link(parties[0], parties[1])
        senses = SenseFinder(self._codebook, parties[0].words(doc) if parties[0] is not None else frozenset())
        taken = frozenset(i for p in parties if p is not None for i in p.tokens)
        reading, weight = self._linked(found, Shifter(self._codebook, senses))
        votes = self._aside(doc, found, taken, senses) or senses.votes(t for t in doc if t.i not in taken)
        if reading is None:
            return self._by_votes(votes, self.status_of(doc))
        most = max(votes.values(), default=0.0)
        if most > CEILING * weight:
            votes = {kind: vote * CEILING * weight / most for kind, vote in votes.items()}
        votes[reading.type] = votes.get(reading.type, 0.0) + weight
        return self._evidence(reading, votes, mode_of(reading, found.chain, senses))

    def _linked(self, found: Link, shifter: Shifter) -> tuple[Reading | None, float]:
        """What the words between the parties say, and its weight."""
        reading = shifter.read(found.chain) or shifter.read(found.outer)
        if found.told is not None and self._reports(found, reading):
            wished = bool(found.chain) and found.chain[-1].lemma_.lower() in WISHING
            speaking = found.chain[-1] if found.chain else None
            return shifter.told(found.told, wished=wished, speaking=speaking), CUED
        if reading is None:
            reading = shifter.tells(found.chain)
            reading = reading or next((r for t in found.chain if (r := self._cued(t)) is not None), None)
            return reading, CUED
        if found.mutual and reading.type == "MOBILIZE":  # "A and B held naval exercises"
            reading = replace(reading, type="COOPERATE", shifted=True)
        return reading, PLAIN if reading.frame is None or reading.frame.plain else LINKED

    def _reports(self, found: Link, reading: Reading | None) -> bool:
        """Whether the source only says of the target what it does, wishes it to do, or is."""
        if not found.chain or found.told is None:
            return True
        if found.told.pos_ not in ("VERB", "AUX"):
            return found.chain[0].lemma_.lower() in JUDGING
        last = found.chain[-1]
        lemma = last.lemma_.lower()
        if lemma in WISHING and (reading is None or reading.type == "AGREE"):
            return True
        return reading is None and last.pos_ == "VERB" and cue_of(last, self._codebook) is not None

    def _cued(self, token: Token) -> Reading | None:
        """The act of a statement's cue, where the link has no better: "denied", "insisted that"."""
        cue = cue_of(token, self._codebook) if token.pos_ == "VERB" else None
        kinds = [ACTS[act] for act in cue.acts if act in ACTS] if cue is not None else []
        return Reading(kinds[0], None, token, shifted=True) if kinds else None

    def _aside(self, doc: Doc, found: Link, taken: frozenset[int], senses: SenseFinder) -> dict[str, float]:
        """Votes of the sentence's other words, those on the link more than the rest."""
        on = {t.i for t in found.chain}
        votes: dict[str, float] = {}
        for token in doc:
            if token.i in taken or (frame := senses.of(token)) is None:
                continue
            votes[frame.type] = votes.get(frame.type, 0.0) + (ASIDE if token.i in on else WORD)
        return votes

    def status_of(self, doc: Doc) -> Status:
        """Return the status of what a sentence's main verb says, where nothing tells which of its words counts."""
        root = next((t for t in doc if t.head.i == t.i), None)
        return (self._status.of(root) if root is not None else None) or "happened"

    def _by_votes(self, votes: dict[str, float], status: Status) -> Evidence:
        """The best of single words, where nothing links the parties."""
        kind = min(votes, key=lambda k: (-votes[k], k), default=None)
        cameo = self._codebook.types[kind].cameo if kind is not None else None
        return Evidence(
            type=kind, mode=None, cameo=cameo, frame=None, status=status, linked=False, votes=votes
        )  # fmt: skip

    def _evidence(self, reading: Reading, votes: dict[str, float], mode: str | None) -> Evidence:
        own = reading.frame if not reading.shifted else None
        kind = self._codebook.types[reading.type]
        named = kind.modes.get(mode) if mode is not None and (own is None or own.mode is None) else None
        return Evidence(
            type=reading.type,
            mode=named.name if named is not None else own.mode if own is not None else None,
            cameo=named.cameo if named is not None else own.cameo if own is not None else kind.cameo,
            frame=own.name if own is not None else None,
            status=self._status.of(reading.token) or "happened",
            linked=True,
            votes=votes,
        )
