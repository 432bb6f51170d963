"""Who only repeats whom: reports that pass on what another outlet or an agency has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from detente.gazetteer.spelling import fold
from detente.records import Report, Statement

RepeatKind = Literal["copy", "agency", "quotation", "link"]

_PRESS = "MED"  # PLOVER's sector of the press


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """A report has something from another: ``whom`` by name, ``of`` the report's id where that is in the story.

    ``how`` is "copy" (its words), "agency" (it credits one), "quotation" (it says that an outlet reports so) or "link"
    (it gives the other's address).
    """

    report: str
    how: RepeatKind
    whom: str
    of: str | None = None


def repeats(reports: Sequence[Report], statements: Iterable[Statement]) -> list[Repeat]:
    """Return what reports of one story say of where they have it from, report by report, each source once."""
    known = {report.id: report for report in reports}
    outlets = {fold(report.outlet): report.id for report in reversed(reports) if report.outlet}
    quoted: dict[str, list[str]] = {}
    for statement in statements:
        quoted.setdefault(statement.report, []).extend(_press(statement, outlets))
    found: dict[tuple[str, str, str], Repeat] = {}
    for report in reports:
        for repeat in (*_of(report, known), *_quotations(report, quoted.get(report.id, ()), outlets)):
            found.setdefault((report.id, repeat.how, fold(repeat.whom)), repeat)
    return list(found.values())


def _of(report: Report, known: Mapping[str, Report]) -> Iterable[Repeat]:
    """Yield the source of a copy, the agencies credited and the reports whose addresses are given."""
    if report.copy_of is not None:
        source = known.get(report.copy_of)
        whom = (source.outlet if source else None) or report.copy_of
        yield Repeat(report=report.id, how="copy", whom=whom, of=report.copy_of)
    for agency in report.agency:
        if fold(agency) != fold(report.outlet or ""):
            yield Repeat(report=report.id, how="agency", whom=agency)
    for other in known.values():
        if other.id != report.id and other.url and other.url in report.body:
            yield Repeat(report=report.id, how="link", whom=other.outlet or other.url, of=other.id)


def _press(statement: Statement, outlets: Mapping[str, str]) -> Iterable[str]:
    """Yield the outlets that a statement is put down to: its speaker, and those it passed through."""
    speaker = statement.speaker
    if speaker is not None and speaker.name and (speaker.sector == _PRESS or fold(speaker.name) in outlets):
        yield speaker.name
    yield from (name for name in statement.via if fold(name) in outlets)


def _quotations(report: Report, names: Iterable[str], outlets: Mapping[str, str]) -> Iterable[Repeat]:
    """Yield the other outlets that a report quotes."""
    own = fold(report.outlet or "")
    for name in names:
        if fold(name) != own:
            yield Repeat(report=report.id, how="quotation", whom=name, of=outlets.get(fold(name)))
