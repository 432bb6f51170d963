"""What the gazetteer knows and answers with: actors, their names, titles, spells in office, hits in a text, candidates.

Dates are ISO 8601 as precise as their source ("1998", "2004-03", "2004-03-09"); None means that the date is not known
(or, for an end, that there is none yet). Sector codes are PLOVER's (GOV, MIL, LEG, JUD, SPY, COP, JRN, ...).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["state", "organisation", "organ", "group", "outlet", "institution", "person"]
NameHow = Literal["name", "adjective", "demonym", "capital", "metonym", "surname"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Someone or something that can act.

    ``id`` is the ISO 3166 alpha-3 code of a state, the code of an organisation or group ("NATO"), "RUS.MFA" for an
    organ, "outlet/tass" for an outlet, "inst/chatham-house" for a
    university or research institute, and a Wikidata item or "person/joseph-dunford" for a person. ``country`` is an
    ISO code, or an organisation's own code; for a person that of the latest known office.
    """

    id: str
    name: str
    kind: Kind
    country: str | None
    sector: str | None
    start: str | None
    end: str | None
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """One way to call an actor, and when it is valid.

    ``how`` is "adjective" for a form that can be adjective or demonym ("Russian"), "demonym" for one that can only be
    people ("Russians").
    """

    text: str
    actor: Actor
    how: NameHow
    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """A title and the role that it means.

    ``country`` and ``organ`` are set only where the words themselves say so ("Pentagon chief", "Chief of the Russian
    General Staff"). ``organ`` is the id of an actor; "*.MFA" is the foreign ministry of whichever state stands beside
    it ("foreign ministry spokesman"). ``text`` is the title in the gazetteer's spelling.
    """

    text: str
    role: str
    country: str | None
    sector: str
    organ: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """A person's time in an office: ``actor`` is the person's id, ``organ`` the actor that the office belongs to."""

    actor: str
    name: str
    country: str
    role: str
    title: str
    start: str | None
    end: str | None
    source: str
    organ: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """An actor's place in an organisation.

    ``status`` is "member", "elected" (for a term), "suspended", "frozen" (by the member's own will) or "observer".
    """

    organisation: str
    actor: Actor
    status: str
    start: str | None
    end: str | None
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A place in a text, ``[start, end)`` in characters, that names actors or titles.

    Several names stay several. ``names`` and ``titles`` are never both empty.
    """

    start: int
    end: int
    text: str
    names: tuple[Name, ...]
    titles: tuple[Title, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One answer to "who is that?": ``score`` from 0 to 1 orders the answers, ``reason`` says why in words.

    ``spells`` are the offices that the answer rests on or, where it rests on a name, all that are known.
    """

    actor: Actor
    name: str
    score: float
    reason: str
    spells: tuple[Spell, ...]
