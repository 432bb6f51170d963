"""An archive: open one, ask it, write to it, check it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from detente.archive import digests, questions, rebuild, story_rows, tallies
from detente.archive.beginning import begin, last_reading
from detente.archive.checking import faults
from detente.archive.corrected import ROLES, kept, overlay, standing, statements_dropped
from detente.archive.engine import Engine
from detente.archive.lock import alone, lock, turn
from detente.archive.marker import read_marker
from detente.archive.migrations import migrate, newest
from detente.archive.narrow import Narrow
from detente.archive.query import Query
from detente.archive.readings import NAME as READINGS
from detente.archive.readings import Reading, readings
from detente.archive.recodable import Recodable
from detente.archive.root import Root, rooted
from detente.archive.search_upkeep import WordSearch
from detente.archive.searchable import Searchable
from detente.archive.steps import Question
from detente.archive.store import dataset, fault, file_rows, files, in_order, open_table
from detente.archive.summed import Summed
from detente.archive.tables import COLUMNS
from detente.archive.under_way import under_way
from detente.archive.upkeep import KEEP_DAYS, MOST_KEPT, Upkeep, keep_up
from detente.archive.writer import Writer
from detente.corrections import Correction
from detente.errors import ArchiveError, ArchiveNewer, UsageError
from detente.foretold import Settlement
from detente.records import Event, Failure, Join, Judgement, Mention, Records, Report, Statement

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.dataset as ds
    from deltalake import DeltaTable

    from detente.archive.corrected import Overlay
    from detente.archive.tallies import Split

_ALL = Query()

_KNOWN_BY = (
    ("reports", "id"),
    ("failures", "id"),
    ("joins", "id"),
    ("judgements", "id"),
    ("traits", "report"),
    ("vocabularies", "id"),
)
"""What tells a writer that a row is there already."""


class Archive(Searchable, Recodable, Summed, Narrow):
    """An archive as it stood when it was opened, and as its own writer has left it since.

    What another process adds is seen by opening the archive again. ``path`` is its folder, or its
    address in a bucket; ``root`` the place so called; ``version`` the number of its last complete batch.
    """

    def __init__(self, root: Root, reading: Reading) -> None:
        self.root = root
        self._reading = reading
        self._tables: dict[str, DeltaTable] = {}
        self._datasets: dict[str, ds.Dataset] = {}
        self._search = WordSearch(root.sidecar)
        self._overlays: dict[str, Overlay | None] = {}
        self._read = Engine(root, self._dataset, self._files)
        self._engine = Engine(root, self._dataset, self._files, self._overlay, self._find)

    @classmethod
    def open(cls, path: str | Path, *, create: bool = False) -> Archive:
        """Open the archive in a folder, made first if there is none and ``create`` is true.

        An archive of an older schema is brought up to date. Raises NoArchive, ArchiveDamaged, ArchiveNewer; ArchiveFull
        and ArchiveBusy where it has to be made or brought up to date.
        """
        root = rooted(path)
        schema = read_marker(root)
        if schema is None:
            begin(root, create=create)
        elif schema > newest():
            raise ArchiveNewer(root.address, schema, newest())
        elif schema < newest():
            with alone(root):
                migrate(root)
        return cls(root, last_reading(root))

    @property
    def path(self) -> Path | str:
        """The folder, or the address in a bucket."""
        return self.root.address

    @property
    def version(self) -> int:
        """The number of the last complete batch."""
        return self._reading.number

    @contextmanager
    def writer(self, *, word: bool = False) -> Iterator[Writer]:
        """Hold the archive for writing; ``word``: a person's word alone, which may be said while a reading goes on.

        Raises ArchiveBusy, ArchiveFull, ArchiveDamaged.
        """
        beside = word and self.root.takes_turns
        with nullcontext() if beside else lock(self.root):
            self.renew()
            known = {name: set() if beside else set(self._column(name, column)) for name, column in _KNOWN_BY}
            yield Writer(
                self.root,
                last=self._reading,
                reports=known["reports"],
                failures=known["failures"],
                stories=known["joins"] | known["judgements"] | known["traits"],
                vocabularies=known["vocabularies"],
                on_commit=self._see,
                on_rows=lambda rows, before, after: self._search.follow(rows, self.columns, before=before, after=after),
            )
            if not beside:
                self.keep_sums()
                with suppress(ArchiveError), turn(self.root):  # or a file that is just being written would be noted
                    digests.keep(self.root, COLUMNS)

    def keep_up(self, *, keep_days: float = KEEP_DAYS) -> Upkeep:
        """Make many small files few, and remove files that no version of the last ``keep_days`` days needs.

        Rows, their order and what questions answer stay the same. Raises ArchiveBusy, ArchiveFull, ArchiveDamaged; UsageError
        for days that are no number from 0 to some 100 years.
        """
        if not 0 <= keep_days <= MOST_KEPT:  # not a number is neither more nor less
            raise UsageError(f"{keep_days:g} days cannot be kept; give 0 to {MOST_KEPT:,}")
        with alone(self.root):
            self.renew()
            with under_way(self, "upkeep", ()) as cut_off:
                made, done = keep_up(
                    self.root,
                    self._reading,
                    sorted(self.readings(), key=lambda reading: reading.number),
                    keep_days=keep_days,
                    follow=lambda before, after: self._search.follow({}, self.columns, before=before, after=after),
                )
                self._see(made)
                self.keep_sums()
                digests.keep(self.root, COLUMNS)
        return replace(done, cut_off=cut_off)

    def reports(self, q: Query = _ALL) -> list[Report]:
        """Return the reports that a query finds, by date."""
        question = questions.rows("reports", q)
        residue = {
            report: list(rows)
            for report, rows in groupby(self.rows(questions.residue_of(question)), lambda row: str(row["report"]))
        }
        return [rebuild.report(row, residue.get(str(row["id"]), ())) for row in self.rows(question)]

    def mentions(self, q: Query = _ALL) -> list[Mention]:
        """Return the mentions that a query finds, by date, report and place in it."""
        return [rebuild.mention(row) for row in self.rows(questions.rows("mentions", q))]

    def statements(self, q: Query = _ALL) -> list[Statement]:
        """Return the statements that a query finds, by date, report and place in it."""
        return [rebuild.statement(row) for row in self.rows(questions.rows("statements", q))]

    def events(self, q: Query = _ALL) -> list[Event]:
        """Return the events that a query finds, by date, report and place in it."""
        return [rebuild.event(row) for row in self.rows(questions.rows("events", q))]

    def failures(self, q: Query = _ALL) -> list[Failure]:
        """Return the failures, by source; only ``text`` and ``limit`` can filter them."""
        return [rebuild.failure(row) for row in self.rows(questions.rows("failures", q))]

    def joins(self) -> list[Join]:
        """Return every judgement that a report belongs to a story, in the order in which they were made."""
        return [story_rows.join(row) for row in self.rows(questions.rows("joins", _ALL))]

    def judgements(self) -> list[Judgement]:
        """Return what people said of stories, in the order in which they did."""
        return [story_rows.judgement(row) for row in self.rows(questions.rows("judgements", _ALL))]

    def records_of(self, reports: Sequence[str]) -> list[Records]:
        """Return all that was read out of some reports, in the order of their ids given; unknown ids are passed over."""
        found = {
            name: self.rows(questions.of_reports(name, reports))
            for name in ("reports", "residue", "mentions", "statements", "events")
        }
        return rebuild.by_report(found, reports)

    def parties(self) -> list[dict[str, object]]:
        """Return how often each report names each actor: report, actor, name, country, sector and times."""
        return self.rows(questions.named_actors())

    def settlements(self) -> list[Settlement]:
        """Return what people said became of entries of the ledger, in the order in which they did."""
        return [rebuild.settlement(row) for row in self.rows(questions.rows("settlements", _ALL))]

    def corrections(self) -> list[Correction]:
        """Return what people said of records, in the order in which they did, also what was undone."""
        if not self._reading.versions["corrections"]:  # the version in which the table was made
            return []
        return [rebuild.correction(row) for row in self._read.run(questions.rows("corrections", _ALL)).to_pylist()]

    def called(self, table: str, beginning: str, *, as_read: bool = False) -> list[dict[str, Any]]:
        """Return the rows of a table whose ids begin so, two at most; ``as_read`` whatever people said of them since."""
        engine = self._read if as_read else self._engine
        found: list[dict[str, Any]] = engine.run(questions.called(table, beginning)).to_pylist()
        return found

    def events_of(self, ids: Sequence[str]) -> list[Event]:
        """Return events by id, in the order of their ids."""
        return [rebuild.event(row) for row in self.rows(questions.by_ids("events", ids))]

    def reads(self, name: str) -> str | None:
        """Return the actor that records name under an id, "" for a name without an actor, None where none names it."""
        found = self.rows(questions.named(name))
        return None if not found else str(found[0]["actor"] or "")

    def readings(self) -> list[Reading]:
        """Return the batches that made the archive, first to last."""
        return readings(self.table(READINGS))

    def count(self, table: str, q: Query = _ALL) -> int:
        """Return how many rows of a table a query finds."""
        if self.root.remote and q == _ALL and table in COLUMNS and table not in ROLES:
            return sum(file_rows(self._table(table)).values())
        return int(self._engine.run(questions.count(table, q))["rows"][0].as_py())

    def table(self, name: str, q: Query = _ALL) -> pa.Table:
        """Return the rows of a table that a query finds as Arrow, in order; the columns are those of COLUMNS."""
        return self._engine.run(questions.rows(name, q))

    def values(self, table: str, column: str, origin: str) -> pa.Array:
        """Return one column of the rows of a table that were taken over from an origin. Raises ArchiveDamaged."""
        import pyarrow.dataset as ds

        try:
            rows = self._dataset(table).to_table(columns=[column], filter=ds.field("origin") == origin)
        except (OSError, ValueError) as error:
            raise fault(self.root, table, error, writing=False) from error
        return rows[column].combine_chunks()

    def columns(self, table: str, names: Sequence[str]) -> Iterator[dict[str, Any]]:
        """Yield the rows of a table as dicts of some columns, in no order and without holding them all.

        Raises ArchiveDamaged.
        """
        try:
            for batch in self._dataset(table).to_batches(columns=list(names)):
                yield from batch.to_pylist()
        except (OSError, ValueError) as error:
            raise fault(self.root, table, error, writing=False) from error

    def written(self, table: str, names: Sequence[str]) -> Iterator[dict[str, Any]]:
        """Yield the rows of a table as :meth:`columns` does, but in the order in which they were written.

        Raises ArchiveDamaged.
        """
        try:
            for file in in_order(self._dataset(table), open_table(self.root, table, self._reading.versions[table])):
                for batch in file.to_batches(columns=list(names)):
                    yield from batch.to_pylist()
        except (OSError, ValueError) as error:
            raise fault(self.root, table, error, writing=False) from error

    def batches(self, table: str) -> Iterator[pa.RecordBatch]:
        """Yield all rows of a table as Arrow, in the order in which they were written and without holding them all.

        Rows that people corrected come last.
        Raises ArchiveDamaged.
        """
        version = None if table == READINGS else self._reading.versions[table]
        try:
            laid = None if table == READINGS else self._overlay(table)
            for file in in_order(self._dataset(table), open_table(self.root, table, version)):
                yield from file.to_batches() if laid is None else (kept(batch, laid) for batch in file.to_batches())
            yield from laid.rows.to_batches() if laid is not None else ()
        except (OSError, ValueError) as error:
            raise fault(self.root, table, error, writing=False) from error

    def unresolved(self, limit: int = 20) -> list[tuple[str, int, int]]:
        """Return the names that the gazetteer has no actor for: each with its mentions and reports, most first."""
        rows = self.rows(questions.unresolved(limit))
        return [(str(row["name"]), int(str(row["mentions"])), int(str(row["reports"]))) for row in rows]

    def all_pairs(self, q: Query, statuses: Collection[str], by: str, conflict: Sequence[str]) -> pa.Table:
        """Return every pair's events summed by period; see :func:`detente.archive.tallies.all_pairs`."""
        return self._engine.run(tallies.all_pairs(q, statuses, by, conflict))

    def split(self, q: Query, what: Split) -> pa.Table:
        """Return how a pair's events divide by outlet, issue, status or origin."""
        return self._engine.run(tallies.split(q, what))

    def rows(self, question: Question) -> list[dict[str, Any]]:
        """Return the rows of an answer as dicts: what rooms after this one ask by a question of this one's making."""
        found: list[dict[str, Any]] = self._engine.run(question).to_pylist()
        return found

    def answer(self, question: Question) -> pa.Table:
        """Return an answer as Arrow; :meth:`rows` gives dicts."""
        return self._engine.run(question)

    def renew(self) -> None:
        """See what somebody else wrote since the archive was opened. Raises ArchiveDamaged."""
        self._see(last_reading(self.root))

    def check(self) -> list[str]:
        """Return the faults of the archive, in words; none if it is sound."""
        return list(faults(self.root, self._reading, self._read))

    def _see(self, reading: Reading) -> None:
        """Look at the versions that a reading pins from now on."""
        if reading.number != self._reading.number:
            self._reading = reading
            for seen in (self._tables, self._datasets, self._overlays):
                seen.clear()

    def _overlay(self, name: str) -> Overlay | None:
        """Return what corrections lay over a table of the pinned version, None for nothing."""
        if name not in ROLES:
            return None
        if name not in self._overlays:
            counting = standing(self.corrections())
            dropped = statements_dropped(counting, self._read.run)
            self._overlays[name] = overlay(name, counting, self._read.run, dropped)
        return self._overlays[name]

    def _dataset(self, name: str) -> ds.Dataset:
        """Return the Arrow dataset of a table at the pinned version."""
        if name not in self._datasets:
            self._datasets[name] = dataset(self.root, name, self._table(name))
        return self._datasets[name]

    def _files(self, name: str) -> list[str]:
        """Return the Parquet files of a table at the pinned version."""
        return files(self.root, name, self._table(name))

    def _table(self, name: str) -> DeltaTable:
        """Return a table at the pinned version, opened once; that of the readings, which no version pins, as it is now."""
        if name == READINGS:
            return open_table(self.root, name, None)
        if name not in self._tables:
            self._tables[name] = open_table(self.root, name, self._reading.versions[name])
        return self._tables[name]
