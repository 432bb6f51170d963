"""The questions behind pages: rows a page at a time, and sums over the whole archive."""

# ruff: noqa: S608 - the pieces of SQL put together here are constants of this package; what a user gives is bound

from __future__ import annotations

from collections.abc import Collection, Sequence

from detente.archive.query import Query
from detente.archive.steps import NAMED_IN_CONTENT, Question, Step, Value, compose, steps

_DAY = {
    True: "coalesce(-datediff('day', DATE '1970-01-01', date), 99999999)",  # newest first, unknown ones last
    False: "coalesce(datediff('day', DATE '1970-01-01', date), 99999999)",
}
_PLACE = {
    "reports": "id",
    "mentions": "report, span_start, span_end, id",
    "statements": "report, passage_start, id",
    "events": "report, passage_start, id",
}

PREPARED = (
    "CREATE TABLE naming AS SELECT DISTINCT report, country, actor FROM mentions",
    """
    CREATE TABLE named_in_content AS
    SELECT DISTINCT spoken.id, mentions.country, mentions.actor
    FROM (SELECT id, report, unnest(content_spans) AS span FROM statements) spoken
    JOIN mentions ON mentions.report = spoken.report
        AND mentions.span_start < spoken.span."end" AND mentions.span_end > spoken.span."start"
    WHERE mentions.country IS NOT NULL OR mentions.actor IS NOT NULL""",
)
"""What is made ready when an archive is opened to be held: whom each report, and each statement's content, names."""


def sooner(sql: str) -> str:
    """Return a question that looks whom a report or a content names up in what was made ready; the answer is the same."""
    head = NAMED_IN_CONTENT.partition("WHERE")[0]
    sql = sql.replace(head, "id IN (SELECT mentions.id FROM named_in_content mentions ")
    return sql.replace("SELECT report FROM mentions WHERE country =", "SELECT report FROM naming WHERE country =")


_HEADER = (
    "id, date, origin, digest, source, outlet, title, byline, url, language, published_from, published_to, "
    "published_precision, published_text, published_known_from, copy_of, reader, version, changed_from, changed_to, "
    "changed_precision, changed_text, changed_known_from, section, place, agency"
)


def page(table: str, query: Query, *, limit: int, after: str | None, newest: bool) -> Question:
    """Return the question for some rows of a table after the row of an id; a report comes without its body."""
    order = f"{_DAY[newest]}, {_PLACE[table]}"
    key = f"row({order})"
    past = f"WHERE {key} > (SELECT {key} FROM {table} WHERE id = $after)" if after is not None else ""
    what = _HEADER if table == "reports" else "*"
    sql = f"""
        SELECT {what} FROM {table} WHERE id IN (SELECT id FROM {{rows}} {past} ORDER BY {order} LIMIT $rows_asked)
        ORDER BY {order}"""
    values: dict[str, Value] = {"rows_asked": limit, **({"after": after} if after is not None else {})}
    return compose(table, steps(table, query), Step(name="", sql=sql, values=values))


def by_ids(table: str, ids: Sequence[str], columns: Sequence[str]) -> Question:
    """Return the question for some columns of the rows of some ids."""
    sql = f"SELECT {', '.join(columns)} FROM {table} WHERE id IN (SELECT unnest($ids))"
    return Question(sql=sql, values={"ids": list(ids)})


def headers(ids: Sequence[str]) -> Question:
    """Return the question for reports by id, without their bodies."""
    return by_ids("reports", ids, (_HEADER,))


def totals() -> Question:
    """Return the question how much an archive holds."""
    sql = """
        SELECT (SELECT count(*) FROM reports) AS reports,
               (SELECT count(*) FROM reports WHERE copy_of IS NOT NULL) AS copies,
               (SELECT count(*) FROM reports WHERE date IS NULL) AS undated,
               (SELECT count(*) FROM reports WHERE outlet IS NULL) AS unknown_outlet,
               (SELECT count(DISTINCT outlet) FROM reports) AS outlets,
               (SELECT CAST(min(date) AS VARCHAR) FROM reports) AS first,
               (SELECT CAST(max(date) AS VARCHAR) FROM reports) AS last,
               (SELECT count(*) FROM statements) AS statements,
               (SELECT count(*) FROM statements WHERE speaker_how IS NULL) AS unnamed,
               (SELECT count(*) FROM events) AS events,
               (SELECT count(*) FROM events WHERE when_precision = 'unknown') AS undated_events,
               (SELECT count(*) FROM mentions) AS mentions,
               (SELECT count(*) FROM residue) AS residue,
               (SELECT count(*) FROM failures) AS failures"""
    return Question(sql=sql, values={})


