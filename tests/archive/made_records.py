"""Records made up for the tests of the archive: by chance from a seed, or by hypothesis; every passage holds."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from typing import get_args

from hypothesis import strategies as st

from detente.archive import CodedBy, Coding, StoryRows, TraitRow, Vocabulary
from detente.corrections import Correction
from detente.foretold import Settlement
from detente.records import (
    Act,
    Certainty,
    Content,
    Cue,
    Date,
    Event,
    Failure,
    Form,
    How,
    Join,
    Judgement,
    Kind,
    Mention,
    Part,
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
    WhenKnown,
)

STATES = {"RUS": "Russia", "USA": "United States", "CHN": "China", "NATO": "NATO"}
PERSONS = {"Q58217": ("Sergei Lavrov", "RUS"), "Q19211": ("James Mattis", "USA")}
WORDS = "Moscow warned Washington over the treaty and Beijing asked NATO for talks on sanctions in Ünstadt 𝔘".split()
TYPES = ("CONSULT", "SANCTION", "THREATEN", "AGREE")
ISSUES = ("arms-control", "cyber", "trade")
OUTLETS = ("Northern Post", "Daily Meridian", None)
MADE_BY = {"reader": "tests", "version": "7"}


def made_records(seed: int, count: int) -> list[Records]:
    """Return the records of some reports, the same ones for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - made-up records, not secrets
    return [_records(chance, f"{seed}-{number:03}") for number in range(count)]


def made_failure(name: str) -> Failure:
    """Return the failure of an input of that name."""
    return Failure(id=f"f-{name}", source=f"{name}.txt", stage="intake", error=f"{name}.txt: empty file", **MADE_BY)


def made_stories(batch: list[Records]) -> StoryRows:
    """Return joins, traits and a judgement about the reports of a batch: one story of them all."""
    ids = [records.report.id for records in batch]
    parts = tuple(Part(name=name, value=0.5) for name in ("text", "names", "numbers", "time"))
    joins = tuple(
        Join(
            id=f"j-{own}",
            report=own,
            story=f"s-{ids[0]}",
            number=number,
            others=number,
            source=None,
            score=0.25 if number else None,
            parts=parts if number else (),
            **MADE_BY,
        )
        for number, own in enumerate(ids)
    )
    traits = tuple(
        TraitRow(report=own, number=n, day=None, keys=[4, 8 + n], counts=[1, 2]) for n, own in enumerate(ids)
    )
    made = "2017-03-01T12:00:00.000000+00:00"
    apart = Judgement(
        id=f"g-{ids[0]}", kind="apart", reports=(ids[0],), others=tuple(ids[1:]), who="Ana", why="two visits", made=made
    )
    return StoryRows(joins=joins, traits=traits, judgements=(apart,))


def made_coded(name: str) -> CodedBy:
    """Return what a batch was read with, a codebook of one's own of that name among it."""
    own = Vocabulary.of("own codebook", {"codebook.toml": name})
    shipped = (Vocabulary.of("codebook", {"words.toml": ""}), Vocabulary.of("gazetteer", {"names.csv": ""}))
    coding = Coding(
        codebook=shipped[0].id,
        own_codebook=own.id,
        gazetteer=shipped[1].id,
        own_gazetteer=None,
        pipeline=None,
        relations_only=False,
        **MADE_BY,
    )
    return CodedBy(coding=coding, vocabularies=(own, *shipped))


def made_correction(name: str) -> Correction:
    """Return a person's word on a record."""
    return Correction(id=f"c-{name}", kind="status", table="events", item=name, who="ana", why="so", made="2024-01-01")


def made_settlement(name: str) -> Settlement:
    """Return a person's word on the entry of that name."""
    return Settlement(id=f"s-{name}", entry=name, state="open", who="Ana", why="made", made="2020-01-01T00:00:00+00:00")


