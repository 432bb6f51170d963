"""Reports and records written by hand, with the questions of an archive and of a gazetteer answered from memory."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from detente.archive import Query
from detente.errors import UnknownActor
from detente.foretold import Settlement
from detente.gazetteer import Actor
from detente.records import (
    Act,
    Content,
    Cue,
    Date,
    Event,
    Failure,
    Join,
    Judgement,
    Kind,
    Mention,
    Party,
    Place,
    Published,
    Quantity,
    Records,
    Report,
    Residue,
    Span,
    Statement,
    Status,
)
from detente.relations import is_party
from detente.wire import digest

SCORES = {
    "AGREE": 2.5,
    "CONSULT": 2.5,
    "SUPPORT": 5.0,
    "CONCEDE": 4.5,
    "COOPERATE": 9.5,
    "AID": 10.0,
    "RETREAT": 6.5,
    "REQUEST": 0.0,
    "ACCUSE": -3.0,
    "REJECT": -2.0,
    "THREATEN": -3.5,
    "PROTEST": -5.0,
    "SANCTION": -6.0,
    "MOBILIZE": -5.5,
    "COERCE": -7.0,
    "ASSAULT": -9.0,
}
NAMES = {"RUS": "Russia", "USA": "United States", "CHN": "China", "FRA": "France", "NATO": "NATO"}
WORDS = {
    "RUS": ("Russian", "Russia", "Moscow", "Kremlin"),
    "USA": ("United States", "American", "Washington", "Pentagon"),
    "CHN": ("China", "Beijing"),
    "NATO": ("NATO",),
}


def actor(code: str, name: str) -> Actor:
    return Actor(id=code, name=name, kind="state", country=code, sector="GOV", start=None, end=None, source="test")


class Who:
    """A gazetteer of five actors."""

    def actor(self, code: str) -> Actor | None:
        return actor(code, NAMES[code]) if code in NAMES else None

    def resolve(self, text: str) -> Actor:
        for code, name in NAMES.items():
            if text.casefold() in (code.casefold(), name.casefold()):
                return actor(code, name)
        raise UnknownActor(text, ["Russia"])


def state(code: str, *, how: str = "name") -> Party:
    return Party(actor=code, name=NAMES[code], country=code, sector="GOV", text=NAMES[code], how=how)


def person(name: str, country: str | None, office: str | None = None) -> Party:
    slug = "person/" + name.lower().replace(" ", "-")
    return Party(actor=slug, name=name, country=country, sector="GOV", office=office, text=name)


def day(text: str | None, to: str | None = None, wording: str = "") -> Date:
    """A date written as "2017", "2017-02" or "2017-02-16", or two days."""
    if text is None:
        return Date()
    if to is not None:
        return Date(start=text, end=to, precision="day", text=wording)
    match text.split("-"):
        case [year]:
            return Date(start=f"{year}-01-01", end=f"{year}-12-31", precision="year", text=wording)
        case [year, month]:
            last = {"02": 28, "04": 30, "06": 30, "09": 30, "11": 30}.get(month, 31)
            return Date(start=f"{text}-01", end=f"{text}-{last}", precision="month", text=wording)
        case _:
            return Date(start=text, end=text, precision="day", text=wording)


@dataclass
class Press:
    """Reports with what was read out of them; also an archive of them, asked in memory."""

    _reports: list[Report] = field(default_factory=list)
    _mentions: list[Mention] = field(default_factory=list)
    _statements: list[Statement] = field(default_factory=list)
    _events: list[Event] = field(default_factory=list)
    _failures: list[Failure] = field(default_factory=list)
    path: Path = Path("detente-archive")
    version: int = 3

    def report(self, outlet: str | None, published: str | None, title: str | None, body: str, **more: object) -> Report:
        number = len(self._reports)
        residue = more.pop("residue", ())
        fields: dict[str, object] = {
            "byline": None,
            "url": f"https://news.example/{number}",
            "copy_of": None,
            "source": f"reports/{number}.html",
            **more,
        }
        when = day(published)
        report = Report(
            id=digest("report", number, title),
            origin=str(fields["source"]),
            digest=digest(body),
            outlet=outlet,
            title=title,
            language="en",
            published=Published(
                start=when.start,
                end=when.end,
                precision=when.precision,
                known_from="meta" if published else None,
            ),
            body=body,
            residue=tuple(Residue(text=text, reason=reason) for text, reason in residue),
            reader="detente",
            version="0.1.0",
            **fields,
        )
        self._reports.append(report)
        for code, words in WORDS.items():
            for word in words:
                for found in re.finditer(rf"\b{word}\b", body):
                    self._mention(report, found.span(), word, code)
        return report

    def _mention(self, report: Report, span: Span, text: str, code: str) -> None:
        self._mentions.append(
            Mention(
                id=digest(report.id, span, code),
                report=report.id,
                span=span,
                text=text,
                actor=code,
                name=NAMES.get(code, text),
                country=code if code in NAMES else None,
                sector="GOV",
                office=None,
                how="name",
                reader="detente",
                version="0.1.0",
            )
        )

    def says(
        self,
        report: Report,
        speaker: Party | None,
        cue: str,
        words: str,
        *,
        passage: str | None = None,
        kind: Kind = "direct",
        acts: Iterable[Act] = ("claim",),
        said: str | None = None,
        inside: Statement | None = None,
        via: tuple[str, ...] = (),
        **more: object,
    ) -> Statement:
        start = report.body.index(words)
        statement = Statement(
            id=digest("statement", report.id, len(self._statements)),
            report=report.id,
            kind=kind,
            form="prose",
            speaker=speaker,
            cue=Cue(text=cue, lemma=cue),
            content=Content(text=words, spans=((start, start + len(words)),)),
            inside=inside.id if inside else None,
            via=via,
            acts=tuple(acts),
            said=day(said),
            passage=_span(report, passage or words),
            rule=f"quote/{kind}",
            reader="detente",
            version="0.1.0",
            **more,
        )
        self._statements.append(statement)
        return statement

    def does(
        self,
        report: Report,
        source: Party,
        kind: str,
        target: Party,
        passage: str,
        *,
        when: Date | str | None = None,
        status: Status = "happened",
        mode: str | None = None,
        within: Statement | None = None,
        place: str | None = None,
        figure: str | None = None,
        mutual: bool = False,
    ) -> Event:
        event = Event(
            id=digest("event", report.id, len(self._events)),
            report=report.id,
            statement=within.id if within else None,
            source=source,
            target=target,
            type=kind,
            mode=mode,
            cameo="040",
            goldstein=SCORES[kind],
            score=SCORES[kind],
            status=status,
            when=when if isinstance(when, Date) else day(when),
            where=Place(place=place) if place else None,
            quantities=(Quantity(value=1, unit="person", role=None, text=figure, span=(0, 1)),) if figure else (),
            passage=_span(report, passage),
            rule=f"frame/{kind.lower()}",
            reader="detente",
            version="0.1.0",
            mutual=mutual,
        )
        self._events.append(event)
        return event

    def fails(self, source: str, error: str) -> None:
        self._failures.append(
            Failure(id=digest(source), source=source, stage="intake", error=error, reader="detente", version="0.1.0")
        )

    def rename(self, report: Report, **changes: object) -> None:
        """Change a report's fields after its records were made."""
        self._reports[self._reports.index(report)] = replace(report, **changes)

    def records_of(self, _reports: Iterable[str]) -> list[Records]:
        """Hold no records together: what reports tell differently is tested on an archive."""
        return []

    def joins(self) -> list[Join]:
        return []

    def judgements(self) -> list[Judgement]:
        return []

    def reports(self, q: Query) -> list[Report]:
        naming: dict[str, set[str]] = {}
        for m in self._mentions:
            naming.setdefault(m.report, set()).update({m.country or "", m.actor or ""})
        asked = {q.actor, *(q.between or ())} - {None}
        found = [r for r in self._reports if asked <= naming.get(r.id, set()) and _in(r.published.start, q)]
        return found[: q.limit]

    def mentions(self, q: Query) -> list[Mention]:
        asked = {q.actor, *(q.between or ())} - {None}
        return [m for m in self._mentions if not asked or asked & {m.country, m.actor}][: q.limit]

    def statements(self, q: Query) -> list[Statement]:
        out = []
        for s in self._statements:
            report = next(r for r in self._reports if r.id == s.report)
            named = {
                m.country
                for m in self._mentions
                if m.report == s.report and any(m.span[0] < e and m.span[1] > b for b, e in s.content.spans)
            }
            people = {p.country for p in (s.speaker, s.addressee) if p}
            if q.actor in named | people and _in(s.said.start or report.published.start, q):
                out.append(s)
        return out

    def events(self, q: Query) -> list[Event]:
        published = {r.id: r.published.start for r in self._reports}
        a, b = q.between or ("", "")
        return [
            e
            for e in self._events
            if any(is_party(e.source, x) and is_party(e.target, y) for x, y in ((a, b), (b, a)))
            and _in(e.when.start or published[e.report], q)
        ]

    def failures(self, q: Query) -> list[Failure]:
        return self._failures[: q.limit]

    def settlements(self) -> list[Settlement]:
        return []

    def count(self, table: str, q: Query) -> int:
        return len(getattr(self, table)(q))


def _in(start: str | None, q: Query) -> bool:
    if not (q.since or q.until):
        return True
    if start is None:
        return False
    low, high = q.since or "0000", (q.until or "9999") + "-99"
    return low <= start[:10] and start[:10] <= high


def _span(report: Report, passage: str) -> Span:
    start = report.body.index(passage)
    return start, start + len(passage)
