"""The entries of the ledger: sentences of statements that say what will, shall, must or must not come."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from detente.foretold import Awaited, Entry, EntryKind
from detente.records import Act, Date, Event, Mention, Report, Span, Statement, Status
from detente.relations.ledger_awaited import from_any, from_drafts, from_words, of_line
from detente.relations.ledger_demands import MUST, may_ask
from detente.relations.ledger_foretelling import foretells
from detente.relations.ledger_kinds import CUES, kind_of
from detente.relations.ledger_odds import chance
from detente.relations.ledger_sentences import Sentence, future_word, sentences
from detente.relations.ledger_telling import telling
from detente.relations.ledger_terms import term, with_past
from detente.relations.ledger_threats import may_threaten
from detente.relations.periods import days
from detente.wire import digest

READER = "ledger"
VERSION = "1"
ACTS: frozenset[Act] = frozenset({"prediction", "promise", "threat", "demand", "condition", "red_line"})
"""The acts of statements in which entries are looked for."""
_NOT_FACTS: frozenset[Status] = frozenset(
    {"planned", "offered", "demanded", "threatened", "predicted", "conditional", "denied"}
)
_TO_DO: frozenset[EntryKind] = frozenset({"demand", "promise", "threat"})  # of these it is known who is to do it
_NEAR = 30  # characters between an actor and its "will"; set so that an adverb or a short aside fits in
_WOULD = re.compile(r"\bwould\b(?! (?:have|be (?:wrong|better|good|bad|a|an)|like)\b)", re.IGNORECASE)
_BARE = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A report with what was read from it."""

    report: Report
    mentions: Sequence[Mention]
    statements: Sequence[Statement]
    events: Sequence[Event]


def entries(sources: Iterable[Source]) -> Iterator[Entry]:
    """Yield the entries of reports, in the order of the reports and of the text, each open; copies have none."""
    for source in sources:
        if source.report.copy_of is not None:
            continue
        told: dict[str, list[Event]] = defaultdict(list)
        for event in source.events:
            if event.statement and event.status in _NOT_FACTS:
                told[event.statement].append(event)
        by_id = {s.id: s for s in source.statements}
        found = [e for s in source.statements if _may_hold(s) for e in _of_statement(s, source, told, by_id)]
        yield from _innermost(found, by_id)


def _may_hold(statement: Statement) -> bool:
    """Say whether a statement may hold an entry: by its acts, its cue, or because it tells what somebody would do."""
    text = statement.content.text
    told = statement.kind != "direct" and bool(_WOULD.search(text)) and "denial" not in statement.acts
    by_words = told or statement.cue.lemma.split(" ")[0].lower() in CUES or foretells(text, "") or may_ask(text)
    by_words = by_words or may_threaten(text)
    return by_words or not ACTS.isdisjoint(statement.acts)


def _of_statement(
    statement: Statement, source: Source, told: Mapping[str, Sequence[Event]], by_id: Mapping[str, Statement]
) -> Iterator[Entry]:
    """Yield the entries of one statement."""
    how = telling(statement, source.report.body, by_id)
    said_so = sentences(statement, source.report.body)
    for sentence in said_so:
        drafts = [e for e in told.get(statement.id, ()) if len(said_so) == 1 or _stands_in(e, sentence)]
        kind = kind_of(
            sentence,
            statement,
            drafts,
            acting=_acting(sentence, statement, source),
            bound=_bound(sentence, source),
            told=how,
        )
        said, report = day_said(statement, source.report), source.report
        if kind is None or with_past(sentence.rest, said, report.published):
            continue
        outcome, condition = _awaited(kind, sentence, drafts, statement, source)
        odds = chance(sentence.text) if kind == "prediction" else None
        yield Entry(
            id=digest("ledger", report.id, kind, _BARE.sub("", sentence.text).casefold()),
            report=report.id,
            outlet=report.outlet,
            statement=statement.id,
            kind=kind,
            speaker=statement.speaker,
            said=statement.said if statement.said.start else _reported(report),
            span=sentence.span,
            text=sentence.text,
            condition=sentence.condition,
            awaited=outcome,
            awaited_condition=condition,
            issues=statement.issues,
            by=term(sentence.rest, said, report.published),
            chance=odds[0] if odds else None,
            chance_text=odds[1] if odds else None,
            state="open",
            why="",
            evidence=(),
            settlement=None,
            same_as=None,
            reader=READER,
            version=VERSION,
        )


