"""Drafts of events: what one paragraph yields before times, places and ids are settled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.codebook import Frame
from detente.language.drafts import Draft
from detente.language.refs import Ref, Refs
from detente.records import Status

if TYPE_CHECKING:
    from detente.language.tree import Token


@dataclass(slots=True, kw_only=True)
class EventDraft:
    """An event as found in a paragraph; ``token`` names it. One that ``points_back`` is nothing without its target."""

    frame: Frame
    token: Token
    source: Ref
    target: Ref | None
    status: Status
    statement: Draft | None
    rule: str
    points_back: bool = False
    refs: Refs | None = None
