"""The record of each speaker and outlet: how often what they said came, with intervals, and the Brier score.

A share out of few says little, so each stands with its Wilson interval (Wilson 1927), and repeated entries count once.
The Brier score (Brier 1950) is the mean squared distance of the chances named from what came (1) or did not (0): 0 is
perfect, 0.25 what a constant 50 % gets. It is over settled predictions alone whose words name a chance.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from detente.foretold import Entry, EntryKind
from detente.intervals import wilson
from detente.relations.ledger_repeats import speaker_key
from detente.relations.ledger_settling import CAME

UNSETTLED = frozenset({"open", "cannot_be_told"})
"""States that say nothing of how it ended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What became of one kind of entries of one speaker or outlet.

    ``came`` of ``settled`` came true, were kept, met, carried out or crossed; ``share`` is the one over the other and
    ``low`` and ``high`` its 95 % interval, None where none is settled. ``brier`` is over ``with_chance`` predictions.
    """

    by: Literal["speaker", "outlet"]
    who: str
    kind: EntryKind
    entries: int
    settled: int
    came: int
    share: float | None
    low: float | None
    high: float | None
    brier: float | None
    with_chance: int


def record(found: Iterable[Entry], *, by: Literal["speaker", "outlet"] = "speaker") -> list[Record]:
    """Return the record of each speaker, or of each outlet that printed it, by kind; most settled first.

    Args:
        found: entries, as :func:`detente.relations.ledger` gives them; those that repeat another are passed over, for
            an outlet only where it repeats its own. Entries without a known speaker (or outlet) are left out.
        by: whose record.
    """
    name: Callable[[Entry], str] = _speaker if by == "speaker" else lambda e: e.outlet or ""
    groups: dict[tuple[str, EntryKind], list[Entry]] = defaultdict(list)
    seen: set[tuple[str, str]] = set()
    for entry in found:
        who = name(entry)
        key = (who if by == "outlet" else "", entry.same_as or entry.id)
        if who and key not in seen:
            seen.add(key)
            groups[who, entry.kind].append(entry)
    out = [_record(by, who, kind, own) for (who, kind), own in groups.items()]
    return sorted(out, key=lambda r: (-r.settled, -r.entries, r.who, r.kind))


def brier(found: Iterable[Entry]) -> tuple[float | None, int]:
    """Return the Brier score of settled predictions that name a chance, None without any, and how many they are."""
    told = [
        (e.chance, 1.0 if e.state == "came_true" else 0.0)
        for e in found
        if e.chance is not None and e.state in ("came_true", "did_not_come_true")
    ]
    return (sum((p - o) ** 2 for p, o in told) / len(told) if told else None), len(told)


def _record(by: Literal["speaker", "outlet"], who: str, kind: EntryKind, own: Sequence[Entry]) -> Record:
    """Return the record of some entries."""
    ended = [e for e in own if e.state not in UNSETTLED]
    came = sum(e.state == CAME[kind] for e in ended)
    low, high = wilson(came, len(ended)) if ended else (None, None)
    score, number = brier(own)
    return Record(
        by=by,
        who=who,
        kind=kind,
        entries=len(own),
        settled=len(ended),
        came=came,
        share=came / len(ended) if ended else None,
        low=low,
        high=high,
        brier=score,
        with_chance=number,
    )


def _speaker(entry: Entry) -> str:
    """Return the name of a speaker, empty where none is known."""
    return (entry.speaker.name or speaker_key(entry)) if entry.speaker else ""
