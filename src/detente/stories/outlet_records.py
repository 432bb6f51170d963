"""How an outlet tells: the records of :mod:`detente.stories.outlets`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from detente.stories.loaded import Leans
from detente.stories.shares import Share

By = Literal["week", "month", "quarter", "year"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """A party that an outlet lets speak: a state or organisation with its people, or a person without one.

    ``statements`` are its own of all statements, ``direct`` those of its own that are in its words, wholly or in part.
    """

    party: str
    name: str
    statements: Share
    direct: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class TermCount:
    """How often a loaded word stands next to a party; ``plain`` is the plainer word, empty where leaving it out is plainer."""

    term: str
    plain: str
    leans: Leans
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Worded:
    """The outlet's own wording around a party.

    ``loaded`` are the sentences that have a loaded word nearest to it, of those of the outlet's own that name it;
    ``against`` and ``favouring`` those with a word that leans so.
    """

    party: str
    name: str
    loaded: Share
    against: Share
    favouring: Share
    terms: tuple[TermCount, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """What an outlet left out, of the matters that most others of a story told and that name a party; where, by story."""

    party: str
    name: str
    left_out: Share
    stories: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """Whom an outlet repeats: ``reports`` that have something from it, of all; in how many as what."""

    whom: str
    reports: Share
    copies: int
    agency: int
    quotations: int
    links: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """How often another outlet had a story before this one, of the stories of both in which the order is known."""

    outlet: str
    earlier: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletProfile:
    """How an outlet tells, in a period (None: in all, or where the day of its reports is not known).

    ``outlet`` None are the reports of no known outlet. ``start`` and ``end`` are the period's first and last day.
    ``reports`` counts all, ``copies`` those that reprint another; of these nothing but whom they follow is counted.
    ``direct`` are statements in the speaker's words, of all; ``unnamed`` those whose speaker is not named.
    ``left_out`` are matters that most others of a story tell and this outlet does not, of all such matters. ``first``
    are stories of several outlets that it is known to have had before all others, of those in which somebody is.
    """

    outlet: str | None
    start: str | None
    end: str | None
    reports: int
    copies: int
    statements: int
    direct: Share
    unnamed: Share
    quoted: tuple[Quoted, ...]
    wording: tuple[Worded, ...]
    left_out: Share
    leaves_out: tuple[LeftOut, ...]
    first: Share
    follows: tuple[Followed, ...]
    behind: tuple[Behind, ...]
