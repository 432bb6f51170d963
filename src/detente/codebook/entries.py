"""What a codebook holds: event types with their modes, the frames that name events, and the cues of statements."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from detente.records import Act, Certainty

Pos = Literal["verb", "noun", "adjective", "adverb"]
Strength = Literal["strong", "weak"]
CueClass = Literal["speech", "attitude", "knowledge", "intention", "document"]
Takes = Literal["clause", "infinitive", "object", "actor", "name"]
# What a cue takes where its row doesn't say.
TAKES: dict[Strength, frozenset[str]] = {
    "strong": frozenset({"clause", "infinitive", "object"}),
    "weak": frozenset({"clause"}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mode:
    """One of a type's modes: how the thing was done.

    ``cameo`` is the nearest CAMEO code, ``score`` PLOVER's (-10 to 10); the definition is the codebook's own wording.
    """

    name: str
    cameo: str
    score: float
    definition: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventType:
    """One of PLOVER's event types, or one that a user added.

    ``quad`` is "verbal cooperation", "material cooperation", "verbal conflict" or "material conflict"; ``cameo`` is
    the CAMEO code where neither mode nor frame says more; ``modes`` holds the modes by name.
    """

    name: str
    quad: str
    cameo: str
    score: float
    definition: str
    modes: Mapping[str, Mode]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A way of naming an event: a verb, noun or adjective, what must stand beside it, and where its parties stand.

    ``name`` is type, part of speech, first lemma (with particle and preposition) and number within the type.
    ``objects``, ``particle``, ``preposition`` and ``complement`` must be met where they are not None: ``objects``
    are lemmas of the direct object's head, of the passive subject's, or, in a frame with a preposition, of that
    preposition's object; an entry of two words is a head with the compound or adjective before it ("tear gas").
    ``complement`` is "clause" (to-infinitive, -ing or that-clause) or "infinitive" (a to-infinitive).
    ``source`` and ``target`` are places, tried in order; the first that names an actor wins. ``support`` holds the
    verbs that make a noun's event happen; a ``free`` noun may be coded without one. In a ``reciprocal`` frame both
    parties act on each other. A frame that ``needs_target`` gives nothing unless another country is named.
    A ``silent`` frame names no event at all ("strike a balance"): where it matches, no other frame does.
    A ``loose`` frame has a word of many meanings: it is asked only where both parties are given; ``by`` then holds words
    of which one must stand in the source's own ("troops", "court").
    """

    name: str
    type: str
    mode: str | None
    cameo: str
    goldstein: float
    score: float
    pos: Pos
    lemmas: tuple[str, ...]
    objects: frozenset[str] | None
    particle: str | None
    preposition: str | None
    complement: str | None
    source: tuple[str, ...]
    target: tuple[str, ...]
    support: frozenset[str]
    free: bool
    reciprocal: bool
    needs_target: bool
    silent: bool
    loose: bool = False
    by: frozenset[str] | None = None

    @property
    def plain(self) -> bool:
        """Whether the lemma alone is enough: nothing has to stand beside it."""
        return (self.objects, self.particle, self.preposition, self.complement) == (None, None, None, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A word that marks a statement.

    A "strong" cue heads a statement with any clause or quotation; a "weak" one only with a that-clause or a quotation
    and a person or organisation as its subject. ``content`` holds the prepositions whose object can be what is said
    ("warn of", "call for"), ``takes`` the other forms that it can have: a clause, an infinitive, an object, an object
    that is an actor ("praised Turkey"), a name ("called the talks frank"). ``category`` is what the word ascribes:
    speech, an attitude, knowledge, an intention, or what a document holds.
    """

    acts: tuple[Act, ...]
    certainty: Certainty
    strength: Strength
    content: frozenset[str]
    category: CueClass = "speech"
    takes: frozenset[str] = TAKES["strong"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedCue:
    """A fixed phrase that marks a statement, with X where the speaker stands ("according to X", "in X's view")."""

    text: str
    acts: tuple[Act, ...]
    certainty: Certainty