def outlet_days() -> Question:
    """Return the question how many reports each outlet has on each day: ``outlet``, ``day``, ``reports``."""
    sql = """
        SELECT outlet, CAST(date AS VARCHAR) AS day, count(*) AS reports FROM reports
        GROUP BY ALL ORDER BY outlet NULLS LAST, day NULLS LAST"""
    return Question(sql=sql, values={})


def pair_sums(query: Query, statuses: Collection[str], conflict: Sequence[str]) -> Question:
    """Return the question how much each country does to each, all days together, most first.

    Rows: ``source``, ``target``, ``count``, ``conflict``, ``mean`` (of PLOVER scores).
    """
    named: dict[str, Value] = {f"conflict_{n}": kind for n, kind in enumerate(conflict)}
    done: dict[str, Value] = {f"done_{n}": status for n, status in enumerate(sorted(statuses))}
    sql = f"""
        SELECT source_country AS source, target_country AS target, count(*) AS count,
               count(*) FILTER (WHERE type IN ({_among(named)})) AS conflict, avg(score) AS mean
        FROM {{rows}}
        WHERE source_country <> target_country AND status IN ({_among(done)})
        GROUP BY ALL ORDER BY count DESC, source, target"""
    return compose("events", steps("events", query), Step(name="", sql=sql, values={**named, **done}))


def statuses(query: Query) -> Question:
    """Return the question how events divide by status and type: ``status``, ``type``, ``count``."""
    sql = "SELECT status, type, count(*) AS count FROM {rows} GROUP BY ALL ORDER BY count DESC, status, type"
    return compose("events", steps("events", query), Step(name="", sql=sql))


def acts(query: Query) -> Question:
    """Return the question how often statements do what: ``act``, ``count``."""
    sql = """
        SELECT act, count(*) AS count FROM (SELECT unnest(acts) AS act FROM {rows})
        GROUP BY ALL ORDER BY count DESC, act"""
    return compose("statements", steps("statements", query), Step(name="", sql=sql))


def names_of(reports: Sequence[str]) -> Question:
    """Return the question how often each of some reports names each actor, as ``named_actors`` does for all."""
    sql = """
        SELECT report, actor, any_value(name ORDER BY length(name) DESC, name) AS name, min(country) AS country,
               min(sector) AS sector, count(*) AS times
        FROM mentions WHERE report IN (SELECT unnest($reports)) AND actor IS NOT NULL AND how <> 'pronoun'
        GROUP BY report, actor ORDER BY report, actor"""
    return Question(sql=sql, values={"reports": list(reports)})


def named_as(code: str) -> Question:
    """Return the question what an archive calls the actor of an id or a code: ``name``, ``country``, ``sector``."""
    sql = """
        SELECT any_value(name ORDER BY length(name) DESC, name) AS name, min(country) AS country,
               min(sector) AS sector, count(*) AS times
        FROM (
            SELECT name, country, sector FROM mentions WHERE actor = $code
            UNION ALL SELECT source_name, source_country, source_sector FROM events WHERE source_actor = $code
            UNION ALL SELECT target_name, target_country, target_sector FROM events WHERE target_actor = $code
            UNION ALL SELECT speaker_name, speaker_country, speaker_sector FROM statements WHERE speaker_actor = $code
            UNION ALL SELECT addressee_name, addressee_country, addressee_sector FROM statements
                WHERE addressee_actor = $code
            UNION ALL SELECT NULL, country, NULL FROM naming WHERE country = $code
            UNION ALL SELECT NULL, source_country, NULL FROM events WHERE source_country = $code
            UNION ALL SELECT NULL, target_country, NULL FROM events WHERE target_country = $code)"""
    return Question(sql=sql, values={"code": code})


def _among(values: dict[str, Value]) -> str:
    """Return bound names as they stand in a list; a list of none finds nothing."""
    return ", ".join(f"${name}" for name in values) or "NULL"
