"""Reading into an archive on a cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from detente.errors import UsageError
from detente.intake.sources import Part, parts
from detente.reading import BATCH_REPORTS, Account, Progress
from detente.reading import read as read_here
from detente.reading.stream import Source, listed
from detente.records import Failure
from detente.scale.cluster import OWN, checked, joined_for
from detente.scale.crew import RayCrew

if TYPE_CHECKING:
    from detente.archive import Archive


def read(
    sources: Source | Iterable[Source],
    *,
    archive: str | Path | Archive,
    on: str = OWN,
    workers: int | None = None,
    pipeline: str | None = None,
    progress: Callable[[Progress], None] | None = None,
    batch: int = BATCH_REPORTS,
    columns: Mapping[str, str] | None = None,
    codebook: str | Path | None = None,
    gazetteer: str | Path | None = None,
    relations_only: bool = False,
) -> Account:
    """Read what is new in the sources into an archive on a Ray cluster, and give an account of it.

    The records and their ids are those of :func:`detente.reading.read`. A worker that is lost is replaced, and what it had
    at hand is read again; an item that ends its worker becomes a failure.

    Args:
        sources: files, folders and patterns, which every worker must be able to open under that name.
        archive: an archive, or its folder, which only this process writes to.
        on: "ray" for a cluster of its own on this machine, "ray:auto" for the one that this machine belongs to, or
            "ray://HOST:PORT".
        workers: how many processes read, None: one for each core of the cluster.
        pipeline, progress, batch, columns, codebook, gazetteer, relations_only: as for one machine; the user's own files
            are brought to the workers.

    Raises:
        ExtraMissing: Ray is not installed.
        ClusterError: the cluster cannot be joined, or was lost; what was written before stays.
        NoSource, UsageError, CodebookError, ParserMissing, and every ArchiveError.
    """
    checked(on)
    named = listed(sources)
    found = list(_openable(named))
    with joined_for(on, workers) as (cluster, apart):
        return read_here(
            named,
            archive=archive,
            pipeline=pipeline,
            progress=progress,
            batch=batch,
            columns=columns,
            codebook=codebook,
            gazetteer=gazetteer,
            relations_only=relations_only,
            crew=RayCrew(parts=found, cluster=cluster, columns=columns or {}, on=on, apart=apart),
        )


def _openable(sources: Iterable[Source]) -> Iterable[Part | Failure]:
    """Return what workers can open of sources. Raises NoSource, UsageError."""
    for source in sources:
        if str(source) == "-":
            raise UsageError("standard input cannot be read on a cluster; save it and name the file")
    for part in parts(sources):
        if isinstance(part, Part) and part.kind == "address":
            raise UsageError(
                f"{part.name}: addresses are fetched by one machine, politely; read them without --on, or save the pages"
            )
        yield part
