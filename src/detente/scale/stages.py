"""What runs on the workers of a cluster: sources opened into pieces of work, and these read into records.

Every piece has its place: the number of its part, its number there, and whether it is the last. So the one who asked can
tell that nothing is lost and nothing doubled, whatever was done again on the way.
"""

from __future__ import annotations

import os
import pickle
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from detente import __version__
from detente.errors import ClusterError, DetenteError
from detente.intake.item import failure
from detente.intake.sources import Part, opened
from detente.reading.turns import Passed
from detente.reading.workers import Task, alone, chunks, done
from detente.records import Failure, Records
from detente.scale.extra import need

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

    from detente.reading.turns import Turn

TRIES = 4
"""How often a part is opened when that ends the process each time; Ray itself gives up after as many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A piece of work or what became of it, with its place: ``part``, ``number`` in it, and whether it is the last."""

    part: int
    number: int
    last: bool
    content: Sequence[Any]


class Attempts:
    """Counts how often each piece was begun: one that was begun before may have ended the process that read it."""

    def __init__(self) -> None:
        self._begun: dict[tuple[int, int], int] = {}

    def begin(self, part: int, number: int) -> int:
        """Return the number of this attempt at a piece, from 1."""
        key = (part, number)
        self._begun[key] = self._begun.get(key, 0) + 1
        return self._begun[key]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """What all workers are given: ``attempts`` is the actor that counts, ``held`` holds the reference of the ids held.

    ``folder`` is the one that the names of files are from, None where all are whole.
    """

    attempts: Any
    held: tuple[Any, ...]
    columns: Mapping[str, str]
    folder: str | None


def packed(pieces: Sequence[object], name: str) -> pa.Table:
    """Return a table of one column of objects, each as its bytes."""
    import pyarrow as pa

    return pa.table({name: pa.array([pickle.dumps(piece) for piece in pieces], pa.large_binary())})


def unpacked(table: pa.Table) -> list[Any]:
    """Return the objects of a table that :func:`packed` made."""
    return [pickle.loads(value) for value in table.column(0).to_pylist()]  # noqa: S301 - from our own workers


def numbers(ids: Sequence[str] | frozenset[str]) -> npt.NDArray[np.uint64]:
    """Return ids, which are 64 bits in hexadecimal, as sorted numbers: eight bytes each for every worker to share."""
    import numpy as np

    return np.sort(np.array([int(one, 16) for one in ids], np.uint64))


def is_held(one: str, held: npt.NDArray[np.uint64]) -> bool:
    """Say whether an id is among sorted numbers."""
    import numpy as np

    wanted = np.uint64(int(one, 16))
    place = int(held.searchsorted(wanted))
    return place < len(held) and bool(held[place] == wanted)


def opening(parts: pa.Table, shared: Shared) -> Iterator[pa.Table]:
    """Yield the pieces of work that parts of the sources hold."""
    ray = need("ray")
    held = ray.get(shared.held[0])
    try:
        if shared.folder is not None:
            os.chdir(shared.folder)  # a worker is begun wherever its cluster was
    except OSError:
        lacking = f"a worker has no folder {shared.folder}; give names that all its machines know"
        yield packed([ClusterError("ray", lacking)], "work")
        return
    for place, part in unpacked(parts):
        attempt = ray.get(shared.attempts.begin.remote(place, -1))
        if attempt >= TRIES and isinstance(part, Part):
            ended = (
                f"{part.name}: the process that opened it was ended each time; it may need more memory than there is"
            )
            part = failure(part.name, ended)
        for piece in pieces_of(place, part, shared.columns, held):
            yield packed([piece], "work")


def pieces_of(
    place: int, part: Part | Failure, columns: Mapping[str, str], held: npt.NDArray[np.uint64]
) -> Iterator[Piece]:
    """Yield the pieces of a part, the last marked; there is one at least."""
    before: list[Turn | Passed] = []
    number = 0
    for chunk in chunks(_turns(part, columns, held)):
        if number:
            yield Piece(part=place, number=number - 1, last=False, content=before)
        before, number = chunk, number + 1
    yield Piece(part=place, number=max(number - 1, 0), last=True, content=before)


def _turns(part: Part | Failure, columns: Mapping[str, str], held: npt.NDArray[np.uint64]) -> Iterator[Turn | Passed]:
    """Yield the items of a part, and what stands for those that the archive holds."""
    from detente.intake.columns import checked
    from detente.intake.fetching import Fetching
    from detente.intake.opening import Opener

    if isinstance(part, Failure):
        yield part
        return
    opener = Opener(columns=checked(columns), fetching=Fetching())
    for turn in opened(part, opener):
        known = not isinstance(turn, Failure) and is_held(turn.id, held)
        yield Passed(source=turn.source) if known else turn


class Parsing:
    """Reads pieces of work; one in each process, which loads the language models once.

    ``files`` are the user's own files that ``task`` names, by name: other machines need not have them.
    """

    def __init__(self, task: Task, files: Mapping[str, bytes], shared: Shared, version: str) -> None:
        self._shared, self._version = shared, version
        self._folder = tempfile.TemporaryDirectory(prefix="detente-") if files else None
        brought = self._brought(files)
        making = replace(task.making, codebook=brought.get("codebook"), gazetteer=brought.get("gazetteer"))
        self._task = replace(task, making=making)

    def __call__(self, work: pa.Table) -> pa.Table:
        """Return what became of each piece, or the error that ends the reading in the place of its records."""
        try:
            if self._version != __version__:
                raise ClusterError("ray", f"a worker has detente {__version__}, this is {self._version}")
            pieces = unpacked(work)
            return packed([one if isinstance(one, DetenteError) else self._done(one) for one in pieces], "found")
        except DetenteError as error:
            return packed([error], "found")

    def _brought(self, files: Mapping[str, bytes]) -> dict[str, Path]:
        """Write the user's own files here, and return where they are."""
        brought = {}
        for name, content in files.items():
            brought[name] = Path(self._folder.name if self._folder else ".") / name
            brought[name].write_bytes(content)
        return brought

    def _done(self, piece: Piece) -> Piece:
        """Return a piece with what became of its content."""
        return replace(piece, content=self._read(piece))

    def _read(self, piece: Piece) -> list[Records | Failure | Passed]:
        """Return what becomes of each turn of a piece."""
        ray = need("ray")
        turns = [turn for turn in piece.content if not isinstance(turn, Passed)]
        if not turns:
            return list(piece.content)
        attempt = ray.get(self._shared.attempts.begin.remote(piece.part, piece.number))
        found = iter(done(turns, self._task) if attempt == 1 else alone(turns, self._task))
        return [turn if isinstance(turn, Passed) else next(found) for turn in piece.content]
