"""The codebook: loaded once, asked by lemma."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from detente.codebook import build, loading
from detente.codebook.entries import Cue, EventType, FixedCue, Frame
from detente.codebook.issues import Issue, Issues


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Codebook:
    """Types, frames, operators, cues and issues.

    ``verbs``, ``nouns`` and ``adjectives`` give the frames of a lemma, the most specific first; a noun lemma of two
    words is a head with the compound or adjective before it ("air strike"). ``given`` gives the frames of a part of speech
    and lemma with the loose ones, for sentences whose parties are given. ``fixed_cues`` are phrases, longest first.
    """

    types: Mapping[str, EventType]
    verbs: Mapping[str, tuple[Frame, ...]]
    nouns: Mapping[str, tuple[Frame, ...]]
    adjectives: Mapping[str, tuple[Frame, ...]]
    given: Mapping[str, Mapping[str, tuple[Frame, ...]]]
    words: Mapping[str, tuple[str, ...]]
    fixed_cues: tuple[FixedCue, ...]
    issues: Mapping[str, Issue]
    _cues: Mapping[tuple[str, str], Cue]
    _operators: Mapping[tuple[str, str], str]
    _goldstein: Mapping[str, float]
    _finder: Issues

    @classmethod
    def load(cls, extra: Path | None = None) -> Codebook:
        """Return the shipped codebook, with a user's file added to it where one is given.

        The user's frames come before the shipped ones that ask for as much; types, modes, cues, operators, word lists
        and issues of the same name replace the shipped ones; ``drop`` takes frames out by name.
        Raises CodebookError with all faults of the file.
        """
        return _standard() if extra is None else _load(extra)

    def operators(self, lemma: str, pos: str) -> str | None:
        """Return the status that a word gives to the event it governs, "alleged", or None."""
        return self._operators.get((lemma, pos))

    def cue(self, lemma: str, pos: str) -> Cue | None:
        """Return the cue of a lemma ("say", "point out") and part of speech, or None where it is none."""
        return self._cues.get((lemma, pos))

    def cues(self) -> Mapping[tuple[str, str], Cue]:
        """Return all cues by lemma and part of speech."""
        return self._cues

    def issues_in(self, text: str) -> tuple[str, ...]:
        """Return the codes of the issues that a text touches, sorted."""
        return self._finder.find(text)

    def quad(self, kind: str) -> str:
        """Return the quad class of an event type ("material conflict")."""
        return self.types[kind].quad

    def goldstein(self, cameo: str) -> float:
        """Return the Goldstein score of a CAMEO code, or of the nearest shorter code; 0 where there is none."""
        return build.goldstein(self._goldstein, cameo)

    def frames(self) -> tuple[Frame, ...]:
        """Return every frame once, the loose ones too, verbs first, in the order of the lemmas."""
        groups = (group for table in self.given.values() for group in table.values())
        return tuple(dict.fromkeys(frame for group in groups for frame in group))


@cache
def _standard() -> Codebook:
    """Return the shipped codebook, read once."""
    return _load(None)


def _load(extra: Path | None) -> Codebook:
    """Read, check and build a codebook."""
    tables = loading.read_tables(extra)
    lexicon = build.Lexicon(tables.words, tables.wrong)
    types = build.build_types(tables.rows)
    frames = loading.frames(tables, build.FrameMaker(types, lexicon, tables.scores))
    strict = [frame for frame in frames if not frame.loose]
    cues, fixed = build.build_cues(tables.rows, lexicon)
    issues = build.build_issues(tables.rows)
    return Codebook(
        types=types,
        verbs=build.by_lemma(frame for frame in strict if frame.pos == "verb"),
        nouns=build.by_lemma(frame for frame in strict if frame.pos == "noun"),
        adjectives=build.by_lemma(frame for frame in strict if frame.pos == "adjective"),
        given={pos: build.by_lemma(f for f in frames if f.pos == pos) for pos in ("verb", "noun", "adjective")},
        words={name: tuple(entries) for name, entries in tables.words.items()},
        fixed_cues=fixed,
        issues=issues,
        _cues=cues,
        _operators=build.build_operators(tables.rows, lexicon),
        _goldstein=tables.scores,
        _finder=Issues(issues),
    )