def _records(chance: random.Random, name: str) -> Records:
    published = _date(chance)
    body = " ".join(chance.choices(WORDS, k=chance.randint(8, 60)))
    report = Report(
        id=f"r-{name}",
        origin=f"{name}.txt",
        digest=f"{chance.getrandbits(256):064x}",
        source=f"reports/{name}.txt",
        outlet=chance.choice(OUTLETS),
        title=chance.choice((None, "Talks in Ünstadt", "A warning")),
        byline=None,
        url=None,
        language="en",
        published=Published(**_fields(published), known_from="text" if published.start else None),
        body=body,
        residue=tuple(Residue(text=f"menu {n}", reason="menu") for n in range(chance.randint(0, 2))),
        changed=chance.choice((None, Published(**_fields(_date(chance)), known_from="meta"))),
        section=chance.choice((None, "World")),
        place=chance.choice((None, "ÜNSTADT")),
        agency=chance.choice(((), ("TASS",), ("AP", "Reuters"))),
        **MADE_BY,
    )
    mentions = tuple(_mention(chance, report, n) for n in range(chance.randint(0, 5)))
    statements: list[Statement] = []
    for number in range(chance.randint(0, 4)):
        statements.append(_statement(chance, report, number, statements))
    events = tuple(_event(chance, report, n, statements) for n in range(chance.randint(0, 4)))
    failures = (made_failure(name),) if chance.random() < 0.1 else ()
    return Records(report=report, mentions=mentions, statements=tuple(statements), events=events, failures=failures)


def _span(chance: random.Random, report: Report) -> Span:
    start = chance.randrange(len(report.body))
    return start, chance.randint(start + 1, min(len(report.body), start + 40))


def _cut(report: Report, span: Span) -> str:
    return report.body[slice(*span)]


def _date(chance: random.Random) -> Date:
    if chance.random() < 0.2:
        return Date()
    first = date(2017, 1, 1) + timedelta(days=chance.randrange(800))
    return Date(start=first.isoformat(), end=first.isoformat(), precision="day", text="then")


def _fields(found: Date) -> dict[str, object]:
    return {"start": found.start, "end": found.end, "precision": found.precision, "text": found.text}


def _who(chance: random.Random) -> dict[str, str | None]:
    if chance.random() < 0.4:
        actor = chance.choice(list(PERSONS))
        name, country = PERSONS[actor]
        return {"actor": actor, "name": name, "country": country, "sector": "GOV", "office": "minister"}
    if chance.random() < 0.1:
        return {"actor": None, "name": None, "country": None, "sector": None, "office": None}
    state = chance.choice(list(STATES))
    return {"actor": state, "name": STATES[state], "country": state, "sector": None, "office": None}


def _party(chance: random.Random, report: Report) -> Party:
    span = _span(chance, report)
    return Party(**_who(chance), text=_cut(report, span), spans=(span,), how=chance.choice(get_args(How)))


def _mention(chance: random.Random, report: Report, number: int) -> Mention:
    span = _span(chance, report)
    return Mention(
        id=f"m-{report.id}-{number}",
        report=report.id,
        span=span,
        text=_cut(report, span),
        **_who(chance),
        how="name",
        **MADE_BY,
    )


def _statement(chance: random.Random, report: Report, number: int, before: list[Statement]) -> Statement:
    spans = tuple(sorted(_span(chance, report) for _ in range(chance.randint(1, 2))))
    cue = _span(chance, report)
    return Statement(
        id=f"s-{report.id}-{number}",
        report=report.id,
        kind=chance.choice(get_args(Kind)),
        form=chance.choice(get_args(Form)),
        speaker=_party(chance, report) if chance.random() < 0.9 else None,
        cue=Cue(text=_cut(report, cue), lemma="say", spans=(cue,)) if chance.random() < 0.8 else Cue(),
        content=Content(text=" ".join(_cut(report, span) for span in spans), spans=spans),
        addressee=_party(chance, report) if chance.random() < 0.3 else None,
        inside=chance.choice(before).id if before and chance.random() < 0.3 else None,
        via=tuple(chance.sample(("the Post", "Interfax"), k=chance.randint(0, 2))),
        acts=tuple(chance.sample(get_args(Act), k=chance.randint(0, 2))),
        certainty=chance.choice(get_args(Certainty)),
        issues=tuple(chance.sample(ISSUES, k=chance.randint(0, 2))),
        said=_date(chance),
        passage=_span(chance, report),
        rule="made up",
        **MADE_BY,
    )


