"""Tables brought back to what the last reading pinned, when a batch was cut off between its commits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.archive.readings import Reading
from detente.archive.root import Root
from detente.archive.store import go_back, open_table
from detente.errors import ArchiveDamaged

if TYPE_CHECKING:
    from deltalake import DeltaTable


def undo_cut_off(root: Root, last: Reading) -> dict[str, DeltaTable]:
    """Return the tables that a reading pins, open for appending, each holding exactly what the reading pinned.

    A table that is ahead gets one more version, equal to the pinned one. The caller holds the lock.
    Raises ArchiveFull; ArchiveDamaged where a table has lost versions.
    """
    tables = {}
    for name, version in last.versions.items():
        table = open_table(root, name, None)
        if table.version() < version:
            raise ArchiveDamaged(
                root.address, name, f"ends at version {table.version()}, the last batch made {version}"
            )
        if table.version() > version:
            go_back(root, name, table, version)
        tables[name] = table
    return tables
