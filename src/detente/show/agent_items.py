"""Records of an archive as items for agents, within a budget of rows and characters that says what it cut."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from detente.archive import rebuild, viewing
from detente.archive.search import Hit
from detente.foretold import Entry
from detente.records import Date, Event, Party, Published, Statement, Story
from detente.show.agent_records import (
    Cited,
    EntryItem,
    EventItem,
    FoundItem,
    Quote,
    ReportItem,
    StatementItem,
    StoryItem,
)
from detente.show.web.desk import Desk
from detente.show.web.views import Cite, EventLine, StatementLine
from detente.wire import plain

MOST_ROWS = 50
"""Rows of an answer at most."""

QUOTED = 600
"""Characters of a passage at most: three long sentences."""

CHARACTERS = 40_000
"""Characters of an answer at most, as JSON: about ten thousand tokens."""

_OPENING, _HEADLINE, _ADDRESS = 200, 300, 2_000  # characters
_T = TypeVar("_T")


def kept(rows: Iterable[_T], left: int = CHARACTERS) -> tuple[_T, ...]:
    """Return the first rows that fit into so many characters of JSON; one row always does."""
    import msgspec

    out: list[_T] = []
    for row in rows:
        left -= len(msgspec.json.encode(plain(row)))
        if left < 0 and out:
            break
        out.append(row)
    return tuple(out)


def cuts(shown: int, total: int, rows: Iterable[object] = ()) -> tuple[str, ...]:
    """Return in words what an answer leaves out: rows, and the ends of long passages."""
    said = []
    if shown < total:
        said.append(f"{shown} of {total} rows; narrow the filters, or ask on with after=next where next is given")
    shortened = sum(_is_cut(row) for row in rows)
    if shortened:
        said.append(f"{shortened} passages end after {QUOTED} characters; read_report gives the whole text")
    return tuple(said)


def quote(text: str, span: tuple[int, int], cited: Cited) -> Quote:
    """Return a passage, its end cut off where it is long."""
    start, end = span
    short = text[:QUOTED]
    cut = len(short) < len(text)
    return Quote(quoted=short, start=start, end=start + len(short) if cut else end, cut=cut, cited=cited)


def cited(cite: Cite) -> Cited:
    """Return where something was published."""
    return Cited(
        report=cite.id,
        outlet=_short(cite.outlet),
        title=_short(cite.title),
        url=_address(cite.url),
        published=day(cite.published),
        language=cite.language,
    )


def day(date: Date | Published) -> str | None:
    """Return a date as it is known: a day, or the span that it can be; None for an unknown one."""
    if date.start is None:
        return None
    return date.start if date.start == date.end or date.end is None else f"{date.start}/{date.end}"


def report_items(desk: Desk, cites: Iterable[Cite]) -> list[ReportItem]:
    """Return reports with how their texts begin."""
    rows = list(cites)
    found = desk.archive.rows(viewing.by_ids("reports", [c.id for c in rows], ("id", "body")))
    bodies = {row["id"]: row["body"] for row in found}
    return [
        ReportItem(cited=cited(c), story=c.story, copy_of=c.copy_of, opening=" ".join(bodies[c.id][:_OPENING].split()))
        for c in rows
    ]


def statement_item(line: StatementLine) -> StatementItem:
    """Return a statement with its passage."""
    own: Statement = line.statement
    return StatementItem(
        id=own.id,
        who=_name(own.speaker),
        country=own.speaker.country if own.speaker else None,
        to=_name(own.addressee),
        said=day(own.said),
        kind=own.kind,
        acts=own.acts,
        certainty=own.certainty,
        via=own.via,
        content=own.content.text[:QUOTED],
        passage=quote(line.passage, own.passage, cited(line.report)),
    )


def event_item(line: EventLine) -> EventItem:
    """Return an event with its passage."""
    own: Event = line.event
    return EventItem(
        id=own.id,
        source=_name(own.source),
        source_country=own.source.country,
        target=_name(own.target),
        target_country=own.target.country if own.target else None,
        type=own.type,
        mode=own.mode,
        status=own.status,
        when=day(own.when),
        score=own.score,
        told_by=own.statement,
        passage=quote(line.passage, own.passage, cited(line.report)),
    )


def events_called(desk: Desk, ids: Sequence[str]) -> tuple[EventItem, ...]:
    """Return events by id, in the order given."""
    rows = {row["id"]: row for row in desk.archive.rows(viewing.by_ids("events", ids, ("*",)))}
    cites = desk.cites([row["report"] for row in rows.values()])
    return tuple(
        event_item(
            EventLine(
                event=rebuild.event(rows[own]),
                report=cites[rows[own]["report"]],
                passage=rows[own]["passage_text"],
            )
        )
        for own in ids
        if own in rows and rows[own]["report"] in cites
    )


def hit_item(hit: Hit) -> FoundItem:
    """Return a hit of a search with its passage."""
    where = Cited(
        report=hit.report,
        outlet=_short(hit.outlet),
        title=_short(hit.title),
        url=_address(hit.url),
        published=hit.date,
        language=hit.language,
    )
    return FoundItem(
        kind=hit.kind, id=hit.id, who=hit.who, score=hit.score, passage=quote(hit.text, hit.passage, where)
    )


def story_item(story: Story) -> StoryItem:
    """Return a story in short."""
    return StoryItem(
        id=story.id,
        title=story.title,
        since=story.when.start,
        until=story.when.end,
        reports=len(story.reports),
    )


def entry_item(entry: Entry, cites: Mapping[str, Cite]) -> EntryItem:
    """Return an entry of the ledger with the passages that it was settled by."""
    return EntryItem(
        id=entry.id,
        kind=entry.kind,
        who=_name(entry.speaker),
        said=day(entry.said),
        state=entry.state,
        why=entry.why,
        passage=quote(entry.text, entry.span, cited(cites[entry.report])),
        evidence=tuple(quote(e.text, e.span, cited(cites[e.report])) for e in entry.evidence if e.report in cites),
    )


def _name(party: Party | None) -> str | None:
    """Return what an actor is called, as fully as it is known."""
    return None if party is None else party.name or party.text


def _short(text: str | None) -> str | None:
    """Return a line of a report, its end cut off where it is longer than any headline."""
    return text if text is None or len(text) <= _HEADLINE else text[: _HEADLINE - 1] + "…"


def _address(url: str | None) -> str | None:
    """Return an address, None for one that is too long to be one: a part of it would lead elsewhere."""
    return url if url is None or len(url) <= _ADDRESS else None


def _is_cut(row: object) -> bool:
    """Say whether the passage of a row was shortened."""
    passage = getattr(row, "passage", None)
    return passage is not None and bool(passage.cut)
