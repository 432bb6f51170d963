"""Made-up reports and what was read from them, for the tests of differences; every span holds."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from detente.records import (
    Content,
    Cue,
    Date,
    Difference,
    Event,
    Mention,
    Party,
    Published,
    Quantity,
    Report,
    Span,
    Statement,
    Status,
)
from detente.stories.differences import compared

MADE_BY = {"reader": "tests", "version": "7"}


@dataclass(kw_only=True)
class Press:
    """Reports with their records, to be compared."""

    reports: list[Report] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)

    def compared(self) -> list[Difference]:
        return compared(self.reports, self.mentions, self.statements, self.events)

    def told(self, kind: str | None = None) -> list[tuple[str, set[str]]]:
        """Return kind and values of the differences found."""
        return [(d.kind, {v.value for v in d.values}) for d in self.compared() if kind in (None, d.kind)]

    def report(
        self,
        name: str,
        body: str,
        *,
        day: str | None = "2030-05-02",
        matter: str | None = None,
        copy_of: str | None = None,
    ) -> str:
        """Add a report: the body, and 60 made-up words, of which two reports on one matter have most in common."""
        known = {"start": day, "end": day, "precision": "day", "known_from": "meta"} if day else {}
        self.reports.append(
            Report(
                id=name,
                origin=name,
                digest=name,
                source=f"{name}.txt",
                outlet=f"The {name}",
                title=None,
                byline=None,
                url=None,
                language="en",
                published=Published(**known),
                body=f"{body}\n{_filling(matter or name, name)}",
                copy_of=copy_of,
                **MADE_BY,
            )
        )
        return name

    def span(self, report: str, text: str) -> Span:
        body = next(r.body for r in self.reports if r.id == report)
        start = body.index(text)
        return start, start + len(text)

    def statement(self, report: str, content: str, *, speaker: Party) -> str:
        span = self.span(report, content)
        self.statements.append(
            Statement(
                id=f"s-{report}-{span[0]}",
                report=report,
                kind="direct",
                form="prose",
                speaker=speaker,
                cue=Cue(),
                content=Content(text=content, spans=(span,)),
                said=Date(),
                passage=span,
                rule="made up",
                **MADE_BY,
            )
        )
        return self.statements[-1].id

    def mention(
        self, report: str, text: str, *, actor: str | None = None, country: str | None = None, office: str | None = None
    ) -> None:
        span = self.span(report, text)
        self.mentions.append(
            Mention(
                id=f"m-{report}-{span[0]}",
                report=report,
                span=span,
                text=text,
                actor=actor,
                name=text,
                country=country,
                sector=None,
                office=office,
                how="name",
                **MADE_BY,
            )
        )

    def event(
        self,
        report: str,
        passage: str,
        *,
        figure: Quantity | None = None,
        when: str | None = None,
        status: Status = "happened",
        target: str = "USA",
    ) -> None:
        span = self.span(report, passage)
        date = Date(start=when, end=when, precision="day", text=when) if when else Date()
        self.events.append(
            Event(
                id=f"e-{report}-{span[0]}",
                report=report,
                statement=None,
                source=Party(actor="RUS", name="Russia", country="RUS"),
                target=Party(actor=target, name=target, country=target),
                type="SANCTION",
                mode="expel",
                cameo="145",
                goldstein=-5.0,
                score=-6.0,
                status=status,
                when=date,
                quantities=(figure,) if figure else (),
                passage=span,
                rule="made up",
                **MADE_BY,
            )
        )


def _filling(matter: str, name: str) -> str:
    """Return a matter's words in an order that differs with the report, so that no run of them is in two."""
    chance = random.Random(matter)  # noqa: S311 - made-up words, not secrets
    made = ["".join(chance.choices("bdfgklmnprtvz", k=5)) for _ in range(60)]
    random.Random(name).shuffle(made)  # noqa: S311 - an order
    return " ".join(made)


def person(name: str, *, office: str | None = None, country: str | None = "RUS", span: Span = (0, 1)) -> Party:
    """Return somebody whom the gazetteer does not know."""
    return Party(name=name, country=country, office=office, text=name, spans=(span,))


def figure(value: float, unit: str, *, role: str | None = None) -> Quantity:
    """Return a figure; where it stands does not matter."""
    return Quantity(value=value, unit=unit, role=role, text=f"{value:g} {unit}s", span=(0, 1))
