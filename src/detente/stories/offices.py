"""Who is named in which office: the persons that a passage gives for an office that one person holds at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from detente.gazetteer import Gazetteer
from detente.gazetteer.spelling import key
from detente.records import Mention, Party, Report, Span

# Roles that one person holds at a time in a country or organisation; deputies, envoys, spokespersons and chiefs of
# services are several.
SINGLE_ROLES = frozenset(
    """air_force_chief army_chief central_bank_governor chief_of_general_staff commission_president council_president
    defence_minister economy_minister energy_minister finance_minister foreign_minister head_of_government
    head_of_state health_minister high_representative homeland_security_secretary interior_minister justice_minister
    national_security_adviser navy_chief parliament_president prosecutor_general secretary_general
    security_council_secretary supreme_leader trade_minister un_ambassador""".split()
)
# Words before a title that say that the person does not hold the office now, or not alone.
_NOT_HOLDER = frozenset(
    """acting assistant candidate deputy designate elect ex former future incoming interim late next outgoing past previous retired
    then vice""".split()
)

Office = tuple[str, str]  # role, and the code of the country or organisation


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """A person named in an office; ``told`` is true where the report's own words give the office."""

    office: Office
    name: str
    actor: str | None
    span: Span
    told: bool

    def same(self, other: Holder) -> bool:
        """Say whether two holders are, or may be, one person: by id, else by family name."""
        if self.actor is not None and other.actor is not None:
            return self.actor == other.actor
        return _family(self.name) == _family(other.name)


class Offices:
    """Reads offices off mentions and parties, with the gazetteer's titles and spells in office."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._role = cache(self._role_of)

    def holders(self, mentions: Iterable[Mention], report: Report) -> dict[Office, Holder]:
        """Return who is named in which office, for offices that these mentions give to one person only."""
        found: dict[Office, Holder] = {}
        several: set[Office] = set()
        for mention in mentions:
            if mention.name is None or mention.how == "pronoun":
                continue
            for holder in self._held(mention, report, mention.span):
                known = found.get(holder.office)
                if known is not None and not known.same(holder):
                    several.add(holder.office)
                elif known is None or (holder.told and not known.told):
                    found[holder.office] = holder
        return {office: holder for office, holder in found.items() if office not in several}

    def speaker(self, party: Party, report: Report) -> Holder | None:
        """Return a speaker in the office that the report's words give, None where there is none."""
        if party.name is None or party.country is None or not party.spans:
            return None
        return next((h for h in self._held(party, report, party.spans[0]) if h.told), None)

    def office(self, title: str, country: str | None) -> Office | None:
        """Return the office that a title means, None for one that several hold or that is not held now."""
        return self._role(title, country)

    def word(self, a: Holder, b: Holder, on: str | None) -> str | None:
        """Return what the gazetteer says on two persons named in one office on a day, None where it knows nothing.

        It says who held the office; it does not say which report is right.
        """
        if on is None:
            return None
        held = self._gazetteer.holders(*a.office, on)
        if not held:
            return None
        names = ", ".join(dict.fromkeys(spell.name for spell in held))
        others = [
            f"{holder.name} {self._else(holder)}"
            for holder in (a, b)
            if not any(spell.actor == holder.actor or _family(spell.name) == _family(holder.name) for spell in held)
        ]
        return "; ".join([f"{names} held the office on {on}", *others]) + ", by the gazetteer"

    def _else(self, holder: Holder) -> str:
        """Return what the gazetteer knows of a person who did not hold an office: when he did, if ever."""
        spells = self._gazetteer.spells(holder.actor) if holder.actor is not None else ()
        times = [(s.start or "?", s.end or "?") for s in spells if (s.role, s.country) == holder.office]
        if not times:
            return "is not known to have held it"
        return "held it from " + " and from ".join(f"{start} to {end}" for start, end in sorted(times))

    def _held(self, who: Mention | Party, report: Report, span: Span) -> Iterator[Holder]:
        """Yield the office that the words give a person; without one, those that the gazetteer knows for the day."""
        if who.name is None or self._is_body(who.actor):
            return
        told = self._role(who.office, who.country) if who.office else None
        if told is not None:
            yield Holder(office=told, name=who.name, actor=who.actor, span=span, told=True)
        elif who.actor is not None:
            on = report.published.start[:10] if report.published.start else None
            for spell in self._gazetteer.spells(who.actor, on):
                if spell.role in SINGLE_ROLES:
                    office = (spell.role, spell.country)
                    yield Holder(office=office, name=who.name, actor=who.actor, span=span, told=False)

    def _is_body(self, actor: str | None) -> bool:
        """Say whether an id is that of a state, an organ or an organisation."""
        found = self._gazetteer.actor(actor) if actor is not None else None
        return found is not None and found.kind != "person"

    def _role_of(self, office: str, country: str | None) -> Office | None:
        """Return what a title means, None for one that several hold or that is not held now."""
        if _NOT_HOLDER & set(key(office.replace("-", " ")).split()):
            return None
        title = next((t for hit in self._gazetteer.scan(office) for t in hit.titles if t.role in SINGLE_ROLES), None)
        held_in = country or (title.country if title else None)
        return None if title is None or held_in is None else (title.role, held_in)


def _family(name: str) -> str:
    """Return the folded last word of a name."""
    return key(name).rsplit(" ", 1)[-1]
