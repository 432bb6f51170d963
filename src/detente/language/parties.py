"""Parties: which actors a noun phrase stands for, and the words that it stands in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from detente.language import nouns
from detente.language.clauses import antecedent, child, coordinated
from detente.language.refs import Ref, Refs
from detente.records import Party, Span

if TYPE_CHECKING:
    from detente.language.tree import Token

# How deep a phrase is searched for the country that it belongs to: "the assets of 40 Belarusian officials" needs 2.
DEPTH = 4
# A thing or body belongs to whoever is told to have sent or to lead it: "rockets fired by", "a delegation headed by".
SENDING = frozenset(
    """
    fire launch shoot drop plant lay hurl lob send dispatch deploy fly pilot operate run crew man head lead command
    chair own charter hire draft sponsor host supply make build
    """.split()
)
# Where they come from or whom they work for says whose they are: "gunmen crossing from Chad", "hackers working for Russia".
# Things on their way belong to where they go, where nothing else tells whose they are: "lorries bound for Iran".
BOUND = frozenset("bind destine head".split())
COMING = frozenset("cross come arrive operate base work hail".split())
FLAGGED = frozenset("flagged owned registered operated controlled".split())
# So many words after a plural "among them" may begin.
AMONG = 6
# Phrases after a noun that say whose it is; those after other prepositions don't.
OWNING = frozenset("of from by".split())


def actor_at(token: Token, refs: Refs, *, places: bool = False) -> Ref | None:
    """Return the actor that a noun heads or is headed by name: not the one that only qualifies it."""
    ref = refs.at(antecedent(token))
    if ref is None or (ref.place and not places):
        return None
    if ref.modifier and ref.head != token.i:
        return None
    return ref


def party_at(token: Token, refs: Refs, *, places: bool = False, depth: int = DEPTH) -> Ref | None:
    """Return the actor that a noun phrase belongs to, looking inside it: "the assets of 40 Belarusian officials".

    ``places`` lets a location stand for its state, as where a visit or aid goes.
    """
    token = antecedent(token)
    ref = actor_at(token, refs, places=places)
    if ref is not None and (ref.country or ref.members or ref.kind == "person"):
        return ref
    if depth == 0:
        return None
    for c in token.children:
        if c.dep_ == "appos" and c.i == token.i + 1 and (named := refs.at(c)) is not None and named.kind == "state":
            return named  # "its neighbour Chile"
    for c in sorted(token.children, key=lambda c: c.tag_ == "PRP$"):  # "our Chilean brothers" are Chile's
        if c.dep_ in ("amod", "compound", "nmod", "poss", "nummod"):
            inner = refs.at(antecedent(c)) if c.tag_ == "WP$" else refs.at(c)
            if inner is None and c.lower_ in FLAGGED:  # "a British-flagged oil tanker"
                inner = next((r for g in c.children if (r := refs.at(g)) is not None and r.country), None)
            if (inner is None or not inner.country) and c.dep_ == "poss" and c.pos_ == "NOUN":
                inner = party_at(c, refs, depth=depth - 1)  # "a Russian oligarch's yacht"
            if inner is not None and inner.country:
                return _belonging(token, inner, ref, refs)
    for c in _doers_first(token):
        if c.dep_ in ("prep", "agent") and c.lower_ in OWNING and (noun := child(c, "pobj")) is not None:
            inner = party_at(noun, refs, places=places, depth=depth - 1)
            if inner is not None and inner.country:
                return _belonging(token, inner, ref, refs)
    if (sender := _sender(token, refs, depth) or _bound_for(token, refs)) is not None:
        return _belonging(token, sender, ref, refs)
    return ref


def _doers_first(token: Token) -> tuple[Token, ...]:
    """A noun's children, with "by" before "of": "the seizure of its ship by Argentina" is Argentina's."""
    prepositions = [c for c in token.children if c.dep_ in ("prep", "agent") and c.i > token.i]
    if len(prepositions) > 1 and any(c.lower_ == "by" for c in prepositions):
        return tuple(sorted(prepositions, key=lambda c: c.lower_ != "by"))
    return token.children


def _sender(token: Token, refs: Refs, depth: int) -> Ref | None:
    """Who has sent or leads what a noun names: "shells fired by Azerbaijani forces", "a mission headed by the envoy"."""
    for c in token.children:
        if c.dep_ == "acl" and c.tag_ == "VBN" and c.lemma_.lower() in SENDING:
            after = [t for t in c.subtree if t.dep_ in ("agent", "prep")]
            by = next((t for t in after if t.lower_ == "by"), None) or next(
                (t for t in after if t.lower_ == "from"), None
            )
            noun = child(by, "pobj") if by is not None else None
            places = by is not None and by.lower_ == "from"
            found = party_at(noun, refs, places=places, depth=depth - 1) if noun is not None else None
            if found is not None and found.country:
                return found
        elif c.dep_ == "acl" and c.tag_ in ("VBG", "VBN") and c.lemma_.lower() in COMING:
            start = next((g for g in c.children if g.dep_ == "prep" and g.lower_ in ("from", "for", "in")), None)
            noun = child(start, "pobj") if start is not None else None
            found = party_at(noun, refs, places=True, depth=depth - 1) if noun is not None else None
            if (
                found is not None
                and found.country
                and not (start is not None and c.lemma_ == "work" and start.lower_ == "in")
            ):
                return found
    return None


def _bound_for(token: Token, refs: Refs) -> Ref | None:
    for c in token.children:
        if c.dep_ == "acl" and c.lemma_.lower() in BOUND and (way := child(c, "prep")) is not None:
            noun = child(way, "pobj") if way.lower_ in ("for", "to") else None
            goal = party_at(noun, refs, places=True, depth=1) if noun is not None else None
            if goal is not None and goal.country:
                return goal
    return None


def _belonging(token: Token, owner: Ref, own: Ref | None, refs: Refs) -> Ref:
    """A thing or group that belongs to an actor takes its country, and keeps its own words."""
    kind = own.kind if own is not None else "nominal"
    sector = own.sector if own is not None and own.sector else None
    first, last = phrase(token)
    span = refs.span_of(first, last)
    text = refs.text[span[0] - refs.start : span[1] - refs.start]
    keep = owner.name if owner.kind in ("state", "organisation", "organ", "group") and sector is None else None
    return Ref(
        kind=kind,
        first=first,
        last=last,
        head=token.i,
        span=span,
        text=text,
        actor=owner.actor if keep else None,
        name=keep,
        country=owner.country,
        sector=sector,
        how="office" if sector else "implied",
    )


def parties_at(token: Token, refs: Refs, *, places: bool = False) -> list[Ref]:
    """Return the actors of a noun phrase and of those coordinated with it, "they" and "both" taken apart."""
    found: list[Ref] = []
    for noun in coordinated(antecedent(token)):
        ref = party_at(noun, refs, places=places)
        listed = () if ref is None else ref.members or (ref,)
        how = ref.how if ref is not None and ref.members else None
        acts = noun.lemma_.lower() in nouns.PERSON_NOUNS or noun.lemma_.lower() in nouns.ORGAN_NOUNS
        if acts and noun.tag_ == "NNS" and (ref is None or not ref.country) and (both := _of_both(noun, refs)):
            listed = both
        if noun.tag_ in ("NNS", "NNPS"):
            listed = (*listed, *_examples(noun, refs), *(_owners(noun, ref, refs) if ref is not None else ()))
        for member in listed:
            if not any(member is f or (member.name and member.name == f.name) for f in found):
                found.append(replace(member, how=how) if how else member)
    return found


def _of_both(noun: Token, refs: Refs) -> tuple[Ref, ...]:
    """Whom a plural names by a plural: "the leaders of both countries", "the two countries' ministers"."""
    owners = child(noun, "poss")
    if owners is not None and (owner := refs.at(owners)) is not None and owner.members and owners.lemma_ != "party":
        return owner.members
    for c in noun.children:
        of = child(c, "pobj") if c.dep_ == "prep" and c.lower_ in ("of", "from") else None
        group = refs.at(of) if of is not None else None
        if group is not None and group.members and of is not None and of.lemma_ != "party":
            return group.members
    return ()


def _owners(noun: Token, ref: Ref, refs: Refs) -> list[Ref]:
    """Those of further countries whom a plural names: "the ministers of France, Germany and Poland"."""
    found: list[Ref] = []
    for c in noun.children:
        if c.dep_ == "prep" and c.lower_ in ("of", "from") and (first := child(c, "pobj")) is not None:
            for other in coordinated(first)[1:]:
                owner = party_at(other, refs, places=True)
                if owner is not None and owner.country and owner.country != ref.country:
                    found.append(replace(_belonging(noun, owner, ref, refs), text=owner.text, span=owner.span))
    return found


def _examples(noun: Token, refs: Refs) -> list[Ref]:
    """Whom a plural names as some of those meant: "ten countries, including Germany and Japan"."""
    found: list[Ref] = []
    for c in noun.children:
        if c.dep_ == "prep" and c.lower_ in ("including", "as") and (first := child(c, "pobj")) is not None:
            if c.lower_ == "as" and not any(g.lower_ == "such" for g in c.children):
                continue
            found += [r for n in coordinated(first) if (r := actor_at(n, refs)) is not None and r.country]
    return found or _among(noun, refs)


def _among(noun: Token, refs: Refs) -> list[Ref]:
    """The same after "among them": "EU states, among them Germany and Spain, expelled"."""
    after = noun.doc[noun.i + 1 : noun.sent.end]
    at = next((t for t in after[:AMONG] if t.lower_ == "among"), None)
    if at is None or at.i + 2 >= noun.sent.end or at.nbor(1).lower_ not in ("them", "whom", "these"):
        return []
    named: list[Ref] = []
    for token in noun.doc[at.i + 2 : noun.sent.end]:
        ref = refs.at(token)
        if ref is not None and ref.country and ref.head == token.i:
            named.append(ref)
        elif token.pos_ in ("VERB", "AUX"):
            break
    return named


def phrase(token: Token) -> tuple[int, int]:
    """Return the first and last token of a noun phrase without relative clauses and what is coordinated to it."""
    first = last = token.i
    for c in token.children:
        if c.dep_ in ("relcl", "acl", "conj", "cc", "advcl", "ccomp", "parataxis", "punct", "preconj", "dep"):
            continue
        if c.dep_ == "prep" and (c.lower_ not in ("of", "for", "at", "in", "to", "on") or _has_clause(c)):
            continue
        if c.dep_ == "appos":
            last = max(last, c.right_edge.i if not _has_clause(c) else c.i)
            continue
        first, last = min(first, c.left_edge.i), max(last, c.right_edge.i if not _has_clause(c) else c.i)
    return first, last


def whole_phrase(token: Token) -> tuple[int, int]:
    """Return the first and last token of a noun phrase with all that is coordinated to it: a list of speakers."""
    first, last = phrase(token)
    for joined in coordinated(token)[1:]:
        last = max(last, phrase(joined)[1])
    return first, last


def _has_clause(token: Token) -> bool:
    return any(t.dep_ in ("relcl", "acl", "advcl", "ccomp") for t in token.subtree)


def as_party(ref: Ref, refs: Refs, *, wide: bool = False) -> Party:
    """Return a reference in a role; ``wide`` gives it the words of its whole noun phrase."""
    if not wide or ref.kind == "pronoun" or ref.first >= len(refs.doc):
        return ref.party()
    first, last = phrase(refs.doc[ref.head])
    first, last = min(first, ref.first), max(last, ref.last)
    spans: tuple[Span, ...] = (refs.span_of(first, last),)
    start, end = spans[0]
    return ref.party(refs.text[start - refs.start : end - refs.start], spans)
