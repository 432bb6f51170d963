"""An archive as files that any program opens: every table as Parquet and as CSV, described, citable.

Tables are written a piece at a time, so that memory does not grow with the archive. What describes them
(``datapackage.json``) is written last: a folder without it is not a whole export.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from detente.archive.tables import COLUMNS, schema
from detente.errors import ArchiveFull, UsageError
from detente.show.cells import csv_rows

if TYPE_CHECKING:
    import pyarrow as pa

    from detente.archive import Archive

# Bytes of rows held before they are written: some tens of thousand events, and a row group that readers can skip.
_PIECE = 32 * 2**20
_HASHED = 2**20  # bytes read at a time to hash a file

PACKAGE = "datapackage.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file of an export: the table that it holds, how many rows, its size in bytes and its SHA-256."""

    name: str
    table: str
    rows: int
    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """What was exported: where, from which batch of the archive, and the files in the order of the tables."""

    folder: Path
    version: int
    files: tuple[File, ...]


def export(
    archive: Archive, folder: str | Path, *, title: str | None = None, authors: Sequence[str] = (), force: bool = False
) -> Export:
    """Write every table of an archive as Parquet and CSV, with a data dictionary, a citation file and notes on rights.

    Args:
        archive: as it stood when it was opened.
        folder: made if there is none.
        title: of the data set, in its citation; None names it after its span.
        authors: who is to be cited; none means detente itself.
        force: also write into a folder that holds something; files of the same names are replaced, others stay.

    Raises:
        UsageError: if the folder holds something, or is a file.
        ArchiveFull: if the folder cannot be written to.
    """
    from detente.show.exporting_texts import write_texts

    root = Path(folder)
    _make(root, force=force)
    try:
        files = tuple(file for table in COLUMNS for file in _write(archive, table, root))
        made = Export(folder=root, version=archive.version, files=files)
        write_texts(archive, made, title=title, authors=authors)
    except OSError as error:
        raise ArchiveFull(root, error.strerror or str(error)) from error
    return made


def _make(root: Path, *, force: bool) -> None:
    """Make the folder, which has to be empty unless it is forced. Raises UsageError."""
    try:
        root.mkdir(parents=True, exist_ok=True)
        inside = next(root.iterdir(), None)
    except FileExistsError as error:
        raise UsageError(f"{root}: is a file; an export is a folder, give another") from error
    except OSError as error:
        raise UsageError(f"{root}: cannot be made: {error.strerror or error}; give another folder") from error
    if inside is not None and not force:
        raise UsageError(f"{root}: holds {inside.name} already; give an empty folder, or --force to write into it")
    (root / PACKAGE).unlink(missing_ok=True)


def _write(archive: Archive, table: str, root: Path) -> Iterator[File]:
    """Write a table as two files and yield them."""
    import pyarrow.parquet as pq
    from pyarrow import csv

    columns = schema(table)
    rows = 0
    paths = {kind: root / f"{table}.{kind}" for kind in ("parquet", "csv")}
    in_csv = csv_rows(columns.empty_table()).schema
    with (
        pq.ParquetWriter(paths["parquet"], columns, compression="zstd") as parquet,
        csv.CSVWriter(paths["csv"], in_csv) as plain,
    ):
        for piece in _pieces(archive, table, columns):
            rows += piece.num_rows
            parquet.write_table(piece)
            plain.write_table(csv_rows(piece).cast(in_csv))
    for path in paths.values():
        yield File(name=path.name, table=table, rows=rows, bytes=path.stat().st_size, sha256=_hash(path))


def _pieces(archive: Archive, table: str, columns: pa.Schema) -> Iterator[pa.Table]:
    """Yield the rows of a table in pieces of about the same size."""

    held: list[pa.RecordBatch] = []
    size = 0
    for batch in archive.batches(table):
        held.append(batch)
        size += batch.nbytes
        if size >= _PIECE:
            yield _piece(held, columns)
            held, size = [], 0
    if held:
        yield _piece(held, columns)


def _piece(held: list[pa.RecordBatch], columns: pa.Schema) -> pa.Table:
    """Return batches as one table of today's columns; those that an old file lacks are null."""
    import pyarrow as pa

    found = pa.concat_tables([pa.Table.from_batches([b]) for b in held], promote_options="permissive")
    for field in columns:
        if field.name not in found.column_names:
            found = found.append_column(field.name, pa.nulls(found.num_rows, field.type))
    return found.select(columns.names).cast(columns)


def _hash(path: Path) -> str:
    """Return the SHA-256 of a file."""
    total = hashlib.sha256()
    with path.open("rb") as file:
        while part := file.read(_HASHED):
            total.update(part)
    return total.hexdigest()
