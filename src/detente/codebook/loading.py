"""Loading: the shipped files and a user's, checked as a whole, ready to be built."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from detente.codebook import build, checks, files
from detente.codebook.entries import Frame, Pos
from detente.codebook.files import Row, Source
from detente.errors import CodebookError

_POS: dict[str, Pos] = {"verb": "verb", "noun": "noun", "adjective": "adjective", "idiom": "verb"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """A codebook's checked tables.

    ``shipped`` and ``own`` are the rows that come with the package and those of a user's file; ``path`` is what an
    error names; ``wrong`` holds the wrong lemmas that parsers give, by part of speech and right lemma.
    """

    path: Path
    shipped: tuple[Row, ...]
    own: tuple[Row, ...]
    drop: frozenset[str]
    words: Mapping[str, Sequence[str]]
    wrong: Mapping[str, Mapping[str, Sequence[str]]]
    scores: Mapping[str, float]

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows in the order in which later ones replace earlier ones of the same name."""
        return self.shipped + self.own


def read_tables(extra: Path | None, folder: Path = files.DATA) -> Tables:
    """Read the shipped files, out of their folder, and a user's.

    Raises CodebookError with all faults together.
    """
    path = extra or folder
    shipped = files.shipped(folder)
    own = [files.read(extra, extra.name)] if extra is not None else []
    cameo = tomllib.loads((folder / "goldstein.toml").read_text(encoding="utf-8"))
    words, faults = _word_lists([*shipped, *own])
    tables = Tables(
        path=path,
        shipped=tuple(row for source in shipped for row in source.rows),
        own=tuple(row for source in own for row in source.rows),
        drop=frozenset(name for source in own for name in source.drop),
        words=words,
        wrong=_wrong_lemmas(folder),
        scores=cameo["goldstein"],
    )
    faults = [fault for source in (*shipped, *own) for fault in source.faults] + faults
    faults += _faults(tables.rows, words, {*tables.scores, *cameo["unscored"]})
    faults += _drop_faults(tables, _word_lists(shipped)[0])
    if faults:
        raise CodebookError(path, faults)
    return tables


def frames(tables: Tables, maker: build.FrameMaker) -> list[Frame]:
    """Return the frames of all rows, the user's first, without those that the user drops.

    A frame's number counts within type and part of speech, the shipped ones first, so that a user's file changes no
    shipped frame's name.
    """
    counts: dict[tuple[str, Pos], int] = {}
    shipped = _frames(tables.shipped, maker, counts)
    own = _frames(tables.own, maker, counts)
    return own + [frame for frame in shipped if frame.name not in tables.drop]


def _drop_faults(tables: Tables, words: Mapping[str, Sequence[str]]) -> list[str]:
    """Return a fault for each frame to drop that no shipped row makes; ``words`` are the shipped lists."""
    if not tables.drop:
        return []
    maker = build.FrameMaker(build.build_types(tables.shipped), build.Lexicon(words, tables.wrong), tables.scores)
    names = [frame.name for frame in _frames(tables.shipped, maker, {})]
    return [
        f"drop: no shipped frame is called '{name}'{checks.near(name, names)}"
        for name in sorted(tables.drop - {*names})
    ]


def _frames(rows: Iterable[Row], maker: build.FrameMaker, counts: dict[tuple[str, Pos], int]) -> list[Frame]:
    """Return the frames of some rows in order, counted on from ``counts``."""
    found: list[Frame] = []
    for row in rows:
        if row.kind in _POS:
            pos = _POS[row.kind]
            key = (row.values.get("type", ""), pos)
            counts[key] = counts.get(key, 0) + 1
            found.extend(maker.frames(row, pos, counts[key]))
    return found


def _wrong_lemmas(folder: Path) -> dict[str, dict[str, list[str]]]:
    """Return the wrong lemmas of each word by part of speech."""
    found: dict[str, dict[str, list[str]]] = {}
    for pos, table in tomllib.loads((folder / "lemmas.toml").read_text(encoding="utf-8")).items():
        for wrong, right in table.items():
            found.setdefault(pos, {}).setdefault(right, []).append(wrong)
    return found


def _word_lists(sources: Iterable[Source]) -> tuple[dict[str, list[str]], list[str]]:
    """Return the named word lists with lists inside lists put in place, and their faults; later lists win."""
    raw: dict[str, object] = {}
    for source in sources:
        raw.update(source.words)
    faults: list[str] = []
    plain: dict[str, list[str]] = {}
    for name, entries in raw.items():
        if isinstance(entries, list) and checks.is_texts(entries):
            plain[name] = entries
        else:
            faults.append(f"words.{name}: must be a list of texts, not empty")
    words: dict[str, list[str]] = {}
    for name, texts in plain.items():
        words[name] = []
        for entry in texts:
            inner = plain.get(entry[1:]) if entry.startswith("@") else [entry]
            if inner is None or any(word.startswith("@") for word in inner):
                faults.append(f"words.{name}: '{entry}' is no list of plain words")
            else:
                words[name] += inner
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
    modes = {name: kind.modes for name, kind in build.build_types(sound).items()}
    for row in sound:
        faults += checks.value_faults(row, modes, words, codes)
    return faults
