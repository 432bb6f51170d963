"""Whether an archive is sound: tables whole, ids unique, nothing without its report, every passage as stored."""

# ruff: noqa: S608 - the pieces of SQL put together here are constants of this package; what a user gives is bound

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from detente.archive.digests import changed
from detente.archive.engine import Engine
from detente.archive.readings import Reading
from detente.archive.root import Root
from detente.archive.steps import Question
from detente.archive.store import open_table
from detente.archive.tables import COLUMNS
from detente.errors import ArchiveError

_EXAMPLES = 3  # ids named in a fault: enough to look at, short enough for a line
_IDS_AT_ONCE = 5_000_000  # rows whose ids are held at once: some 500 MB
_REPORTS_AT_ONCE = 250_000  # reports whose bodies are held at once: some 700 MB

_WITH_IDS = (
    *("reports", "mentions", "statements", "events", "failures", "joins"),
    *("judgements", "settlements", "corrections"),
)


def _part(column: str) -> str:
    """Return the SQL for rows of one part of an archive, told by the hash of an id: a question is put to one part at a time.

    Without the casts the remainder is taken of numbers of 128 bits, which takes ten times as long.
    """
    return f"hash({column}) % $parts::UBIGINT = $part::UBIGINT"


_REPEATED = {name: f"SELECT id FROM {name} WHERE {_part('id')} GROUP BY id HAVING count(*) > 1" for name in _WITH_IDS}


def _missing(table: str, column: str) -> str:
    """Return the SQL for rows that name a statement which is not there."""
    return f"""
        SELECT id FROM {table} WHERE {column} IS NOT NULL AND {_part(column)}
        AND {column} NOT IN (SELECT id FROM statements WHERE {_part("id")})"""


_ORPHANS = {
    **{
        f"{name} whose report is missing": f"SELECT id FROM {name} WHERE report NOT IN (SELECT id FROM reports)"
        for name in ("mentions", "statements", "events")
    },
    "residue lines whose report is missing": """
        SELECT report AS id FROM residue WHERE report NOT IN (SELECT id FROM reports)""",
    "reports put in stories that are missing": """
        SELECT report AS id FROM joins WHERE report NOT IN (SELECT id FROM reports)""",
    "codings whose report is missing": """
        SELECT report AS id FROM codings WHERE report NOT IN (SELECT id FROM reports)""",
    "codings whose codebook or gazetteer is missing": """
        SELECT report AS id FROM (SELECT report, unnest([codebook, own_codebook, gazetteer, own_gazetteer]) AS vocabulary
                                  FROM codings)
        WHERE vocabulary IS NOT NULL AND vocabulary NOT IN (SELECT id FROM vocabularies)""",
    "statements inside one that is missing": _missing("statements", "inside"),
    "events told in a statement that is missing": _missing("events", "statement"),
}

# A text that was read from several spans is held against them joined, white space left out: what stands between two
# parts of it is the reader's choice.
_JOINED = """
    WITH found AS (SELECT r.id, {text} AS text, array_to_string(list_transform({spans}, lambda span:
                       substring(body, span."start" + 1, span."end" - span."start")), '') AS cut
                   FROM {table} r JOIN reports ON reports.id = r.report
                   WHERE len({spans}) > 0 AND {part_of_table} AND {part_of_reports})
    SELECT id FROM found WHERE text <> cut
    AND regexp_replace(text, '\\s+', '', 'g') <> regexp_replace(cut, '\\s+', '', 'g')"""


def _exact(table: str, start: str, end: str, text: str) -> str:
    """Return the SQL for rows whose text is not the body between start and end."""
    return f"""
        SELECT r.id FROM {table} r JOIN reports ON reports.id = r.report
        WHERE substring(body, {start} + 1, {end} - {start}) <> {text} AND {_part("r.report")} AND {_part("reports.id")}"""


def _joined(table: str, role: str) -> str:
    """Return the SQL for rows whose text is not what its spans hold."""
    return _JOINED.format(
        table=table,
        text=f"{role}_text",
        spans=f"{role}_spans",
        part_of_table=_part("r.report"),
        part_of_reports=_part("reports.id"),
    )


_UNHELD = {
    "mentions": _exact("mentions", "span_start", "span_end", "text"),
    "passages of statements": _exact("statements", "passage_start", "passage_end", "passage_text"),
    "passages of events": _exact("events", "passage_start", "passage_end", "passage_text"),
    "contents of statements": _joined("statements", "content"),
    "cues of statements": _joined("statements", "cue"),
    "figures of events": f"""
        SELECT f.id FROM (SELECT id, report, unnest(quantities) AS q FROM events WHERE {_part("report")}) f
        JOIN reports ON reports.id = f.report
        WHERE substring(body, q."start" + 1, q."end" - q."start") <> q."text" AND {_part("reports.id")} """,
}


def faults(root: Root, reading: Reading, engine: Engine) -> Iterator[str]:
    """Yield the faults of an archive as a reading pins it, in words."""
    broken: set[str] = set()
    for name, version in reading.versions.items():
        try:
            open_table(root, name, version)
            engine.run(Question(sql=f"SELECT max(columns(*)::VARCHAR) FROM {name}", values={}))
        except ArchiveError as error:
            broken.add(name)
            yield str(error)
    for name in changed(root, COLUMNS.keys() - broken):
        broken.add(name)
        yield f"{name}: not the file that was written; restore it from a copy or read the sources anew"
    if broken:
        return
    rows = {name: _rows(engine, name) for name in reading.versions}
    yield from _lost(reading, rows, engine)
    for name, sql in _REPEATED.items():
        yield from _fault(engine, sql, f"{name}: ids that stand more than once", -(-rows[name] // _IDS_AT_ONCE))
    for what, sql in _ORPHANS.items():
        yield from _fault(engine, sql, what, -(-rows["statements"] // _IDS_AT_ONCE))
    for what, sql in _UNHELD.items():
        yield from _fault(engine, sql, f"{what} that are not the stored text", -(-rows["reports"] // _REPORTS_AT_ONCE))


def _rows(engine: Engine, name: str) -> int:
    """Return how many rows a table has."""
    return int(engine.run(Question(sql=f"SELECT count(*) AS n FROM {name}", values={}))["n"][0].as_py())


def _lost(reading: Reading, rows: Mapping[str, int], engine: Engine) -> Iterator[str]:
    """Yield one line for each table that holds another number of rows than the batches wrote into it."""
    told = engine.run(Question(sql="SELECT rows FROM readings WHERE number <= $last", values={"last": reading.number}))
    written: Counter[str] = Counter()
    for one in told["rows"].to_pylist():
        written.update(dict(one))
    for name, there in rows.items():
        if there != written[name]:
            yield f"{name}: {there:,} rows are there, the batches wrote {written[name]:,}; restore it from a copy"


def _fault(engine: Engine, sql: str, what: str, parts: int) -> Iterator[str]:
    """Yield one line with the number of rows that a question finds and a few of their ids, nothing if it finds none.

    A question that takes parts is put to so many of them in turn, at least one, so that memory does not grow with the archive.
    """
    asked = [{"parts": max(parts, 1), "part": part} for part in range(max(parts, 1))] if "$parts" in sql else [{}]
    ids = [found for values in asked for found in engine.run(Question(sql=sql, values=values))["id"].to_pylist()]
    if ids:
        yield f"{len(ids)} {what}: {', '.join(sorted(set(ids))[:_EXAMPLES])}"
