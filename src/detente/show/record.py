"""The brief as a record: everything that the page and the terminal show, and nothing that they have to look up.

Every line of a brief carries its proofs: the sentence in its paragraph, the report, and the rule that read it. As plain
data: ``detente.wire.plain(brief)``. Sides are "a" and "b" as asked for, "other" for everyone else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from detente.foretold import Entry
from detente.records import Act, Certainty, Date, Event, Form, Kind, Published, Status
from detente.relations import Series

if TYPE_CHECKING:
    from detente.show.differing import Row
    from detente.show.moving import Moving

Side = Literal["a", "b", "other"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """One of the two sides: its code in the gazetteer, its name, and a short form of at most a dozen characters."""

    code: str
    name: str
    short: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A report as a brief cites it; ``url`` as found (it may be no address at all), ``place`` where it was read."""

    id: str
    outlet: str | None
    title: str | None
    byline: str | None
    url: str | None
    place: str
    published: Published
    copy_of: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """The sentence that a line was read from, in its paragraph.

    ``before``, ``passage`` and ``after`` together are the text around ``body[span[0]:span[1]]``; ``cut_before`` and
    ``cut_after`` tell that the paragraph goes on beyond what is kept. ``report`` is the id of a :class:`Source`,
    ``record`` that of the event or statement; ``rule``, ``reader`` and ``version`` say what read it.
    """

    record: str
    report: str
    span: tuple[int, int]
    before: str
    passage: str
    after: str
    cut_before: bool
    cut_after: bool
    rule: str
    reader: str
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One link of a chain of hearsay: who passes it on (None: not named), and the words that say so."""

    name: str | None
    cue: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An event between the sides that a statement tells: what, with which status, and which side would act."""

    type: str
    mode: str | None
    status: Status
    score: float
    side: Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """What one side does to the other, told in one or more reports.

    Events of equal source, target, type, status and date are one deed; it bears the id, mode and scores of the first
    of them in order of publication that has a mode, and the places and figures of all. ``said_by`` is the chain it
    was told through, empty for the reports' own words, and ``told_in`` the ids of the statements that tell it.
    ``mutual`` says that both sides do it to each other; the page then shows it on either. ``count`` is the number of
    events, ``reports`` the number of reports, behind it; ``proofs`` holds as many as are shown.
    """

    id: str
    side: Side
    source: str
    target: str
    type: str
    mode: str | None
    cameo: str
    goldstein: float
    score: float
    conflict: bool
    status: Status
    when: Date
    place: str | None
    figures: tuple[str, ...]
    issues: tuple[str, ...]
    said_by: tuple[Link, ...]
    told_in: tuple[str, ...]
    proofs: tuple[Proof, ...]
    count: int
    reports: int
    mutual: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What someone says; equal words by the same speaker in several reports are one line with several proofs.

    ``speaker`` is None where the report names none. ``chain`` runs from the outermost voice to the speaker.
    ``text`` is the content without quotation marks; ``kind`` tells whether the words are the speaker's own.
    ``tells`` are the events between the sides that were read out of it.
    """

    id: str
    side: Side
    speaker: str | None
    office: str | None
    country: str | None
    kind: Kind
    form: Form
    text: str
    acts: tuple[Act, ...]
    certainty: Certainty
    addressee: str | None
    issues: tuple[str, ...]
    chain: tuple[Link, ...]
    said: Date
    tells: tuple[Told, ...]
    proofs: tuple[Proof, ...]
    reports: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """A speaker with all that is shown of what they said, in order of time, and how often each act was done."""

    name: str | None
    office: str | None
    country: str | None
    side: Side
    said: tuple[Said, ...]
    acts: tuple[tuple[Act, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Lines of one kind, such as all threats: from statements by their act, from events by their status."""

    kind: str
    title: str
    deeds: tuple[Deed, ...]
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """How many lines of a section are left out, of how many there are, and the command that lists them all."""

    section: str
    out: int
    of: int
    command: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Days, first and last included, on which no report that names both sides was published.

    ``others`` is how many other reports the archive has from these days, None where that was not asked.
    """

    start: str
    end: str
    days: int
    others: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What the brief rests on: reports that name both sides, their outlets, their dates, and the gaps.

    ``copies`` of the reports reprint another of them. ``passed_over`` reports name both sides and have no date, and are
    none of the brief's because days were asked for. ``gaps`` are in order of time.
    """

    reports: int
    copies: int
    outlets: int
    unknown_outlet: int
    undated: int
    passed_over: int
    first: str | None
    last: str | None
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """An outlet (None: not known) with the number of its reports and of the lines read from them."""

    name: str | None
    reports: int
    events: int
    statements: int
    first: str | None
    last: str | None
    undated: int


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """How hostile the relation is now and was before: conflict shares of the facts in each half of the span.

    ``turn`` is the first day of the second half. Shares are None where there are too few facts to compare halves;
    ``share`` is over all ``facts``, undated ones included, and None without any.
    """

    facts: int
    conflict: int
    share: float | None
    turn: str | None = None
    before: float | None = None
    facts_before: int = 0
    now: float | None = None
    facts_now: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """What was not read: lines taken for no part of a body, by reason, and inputs or stages that failed."""

    residue: int
    reasons: tuple[tuple[str, int], ...]
    failures: int
    failed: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Help:
    """Why a brief has nothing to show, and what would help; ``present`` counts the reports that name other actors."""

    why: str
    mend: tuple[str, ...]
    present: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOver:
    """Events between both sides that stand in other people's data, not in reports: ``origin`` is what was asked for.

    ``origins`` are the names of the data with how many events each has; ``events`` the latest of them, in order of time.
    """

    origin: str
    origins: tuple[tuple[str, int], ...]
    total: int
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """Everything that the archive holds on the relation of two actors.

    ``start`` and ``end`` are the first and last day asked for or, without such, of publication; ``since`` and
    ``until`` are as given. ``deeds`` are dated lines in order of time, ``undated`` those without a date.
    ``asked`` groups demands, offers, threats, conditions and red lines, ``foretold`` predictions; ``differs`` is
    where reports tell the same differently.
    ``moving`` is what was measured on the series, None where that has no points.
    ``taken`` holds events of other people's data, None where none were asked for; where no deed is told in reports,
    ``series`` and ``moving`` are of these.
    ``ledger`` says what became of what these foretell, ask or threaten; None where the archive is too large for a brief.
    ``help`` is None unless there is nothing to show. ``archive`` is the archive's path, None where
    it was made for this brief alone, and ``batch`` its last batch; ``where`` is what a command needs to find the same
    reports again.
    """

    a: Named
    b: Named
    since: str | None
    until: str | None
    start: str | None
    end: str | None
    state: State
    coverage: Coverage
    series: Series
    moving: Moving | None
    taken: TakenOver | None
    deeds: tuple[Deed, ...]
    undated: tuple[Deed, ...]
    speakers: tuple[Speaker, ...]
    asked: tuple[Group, ...]
    foretold: Group
    differs: tuple[Row, ...]
    ledger: tuple[Entry, ...] | None
    outlets: tuple[Outlet, ...]
    sources: tuple[Source, ...]
    unread: Unread
    left: tuple[Left, ...]
    help: Help | None
    archive: str | None
    batch: int
    where: str
    version: str
