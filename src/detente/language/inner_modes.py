"""Modes of demands, refusals and threats: PLOVER names them by what is demanded, refused or threatened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.language import clauses

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from detente.codebook import Frame
    from detente.language.senses import SenseFinder
    from detente.language.shifts import Reading
    from detente.language.tree import Token

# By the type of what is asked for or refused.
ASKED = {
    "CONSULT": "meet", "AID": "assist", "COOPERATE": "assist", "SUPPORT": "assist", "AGREE": "assist",
    "RETREAT": "yield", "CONCEDE": "yield",
}  # fmt: skip
# By the type, and the mode where it tells more, of what is threatened.
THREATENED = {
    "ASSAULT": "violence", "MOBILIZE": "violence", "PROTEST": "restrict", "SANCTION": "restrict", "COERCE": "restrict",
    "SANCTION/expel": "expel", "SANCTION/withdraw": "relations", "COERCE/deport": "expel", "COERCE/arrest": "arrest",
    "COERCE/seize": "territory", "CONSULT": "relations", "COOPERATE": "relations", "SUPPORT": "relations", "AID": "relations",
}  # fmt: skip
# A sanction that cuts one of these ends relations; another restricts people and goods.
RELATIONS = frozenset(
    "tie relation relations aid talk talks pact treaty agreement cooperation contact negotiation accord dialogue".split()
)
LAND = frozenset("territory island province land region city enclave coast town peninsula".split())
# Types whose modes say what is asked, refused or threatened.
SPOKEN = frozenset({"REQUEST", "REJECT", "THREATEN"})
# What is refused or asked where nothing else tells: a change of policy.
ELSE = "change"
# Deepest that clauses are followed.
DEPTH = 3


def mode_of(reading: Reading, chain: Sequence[Token], senses: SenseFinder) -> str | None:
    """Return the mode of a reading: its frame's own, or, of a demand, refusal or threat, what it is about says."""
    frame = reading.frame
    own = frame.mode if frame is not None and frame.type == reading.type else None
    if own is not None or reading.type not in SPOKEN:
        return own
    inner = next((f for f in _inner(reading, chain, senses) if named(reading.type, f, reading.token) is not None), None)
    if inner is not None:
        return named(reading.type, inner, reading.token)
    return ELSE if reading.type != "THREATEN" and clauses.complement(reading.token) is not None else None


def named(kind: str, frame: Frame, token: Token) -> str | None:
    """Return the mode of a demand, refusal or threat by the frame of what it is about, None where that gives none."""
    if kind != "THREATEN":
        return ASKED.get(frame.type)
    mode = THREATENED.get(f"{frame.type}/{frame.mode}") or THREATENED.get(frame.type)
    about = {t.lemma_.lower() for t in token.subtree}
    if mode == "restrict" and frame.type == "SANCTION" and about & RELATIONS and not about & {"sanction", "tariff"}:
        return "relations"
    if mode == "territory" and not about & LAND:
        return "restrict"
    return mode


def _inner(reading: Reading, chain: Sequence[Token], senses: SenseFinder) -> Iterator[Frame]:
    """Yield the frames of what a demand, refusal or threat is about, the nearest first."""
    if reading.frame is not None and reading.frame.type != reading.type:
        yield reading.frame
    for word in (*(t for t in chain if t.i != reading.token.i), *_about(reading.token, DEPTH)):
        frame = senses.of(word)
        if frame is not None and frame.type != reading.type:
            yield frame


def _about(token: Token, depth: int) -> Iterator[Token]:
    """The clauses and nouns that a word governs."""
    clause = clauses.complement(token)
    if clause is not None:
        yield clause
        if depth:
            yield from _about(clause, depth - 1)
    thing = clauses.direct_object(token) if token.pos_ == "VERB" else None
    if thing is not None:
        yield thing
        yield from (noun for _, noun in clauses.prepositional(thing, deep=False))
        if (qualifying := clauses.child(thing, "acl")) is not None:
            yield qualifying
    for _, noun in clauses.prepositional(token, deep=False):
        yield noun