def _event(chance: random.Random, report: Report, number: int, statements: list[Statement]) -> Event:
    figure = _span(chance, report)
    place = Place(place="Ünstadt", country=chance.choice((None, "DEU")))
    quantity = Quantity(value=chance.random() * 100, unit="person", role=None, text=_cut(report, figure), span=figure)
    return Event(
        id=f"e-{report.id}-{number}",
        report=report.id,
        statement=chance.choice(statements).id if statements and chance.random() < 0.5 else None,
        source=_party(chance, report),
        target=_party(chance, report) if chance.random() < 0.8 else None,
        type=chance.choice(TYPES),
        mode=chance.choice((None, "meet")),
        cameo="040",
        goldstein=chance.choice((-4.0, 1.0)),
        score=chance.choice((-5.5, 2.0)),
        status=chance.choice(get_args(Status)),
        when=_date(chance),
        where=place if chance.random() < 0.5 else None,
        quantities=(quantity,) if chance.random() < 0.5 else (),
        issues=tuple(chance.sample(ISSUES, k=chance.randint(0, 2))),
        passage=_span(chance, report),
        rule="made up",
        **MADE_BY,
        mutual=number % 3 == 1,
        when_known_from=(None, *get_args(WhenKnown))[number % 4],
        passages=(figure,) if number % 2 else (),
    )


# Any text but half surrogate pairs, which have no place in UTF-8 and get a test of their own.
_TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=12)
_DAYS = st.dates().map(date.isoformat)


@st.composite
def any_records(draw: st.DrawFn, name: str = "x") -> Records:
    """Return the records of one report with any text in every field."""
    seed = draw(st.integers(0, 2**32))
    made = _records(random.Random(seed), name)  # noqa: S311 - made-up records, not secrets
    report = made.report
    # Every character of the body becomes another one, so that spans stay inside it; texts are cut from the new body.
    table = {ord(c): draw(st.characters(exclude_categories=("Cs",))) for c in sorted(set(report.body))}
    body = report.body.translate(table)
    day = draw(_DAYS)
    again = replace(
        report,
        body=body,
        title=draw(st.none() | _TEXT),
        outlet=draw(st.none() | _TEXT),
        source=draw(_TEXT),
        published=Published(start=day, end=day, precision="day", text=draw(_TEXT), known_from="text"),
        residue=tuple(Residue(text=text, reason="menu") for text in draw(st.lists(_TEXT, max_size=3))),
    )
    return Records(
        report=again,
        mentions=tuple(replace(m, text=body[slice(*m.span)], name=draw(st.none() | _TEXT)) for m in made.mentions),
        statements=tuple(_cut_again(draw, s, body) for s in made.statements),
        events=tuple(
            replace(e, quantities=tuple(replace(q, text=body[slice(*q.span)], role=draw(_TEXT)) for q in e.quantities))
            for e in made.events
        ),
        failures=made.failures,
    )


def _cut_again(draw: st.DrawFn, statement: Statement, body: str) -> Statement:
    cue = Cue(text="".join(body[slice(*s)] for s in statement.cue.spans), lemma=draw(_TEXT), spans=statement.cue.spans)
    text = " ".join(body[slice(*span)] for span in statement.content.spans)
    via = tuple(draw(st.lists(_TEXT, max_size=3)))
    return replace(statement, cue=cue, content=Content(text=text, spans=statement.content.spans), via=via)
