"""What a codebook table may hold, and the faults of one that holds something else."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches
from typing import get_args

from detente.codebook.entries import CueClass, Pos, Strength, Takes
from detente.codebook.files import Row
from detente.codebook.marks import marked
from detente.records import Act, Certainty, Status

QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
STATUSES = (*get_args(Status), "alleged")
"""What an operator may make of an event; "alleged" leaves its status and says that it was only claimed."""

PLACES = ("subject", "object", "dative", "clause", "doer", "poss", "modifier", "support")
PLACE_PREFIXES = ("prep:", "support_prep:")

_FRAME = {
    "lemmas": "texts",
    "type": "text",
    "mode": "text",
    "cameo": "text",
    "source": "texts or none",
    "target": "texts or none",
    "reciprocal": "flag",
    "needs_target": "flag",
    "complement": "text",
    "preposition": "text or texts",
    "loose": "flag",
    "by": "texts",
}
KEYS: dict[str, dict[str, str]] = {
    "type": {"name": "text", "quad": "text", "cameo": "text", "score": "number", "definition": "text"},
    "mode": {"name": "text", "type": "text", "cameo": "text", "score": "number", "definition": "text"},
    "verb": _FRAME | {"objects": "texts", "particle": "text or texts"},
    "noun": _FRAME | {"support": "texts", "free": "flag"},
    "adjective": _FRAME | {"objects": "texts"},
    "idiom": {
        "lemmas": "texts",
        "objects": "texts",
        "particle": "text or texts",
        "preposition": "text or texts",
        "complement": "text",
    },
    "operator": {"lemmas": "texts", "pos": "text", "status": "text"},
    "cue": {
        "lemmas": "texts",
        "pos": "text",
        "acts": "texts",
        "certainty": "text",
        "strength": "text",
        "content": "texts",
        "class": "text",
        "takes": "texts",
    },
    "fixed": {"texts": "texts", "acts": "texts", "certainty": "text"},
    "issue": {"code": "text", "label": "text", "phrases": "texts"},
    "example": {"type": "text", "mode": "text", "status": "text", "sentences": "texts"},
}
"""The keys of each kind of table and what their values are."""

REQUIRED: dict[str, tuple[str, ...]] = {
    "type": ("name", "quad", "cameo", "score", "definition"),
    "mode": ("name", "type", "cameo", "score", "definition"),
    "verb": ("lemmas", "type"),
    "noun": ("lemmas", "type"),
    "adjective": ("lemmas", "type"),
    "idiom": ("lemmas",),
    "operator": ("lemmas", "pos", "status"),
    "cue": ("lemmas", "pos"),
    "fixed": ("texts",),
    "issue": ("code", "label", "phrases"),
    "example": ("type", "sentences"),
}


def shape_faults(row: Row) -> Iterator[str]:
    """Yield the faults of a table's keys and of the kinds of their values."""
    known = KEYS[row.kind]
    for key, value in row.values.items():
        if key not in known:
            hint = near(key, known) or f" (known: {', '.join(known)})"
            yield f"{row.place}: unknown key '{key}'{hint}"
        elif not _is(value, known[key]):
            yield f"{row.place}: {key} must be {_WORDING[known[key]]}"
    for key in REQUIRED[row.kind]:
        if key not in row.values:
            yield f"{row.place}: {key} is missing; give it {_WORDING[known[key]]}"


def value_faults(
    row: Row, types: Mapping[str, Collection[str]], words: Collection[str], codes: Collection[str]
) -> Iterator[str]:
    """Yield the faults of a table's values; its shape must be sound.

    ``types`` holds the modes of every known type, ``words`` the names of the word lists, ``codes`` the CAMEO codes.
    """
    values = row.values
    kind: str | None = values.get("type")
    mode: str | None = None if row.kind == "mode" else values.get("mode")
    if kind is not None and kind not in types:
        yield f"{row.place}: unknown type '{kind}'{near(kind, types)}"
    elif kind is not None and mode is not None and mode not in types[kind]:
        yield f"{row.place}: unknown mode '{mode}' of {kind}{near(mode, types[kind])}"
    if "cameo" in values and values["cameo"] not in codes:
        yield f"{row.place}: unknown CAMEO code '{values['cameo']}'{near(values['cameo'], codes)}"
    for key in ("lemmas", "objects", "support", "by"):
        for word in values.get(key, ()):
            if word.startswith("@") and word[1:] not in words:
                yield f"{row.place}: unknown word list '{word}'{near(word[1:], words)}"
    for key in ("source", "target"):
        for place in values.get(key, ()):
            if place not in PLACES and not any(place.startswith(p) and place != p for p in PLACE_PREFIXES):
                known = ", ".join((*PLACES, *PLACE_PREFIXES))
                yield f"{row.place}: unknown place '{place}' in {key} (places: {known}...)"
    for key, allowed in _CHOICES[row.kind].items():
        chosen = values.get(key, ())
        for choice in chosen if isinstance(chosen, list) else [chosen] if chosen != () else []:
            if choice not in allowed:
                yield f"{row.place}: unknown {key} '{choice}' (known: {', '.join(allowed)})"
    if row.kind == "example":
        yield from _mark_faults(row)


def _mark_faults(row: Row) -> Iterator[str]:
    """Yield the faults of the marks in example sentences."""
    for number, text in enumerate(row.values["sentences"], 1):
        try:
            marked(text)
        except ValueError as error:
            yield f"{row.place}: sentence {number} ({text[:40]!r}): {error}"


_COMPLEMENT: dict[str, tuple[str, ...]] = {"complement": ("clause", "infinitive")}
_CHOICES: dict[str, dict[str, tuple[str, ...]]] = {
    "type": {"quad": QUADS},
    "mode": {},
    "verb": _COMPLEMENT,
    "noun": _COMPLEMENT,
    "adjective": _COMPLEMENT,
    "idiom": _COMPLEMENT,
    "operator": {"pos": get_args(Pos), "status": STATUSES},
    "cue": {
        "pos": get_args(Pos),
        "acts": get_args(Act),
        "certainty": get_args(Certainty),
        "strength": get_args(Strength),
        "class": get_args(CueClass),
        "takes": get_args(Takes),
    },
    "fixed": {"acts": get_args(Act), "certainty": get_args(Certainty)},
    "issue": {},
    "example": {"status": get_args(Status)},
}

_WORDING = {
    "text": "a text",
    "texts": "a list of texts, not empty",
    "texts or none": "a list of texts",
    "text or texts": "a text or a list of texts",
    "number": "a number from -10 to 10",
    "flag": "true or false",
}

SCORE_LIMIT = 10.0
"""Goldstein and PLOVER scores run from -10 to 10."""


def is_texts(value: object) -> bool:
    """Say whether a value is a list of texts, none empty and at least one."""
    return isinstance(value, list) and bool(value) and all(isinstance(entry, str) and entry.strip() for entry in value)


def _is(value: object, kind: str) -> bool:
    """Say whether a TOML value is of the given kind."""
    if kind == "number":
        return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= SCORE_LIMIT
    if kind == "flag":
        return isinstance(value, bool)
    text = isinstance(value, str) and bool(value.strip())
    return {
        "text": text,
        "texts": is_texts(value),
        "texts or none": value == [] or is_texts(value),
        "text or texts": text or is_texts(value),
    }[kind]


def near(word: str, known: Collection[str]) -> str:
    """Return a hint with the nearest known words, or nothing."""
    found = get_close_matches(word, list(known), n=2)
    return f" (near: {', '.join(found)})" if found else ""
