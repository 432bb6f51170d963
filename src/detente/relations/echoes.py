"""Echoes: does one side's conflict answer the other's, and how fast?

Both directions are tested on series of conflict (minus the sum of the negative Goldstein scores of each period). A
direction is called shown when the plain F test and its placebo by circular shifts are both at 5 % or below, because the
plain one alone finds echoes in unrelated series of such bursts in up to 28 % of cases. "Shown" says that one series
helps to foretell the other beyond its own past. It does not say why: a third event can move both.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from detente.errors import TooLittle
from detente.relations.hawkes import Hawkes, hawkes
from detente.relations.lagged import SHIFTS, Test, past_test, standard
from detente.relations.periods import By, many
from detente.relations.responses import Responses, responses
from detente.relations.track import Track

LEVEL = 0.05
"""The share of false alarms that is put up with, by convention."""

LONGEST: dict[By, int] = {"day": 14, "week": 8, "month": 6, "quarter": 4, "year": 2}
"""The longest lag that may be chosen: two weeks of days, two months of weeks, half a year, a year, two years."""

_ROOM = 5  # periods that each figure of the model needs at the longest lag

Verdict = Literal["two-way", "one-sided", "not shown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Echoes:
    """Whether and how two sides answer each other.

    ``answers_a`` is the test that ``b``'s series follows on ``a``'s past, ``answers_b`` that ``a``'s follows on ``b``'s.
    ``words`` says the finding and no more. ``hawkes`` is of the counts of conflict events, None where they were not
    given. ``dropped`` is how many periods were left out because no report appeared or the span cuts them.
    """

    a: str
    b: str
    by: By
    periods: int
    since: str
    dropped: int
    verdict: Verdict
    words: str
    answers_a: Test
    answers_b: Test
    responses: Responses
    hawkes: Hawkes | None


def echoes(conflict: Track, counts: Track | None = None, *, shifts: int = SHIFTS) -> Echoes:
    """Test whether the two sides of a track answer each other.

    Args:
        conflict: the series of conflict of both directions.
        counts: numbers of conflict events of the same periods, for the Hawkes model; None leaves it out.
        shifts: circular shifts of the placebo.

    Raises:
        TooLittle: where the track is too short for the longest lag, or one side never varies.
        ExtraMissing: without the extra ``relations``.
    """
    longest = LONGEST[conflict.by]
    least = _ROOM * (2 * longest + 1) + longest
    if len(conflict) < least:
        raise TooLittle(
            f"{many(len(conflict), conflict.by)} without a gap are too few for echoes, {least} are needed",
            "ask for a longer span, or shorter periods with --by",
        )
    for side, values in ((conflict.a, conflict.forth), (conflict.b, conflict.back)):
        if values.std() == 0:
            raise TooLittle(f"the conflict of {side} is the same in every {conflict.by}", "there is nothing to answer")
    a, b = standard(conflict.forth), standard(conflict.back)
    answers_a = past_test(b, a, longest, number=shifts)
    answers_b = past_test(a, b, longest, number=shifts)
    names = (conflict.a, conflict.b)
    verdict = verdict_of(answers_a, answers_b)
    moved = responses(a, b, names=names, lag=answers_a.lag, ahead=max(longest, 8))
    return Echoes(
        a=conflict.a,
        b=conflict.b,
        by=conflict.by,
        periods=len(conflict),
        since=conflict.starts[0],
        dropped=conflict.dropped,
        verdict=verdict,
        words=in_words(names, conflict.by, answers_a, answers_b, moved.together),
        answers_a=answers_a,
        answers_b=answers_b,
        responses=moved,
        hawkes=None if counts is None else hawkes(counts.forth, counts.back),
    )


def shown(test: Test) -> bool:
    """Say whether a direction is shown: the plain and the placebo p are both at 5 % or below."""
    return test.p <= LEVEL and test.placebo <= LEVEL


def verdict_of(one: Test, other: Test) -> Verdict:
    """Return the verdict on two directions."""
    number = shown(one) + shown(other)
    return "two-way" if number == 2 else "one-sided" if number else "not shown"


def in_words(names: tuple[str, str], by: By, one: Test, other: Test, together: float) -> str:
    """Return the finding in a sentence or two, with how much it is."""
    a, b = names
    found = [(b, a, one)] if shown(one) else []
    found += [(a, b, other)] if shown(other) else []
    if not found:
        head = f"Not shown that the conflict of {a} or of {b} follows on the other's past."
    else:
        parts = [
            f"that of {who} follows on {whom}'s past of up to {_many(test.lag, by)}"
            f" ({100 * test.share:.0f} % of what its own past leaves open)"
            for who, whom, test in found
        ]
        word = "Two-way" if len(found) == 2 else "One-sided"
        head = f"{word}: of the two series of conflict, {' and '.join(parts)}."
        if len(found) == 1:
            head += f" The other direction is not shown (placebo p {(other if shown(one) else one).placebo:.2f})."
    tail = (
        f" Within the same {by} the two move together with a correlation of {together:.2f}, of which no order is known."
    )
    return head + tail


def _many(number: int, by: By) -> str:
    """Return a number of periods in words."""
    return f"{number} {by}" if number == 1 else f"{number} {by}s"
