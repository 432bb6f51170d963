"""Implied targets: whom a deed is aimed at where its own clause names nobody.

What answers a deed is aimed at its doer; what stands beside an act on somebody is aimed at them too; who condemns "the
launch" condemns whoever launched; what a deal binds one side to is owed to the other.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from detente.language import clauses, dealings
from detente.language.fitting import ANSWERING
from detente.language.implied_words import (
    ADDRESSED,
    AIMED,
    ANSWERED,
    ANSWERS,
    BACK,
    DEALS,
    DONE_TO,
    FACTS,
    FREE,
    FREEING,
    HARM,
    JUDGED,
    JUDGES,
    LATEST,
    MEMORY,
    MOVES,
    OUTER,
    PROVOKING,
    REVENGE,
    SHARED,
)
from detente.language.parties import party_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.language.event_drafts import EventDraft
    from detente.language.tree import Token


def judged(verb: Token) -> Token | None:
    """Return the deed that a verb of judging names without its doer: "condemned the launch"."""
    thing = clauses.direct_object(verb)
    which = clauses.child(verb, "dobj") if verb.dep_ == "relcl" else None
    if thing is not None and which is not None and which.lower_ == "which" and which.nbor(-1).text == ",":
        return thing  # "was detained at a vigil, which London condemned"
    if thing is None or thing.lemma_.lower() not in JUDGED:
        return None
    if thing.lemma_.lower() in MOVES and _beside_clause(thing, verb):
        return thing
    pointing = any(c.dep_ == "det" and c.lower_ in ("the", "this", "that", "these") for c in thing.children)
    return thing if pointing else None


def harms_other(verb: Token) -> bool:
    """Whether what a verb of support is for is harm to another: "approved strikes against Iran" supports nobody named there."""
    thing = clauses.direct_object(verb)
    if thing is None or not JUDGED.get(thing.lemma_.lower(), frozenset()) & HARM or thing.lemma_.lower() in MOVES:
        return False
    owned = any(c.dep_ == "poss" for c in thing.children)
    return not owned and any(p in ("against", "on", "upon") for p, _ in clauses.prepositional(verb))


def _beside_clause(thing: Token, verb: Token) -> bool:
    """Whether a noun names what the clause before it tells: "published a map, a move denounced by Georgetown"."""
    return (
        verb.dep_ in ("relcl", "acl")
        and verb.head.i == thing.i
        and thing.i > 1
        and thing.left_edge.nbor(-1).text == ","
    )


def aim(drafts: list[EventDraft], before: Sequence[EventDraft]) -> list[EventDraft]:
    """Give drafts of a paragraph the targets that others imply, and leave out those that make no sense without one."""
    _from_within(drafts)
    _share(drafts)
    _hold(drafts)
    _answer(drafts, before)
    _provoke(drafts)
    for draft in drafts:
        if draft.target is None and draft.frame.type in AIMED:
            _on_condition(draft)
        if draft.target is None and draft.frame.type in DONE_TO | {"THREATEN"}:
            _complain(draft)
    _after(drafts)
    for draft in drafts:
        earlier = [*before[-MEMORY:], *(d for d in drafts if d.token.i < draft.token.i)]
        if draft.target is None:
            _imply(draft, earlier)
        dealings.lend(draft, earlier, ANSWERED.keys() | JUDGED.keys())
    return [d for d in drafts if d.target is not None or not d.points_back]


def _imply(draft: EventDraft, earlier: Sequence[EventDraft]) -> None:
    if draft.frame.type in JUDGES and draft.token.pos_ == "VERB":
        _judge(draft, earlier)
    elif draft.status == "planned":
        _owe(draft, earlier)
    if draft.target is None and draft.frame.type == "REJECT" and draft.token.pos_ == "VERB":
        _answer_to(draft, earlier)
    if draft.target is None and draft.frame.type == "REQUEST":
        _set_free(draft, earlier)
    if draft.target is None and draft.frame.type in ADDRESSED:
        _address(draft)


def _judge(draft: EventDraft, earlier: Sequence[EventDraft]) -> None:
    """ "Tokyo condemned the launch": whoever did such a thing last, unless it was one's own side."""
    thing = judged(draft.token) or _it(draft.token)
    if thing is None:
        return
    earlier = earlier if thing.pos_ != "PRON" else earlier[-LATEST:]
    types = JUDGED.get(thing.lemma_.lower(), JUDGED["move"])
    own = draft.source.country
    for deed in reversed(earlier):
        if deed.frame.type not in types or (deed.status not in FACTS and thing.lemma_.lower() not in MOVES):
            continue
        sides = (deed.source, deed.target) if deed.frame.reciprocal else (deed.source,)
        doer = next((s for s in sides if s is not None and s.country not in (None, own)), None)
        if doer is not None and (deed.source.country != own or deed.frame.reciprocal):
            draft.target = replace(doer, how="implied")
        return


