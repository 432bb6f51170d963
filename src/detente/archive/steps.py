"""The steps of a query: one small piece of SQL each, which narrows down the rows of the step before.

``{rows}`` in a step's SQL stands for the step before; values are bound by name, never written into the SQL.
"""

# ruff: noqa: S608 - the pieces of SQL put together here are constants of this package; what a user gives is bound

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from detente.archive.query import Query, first_day, last_day
from detente.archive.search_plain import Searched, check_fields
from detente.archive.search_query import parsed

EVERY_ORIGIN = "all"
"""What asks for events of every origin: those read here and those taken over."""

FOUND = "{found}"
"""What stands in SQL for the condition that a search finds a row: it is put in when the question is asked."""

FOUND_WORDS = "found_words"
"""The table of what a search finds by the word index, ``id`` and ``score``: empty where there is no index."""

Value = str | int | date | list[str] | list[int] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One common table expression: its name, its SQL and the values bound in it.

    ``searched`` is what it asks of the table's texts: its SQL has FOUND where the rows that have it are told.
    """

    name: str
    sql: str
    values: Mapping[str, Value] = field(default_factory=dict)
    searched: Searched | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A whole statement of SQL with its bound values; ``searched`` says what FOUND in it stands for."""

    sql: str
    values: Mapping[str, Value]
    searched: Searched | None = None


def compose(table: str, steps: Iterable[Step], finish: Step) -> Question:
    """Return the question that runs a table's rows through the steps, then the finish."""
    rows, parts, values = table, [], dict(finish.values)
    searched: Searched | None = None
    for step in steps:
        searched = step.searched or searched
        parts.append(f"{step.name} AS ({step.sql.replace('{rows}', rows)})")
        values.update(step.values)
        rows = step.name
    head = "WITH " + ",\n".join(parts) + "\n" if parts else ""
    return Question(sql=head + finish.sql.replace("{rows}", rows), values=values, searched=searched)


def steps(table: str, query: Query) -> Iterator[Step]:
    """Yield the steps that a query needs on a table of records."""
    if table == "events":
        yield _origin(query.origin)
    if query.since or query.until:
        yield _dates(query)
    if query.outlet is not None:
        yield _outlet(table, query.outlet)
    yield from _actors(table, query)
    if query.type is not None or query.status is not None:
        yield Step(name="of_kind", sql=_OF_KIND[table], values={"type": query.type, "status": query.status})
    if query.act is not None:
        yield Step(name="of_act", sql=_OF_ACT[table], values={"act": query.act})
    if query.issue is not None:
        yield Step(name="on_issue", sql=_ON_ISSUE[table], values={"issue": query.issue})
    yield from holding(table, query)


def _origin(origin: str | None) -> Step:
    """Keep the events that were read here, or those taken over from one source, or all."""
    if origin == EVERY_ORIGIN:
        return Step(name="of_origin", sql="SELECT * FROM {rows}")
    test = "origin IS NULL" if origin is None else "lower(origin) = lower($origin)"
    values = {} if origin is None else {"origin": origin}
    return Step(name="of_origin", sql="SELECT * FROM {rows} WHERE " + test, values=values)


def _dates(query: Query) -> Step:
    """Keep the rows of some days; a limit that is not asked for is no test, so that files can be passed over by them."""
    values: dict[str, Value] = {}
    if query.since:
        values["since"] = first_day(query.since, "since")
    if query.until:
        values["until"] = last_day(query.until, "until")
    tests = {"since": "date >= $since", "until": "date <= $until"}
    return Step(
        name="on_days", sql="SELECT * FROM {rows} WHERE " + " AND ".join(tests[name] for name in values), values=values
    )


def _outlet(table: str, outlet: str) -> Step:
    """Keep the rows of one outlet's reports."""
    own = "SELECT * FROM {rows} WHERE lower(outlet) = lower($outlet)"
    by_report = """
        SELECT * FROM {rows}
        WHERE report IN (SELECT id FROM reports WHERE lower(outlet) = lower($outlet))"""
    return Step(name="of_outlet", sql=own if table == "reports" else by_report, values={"outlet": outlet})


def _actors(table: str, query: Query) -> Iterator[Step]:
    """Yield the steps that keep the rows of some actors."""
    if table == "mentions":
        asked = [a for a in (query.actor, query.source, query.target, *(query.between or ())) if a is not None]
        if asked:
            named = {f"actor_{n}": a for n, a in enumerate(asked)}
            tests = " OR ".join(f"country = ${name} OR actor = ${name}" for name in named)
            yield Step(name="of_actors", sql="SELECT * FROM {rows} WHERE " + tests, values=named)
        return
    on_side = _SIDES[table]
    if query.actor is not None:
        either = f"{on_side['source']} OR {on_side['target']}"
        yield _sided("with_actor", either, actor=query.actor)
    if query.source is not None:
        yield _sided("from_source", on_side["source"], actor=query.source, value="source")
    if query.target is not None:
        yield _sided("at_target", on_side["target"], actor=query.target, value="target")
    if query.between is not None:
        yield Step(
            name="between_both",
            sql="SELECT * FROM {rows} WHERE " + between_test(table),
            values={"side_a": query.between[0], "side_b": query.between[1]},
        )


