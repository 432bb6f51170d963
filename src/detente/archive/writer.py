"""Writing into an archive, one batch at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from detente import __version__
from detente.archive.coding_rows import CodedBy
from detente.archive.lock import turn
from detente.archive.migrations import newest
from detente.archive.readings import Kind, Reading, commit, last, now
from detente.archive.recovery import undo_cut_off
from detente.archive.room import need_permission, need_room
from detente.archive.root import Root
from detente.archive.rows import arrow_tables, correction_table, settlement_table
from detente.archive.store import append
from detente.archive.story_rows import StoryRows
from detente.archive.tables import COLUMNS
from detente.corrections import Correction
from detente.errors import ArchiveUnreachable
from detente.foretold import Settlement
from detente.records import Failure, Records

if TYPE_CHECKING:
    import pyarrow as pa
    from deltalake import DeltaTable


class Writer:
    """Writes batches; :meth:`detente.archive.Archive.writer` makes one, with the lock held while it is in use.

    ``on_rows`` is told the rows of a batch before they count, with the versions of the tables without and with them;
    ``on_commit`` is told each reading once it counts.
    """

    def __init__(
        self,
        root: Root,
        *,
        last: Reading,
        reports: set[str],
        failures: set[str],
        stories: set[str],
        vocabularies: set[str],
        on_commit: Callable[[Reading], None],
        on_rows: Callable[[Mapping[str, pa.Table], Mapping[str, int], Mapping[str, int]], None] | None = None,
    ) -> None:
        self._root, self._last, self._on_commit, self._on_rows = root, last, on_commit, on_rows
        self._reports, self._failures, self._stories = reports, failures, stories
        self._vocabularies = vocabularies
        self._tables: dict[str, DeltaTable] | None = None
        self._unknown: ArchiveUnreachable | None = None  # whether the last batch counts; the next writer sees it

    def write(
        self,
        batch: Sequence[Records],
        failures: Sequence[Failure] = (),
        *,
        stories: StoryRows | None = None,
        coded: CodedBy | None = None,
    ) -> int:
        """Add a batch, as a whole or not at all, and return the number of the archive's last reading.

        Reports and failures that the archive has already are left out; a batch with nothing new adds nothing.
        ``stories`` is what the batch says of stories: of its own reports or of others; ``coded`` what its records were
        read with, None: not known.
        Raises ArchiveFull, ArchiveDamaged; after either the archive is as before, and a further batch may be tried.
        Raises ArchiveUnreachable where a bucket does not answer; whether the batch counts, the next writer sees.
        """
        started = now()
        stories = (stories or StoryRows()).without(self._stories)
        fresh = [r for r in _distinct(batch) if r.report.id not in self._reports]
        failed = [f for f in (*(f for r in fresh for f in r.failures), *failures) if f.id not in self._failures]
        if not fresh and not failed and not stories:
            return self._last.number
        kind: Kind = "judge" if stories.judgements and not fresh else "read"
        rows = arrow_tables(fresh, failed, stories)
        if coded is not None:
            rows |= coded.rows((r.report.id for r in fresh), self._vocabularies)
        self._commit(rows, started, kind)
        self._vocabularies.update(rows["vocabularies"]["id"].to_pylist() if "vocabularies" in rows else ())
        self._reports.update(r.report.id for r in fresh)
        self._failures.update(f.id for f in failed)
        self._stories |= stories.known_by()
        return self._last.number

    def write_tables(self, rows: Mapping[str, pa.Table]) -> int:
        """Add rows of the tables, of today's columns, in one batch; return the number of the archive's last reading.

        For data that comes as columns. The caller sees to it that no id is there already. Raises as :meth:`write`.
        """
        self._commit(rows, now(), "read")
        self._reports.update(rows["reports"]["id"].to_pylist() if "reports" in rows else ())
        return self._last.number

    def settle(self, settlement: Settlement) -> int:
        """Add a person's word on an entry of the ledger; return the number of the archive's last reading.

        Raises as :meth:`write`.
        """
        self._commit({"settlements": settlement_table(settlement)}, now(), "judge")
        return self._last.number

    def correct(self, corrections: Sequence[Correction]) -> int:
        """Add people's words on records; return the number of the archive's last reading. Raises as :meth:`write`."""
        self._commit({"corrections": correction_table(corrections)}, now(), "judge")
        return self._last.number

    def _commit(self, rows: Mapping[str, pa.Table], started: str, kind: Kind) -> None:
        """Append rows to their tables and make them count, in a turn of its own."""
        if self._unknown is not None:
            raise self._unknown
        with turn(self._root):
            self._append(rows, started, kind)

    def _append(self, rows: Mapping[str, pa.Table], started: str, kind: Kind) -> None:
        """Append rows to their tables and make them count. The caller has the turn."""
        found = last(self._root) if self._root.takes_turns else None
        if found is not None and found.number != self._last.number:  # somebody said a word meanwhile
            self._last, self._tables = found, None
        need_permission(self._root, COLUMNS)
        need_room(self._root, sum(table.nbytes for table in rows.values()))
        tables, self._tables = self._tables or undo_cut_off(self._root, self._last), None
        for name, table in tables.items():
            if name in rows:
                append(self._root, name, table, rows[name])
        reading = Reading(
            number=self._last.number + 1,
            kind=kind,
            schema=newest(),
            versions={name: table.version() for name, table in tables.items()},
            rows={name: table.num_rows for name, table in rows.items()},
            started=started,
            finished=now(),
            reader="detente",
            version=__version__,
        )
        if self._on_rows:
            # Before the batch counts: so nobody who sees the batch finds the word index behind it.
            self._on_rows(rows, self._last.versions, reading.versions)
        try:
            commit(self._root, reading)
        except ArchiveUnreachable as error:
            self._unknown = error
            raise
        # Kept only after the commit: whatever is raised above, the next batch first undoes what this one left behind.
        self._tables, self._last = tables, reading
        self._on_commit(reading)


def _distinct(batch: Iterable[Records]) -> list[Records]:
    """Return the records of each report once, the first that came."""
    first: dict[str, Records] = {}
    for records in batch:
        first.setdefault(records.report.id, records)
    return list(first.values())
