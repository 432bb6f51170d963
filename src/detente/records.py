"""The nouns of detente: one frozen dataclass for each, no logic, no library types.

Spans are ``(start, end)`` in characters of the report's ``body``, end exclusive: ``body[start:end]`` is the text that a
record was read from. ``None`` always means "not known", never "no". The same records as JSON: :mod:`detente.wire`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Span = tuple[int, int]
Precision = Literal["minute", "day", "week", "month", "year", "unknown"]
How = Literal["name", "office", "pronoun", "metonym", "list", "implied"]
Kind = Literal["direct", "indirect", "mixed"]
Form = Literal["prose", "interview", "transcript", "list"]
Act = Literal[
    "claim",
    "denial",
    "accusation",
    "demand",
    "offer",
    "promise",
    "threat",
    "prediction",
    "condition",
    "red_line",
    "praise",
    "apology",
    "question",
]
Certainty = Literal["certain", "probable", "possible", "doubtful", "denied"]
Status = Literal[
    "happened",
    "ongoing",
    "planned",
    "offered",
    "demanded",
    "threatened",
    "predicted",
    "conditional",
    "denied",
]
WhenKnown = Literal["clause", "joined", "before"]
DifferenceKind = Literal["name", "number", "date", "place", "wording", "omission", "contradiction", "attribution"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Date:
    """A date as precise as its source: the first and last ISO 8601 day (or minute) it can mean.

    ``start`` and ``end`` are both None when the precision is "unknown"; ``text`` is the wording it was read from.
    """

    start: str | None = None
    end: str | None = None
    precision: Precision = "unknown"
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Published(Date):
    """When a report appeared or was changed, and how that is known: "json-ld", "meta", "microdata", "time-element",
    "address", "text", "place-line", "table", "feed", "sitemap", "export", "front-matter" or "file-name"; None where the
    date is unknown."""

    known_from: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Residue:
    """A line that stood around or inside the body and is not the body, and why it was dropped."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One published text by one outlet.

    ``id`` hashes the raw fields ``origin`` (the address, else the file name, with "#row" inside a table) and
    ``digest`` (SHA-256 of the raw input, hexadecimal); cleaning never changes it. ``source`` is the path or address
    as it was given. ``language`` is an ISO 639-1 code. ``copy_of`` is the id of the report that this one
    reprints or translates.
    ``changed`` is when the outlet says that it last changed the report; ``section`` the part of the outlet that it
    stands in, ``place`` where it was filed, both as printed; ``agency`` the news agencies that it credits.
    """

    id: str
    origin: str
    digest: str
    source: str
    outlet: str | None
    title: str | None
    byline: str | None
    url: str | None
    language: str | None
    published: Published
    body: str
    residue: tuple[Residue, ...] = ()
    copy_of: str | None = None
    changed: Published | None = None
    section: str | None = None
    place: str | None = None
    agency: tuple[str, ...] = ()
    reader: str
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """An actor in a role.

    ``actor`` is the gazetteer's id or None; ``name`` the fullest name known; ``country`` an ISO 3166 alpha-3 code or
    an organisation's code; ``sector`` a PLOVER sector code (GOV, MIL, ...); ``text`` and ``spans`` as found.
    """

    actor: str | None = None
    name: str | None = None
    country: str | None = None
    sector: str | None = None
    office: str | None = None
    text: str = ""
    spans: tuple[Span, ...] = ()
    how: How = "name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A passage that names an actor. ``id`` hashes report, span and actor (several candidates: several mentions)."""

    id: str
    report: str
    span: Span
    text: str
    actor: str | None
    name: str | None
    country: str | None
    sector: str | None
    office: str | None
    how: How
    reader: str
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """The words that mark a statement ("said", "according to"); empty spans where only the marks show it."""

    text: str = ""
    lemma: str = ""
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What is said, without quotation marks and without an indirect statement's "that"."""

    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Someone says something.

    ``inside`` is the id of the statement that this one stands in; ``via`` the names it passed through, outermost
    first. ``passage`` is the sentence or sentences it was read from. ``rule`` names the rule that read it.
    ``id`` hashes report, content spans, cue spans, and the speaker's name (else country) and spans.
    """

    id: str
    report: str
    kind: Kind
    form: Form
    speaker: Party | None
    cue: Cue
    content: Content
    addressee: Party | None = None
    inside: str | None = None
    via: tuple[str, ...] = ()
    acts: tuple[Act, ...] = ()
    certainty: Certainty = "certain"
    issues: tuple[str, ...] = ()
    said: Date
    passage: Span
    rule: str
    reader: str
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something happened: the name as found and the ISO 3166 alpha-3 code of its country, if known."""

    place: str
    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A figure: its value, its unit ("person", "USD", "percent", "missile", ...), what it counts, and its passage."""

    value: float
    unit: str
    role: str | None
    text: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Source does something to target.

    ``type`` and ``mode`` are PLOVER's, ``cameo`` a CAMEO code, ``goldstein`` its Goldstein score (-10 to 10),
    ``score`` PLOVER's (-10 to 10). ``statement`` is the id of the statement that it was told in, None for the
    report's own words. ``rule`` names the frame that read it. ``mutual`` says that both do it to
    each other ("met", "agreed", "exchanged fire"): one record stands for both directions. ``when_known_from`` says where
    the time stands: in the event's own "clause", in a "joined" clause of its sentence, or in the sentence "before"; None
    where it is unknown. ``passages`` are further passages of the report that tell the same event. ``origin`` is None for
    an event that detente read; one taken over from other people's data has that data's name ("icews"), an empty passage,
    and their file as its report.
    ``id`` hashes report, type, mode, status, passage, and the names of source and target; of an event taken over, its
    origin and its id there.
    """

    id: str
    report: str
    statement: str | None
    source: Party
    target: Party | None
    type: str
    mode: str | None
    cameo: str
    goldstein: float
    score: float
    status: Status
    when: Date
    where: Place | None = None
    quantities: tuple[Quantity, ...] = ()
    issues: tuple[str, ...] = ()
    passage: Span
    rule: str
    reader: str
    version: str
    origin: str | None = None
    mutual: bool = False
    when_known_from: WhenKnown | None = None
    passages: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """How one report has it where reports differ: ``value`` in words, and the passage that it was read from.

    ``record`` is the id of the statement or event that holds it, None for the report's own sentence.
    """

    report: str
    outlet: str | None
    value: str
    span: Span
    record: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One named part of a score, from 0 to 1."""

    name: str
    value: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Reports tell the same and differ in a name, a figure, a date, a place, the wording, or in whether it is so.

    ``story`` is the id of their story, None where they stand in none together. ``about`` says in words what is told
    differently. A telling without a value, of the span (0, 0), leaves out what the others have. ``note`` is what the
    gazetteer has to say on it: who held the office on that day. ``score``, from 0 to 1, says how sure it is that all
    tell the same; ``parts`` is what it was made of. ``id`` hashes kind, and report, span and value of every telling.
    """

    id: str
    story: str | None = None
    kind: DifferenceKind
    about: str
    values: tuple[Telling, ...]
    note: str | None = None
    score: float
    parts: tuple[Part, ...]
    reader: str
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of a report, and where it stands in the body; ``span`` is None for the headline."""

    text: str
    span: Span | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Lines that stood in one version of a report at a place where the next has others; either may be none."""

    removed: tuple[Line, ...]
    added: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A report, ``report``, is a later version of another, ``of``: both stand at one address and their lines differ.

    ``silent`` says that the later version does not tell of a change: neither by a date of change that the earlier one
    lacks, nor in an added line. ``changes`` are in the order of the text; spans of removed lines index the body of
    ``of``, those of added lines the body of ``report``. ``id`` hashes the two reports.
    """

    id: str
    report: str
    of: str
    outlet: str | None
    url: str
    silent: bool
    changes: tuple[Change, ...]
    reader: str
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """An input or a stage that failed: ``stage`` is "intake", "language" or "archive"; ``report`` its id if known.

    ``id`` hashes source, stage and error.
    """

    id: str
    source: str
    stage: str
    error: str
    report: str | None = None
    reader: str
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """Everything read out of one report: the unit that passes from the language room to the archive.

    ``skipped`` are the spans of paragraphs that were not parsed because only relations between states were asked for.
    """

    report: Report
    mentions: tuple[Mention, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    failures: tuple[Failure, ...] = ()
    skipped: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The reports that tell one event, by the day they appeared on, copies among them.

    ``title`` is that of the first report with one; ``when`` runs from the first to the last day that they appeared on;
    ``parties`` are the actors that most of them name, the most named first. ``id`` hashes the first report that was read.
    """

    id: str
    reports: tuple[str, ...]
    title: str | None
    when: Date
    parties: tuple[Party, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """The judgement that a report belongs to a story: the row that counts is the one with the highest ``number``.

    ``number`` says how many reports were held when it was judged. ``others`` is how many reports of the story it was
    held against, ``score`` how alike it is to them on average and ``parts`` what that is made of: text, names, numbers,
    time, each from 0 to 1; None and empty for the first report of a story, and for a copy, which goes where ``source``
    is. ``id`` hashes report, number and story.
    """

    id: str
    report: str
    story: str
    number: int
    others: int
    source: str | None
    score: float | None
    parts: tuple[Part, ...]
    reader: str
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A person's word on stories, which wins over every :class:`Join`.

    "together": the stories that ``reports`` stand in are one. "apart": ``reports`` stand in no story with ``others``.
    "undo": the judgement ``undoes`` counts no more. ``made`` is when, ISO 8601 in UTC; ``who`` and ``why`` as given.
    ``id`` hashes kind, reports, others, undoes and made.
    """

    id: str
    kind: Literal["together", "apart", "undo"]
    reports: tuple[str, ...]
    others: tuple[str, ...] = ()
    undoes: str | None = None
    who: str
    why: str
    made: str
