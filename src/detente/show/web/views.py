"""The records behind the pages: what each shows, and what its ``.json`` gives.

Parts of them are the records of :mod:`detente.records` and of the relations and stories rooms, under the same names.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from detente.foretold import Entry, EntryKind, EntryState
from detente.gazetteer.model import Actor, Spell
from detente.records import Event, Mention, Published, Report, Statement, Story
from detente.relations import Series
from detente.relations.ledger_counts import Record
from detente.review import Review
from detente.stories.comparison import Comparison

Table = Literal["reports", "statements", "events"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a view is narrowed down to, as its address says; None filters nothing.

    Actors are gazetteer ids. ``order`` is "newest" or "oldest" first, ``limit`` the rows of a page, ``after`` the id
    of the last row of the page before.
    """

    actor: str | None = None
    source: str | None = None
    target: str | None = None
    between: tuple[str, str] | None = None
    type: str | None = None
    status: str | None = None
    act: str | None = None
    issue: str | None = None
    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    text: str | None = None
    origin: str | None = None
    order: Literal["newest", "oldest"] = "newest"
    limit: int = 50
    after: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cite:
    """A report as a line cites it: without its body. ``story`` is the story that it stands in, None for none."""

    id: str
    outlet: str | None
    title: str | None
    byline: str | None
    url: str | None
    language: str | None
    published: Published
    copy_of: str | None
    story: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementLine:
    """A statement with the report that it stands in and the passage that it was read from."""

    statement: Statement
    report: Cite
    passage: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLine:
    """An event with the report that it stands in and the passage that it was read from."""

    event: Event
    report: Cite
    passage: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportList:
    """A page of reports: how many there are in all, and the ``after`` of the next page, None on the last."""

    filters: Filters
    total: int
    rows: tuple[Cite, ...]
    next: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementList:
    """A page of statements: how many there are in all, and the ``after`` of the next page, None on the last."""

    filters: Filters
    total: int
    rows: tuple[StatementLine, ...]
    next: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventList:
    """A page of events: how many there are in all, and the ``after`` of the next page, None on the last."""

    filters: Filters
    total: int
    rows: tuple[EventLine, ...]
    next: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryList:
    """A page of stories, the latest first: how many there are in all, and the ``after`` of the next page."""

    total: int
    shared: int
    rows: tuple[Story, ...]
    next: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """How much an archive holds.

    ``copies`` of the reports reprint another; ``undated`` have no date; ``unknown_outlet`` no outlet. ``unnamed`` are
    the statements whose speaker the report does not name, ``undated_events`` the events whose date it does not tell.
    ``ungrouped`` reports are in no story yet. ``first`` and ``last`` are the days of the first and last report.
    """

    reports: int
    copies: int
    undated: int
    unknown_outlet: int
    outlets: int
    first: str | None
    last: str | None
    statements: int
    unnamed: int
    events: int
    undated_events: int
    mentions: int
    residue: int
    failures: int
    stories: int
    ungrouped: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCount:
    """How many reports an outlet has on a day, None where the day is not known."""

    day: str | None
    reports: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletDays:
    """An outlet (None: not known) with its reports a day, in order."""

    outlet: str | None
    reports: int
    days: tuple[DayCount, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """Days, first and last included, on which the archive has no report of any outlet."""

    start: str
    end: str
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PairSum:
    """What one country or organisation did to another, as told: how much, how much of it conflict, how warm.

    ``mean`` is of PLOVER scores, -10 to 10.
    """

    source: str
    source_name: str
    target: str
    target_name: str
    count: int
    conflict: int
    mean: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Unresolved:
    """A name that no actor was found for, with its mentions and reports."""

    name: str
    mentions: int
    reports: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """An input or a stage that failed."""

    source: str
    stage: str
    error: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """The archive at a glance.

    ``silences`` are the longest stretches without a report, in order of time; ``pairs`` the pairs with most events;
    ``stories`` the latest; ``unresolved`` and ``failures`` what is open, the most frequent and the first of them.
    """

    totals: Totals
    outlets: tuple[OutletDays, ...]
    silences: tuple[Silence, ...]
    pairs: tuple[PairSum, ...]
    stories: tuple[Story, ...]
    unresolved: tuple[Unresolved, ...]
    failures: tuple[Failed, ...]
    batch: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many there are of a kind."""

    kind: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """The relation of two actors, narrowed down by filters.

    ``series`` counts what is told as happened or ongoing, or with the status asked for, a point a period;
    ``statuses`` all events between the sides
    by status, ``acts`` the statements on each other by what they do. ``events`` and ``statements`` are the first of a
    page each; their own lists hold the rest.
    """

    a: Actor
    b: Actor
    filters: Filters
    reports: int
    series: Series
    statuses: tuple[Tally, ...]
    acts: tuple[Tally, ...]
    events: EventList
    statements: StatementList


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryPage:
    """A story side by side, with its reports as lines, copies among them."""

    comparison: Comparison
    reports: tuple[Cite, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPage:
    """A report as it is stored, with all that was read out of it. ``story`` is the story
    that it stands in, None for none."""

    report: Report
    story: str | None
    mentions: tuple[Mention, ...]
    statements: tuple[Statement, ...]
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorPage:
    """An actor: the offices that are known, what it did and what was done to it by whom, what it said.

    ``record`` says what became of what it foretold, promised, threatened and demanded, by kind.
    ``does`` and ``undergoes`` count what is told as happened or ongoing; they are empty for a person, whose country's
    page has them. ``total_events`` and ``total_statements`` count where it is on either side.
    """

    actor: Actor
    offices: tuple[Spell, ...]
    holders: tuple[Spell, ...]
    does: tuple[PairSum, ...]
    undergoes: tuple[PairSum, ...]
    acts: tuple[Tally, ...]
    record: tuple[Record, ...]
    events: EventList
    statements: StatementList


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerFilters:
    """What the ledger is narrowed down to, as its address says; None filters nothing.

    ``speaker`` is a gazetteer id. ``order``: "open" items first, or by day of saying, term, speaker, kind or state.
    ``limit`` are the rows of a page, ``page`` its number, from 1.
    """

    kind: EntryKind | None = None
    state: EntryState | None = None
    speaker: str | None = None
    outlet: str | None = None
    issue: str | None = None
    since: str | None = None
    until: str | None = None
    text: str | None = None
    order: Literal["open", "newest", "oldest", "term", "speaker", "kind", "state"] = "open"
    limit: int = 50
    page: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerPage:
    """A page of the ledger: what was foretold, promised, threatened, demanded, and what became of it.

    ``states`` counts what the filters find by what became of it. ``drawn_up`` is false until the ledger has been drawn up
    for the first time, which takes minutes of a large archive; ``current`` says that nobody has written since.
    """

    filters: LedgerFilters
    drawn_up: bool
    current: bool
    total: int
    states: tuple[Tally, ...]
    rows: tuple[Entry, ...]
    next: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviews:
    """A page of what people said, the latest first: how many words there are, how many of them count."""

    total: int
    counting: int
    rows: tuple[Review, ...]
    next: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """An actor in a role of a record; ``placed`` says whether words of the text name it."""

    role: str | None
    name: str
    actor: str | None
    placed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Correcting:
    """What a form on a record shows: the record as it stands, and what was said of it before."""

    kind: str
    item: str
    report: str | None = None
    text: str | None = None
    words: str | None = None
    parts: tuple[Part, ...] = ()
    type: str | None = None
    mode: str | None = None
    status: str | None = None
    states: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    reports: tuple[Cite, ...] = ()
    said: tuple[Review, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What holds all the words asked for, their case ignored: statements, events and reports; None where none were."""

    text: str
    statements: StatementList | None
    events: EventList | None
    reports: ReportList | None
    actors: tuple[Actor, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Failing:
    """Why there is no answer: the HTTP status, the kind of error, what was wrong and what mends it.

    ``near`` are names close to one that is not known.
    """

    status: int
    error: str
    message: str
    near: tuple[str, ...] = ()
