"""The codebook: loaded once, asked by lemma."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from detente.codebook import build, files, loading, marks
from detente.codebook.entries import Cue, EventType, FixedCue, Frame
from detente.codebook.issues import Issue, Issues
from detente.codebook.marks import Example


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Codebook:
    """Types, frames, operators, cues and issues.

    ``verbs``, ``nouns`` and ``adjectives`` give the frames of a lemma, the most specific first; a noun lemma of two
    words is a head with the compound or adjective before it ("air strike"). ``given`` gives the frames of a part of speech
    and lemma with the loose ones, for sentences whose parties are given. ``fixed_cues`` are phrases, longest
    first; ``own_examples`` are those of a user's file.
    """

    types: Mapping[str, EventType]
    verbs: Mapping[str, tuple[Frame, ...]]
    nouns: Mapping[str, tuple[Frame, ...]]
    adjectives: Mapping[str, tuple[Frame, ...]]
    given: Mapping[str, Mapping[str, tuple[Frame, ...]]]
    words: Mapping[str, tuple[str, ...]]
    fixed_cues: tuple[FixedCue, ...]
    issues: Mapping[str, Issue]
    own_examples: tuple[Example, ...]
    _cues: Mapping[tuple[str, str], Cue]
    _operators: Mapping[tuple[str, str], str]
    _goldstein: Mapping[str, float]
    _finder: Issues

    @classmethod
    def load(cls, extra: Path | None = None, *, shipped: Path = files.DATA) -> Codebook:
        """Return the shipped codebook, with a user's file added to it where one is given.

        The user's frames come before the shipped ones that ask for as much; types, modes, cues, operators, word lists
        and issues of the same name replace the shipped ones; ``drop`` takes frames out by name.
        ``shipped`` is the folder of the shipped files, if they are those of another version.
        Raises CodebookError with all faults of the file.
        """
        return _standard() if extra is None and shipped == files.DATA else _load(extra, shipped)

    def operators(self, lemma: str, pos: str) -> str | None:
        """Return the status that a word gives to the event it governs, "alleged", or None."""
        return self._operators.get((lemma, pos))

    def cue(self, lemma: str, pos: str) -> Cue | None:
        """Return the cue of a lemma ("say", "point out") and part of speech, or None where it is none."""
        return self._cues.get((lemma, pos))

    def cues(self) -> Mapping[tuple[str, str], Cue]:
        """Return all cues by lemma and part of speech."""
        return self._cues

    def signs(self) -> dict[tuple[str, str], object]:
        """Return what the codebook knows texts by, kind and word, with all that it makes of each.

        Kinds are the parts of speech of frames, "cue", "operator" and "list" with theirs, "fixed", "issue", "type" and
        "cameo". Two codebooks read a text alike unless it has a word whose sign is not the same in both, or records
        carry a type or code that is not.
        """
        found: dict[tuple[str, str], object] = {}
        for pos, table in (("verb", self.verbs), ("noun", self.nouns), ("adjective", self.adjectives)):
            found |= {(pos, lemma): frames for lemma, frames in table.items()}
        found |= {(f"cue {pos}", lemma): cue for (lemma, pos), cue in self._cues.items()}
        found |= {(f"operator {pos}", lemma): status for (lemma, pos), status in self._operators.items()}
        found |= {(f"list {name}", word): True for name, entries in self.words.items() for word in entries}
        found |= {("fixed", cue.text): cue for cue in self.fixed_cues}
        found |= {("cameo", code): score for code, score in self._goldstein.items()}
        phrases: dict[str, set[str]] = {}
        for code, issue in self.issues.items():
            for phrase in issue.phrases:
                phrases.setdefault(phrase, set()).add(code)
        found |= {("issue", phrase): codes for phrase, codes in phrases.items()}
        return found | {("type", name): _meaning(kind) for name, kind in self.types.items()}

    def issues_in(self, text: str) -> tuple[str, ...]:
        """Return the codes of the issues that a text touches, sorted."""
        return self._finder.find(text)

    def quad(self, kind: str) -> str:
        """Return the quad class of an event type ("material conflict")."""
        return self.types[kind].quad

    def goldstein(self, cameo: str) -> float:
        """Return the Goldstein score of a CAMEO code, or of the nearest shorter code; 0 where there is none."""
        return build.goldstein(self._goldstein, cameo)

    @staticmethod
    def examples() -> tuple[Example, ...]:
        """Return the example sentences that come with the package, type by type, read anew at each call."""
        return tuple(marks.examples(row for source in files.shipped_examples() for row in source.rows))

    def frames(self) -> tuple[Frame, ...]:
        """Return every frame once, the loose ones too, verbs first, in the order of the lemmas."""
        groups = (group for table in self.given.values() for group in table.values())
        return tuple(dict.fromkeys(frame for group in groups for frame in group))


def _meaning(kind: EventType) -> object:
    """Return what a type means for what is read: all but the wording of its definitions."""
    modes = sorted((mode.name, mode.cameo, mode.score) for mode in kind.modes.values())
    return kind.quad, kind.cameo, kind.score, modes


@cache
def _standard() -> Codebook:
    """Return the shipped codebook, read once."""
    return _load(None, files.DATA)


def _load(extra: Path | None, shipped: Path) -> Codebook:
    """Read, check and build a codebook."""
    tables = loading.read_tables(extra, shipped)
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
        own_examples=tuple(marks.examples(tables.own)),
        _cues=cues,
        _operators=build.build_operators(tables.rows, lexicon),
        _goldstein=tables.scores,
        _finder=Issues(issues),
    )
