"""The table ``readings``: one row a batch, and with it what everyone may see.

A batch's rows are committed table by table; they count from the moment that its ``readings`` row is committed, because
that row names the Delta version of every other table and nobody reads at any other version.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal

from detente.archive.root import Root
from detente.archive.store import append, dataset, fault, open_table
from detente.archive.tables import schema
from detente.errors import ArchiveBusy, ArchiveDamaged

if TYPE_CHECKING:
    import pyarrow as pa
    from deltalake import DeltaTable

NAME = "readings"


Kind = Literal["create", "migrate", "read", "judge", "upkeep", "recode"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One batch: its number, the Delta version of every other table after it, and the rows that it added to each.

    ``kind`` is "create", "migrate", "read", "judge", "upkeep" or "recode"; ``started`` and ``finished`` are ISO 8601 in UTC.
    """

    number: int
    kind: Kind
    schema: int
    versions: Mapping[str, int]
    rows: Mapping[str, int]
    started: str
    finished: str
    reader: str
    version: str


def now() -> str:
    """Return the present moment, ISO 8601 in UTC."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def last(root: Root) -> Reading | None:
    """Return the last reading, None before the first. Raises ArchiveDamaged."""
    import pyarrow as pa
    import pyarrow.dataset as ds

    table = open_table(root, NAME, None)
    try:
        highest = _highest(table)
        if highest is None:
            return None
        files = pa.table(table.get_add_actions(flatten=True))
        paths = [
            path
            for path, number in zip(*(files[c].to_pylist() for c in ("path", "max.number")), strict=True)
            if number == highest
        ]
        rows = dataset(root, NAME, table, only=paths).to_table(filter=ds.field("number") == highest)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise fault(root, NAME, error, writing=False) from error
    if rows.num_rows != 1:
        raise ArchiveDamaged(root.address, NAME, f"{rows.num_rows} rows have the number {highest}")
    return readings(rows)[0]


def readings(rows: pa.Table) -> list[Reading]:
    """Return the readings of a table's rows, in their order."""
    return [_reading(row) for row in rows.to_pylist()]


def commit(root: Root, reading: Reading) -> None:
    """Make a batch count. Raises ArchiveFull, ArchiveDamaged; ArchiveBusy where somebody else's came before it."""
    import pyarrow as pa

    table: DeltaTable = open_table(root, NAME, None)
    if root.remote and _highest(table) != (reading.number - 1 if reading.number else None):
        raise ArchiveBusy(root.address, "the hold of this one had ended, and somebody else has written since")
    append(root, NAME, table, pa.Table.from_pylist([_row(reading)], schema=schema(NAME)))


def _highest(table: DeltaTable) -> int | None:
    """Return the number of the last reading of a table, None before the first."""
    import pyarrow as pa

    files = pa.table(table.get_add_actions(flatten=True))
    return max(files["max.number"].to_pylist()) if files.num_rows else None


def _row(reading: Reading) -> dict[str, object]:
    """Return a reading's row."""
    return {
        "number": reading.number,
        "kind": reading.kind,
        "schema": reading.schema,
        "versions": sorted(reading.versions.items()),
        "rows": sorted(reading.rows.items()),
        "started": datetime.fromisoformat(reading.started),
        "finished": datetime.fromisoformat(reading.finished),
        "reader": reading.reader,
        "version": reading.version,
    }


def _reading(row: dict[str, Any]) -> Reading:
    """Return the reading of a row."""
    return Reading(
        number=row["number"],
        kind=row["kind"],
        schema=row["schema"],
        versions=dict(row["versions"]),
        rows=dict(row["rows"]),
        started=row["started"].isoformat(timespec="microseconds"),
        finished=row["finished"].isoformat(timespec="microseconds"),
        reader=row["reader"],
        version=row["version"],
    )
