"""What is found between reports: stories, what several tell, and how they differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from detente.records.reading import Date, Party, Span

DifferenceKind = Literal["name", "number", "date", "place", "wording", "omission", "contradiction", "attribution"]


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
