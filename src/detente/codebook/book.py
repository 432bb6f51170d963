"""The codebook: loaded once, asked by lemma."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from detente.codebook import build, checks, files
from detente.codebook.entries import Cue, EventType, FixedCue, Frame, Pos
from detente.codebook.files import Row, Source
from detente.codebook.issues import Issue, Issues
from detente.errors import CodebookError

_POS: dict[str, Pos] = {"verb": "verb", "noun": "noun", "adjective": "adjective", "idiom": "verb"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Codebook:
    """Types, frames, operators, cues and issues.

    ``verbs``, ``nouns`` and ``adjectives`` give the frames of a lemma, the most specific first; a noun lemma of two
    words is a head with the compound or adjective before it ("air strike"). ``fixed_cues`` are phrases, longest first.
    """

    types: Mapping[str, EventType]
    verbs: Mapping[str, tuple[Frame, ...]]
    nouns: Mapping[str, tuple[Frame, ...]]
    adjectives: Mapping[str, tuple[Frame, ...]]
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
        """Return every frame once, verbs first, in the order of the lemmas."""
        found = (frame for table in (self.verbs, self.nouns, self.adjectives) for group in table.values() for frame in group)
        return tuple(dict.fromkeys(found))


@cache
def _standard() -> Codebook:
    """Return the shipped codebook, read once."""
    return _load(None)


def _load(extra: Path | None) -> Codebook:
    """Read, check and build a codebook; all faults come together."""
    path = extra or files.DATA
    sources = files.shipped()
    if extra is not None:
        sources.insert(0, files.read(extra, extra.name))
    cameo = tomllib.loads((files.DATA / "goldstein.toml").read_text(encoding="utf-8"))
    scores: dict[str, float] = cameo["goldstein"]
    words, faults = _words(sources)
    faults = [fault for source in sources for fault in source.faults] + faults
    # Later rows replace earlier ones of the same name, so the user's file goes last; frames keep the user's first.
    rows = [row for source in sources for row in source.rows]
    named = rows if extra is None else rows[len(sources[0].rows) :] + rows[: len(sources[0].rows)]
    faults += _faults(named, words, {*scores, *cameo["unscored"]})
    dropped = {name for source in sources for name in source.drop}
    if faults:
        raise CodebookError(path, faults)
    types = build.build_types(named)
    lexicon = build.Lexicon(words, _wrong_lemmas())
    frames = _frames(rows, build.FrameMaker(types, lexicon, scores))
    unknown = sorted(dropped - {frame.name for frame in frames})
    if unknown:
        raise CodebookError(path, [f"drop: no frame is called '{name}'" for name in unknown])
    kept = [frame for frame in frames if frame.name not in dropped]
    cues, fixed = build.build_cues(named, lexicon)
    issues = {r.values["code"]: Issue(r.values["label"], tuple(r.values["phrases"])) for r in named if r.kind == "issue"}
    return Codebook(
        types=types,
        verbs=build.by_lemma(frame for frame in kept if frame.pos == "verb"),
        nouns=build.by_lemma(frame for frame in kept if frame.pos == "noun"),
        adjectives=build.by_lemma(frame for frame in kept if frame.pos == "adjective"),
        words={name: tuple(entries) for name, entries in words.items()},
        fixed_cues=fixed,
        issues=issues,
        _cues=cues,
        _operators=build.build_operators(named, lexicon),
        _goldstein=scores,
        _finder=Issues(issues),
    )


def _wrong_lemmas() -> dict[str, dict[str, list[str]]]:
    """Return the wrong lemmas of each word by part of speech."""
    found: dict[str, dict[str, list[str]]] = {}
    for pos, table in tomllib.loads((files.DATA / "lemmas.toml").read_text(encoding="utf-8")).items():
        for wrong, right in table.items():
            found.setdefault(pos, {}).setdefault(right, []).append(wrong)
    return found


def _frames(rows: Iterable[Row], maker: build.FrameMaker) -> list[Frame]:
    """Return the frames of all rows in order, numbered within type and part of speech."""
    frames: list[Frame] = []
    counts: dict[tuple[str, Pos], int] = {}
    for row in rows:
        if row.kind in _POS:
            pos = _POS[row.kind]
            key = (row.values.get("type", ""), pos)
            counts[key] = counts.get(key, 0) + 1
            frames.extend(maker.frames(row, pos, counts[key]))
    return frames


def _words(sources: Sequence[Source]) -> tuple[dict[str, list[str]], list[str]]:
    """Return the named word lists with lists inside lists put in place, and their faults; the user's lists win."""
    raw: dict[str, object] = {}
    for source in reversed(sources):
        raw.update(source.words)
    faults = [f"words.{name}: must be a list of texts, not empty" for name, entries in raw.items() if not checks.is_texts(entries)]
    plain = {name: list(entries) for name, entries in raw.items() if isinstance(entries, list) and checks.is_texts(entries)}
    words: dict[str, list[str]] = {}
    for name, entries in plain.items():
        out: list[str] = []
        for entry in entries:
            inner = plain.get(entry[1:]) if entry.startswith("@") else [entry]
            if inner is None or any(word.startswith("@") for word in inner):
                faults.append(f"words.{name}: '{entry}' is no list of plain words")
            else:
                out.extend(inner)
        words[name] = out
    return words, faults


def _faults(rows: Iterable[Row], words: Mapping[str, Sequence[str]], codes: Collection[str]) -> list[str]:
    """Return the faults of all rows; a row whose shape is broken is not looked at further."""
    faults: list[str] = []
    sound: list[Row] = []
    for row in rows:
        broken = list(checks.shape_faults(row))
        faults += broken
        if not broken:
            sound.append(row)
    types = {name: kind.modes for name, kind in build.build_types(sound).items()}
    for row in sound:
        faults += checks.value_faults(row, types, words, codes)
    return faults
