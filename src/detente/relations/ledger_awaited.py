"""What would settle a sentence: from the events read in it, else from its words and whom it names.

The words lie in ``data/outcomes.csv``: what a sentence may say will come, the PLOVER types of event that this would be
read as, and the words by which a passage says that it is done.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from detente.foretold import Awaited
from detente.records import Event, Mention, Party, Report, Span
from detente.relations.ledger_words import object_named, telling

ANY_DEED = tuple("ASSAULT COERCE SANCTION MOBILIZE PROTEST AGREE CONSULT SUPPORT COOPERATE AID RETREAT CONCEDE".split())
"""The types of what may be done where a saying was read as none: such a saying is met by all of its words alone."""
_MUTUAL = frozenset({"AGREE", "CONSULT"})  # types in which either side may be read as the source
_ONE_SIDED = frozenset({"visit"})  # modes of these in which one side goes to the other
_TOGETHER = re.compile(
    r"\b(?:with|together|joint(?:ly)?|each other|one another|between|both|restor\w+|resum\w+)\b", re.IGNORECASE
)
_SIGNING = ("AGREE", "SUPPORT", "COOPERATE")  # a signed agreement is read as one of these by what it is about
_FRAME_OF_SIGNING = re.compile(r"/(?:sign|conclude|ratify|agree)#")
_FEWEST_TOLD = 2  # words that tell a deed whose type is not known
_TERM = re.compile(r"\b(?:by|before|until|within|in|on) (?:the )?(?:end of |next )?(?:[A-Z]\w+|\d+ \w+|a \w+|\w+)\W*$")
_NEGATED = re.compile(
    r"\b(?:no|never|not|neither|nor|without|cannot|won['’]t|wouldn['’]t|refus\w+ to|rule[sd]? out|surprised if)\b",
    re.IGNORECASE,
)
_FIRST_PERSON = re.compile(r"\b(?:I|we|our|us)\b", re.IGNORECASE)
_UNLIKELY = re.compile(r"\b(?:unlikely|improbabl\w+|not likely)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A row of the table of outcomes."""

    name: str
    said: re.Pattern[str]
    types: tuple[str, ...]
    modes: tuple[str, ...]
    mutual: bool
    marks: str


@cache
def outcomes() -> tuple[Outcome, ...]:
    """Return the table of outcomes."""
    text = files("detente.relations").joinpath("data", "outcomes.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return tuple(
        Outcome(
            name=row["name"],
            said=re.compile(row["said"], re.IGNORECASE),
            types=tuple(row["types"].split()),
            modes=tuple(row["modes"].split()),
            mutual=row["mutual"] == "yes",
            marks=row["marks"],
        )
        for row in rows
    )


def from_drafts(drafts: Iterable[Event], text: str, *, before: str) -> tuple[Awaited, ...]:
    """Return what is awaited by the events that were read from a sentence; ``before`` is the body before it."""
    extra = object_named(text, before)
    out = []
    for e in drafts:
        signing = e.type in _SIGNING and bool(_FRAME_OF_SIGNING.search(e.rule))
        source, target = codes(e.source), codes(e.target)
        out.append(
            Awaited(
                types=_SIGNING if signing else (e.type,),
                modes=(e.mode,) if e.mode else (),
                source=source,
                target=target,
                mutual=_is_mutual(e, text, signing=signing),
                words=telling(f"{extra} {text}", without=_names((e.source, e.target))),
                negated=e.status == "denied" and not _UNLIKELY.search(text),
                frame=e.rule.split("#")[0],
            )
        )
    return tuple(dict.fromkeys(out))


def _is_mutual(event: Event, text: str, *, signing: bool) -> bool:
    """Say whether either side may be told as the doer: of an agreement or talks, not of a recognition or an extradition."""
    if event.type in _MUTUAL:
        return event.mode not in _ONE_SIDED
    return signing or (event.type in _SIGNING and (event.mutual or bool(_TOGETHER.search(text))))


