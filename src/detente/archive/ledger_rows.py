"""A ledger drawn up, as a file that is asked a page at a time: entries of one version of an archive.

To draw up the ledger takes minutes of a large archive. A server does it apart, and asks what was made.
"""

# ruff: noqa: S608 - the pieces of SQL put together here are constants of this package; what a user gives is bound

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from detente.archive.engine import OFFLINE
from detente.archive.query import first_day, last_day
from detente.foretold import Entry

if TYPE_CHECKING:
    import pyarrow as pa

ORDERS = {
    "open": "state <> 'open', coalesce(said, '') DESC, id",
    "newest": "coalesce(said, '') DESC, id",
    "oldest": "coalesce(said, '9999'), id",
    "term": "coalesce(term, '9999'), coalesce(said, '') DESC, id",
    "speaker": "speaker IS NULL, lower(speaker), coalesce(said, '') DESC, id",
    "kind": "kind, coalesce(said, '') DESC, id",
    "state": "state, coalesce(said, '') DESC, id",
}
"""The orders in which the ledger can be listed."""

_TESTS = {
    "kind": "(kind = $kind OR ($kind = 'condition' AND conditional))",
    "state": "state = $state",
    "speaker": "(speaker_actor = $speaker OR speaker_country = $speaker)",
    "outlet": "lower(outlet) = lower($outlet)",
    "issue": "list_contains(issues, $issue)",
    "since": "said >= $since",
    "until": "substr(said, 1, 10) <= $until",
    "text": "contains(lower(text), lower($text))",
}
FILTERS = tuple(_TESTS)


def rows(found: Iterable[Entry]) -> pa.Table:
    """Return entries as the rows of the file, each whole in its column ``entry``."""
    import msgspec
    import pyarrow as pa

    text = pa.string()
    schema = pa.schema(
        [
            *((name, text) for name in ("id", "kind", "state", "speaker", "speaker_actor", "speaker_country")),
            *((name, text) for name in ("outlet", "said", "term", "text")),
            ("issues", pa.list_(text)),
            ("conditional", pa.bool_()),
            ("told", text),
            ("again", pa.bool_()),
            ("entry", pa.binary()),
        ]
    )
    made = [
        {
            "id": e.id,
            "kind": e.kind,
            "state": e.state,
            "speaker": e.speaker.name or e.speaker.text if e.speaker else None,
            "speaker_actor": e.speaker.actor if e.speaker else None,
            "speaker_country": e.speaker.country if e.speaker else None,
            "outlet": e.outlet,
            "said": e.said.start,
            "term": e.by.end,
            "text": e.text,
            "issues": list(e.issues),
            "conditional": e.condition is not None,
            "told": e.same_as or e.id,
            "again": e.same_as is not None,
            "entry": msgspec.msgpack.encode(e),
        }
        for e in found
    ]
    return pa.Table.from_pylist(made, schema=schema)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Some entries in order, how many there are in all, and how many in each state."""

    entries: tuple[Entry, ...]
    total: int
    states: tuple[tuple[str, int], ...]


class LedgerRows:
    """A ledger that was drawn up. ``settle`` puts people's words in place of what the rules say of some entries."""

    def __init__(self, path: Path, settled: Collection[str], settle: Callable[[list[Entry]], list[Entry]]) -> None:
        import duckdb

        self._base = duckdb.connect(":memory:", config=OFFLINE)
        quoted = str(path).replace("'", "''")
        self._base.execute(f"CREATE TABLE ledger AS SELECT * FROM read_parquet(['{quoted}'])")
        if settled:
            self._settle(settled, settle)

    def _settle(self, settled: Collection[str], settle: Callable[[list[Entry]], list[Entry]]) -> None:
        """Put people's words into the rows; one of an entry told more than once is of all of its tellings."""
        told = "SELECT told FROM ledger WHERE id IN (SELECT unnest($ids))"
        found = self._ask(f"SELECT entry FROM ledger WHERE told IN ({told}) ORDER BY id", {"ids": list(settled)})
        words = rows(settle([_entry(r["entry"]) for r in found]))
        self._base.register("words", words)
        self._base.execute("DELETE FROM ledger WHERE id IN (SELECT id FROM words)")
        self._base.execute("INSERT INTO ledger SELECT * FROM words")
        self._base.unregister("words")

    def page(self, filters: dict[str, str], *, order: str, limit: int, skip: int) -> Page:
        """Return some of the entries that filters find; ``filters`` is by the names of FILTERS."""
        values = {name: _bound(name, value) for name, value in filters.items()}
        where = " AND ".join(_TESTS[name] for name in values) or "true"
        states = self._ask(
            f"SELECT state, count(*) AS n FROM ledger WHERE {where} GROUP BY 1 ORDER BY n DESC, 1", values
        )
        found = self._ask(
            f"SELECT entry FROM ledger WHERE {where} ORDER BY {ORDERS[order]} LIMIT $rows_asked OFFSET $rows_left",
            {**values, "rows_asked": limit, "rows_left": skip},
        )
        counted = tuple((r["state"], r["n"]) for r in states)
        return Page(entries=tuple(_entry(r["entry"]) for r in found), total=sum(n for _, n in counted), states=counted)

    def entry(self, found: str) -> Entry | None:
        """Return the entry of an id, None where there is none."""
        rows = self._ask("SELECT entry FROM ledger WHERE id = $id", {"id": found})
        return _entry(rows[0]["entry"]) if rows else None

    def of_speaker(self, actor: str) -> list[tuple[str, str, int]]:
        """Return how many entries of each kind an actor has in each state; what was said again counts once."""
        rows = self._ask(
            "SELECT kind, state, count(*) AS n FROM ledger WHERE NOT again "
            "AND (speaker_actor = $actor OR speaker_country = $actor) GROUP BY ALL ORDER BY ALL",
            {"actor": actor},
        )
        return [(r["kind"], r["state"], r["n"]) for r in rows]

    def _ask(self, sql: str, values: dict[str, Any]) -> list[dict[str, Any]]:
        """Return the rows of an answer."""
        with self._base.cursor() as cursor:
            found: list[dict[str, Any]] = cursor.sql(sql, params=values).to_arrow_table().to_pylist()
            return found


def _bound(name: str, value: str) -> str:
    """Return a filter's value as it is bound. Raises BadDate."""
    if name == "since":
        return first_day(value, "since").isoformat()
    return last_day(value, "until").isoformat() if name == "until" else value


def _entry(packed: bytes) -> Entry:
    """Return the entry of a row."""
    import msgspec

    return msgspec.msgpack.decode(packed, type=Entry)


def written(found: Sequence[Entry], path: Path) -> None:
    """Write entries to a file, whole or not at all."""
    import pyarrow.parquet as pq

    part = path.with_suffix(".part")
    pq.write_table(rows(found), part, compression="zstd")
    part.replace(path)
