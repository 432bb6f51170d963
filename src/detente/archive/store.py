"""The Delta tables of an archive: open at a version, append, go back; and what their errors mean."""

from __future__ import annotations

import errno
import math
import re
from collections.abc import Collection, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from detente.archive.bucket_faults import bucket_fault
from detente.archive.committing import committed, repeated
from detente.archive.root import Root
from detente.archive.tables import schema
from detente.errors import ArchiveDamaged, ArchiveError, ArchiveFull
from detente.intake.item import shown

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.dataset as ds
    from deltalake import DeltaTable

_NO_ROOM = {
    errno.ENOSPC: "no room left on the device",
    errno.EDQUOT: "disk quota used up",
    errno.EFBIG: "a file may grow no further",
    errno.EACCES: "permission denied",
    errno.EPERM: "permission denied",
    errno.EROFS: "the file system is read-only",
}
_OS_ERROR = re.compile(r"\(os error (\d+)\)")  # how an error of the system looks in a message of the Delta library
_STYLE = re.compile(r"\x1b\[[0-9;]*m|↳")  # the Delta library colours and indents some messages
_SMALL_FILE = 32_000_000  # bytes: some 300 batches of 200 reports
_LONGEST_REASON = 160  # characters: with path and mend, a message stays near two lines of a terminal


def open_table(root: Root, name: str, version: int | None) -> DeltaTable:
    """Return a table at a version (None: the latest). Raises ArchiveDamaged."""
    from deltalake import DeltaTable
    from deltalake.exceptions import DeltaError

    if root.kept is not None and version is not None and (name, version) in root.kept:
        return root.kept[name, version]
    try:
        table = DeltaTable(root.table(name), version=version, storage_options=root.options)
        empty = root.log_is_empty(name, table.version())
    except (DeltaError, OSError, ValueError) as error:
        raise fault(root, name, error, writing=False) from error
    if empty:  # as a power cut leaves it; the library takes it for no change
        raise ArchiveDamaged(root.address, name, f"the log of version {table.version()} is empty")
    if root.kept is not None and version is not None:
        root.kept[name, version] = table
    return table


def has_table(root: Root, name: str) -> bool:
    """Say whether there is a table that can be opened. Raises ArchiveError."""
    from deltalake import DeltaTable
    from deltalake.exceptions import DeltaError, TableNotFoundError

    if not root.may_have(name):
        return False
    try:
        DeltaTable(root.table(name), storage_options=root.options)
    except TableNotFoundError:
        return False
    except (DeltaError, OSError) as error:
        raise fault(root, name, error, writing=False) from error
    return True


def dataset(
    root: Root,
    name: str,
    table: DeltaTable,
    *,
    only: Collection[str] | None = None,
    columns: Collection[str] | None = None,
) -> ds.Dataset:
    """Return the Arrow dataset of a table at its version.

    ``only`` names the files that will be read, ``columns`` the columns, None for all: no others may be asked for.

    Its files are opened by Arrow's own file system. The Delta library's goes through Python: threads that still read
    ahead when the interpreter ends then kill or hang the process.
    """
    from pyarrow import fs

    wanted = {path: size for path, size in _added(table).items() if only is None or path in only}
    folder = root.here(name, wanted) if columns is None else root.some_here(name, wanted, columns)
    found: ds.Dataset = table.to_pyarrow_dataset(filesystem=fs.SubTreeFileSystem(str(folder), fs.LocalFileSystem()))
    return found


def files(root: Root, name: str, table: DeltaTable) -> list[str]:
    """Return the paths of a table's Parquet files at its version; the library itself gives addresses, with %20 for a
    blank."""
    added = _added(table)
    folder = root.here(name, added)
    return [str(folder / path) for path in added]


def sizes(root: Root, name: str) -> list[int]:
    """Return the bytes of each Parquet file of a table, of whichever version. Raises ArchiveDamaged."""
    try:
        return root.sizes(name)
    except OSError as error:
        raise fault(root, name, error, writing=False) from error


def _added(table: DeltaTable) -> dict[str, int]:
    """Return the files of a table at its version, with their bytes."""
    import pyarrow as pa

    added = pa.table(table.get_add_actions(flatten=True))
    return dict(zip(added["path"].to_pylist(), added["size_bytes"].to_pylist(), strict=True))


def file_rows(table: DeltaTable) -> dict[str, int]:
    """Return the names of a table's files at its version, with their rows."""
    import pyarrow as pa

    added = pa.table(table.get_add_actions(flatten=True))
    names = (Path(path).name for path in added["path"].to_pylist())
    return {name: int(rows or 0) for name, rows in zip(names, added["num_records"].to_pylist(), strict=True)}


def create_table(root: Root, name: str) -> None:
    """Make an empty table unless there is one. Raises ArchiveFull, ArchiveDamaged."""
    from deltalake import DeltaTable
    from deltalake.exceptions import DeltaError

    try:
        repeated(
            root,
            lambda: DeltaTable.create(
                root.table(name), schema=schema(name), mode="ignore", name=name, storage_options=root.options
            ),
        )
    except (DeltaError, OSError) as error:
        raise fault(root, name, error, writing=True) from error


def add_columns(root: Root, name: str) -> None:
    """Give a table the columns that it lacks of today's, null in every row. Raises ArchiveFull, ArchiveDamaged."""
    from deltalake import Schema
    from deltalake.exceptions import DeltaError

    try:
        table = open_table(root, name, None)
        there = {field.name for field in table.schema().fields}
        lacking = [field for field in Schema.from_arrow(schema(name)).fields if field.name not in there]
        if lacking:
            committed(root, name, table, lambda told: table.alter.add_columns(lacking, **told))
    except (DeltaError, OSError) as error:
        raise fault(root, name, error, writing=True) from error


