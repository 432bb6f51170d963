"""The questions behind pages: rows a page at a time, and sums over the whole archive."""

# ruff: noqa: S608 - the pieces of SQL put together here are constants of this package; what a user gives is bound

from __future__ import annotations

from collections.abc import Collection, Sequence

from detente.archive.query import Query
from detente.archive.questions import ORDER
from detente.archive.steps import Question, Step, Value, compose, steps
from detente.archive.tallies import BOTH_WAYS

_DAY = {
    True: "coalesce(-datediff('day', DATE '1970-01-01', date), 99999999)",  # newest first, unknown ones last
    False: "coalesce(datediff('day', DATE '1970-01-01', date), 99999999)",
}
_BY_DAY = {True: "date DESC NULLS LAST", False: "date ASC NULLS LAST"}
_PLACE = {
    "reports": "id",
    "mentions": "report, span_start, span_end, id",
    "statements": "report, passage_start, id",
    "events": "report, passage_start, id",
}

_HEADER = (
    "id, date, origin, digest, source, outlet, title, byline, url, language, published_from, published_to, "
    "published_precision, published_text, published_known_from, copy_of, reader, version, changed_from, changed_to, "
    "changed_precision, changed_text, changed_known_from, section, place, agency"
)


def page(table: str, query: Query, *, limit: int, after: str | None, newest: bool) -> Question:
    """Return the question for some rows of a table after the row of an id; a report comes without its body."""
    key = f"row({_DAY[newest]}, {_PLACE[table]})"
    past = f"WHERE {key} > (SELECT {key} FROM {table} WHERE id = $after)" if after is not None else ""
    what = _HEADER if table == "reports" else "*"
    sql = f"SELECT {what} FROM {{rows}} {past} ORDER BY {_BY_DAY[newest]}, {_PLACE[table]} LIMIT {limit:d}"
    values: dict[str, Value] = {"after": after} if after is not None else {}
    return compose(table, steps(table, query), Step(name="", sql=sql, values=values))


def places(reports: Sequence[str]) -> Question:
    """Return the question where the rows of reports lie: ``part``, ``lies``."""
    sql = "SELECT part, unnest(lies) AS lies FROM places WHERE report IN (SELECT unnest($reports))"
    return Question(
        sql=f"SELECT part, list(lies) AS lies FROM ({sql}) GROUP BY part", values={"reports": list(reports)}
    )


def lying(table: str, lies: Sequence[int]) -> Question:
    """Return the question for the rows of a table at some places, in order."""
    order = "report, position" if table == "residue" else ORDER[table]
    sql = f"SELECT * FROM {table} WHERE lies IN (SELECT unnest($lies)) ORDER BY {order}"
    return Question(sql=sql, values={"lies": list(lies)})


def joined() -> Question:
    """Return the question which story each report was put in: the last judgement counts, a copy goes with its source."""
    sql = """
        WITH last AS (SELECT report, arg_max(story, number) AS story, arg_max(coalesce(source, ''), number) AS source
                      FROM joins GROUP BY report)
        SELECT own.report, coalesce(other.story, own.story) AS story
        FROM last own LEFT JOIN last other ON other.report = own.source"""
    return Question(sql=sql, values={})


def stories_in_order() -> Question:
    """Return the question for all stories, the latest first: ``story``, ``reports``."""
    sql = """
        SELECT story, count(*) AS reports FROM standing JOIN reports ON reports.id = standing.report
        GROUP BY story ORDER BY max(coalesce(substr(published_to, 1, 10), '')) DESC, reports DESC, story DESC"""
    return Question(sql=sql, values={})


def members(stories: Sequence[str]) -> Question:
    """Return the question for the reports of stories, with what is needed to name a story."""
    sql = """
        SELECT story, id, title, published_from, published_to, copy_of
        FROM standing JOIN reports ON reports.id = standing.report WHERE story IN (SELECT unnest($stories))"""
    return Question(sql=sql, values={"stories": list(stories)})


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


def pair_sums(query: Query, statuses: Collection[str], conflict: Sequence[str], *, both_ways: bool = False) -> Question:
    """Return the question how much each country does to each, all days together and none, most first.

    ``both_ways``: what both do to each other counts in both directions; else as it is stored. Rows: ``source``, ``target``,
    ``count``, ``conflict``, ``mean`` and ``negative`` (of PLOVER scores; the sum of those below zero).
    """
    named: dict[str, Value] = {f"conflict_{n}": kind for n, kind in enumerate(conflict)}
    done: dict[str, Value] = {f"done_{n}": status for n, status in enumerate(sorted(statuses))}
    sql = f"""
        SELECT source_country AS source, target_country AS target, count(*) AS count,
               count(*) FILTER (WHERE type IN ({_among(named)})) AS conflict, avg(score) AS mean,
               coalesce(sum(score) FILTER (WHERE score < 0), 0) AS negative
        FROM {{rows}}
        WHERE source_country <> target_country AND status IN ({_among(done)})
        GROUP BY ALL ORDER BY count DESC, source, target"""
    taken = [*steps("events", query), *([BOTH_WAYS] if both_ways else [])]
    return compose("events", taken, Step(name="", sql=sql, values={**named, **done}))


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
        SELECT report, who.actor AS actor, who.name AS name, who.country AS country, who.sector AS sector,
               who.times AS times
        FROM (SELECT id AS report, unnest(parties) AS who FROM reports WHERE id IN (SELECT unnest($reports)))
        ORDER BY report, actor"""
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
            UNION ALL SELECT NULL, $code, NULL FROM sides_reports WHERE code = $code
            UNION ALL SELECT NULL, source_country, NULL FROM events WHERE source_country = $code
            UNION ALL SELECT NULL, target_country, NULL FROM events WHERE target_country = $code)"""
    return Question(sql=sql, values={"code": code})


def _among(values: dict[str, Value]) -> str:
    """Return bound names as they stand in a list; a list of none finds nothing."""
    return ", ".join(f"${name}" for name in values) or "NULL"