def _answer_to(draft: EventDraft, earlier: Sequence[EventDraft]) -> None:
    """ "The delegate dismissed the charge": whoever charged, asked or threatened the one who answers."""
    thing = clauses.direct_object(draft.token)
    types = ANSWERED.get(thing.lemma_.lower()) if thing is not None else None
    refusing = (
        thing is None and draft.token.lemma_ in ("refuse", "decline") and clauses.complement(draft.token) is not None
    )
    if refusing or (thing is not None and thing.lower_ in ("it", "this", "that", "them")):
        types, earlier = frozenset(("ACCUSE", "REQUEST")), earlier[-LATEST:]
    elif thing is None or types is None or not (dealings.points_back(thing) or _beside_clause(thing, draft.token)):
        return
    for said in reversed(earlier):
        aimed = said.target is not None and said.target.country == draft.source.country
        if aimed and said.frame.type in types and said.source.country not in (None, draft.source.country):
            draft.target = replace(said.source, how="implied")
            return


def _address(draft: EventDraft) -> None:
    """ "Told NATO that it fully supported the plan": said of the speaker's own side, it is meant for who is told."""
    said = draft.statement
    if said is None or said.addressee is None or said.speaker is None or said.addressee.country is None:
        return
    if said.speaker.country == draft.source.country != said.addressee.country:
        draft.target = replace(said.addressee, how="implied")


def _set_free(draft: EventDraft, earlier: Sequence[EventDraft]) -> None:
    """ "Demanded their release": from whoever holds one's own."""
    thing = clauses.direct_object(draft.token) if draft.token.pos_ == "VERB" else None
    freed = clauses.complement(draft.token) if draft.token.pos_ == "VERB" else None
    wanted = thing.lemma_.lower() in FREEING if thing is not None else freed is not None and freed.lemma_ in FREE
    if not wanted:
        return
    for deed in reversed(earlier):
        held = deed.frame.type == "COERCE" and deed.target is not None and deed.target.country == draft.source.country
        if held and deed.status in FACTS and deed.source.country:
            draft.target = replace(deed.source, how="implied")
            return


def _it(verb: Token) -> Token | None:
    """What a verb of judging names by a pronoun: "Iran derided it as a dagger in the back"."""
    thing = clauses.direct_object(verb)
    return thing if thing is not None and thing.lower_ in ("it", "this", "that") else None


def _hold(drafts: list[EventDraft]) -> None:
    """ "Called for the release of a reporter whom Cuba had picked up": it is asked of whoever holds the asker's own."""
    for draft in drafts:
        if draft.target is not None or draft.frame.type != "REQUEST" or draft.token.pos_ != "VERB":
            continue
        asked = [n for p, n in clauses.prepositional(draft.token) if p == "for"]
        if not any(n.lemma_.lower() in FREEING for n in asked):
            continue
        for deed in drafts:
            held = deed.frame.type == "COERCE" and draft.token in deed.token.ancestors and deed.status in FACTS
            if held and deed.source.country not in (None, draft.source.country):
                draft.target = replace(deed.source, how="implied")
                break


