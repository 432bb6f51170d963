"""Two reports with their records, by hand: enough to be wrong about."""

from __future__ import annotations

from pathlib import Path

from detente.archive import Archive, StoryRows
from detente.records import Content, Cue, Date, Event, Join, Mention, Party, Published, Records, Report, Span, Statement
from detente.wire import digest

BODY = (
    "Russia will expel two diplomats of the United States, Makarov said. "
    "Makarov warned Washington. Norway sent rice to Chad."
)
BY = {"reader": "tests", "version": "1"}


def span(words: str, after: int = 0) -> Span:
    start = BODY.index(words, after)
    return start, start + len(words)


def party(actor: str | None, name: str, country: str | None, *places: Span) -> Party:
    return Party(actor=actor, name=name, country=country, text=BODY[slice(*places[0])], spans=places)


def records(report: str, *, reader: str = "1", kind: str = "SANCTION") -> Records:
    """A report's records; another reader gives the same passages other ids."""
    where = {
        "RUS": span("Russia"),
        "USA": span("United States"),
        None: span("Makarov"),
        "NOR": span("Norway"),
        "TCD": span("Chad"),
    }
    mentions = [
        Mention(
            id=digest(report, place, actor, reader),
            report=report,
            span=place,
            text=BODY[slice(*place)],
            actor=actor,
            name=None,
            country=actor,
            sector=None,
            office=None,
            how="name",
            **BY,
        )
        for actor, place in [*where.items(), (None, span("Makarov", 60))]
    ]
    first, last = span(BODY.split(". ")[0] + "."), span("Norway sent rice to Chad.")
    said = (where["RUS"][0], span(", Makarov")[0])
    statement = Statement(
        id=digest(report, "said", reader),
        report=report,
        kind="indirect",
        form="prose",
        speaker=party(None, "Makarov", None, where[None]),
        cue=Cue(text="said", lemma="say", spans=(span("said"),)),
        content=Content(text=BODY[slice(*said)], spans=(said,)),
        acts=("claim",),
        said=Date(),
        passage=first,
        rule="tests",
        **BY,
    )
    expelled = Event(
        id=digest(report, kind, reader),
        report=report,
        statement=statement.id,
        source=party("RUS", "Russia", "RUS", where["RUS"]),
        target=party("USA", "United States", "USA", where["USA"]),
        type=kind,
        mode=None,
        cameo="160",
        goldstein=-6.5,
        score=-6.0,
        status="happened",
        when=Date(),
        passage=first,
        rule="tests",
        **BY,
    )
    aid = Event(
        id=digest(report, "AID", reader),
        report=report,
        statement=None,
        source=party("NOR", "Norway", "NOR", where["NOR"]),
        target=party("TCD", "Chad", "TCD", where["TCD"]),
        type="AID",
        mode=None,
        cameo="070",
        goldstein=7.0,
        score=10.0,
        status="happened",
        when=Date(),
        passage=last,
        rule="tests",
        **BY,
    )
    own = Report(
        id=report,
        origin=report,
        digest=report,
        source=f"{report}.txt",
        outlet="Northern Post",
        title=f"Report {report}",
        byline=None,
        url=None,
        language="en",
        published=Published(start="2018-01-10", end="2018-01-10", precision="day", text="", known_from="text"),
        body=BODY,
        **BY,
    )
    return Records(report=own, mentions=tuple(mentions), statements=(statement,), events=(expelled, aid))


def kept(path: Path, *made: Records) -> Archive:
    """An archive of some records, all reports in one story."""
    archive = Archive.open(path, create=True)
    joins = tuple(
        Join(
            id=f"j{n}", report=one.report.id, story="story", number=n, others=0, source=None, score=None, parts=(), **BY
        )
        for n, one in enumerate(made)
    )
    with archive.writer() as writer:
        writer.write(made, stories=StoryRows(joins=joins))
    return archive
