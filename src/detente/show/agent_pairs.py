"""What an agent may ask of a pair of actors and of a story: relation, outlook, comparison."""

from __future__ import annotations

from typing import Annotated, Literal, cast

from pydantic import Field

from detente.archive import Query
from detente.errors import ExtraMissing, TooLittle, UsageError
from detente.records import Difference, Telling
from detente.relations import Series
from detente.relations.findings import Findings, findings
from detente.relations.periods import By
from detente.relations.stored import stored_series
from detente.relations.track import track, turned
from detente.relations.turning import Turn
from detente.show.agent_items import (
    CHARACTERS,
    MOST_ROWS,
    cited,
    cuts,
    event_item,
    events_called,
    kept,
    quote,
    report_items,
    story_item,
)
from detente.show.agent_records import (
    NOTICE,
    ComparisonAnswer,
    DifferenceItem,
    DirectionItem,
    EventItem,
    OutlookAnswer,
    PeriodItem,
    RelationAnswer,
    StepItem,
    TellingItem,
    TurnItem,
)
from detente.show.agent_tools import Day, Tools
from detente.show.web import lists, making
from detente.show.web.desk import Desk
from detente.show.web.views import Cite, Filters

Unit = Literal["day", "week", "month", "quarter", "year"]
Period = Annotated[Unit, Field(description="Length of a period")]
One = Annotated[str, Field(description="An actor: ISO 3166 code (RUS), organisation (NATO, EU, UN), name or id")]

_PERIODS = 60  # of each direction, the last ones
_TURNS, _CARRIERS = 12, 3  # turning points, and events with each
_LATEST = 5


