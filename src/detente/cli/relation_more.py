"""What ``detente relation`` shows on demand: how the events divide, and what followed on a kind of deed."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from detente.errors import UsageError

if TYPE_CHECKING:
    from detente.archive import Archive, Query
    from detente.relations.after import After
    from detente.relations.parts import Part

SPLITS = ("outlet", "issue", "status", "origin")
_SHOWN = 12  # parts of each kind that a terminal gets, the largest first

Divisions = dict[str, tuple["Part", ...]]


def divisions(archive: Archive, asked: Query, kinds: Sequence[str]) -> Divisions:
    """Return how a pair's events divide, by each kind that was asked for."""
    from detente.relations.parts import divided

    return {kind: divided(archive, asked, kind) for kind in kinds}  # type: ignore[arg-type]  # click allows no other


def followed(archive: Archive, asked: Query, kinds: Sequence[str], **how: Any) -> list[After]:
    """Return what followed on each kind of deed, both ways. Raises UsageError for a type that there is not."""
    if not kinds:
        return []
    from detente.codebook import Codebook
    from detente.relations.after import after

    known = Codebook.load().types
    for kind in kinds:
        if kind.upper() not in known:
            raise UsageError(f"--after: {kind} is no type; give one of {', '.join(sorted(known))}")
    if asked.type is not None:
        raise UsageError("--after and --type cannot go together; leave --type out")
    return [one for kind in kinds for one in after(archive, asked, kind.upper(), **how)]


def as_json(parts: Divisions, answers: Sequence[After]) -> dict[str, Any]:
    """Return both as fields of the record, only what was asked for."""
    out: dict[str, Any] = {}
    if parts:
        out["split"] = {kind: [dataclasses.asdict(part) for part in found] for kind, found in parts.items()}
    if answers:
        out["after"] = [dataclasses.asdict(one) for one in answers]
    return out


def show_more(parts: Divisions, answers: Sequence[After]) -> None:
    """Write both to the terminal."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    console = Console()
    for kind, found in parts.items():
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
        for head in (kind, "who", "events", "mean score", "negative"):
            table.add_column(head)
        for part in found[:_SHOWN]:
            who = f"{part.source} → {part.target}"
            table.add_row(part.part or "not known", who, str(part.count), f"{part.mean:.2f}", f"{part.negative:.1f}")
        console.print(table)
        if len(found) > _SHOWN:
            console.print(f"and {len(found) - _SHOWN} smaller ones, all in the JSON")
    for one in answers:
        console.print(one.words, highlight=False, markup=False)
