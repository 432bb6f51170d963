"""The steps by which archives of any age become archives of today, numbered and named.

A migration is never changed once released. It adds what is missing and leaves alone what is there, because a new
archive gets today's tables from number 1 and then passes through the others. The caller of :func:`migrate` holds the
lock; being cut off at any moment does no harm: what a migration did counts from its ``readings`` row on.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from detente import __version__
from detente.archive.marker import read_marker, write_marker
from detente.archive.readings import NAME as READINGS
from detente.archive.readings import Reading, commit, last, now
from detente.archive.recovery import undo_cut_off
from detente.archive.root import Root
from detente.archive.store import add_columns, create_table, has_table, open_table
from detente.archive.tables import COLUMNS, DATA_TABLES


@dataclass(frozen=True, slots=True, kw_only=True)
class Migration:
    """One step: ``apply`` brings the tables of an archive from schema ``number - 1`` to ``number``."""

    number: int
    name: str
    apply: Callable[[Root], None]


def _create_tables(root: Root) -> None:
    """Make the tables."""
    for name in COLUMNS:
        create_table(root, name)


def _describe_reports(root: Root) -> None:
    """Give reports their change, section, place and agencies."""
    add_columns(root, "reports")


def _keep_stories(root: Root) -> None:
    """Make the tables of stories."""
    for name in ("joins", "traits", "judgements"):
        create_table(root, name)


def _mark_origin(root: Root) -> None:
    """Give events the mark of whose data they are taken over from."""
    add_columns(root, "events")


def _keep_settlements(root: Root) -> None:
    """Make the table of what people said became of entries of the ledger."""
    create_table(root, "settlements")


def _describe_events(root: Root) -> None:
    """Give events their further passages, whether both sides act, and where their time stands."""
    add_columns(root, "events")


def _keep_corrections(root: Root) -> None:
    """Make the table of what people said of records."""
    create_table(root, "corrections")


def _keep_codings(root: Root) -> None:
    """Make the tables of what reports were read with."""
    for name in ("codings", "vocabularies"):
        create_table(root, name)


MIGRATIONS: list[Migration] = [
    Migration(number=1, name="create the tables", apply=_create_tables),
    Migration(number=2, name="change, section, place and agencies of reports", apply=_describe_reports),
    Migration(number=3, name="stories", apply=_keep_stories),
    Migration(number=4, name="origin of events", apply=_mark_origin),
    Migration(number=5, name="settlements of the ledger", apply=_keep_settlements),
    Migration(number=6, name="passages, mutuality and source of the time of events", apply=_describe_events),
    Migration(number=7, name="corrections", apply=_keep_corrections),
    Migration(number=8, name="codebook and gazetteer of each report", apply=_keep_codings),
]


def newest() -> int:
    """Return the number of the schema that this detente writes."""
    return MIGRATIONS[-1].number


def migrate(root: Root) -> None:
    """Apply the migrations that an archive lacks; all of them make a new one. Raises ArchiveFull, ArchiveDamaged."""
    schema = read_marker(root)
    before = None if schema is None and not begun(root) else last(root)
    if before is None:
        _apply(root, MIGRATIONS, before=None)
        write_marker(root, newest())
        return
    for migration in MIGRATIONS:
        if schema is None or migration.number > schema:
            _apply(root, [migration], before=last(root))
            write_marker(root, migration.number)
            schema = migration.number


def begun(root: Root) -> bool:
    """Return whether there is a ``readings`` table that can be opened."""
    return has_table(root, READINGS)


def _apply(root: Root, migrations: list[Migration], *, before: Reading | None) -> None:
    """Apply migrations in order and make them count together, unless they count already."""
    schema = migrations[-1].number
    if before is not None and before.schema >= schema:
        return
    started = now()
    if before is not None:
        undo_cut_off(root, before)
    for migration in migrations:
        migration.apply(root)
    commit(
        root,
        Reading(
            number=0 if before is None else before.number + 1,
            kind="create" if before is None else "migrate",
            schema=schema,
            versions={name: open_table(root, name, None).version() for name in DATA_TABLES},
            rows={},
            started=started,
            finished=now(),
            reader="detente",
            version=__version__,
        ),
    )
