"""What is read in one report, from the report itself to its events.

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
