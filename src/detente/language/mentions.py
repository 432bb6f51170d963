"""Mentions: who is named in a paragraph, by name, office, noun, metonym or pronoun.

A mention is resolved with what the report has said before (:class:`~detente.language.discourse.Discourse`), then
with the gazetteer on the day the report appeared. What stays open stays open: several candidates give no actor.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.gazetteer import Gazetteer, Hit, Name, Title
from detente.language import nouns
from detente.language.discourse import ROLE_NOUNS, Discourse, Person
from detente.language.names import could_be_person, is_organisation, proper_runs
from detente.language.refs import Ref, RefKind, Refs

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from detente.language.parse import Paragraph
    from detente.language.quotes import Quotation

# Furthest that a country may stand before its office: "the Russian first deputy defence minister".
OFFICE_REACH = 6


class MentionReader:
    """Reads the references of one paragraph after another of one report.

    ``on`` is the ISO day the report appeared, None if unknown: offices then resolve by the report's own words alone.
    """

    def __init__(self, gazetteer: Gazetteer, discourse: Discourse, on: str | None) -> None:
        self._gazetteer, self._discourse, self._on = gazetteer, discourse, on

    def read(self, paragraph: Paragraph, quoted: list[Quotation]) -> Refs:
        """Return the references of the paragraph, left to right."""
        return _Pass(self._gazetteer, self._discourse, self._on, paragraph, quoted).run()


class _Pass:
    """One walk over one paragraph: hits first, then each token in turn, so that pronouns see what stands before them."""

    def __init__(
        self, gazetteer: Gazetteer, discourse: Discourse, on: str | None, paragraph: Paragraph, quoted: list[Quotation]
    ) -> None:
        self.gazetteer, self.discourse, self.on = gazetteer, discourse, on
        self.doc: Doc = paragraph.doc
        self.refs = Refs(self.doc, paragraph.start)
        self.quoted = [(q.start, q.end) for q in quoted]
        self.names: dict[int, tuple[int, Hit]] = {}
        self.titles: dict[int, tuple[int, Title]] = {}
        self.covered: dict[int, Hit] = {}
        self.pending: dict[int, Ref] = {}

    def run(self) -> Refs:
        self._hits()
        taken = set(self.covered) | {i for first, (last, _) in self.titles.items() for i in range(first, last + 1)}
        runs = self._runs(taken)
        i, length = 0, len(self.doc)
        while i < length:
            if i in self.titles and i not in self.pending:
                i = self._title(i, runs) + 1
            elif i in self.names:
                i = self._name(i) + 1
            elif i in runs:
                i = self._run(i, runs[i]) + 1
            else:
                self._word(self.doc[i])
                i += 1
        return self.refs

    # -- what the gazetteer sees -------------------------------------------------------------------------------

    def _hits(self) -> None:
        for hit in self.gazetteer.scan(self.doc.text):
            span = self.doc.char_span(hit.start, hit.end, alignment_mode="expand")
            if span is None:
                continue
            first, last = span.start, span.end - 1
            names = tuple(n for n in hit.names if self._valid(n)) or hit.names
            if hit.titles and not names:
                self.titles[first] = (last, hit.titles[0])
            elif names:
                self.names[first] = (last, hit)
                for i in range(first, last + 1):
                    self.covered[i] = hit

    def _valid(self, name: Name) -> bool:
        if self.on is None:
            return True
        ends = name.end is None or self.on[: len(name.end)] <= name.end
        return ends and (name.start or "") <= self.on

    def _runs(self, taken: set[int]) -> dict[int, int]:
        """Runs of unknown proper nouns; one that ends in a known surname takes it in ("Igor Ivanov")."""
        runs: dict[int, int] = {}
        for first, last in proper_runs(self.doc, taken):
            after = self.names.get(last + 1)
            if after and first == last and all(n.how == "surname" for n in after[1].names):
                del self.names[last + 1]
                last = after[0]
            runs[first] = last
        return runs

    # -- helpers of shape --------------------------------------------------------------------------------------

    def _head(self, first: int, last: int) -> Token:
        for i in range(last, first - 1, -1):
            token = self.doc[i]
            if not first <= token.head.i <= last or token.head.i == i:
                return token
        return self.doc[last]

    def _is_quoted(self, token: Token) -> bool:
        return any(start <= token.idx < end for start, end in self.quoted)

    def _make(self, kind: RefKind, first: int, last: int, **facts: object) -> Ref:
        span = self.refs.span_of(first, last)
        text = self.doc.text[span[0] - self.refs.start : span[1] - self.refs.start]
        ref = Ref(kind=kind, first=first, last=last, head=self._head(first, last).i, span=span, text=text)
        for name, value in facts.items():
            setattr(ref, name, value)
        return ref

    def _country_before(self, first: int, head: Token) -> Ref | None:
        """The country or organisation that qualifies a noun from its left: "Russian", "Japan's", "NATO"."""
        for i in range(first - 1, max(-1, first - 1 - OFFICE_REACH), -1):
            token = self.doc[i]
            ref = self.refs.by_token.get(i)
            if ref is not None and ref.country and ref.kind != "person":
                return ref if self._qualifies(token, head) else None
            if token.text in ",;:" or token.pos_ in ("VERB", "AUX", "ADP"):
                return None
        return None

    @staticmethod
    def _qualifies(token: Token, head: Token) -> bool:
        while token.dep_ in ("amod", "compound", "nmod", "poss", "npadvmod", "case", "punct") and token.head.i != token.i:
            token = token.head
            if token.i == head.i:
                return True
        return token.i == head.i or head in token.ancestors and token.dep_ != "conj"

    def _country_after(self, last: int) -> Name | None:
        """The country in "president of France", "minister for foreign affairs of Japan"."""
        i = last + 1
        if i < len(self.doc) and self.doc[i].lower_ in ("of", "for", "in", "at"):
            for j in range(i + 1, min(i + 5, len(self.doc))):
                if j in self.names and self.names[j][1].names:
                    name = self.names[j][1].names[0]
                    return name if name.actor.kind != "person" else None
                if self.doc[j].pos_ in ("VERB", "AUX", "PUNCT"):
                    return None
        return None

    # -- offices -----------------------------------------------------------------------------------------------

    def _title(self, first: int, runs: dict[int, int]) -> int:
        last, title = self.titles[first]
        head = self._head(first, last)
        before = self._country_before(first, head)
        possessor = self._possessor(head)
        country = title.country
        if before is not None:
            country = before.country
        elif (after := self._country_after(last)) is not None and title.role != "ambassador":
            country = after.actor.country
        elif possessor is not None:
            country = possessor.country
        elif country is None:
            country = None
        ref = self._make("office", first, last, office=self._office_text(first, last), country=country, how="office")
        ref.role, ref.sector = title.role, title.sector
        ref.plural = head.tag_ in ("NNS", "NNPS")
        holder = self._holder_position(last, runs)
        if holder is not None:
            ref.head = head.i
            self.pending[holder] = ref
            return last
        self._resolve_office(ref, first, head)
        self.refs.add(ref)
        return last

    def _possessor(self, head: Token) -> Ref | None:
        for child in head.children:
            if child.dep_ == "poss":
                ref = self.refs.at(child)
                return ref if ref is not None else self._pronoun_ref(child)
        return None

    def _office_text(self, first: int, last: int) -> str:
        """The office with the words that belong to it: "Russian Defense Minister", "deputy foreign minister"."""
        start = first
        while start > 0 and first - start < OFFICE_REACH:
            token = self.doc[start - 1]
            if token.dep_ not in ("amod", "compound", "nmod", "punct") or token.pos_ == "PUNCT" or token.is_space:
                break
            start -= 1
        return self.doc[start : last + 1].text

    def _holder_position(self, last: int, runs: dict[int, int]) -> int | None:
        """Where the name of the office's holder starts, if it follows: "Defense Minister Army General Sergei Shoigu"."""
        j, comma = last + 1, False
        while j < len(self.doc):
            if j in self.titles:
                j = self.titles[j][0] + 1
            elif self.doc[j].lower_ in ("gen.", "gen", "general", "army", "lt", "lt.", "col.", "col", "major", "maj.", "mr", "mr.", "dr", "dr."):
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
        before = {self.doc[i].lower_.strip("-") for i in range(max(0, first - 3), first)}
        definite = not any(c.lower_ in ("a", "an", "another", "some") for c in head.children)
        if ref.plural or not definite or before & nouns.NOT_NOW:
            return
        roles = (ref.role,) if ref.role else ()
        person = self.discourse.by_role(roles, ref.country)
        if person is None and ref.country is None:
            person = self.discourse.by_role(ROLE_NOUNS.get(head.lemma_.lower(), ()), None)
        if person is None and ref.country is not None:
            person = self.discourse.by_role(ROLE_NOUNS.get(head.lemma_.lower(), ()), ref.country)
        if person is not None:
            self._point(ref, person)
        elif ref.role and ref.country and self.on:
            holders = {s.actor: s for s in self.gazetteer.holders(ref.role, ref.country, self.on)}
            if len(holders) == 1:
                spell = next(iter(holders.values()))
                ref.actor, ref.name = spell.actor, spell.name

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
        if not self._is_quoted(self.doc[ref.head]):
            person.quoted_only = False

    # -- names -------------------------------------------------------------------------------------------------

    def _name(self, first: int) -> int:
        last, hit = self.names[first]
        valid = tuple(n for n in hit.names if self._valid(n)) or hit.names
        name = valid[0]
        if name.actor.kind == "person":
            self._person(first, last, valid)
            return last
        head = self._head(first, last)
        ref = self._make(
            name.actor.kind, first, last, actor=name.actor.id, name=name.actor.name, country=name.actor.country,
            sector=name.actor.sector, how="metonym" if name.how in ("capital", "metonym") else "name",
        )
        ref.modifier = head.dep_ in ("amod", "compound", "nmod", "poss") or name.how == "adjective" and head.pos_ == "ADJ"
        ref.plural = head.tag_ in ("NNS", "NNPS") and name.how in ("demonym", "adjective")
        ref.place = self._is_place(head) and name.actor.kind in ("state", "organisation", "organ", "group")
        if name.how in ("demonym", "adjective") and head.tag_ in ("NN", "NNP", "NNS", "NNPS"):
            ref.sector = "CVL"
        self.refs.add(ref)
        if not ref.modifier or head.dep_ == "poss":
            self.discourse.act(ref)
        return last

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
            if spells:
                ref.office, ref.role, ref.country = spells[0].title, spells[0].role, spells[0].country
        elif actors:
            ref.name = ref.text
            countries = {a.country for a in actors.values()}
            ref.country = next(iter(countries)) if len(countries) == 1 else None
        self._remember(ref, office)

    def _copy(self, ref: Ref, known: Person) -> None:
        own = known.ref
        ref.actor, ref.name, ref.country, ref.sector = own.actor, known.name, own.country, own.sector
        ref.office, ref.role = own.office, own.role

    def _remember(self, ref: Ref, office: Ref | None, described: set[str] | None = None) -> None:
        head = self.doc[ref.head]
        lemmas = described or set()
        if office is not None:
            lemmas.add(self.doc[office.head].lemma_.lower())
            ref.office, ref.role = office.office or ref.office, office.role or ref.role
            ref.country, ref.sector = office.country or ref.country, office.sector or ref.sector
            for i in range(office.first, office.last + 1):
                self.refs.by_token.setdefault(i, ref)
            self.refs.by_head.setdefault(office.head, ref)
        ref.modifier = head.dep_ in ("compound", "nmod", "poss", "amod")
        self.discourse.name_person(ref, nouns=lemmas, quoted=self._is_quoted(head))
        self.refs.add(ref)

    def _run(self, first: int, last: int) -> int:
        """A name that the gazetteer doesn't know: a person if it is introduced as one, or has the shape and place of one."""
        words = [self.doc[i].text for i in range(first, last + 1)]
        text = self.doc[first : last + 1].text
        office = self.pending.pop(first, None)
        known = self.discourse.find(text)
        head = self._head(first, last)
        described, country = self._description(head, first)
        if known is not None or office is not None or described or (could_be_person(words) and self._acts(head)):
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
        self.refs.add(self._make("name", first, last, name=text))
        return last

    def _organisation(self, first: int, last: int, text: str) -> int:
        before = self._country_before(first, self._head(first, last))
        country = before.country if before else None
        ref = self._make("organisation", first, last, name=text, country=country)
        ref.modifier = self.doc[ref.head].dep_ in ("compound", "amod", "nmod", "poss")
        self.refs.add(ref)
        return last

    @staticmethod
    def _acts(head: Token) -> bool:
        """Whether a name stands where people stand: as a subject, an agent or a possessor, or beside a description."""
        return head.dep_ in ("nsubj", "nsubjpass", "appos", "conj", "poss", "dobj", "ROOT") or (
            head.dep_ == "pobj" and head.head.lower_ in ("by", "to", "with", "between")
        )

    def _description(self, head: Token, first: int) -> tuple[set[str], str | None]:
        """The nouns that say what a person is ("an associate professor of ..."), and the country named with them."""
        nearby = [c for c in head.children if c.dep_ in ("appos", "compound", "nmod", "relcl")]
        if head.dep_ in ("appos", "conj"):
            nearby.append(head.head)
        if first > 0:
            nearby.append(self.doc[first - 1])
            if self.doc[first - 1].text == "," and first > 1:
                nearby.append(self.doc[first - 2].head)
                nearby.append(self.doc[first - 2])
        found: set[str] = set()
        country: str | None = None
        for token in nearby:
            lemma = token.lemma_.lower()
            if lemma in nouns.PERSON_NOUNS and abs(token.i - first) < 18:
                found.add(lemma)
                country = country or self._country_in(token)
        return found, country

    def _country_in(self, noun: Token) -> str | None:
        """The country inside a description: "a Russian expert", "professor of Moscow State University"."""
        for token in noun.subtree:
            hit = self.covered.get(token.i)
            if hit is not None and hit.names and hit.names[0].actor.kind in ("state", "organ", "organisation"):
                return hit.names[0].actor.country
        return None

    # -- words -------------------------------------------------------------------------------------------------

    def _word(self, token: Token) -> None:
        word = token.lower_
        if token.pos_ == "PRON" or token.tag_ in ("PRP", "PRP$"):
            if word in nouns.THIRD_SINGULAR or word in nouns.NEUTER or word in nouns.PLURAL:
                self._pronoun(token)
        elif token.pos_ in ("NOUN", "PROPN"):
            lemma = token.lemma_.lower()
            if lemma in nouns.PERSON_NOUNS or lemma in nouns.ORGAN_NOUNS or lemma in nouns.HEADS:
                self._nominal(token, lemma)

    def _pronoun(self, token: Token) -> None:
        source = self._pronoun_ref(token)
        if source is None:
            return
        ref = self._make("pronoun", token.i, token.i, how="pronoun")
        ref.actor, ref.name, ref.country, ref.sector = source.actor, source.name, source.country, source.sector
        ref.office, ref.role, ref.members = source.office, source.role, source.members
        ref.modifier = token.dep_ == "poss"
        self.refs.add(ref)

    def _pronoun_ref(self, token: Token) -> Ref | None:
        word = token.lower_
        if word in nouns.THIRD_SINGULAR:
            person = self.discourse.latest(quoted=self._is_quoted(token))
            if person is None:
                return None
            ref = Ref(kind="person", first=token.i, last=token.i, head=token.i, span=(0, 0), text=person.name)
            self._copy(ref, person)
            if not self._is_quoted(token):
                self.discourse.clock += 1
                person.last = self.discourse.clock
            return ref
        if word in nouns.NEUTER:
            return self._latest_actor(token)
        if word in nouns.PLURAL:
            return self._plural(token)
        return None

    def _latest_actor(self, token: Token) -> Ref | None:
        """What "it" means: the subject of the clause above or before, if that is a state or body; else the latest one."""
        for ancestor in token.ancestors:
            for child in ancestor.children:
                if child.dep_ in ("nsubj", "nsubjpass") and child.i < token.i:
                    ref = self.refs.at(child)
                    if ref is not None and ref.kind not in ("person", "office", "pronoun") and ref.country:
                        return ref
        actors = self.discourse.actors
        return next((a for a in reversed(actors) if not a.place), None)

    def _plural(self, token: Token) -> Ref | None:
        """What "they" means: a coordinated subject of this sentence, or the latest plural before."""
        for ref in reversed(self.refs.items):
            head = self.doc[ref.head]
            if head.dep_ in ("nsubj", "nsubjpass") and head.i < token.i:
                group = [ref, *(r for c in head.conjuncts if (r := self.refs.at(c)) is not None)]
                if len(group) > 1:
                    return _group(group)
                if ref.plural:
                    return ref
        return None

    def _nominal(self, token: Token, lemma: str) -> None:
        if token.i in self.refs.by_token:
            return
        before = self._country_before(token.i, token)
        country = before.country if before is not None else None
        if country is None and (after := self._country_after(token.i)) is not None:
            country = after.actor.country
        if country is None and (owner := self._possessor(token)) is not None:
            country = owner.country
        plural = token.tag_ in ("NNS", "NNPS")
        ref = self._make("nominal", token.i, token.i, country=country, plural=plural, how="office")
        ref.sector = nouns.ORGAN_NOUNS.get(lemma)
        ref.modifier = token.dep_ in ("compound", "amod", "nmod")
        ref.text = self.doc[self._left(token) : token.i + 1].text
        ref.name = None
        if lemma == "counterpart":
            self._counterpart(ref, token)
        elif not plural and lemma not in nouns.ORGAN_NOUNS or lemma in nouns.HEADS:
            self._person_nominal(ref, token, lemma)
        if ref.country is None and ref.actor is None and ref.name is None and lemma in nouns.ORGAN_NOUNS and ref.modifier:
            return
        self.refs.add(ref)

    def _left(self, token: Token) -> int:
        left: int = token.left_edge.i
        return max(left, token.i - OFFICE_REACH)

    def _counterpart(self, ref: Ref, token: Token) -> None:
        """ "His Swedish counterpart": who holds the same office there."""
        owner = next((self.refs.at(c) for c in token.children if c.dep_ == "poss"), None)
        if owner is None or owner.role is None:
            return
        ref.role = owner.role
        if ref.country == owner.country:
            ref.country = None
        if ref.country is None:
            return
        person = self.discourse.by_role((owner.role,), ref.country)
        if person is not None:
            self._point(ref, person)
        elif self.on:
            holders = {s.actor: s for s in self.gazetteer.holders(owner.role, ref.country, self.on)}
            if len(holders) == 1:
                spell = next(iter(holders.values()))
                ref.actor, ref.name, ref.office = spell.actor, spell.name, spell.title

    def _person_nominal(self, ref: Ref, token: Token, lemma: str) -> None:
        """ "The expert", "the American president", "the head of the White House": a person named before, or an office."""
        if lemma in nouns.HEADS and (organ := self._country_after(token.i)) is not None:
            roles = ("head_of_state",) if organ.actor.kind in ("organ", "state") else ("secretary_general",)
            person = self.discourse.by_role(roles, organ.actor.country)
            if person is not None:
                self._point(ref, person)
                return
        determiner = {c.lower_ for c in token.children if c.dep_ in ("det", "poss")}
        if not determiner & {"the", "this", "that"} and not token.text[0].isupper():
            return
        if token.dep_ == "appos" or any(c.dep_ == "appos" for c in token.children):
            return
        person = self.discourse.by_noun(lemma, ref.country)
        if person is None and lemma in ROLE_NOUNS:
            person = self.discourse.by_role(ROLE_NOUNS[lemma], ref.country)
        if person is None and lemma in nouns.EXPERT_NOUNS:
            plain = [p for p in self.discourse.persons if p.ref.role is None and p.nouns & nouns.EXPERT_NOUNS]
            person = max(plain, key=lambda p: p.last, default=None)
        if person is not None:
            self._point(ref, person)


def _group(refs: list[Ref]) -> Ref:
    """A plural that stands for several references."""
    first = refs[0]
    return Ref(
        kind="pronoun", first=first.first, last=first.last, head=first.head, span=first.span, text=first.text,
        how="pronoun", plural=True, members=tuple(refs),
    )