class PairTools(Tools):
    """The questions of one thing told by many, and of two actors over time."""

    def compare_story(
        self, story: Annotated[str, Field(description="The id of a story, as find_stories or find_reports give it")]
    ) -> ComparisonAnswer:
        """Set the reports of a story side by side: where they differ in names, figures, dates, wording, what they leave out.

        It takes no side: it says who says what, never who is right.
        """
        desk = self.desk()
        page = making.story(desk, story)
        cites = {cite.id: cite for cite in page.reports}
        bodies = {report.id: report.body for report in page.comparison.reports}
        found = sorted(page.comparison.differences, key=lambda d: (-d.score, d.id))
        differences = kept((_difference(d, cites, bodies) for d in found), CHARACTERS // 2)
        return ComparisonAnswer(
            notice=NOTICE,
            total=len(found),
            next=None,
            cut=cuts(len(differences), len(found)),
            story=story_item(page.comparison.story),
            reports=kept(report_items(desk, page.reports[:MOST_ROWS]), CHARACTERS // 2),
            differences=differences,
        )

    def relation(
        self,
        a: One,
        b: One,
        *,
        by: Annotated[Unit | None, Field(description="Length of a period; chosen by the span if not given")] = None,
        since: Day = None,
        until: Day = None,
    ) -> RelationAnswer:
        """Show how the relation of two actors moved: events, conflict and scores by period, turning points, echoes.

        What the series cannot carry is refused, with the reason. Only what is told as happened or ongoing counts.
        """
        desk = self.desk()
        query = _pair(desk, a, b, since, until)
        found, refused = _found(desk, query, by)
        series = found.series if isinstance(found, Findings) else found
        turns = [(d, t) for d, those in found.turns for t in those] if isinstance(found, Findings) else []
        periods = _periods(series)
        latest, total = _latest(desk, query)
        shown = periods[-2 * _PERIODS :]
        left = [f"the last {_PERIODS} periods of {len(periods) // 2}"] if len(shown) < len(periods) else []
        left += [f"the first {_TURNS} of {len(turns)} turning points"] if len(turns) > _TURNS else []
        return RelationAnswer(
            notice=NOTICE,
            total=total,
            next=None,
            cut=tuple(left),
            a=series.a,
            b=series.b,
            by=series.by,
            periods=tuple(shown),
            turns=tuple(_turn(desk, direction, turn) for direction, turn in turns[:_TURNS]),
            echoes=found.echoes.words if isinstance(found, Findings) and found.echoes else None,
            refused=refused,
            latest=latest,
        )

    def outlook(self, a: One, b: One, *, by: Period = "week", since: Day = None, until: Day = None) -> OutlookAnswer:
        """Foretell the conflict of two actors in both directions, with intervals; words say how far to trust it."""
        from detente.relations.outlook import outlook

        desk = self.desk()
        query = _pair(desk, a, b, since, until)
        whole = track(stored_series(desk.archive, query, by=by))
        found = [outlook(side) for side in (whole, turned(whole))]
        latest, total = _latest(desk, query)
        return OutlookAnswer(
            notice=NOTICE,
            total=total,
            next=None,
            cut=cuts(len(latest), total),
            directions=tuple(
                DirectionItem(
                    source=one.source,
                    target=one.target,
                    by=one.by,
                    model=one.model,
                    words=one.words,
                    steps=tuple(
                        StepItem(ahead=s.ahead, median=s.median, low80=s.low80, high80=s.high80) for s in one.steps
                    ),
                )
                for one in found
            ),
            latest=latest,
        )


def _pair(desk: Desk, a: str, b: str, since: str | None, until: str | None) -> Query:
    """Return the query for two actors. Raises UnknownActor, UsageError, BadDate."""
    one, other = desk.resolve(a), desk.resolve(b)
    if one.id == other.id:
        raise UsageError(f"{a!r} and {b!r} are both {one.name}; give two different actors")
    return Query(between=(one.id, other.id), since=since, until=until)


def _found(desk: Desk, query: Query, by: str | None) -> tuple[Findings | Series, tuple[str, ...]]:
    """Return what was found on a pair, its series alone without the extra, and what was refused, with the reason."""
    try:
        found = desk.kept(("findings", query, by), lambda: findings(desk.archive, query, by=cast("By | None", by)))
    except (ExtraMissing, TooLittle) as error:
        return stored_series(desk.archive, query, by=cast("By | None", by)), (str(error),)
    return found, tuple(f"{what}: {why}" for what, why in found.refused)


def _periods(series: Series) -> list[PeriodItem]:
    """Return the points of both directions, by time."""
    points = [(p.start, line.source, line.target, p) for line in series.lines for p in line.points]
    return [
        PeriodItem(start=start, source=source, target=target, events=p.count, conflict=p.conflict, mean=p.mean)
        for start, source, target, p in sorted(points, key=lambda row: row[:3])
    ]


def _turn(desk: Desk, direction: str, turn: Turn) -> TurnItem:
    """Return a turning point with some of the events that carry it."""
    return TurnItem(
        direction=direction,
        start=turn.start,
        what=turn.what,
        before=turn.before,
        after=turn.after,
        events=events_called(desk, turn.events[:_CARRIERS]),
    )


def _latest(desk: Desk, query: Query) -> tuple[tuple[EventItem, ...], int]:
    """Return the newest events of a pair, and how many there are."""
    asked = Filters(between=query.between, since=query.since, until=query.until, limit=_LATEST)
    page = lists.event_list(desk, asked)
    return tuple(event_item(line) for line in page.rows), page.total


def _difference(found: Difference, cites: dict[str, Cite], bodies: dict[str, str]) -> DifferenceItem:
    """Return a difference with the passage of each telling."""
    return DifferenceItem(
        kind=found.kind,
        about=found.about,
        note=found.note,
        score=found.score,
        tellings=tuple(_telling(value, cites, bodies) for value in found.values),
    )


def _telling(value: Telling, cites: dict[str, Cite], bodies: dict[str, str]) -> TellingItem:
    """Return how one report tells it; one that leaves it out has no passage."""
    start, end = value.span
    text = bodies.get(value.report, "")[start:end]
    return TellingItem(
        outlet=value.outlet,
        report=value.report,
        passage=quote(text, value.span, cited(cites[value.report])) if text and value.report in cites else None,
    )
