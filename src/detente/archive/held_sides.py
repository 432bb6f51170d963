"""Which rows of a store name whom, and which stand between whom: looked up where every row would else be put to a test.

``sides_TABLE`` has a row for each actor or country that a row of the table has as its source or speaker (side 0) or as its
target, addressee or somebody named in what is said (side 1); of reports for everybody named. ``pairs_TABLE`` has a row for
each two of whom one acts on the other. Both are in order of the code, so that few of their blocks are read. What a question
asks by tests of its own (:mod:`detente.archive.steps`) is put to these tables instead; the answer is the same.
"""

# ruff: noqa: S608 - the pieces of SQL put together here are constants of this package; what a user gives is bound

from __future__ import annotations

from collections.abc import Iterator

from detente.archive.steps import between_test, side_tests

SIDED = ("reports", "statements", "events")
"""The tables whose rows have sides."""

_PAIRED = ("statements", "events")
_LISTED = {
    "reports": """
        SELECT r.lies, 0 AS side, m.code FROM reports r JOIN (
            SELECT DISTINCT report, unnest([country, actor]) AS code FROM mentions WHERE {of_mentions}) m
        ON m.report = r.id WHERE {of}""",
    "statements": """
        SELECT lies, unnest([0, 0, 1, 1]) AS side,
               unnest([speaker_country, speaker_actor, addressee_country, addressee_actor]) AS code
        FROM statements WHERE {of}
        UNION ALL SELECT spoken.lies, 1, unnest([m.country, m.actor])
        FROM (SELECT lies, report, unnest(content_spans) AS span FROM statements WHERE {of}) spoken
        JOIN (SELECT * FROM mentions WHERE {of_mentions}) m ON m.report = spoken.report
            AND m.span_start < spoken.span."end" AND m.span_end > spoken.span."start\"""",
    "events": """
        SELECT lies, unnest([0, 0, 1, 1]) AS side,
               unnest([source_country, source_actor, target_country, target_actor]) AS code
        FROM events WHERE {of}
        UNION ALL SELECT lies, unnest([1, 1, 0, 0]),
               unnest([source_country, source_actor, target_country, target_actor])
        FROM events WHERE mutual AND {of}""",
}
"""Code and side of each row; what both do to each other stands on both sides."""


def made() -> Iterator[str]:
    """Yield the SQL that makes the tables."""
    for table in SIDED:
        yield f"CREATE TABLE sides_{table} (code VARCHAR, side TINYINT, lies BIGINT)"
    for table in _PAIRED:
        yield f"CREATE TABLE pairs_{table} (a VARCHAR, b VARCHAR, lies BIGINT)"


def filled(table: str, of: str, of_mentions: str) -> Iterator[str]:
    """Yield the SQL that adds the sides of rows.

    Args:
        table: one of SIDED.
        of: the condition for its rows.
        of_mentions: the condition for the mentions of their reports.
    """
    listed = _LISTED[table].format(of=of, of_mentions=of_mentions)
    yield (
        f"CREATE OR REPLACE TEMP TABLE sides_now AS SELECT DISTINCT code, side, lies FROM ({listed}) "
        "WHERE code IS NOT NULL ORDER BY code, side, lies"
    )
    yield f"INSERT INTO sides_{table} BY NAME FROM sides_now"
    if table in _PAIRED:
        yield (
            f"INSERT INTO pairs_{table} SELECT DISTINCT least(s.code, t.code) AS a, greatest(s.code, t.code) AS b, s.lies "
            "FROM sides_now s JOIN sides_now t ON s.lies = t.lies WHERE s.side = 0 AND t.side = 1 ORDER BY ALL"
        )
    yield "DROP TABLE sides_now"


def emptied(table: str, of: str) -> Iterator[str]:
    """Yield the SQL that takes away the sides of rows, found by a condition."""
    for kind in ("sides", *(("pairs",) if table in _PAIRED else ())):
        yield f"DELETE FROM {kind}_{table} WHERE lies IN (SELECT lies FROM {table} WHERE {of})"


def looked_up(sql: str) -> str:
    """Return a question that looks up sides and pairs where it would put every row to a test."""
    for test, instead in _INSTEAD:
        sql = sql.replace(test, instead)
    return sql


def _instead() -> Iterator[tuple[str, str]]:
    """Yield the tests of questions, each with what stands for it; a test before those that are part of it."""
    for table in SIDED:
        if table in _PAIRED:
            pair = f"lies IN (SELECT lies FROM pairs_{table} WHERE a = least($side_a, $side_b) AND b = greatest($side_a, $side_b))"
        else:
            pair = " AND ".join(
                f"lies IN (SELECT lies FROM sides_{table} WHERE code = ${v})" for v in ("side_a", "side_b")
            )
        yield between_test(table), pair
        tests = side_tests(table)
        yield f"{tests['source']} OR {tests['target']}", f"lies IN (SELECT lies FROM sides_{table} WHERE code = $actor)"
        for number, side in enumerate(("source", "target")):
            on = f" AND side = {number}" if table in _PAIRED else ""
            yield (
                tests[side].replace("$actor", f"${side}"),
                f"lies IN (SELECT lies FROM sides_{table} WHERE code = ${side}{on})",
            )


_INSTEAD = tuple(_instead())
