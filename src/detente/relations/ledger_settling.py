"""What became of an entry, judged by later events; without evidence it stays open, or cannot be told.

| kind | settled by |
|---|---|
| prediction | the event within the term: came true; what was said would not come, or a rejection: did not come true |
| promise | the event: kept; what was promised not to come, or a rejection by the promiser: broken |
| threat | the event, after its condition where one can be read: carried out; the threatener takes it back: withdrawn |
| demand | the event: met; a rejection by the one it is made to: refused |
| red line | the event on the wrong side of it: crossed |
| condition | if-part and then-part: followed |

A term that has passed without the event tells only where reports went on (:mod:`detente.relations.ledger_coverage`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from detente.foretold import Awaited, Entry, EntryKind, EntryState, Evidence
from detente.records import Date, Statement
from detente.relations.ledger_amounts import amounts, partly
from detente.relations.ledger_awaited import ANY_DEED
from detente.relations.ledger_coverage import Coverage
from detente.relations.ledger_matching import Later, Match, matches, nearly
from detente.relations.ledger_words import stems
from detente.relations.periods import days

_MOST = 5  # passages kept as evidence: enough to judge by, few enough to read
_SURE = 0.85  # score at which the deed settles a saying whose condition no event can be read from; set by judgement
_ANSWERED = timedelta(days=365)  # a later rejection is of something else; set by judgement
_FEWEST_IN_COMMON = 2  # words: one alone ("support") may be of anything
_NO_MORE = re.compile(
    r"\b(?:(?:will|would|shall) not|won['’]t|not going to|no (?:plans?|intention)|drop\w*|shelv\w*|rul\w+ out|withdr[ae]w\w*)\b",
    re.IGNORECASE,
)

CAME: dict[EntryKind, EntryState] = {
    "prediction": "came_true",
    "promise": "kept",
    "threat": "carried_out",
    "demand": "met",
    "red_line": "crossed",
    "condition": "followed",
}
"""What an entry is called when what it awaits has come."""
FAILED: dict[EntryKind, EntryState] = {
    "prediction": "did_not_come_true",
    "promise": "broken",
    "threat": "not_carried_out",
    "demand": "not_met",
    "condition": "not_followed",
}
"""What an entry is called when its term passed without it, or the opposite came; a red line has no such name."""
_TAKEN_BACK: dict[EntryKind, EntryState] = {"threat": "withdrawn", "promise": "broken", "demand": "refused"}
_BACK_WHY: dict[EntryKind, str] = {
    "threat": "taken back later",
    "promise": "taken back later",
    "demand": "refused later",
}
_IN_PARTS: frozenset[EntryKind] = frozenset({"promise", "threat", "demand", "prediction"})
_UNDECIDED: frozenset[EntryState] = frozenset({"open", "cannot_be_told"})
STATES: dict[EntryKind, frozenset[EntryState]] = {
    "prediction": _UNDECIDED | {"came_true", "did_not_come_true"},
    "promise": _UNDECIDED | {"kept", "broken"},
    "threat": _UNDECIDED | {"carried_out", "not_carried_out", "withdrawn"},
    "demand": _UNDECIDED | {"met", "refused", "not_met"},
    "red_line": _UNDECIDED | {"crossed"},
    "condition": _UNDECIDED | {"followed", "not_followed"},
}
"""The states that an entry of each kind can be in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the archive knows: facts, denials by type, statements by id, coverage, and its last day."""

    facts: Later
    denials: Later
    statements: dict[str, Statement]
    coverage: Coverage
    last: date | None


def settled(entry: Entry, known: Known) -> Entry:
    """Return an entry with what became of it as far as the archive tells."""
    said = _last_day(entry.said)
    by = _last_day(entry.by)
    if said is None or known.last is None:
        return replace(entry, state="cannot_be_told", why="the day on which it was said is unknown")
    condition = _fulfilled(entry, known, said, by)
    since = _earliest(condition, said) if entry.awaited_condition and condition else said
    found = _all(entry, entry.awaited, known, since, by)
    if found and (judged := _in_part(entry, found, by, known.last) or _contested(entry, found, known, said)):
        return judged
    if found and (judged := _by_event(entry, found, condition)):
        return judged
    if other := _opposite(entry, known, said, by):
        return other
    return _by_term(entry, known, said, by, condition)


def _by_event(entry: Entry, found: Sequence[Match], condition: Sequence[Match]) -> Entry | None:
    """Return an entry settled by events that it awaits or excludes; None where its condition is not reported."""
    best = found[0]
    told = "reported later"
    if entry.condition and not condition:
        averted = bool(entry.awaited_condition) and all(one.negated for one in entry.awaited_condition)
        if (entry.awaited_condition and not averted) or entry.kind == "condition" or best.score < _SURE:
            return None
        told = "reported later; whether its condition was fulfilled cannot be read"
    evidence = [*_evidence(condition[:1], "condition"), *_evidence(found, "outcome")]
    if not best.awaited.negated or entry.kind == "red_line":
        return _as(entry, CAME[entry.kind], told, evidence)
    if entry.kind in FAILED:
        against = [*_evidence(condition[:1], "condition"), *_evidence(found, "opposite")]
        return _as(entry, FAILED[entry.kind], "what it excluded was reported later", against)
    return None


def _fulfilled(entry: Entry, known: Known, said: date, by: date | None) -> list[Match]:
    """Return what tells that the condition was fulfilled: the deed; "unless" and "if not": its denial or refusal."""
    plain = [one for one in entry.awaited_condition if not one.negated]
    not_done = [
        m for one in entry.awaited_condition if one.negated for m in _found(entry, one, known.denials, said, by)
    ]
    return [*_all(entry, plain, known, said, by), *not_done]


def _in_part(entry: Entry, found: Sequence[Match], by: date | None, last: date) -> Entry | None:
    """Return an entry of which only a part is reported as done, open or past its term; None where all is."""
    if entry.kind not in _IN_PARTS or found[0].awaited.negated:
        return None
    short = partly(amounts(entry.text), found)
    if short is None:
        return None
    unit, done, whole = short
    over = by is not None and by < last
    why = f"{'its term has passed, and ' if over else ''}only {done:g} of {whole:g} ({unit}) are reported"
    return _as(entry, "cannot_be_told" if over else "open", why, _evidence(found, "outcome"))


def _contested(entry: Entry, found: Sequence[Match], known: Known, said: date) -> Entry | None:
    """Return an entry whose deed only others assert and those who are to do it deny; None where it is not so."""
    if any(not _said_by_others(m, known) for m in found):
        return None
    no = [
        m
        for one in entry.awaited
        for m in _found(entry, one, known.denials, said, None)
        if _speaks_for(m, one, known) and not _NO_MORE.search(m.told.text)
    ]
    if not no:
        return None
    told = [*_evidence(found, "outcome"), *_evidence(no, "opposite")]
    return _as(entry, "cannot_be_told", "one side says that it was done, the other denies it", told)


def _said_by_others(match: Match, known: Known) -> bool:
    """Say whether an event is told in the words of somebody who is not of the side that did it."""
    return bool(match.told.event.statement) and not _speaks_for(match, match.awaited, known)


def _opposite(entry: Entry, known: Known, said: date, by: date | None) -> Entry | None:
    """Return an entry settled by a rejection, or a threat that was taken back; None where there is neither."""
    for one in entry.awaited:
        if one.negated or entry.kind in ("red_line", "condition"):
            continue
        if entry.kind in _TAKEN_BACK:
            back = [m for m in _found(entry, one, known.denials, said, by) if _taken_back(m, one, known)]
            if back:
                return _as(entry, _TAKEN_BACK[entry.kind], _BACK_WHY[entry.kind], _evidence(back, "opposite"))
        if entry.kind == "threat":
            continue
        no = replace(one, types=("REJECT",), modes=(), target=(), mutual=False, frame=None, marks=None)
        refused = [m for m in _found(entry, no, known.facts, said, by) if _of_matter(m, said)]
        if refused:
            state: EntryState = "refused" if entry.kind == "demand" else FAILED[entry.kind]
            return _as(entry, state, "rejected later", _evidence(refused, "opposite"))
    return None


def _by_term(entry: Entry, known: Known, said: date, by: date | None, condition: Sequence[Match]) -> Entry:
    """Return an entry about whose end nothing is reported: open, or judged by its term."""
    hint = _evidence(condition[:1], "condition")
    last = known.last or said
    if by is None or by >= last:
        why = "no term is named" if by is None else "its term has not passed"
        return _as(entry, "open", f"{why}, and nothing later tells of it", hint)
    unread = not entry.awaited or any(one.types == ANY_DEED for one in entry.awaited)
    if unread or (entry.condition and not condition):
        why = "its term has passed, and " + (
            "no event can be read from its words" if unread else "its condition is not reported"
        )
        return _as(entry, "cannot_be_told", why, hint)
    seen = known.coverage.went_on(_parties(entry.awaited), said=said, by=by)
    if not seen:
        return _as(entry, "cannot_be_told", "its term has passed, and too few reports on its parties follow", hint)
    if any(nearly(one, known.facts, report=entry.report, after=said, by=by) for one in entry.awaited):
        return _as(entry, "cannot_be_told", "its term has passed, and what is reported may be it or may not", hint)
    lacking = all(one.negated for one in entry.awaited)
    if entry.kind == "red_line":
        return _as(entry, "open", "nothing later tells that it was crossed", hint)
    state = CAME[entry.kind] if lacking else FAILED[entry.kind]
    return _as(
        entry, state, "its term has passed, reports on its parties went on, and none tells of it", [*hint, *seen]
    )


def _all(entry: Entry, awaited: Sequence[Awaited], known: Known, after: date, by: date | None) -> list[Match]:
    """Return the facts that fit any of what is awaited, the best first."""
    found = [m for one in awaited for m in _found(entry, one, known.facts, after, by)]
    return sorted(found, key=lambda m: (-m.score, m.told.reported, m.told.event.id))


def _found(entry: Entry, one: Awaited, later: Later, after: date, by: date | None) -> list[Match]:
    """Return the events that fit."""
    return matches(one, later, report=entry.report, after=after, by=by, issues=entry.issues)


def _earliest(condition: Sequence[Match], said: date) -> date:
    """Return the day before the first on which the condition can have been fulfilled: its answer cannot come earlier."""
    first = min(m.told.when[0] if m.told.when else m.told.reported for m in condition)
    return max(said, date.fromordinal(first.toordinal() - 1))


def _taken_back(match: Match, one: Awaited, known: Known) -> bool:
    """Say whether a denial says that a deed will not come, by the word of those who threatened it."""
    return _speaks_for(match, one, known) and bool(_NO_MORE.search(match.told.text))


def _speaks_for(match: Match, one: Awaited, known: Known) -> bool:
    """Say whether what a match tells is told by the side that is to act; an official of no known state speaks for it."""
    told = known.statements.get(match.told.event.statement or "")
    speaker = told.speaker if told else None
    if speaker is None:
        return False
    own = {code for code in (speaker.country, speaker.actor) if code}
    return bool(own & set(one.source)) or (not own and speaker.office is not None)


def _of_matter(match: Match, said: date) -> bool:
    """Say whether a rejection is of this matter: soon after it, in at least two of its words, and in half of them."""
    words = set(match.awaited.words)
    met = words & set(stems(match.told.text))
    soon = match.told.reported - said <= _ANSWERED
    return soon and len(met) >= _FEWEST_IN_COMMON and 2 * len(met) >= len(words)


def _parties(awaited: Sequence[Awaited]) -> tuple[str, ...]:
    """Return the codes of those who are awaited to act and be acted on."""
    return tuple(dict.fromkeys(c for one in awaited for c in (*one.source, *one.target)))


def _evidence(found: Sequence[Match], role: str) -> list[Evidence]:
    """Return matches as evidence, each report once."""
    best: dict[str, Match] = {}
    for match in found:
        best.setdefault(match.told.event.report, match)
    return [
        Evidence(
            role="condition" if role == "condition" else "opposite" if role == "opposite" else "outcome",
            report=m.told.report.id,
            outlet=m.told.report.outlet,
            record=m.told.event.id,
            span=m.told.event.passage,
            text=m.told.text,
            when=m.told.event.when,
            score=m.score,
            parts=m.parts,
        )
        for m in list(best.values())[:_MOST]
    ]


def _as(entry: Entry, state: EntryState, why: str, evidence: Sequence[Evidence]) -> Entry:
    """Return an entry in a state."""
    return replace(entry, state=state, why=why, evidence=tuple(evidence))


def _last_day(when: Date) -> date | None:
    """Return the last day that a date can mean, None where it is unknown."""
    span = days(when)
    return span[1] if span else None
