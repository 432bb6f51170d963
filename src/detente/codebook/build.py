"""Turning checked codebook tables into frames, types, cues and operators."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from detente.codebook.entries import TAKES, Cue, EventType, FixedCue, Frame, Mode, Pos
from detente.codebook.files import Row
from detente.codebook.issues import Issue

Words = Mapping[str, Sequence[str]]
DEFAULT_SOURCE: dict[Pos, tuple[str, ...]] = {
    "verb": ("subject",),
    "noun": ("poss", "modifier", "prep:by", "support"),
    "adjective": ("subject",),
    "adverb": (),
}
DEFAULT_TARGET: dict[Pos, tuple[str, ...]] = {
    "verb": ("object",),
    "noun": ("prep:of", "prep:against", "prep:on"),
    "adjective": ("clause", "prep:to", "prep:with"),
    "adverb": (),
}


def goldstein(scores: Mapping[str, float], cameo: str) -> float:
    """Return the Goldstein score of a CAMEO code, or of the longest shorter code that has one, or 0."""
    for end in range(len(cameo), 1, -1):
        if cameo[:end] in scores:
            return scores[cameo[:end]]
    return 0.0


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The named word lists, and the wrong lemmas that parsers give for right ones, by part of speech."""

    words: Words
    wrong: Mapping[str, Mapping[str, Sequence[str]]]

    def expand(self, entries: Iterable[str], pos: str) -> Iterator[str]:
        """Yield the entries with the named lists ("@troops") put in their place, and the wrong lemmas of each."""
        wrong = self.wrong.get(pos, {})
        for entry in entries:
            for word in self.words[entry[1:]] if entry.startswith("@") else (entry,):
                yield word
                yield from wrong.get(word, ())


def build_types(rows: Iterable[Row]) -> dict[str, EventType]:
    """Return the event types by name; a later row of the same name replaces the earlier one and keeps its modes."""
    types: dict[str, EventType] = {}
    modes: dict[str, dict[str, Mode]] = {}
    for row in rows:
        values = row.values
        if row.kind == "type":
            modes.setdefault(values["name"], {})
            types[values["name"]] = EventType(
                name=values["name"],
                quad=values["quad"],
                cameo=values["cameo"],
                score=float(values["score"]),
                definition=values["definition"],
                modes=modes[values["name"]],
            )
        elif row.kind == "mode":
            modes.setdefault(values["type"], {})[values["name"]] = Mode(
                name=values["name"],
                cameo=values["cameo"],
                score=float(values["score"]),
                definition=values["definition"],
            )
    return types


@dataclass(frozen=True, slots=True)
class FrameMaker:
    """Makes frames out of rows: what every row needs is given once."""

    types: Mapping[str, EventType]
    lexicon: Lexicon
    scores: Mapping[str, float]

    def frames(self, row: Row, pos: Pos, number: int) -> Iterator[Frame]:
        """Yield a row's frame, once for each pair of the particles and prepositions that it lists."""
        values = row.values
        for particle, preposition in product(_each(values.get("particle")), _each(values.get("preposition"))):
            yield self._frame(values, pos, number, particle, preposition)

    def _frame(
        self, values: Mapping[str, Any], pos: Pos, number: int, particle: str | None, preposition: str | None
    ) -> Frame:
        silent = "type" not in values
        kind = None if silent else self.types[values["type"]]
        mode = None if kind is None or "mode" not in values else kind.modes[values["mode"]]
        near = mode or kind
        cameo = values.get("cameo") or (near.cameo if near else "")
        lemmas = tuple(dict.fromkeys(self.lexicon.expand(values["lemmas"], pos)))
        head = " ".join(part for part in (lemmas[0], particle, preposition) if part)
        return Frame(
            name=f"{kind.name if kind else 'IDIOM'}/{pos}/{head}#{number}",
            type=kind.name if kind else "",
            mode=mode.name if mode else None,
            cameo=cameo,
            goldstein=goldstein(self.scores, cameo),
            score=near.score if near else 0.0,
            pos=pos,
            lemmas=lemmas,
            objects=frozenset(self.lexicon.expand(values["objects"], "noun")) if "objects" in values else None,
            particle=particle,
            preposition=preposition,
            complement=values.get("complement"),
            source=tuple(values.get("source", DEFAULT_SOURCE[pos])),
            target=tuple(values.get("target", DEFAULT_TARGET[pos])),
            support=frozenset(self.lexicon.expand(values.get("support", ()), "verb")),
            free=values.get("free", False),
            reciprocal=values.get("reciprocal", False),
            needs_target=values.get("needs_target", False),
            silent=silent,
            loose=values.get("loose", False),
            by=frozenset(self.lexicon.expand(values["by"], "noun")) if "by" in values else None,
        )


