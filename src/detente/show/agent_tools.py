"""What an agent may ask of an archive: the questions of the command line, answered in records with a schema.

Everything here only reads. Rows and characters are capped, and what was cut is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import Field

from detente.archive import Query
from detente.archive.search import KINDS, search, search_meaning
from detente.archive.search import Kind as SearchKind
from detente.errors import UnknownActor
from detente.foretold import EntryKind, EntryState
from detente.gazetteer import Gazetteer
from detente.records import Act, Status
from detente.show.agent_items import (
    MOST_ROWS,
    cited,
    cuts,
    entry_item,
    event_item,
    hit_item,
    kept,
    report_items,
    statement_item,
    story_item,
)
from detente.show.agent_records import (
    NOTICE,
    EventAnswer,
    FoundAnswer,
    LedgerAnswer,
    OfficeItem,
    OverviewAnswer,
    ReportAnswer,
    StatementAnswer,
    StoryAnswer,
    TextAnswer,
    WhoAnswer,
    WhoItem,
)
from detente.show.web import lists, making
from detente.show.web.desk import Desk, Desks
from detente.show.web.filters import filters
from detente.show.web.views import Filters

_T = TypeVar("_T")

_FEW = 10  # rows unless asked for more
_TEXT = 12_000  # characters of a report in one answer
_NEW_VECTORS = 200  # made for one question: two seconds of work, and an agent's are not kept
_NAMED = 12  # outlets and pairs in an overview

Actor = Annotated[
    str | None, Field(description="An actor: ISO 3166 code (RUS), organisation (NATO, EU, UN), name or id")
]
Words = Annotated[
    str | None,
    Field(description='Words that must all be there; "a phrase", begin*, AND, OR, NOT, brackets, field:word'),
]
Day = Annotated[str | None, Field(description="A day, month or year: 2017-02-16, 2017-02 or 2017; both ends count")]
Rows = Annotated[int, Field(ge=1, le=MOST_ROWS, description=f"Most rows of the answer, up to {MOST_ROWS}")]
After = Annotated[str | None, Field(description="The `next` of the answer before, to go on from there")]
Pair = Annotated[
    list[str] | None,
    Field(min_length=2, max_length=2, description="Two actors, in either direction, such as RUS and USA"),
]
Issue = Annotated[str | None, Field(description="What it is about: arms-control, cyber, trade, ...")]
Outlet = Annotated[str | None, Field(description="Who published it, case ignored")]


class Tools:
    """The questions, asked of the archive in a folder as it stands at each call."""

    def __init__(self, archive: Path | str, gazetteer: Gazetteer | None = None) -> None:
        self._desks = Desks(archive, gazetteer)

    def desk(self) -> Desk:
        """Return what answers are made from. Raises NoArchive, ArchiveDamaged, ArchiveNewer."""
        return self._desks.current()

    def overview(self) -> OverviewAnswer:
        """Say what the archive holds: how many reports, statements, events and stories, from which days, outlets, pairs."""
        desk = self.desk()
        front = desk.kept("front", lambda: making.front(desk))
        outlets = [f"{o.outlet or 'unknown outlet'}: {o.reports} reports" for o in front.outlets]
        pairs = [f"{p.source} to {p.target}: {p.count} events, {p.conflict} of them conflict" for p in front.pairs]
        return OverviewAnswer(
            notice=NOTICE,
            reports=front.totals.reports,
            statements=front.totals.statements,
            events=front.totals.events,
            stories=front.totals.stories,
            since=front.totals.first,
            until=front.totals.last,
            outlets=tuple(outlets[:_NAMED]),
            pairs=tuple(pairs[:_NAMED]),
            cut=(*cuts(min(_NAMED, len(outlets)), len(outlets)), *cuts(min(_NAMED, len(pairs)), len(pairs))),
        )

    def find_reports(
        self,
        *,
        words: Words = None,
        actor: Actor = None,
        between: Pair = None,
        outlet: Outlet = None,
        since: Day = None,
        until: Day = None,
        limit: Rows = _FEW,
        after: After = None,
    ) -> ReportAnswer:
        """Find reports, the newest first: those that hold words, mention actors, or are of an outlet or some days."""
        desk = self.desk()
        asked = _asked(
            desk, limit, after, text=words, actor=actor, between=between, outlet=outlet, since=since, until=until
        )
        page = lists.report_list(desk, asked)
        rows = kept(report_items(desk, page.rows))
        return ReportAnswer(
            notice=NOTICE,
            total=page.total,
            rows=rows,
            next=_next(page.next, [r.cited.report for r in rows], len(page.rows)),
            cut=cuts(len(rows), page.total, rows),
        )

    def find_statements(
        self,
        *,
        words: Words = None,
        speaker: Actor = None,
        about: Annotated[Actor, Field(description="Said to, or naming, this actor")] = None,
        actor: Actor = None,
        between: Pair = None,
        act: Annotated[Act | None, Field(description="What the statement does")] = None,
        issue: Issue = None,
        outlet: Outlet = None,
        since: Day = None,
        until: Day = None,
        limit: Rows = _FEW,
        after: After = None,
    ) -> StatementAnswer:
        """Find who said what, the newest first, each with the sentence it was read from and the report it stands in.

        A statement is what somebody is reported to have said, not what is so.
        """
        desk = self.desk()
        asked = _asked(
            desk, limit, after, text=words, source=speaker, target=about, actor=actor, between=between, act=act,
            issue=issue, outlet=outlet, since=since, until=until,
        )  # fmt: skip
        page = lists.statement_list(desk, asked)
        rows = kept(statement_item(line) for line in page.rows)
        return StatementAnswer(
            notice=NOTICE,
            total=page.total,
            rows=rows,
            next=_next(page.next, [r.id for r in rows], len(page.rows)),
            cut=cuts(len(rows), page.total, rows),
        )

    def find_events(
        self,
        *,
        words: Words = None,
        source: Actor = None,
        target: Actor = None,
        actor: Actor = None,
        between: Pair = None,
        type: Annotated[str | None, Field(description="PLOVER type: CONSULT, SANCTION, THREATEN, AGREE, ...")] = None,  # noqa: A002 - the filter's name everywhere
        status: Annotated[Status | None, Field(description="Only happened and ongoing are facts")] = None,
        issue: Issue = None,
        outlet: Outlet = None,
        since: Day = None,
        until: Day = None,
        limit: Rows = _FEW,
        after: After = None,
    ) -> EventAnswer:
        """Find who did what to whom, the newest first, each with its status, its sentence and the report it stands in."""
        desk = self.desk()
        asked = _asked(
            desk, limit, after, text=words, source=source, target=target, actor=actor, between=between, type=type,
            status=status, issue=issue, outlet=outlet, since=since, until=until,
        )  # fmt: skip
        page = lists.event_list(desk, asked)
        rows = kept(event_item(line) for line in page.rows)
        return EventAnswer(
            notice=NOTICE,
            total=page.total,
            rows=rows,
            next=_next(page.next, [r.id for r in rows], len(page.rows)),
            cut=cuts(len(rows), page.total, rows),
        )

    def search(
        self,
        words: Annotated[str, Field(description='Words, "a phrase", begin*, AND, OR, NOT; with meaning a sentence')],
        *,
        kinds: Annotated[list[SearchKind] | None, Field(description="What to look for; all if not given")] = None,
        meaning: Annotated[
            bool, Field(description="Statements that mean nearly the same, whatever their words")
        ] = False,
        actor: Actor = None,
        between: Pair = None,
        since: Day = None,
        until: Day = None,
        limit: Rows = _FEW,
    ) -> FoundAnswer:
        """Search statements, events and reports by words, or statements by meaning; the best of each kind first."""
        desk = self.desk()
        asked = _asked(desk, limit, None, actor=actor, between=between, since=since, until=until)
        query = Query(actor=asked.actor, between=asked.between, since=asked.since, until=asked.until)
        if meaning:
            found = search_meaning(desk.archive, words, query=query, limit=limit, new=_NEW_VECTORS)
        else:
            found = search(desk.archive, words, query=query, kinds=kinds or KINDS, limit=limit)
        rows = kept(hit_item(hit) for hit in found.hits)
        total = sum(found.totals.values())
        return FoundAnswer(
            notice=NOTICE, total=total, rows=rows, next=None, cut=cuts(len(rows), total, rows), note=found.note
        )

    def read_report(
        self,
        report: Annotated[str, Field(description="The id of a report, as `cited` gives it")],
        start: Annotated[int, Field(ge=0, description="The first character of its text to give")] = 0,
    ) -> TextAnswer:
        """Give the text of a report, a part at a time, with where it was published."""
        desk = self.desk()
        page = making.report(desk, report)
        body = page.report.body
        return TextAnswer(
            notice=NOTICE,
            cited=cited(desk.cite(page.report)),
            story=page.story,
            copy_of=page.report.copy_of,
            start=min(start, len(body)),
            end=min(start + _TEXT, len(body)),
            characters=len(body),
            quoted=body[start : start + _TEXT],
            statements=len(page.statements),
            events=len(page.events),
        )

    def find_stories(self, *, limit: Rows = _FEW, after: After = None) -> StoryAnswer:
        """List stories, the latest first: reports of several outlets on one event. compare_story sets one side by side."""
        desk = self.desk()
        page = lists.story_list(desk, Filters(limit=limit, after=after))
        rows = tuple(story_item(story) for story in page.rows)
        return StoryAnswer(notice=NOTICE, total=page.total, rows=rows, next=page.next, cut=cuts(len(rows), page.total))

    def ledger(
        self,
        *,
        speaker: Actor = None,
        between: Pair = None,
        kind: Annotated[EntryKind | None, Field(description="What kind of entry")] = None,
        state: Annotated[EntryState | None, Field(description="What became of it; open: not settled yet")] = None,
        on: Annotated[Day, Field(description="Judge by what had been reported on this day")] = None,
        since: Day = None,
        until: Day = None,
        limit: Rows = _FEW,
        start: Annotated[int, Field(ge=0, description="How many entries to pass over")] = 0,
    ) -> LedgerAnswer:
        """List what was foretold, promised, threatened, demanded, and what became of it, with the passages it rests on."""
        from detente.relations.ledger_archive import ledger

        desk = self.desk()
        asked = _asked(desk, limit, None, source=speaker, between=between, since=since, until=until)
        query = Query(source=asked.source, between=asked.between, since=asked.since, until=asked.until)
        found = desk.kept(
            ("ledger", query, kind, state, on),
            lambda: ledger(desk.archive, query, kind=kind, state=state, on=on),
        )
        shown = found[start : start + limit]
        cites = desk.cites([r for e in shown for r in (e.report, *(v.report for v in e.evidence))])
        rows = kept(entry_item(e, cites) for e in shown)
        more = start + len(rows) < len(found)
        left = (f"start={start + len(rows)} goes on from here",) if more else ()
        return LedgerAnswer(
            notice=NOTICE, total=len(found), rows=rows, next=None, cut=(*cuts(len(rows), len(found), rows), *left)
        )

    def who(
        self,
        name: Annotated[
            str, Field(description='A code, name, surname, or office in words: "the Russian foreign minister"')
        ],
        on: Annotated[Day, Field(description="The day that is meant")] = None,
    ) -> WhoAnswer:
        """Say who is meant by a name or an office, with dated offices; several answers stay several, the likeliest first."""
        gazetteer = self.desk().gazetteer
        found = gazetteer.find(name, on=on, limit=_FEW)
        if not found:
            raise UnknownActor(name, gazetteer.near(name))
        rows = tuple(
            WhoItem(
                id=c.actor.id,
                name=c.name,
                kind=c.actor.kind,
                country=c.actor.country,
                score=round(c.score, 4),
                reason=c.reason,
                offices=tuple(
                    OfficeItem(title=s.title, country=s.country, start=s.start, end=s.end, source=s.source)
                    for s in c.spells[:_FEW]
                ),
            )
            for c in found
        )
        most = max(len(c.spells) for c in found)
        cut = (f"only the first {_FEW} of up to {most} offices of each",) if most > _FEW else ()
        return WhoAnswer(rows=rows, cut=cut)


def _asked(desk: Desk, limit: int, after: str | None, **given: str | Sequence[str] | None) -> Filters:
    """Return the filters that a tool was given, actors resolved. Raises UsageError, UnknownActor, BadDate."""
    said: list[tuple[str, str]] = [("limit", str(limit))]
    for name, value in given.items():
        if value is not None:
            said.append((name, value if isinstance(value, str) else ",".join(value)))
    if after:
        said.append(("after", after))
    return filters(said, desk.resolve)


def _next(page: str | None, shown: Sequence[str], held: int) -> str | None:
    """Return where the next answer begins: after the last row that fitted, None where all did and no page follows."""
    if len(shown) < held and shown:
        return shown[-1]
    return page
