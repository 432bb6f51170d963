"""One saying in several reports: which entries tell what an earlier one tells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from detente.foretold import Entry
from detente.relations.ledger_words import stems
from detente.relations.periods import days

_APART = timedelta(days=10)  # a saying is passed on within days; set by judgement
_ALIKE = 0.5  # share of the words that both have; set by judgement


def same_as(found: Iterable[Entry]) -> list[Entry]:
    """Return entries in order of saying, each with the id of the first that tells the same: speaker, kind, words, days."""
    ordered = sorted(found, key=lambda e: (e.said.start or "9999", e.report, e.span, e.id))
    firsts: dict[tuple[str, str], list[Entry]] = defaultdict(list)
    out = []
    for entry in ordered:
        own = firsts[speaker_key(entry), entry.kind]
        first = next((e for e in own if _told_alike(e, entry)), None) if speaker_key(entry) else None
        if first is None:
            own.append(entry)
        out.append(entry if first is None else replace(entry, same_as=first.id))
    return out


def speaker_key(entry: Entry) -> str:
    """Return what tells speakers apart; empty where the speaker is not known."""
    speaker = entry.speaker
    return "" if speaker is None else (speaker.actor or (speaker.name or "").casefold() or speaker.country or "")


def _told_alike(one: Entry, other: Entry) -> bool:
    """Say whether two entries of one speaker and kind tell one saying."""
    a, b = days(one.said), days(other.said)
    if not a or not b or b[0] - a[1] > _APART:
        return False
    own, theirs = set(stems(one.text)), set(stems(other.text))
    return bool(own and theirs) and len(own & theirs) / len(own | theirs) >= _ALIKE
