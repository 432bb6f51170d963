"""The questions that an archive is asked, whole: rows in order, and how many there are."""

# ruff: noqa: S608 - the pieces of SQL put together here are constants of this package; what a user gives is bound

from __future__ import annotations

from collections.abc import Sequence

from detente.archive.query import Query
from detente.archive.steps import FOUND_WORDS, Question, Step, compose, holding, steps
from detente.archive.tables import COLUMNS, RECORD_TABLES
from detente.errors import UsageError

ORDER: dict[str, str] = {
    "reports": "date NULLS LAST, id",
    "mentions": "date NULLS LAST, report, span_start, span_end, id",
    "statements": 'date NULLS LAST, report, coalesce(content_spans[1]."start", passage_start), id',
    "events": "date NULLS LAST, report, passage_start, id",
    "residue": "report, position",
    "failures": "source, stage, error, id",
    "joins": "number, report, id",
    "traits": "number, report",
    "judgements": "made, id",
    "settlements": "made, id",
    "corrections": "made, id",
    "codings": "report",
    "vocabularies": "id, file",
    "readings": "number",
}
_ACTORS = ("actor", "source", "target", "between")
_NOT_FOR_PLAIN_TABLES = (*_ACTORS, "type", "status", "act", "issue", "outlet", "since", "until")


def rows(table: str, query: Query) -> Question:
    """Return the question for a table's rows: by date (unknown ones last), report, place in the report and id."""
    found = _steps(table, query)
    sql = "SELECT * FROM {rows} ORDER BY " + ORDER[table] + " LIMIT $limit"
    return compose(table, found, Step(name="", sql=sql, values={"limit": query.limit}))


def count(table: str, query: Query) -> Question:
    """Return the question how many rows a query finds; its limit counts too."""
    sql = "SELECT count(*) AS rows FROM (SELECT 1 FROM {rows} LIMIT $limit)"
    return compose(table, _steps(table, query), Step(name="", sql=sql, values={"limit": query.limit}))


_SHOWN = {
    "reports": "t.id, t.id AS report, t.date, t.body AS passage, 0 AS start, t.byline AS who, t.outlet, t.title, t.url, "
    "t.language FROM {rows} t",
    **{
        table: f"t.id, t.report, t.date, t.passage_text AS passage, t.passage_start AS start, t.{who} AS who, r.outlet, "
        "r.title, r.url, r.language FROM {rows} t LEFT JOIN reports r ON r.id = t.report"
        for table, who in (("statements", "speaker_name"), ("events", "source_name"))
    },
}


def ranked(table: str, query: Query, limit: int) -> Question:
    """Return the question for what a search shows of the rows that it finds, best first; ``match`` is how well they fit.

    Without the word index ``match`` is null and the latest come first.
    """
    order = "w.score DESC NULLS LAST, t.date DESC NULLS LAST, t.id"
    what, _, where = _SHOWN[table].partition(" FROM ")
    best = f"SELECT t.id FROM {{rows}} t LEFT JOIN {FOUND_WORDS} w ON w.id = t.id ORDER BY {order} LIMIT $limit"
    sql = (
        f"SELECT w.score AS match, {what} FROM {where.replace('{rows}', table)} "
        f"LEFT JOIN {FOUND_WORDS} w ON w.id = t.id WHERE t.id IN ({best}) ORDER BY {order}"
    )
    return compose(table, _steps(table, query), Step(name="", sql=sql, values={"limit": limit}))


def shown(table: str, ids: Sequence[str]) -> Question:
    """Return the question for what a search shows of some rows."""
    sql = f"SELECT {_SHOWN[table].replace('{rows}', table)} WHERE t.id IN (SELECT unnest($ids))"
    return Question(sql=sql, values={"ids": list(ids)})


def said(query: Query) -> Question:
    """Return the question for what was said in the statements that a query finds, the latest first."""
    sql = "SELECT id, content_text, passage_text FROM {rows} ORDER BY date DESC NULLS LAST, id"
    return compose("statements", _steps("statements", query), Step(name="", sql=sql))