def _acting(sentence: Sentence, statement: Statement, source: Source) -> str | None:
    """Return the code of the actor named last before the "will" of a sentence, outside its condition; None without one."""
    text, told = source.report.body[slice(*sentence.span)], statement.kind != "direct"
    if sentence.condition_span:  # blanks keep the places
        first, last = (place - sentence.span[0] for place in sentence.condition_span)
        text = f"{text[:first]}{' ' * (last - first)}{text[last:]}"
    place = future_word(text, told=told)
    if place is None:
        return None
    begin, end = sentence.span[0], sentence.span[0] + place
    shut = sentence.condition_span or (0, 0)
    named = [m for m in source.mentions if begin <= m.span[0] and m.span[1] <= end and not _meets(m.span, shut)]
    last_named = max(named, key=lambda m: m.span[1], default=None)
    if last_named is None or end - last_named.span[1] > _NEAR:
        return None
    return last_named.country or last_named.actor


def _bound(sentence: Sentence, source: Source) -> bool:
    """Say whether an actor stands shortly before the first "must" or "should" of a sentence."""
    text = source.report.body[slice(*sentence.span)]
    found = MUST.search(text)
    if found is None:
        return False
    end = sentence.span[0] + found.start()
    named = [m for m in source.mentions if sentence.span[0] <= m.span[0] and m.span[1] <= end]
    return any(end - m.span[1] <= _NEAR for m in named if m.country or m.actor)


def day_said(statement: Statement, report: Report) -> date | None:
    """Return the last day on which a statement can have been made: its own, else its report's; None if unknown."""
    span = days(statement.said) or days(report.published)
    return span[1] if span else None


def _reported(report: Report) -> Date:
    """Return when a report appeared, as a plain date."""
    p = report.published
    return Date(start=p.start, end=p.end, precision=p.precision, text=p.text)


def _awaited(
    kind: EntryKind, sentence: Sentence, drafts: Sequence[Event], statement: Statement, source: Source
) -> tuple[tuple[Awaited, ...], tuple[Awaited, ...]]:
    """Return what a sentence awaits, and what its condition does."""
    at = sentence.condition_span
    in_condition = [e for e in drafts if at and _place(e) is not None and at[0] <= (_place(e) or 0) < at[1]]
    in_rest = [e for e in drafts if e not in in_condition]
    before = source.report.body[: sentence.span[0]]
    outcome = from_drafts(in_rest, sentence.rest, before=before)
    if not outcome:
        outcome = _read(sentence.rest, sentence.span, statement, source)
        if kind == "red_line":
            outcome = of_line(outcome, statement.speaker)
    if not outcome and kind in _TO_DO:
        outcome = from_any(
            sentence.rest, sentence.span, before=before, mentions=source.mentions,
            speaker=statement.speaker, asked=kind == "demand",
        )  # fmt: skip
    if sentence.condition is None:
        return outcome, ()
    condition = from_drafts(in_condition, sentence.condition, before=before)
    return outcome, condition or _read(sentence.condition, at or sentence.span, statement, source)


def _read(text: str, span: Span, statement: Statement, source: Source) -> tuple[Awaited, ...]:
    """Return what the words of a stretch await."""
    return from_words(text, span, report=source.report, mentions=source.mentions, speaker=statement.speaker)


def _place(event: Event) -> int | None:
    """Return where an event's source, else its target, stands; None where neither is in the words."""
    spans = (*event.source.spans, *(event.target.spans if event.target else ()))
    return spans[0][0] if spans else None


def _stands_in(event: Event, sentence: Sentence) -> bool:
    """Say whether an event is this sentence's: its parties stand in it; one without words for them, its passage."""
    place = _place(event)
    if place is None:
        return _meets(event.passage, sentence.span)
    return sentence.span[0] <= place < sentence.span[1]


def _innermost(found: Sequence[Entry], statements: Mapping[str, Statement]) -> Iterator[Entry]:
    """Yield entries once: of statements inside each other, or on the same words, the innermost speaks."""
    seen: set[str] = set()
    for entry in found:
        inner = any(
            other is not entry
            and other.kind == entry.kind
            and _meets(other.span, entry.span)
            and _is_inside(statements[other.statement], entry.statement, statements)
            for other in found
        )
        if not inner and entry.id not in seen:
            seen.add(entry.id)
            yield entry


def _is_inside(statement: Statement, outer: str, statements: Mapping[str, Statement]) -> bool:
    """Say whether a statement stands in another, however deep."""
    above = statement.inside
    for _ in range(len(statements)):
        if above is None or above == outer:
            break
        above = statements[above].inside if above in statements else None
    return above is not None and above == outer


def _meets(one: Span, other: Span) -> bool:
    """Say whether two spans share a character."""
    return one[0] < other[1] and other[0] < one[1]
