"""Records as people corrected them: what is laid over the rows that were read.

Rows as read stay as they are. Of each table, the rows that a correction touches are held anew, as corrected; whoever asks
the archive gets these in their place, and nothing where a person said that there is no such record.
"""

# ruff: noqa: S608 - the pieces of SQL put together here are constants of this package; what a user gives is bound

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from detente.archive.rows import arrow
from detente.archive.steps import Question, Value
from detente.corrections import Correction
from detente.records import Span

if TYPE_CHECKING:
    import pyarrow as pa

Row = dict[str, Any]  # values of a row have the shape of their column, which only the Arrow schema knows

ROLES: dict[str, tuple[str, ...]] = {
    "mentions": ("",),
    "statements": ("speaker_", "addressee_"),
    "events": ("source_", "target_"),
}
"""The tables that can be corrected, and what the columns of their actors begin with."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Overlay:
    """What is laid over a table: the ids of the rows ``gone`` from it, and the ``rows`` that stand for them."""

    gone: pa.Table
    rows: pa.Table


def standing(corrections: Iterable[Correction]) -> list[Correction]:
    """Return the corrections that count, one after another as they were made."""
    ordered = sorted(corrections, key=lambda c: (c.made, c.id))
    undone = {c.undoes for c in ordered if c.kind == "undo"}
    return [c for c in ordered if c.kind != "undo" and c.id not in undone]


def overlay(
    table: str, counting: Sequence[Correction], ask: Callable[[Question], pa.Table], dropped: Collection[str] = ()
) -> Overlay | None:
    """Return what is laid over a table, None where nothing is.

    Args:
        table: mentions, statements or events.
        counting: the corrections that count, in order.
        ask: answers from the rows as read.
        dropped: ids of statements that there are not.
    """
    import pyarrow as pa

    own = [c for c in counting if c.kind == "actor" or c.table == table or (c.table == "statements" and dropped)]
    if not own:
        return None
    read: list[Row] = ask(_touched(table, own)).to_pylist()
    there = {row["id"] for row in read}
    gone: list[str] = []
    kept: list[Row] = []
    seen: set[object] = set()
    for row in read:
        made = _corrected(table, row, own, there)
        if made is not None:
            made = _without(made, dropped)
        repeated = made is not None and _again(table, made, seen)
        if made == row and not repeated:
            continue
        gone.append(row["id"])
        if made is not None and not repeated:
            kept.append(made)
    if not gone:
        return None
    return Overlay(gone=pa.table({"id": pa.array(gone, pa.string())}), rows=arrow(table, kept))


def kept(batch: pa.RecordBatch, laid: Overlay) -> pa.RecordBatch:
    """Return the rows of a batch as read that no correction touched."""
    import pyarrow.compute as pc

    return batch.filter(pc.invert(pc.is_in(batch["id"], value_set=laid.gone["id"].combine_chunks())))


def statements_dropped(counting: Sequence[Correction], ask: Callable[[Question], pa.Table]) -> frozenset[str]:
    """Return the ids of the statements that people said there are not."""
    own = [c for c in counting if c.kind == "nothing" and c.table == "statements"]
    if not own:
        return frozenset()
    read: list[Row] = ask(_touched("statements", own)).to_pylist()
    there = {row["id"] for row in read}
    return frozenset(row["id"] for row in read if any(_means(c, "statements", row, there) for c in own))


def _touched(table: str, own: Sequence[Correction]) -> Question:
    """Return the question for all rows that corrections can touch."""
    everywhere = [c for c in own if c.kind == "actor" and c.scope == "archive"]
    values: dict[str, Value] = {
        "reports": sorted({c.report for c in own if c.report and c not in everywhere}),
        "actors": sorted({c.was for c in everywhere if c.was is not None}),
        "names": sorted({_key(c.text) for c in everywhere if c.was is None}),
    }
    tests = ["report IN (SELECT unnest($reports))"]
    for role in ROLES[table]:
        name = f"lower(coalesce({role}name, {role}text))"
        tests.append(f"{role}actor IN (SELECT unnest($actors))")
        tests.append(f"({role}actor IS NULL AND {name} IN (SELECT unnest($names)))")
    return Question(sql=f"SELECT * FROM {table} WHERE {' OR '.join(tests)} ORDER BY id", values=values)


def _corrected(table: str, read: Row, own: Sequence[Correction], there: Collection[str]) -> Row | None:
    """Return a row as corrected, the row itself where nothing is about it; None where there is no such record."""
    row = dict(read)
    for c in own:
        if c.kind == "actor":
            for role in ROLES[table]:
                if _names(c, table, row, role):
                    row |= _actor(c, row, role)
        elif not _means(c, table, read, there):
            continue
        elif c.kind == "nothing":
            return None
        elif c.kind == "type":
            row |= {"type": c.value, "mode": c.mode, "cameo": c.cameo, "goldstein": c.goldstein, "score": c.score}
        elif c.kind == "status":
            row["status"] = c.value
        elif c.kind == "acts":
            row["acts"] = (c.value or "").split()
    return row


def _names(c: Correction, table: str, row: Row, role: str) -> bool:
    """Say whether a correction of an actor is about the one in a role of a row."""
    if table != "mentions" and row[f"{role}how"] is None:
        return False
    if row[f"{role}actor"] != c.was or (c.scope != "archive" and row["report"] != c.report):
        return False
    if c.scope != "place":
        return c.was is not None or _key(row[f"{role}name"] or row[f"{role}text"]) == _key(c.text)
    return any(start < c.span[1] and end > c.span[0] for start, end in named_at(table, row, role))


def _actor(c: Correction, row: Row, role: str) -> Row:
    """Return the columns of a role with another actor in it; the name stays where it is nobody known."""
    made: Row = {f"{role}actor": c.value, f"{role}country": c.country, f"{role}sector": c.sector}
    if c.value is not None:
        made[f"{role}name"] = c.name
    if row[f"{role}how"] != "office":  # an office that the words name is held by whoever it is
        made[f"{role}office"] = None
    return made


def _means(c: Correction, table: str, row: Row, there: Collection[str]) -> bool:
    """Say whether a correction is about a row: by its id, else, in a report read anew, by its place and what was read."""
    if c.table != table:
        return False
    if c.item in there:
        return bool(row["id"] == c.item)
    if row["report"] != c.report or place(table, row) != c.span:
        return False
    if table == "statements":
        return True
    if table == "mentions":
        return bool(row["actor"] == c.was)
    same = row["type"] == c.of and parties(row) == c.text
    return same and (c.kind != "status" or row["status"] == c.was)


def place(table: str, row: Row) -> Span:
    """Return where a row stands: an event's passage, a statement's content, a mention's span."""
    if table == "mentions":
        return row["span_start"], row["span_end"]
    if table == "statements" and row["content_spans"]:
        return row["content_spans"][0]["start"], row["content_spans"][-1]["end"]
    return row["passage_start"], row["passage_end"]


def named_at(table: str, row: Row, role: str) -> list[Span]:
    """Return where a row names the actor in a role."""
    if table == "mentions":
        return [(row["span_start"], row["span_end"])]
    return [(s["start"], s["end"]) for s in row[f"{role}spans"] or ()]


def parties(row: Row) -> str:
    """Return who does it to whom in an event as read, in the words found."""
    return f"{row['source_text']} > {row['target_text'] or ''}"


def _without(row: Row, dropped: Collection[str]) -> Row:
    """Return a row that stands in no statement that there is not."""
    inside = next((name for name in ("inside", "statement") if row.get(name) in dropped), None)
    return row if inside is None else {**row, inside: None}


def _again(table: str, row: Row, seen: set[object]) -> bool:
    """Say whether a mention repeats one at its place that names the same: two candidates became one."""
    if table != "mentions" or row["actor"] is None:
        return False
    key = (row["report"], row["span_start"], row["span_end"], row["actor"])
    if key in seen:
        return True
    seen.add(key)
    return False


def _key(text: str | None) -> str:
    """Return what a name is compared by."""
    return (text or "").lower()