def unresolved(limit: int) -> Question:
    """Return the question for the names that no actor was found for, the most frequent first."""
    sql = (
        "SELECT coalesce(name, text) AS name, count(*) AS mentions, count(DISTINCT report) AS reports FROM mentions "
        "WHERE actor IS NULL AND how = 'name' GROUP BY 1 ORDER BY mentions DESC, 1 LIMIT $limit"
    )
    return Question(sql=sql, values={"limit": limit})


def residue_of(table_rows: Question) -> Question:
    """Return the question for the residue of the reports that another question finds."""
    sql = f"SELECT * FROM residue WHERE report IN (SELECT id FROM ({table_rows.sql})) ORDER BY report, position"
    return Question(sql=sql, values=table_rows.values, searched=table_rows.searched)


def of_reports(table: str, reports: Sequence[str]) -> Question:
    """Return the question for a table's rows of some reports, in order."""
    column = "id" if table == "reports" else "report"
    sql = f"SELECT * FROM {table} WHERE {column} IN (SELECT unnest($reports)) ORDER BY {ORDER[table]}"
    return Question(sql=sql, values={"reports": list(reports)})


def called(table: str, beginning: str) -> Question:
    """Return the question for a table's rows whose ids begin so, two of them at most."""
    sql = f"SELECT * FROM {table} WHERE starts_with(id, $beginning) ORDER BY id LIMIT 2"
    return Question(sql=sql, values={"beginning": beginning})


def by_ids(table: str, ids: Sequence[str]) -> Question:
    """Return the question for a table's rows of some ids, in the order of their ids."""
    sql = f"SELECT * FROM {table} WHERE id IN (SELECT unnest($ids)) ORDER BY id"
    return Question(sql=sql, values={"ids": list(ids)})


def named(name: str) -> Question:
    """Return the question whether records name an actor by id, or have a name that no actor was found for: ``actor``."""
    parts = [("mentions", ""), ("statements", "speaker_"), ("statements", "addressee_")]
    parts += [("events", "source_"), ("events", "target_")]
    sql = " UNION ALL ".join(
        f"SELECT {role}actor AS actor FROM {table} WHERE {role}actor = $name OR "
        f"({role}actor IS NULL AND lower(coalesce({role}name, {role}text)) = lower($name))"
        for table, role in parts
    )
    return Question(sql=f"SELECT actor FROM ({sql}) ORDER BY actor NULLS LAST LIMIT 1", values={"name": name})


def named_actors() -> Question:
    """Return the question how often each report names each actor, by a name, an office or a metonym."""
    sql = """
        SELECT report, actor, any_value(name ORDER BY length(name) DESC, name) AS name, min(country) AS country,
               min(sector) AS sector, count(*) AS times
        FROM mentions WHERE actor IS NOT NULL AND how <> 'pronoun' GROUP BY report, actor ORDER BY report, actor"""
    return Question(sql=sql, values={})


def ungrouped() -> Question:
    """Return the question how many reports are in no story."""
    return Question(sql="SELECT count(*) AS rows FROM reports WHERE id NOT IN (SELECT report FROM joins)", values={})


def _steps(table: str, query: Query) -> list[Step]:
    """Return a query's steps. Raises UsageError for a table or a filter that there is not."""
    if table not in COLUMNS:
        raise UsageError(f"no table called {table!r}; give one of {', '.join(COLUMNS)}")
    if table in RECORD_TABLES and table != "failures":
        return list(steps(table, query))
    given = [name for name in _NOT_FOR_PLAIN_TABLES if getattr(query, name) is not None]
    if query.text and table != "failures":
        given.append("text")
    if given:
        raise UsageError(f"{table} cannot be filtered by {', '.join(given)}; ask for all of them, or with a limit")
    return list(holding(table, query))


def traits_of() -> Question:
    """Return the question for the reports that are grouped, in the order of their numbers: ``report``."""
    return Question(sql="SELECT report FROM traits ORDER BY number", values={})


def traits_between(first: int, end: int) -> Question:
    """Return the question for what reports are grouped by, from a number on and up to another."""
    sql = "SELECT * FROM traits WHERE number >= $first AND number < $end ORDER BY number"
    return Question(sql=sql, values={"first": first, "end": end})
