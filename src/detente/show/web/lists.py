"""Lists of reports, statements, events and stories, a page at a time, and whole tables of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from detente.archive import rebuild
from detente.errors import UsageError
from detente.show.web.desk import Desk
from detente.show.web.filters import query
from detente.show.web.views import (
    EventLine,
    EventList,
    Filters,
    ReportList,
    StatementLine,
    StatementList,
    StoryList,
    Table,
)

if TYPE_CHECKING:
    import pyarrow as pa


def report_list(desk: Desk, asked: Filters) -> ReportList:
    """Return a page of reports. Raises UsageError."""
    rows, after = _page(desk, "reports", asked)
    found = tuple(desk.cite(rebuild.report({**row, "body": ""}, ())) for row in rows)
    return ReportList(filters=asked, total=count(desk, "reports", asked), rows=found, next=after)


def statement_list(desk: Desk, asked: Filters) -> StatementList:
    """Return a page of statements. Raises UsageError."""
    rows, after = _page(desk, "statements", asked)
    cites = desk.cites([row["report"] for row in rows])
    lines = tuple(
        StatementLine(statement=rebuild.statement(row), report=cites[row["report"]], passage=row["passage_text"])
        for row in rows
    )
    return StatementList(filters=asked, total=count(desk, "statements", asked), rows=lines, next=after)


def event_list(desk: Desk, asked: Filters) -> EventList:
    """Return a page of events. Raises UsageError."""
    rows, after = _page(desk, "events", asked)
    cites = desk.cites([row["report"] for row in rows if row["origin"] is None])
    lines = tuple(
        EventLine(
            event=rebuild.event(row),
            report=cites.get(row["report"]) or _elsewhere(row),
            passage=row["passage_text"],
        )
        for row in rows
    )
    return EventList(filters=asked, total=count(desk, "events", asked), rows=lines, next=after)


def story_list(desk: Desk, asked: Filters) -> StoryList:
    """Return a page of stories. Raises UsageError."""
    ids = desk.story_ids
    start = 0
    if asked.after is not None:
        if asked.after not in desk.stands.values():
            raise UsageError(f"after {asked.after!r} is no story here; begin at the first page")
        start = ids.index(asked.after) + 1
    shown = ids[start : start + asked.limit]
    after = shown[-1] if start + asked.limit < len(ids) else None
    return StoryList(total=len(ids), shared=desk.shared, rows=desk.stories(shown), next=after)


def count(desk: Desk, table: Table, asked: Filters) -> int:
    """Return how many rows there are in all."""
    whole = query(asked)
    return desk.kept(("count", table, whole), lambda: desk.archive.count(table, whole))


def whole_table(desk: Desk, table: Table, asked: Filters) -> pa.Table:
    """Return all rows that filters find, whatever page is asked for; as many as the page says there are."""
    return desk.archive.table(table, query(asked))


def _page(desk: Desk, table: Table, asked: Filters) -> tuple[list[dict[str, Any]], str | None]:
    """Return the rows of a page, and the id that the next one begins after. Raises UsageError."""
    if asked.after is not None and not desk.archive.known_id(table, asked.after):
        raise UsageError(f"after {asked.after!r} is no row of {table}; begin at the first page")
    found = desk.kept(
        ("page", table, replace(asked)),
        lambda: desk.archive.page(
            table, query(asked), limit=asked.limit + 1, after=asked.after, newest=asked.order == "newest"
        ),
    )
    shown = found[: asked.limit]
    return shown, shown[-1]["id"] if len(found) > len(shown) else None


def _elsewhere(row: dict[str, Any]) -> Any:
    """Return what is cited for an event that was taken over from other people's data, which has no report here."""
    from detente.records import Published
    from detente.show.web.views import Cite

    return Cite(
        id=row["report"],
        outlet=row["origin"],
        title=None,
        byline=None,
        url=None,
        language=None,
        published=Published(),
        copy_of=None,
        story=None,
    )
