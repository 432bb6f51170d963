"""Names: people, states, organisations and places, known to the gazetteer or told by shape and description."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.gazetteer import Name
from detente.language import nouns
from detente.language.descriptions import Descriptions
from detente.language.homes import OF_STATE
from detente.language.names import could_be_person, is_organisation
from detente.language.places import country_of_place
from detente.language.refs import Ref

if TYPE_CHECKING:
    from detente.language.tree import Token

# What the gazetteer calls those who hold no office: without dates it says who they are, not what they are now.
OF_EXPERTS = frozenset({"expert", "columnist"})
# "Of" a state or city, these are nobody's.
# Named after the city where they were signed or meet, and no deed of its state.
PAPERS = frozenset(
    """
    agreement accord treaty protocol convention declaration communique charter memorandum pact process format formula
    conference round tribunal court summit club group principle
    """.split()
)
WATERS = frozenset("gulf bay strait straits sea".split())


class Names(Descriptions):
    """Reads names, and remembers the people among them."""

    def _name(self, first: int) -> int:
        last, hit = self.names[first]
        valid = tuple(n for n in hit.names if self._valid(n)) or hit.names
        name = valid[0]
        if name.actor.kind == "person":
            self._person(first, last, valid)
            return last
        if self._is_water(first):
            self.refs.add(self._make("name", first, last, name=self.doc[first : last + 1].text))
            return last
        head = self._head(first, last)
        if name.how in ("capital", "metonym") and self._names_paper(head, last):
            self.refs.add(self._make("name", first, last, name=self.doc[first : last + 1].text, modifier=True))
            return last
        place = self._is_place(head)
        body = self._body(valid)
        if body is None:  # an institute of several states
            return self._organisation(first, last, self.doc[first : last + 1].text)
        name = body if body.actor.kind == "institution" else _as_place_or_body(valid, place=place)
        ref = self._make(
            name.actor.kind if name.actor.kind != "institution" else "organisation",
            first,
            last,
            actor=name.actor.id,
            name=name.actor.name,
            country=name.actor.country,
            sector=name.actor.sector,
            how="metonym" if name.how in ("capital", "metonym") else "name",
        )
        ref.modifier = head.dep_ in ("amod", "compound", "nmod", "poss") or (
            name.how == "adjective" and head.pos_ == "ADJ"
        )
        ref.plural = head.tag_ in ("NNS", "NNPS") and name.how in ("demonym", "adjective")
        ref.place = place and name.actor.kind in ("state", "organisation", "organ", "group")
        if name.how in ("demonym", "adjective") and head.tag_ in ("NN", "NNP", "NNS", "NNPS"):
            ref.sector = "CVL"
        self.refs.add(ref)
        if not ref.modifier or head.dep_ == "poss":
            self.discourse.act(ref)
            self._step(ref)
        if ref.kind == "outlet" and not self._is_quoted(head):
            self.discourse.outlets.append(ref)
        elif ref.kind == "organ":
            self._organ(ref)
        return last

    def _names_paper(self, head: Token, last: int) -> bool:
        """Whether a capital only names what was signed or sits there: "the Algiers agreement", "the Hague court"."""
        if head.dep_ not in ("compound", "nmod", "amod", "poss"):
            return False
        after = next((t for t in self.doc[last + 1 : last + 5] if t.i == head.head.i), None)
        if after is None or after.lemma_.lower() not in PAPERS:
            return False
        # "A Moscow court" is one of the country's own; "the Hague court" sits there.
        return after.lower_ != "court" or not any(c.lower_ == "a" for c in after.children)

    def _is_water(self, first: int) -> bool:
        """Whether a name only says which sea: "the Gulf of Aden" is no part of Yemen."""
        before = [t.lower_ for t in self.doc[max(0, first - 2) : first]]
        return len(before) == 2 and before[1] == "of" and before[0] in WATERS

    def _is_place(self, head: Token) -> bool:
        """Whether a name is where something is, rather than who does it."""
        if head.dep_ != "pobj":
            return False
        preposition = head.head.lower_
        if preposition in nouns.PLACE_PREPS:
            return True
        return preposition in ("to", "from", "for", "towards", "toward") and head.head.head.lemma_ in nouns.MOTION

    def _person(self, first: int, last: int, names: tuple[Name, ...]) -> None:
        full = [n for n in names if n.how != "surname"]
        ref = self._make("person", first, last)
        words = len(ref.text.split())
        known = self.discourse.find(ref.text)
        office = self.pending.pop(first, None)
        actors = {n.actor.id: n.actor for n in (full or names)}
        if known is not None and (words == 1 or known.ref.actor in actors):
            actors = {}
            self._copy(ref, known)
        elif office is not None and len(actors) > 1 and office.country:
            actors = {i: a for i, a in actors.items() if a.country == office.country} or actors
        if len(actors) == 1:
            actor = next(iter(actors.values()))
            ref.actor, ref.name, ref.country, ref.sector = actor.id, actor.name, actor.country, actor.sector
            spells = self.gazetteer.spells(actor.id, self.on) if self.on else ()
            if spells and (spells[0].start or spells[0].role not in OF_EXPERTS):
                ref.office, ref.role, ref.country = spells[0].title, spells[0].role, spells[0].country
        elif actors:
            ref.name = ref.text
            countries = {a.country for a in actors.values()}
            ref.country = next(iter(countries)) if len(countries) == 1 else None
        described = self._description(self._head(first, last), first)[0] if ref.sector in ("EDU", "JRN") else None
        self._remember(ref, office, described)

    def _remember(self, ref: Ref, office: Ref | None, described: set[str] | None = None) -> None:
        head = self.doc[ref.head]
        lemmas = (described or set()) | {w for w in ref.text.lower().split()[:-1] if w in nouns.PERSON_NOUNS}
        if office is not None:
            lemmas.add(self.doc[office.head].lemma_.lower())
            held = ref.country if ref.actor and ref.role is not None and ref.role == office.role else None
            if office.role != "officer" or ref.role is None:  # a rank says less than an office
                ref.office, ref.role = office.office or ref.office, office.role or ref.role
            # "Foreign Secretary" is Britain's, but not where who is named is known to hold that office elsewhere.
            ref.country, ref.sector = held or office.country or ref.country, office.sector or ref.sector
            for i in range(office.first, office.last + 1):
                self.refs.by_token.setdefault(i, ref)
            self.refs.by_head.setdefault(office.head, ref)
        ref.modifier = head.dep_ in ("compound", "nmod", "poss", "amod")
        subject = self._is_subject(head) or (office is not None and self._is_subject(self.doc[office.head]))
        if head.dep_ == "appos" and (beside := self.refs.at(head.head)) is not None and beside.name is None:
            self._beside(beside, ref)
        self.discourse.name_person(ref, nouns=lemmas, quoted=self._is_quoted(head), subject=subject)
        self.refs.add(ref)
        self._step(ref)
        if office is not None:
            self._organ(ref)

    @staticmethod
    def _beside(beside: Ref, person: Ref) -> None:
        """ "The institute's president, Mikhail X": the noun before the name and the name are one."""
        if beside.kind not in ("office", "nominal"):
            return
        if beside.role is not None and person.role in (None, "officer"):
            person.office, person.role = beside.office, beside.role
        person.office = person.office or beside.office
        person.country, person.sector = person.country or beside.country, person.sector or beside.sector
        beside.actor, beside.name, beside.country = person.actor, person.name, person.country
        beside.role, beside.office = person.role, person.office

    def _run(self, first: int, last: int) -> int:
        """A name that the gazetteer doesn't know: a person if it is introduced as one, or has the shape and place of one."""
        words = [self.doc[i].text for i in range(first, last + 1)]
        text = self.doc[first : last + 1].text
        office = self.pending.pop(first, None)
        known = self.discourse.find(text)
        head = self._head(first, last)
        described, country = self._description(head, first)
        given = (country is not None or self.gazetteer.is_given_name(words[0])) and could_be_person(words)
        if self.outlet and text.lower() in self.outlet.lower():
            self.refs.add(self._make("outlet", first, last, name=self.outlet))
            return last
        if known is not None or office is not None or described or given:
            if office is None and is_organisation(words) and known is None:
                return self._organisation(first, last, text)
            ref = self._make("person", first, last, name=text, country=country)
            if known is not None:
                self._copy(ref, known)
                ref.country = ref.country or country
            self._remember(ref, office, described)
            return last
        if is_organisation(words):
            return self._organisation(first, last, text)
        ref = self._make("name", first, last, name=text, country=country_of_place(text))
        ref.place, ref.modifier = ref.country is not None, head.dep_ in ("compound", "amod", "nmod", "poss")
        self.refs.add(ref)
        return last

    def _organisation(self, first: int, last: int, text: str) -> int:
        before = self._country_before(first, self._head(first, last))
        country = before.country if before else None
        if country is None and (after := self._country_after(last)) is not None:
            country = after.actor.country
        head = self.doc[self._head(first, last).i]
        ref = self._make("organisation", first, last, name=text, country=country)
        ref.modifier = head.dep_ in ("compound", "amod", "nmod", "poss")
        if country is None:
            ref.country = self._city_in([t for t in head.subtree if not t.is_punct and t.i <= last + 3])
        if ref.country is None:
            self._settle_home(ref, head, head.lower_)
        self.refs.add(ref)
        self._step(ref)
        if head.lower_ in OF_STATE:
            self._organ(ref)
        return last


def _as_place_or_body(names: tuple[Name, ...], *, place: bool) -> Name:
    """ "Brussels" is Belgium's capital where something is, and the European Union where somebody acts."""
    wanted = "capital" if place else "metonym"
    return next((n for n in names if n.how == wanted), names[0])
