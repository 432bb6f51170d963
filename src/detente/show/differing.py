"""Where reports tell the same differently, as rows of a page: one cell a report, with what differs in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.records import Difference, DifferenceKind, Published, Report, Telling
from detente.show.proofs import passage
from detente.show.record import Proof
from detente.stories.sentences import sentences
from detente.stories.wordwise import Run, runs

if TYPE_CHECKING:
    from detente.archive import Archive
    from detente.gazetteer import Gazetteer

MOST_REPORTS = 1000
"""Reports of a brief that are compared, the latest: their cost is some seconds, and grows a little faster than they do."""

_BOXED: frozenset[DifferenceKind] = frozenset({"name", "number", "date", "place"})
_KINDS: tuple[DifferenceKind, ...] = (
    "contradiction", "name", "number", "date", "place", "omission", "attribution", "wording"
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What one report has: its words in runs, or words around a boxed value; nothing where it leaves out what others have.

    ``value`` is what is boxed, empty where nothing is; ``before`` and ``after`` are the rest of its sentence.
    """

    report: str
    outlet: str | None
    published: Published
    before: str
    value: str
    after: str
    runs: tuple[Run, ...]
    missing: bool
    proof: Proof | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A difference as a row: ``note`` is the gazetteer's word on it."""

    id: str
    kind: DifferenceKind
    about: str
    note: str | None
    score: float
    cells: tuple[Cell, ...]


def differing(archive: Archive, reports: Sequence[Report], gazetteer: Gazetteer | None = None) -> tuple[Row, ...]:
    """Return the differences between some reports of an archive, in the order of kinds and the surest first."""
    from detente.stories.differences import compared
    from detente.stories.standing import joined, standing

    last = list(reports)[-MOST_REPORTS:]
    if len(last) < 2:
        return ()
    held = archive.records_of([report.id for report in last])
    found = compared(
        [records.report for records in held],
        [mention for records in held for mention in records.mentions],
        [statement for records in held for statement in records.statements],
        [event for records in held for event in records.events],
        gazetteer,
        stories=standing(joined(archive.joins()), archive.judgements()),
    )
    return rows(found, {report.id: report for report in last})


def rows(found: Iterable[Difference], reports: Mapping[str, Report]) -> tuple[Row, ...]:
    """Return differences as rows, in the order of kinds and the surest first."""
    made = [
        Row(
            id=one.id,
            kind=one.kind,
            about=one.about,
            note=one.note,
            score=one.score,
            cells=tuple(_cell(one, telling, reports[telling.report]) for telling in one.values),
        )
        for one in found
    ]
    return tuple(sorted(made, key=lambda row: (_KINDS.index(row.kind), -row.score, row.id)))


def _cell(difference: Difference, telling: Telling, report: Report) -> Cell:
    """Return what one report has."""
    before = value = after = ""
    held: tuple[Run, ...] = ()
    missing = not telling.value
    if difference.kind in _BOXED and not missing:
        before, value, after = _around(telling, report)
    elif not missing:
        first = difference.values[0]
        held = (Run(kind="same", text=telling.value),)
        if difference.kind == "wording" and telling is not first:
            held = runs(telling.value, first.value)
        elif difference.kind == "wording":
            held = tuple(_turned(run) for run in runs(difference.values[1].value, first.value))
    return Cell(
        report=report.id,
        outlet=report.outlet,
        published=report.published,
        before=before,
        value=value,
        after=after,
        runs=held,
        missing=missing,
        proof=None if missing else _proof(difference, telling, report),
    )


def _turned(run: Run) -> Run:
    """Return a run of the second wording as the first has it."""
    if run.kind == "other":
        return Run(kind="other", text=run.against, against=run.text)
    if run.kind == "cut":
        return Run(kind="added", text=run.against)
    return Run(kind="cut", text="", against=run.text) if run.kind == "added" else run


def _around(telling: Telling, report: Report) -> tuple[str, str, str]:
    """Return a value with the rest of the sentence that it stands in."""
    start, end = telling.span
    first, last = next((s for s in sentences(report.body) if s[0] <= start and end <= s[1]), telling.span)
    shown = report.body[start:end]
    if (start, end) == (first, last):
        return "", telling.value, ""
    return report.body[first:start], shown, report.body[end:last]


def _proof(difference: Difference, telling: Telling, report: Report) -> Proof:
    """Return the paragraph of a telling with its passage."""
    return passage(
        report,
        telling.span,
        record=telling.record or difference.id,
        rule=difference.kind,
        reader=difference.reader,
        version=difference.version,
    )
