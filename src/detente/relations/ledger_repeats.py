"""One saying in several reports: which entries tell what an earlier one tells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from detente.foretold import Entry
from detente.relations.ledger_words import stems
from detente.relations.periods import days

_APART = timedelta(days=10)  # a saying is passed on within days; set by judgement
_ALIKE = 0.5  # share of the words that both have; set by judgement


@dataclass(frozen=True, slots=True)
class _Saying:
    """An entry that no earlier one tells, with what later ones are held against: its last day and its words."""

    entry: Entry
    last: date | None
    words: frozenset[str]


def same_as(found: Iterable[Entry]) -> list[Entry]:
    """Return entries in order of saying, each with the id of the first that tells the same: speaker, kind, words, days."""
    ordered = sorted(found, key=lambda e: (e.said.start or "9999", e.report, e.span, e.id))
    firsts: dict[tuple[str, str], list[_Saying]] = defaultdict(list)
    out = []
    for entry in ordered:
        who, when = speaker_key(entry), days(entry.said)
        words = frozenset(stems(entry.text))
        own = firsts[who, entry.kind]
        if when:  # those before are too long ago for all that follow, which are later still
            own[:] = [one for one in own if one.last is None or when[0] - one.last <= _APART]
        first = next((one.entry for one in own if _told_alike(one, when, words)), None) if who else None
        if first is None:
            own.append(_Saying(entry, when[1] if when else None, words))
        out.append(entry if first is None else replace(entry, same_as=first.id))
    return out


def speaker_key(entry: Entry) -> str:
    """Return what tells speakers apart; empty where the speaker is not known."""
    speaker = entry.speaker
    return "" if speaker is None else (speaker.actor or (speaker.name or "").casefold() or speaker.country or "")


def _told_alike(one: _Saying, when: tuple[date, date] | None, words: frozenset[str]) -> bool:
    """Say whether a later entry of a day and in words tells the saying."""
    if not one.last or not when or when[0] - one.last > _APART:
        return False
    return bool(one.words and words) and len(one.words & words) / len(one.words | words) >= _ALIKE
