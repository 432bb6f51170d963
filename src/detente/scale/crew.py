"""The crew of a reading on a cluster: a stream of parts, opened and read by Ray Data, back in the order of the parts."""

from __future__ import annotations

import warnings
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from detente import __version__
from detente.errors import ClusterError, DetenteError
from detente.intake.sources import Part
from detente.reading.turns import Passed
from detente.reading.workers import Task
from detente.records import Failure, Records
from detente.scale.apart import Apart, Told
from detente.scale.cluster import GONE, Joined
from detente.scale.extra import need
from detente.scale.foreman import fetched, is_needed
from detente.scale.stages import Attempts, Parsing, Piece, Shared, numbers, opening, packed, unpacked

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

BLOCK_BYTES = 1_000_000
"""Size at which a block of work is closed: some ten pages, what is done again when a worker is lost."""

BLOCK_PARTS = 16
"""Most small files in a block."""

_OPENING_CORES, _PARSING_CORES = 0.1, 0.9  # opening takes a tenth of a core beside the parsing that it feeds


@dataclass(frozen=True, slots=True, kw_only=True)
class RayCrew:
    """Reads parts on the cluster that this process, or one apart, has joined and that is called ``on``.

    ``columns`` as for tables.
    """

    parts: Sequence[Part | Failure]
    cluster: Joined
    columns: Mapping[str, str]
    on: str
    apart: Apart | None = None

    def run(self, task: Task, seen: Iterable[str]) -> Iterator[Records | Failure | Passed]:
        """Yield what becomes of each item, in order. Raises ParserMissing, ClusterError."""
        expected = Expected(on=self.on)
        with closing(self._blocks(task, frozenset(seen))) as blocks:
            for piece in self._pieces(blocks):
                if expected.takes(piece):
                    yield from piece.content
        expected.ended(len(self.parts))

    def _pieces(self, blocks: Iterator[pa.Table]) -> Iterator[Piece]:
        """Yield the pieces of blocks. Raises the error that a worker or Ray ended the reading with."""
        while True:
            try:
                block = next(blocks, None)
            except Exception as error:
                if not _is_of_cluster(error):
                    raise
                raise ClusterError(self.on, _last_line(error)) from error
            if block is None:
                return
            for piece in unpacked(block):
                if isinstance(piece, DetenteError):
                    raise piece
                yield piece

    def _blocks(self, task: Task, seen: frozenset[str]) -> Generator[pa.Table]:
        """Yield blocks of pieces as they come back, in the order of the parts; a foreman fetches them for Ray's client."""
        if not self.parts:
            return
        work = Work(
            task=task,
            files=_own_files(task),
            columns=self.columns,
            folder=None if all(_is_whole(part) for part in self.parts) else str(Path.cwd()),
            cluster=self.cluster,
            version=__version__,
        )
        groups = [packed(group, "part") for group in _groups(self.parts)]
        given = work, groups, numbers(seen)
        if self.apart is not None:
            yield from self.apart.stream(blocks, *given)
        else:
            yield from fetched(blocks, *given) if is_needed() else blocks(*given)


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What a crew is told of its work: ``files`` are the user's own that ``task`` names, ``folder`` as workers are told."""

    task: Task
    files: Mapping[str, bytes]
    columns: Mapping[str, str]
    folder: str | None
    cluster: Joined
    version: str


def blocks(work: Work, groups: Sequence[pa.Table], held: npt.NDArray[np.uint64]) -> Generator[pa.Table]:
    """Yield blocks of pieces, in the order of the groups of parts, as this process of the cluster has them made.

    ``held`` are the ids of the reports that the archive has, as :func:`detente.scale.stages.numbers` gives them.
    """
    ray, data = need("ray"), need("ray.data")
    workers, cores = work.cluster.workers, work.cluster.cores
    attempts: Any = ray.remote(Attempts).options(num_cpus=0).remote()
    shared = Shared(attempts=attempts, held=(ray.put(held),), columns=work.columns, folder=work.folder)
    with warnings.catch_warnings():
        # Ray Data warns of its own old settings when it copies them, and of pools larger than a small reading.
        warnings.filterwarnings("ignore", category=DeprecationWarning)
        warnings.filterwarnings("ignore", module=r"ray\.")
        with data.DataContext.current(_context(data)):
            opening_up = data.from_arrow(list(groups)).map_batches(
                opening, batch_size=1, batch_format="pyarrow", num_cpus=_OPENING_CORES, fn_args=(shared,)
            )
            found = opening_up.map_batches(
                Parsing,
                batch_size=1,
                batch_format="pyarrow",
                num_cpus=_PARSING_CORES,
                compute=data.ActorPoolStrategy(
                    min_size=1, max_size=workers, initial_size=min(workers, cores, len(groups))
                ),
                fn_constructor_args=(work.task, work.files, shared, work.version),
            )
        yield from found.iter_batches(batch_size=None, batch_format="pyarrow")


def _context(data: Any) -> Any:
    """Return how Ray Data is to work: results in the order of the parts, in small blocks, in silence."""
    context = data.DataContext.get_current().copy()
    context.execution_options.preserve_order = True
    context.enable_progress_bars = context.print_on_execution_start = False
    context.target_max_block_size = BLOCK_BYTES
    return context


@dataclass(slots=True, kw_only=True)
class Expected:
    """Which piece comes next: one that came before is left out, one that is missing ends the reading."""

    on: str
    part: int = 0
    number: int = 0

    def takes(self, piece: Piece) -> bool:
        """Say whether a piece is the next, False where it came before. Raises ClusterError where one is missing."""
        place = (piece.part, piece.number)
        if place < (self.part, self.number):
            return False
        if place > (self.part, self.number):
            raise self._lost()
        self.part, self.number = (self.part + 1, 0) if piece.last else (self.part, self.number + 1)
        return True

    def ended(self, parts: int) -> None:
        """Note that no piece comes any more. Raises ClusterError where some should have."""
        if self.part != parts:
            raise self._lost()

    def _lost(self) -> ClusterError:
        return ClusterError(self.on, f"it lost a piece of work (part {self.part}, piece {self.number})")


def _groups(parts: Sequence[Part | Failure]) -> Iterator[list[tuple[int, Part | Failure]]]:
    """Yield the numbered parts in groups: small files together, large ones alone."""
    group: list[tuple[int, Part | Failure]] = []
    size = 0
    for place, part in enumerate(parts):
        group.append((place, part))
        size += part.size if isinstance(part, Part) else 0
        if size >= BLOCK_BYTES or len(group) >= BLOCK_PARTS:
            yield group
            group, size = [], 0
    if group:
        yield group


def _is_whole(part: Part | Failure) -> bool:
    """Say whether the name of a part leads to it from any folder."""
    return isinstance(part, Failure) or part.kind != "file" or Path(part.name).is_absolute()


def _own_files(task: Task) -> dict[str, bytes]:
    """Return the user's own files by the names of their fields."""
    paths = {"codebook": task.making.codebook, "gazetteer": task.making.gazetteer}
    return {name: path.read_bytes() for name, path in paths.items() if path is not None}


def _is_of_cluster(error: Exception) -> bool:
    """Say whether an error comes from Ray or the way to it: its client raises those of connections too."""
    return isinstance(error, ConnectionError | Told) or type(error).__module__.partition(".")[0] in {"ray", "grpc"}


def _last_line(error: Exception) -> str:
    """Return the last line of an error that says something: Ray puts the trace of the worker before it."""
    if isinstance(
        error, ConnectionError
    ):  # of Ray's client, which says that it is itself shutting down, or of a process apart
        return GONE
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[-1] if lines else type(error).__name__