def side_tests(table: str) -> Mapping[str, str]:
    """Return what tells that $actor is the source or the target of a row of reports, statements or events."""
    return _SIDES[table]


def between_test(table: str) -> str:
    """Return what tells that of $side_a and $side_b one is the source and the other the target of a row."""
    a, b = ({s: t.replace("$actor", f"${v}") for s, t in _SIDES[table].items()} for v in ("side_a", "side_b"))
    return f"({a['source']} AND {b['target']}) OR ({b['source']} AND {a['target']})"


def _sided(name: str, test: str, *, actor: str, value: str = "actor") -> Step:
    """Keep the rows that pass a test on one actor, bound under a name of its own."""
    sql = "SELECT * FROM {rows} WHERE " + test.replace("$actor", f"${value}")
    return Step(name=name, sql=sql, values={value: actor})


def holding(table: str, query: Query) -> Iterator[Step]:
    """Yield the step that keeps the rows whose text a search finds. Raises UsageError for a field that there is not."""
    if query.text is None or not query.text.strip():
        return
    asked = parsed(query.text)
    check_fields(table, asked)
    # Events taken over from other people's data are not in the index.
    searched = Searched(table=table, asked=asked, indexed=table != "events" or query.origin is None)
    yield Step(name="holding", sql=f"SELECT * FROM {{rows}} WHERE {FOUND}", searched=searched)


_MENTIONED = "id IN (SELECT report FROM mentions WHERE country = $actor OR actor = $actor)"
_NAMED_IN_CONTENT = """id IN (
    SELECT spoken.id
    FROM (SELECT id, report, unnest(content_spans) AS span FROM statements) spoken
    JOIN mentions ON mentions.report = spoken.report
        AND mentions.span_start < spoken.span."end" AND mentions.span_end > spoken.span."start"
    WHERE mentions.country = $actor OR mentions.actor = $actor)"""

_BY = "coalesce(source_country = $actor OR source_actor = $actor, false)"
_ON = "coalesce(target_country = $actor OR target_actor = $actor, false)"

_SIDES: dict[str, dict[str, str]] = {
    "reports": {"source": f"({_MENTIONED})", "target": f"({_MENTIONED})"},
    "statements": {
        "source": "coalesce(speaker_country = $actor OR speaker_actor = $actor, false)",
        "target": f"(coalesce(addressee_country = $actor OR addressee_actor = $actor, false) OR {_NAMED_IN_CONTENT})",
    },
    "events": {
        "source": f"({_BY} OR (coalesce(mutual, false) AND {_ON}))",
        "target": f"({_ON} OR (coalesce(mutual, false) AND {_BY}))",
    },
}

_KIND = "lower(events.type) = lower(coalesce($type, events.type)) AND events.status = coalesce($status, events.status)"
_OF_KIND: dict[str, str] = {
    "events": f"SELECT * FROM {{rows}} AS events WHERE {_KIND}",
    "statements": f"SELECT * FROM {{rows}} WHERE id IN (SELECT statement FROM events WHERE {_KIND})",
    "mentions": f"SELECT * FROM {{rows}} WHERE report IN (SELECT report FROM events WHERE {_KIND})",
    "reports": f"SELECT * FROM {{rows}} WHERE id IN (SELECT report FROM events WHERE {_KIND})",
}

_ACTING = "FROM statements WHERE list_contains(acts, $act)"
_OF_ACT: dict[str, str] = {
    "statements": "SELECT * FROM {rows} WHERE list_contains(acts, $act)",
    "events": f"SELECT * FROM {{rows}} WHERE statement IN (SELECT id {_ACTING})",
    "mentions": f"SELECT * FROM {{rows}} WHERE report IN (SELECT report {_ACTING})",
    "reports": f"SELECT * FROM {{rows}} WHERE id IN (SELECT report {_ACTING})",
}

_ABOUT = """(
    SELECT report FROM statements WHERE list_contains(issues, $issue)
    UNION ALL SELECT report FROM events WHERE list_contains(issues, $issue))"""
_ON_ISSUE: dict[str, str] = {
    "statements": "SELECT * FROM {rows} WHERE list_contains(issues, $issue)",
    "events": "SELECT * FROM {rows} WHERE list_contains(issues, $issue)",
    "mentions": f"SELECT * FROM {{rows}} WHERE report IN {_ABOUT}",
    "reports": f"SELECT * FROM {{rows}} WHERE id IN {_ABOUT}",
}
