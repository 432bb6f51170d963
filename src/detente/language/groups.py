"""Groups: which two "both leaders" or "the two countries" are, by those whom the sentences before have named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from detente.language.refs import Ref

# So many sentences back the two may have been named; further off others have come between too often.
LOOK_BACK = 5

# Codes of states have so many letters; of a longer list of names, two states are meant before an organisation is.
STATE_CODE = 3

GroupKind = Literal["persons", "states"]

# Plurals for people, with the roles of the gazetteer that they can have (none: anybody named).
OF_PERSONS: dict[str, tuple[str, ...]] = {
    "president": ("head_of_state", "president"),
    "leader": ("head_of_state", "head_of_government", "president", "supreme_leader", "leader"),
    "minister": ("foreign_minister", "defence_minister", "interior_minister", "finance_minister", "minister"),
    "premier": ("head_of_government",),
    "chancellor": ("head_of_government",),
    **dict.fromkeys(("diplomat", "politician", "statesman", "man", "woman", "official", "general", "envoy"), ()),
}
# Plurals for states and what acts for them.
OF_STATES = frozenset(
    """
    country side party nation state capital neighbour neighbor government power rival bloc navy army military coastguard
    parliament
    """.split()
)

# Those of them that no organisation is one of; it may be a side or a party.
OF_COUNTRIES = frozenset("country nation state capital neighbour neighbor".split())


@dataclass(frozen=True, slots=True)
class Step:
    """Somebody named: in which sentence of the report, and whether as one who acts there."""

    sentence: int
    ref: Ref
    acts: bool


def pair(
    trail: list[Step], sentence: int, kind: GroupKind, roles: tuple[str, ...] = (), but: str | None = None
) -> tuple[Ref, ...]:
    """Return the two whom a plural in a sentence means, nobody where there aren't just two.

    The sentences before are taken in one by one, the latest first, until two have been named: those who act there come
    before all that are named. Three or more stay unresolved. ``but`` is the country of who does it to both, and is neither.
    """
    fits = [s for s in trail if sentence - LOOK_BACK <= s.sentence <= sentence and _fits(s.ref, kind, roles)]
    fits = [s for s in fits if but is None or s.ref.country != but]
    name: Callable[[Ref], str | None] = (lambda r: r.country) if kind == "states" else (lambda r: r.name)
    for back in range(LOOK_BACK + 1):
        near = [s for s in fits if s.sentence >= sentence - back]
        acting = {name(s.ref): s.ref for s in near if s.acts}
        named = {name(s.ref): s.ref for s in near}
        for found in (acting, named):
            if len(found) == 2:
                return tuple(found.values())
        if len(named) > 2:
            states = {code: ref for code, ref in named.items() if code is not None and len(code) == STATE_CODE}
            return tuple(states.values()) if kind == "states" and len(states) == 2 else ()
    return ()


def _fits(ref: Ref, kind: GroupKind, roles: tuple[str, ...]) -> bool:
    if kind == "states":
        return ref.country is not None
    return ref.name is not None and ref.kind in ("person", "office", "nominal") and (not roles or ref.role in roles)