def _owe(draft: EventDraft, earlier: Sequence[EventDraft]) -> None:
    """ "Under the deal, Mogadishu will lift its ban": what it is bound to the other side to do."""
    verb = _verb_of(draft.token)
    under = (
        noun.lemma_.lower()
        for token in (verb, verb.head)
        for word, noun in clauses.prepositional(token, deep=False)
        if word in ("under", "as part of", "in return")
    )
    if not set(under) & DEALS:
        return
    for other in reversed(earlier):
        if other.target is None or not other.frame.reciprocal:
            continue
        sides = (other.source, other.target)
        if draft.source.country in (s.country for s in sides):
            draft.target = replace(next(s for s in sides if s.country != draft.source.country), how="implied")
            return


def _from_within(drafts: list[EventDraft]) -> None:
    """What is threatened, refused or asked for is aimed at whom the deed is done to: "threatened to recall its envoy from Oman"."""
    for draft in drafts:
        clause = clauses.complement(draft.token) if draft.target is None and draft.frame.type in OUTER else None
        if clause is None:
            continue
        for other in drafts:
            inside = other.token.i == clause.i or clause in other.token.ancestors
            if inside and other.target is not None and other.source.country == draft.source.country:
                draft.target = other.target
                break


def _share(drafts: list[EventDraft]) -> None:
    """What stands beside an act on somebody is aimed at them too: "expelled ten Russians and imposed sanctions"."""
    for draft in drafts:
        if draft.target is not None or draft.frame.type not in SHARED:
            continue
        verb = _verb_of(draft.token)
        for other in drafts:
            joined = _verb_of(other.token)
            if other.target is None or other.source.country != draft.source.country or joined.i == verb.i:
                continue
            if verb.dep_ == "conj" and verb.head.i == joined.i and clauses.child(verb, "nsubj", "nsubjpass") is None:
                draft.target = replace(other.target, how="implied")
                break
            if joined.dep_ == "conj" and joined.head.i == verb.i and other.frame.type in ("THREATEN", "ACCUSE"):
                draft.target = replace(other.target, how="implied")  # "massed troops there and cautioned Baku"
                break


def _answer(drafts: list[EventDraft], before: Sequence[EventDraft]) -> None:
    """What answers a deed is aimed at its doer: "Ankara expelled an envoy; Athens retaliated by closing the border"."""
    for draft in drafts:
        if draft.target is not None or draft.frame.type not in AIMED or not _answers(_verb_of(draft.token)):
            continue
        for other in reversed([*before[-MEMORY:], *drafts]):
            aimed = other.target is not None and other.target.country == draft.source.country
            here = other.token.doc is draft.token.doc and other.token.i > draft.token.i
            if here and other.token.dep_ != "advcl":  # but "returned fire after gunmen shot at it"
                continue
            if aimed and other.source.country and other.frame.type in AIMED:
                draft.target = replace(other.source, how="implied")
                if any(c.lower_ == "in" and any(g.lower_ == "kind" for g in c.children) for c in draft.token.children):
                    draft.frame = other.frame
                break


def _provoke(drafts: list[EventDraft]) -> None:
    """What somebody is provoked to is aimed at who provoked it: "let it open an office, prompting Beijing to expel its envoy"."""
    for draft in drafts:
        verb = draft.token.head
        if draft.target is not None or draft.frame.type not in AIMED or verb.lemma_.lower() not in PROVOKING:
            continue
        if draft.token.dep_ not in ("xcomp", "ccomp"):
            continue
        above = verb.head if verb.dep_ == "advcl" else verb
        while above.dep_ in ("ccomp", "xcomp") and above.tag_ == "VB":
            above = above.head
        doer = clauses.subject(above)
        other = party_at(doer, draft.refs) if doer is not None and draft.refs is not None else None
        if other is not None and other.country not in (None, draft.source.country):
            draft.target = replace(other, how="implied")


