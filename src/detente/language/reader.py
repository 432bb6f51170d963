"""The reader: takes reports, gives each report's records, in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from detente import wire
from detente.codebook import Codebook
from detente.gazetteer import Gazetteer
from detente.language.discourse import Discourse
from detente.language.events import EventDraft, EventReader
from detente.language.fixed_cues import FixedPhrases
from detente.language.interviews import Interview
from detente.language.mentions import MentionReader
from detente.language.parse import DEFAULT_PIPELINE, Paragraph, Parser, paragraphs
from detente.language.quotes import quotations
from detente.language.refs import Refs
from detente.language.statements import StatementReader
from detente.records import Event, Failure, Mention, Records, Report

READER = "language"
VERSION = "3"
# Languages that the pipeline reads; a text too short to tell is tried.
READS = ("en", None)


class Reader:
    """Reads mentions, statements and events out of reports; loads its pipeline, gazetteer and codebook once.

    ``pipeline`` names an installed spaCy pipeline with a tagger, a lemmatizer and a dependency parser for English.
    Raises ParserMissing if it isn't installed.
    """

    def __init__(
        self, *, pipeline: str = DEFAULT_PIPELINE, gazetteer: Gazetteer | None = None, codebook: Codebook | None = None
    ) -> None:
        self._parser = Parser(pipeline)
        self._gazetteer = gazetteer or Gazetteer.load()
        self._codebook = codebook or Codebook.load()
        self._phrases = FixedPhrases.of(self._codebook)
        self._events = EventReader(self._codebook)

    def read(self, reports: Iterable[Report]) -> Iterator[Records]:
        """Yield the records of each report, in order; a report that cannot be read has a failure among them."""
        for _, group in groupby(self._parsed(reports), key=lambda pair: pair[0]):
            pairs = list(group)
            report = pairs[0][1]
            yield self._records(report, [p for _, _, p in pairs if p is not None])

    def _parsed(self, reports: Iterable[Report]) -> Iterator[tuple[int, Report, Paragraph | None]]:
        def texts() -> Iterator[tuple[str, tuple[int, Report, int, int]]]:
            for turn, report in enumerate(reports):
                spans = list(paragraphs(report.body)) if report.language in READS else []
                if not spans:
                    yield "", (turn, report, -1, 0)
                for number, (start, end) in enumerate(spans):
                    yield report.body[start:end], (turn, report, number, start)

        for doc, (turn, report, number, start) in self._parser.parse(texts()):
            yield turn, report, (Paragraph(number, start, doc, doc.text) if number >= 0 else None)

    def _records(self, report: Report, parsed: list[Paragraph]) -> Records:
        if report.language not in READS:
            return Records(report=report, failures=(_failure(report, f"no pipeline reads {report.language!r}"),))
        try:
            return self._read_one(report, parsed)
        except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
            # One bad report fails alone, as a row; what a reading can raise on odd text is one of these.
            return Records(report=report, failures=(_failure(report, f"{type(error).__name__}: {error}"),))

    def _read_one(self, report: Report, parsed: list[Paragraph]) -> Records:
        published = report.published
        on = published.start[:10] if published.start else None
        discourse = Discourse()
        mentions = MentionReader(self._gazetteer, discourse, on, report.outlet, report.place)
        statements = StatementReader(self._codebook, self._gazetteer, discourse, self._phrases)
        interview = Interview.over(report.body, discourse)
        found: list[tuple[Paragraph, Refs, list[EventDraft]]] = []
        for paragraph in parsed:
            quoted = quotations(paragraph.text)
            refs = mentions.read(paragraph, quoted)
            drafts = statements.read(paragraph, refs, quoted, interview)
            mentions.settle()
            found.append((paragraph, refs, self._events.read(paragraph, refs, drafts)))
        said = statements.records(report.id, report.body, reader=READER, version=VERSION)
        events: list[Event] = []
        for paragraph, refs, event_drafts in found:
            events += self._events.records(
                event_drafts,
                paragraph,
                refs,
                published,
                statements.ids,
                report=report.id,
                reader=READER,
                version=VERSION,
            )
        return Records(
            report=report,
            mentions=tuple(_mentions(report, [refs for _, refs, _ in found])),
            statements=tuple(said),
            events=tuple(_distinct(events)),
        )


def _mentions(report: Report, paragraphs_refs: list[Refs]) -> Iterator[Mention]:
    seen: set[str] = set()
    for refs in paragraphs_refs:
        for ref in refs.items:
            for one in ref.members or (ref,):
                if not (one.actor or one.country or one.name):
                    continue
                own = wire.digest("mention", report.id, ref.span, one.actor or one.name or one.country)
                if own in seen:
                    continue
                seen.add(own)
                yield Mention(
                    id=own, report=report.id, span=ref.span, text=report.body[ref.span[0] : ref.span[1]], actor=one.actor,
                    name=one.name, country=one.country, sector=one.sector, office=one.office, how=ref.how,
                    reader=READER, version=VERSION,
                )  # fmt: skip


def _distinct(events: list[Event]) -> list[Event]:
    found: dict[str, Event] = {}
    for event in events:
        found.setdefault(event.id, event)
    return list(found.values())


def _failure(report: Report, error: str) -> Failure:
    return Failure(
        id=wire.digest("failure", report.source, "language", error), source=report.source, stage="language", error=error,
        report=report.id, reader=READER, version=VERSION,
    )  # fmt: skip
