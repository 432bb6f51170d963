"""Dealings: the state that an act is meant for, where only what its doer has lately dealt with tells."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from detente.language import clauses

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from detente.language.event_drafts import EventDraft
    from detente.language.refs import Ref
    from detente.language.tree import Token

FACTS = ("happened", "ongoing")
# Acts that are meant for the state dealt with last, and so many events back to look for it.
BY_CONTEXT = frozenset("REJECT ACCUSE THREATEN".split())
NEAR = 4
NOTES = frozenset("protest note complaint".split())
ENVOYS = frozenset("ambassador envoy diplomat consul attache attaché charge chargé".split())


def lend(draft: EventDraft, earlier: Sequence[EventDraft], deeds: AbstractSet[str]) -> None:
    """ "Ottawa had summoned Ambassador Cong", "Pretoria brushed off the complaint": meant for the one other state that the
    doer has lately dealt with, if the sentence names no third."""
    unknown = draft.target is None or (draft.target.country is None and draft.target.kind == "person")
    if not unknown or draft.frame.type not in BY_CONTEXT:
        return
    token, own = draft.token, draft.source.country
    thing = clauses.direct_object(token) if token.pos_ == "VERB" else None
    if draft.refs is None or own is None or draft.status not in FACTS:
        return
    noted = thing is None and token.pos_ == "NOUN" and token.lemma_.lower() in NOTES and draft.frame.type == "ACCUSE"
    if draft.frame.type in ("REJECT", "ACCUSE") and not noted and not (thing is not None and _is_theirs(thing, deeds)):
        return
    others: dict[str, Ref] = {}
    for deed in earlier[-NEAR:]:
        sides = [s for s in (deed.source, deed.target) if s is not None and s.country]
        if len(sides) > 1 and own in (s.country for s in sides):
            others.update({s.country: s for s in sides if s.country and s.country != own})
    if len(others) != 1:
        return
    (country, other), sentence = next(iter(others.items())), token.sent
    named = {r.country for r in draft.refs.items if sentence.start <= r.first < sentence.end and r.country}
    if not named - {own, country}:
        draft.target = replace(draft.target or other, country=country, how="implied")


def _is_theirs(thing: Token, deeds: AbstractSet[str]) -> bool:
    """Whether an object is an envoy by name or what was said before: "Ambassador Cong Peiwu", "the complaint"."""
    lemma = thing.lemma_.lower()
    if thing.lower_ in ("him", "her", "it", "them"):
        return True
    if thing.pos_ == "PROPN":
        return any(c.lemma_.lower() in ENVOYS for c in thing.children)
    return points_back(thing) and (lemma in ENVOYS or lemma in deeds)


def points_back(thing: Token) -> bool:
    """Whether a noun means what was named before, and nothing else that its own phrase tells: "the charge"."""
    pointing = any(c.lower_ in ("the", "this", "that", "all") for c in thing.children)
    return pointing and not any(c.dep_ in ("prep", "acl", "relcl", "poss") for c in thing.children)
