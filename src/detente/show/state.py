"""The state of a relation in one sentence: how much of what was done is conflict, and how much was before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from detente.relations import FACTS
from detente.relations.periods import days
from detente.show import words
from detente.show.coverage import longest_gaps
from detente.show.record import Coverage, Deed, State

# Facts needed in each half of the span before the halves are compared: with four, one deed more or less moves a share
# by a quarter.
ENOUGH = 5


def state(deeds: Iterable[Deed], *, start: str | None, end: str | None) -> State:
    """Return the conflict share of the facts, and of each half of the span where both halves have enough facts.

    Args:
        deeds: all of the brief's; only those that happened or go on count.
        start: the first ISO 8601 day of the span, None where it is not known.
        end: the last day.
    """
    facts = [d for d in deeds if d.status in FACTS]
    conflict = sum(d.conflict for d in facts)
    whole = State(facts=len(facts), conflict=conflict, share=conflict / len(facts) if facts else None)
    if start is None or end is None:
        return whole
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    turn = first + timedelta(days=((last - first).days + 1) // 2)
    before, now = [], []
    for deed in facts:
        when = days(deed.when)
        if when and first <= when[0] and when[1] < turn:
            before.append(deed)
        elif when and turn <= when[0] and when[1] <= last:
            now.append(deed)
    if min(len(before), len(now)) < ENOUGH:
        return whole
    return State(
        facts=whole.facts,
        conflict=conflict,
        share=whole.share,
        turn=turn.isoformat(),
        before=_share(before),
        facts_before=len(before),
        now=_share(now),
        facts_now=len(now),
    )


def sentence(found: State, coverage: Coverage) -> str:
    """Return the state of a relation as one sentence, each figure with what it counts."""
    parts = [_conflict(found), _reports(coverage)]
    gaps = longest_gaps(coverage, 1)
    if gaps:
        silence = words.span(gaps[0].start, gaps[0].end)
        more = len(coverage.gaps) - 1
        parts.append(
            f"no reports {silence}"
            + (f" and in {words.count(more, 'other stretch', 'other stretches')}" if more else "")
        )
    return "; ".join(parts) + "."


def _conflict(found: State) -> str:
    """Return the first part: the conflict share."""
    if found.share is None:
        return "No deed of one side toward the other is told as done"
    if found.now is None or found.before is None:
        of = f"{words.number(found.conflict)} of {words.count(found.facts, 'deed')}"
        return f"Conflict share {words.percent(found.share)} ({of}; too few dated ones to compare with an earlier half)"
    now, before = round(100 * found.now), round(100 * found.before)
    change = "as" if now == before else "up from" if now > before else "down from"
    was = "in the half before" if now == before else f"{words.percent(found.before)} in the half before"
    counts = f"{words.count(found.facts_now, 'deed')} since {words.day(found.turn)}, {found.facts_before} before"
    return f"Conflict share {words.percent(found.now)}, {change} {was} ({counts})"


def _reports(coverage: Coverage) -> str:
    """Return the second part: how many reports of how many outlets."""
    text = f"{words.count(coverage.reports, 'report')}, {words.count(coverage.outlets, 'outlet')}"
    return f"{text} and {coverage.unknown_outlet} whose outlet is not known" if coverage.unknown_outlet else text


def _share(deeds: Sequence[Deed]) -> float:
    """Return how much of some deeds is conflict."""
    return sum(d.conflict for d in deeds) / len(deeds)
