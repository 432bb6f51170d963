"""The reader: takes reports, gives each report's records, in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from detente import wire
from detente.codebook import Codebook
from detente.gazetteer import Gazetteer
from detente.language.discourse import Discourse
from detente.language.event_drafts import EventDraft
from detente.language.events import EventReader
from detente.language.fixed_cues import FixedPhrases
from detente.language.gate import Gate
from detente.language.implied_words import MEMORY
from detente.language.indirect import MOST_IN_SENTENCE
from detente.language.interviews import Interview
from detente.language.mentions import MentionReader
from detente.language.parse import DEFAULT_PIPELINE, Paragraph, Parser, Parses, paragraphs
from detente.language.quotes import quotations
from detente.language.refs import Refs
from detente.language.retold import merged
from detente.language.statements import StatementReader
from detente.language.transcripts import Transcript
from detente.records import Event, Failure, Mention, Records, Report, Span

READER = "language"
VERSION = "7"
# Languages that the pipeline reads; a text too short to tell is tried.
READS = ("en", None)


class Reader:
    """Reads mentions, statements and events out of reports; loads its pipeline, gazetteer and codebook once.

    ``pipeline`` names an installed spaCy pipeline with a tagger, a lemmatizer and a dependency parser for English; None
    is detente's own.
    ``relations_only`` leaves unparsed the end of each report in which no two countries or organisations can meet
    (:mod:`detente.language.gate`). ``parser`` parses in the pipeline's place. Raises ParserMissing if it isn't installed.
    """

    def __init__(
        self,
        *,
        pipeline: str | None = None,
        gazetteer: Gazetteer | None = None,
        codebook: Codebook | None = None,
        relations_only: bool = False,
        parser: Parses | None = None,
    ) -> None:
        self._parser: Parses = parser or Parser(pipeline or DEFAULT_PIPELINE)
        self._gazetteer = gazetteer or Gazetteer.load()
        self._codebook = codebook or Codebook.load()
        self._gate = Gate(self._gazetteer) if relations_only else None
        self._phrases = FixedPhrases.of(self._codebook)
        self._events = EventReader(self._codebook)

    def read(self, reports: Iterable[Report]) -> Iterator[Records]:
        """Yield the records of each report, in order; a report that cannot be read has a failure among them."""
        for _, group in groupby(self._parsed(reports), key=lambda pair: pair[0]):
            pairs = list(group)
            report = pairs[0][1]
            parsed = [p for _, _, p in pairs if p is not None]
            found = self._records(report, parsed)
            yield found if self._gate is None else replace(found, skipped=_skipped(report, len(parsed)))

    def _parsed(self, reports: Iterable[Report]) -> Iterator[tuple[int, Report, Paragraph | None]]:
        def texts() -> Iterator[tuple[str, tuple[int, Report, int, int]]]:
            for turn, report in enumerate(reports):
                spans = self._spans(report) if report.language in READS else []
                if not spans:
                    yield "", (turn, report, -1, 0)
                for number, (start, end) in enumerate(spans):
                    yield report.body[start:end], (turn, report, number, start)

        for doc, (turn, report, number, start) in self._parser.parse(texts()):
            yield turn, report, (Paragraph(number, start, doc, doc.text) if number >= 0 else None)

    def _spans(self, report: Report) -> list[Span]:
        """The paragraphs to parse: all, or those that the gate lets through."""
        return list(paragraphs(report.body)) if self._gate is None else self._gate.spans(report)

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
        interview, transcript = Interview.over(report.body, discourse), Transcript.over(report.body)
        found: list[tuple[Paragraph, Refs, list[EventDraft]]] = []
        before: list[EventDraft] = []
        for paragraph in parsed:
            quoted, unread = quotations(paragraph.text), len(statements.cut)
            refs = mentions.read(paragraph, quoted)
            drafts = statements.read(paragraph, refs, quoted, interview, transcript)
            mentions.settle()
            coded = self._events.read(paragraph, refs, drafts, before)
            for start, end in statements.cut[unread:]:  # whose word an event there is cannot be told
                coded = [d for d in coded if not start <= paragraph.start + d.token.idx < end]
            before = [*before, *coded][-MEMORY:]
            found.append((paragraph, refs, coded))
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
            events=tuple(merged(_distinct(events), report.body)),
            failures=_unfinished(report, statements.cut),
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


def _unfinished(report: Report, cut: list[Span]) -> tuple[Failure, ...]:
    """Say where sentences hold more statements than are read of one; nothing where none does."""
    if not cut:
        return ()
    which = "a sentence has" if len(cut) == 1 else f"{len(cut)} sentences have"
    places = ", ".join(f"{first} to {last}" for first, last in cut[:3]) + (" and others" if len(cut) > 3 else "")
    error = (
        f"{which} more than {MOST_IN_SENTENCE} statements, what is reported after them is not read: characters {places}"
    )
    return (_failure(report, error),)


def _skipped(report: Report, parsed: int) -> tuple[Span, ...]:
    """The paragraphs of a report after those parsed, none in a language that is not read."""
    return tuple(list(paragraphs(report.body))[parsed:]) if report.language in READS else ()


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