def from_any(
    text: str, span: Span, *, before: str, mentions: Sequence[Mention], speaker: Party | None, asked: bool
) -> tuple[Awaited, ...]:
    """Return a deed of any type by the one who is asked, else by the speaker's side, that all words of a sentence tell.

    Args:
        text: the sentence, from which nothing else could be read.
        span: its place in the report's body.
        before: the body before it.
        mentions: those of the report, in any order.
        speaker: who says it.
        asked: whether somebody else is to do it.
    """
    own = codes(speaker)
    inside = sorted((m for m in mentions if span[0] <= m.span[0] < span[1]), key=lambda m: m.span)
    named = dict.fromkeys(c for m in inside if (c := m.country or m.actor) and c not in own)
    source, target = (tuple(named)[:1], tuple(named)[1:] or own) if asked else (own, tuple(named))
    names = [w for m in inside for w in m.text.split() if w[:1].isupper()]
    words = telling(f"{object_named(text, before)} {_TERM.sub(' ', text)}", without=names)
    if not source or len(words) < _FEWEST_TOLD:
        return ()
    negated = bool(_NEGATED.search(text)) and not _UNLIKELY.search(text)
    return (Awaited(types=ANY_DEED, source=source, target=target, words=words, negated=negated),)


def of_line(awaited: Iterable[Awaited], speaker: Party | None) -> tuple[Awaited, ...]:
    """Return what would cross a red line: where only the speaker's own side is named, it is who would suffer it."""
    own = codes(speaker)
    return tuple(
        replace(one, source=(), target=one.source, mutual=False, negated=False)
        if one.source == own and not one.target
        else one
        for one in awaited
    )


def from_words(
    text: str, span: Span, *, report: Report, mentions: Sequence[Mention], speaker: Party | None
) -> tuple[Awaited, ...]:
    """Return what is awaited by the words of a sentence, and by whom it names, else its surroundings.

    Args:
        text: the sentence, or a part of it.
        span: its place in the report's body.
        report: the report.
        mentions: those of the report, in any order.
        speaker: who says it; "we" stands for the speaker's side.
    """
    found = next((o for o in outcomes() if o.said.search(text)), None)
    if found is None:
        return ()
    inside = [m for m in mentions if span[0] <= m.span[0] < span[1]]
    named = list(dict.fromkeys(c for m in sorted(inside, key=lambda m: m.span) if (c := m.country or m.actor)))
    own = list(codes(speaker)) if _FIRST_PERSON.search(text) else []
    if own:
        source, target, mutual = tuple(own), tuple(c for c in named if c not in own), found.mutual
    elif len(named) >= 2:
        source, target, mutual = (named[0],), tuple(named[1:]), found.mutual
    else:
        around = tuple(named) if named else _around(span, report.body, mentions)
        source, target, mutual = around, (), True
    extra = object_named(text, report.body[: span[0]])
    return (
        Awaited(
            types=found.types,
            modes=found.modes,
            source=source,
            target=target,
            mutual=mutual,
            words=telling(
                f"{extra} {found.said.sub(' ', text)}",
                without=[w for m in inside for w in m.text.split() if w[:1].isupper()],
            ),
            marks=found.marks,
            negated=bool(_NEGATED.search(text)) and not _UNLIKELY.search(text),
        ),
    )


def codes(party: Party | None) -> tuple[str, ...]:
    """Return the code that a party goes by: its country's or organisation's, else its own."""
    if party is None:
        return ()
    code = party.country or party.actor
    return (code,) if code else ()


def _around(span: Span, body: str, mentions: Sequence[Mention]) -> tuple[str, ...]:
    """Return the codes named in the paragraph of a span and the one before it, in the order of the text."""
    start = body.rfind("\n", 0, span[0]) + 1
    before = body.rfind("\n", 0, max(len(body[:start].rstrip()), 0)) + 1
    end = body.find("\n", span[1])
    near = [m for m in mentions if before <= m.span[0] < (len(body) if end < 0 else end)]
    return tuple(dict.fromkeys(c for m in sorted(near, key=lambda m: m.span) if (c := m.country or m.actor)))


def _names(parties: Iterable[Party | None]) -> list[str]:
    """Return the words of the names of parties."""
    return [w for p in parties if p for text in (p.name, p.text) if text for w in text.split() if w[:1].isupper()]