def _after(drafts: list[EventDraft]) -> None:
    """What is done after harm is meant for who did it: "scrambled jets after four Russian planes flew into its airspace"."""
    for draft in drafts:
        if draft.target is not None or draft.frame.type not in SHARED or draft.source.country is None:
            continue
        for deed in drafts:
            after = deed.token.dep_ == "advcl" and deed.token.head.i == draft.token.i and _marked(deed.token)
            if after and deed.frame.type in DONE_TO and deed.source.country not in (None, draft.source.country):
                if deed.target is None and of_somebody(deed.token):
                    deed.target = replace(draft.source, how="implied")
                if deed.target is not None and deed.target.country == draft.source.country:
                    draft.target = replace(deed.source, how="implied")


def _marked(verb: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ in ("after", "when", "as", "because", "since") for c in verb.children)


def of_somebody(verb: Token) -> bool:
    """Whether harm is done to what is "its", "his" or "their" own, of whomever else the text speaks: "entered its waters"."""
    thing = clauses.direct_object(verb) if verb.pos_ == "VERB" else None
    if thing is None and verb.pos_ == "VERB":
        thing = next((n for p, n in clauses.prepositional(verb) if p in ("into", "in", "over", "on", "at")), None)
    while thing is not None and not any(c.dep_ == "poss" for c in thing.children):
        thing = next((n for p, n in clauses.prepositional(thing) if p == "of"), None)  # "more of its diplomats"
    return thing is not None and any(c.dep_ == "poss" and c.tag_ == "PRP$" for c in thing.children)


def _complain(draft: EventDraft) -> None:
    """What is said to harm "its" own is done to the speaker's side: "a ship entered its waters, Hanoi said"."""
    said = draft.statement
    clause = clauses.complement(draft.token) if draft.frame.type == "THREATEN" else draft.token
    if said is None or said.speaker is None or clause is None or not of_somebody(clause):
        return
    if said.speaker.country not in (None, draft.source.country):
        draft.target = replace(said.speaker, how="implied")


def _on_condition(draft: EventDraft) -> None:
    """What is threatened on a condition is aimed at who would meet it, and the other way round: "will retaliate if Lima
    bans its fish"."""
    verb = _verb_of(draft.token)
    sides = [verb.head] if _is_condition(verb) else [c for c in verb.children if _is_condition(c)]
    for other in sides:
        subject = clauses.subject(other)
        side = party_at(subject, draft.refs) if subject is not None and draft.refs is not None else None
        if side is not None and side.country not in (None, draft.source.country) and not side.plural:
            draft.target = replace(side, how="implied")
            return


def _is_condition(verb: Token) -> bool:
    """Whether a verb's clause says on what condition its head's takes place: "if ...", "should ..."."""
    if verb.dep_ != "advcl":
        return False
    inverted = verb.tag_ == "VB" and any(
        c.dep_ == "aux" and c.lower_ == "should" and c.i == verb.left_edge.i for c in verb.children
    )
    return inverted or any(c.dep_ == "mark" and c.lower_ in ("if", "unless") for c in verb.children)


def _answers(verb: Token) -> bool:
    """Whether a verb's clause, or the one that it hangs on, says that it answers another deed."""
    for token in (verb, *verb.ancestors):
        lemma = token.lemma_.lower()
        if lemma in ANSWERING - {"hit", "strike"}:
            return True
        if lemma in BACK and any(c.lower_ in ("back", "fire") and c.i > token.i for c in token.children):
            return True
        for child in token.children:
            if child.dep_ == "dobj" and child.lemma_.lower() in REVENGE:
                return True
            if child.lower_ == "in" and any(c.lemma_.lower() in ANSWERS for c in child.children):
                return True
        if token.dep_ not in ("xcomp", "pcomp", "prep", "advcl", "conj"):
            return False
    return False


def _verb_of(token: Token) -> Token:
    """The verb that an event's word is, or depends on."""
    while token.pos_ not in ("VERB", "AUX") and token.head.i != token.i:
        token = token.head
    return token
