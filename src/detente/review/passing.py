"""Judgements as JSON lines, to be taken over by another archive: one that the same reports were read into anew."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from detente.archive import StoryRows
from detente.archive.under_way import CutOff, under_way
from detente.corrections import Correction
from detente.errors import UsageError
from detente.foretold import Settlement
from detente.records import Judgement
from detente.wire import plain

if TYPE_CHECKING:
    from detente.archive import Archive

_KINDS: dict[str, Any] = {"correction": Correction, "judgement": Judgement, "settlement": Settlement}
_NAMES: dict[Any, str] = {kind: name for name, kind in _KINDS.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """How many judgements were taken over, and how many were there already; ``cut_off`` as of a reading."""

    taken: int
    known: int
    cut_off: CutOff | None = None


def give(archive: Archive) -> list[dict[str, Any]]:
    """Return every judgement of an archive, undone ones and undoings too, as dicts of JSON in the order of making."""
    found = _all(archive)
    return [{"record": _NAMES[type(one)], **plain(one)} for one in sorted(found, key=lambda one: (one.made, one.id))]


def take(archive: Archive, lines: Iterable[bytes], *, source: str = "") -> Taken:
    """Store judgements that another archive gave, unless they are there; nothing where one of them cannot be read.

    ``source`` is what they are called where a taking over that was cut off is told of.
    Raises UsageError with the number of the line; every ArchiveError of writing.
    """
    made: list[Any] = [_read(number, line) for number, line in enumerate(lines, 1) if line.strip()]
    known = {one.id for one in _all(archive)}
    fresh: list[Any] = list({one.id: one for one in made if one.id not in known}.values())
    corrections = [one for one in fresh if isinstance(one, Correction)]
    judgements = tuple(one for one in fresh if isinstance(one, Judgement))
    cut_off = None
    if made:
        named = [source] if source else []
        with archive.writer() as writer, under_way(archive, "judgements", named) as cut_off:
            if corrections:
                writer.correct(corrections)
            if judgements:
                writer.write([], stories=StoryRows(judgements=judgements))
            for one in fresh:
                if isinstance(one, Settlement):
                    writer.settle(one)
    return Taken(taken=len(fresh), known=len(made) - len(fresh), cut_off=cut_off)


def _all(archive: Archive) -> list[Any]:
    """Return every judgement of an archive."""
    return [*archive.corrections(), *archive.judgements(), *archive.settlements()]


def _read(number: int, line: bytes) -> Any:
    """Return the judgement of a line of JSON. Raises UsageError."""
    import msgspec

    try:
        said = msgspec.json.decode(line)
        kind = said.pop("record") if isinstance(said, dict) else None
        if kind not in _KINDS:
            raise UsageError(f"line {number}: no judgement; give what `detente review export` wrote")
        return msgspec.convert(said, _KINDS[kind], strict=True)
    except (msgspec.MsgspecError, KeyError) as error:
        raise UsageError(f"line {number}: {error}; give what `detente review export` wrote") from error
