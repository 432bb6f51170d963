"""Offices: "the Russian defence minister", with or without the name of who holds it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from detente.language import nouns
from detente.language.discourse import ROLE_NOUNS, Person
from detente.language.names import is_organisation
from detente.language.naming import Names
from detente.language.refs import Ref
from detente.language.scene import OFFICE_REACH

if TYPE_CHECKING:
    from detente.language.tree import Token

# Roles that many hold at once: who is meant is for the report to say, not for a list of office-holders.
VAGUE_ROLES = frozenset(
    """officer official former_official analyst aide director journalist diplomat leader lawmaker commander minister
    expert adviser academic activist lawyer businessman""".split()
)
# Who holds one is sent to the country named after "for".
SENT_ROLES = frozenset("envoy representative special_envoy special_representative coordinator".split())
RANKS = frozenset("gen. gen general army lt lt. col. col major maj. mr mr. dr dr. sir".split())


class Offices(Names):
    """Reads titles: gives a name that follows its office, and finds who holds one that stands alone."""

    def _title(self, first: int, runs: dict[int, int]) -> int:
        last, title = self.titles[first]
        head = self._head(first, last)
        before = self._country_before(first, head)
        possessor = self._possessor(head)
        country = title.country
        if before is not None:
            country = before.country
        elif possessor is not None and possessor.country and self._is_for(last):  # "Biden's envoy for North Korea"
            country = possessor.country
        elif (after := self._country_after(last)) is not None and not self._goes_to(title.role, last):
            country = after.actor.country
        elif possessor is not None:
            country = possessor.country
        ref = self._make("office", first, last, office=self._office_text(first, last), country=country, how="office")
        ref.role, ref.sector = title.role, title.sector
        if self._of_institution(before, possessor, last):
            ref.role, ref.sector = (ref.role if ref.role in VAGUE_ROLES else None), "EDU"
        elif country is None and self._of_some_body(last, runs):
            ref.role = ref.sector = None  # the president of an institute is not a head of state
        ref.plural = head.tag_ in ("NNS", "NNPS")
        self._stretch(ref, min(first, self._left(head)) if ref.plural else first - self._words_before(first))
        if ref.plural:
            ref.members = self._members(head, ref, head.lemma_.lower())
        for member in ref.members:
            if member.name is None:
                self._resolve_office(member, first, head)
        holder = self._holder_position(last, runs)
        if holder is not None:
            ref.head = head.i
            self.pending.setdefault(holder, ref)
            return last
        self._resolve_office(ref, first, head)
        self._at_home(ref, first, head)
        if ref.country and ref.name is None and not ref.plural:
            self.discourse.unnamed[head.lemma_.lower()] = ref
        self.refs.add(ref)
        if not ref.plural:
            self._step(ref)
            self._organ(ref)
        return last

    def _is_for(self, last: int) -> bool:
        return last + 1 < len(self.doc) and self.doc[last + 1].lower_ in ("for", "in", "to")

    def _goes_to(self, role: str | None, last: int) -> bool:
        """Whether what follows an office is where it is sent: "ambassador to", "envoy for"."""
        return role == "ambassador" or (role in SENT_ROLES and self._is_for(last))

    def _at_home(self, ref: Ref, first: int, head: Token) -> None:
        """ "The defence minister" without a state or a name: that of the state spoken of."""
        if ref.country is not None or ref.name is not None or "minister" not in self.doc[ref.last].lower_:
            return
        self._settle_home(ref, head, "minister")
        if ref.how == "office":
            self._resolve_office(ref, first, head)

    def _stretch(self, ref: Ref, first: int) -> None:
        """Let the words of a reference begin at a token before it: "the two presidents", "Dutch prime minister"."""
        ref.span = self.refs.span_of(first, ref.last)
        ref.text = self.refs.text[ref.span[0] - self.refs.start : ref.span[1] - self.refs.start]

    def _of_institution(self, before: Ref | None, possessor: Ref | None, last: int) -> bool:
        """Whether an office is one of a university or research institute, whose president heads no state."""
        beside = before or possessor
        if beside is not None and self._is_institution(self.doc[beside.head]):
            return True
        if last + 1 >= len(self.doc) or self.doc[last + 1].lower_ not in ("of", "at"):
            return False
        near = range(last + 2, min(last + 5, len(self.doc)))
        return any(i in self.names and self._is_institution(self.doc[i]) for i in near)

    def _of_some_body(self, last: int, runs: dict[int, int]) -> bool:
        """Whether "of" and a body that isn't a state's follow the title."""
        if last + 1 >= len(self.doc) or self.doc[last + 1].lower_ not in ("of", "at"):
            return False
        return any(i in runs or i in self.names for i in range(last + 2, min(last + 5, len(self.doc))))

    @staticmethod
    def _left(token: Token) -> int:
        """Where a noun's phrase begins, within reach: "60 Russian diplomats"."""
        left: int = token.left_edge.i
        return max(left, token.i - OFFICE_REACH)

    def _office_text(self, first: int, last: int) -> str:
        """The office with the words that belong to it: "Russian Defense Minister", "deputy foreign minister"."""
        text: str = self.doc[first - self._words_before(first) : last + 1].text
        return text

    def _words_before(self, first: int) -> int:
        """How many words before an office belong to it."""
        start = first
        while start > 0 and first - start < OFFICE_REACH:
            token = self.doc[start - 1]
            if token.dep_ not in ("amod", "compound", "nmod", "punct") or token.pos_ == "PUNCT" or token.is_space:
                break
            start -= 1
        while 0 < start < first and self.doc[start - 1].text == "-":
            start += 1  # "Belgrade-based"
        return first - start

    def _holder_position(self, last: int, runs: dict[int, int]) -> int | None:
        """Where the name of the office's holder starts, if it follows: "Defense Minister Army General Sergei Shoigu"."""
        j, comma = last + 1, False
        while j < len(self.doc):
            if j in self.titles:
                j = self.titles[j][0] + 1
            elif self.doc[j].lower_ in RANKS:
                j += 1
            elif self.doc[j].text == "," and not comma:
                j, comma = j + 1, True
            else:
                break
        if j >= len(self.doc):
            return None
        return j if self._holds(j, runs, comma=comma) else None

    def _holds(self, j: int, runs: dict[int, int], *, comma: bool) -> bool:
        if j in self.names:
            end, hit = self.names[j]
            person = hit.names[0].actor.kind == "person"
        elif j in runs:
            end, person = runs[j], True
            words = [self.doc[k].text for k in range(j, end + 1)]
            person = not is_organisation(words)
        else:
            return False
        if not comma:
            return person
        after = self.doc[end + 1].text if end + 1 < len(self.doc) else "."
        return person and (self.doc[end].dep_ == "appos" or self.doc[j].dep_ == "appos" or after in (",", ".", ";"))

    def _resolve_office(self, ref: Ref, first: int, head: Token) -> None:
        """Who holds the office: somebody the report has named, an apposition's head, or the gazetteer's only holder."""
        if head.dep_ == "appos" and (owner := self.refs.at(head.head)) is not None and owner.kind == "person":
            self._describe(owner, ref, head)
            ref.actor, ref.name = owner.actor, owner.name
            return
        if ref.role is None and ref.sector == "EDU":
            return
        before = {self.doc[i].lower_.strip("-") for i in range(max(0, first - 3), first)}
        definite = not any(c.lower_ in ("a", "an", "another", "some") for c in head.children)
        if ref.plural or not definite or before & nouns.NOT_NOW:
            return
        if ref.role in VAGUE_ROLES:
            self._person_nominal(ref, head, head.lemma_.lower())
            return
        roles = (ref.role,) if ref.role else ()
        lemma = head.lemma_.lower()
        person = self.discourse.by_noun(lemma, None) if ref.country is None and lemma in nouns.ALSO_CALLED else None
        person = person or self.discourse.by_role(roles, ref.country)
        if person is None and ref.country is None:
            person = self.discourse.by_role(ROLE_NOUNS.get(lemma, ()), None)
        if person is None and ref.country is not None:
            person = self.discourse.by_role(ROLE_NOUNS.get(lemma, ()), ref.country)
        if person is None and ref.role is None:
            person = self.discourse.by_noun(lemma, ref.country)
        if person is not None:
            self._point(ref, person)
        elif ref.role and ref.country and self.on:
            holders = {s.actor: s for s in self.gazetteer.holders(ref.role, ref.country, self.on)}
            if len(holders) == 1:
                spell = next(iter(holders.values()))
                ref.actor, ref.name = spell.actor, spell.name
                self._introduce(ref, head)

    def _introduce(self, ref: Ref, head: Token) -> None:
        """Remember whom an office means, for "the minister", "she" and the surname."""
        quoted, subject = self._is_quoted(head), self._is_subject(head)
        self.discourse.name_person(replace(ref), nouns={head.lemma_.lower()}, quoted=quoted, subject=subject)

    def _describe(self, person: Ref, office: Ref, head: Token) -> None:
        """Give a named person the office that stands beside the name."""
        known = self.discourse.find(person.name or person.text)
        for target in (person, known.ref if known else person):
            target.office = target.office or office.office
            target.role = target.role or office.role
            target.country = target.country or office.country
            target.sector = target.sector or office.sector
        if known:
            known.nouns.add(head.lemma_.lower())

    def _point(self, ref: Ref, person: Person) -> None:
        own = person.ref
        ref.actor, ref.name = own.actor, person.name
        ref.country, ref.sector = ref.country or own.country, own.sector or ref.sector
        ref.office, ref.role = own.office or ref.office, own.role or ref.role
        self.discourse.clock += 1
        person.last = self.discourse.clock
        if self._is_subject(self.doc[ref.head]) and not self._is_quoted(self.doc[ref.head]):
            person.subject = self.discourse.clock
        if not self._is_quoted(self.doc[ref.head]):
            person.quoted_only = False

    def _person_nominal(self, ref: Ref, token: Token, lemma: str) -> None:
        """ "The expert", "the American president", "the head of the White House": a person named before, or an office."""
        if lemma in nouns.HEADS and (organ := self._country_after(token.i)) is not None:
            if organ.actor.kind == "institution":
                return
            roles = ("head_of_state",) if organ.actor.kind in ("organ", "state") else ("secretary_general",)
            person = self.discourse.by_role(roles, organ.actor.country)
            if person is not None:
                self._point(ref, person)
                return
        if ref.country and ref.name is None and not ref.plural:
            self.discourse.unnamed[lemma] = ref
        determiner = {c.lower_ for c in token.children if c.dep_ in ("det", "poss")}
        if not determiner & {"the", "this", "that"} and not token.text[0].isupper():
            return
        if token.dep_ == "appos" or any(c.dep_ == "appos" for c in token.children):
            return
        person = self.discourse.by_noun(lemma, ref.country)
        if person is None and lemma in ROLE_NOUNS:
            person = self.discourse.by_role(ROLE_NOUNS[lemma], ref.country)
        if person is None and lemma in nouns.EXPERT_NOUNS:
            plain = [p for p in self.discourse.persons if p.holds_no_office]
            person = max(plain, key=lambda p: p.last, default=None)
        if person is not None:
            self._point(ref, person)
        elif ref.country is None and (same := self.discourse.unnamed.get(lemma)) is not None:
            ref.country, ref.sector = same.country, ref.sector or same.sector
