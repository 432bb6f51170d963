"""The nouns of the ledger: entries, what they await, the evidence on them, and people's settlements.

Like :mod:`detente.records`: frozen dataclasses, no logic; ``None`` always means "not known".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from detente.records import Date, Part, Party, Span

EntryKind = Literal["prediction", "promise", "threat", "demand", "condition", "red_line"]
EntryState = Literal[
    "open",
    "came_true",
    "did_not_come_true",
    "kept",
    "broken",
    "carried_out",
    "not_carried_out",
    "withdrawn",
    "met",
    "refused",
    "not_met",
    "crossed",
    "followed",
    "not_followed",
    "cannot_be_told",
]
EvidenceRole = Literal["outcome", "opposite", "condition", "coverage"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Awaited:
    """What would settle an entry of the ledger, or fulfil its condition: an event of one of some types.

    ``types`` and ``modes`` are PLOVER's (no mode: any); ``source`` and ``target`` the codes of those who may act and
    may be acted on, empty where the words do not say; ``mutual`` where either may do it to the other. ``words`` are
    those of the sentence that the event's passage should share, ``marks`` a pattern of words that say it is done.
    ``negated`` where it was said that this will not come. ``frame`` is the codebook's frame that read it, None where
    it was read from the words alone.
    """

    types: tuple[str, ...]
    modes: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    mutual: bool = False
    words: tuple[str, ...] = ()
    marks: str | None = None
    negated: bool = False
    frame: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A passage that an entry of the ledger was settled by, or that bears on it.

    ``role``: "outcome" (what was said would come), "opposite" (what excludes it), "condition" (the if-part), "coverage"
    (a report on the same parties after the term, which tells nothing of it). ``record`` is the event's id, None for
    coverage. ``score``, from 0 to 1, is the sum of ``parts`` under their weights.
    """

    role: EvidenceRole
    report: str
    outlet: str | None
    record: str | None
    span: Span
    text: str
    when: Date
    score: float
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the ledger: a prediction, promise, threat, demand, condition or red line, and what became of it.

    ``text`` is the sentence, ``span`` its place in the body, ``condition`` its if-part. ``by`` is the term, unknown where
    none is named. ``chance``, from 0 to 1, is read from ``chance_text`` where published tables of verbal probabilities
    name it, else None. ``state`` is what became of it, by the rules or, where ``settlement`` is the id of a
    :class:`Settlement`, by a person's word; ``why`` says so in words. ``same_as`` is the entry that tells the same
    earlier. ``id`` hashes report, kind and the letters and digits of ``text``.
    """

    id: str
    report: str
    outlet: str | None
    statement: str
    kind: EntryKind
    speaker: Party | None
    said: Date
    span: Span
    text: str
    condition: str | None
    awaited: tuple[Awaited, ...]
    awaited_condition: tuple[Awaited, ...]
    issues: tuple[str, ...]
    by: Date
    chance: float | None
    chance_text: str | None
    state: EntryState
    why: str
    evidence: tuple[Evidence, ...]
    settlement: str | None
    same_as: str | None
    reader: str
    version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """A person's word on what became of an entry of the ledger, which wins over the rules.

    ``state`` is None where the settlement ``undoes`` counts no more. ``made`` is when, ISO 8601 in UTC.
    ``id`` hashes entry, state, undoes and made.
    """

    id: str
    entry: str
    state: EntryState | None
    undoes: str | None = None
    who: str
    why: str
    made: str
