"""What follows on one kind of deed in an archive: "sanctions, then what?", both ways."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from detente.archive.query import Query
from detente.errors import TooLittle
from detente.records import Status
from detente.relations.counting import FACTS, Series
from detente.relations.echoes import LEVEL, LONGEST
from detente.relations.episodes import Episodes, episodes
from detente.relations.periods import By
from detente.relations.stored import stored_series
from detente.relations.track import Track, conflict, track, turned

if TYPE_CHECKING:
    from detente.archive import Archive
    from detente.archive.tallies import Dated
    from detente.relations.lagged import Array


@dataclass(frozen=True, slots=True, kw_only=True)
class After:
    """What the conflict of ``answer`` towards ``doer`` did around the deeds of a kind of ``doer`` towards it.

    ``found`` is None where there is too little; ``words`` then says why, else what was found and no more.
    """

    doer: str
    answer: str
    kind: str
    by: By
    found: Episodes | None
    words: str


def after(
    archive: Archive,
    q: Query,
    kind: str,
    *,
    by: By | None = None,
    statuses: Collection[Status] = FACTS,
    dated: Dated = "own",
) -> tuple[After, After]:
    """Return what followed on a kind of deed of each side of a pair.

    Args:
        archive: to ask.
        q: as for :func:`detente.relations.stored.stored_series`; its type must not be given.
        kind: a PLOVER type, such as "SANCTION".
        by: the length of a period; None chooses it by the span.
        statuses: which events count.
        dated: what becomes of events without a date of their own.

    Raises:
        UsageError: without a pair, or with an unknown unit.
    """
    whole = stored_series(archive, q, by=by, statuses=statuses, dated=dated)
    narrowed = replace(q, type=kind, since=whole.since, until=whole.until)
    done = stored_series(archive, narrowed, by=whole.by, statuses=statuses, dated=dated)
    seen = track(whole, conflict)
    return _one(kind, seen, _deeds(done, 0, seen)), _one(kind, turned(seen), _deeds(done, 1, seen))


def _deeds(done: Series, side: int, seen: Track) -> Array:
    """Return how many deeds a side did in each period of a track."""
    counts = {p.start: p.count or 0 for p in done.lines[side].points}
    return np.array([counts.get(start, 0) for start in seen.starts], dtype=float)


def _one(kind: str, seen: Track, deeds: Array) -> After:
    """Return what the second side of a track did around deeds of the first."""
    found: Episodes | None = None
    try:
        found = episodes(deeds, seen.back, window=LONGEST[seen.by])
        words = _words(kind, seen, found)
    except TooLittle as error:
        words = f"After {kind} by {seen.a} towards {seen.b}: {error}"
    return After(doer=seen.a, answer=seen.b, kind=kind, by=seen.by, found=found, words=words)


def _words(kind: str, seen: Track, found: Episodes) -> str:
    """Return what was found in a sentence."""
    change = "changes more than by chance" if found.p <= LEVEL else "does not change more than by chance"
    return (
        f"After {found.triggers} episodes of {kind} by {seen.a}, the conflict of {seen.b} towards it {change}: "
        f"{found.before:.2f} a {seen.by} in the {found.window} {seen.by}s before, {found.after:.2f} in those after "
        f"(p {found.p:.3f})."
    )
