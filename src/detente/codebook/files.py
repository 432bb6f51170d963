"""Reading codebook files: TOML text into named tables that remember where they stood."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from detente.errors import CodebookError

DATA = Path(__file__).parent / "data"
TYPE_ORDER = (
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
)
"""PLOVER's types from the most cooperative to the most hostile; of equal frames the earlier type's comes first."""

ARRAYS = ("type", "mode", "verb", "noun", "adjective", "idiom", "operator", "cue", "fixed", "issue", "example")
"""The arrays of tables that a codebook file may hold."""

_HEADER = re.compile(r"\s*+\[\[?\s*+(\w+)\s*+\]")


@dataclass(frozen=True, slots=True)
class Row:
    """One table of a codebook file: its kind, its values, and its place in words for a message about a fault."""

    kind: str
    values: Mapping[str, Any]  # TOML as it came: its types are what the check is about
    place: str


@dataclass(frozen=True, slots=True)
class Source:
    """A codebook file as read: its rows, its word lists, and the names of the frames it takes out."""

    rows: tuple[Row, ...]
    words: Mapping[str, object]
    drop: tuple[str, ...]
    faults: tuple[str, ...]


def read(path: Path, name: str) -> Source:
    """Read one TOML file; ``name`` is what messages call it.

    Raises CodebookError when the file is missing or is not TOML: nothing else can be checked then.
    """
    try:
        text = path.read_text(encoding="utf-8")
        raw = tomllib.loads(text)
    except (OSError, UnicodeDecodeError) as error:
        raise CodebookError(path, [f"cannot be read: {error}; give a UTF-8 TOML file"]) from error
    except tomllib.TOMLDecodeError as error:
        raise CodebookError(path, [f"is not TOML: {error}"]) from error
    owner = raw["type"].get("name") if isinstance(raw.get("type"), dict) else None
    words, drop, faults = raw.pop("words", {}), raw.pop("drop", []), []
    if not isinstance(words, dict):
        faults.append(f"{name}: words must be a table of lists")
    if not (isinstance(drop, list) and all(isinstance(entry, str) for entry in drop)):
        faults.append(f"{name}: drop must be a list of frame names")
    known = ", ".join(ARRAYS)
    faults += [f"{name}: unknown table '{key}' (known: {known}, words, drop)" for key in raw if key not in ARRAYS]
    rows = list(_rows(raw, name, owner, _header_lines(text)))
    faults += [f"{row.place}: must be a table" for row in rows if not isinstance(row.values, dict)]
    return Source(
        rows=tuple(row for row in rows if isinstance(row.values, dict)),
        words=words if isinstance(words, dict) else {},
        drop=tuple(drop) if isinstance(drop, list) else (),
        faults=tuple(faults),
    )


def _rows(raw: Mapping[str, Any], name: str, owner: object, lines: Mapping[str, list[int]]) -> Iterator[Row]:
    """Yield the tables of a file in order; in a file of one ``[type]`` each gets that type."""
    for kind in ARRAYS:
        found = raw.get(kind, [])
        tables = found if isinstance(found, list) else [found]
        # An array written inline has no headers: its tables keep their number alone.
        at = lines.get(kind, [])
        places = [f", line {line}" for line in at] if len(at) == len(tables) else [""] * len(tables)
        for number, (values, place) in enumerate(zip(tables, places, strict=True), 1):
            if isinstance(values, dict):
                if owner is not None and kind in ("mode", "verb", "noun", "adjective", "example"):
                    values = {"type": owner, **values}
                yield Row(kind, values, f"{name}: {kind} {number}{_label(values)}{place}")
            else:
                yield Row(kind, values, f"{name}: {kind} {number}{place}")


def _header_lines(text: str) -> dict[str, list[int]]:
    """Return the lines, counted from 1, on which the tables of each kind begin."""
    found: dict[str, list[int]] = {}
    for number, line in enumerate(text.split("\n"), 1):
        match = _HEADER.match(line)
        if match:
            found.setdefault(match[1], []).append(number)
    return found


def _label(values: Mapping[str, Any]) -> str:
    """Return the words that help a reader to find a table again."""
    lemmas = values.get("lemmas")
    label = values.get("name") or values.get("code") or (lemmas[0] if isinstance(lemmas, list) and lemmas else None)
    return f" ({label})" if label else ""


_SHIPPED = ("idioms.toml", *(f"types/{name}.toml" for name in TYPE_ORDER), "words.toml", "status.toml", "cues.toml")
_SHIPPED += ("issues.toml",)
_BESIDE = ("goldstein.toml", "lemmas.toml")


def shipped(folder: Path = DATA) -> list[Source]:
    """Return the files that come with the package, idioms first, then the types in their order.

    ``folder`` holds them: the package's own, or those of another version.
    """
    return [read(folder / name, name) for name in _SHIPPED]


def texts() -> dict[str, str]:
    """Return the texts of all shipped files that reading hangs on, by name: what a version of the codebook is."""
    return {name: (DATA / name).read_text(encoding="utf-8") for name in (*_SHIPPED, *_BESIDE)}


def shipped_examples() -> list[Source]:
    """Return the files of example sentences that come with the package, the types in their order."""
    return [read(DATA / f"examples/{name}.toml", f"examples/{name}.toml") for name in TYPE_ORDER]