def _each(value: str | list[str] | None) -> Sequence[str | None]:
    """Return a value that may be one text, several or none as a sequence of choices."""
    return value if isinstance(value, list) else [value]


def specificity(frame: Frame) -> int:
    """Return how much a frame asks for: of two frames that match, the one that asks for more is right.

    Objects say most, then the particle and preposition that change a verb's meaning, then the clause; the need for a
    target, or an idiom's silence, decides between frames that are otherwise alike.
    """
    return (
        8 * (frame.objects is not None)
        + 6 * (frame.by is not None)
        + 4 * (frame.particle is not None)
        + 4 * (frame.preposition is not None)
        + 2 * (frame.complement is not None)
        + (frame.needs_target or frame.silent)
    )


def by_lemma(frames: Iterable[Frame]) -> dict[str, tuple[Frame, ...]]:
    """Return frames by lemma, the most specific first; equal ones stay in the order given."""
    found: dict[str, list[Frame]] = {}
    for frame in frames:
        for lemma in frame.lemmas:
            found.setdefault(lemma, []).append(frame)
    return {lemma: tuple(sorted(group, key=specificity, reverse=True)) for lemma, group in found.items()}


def build_cues(rows: Iterable[Row], lexicon: Lexicon) -> tuple[dict[tuple[str, str], Cue], tuple[FixedCue, ...]]:
    """Return cues by lemma and part of speech, and the fixed phrases, longest first."""
    cues: dict[tuple[str, str], Cue] = {}
    fixed: dict[str, FixedCue] = {}
    for row in rows:
        values = row.values
        acts, certainty = tuple(values.get("acts", ("claim",))), values.get("certainty", "certain")
        if row.kind == "cue":
            strength = values.get("strength", "strong")
            cue = Cue(
                acts=acts,
                certainty=certainty,
                strength=strength,
                content=frozenset(values.get("content", ())),
                category=values.get("class", "speech"),
                takes=frozenset(values.get("takes", TAKES[strength])),
            )
            cues.update(((lemma, values["pos"]), cue) for lemma in lexicon.expand(values["lemmas"], values["pos"]))
        elif row.kind == "fixed":
            fixed.update((text, FixedCue(text=text, acts=acts, certainty=certainty)) for text in values["texts"])
    return cues, tuple(sorted(fixed.values(), key=lambda cue: -len(cue.text)))


def build_issues(rows: Iterable[Row]) -> dict[str, Issue]:
    """Return the issues by code."""
    found = (row.values for row in rows if row.kind == "issue")
    return {values["code"]: Issue(values["label"], tuple(values["phrases"])) for values in found}


def build_operators(rows: Iterable[Row], lexicon: Lexicon) -> dict[tuple[str, str], str]:
    """Return the status that each operator gives, by lemma and part of speech."""
    return {
        (lemma, row.values["pos"]): row.values["status"]
        for row in rows
        if row.kind == "operator"
        for lemma in lexicon.expand(row.values["lemmas"], row.values["pos"])
    }