def append(root: Root, name: str, table: DeltaTable, rows: pa.Table) -> None:
    """Add rows to a table in one commit and move it to that version. Raises ArchiveFull, ArchiveDamaged."""
    from deltalake import WriterProperties, write_deltalake
    from deltalake.exceptions import DeltaError

    try:
        properties, bare = WriterProperties(compression="ZSTD"), _bare(rows)
        committed(
            root,
            name,
            table,
            lambda told: write_deltalake(table, bare, mode="append", writer_properties=properties, **told),
        )
    except (DeltaError, OSError) as error:
        raise fault(root, name, error, writing=True) from error


def _bare(rows: pa.Table) -> pa.Table:
    """Return rows whose columns are not described: a table keeps the words that its columns had when it was made."""
    import pyarrow as pa

    return rows.cast(pa.schema([field.remove_metadata() for field in rows.schema]))


def go_back(root: Root, name: str, table: DeltaTable, version: int) -> None:
    """Make a table hold what it held at an earlier version, as a new version. Raises ArchiveFull, ArchiveDamaged."""
    from deltalake.exceptions import DeltaError

    try:
        committed(root, name, table, lambda told: table.restore(version, **told))
    except (DeltaError, OSError, ValueError) as error:
        raise fault(root, name, error, writing=True) from error


def small_files(root: Root, name: str, table: DeltaTable) -> tuple[int, float]:
    """Return how many of a table's files at its version are small, and about how many bytes their rows take in memory.

    The bytes are judged by the first of them: they may be ten times those of the files. Raises ArchiveDamaged.
    """
    rows = file_rows(table)
    small = {path: size for path, size in _added(table).items() if size < _SMALL_FILE}
    first = next((path for path in small if rows[Path(path).name]), None)
    if first is None:
        return len(small), 0.0
    whole = dataset(root, name, table, only={first})
    try:
        held = sum(
            batch.nbytes
            for file in whole.get_fragments()
            if Path(file.path).name == Path(first).name
            for batch in file.to_batches(schema=whole.schema)
        )
    except (OSError, ValueError) as error:
        raise fault(root, name, error, writing=False) from error
    return len(small), held / rows[Path(first).name] * sum(rows[Path(path).name] for path in small)


def rewrite(root: Root, name: str, table: DeltaTable, parts: Iterable[pa.Table]) -> None:
    """Write a table's rows anew, a file for each part of them, and move it to the version that holds all.

    A part is one batch, because the library writes several batches in the order in which it likes. Until the last part
    is written the table's latest version has too few rows: the caller makes the last one count.
    Raises ArchiveFull, ArchiveDamaged.
    """
    from deltalake import WriterProperties, write_deltalake
    from deltalake.exceptions import DeltaError

    try:
        properties = WriterProperties(compression="ZSTD")

        def write(part: pa.Table, mode: Literal["append", "overwrite"], told: dict[str, Any]) -> None:
            write_deltalake(table, part, mode=mode, writer_properties=properties, **told)

        for number, part in enumerate(parts):
            mode: Literal["append", "overwrite"] = "append" if number else "overwrite"
            committed(root, name, table, partial(write, part.combine_chunks(), mode))
        committed(root, name, table, lambda _: table.create_checkpoint(), rows=False)
    except (DeltaError, OSError, ValueError) as error:
        raise fault(root, name, error, writing=True) from error


def clean(root: Root, name: str, table: DeltaTable, *, keep_hours: float, keep_versions: Sequence[int]) -> None:
    """Remove the files of a table that stand in none of some versions and were let go more than some hours ago.

    Raises ArchiveFull, ArchiveDamaged.
    """
    from deltalake.exceptions import DeltaError

    try:
        committed(
            root,
            name,
            table,
            lambda told: table.vacuum(
                retention_hours=math.ceil(keep_hours),
                dry_run=False,
                enforce_retention_duration=False,
                full=True,
                keep_versions=[*keep_versions, table.version()],
                **told,
            ),
            rows=False,
        )
    except (DeltaError, OSError, ValueError) as error:
        raise fault(root, name, error, writing=True) from error


def in_order(dataset: ds.Dataset, table: DeltaTable) -> list[ds.Fragment]:
    """Return the files of a table's dataset in the order in which they were written: one a batch, its rows in order.

    The library walks the log from its last commit back, and lists the files so; no clock has a part in it.
    """
    import pyarrow as pa

    added = pa.table(table.get_add_actions(flatten=True))["path"].to_pylist()
    places = {Path(path).name: -place for place, path in enumerate(added)}
    return sorted(dataset.get_fragments(), key=lambda file: places[Path(file.path).name])


def fault(root: Root, part: str, error: BaseException, *, writing: bool) -> ArchiveError:
    """Return the error that says what a library's or the system's error means for an archive."""
    if root.remote and (found := bucket_fault(root, error, reason(error))) is not None:
        return found
    number = _system_number(error)
    if writing and number in _NO_ROOM:
        return ArchiveFull(root.address, _NO_ROOM[number])
    if number in {errno.EACCES, errno.EPERM}:
        return ArchiveError(root.address, f"no permission to read {part}; get it, or give another --archive")
    return ArchiveDamaged(root.address, part, reason(error))


def reason(error: BaseException) -> str:
    """Return an error's message as one short line."""
    line = shown(" ".join(_STYLE.sub("", str(error)).split())) or type(error).__name__
    return line if len(line) <= _LONGEST_REASON else line[: _LONGEST_REASON - 1] + "…"


def _system_number(error: BaseException) -> int | None:
    """Return the system's error number that an error carries or names, None where it has none."""
    if isinstance(error, OSError) and error.errno is not None:
        return error.errno
    named = _OS_ERROR.search(str(error))
    return int(named[1]) if named else None
