"""Sayings named by a noun or an adjective: "his claim that ...", "Kyiv's call for ...", "is confident that ..."."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.language import clauses
from detente.language.cues import CARRYING, NOT_SAYING, TELLERS, can_speak
from detente.language.parties import party_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.codebook import Codebook, Cue
    from detente.language.contents import Contents
    from detente.language.refs import Refs
    from detente.language.tree import Token

    # The cue's word, the cue, who says it (None: nobody is named), what is said, and the rule.
    Named = tuple[Token, Cue, Token | None, list[Token], str]

# Prepositions after a noun that name whose saying it is.
OWNERS = frozenset("by from of among".split())


class NounCues:
    """Finds what nouns and adjectives of one paragraph ascribe to somebody."""

    def __init__(self, codebook: Codebook, refs: Refs, contents: Contents) -> None:
        self._codebook, self._refs, self._contents = codebook, refs, contents

    def noun(self, noun: Token) -> Iterator[Named]:
        """Yield what a noun such as "claim", "plan" or "concern" says."""
        cue = self._codebook.cue(noun.lemma_.lower(), "noun")
        if cue is None:
            return
        found = self._that(noun)
        owner = self._owner(noun, found)
        if found is not None:
            if owner is None or party_at(owner, self._refs) is not None or can_speak(owner, cue, self._refs):
                yield noun, cue, owner, found, "noun"
            return
        if owner is None or not can_speak(owner, cue, self._refs):
            return
        matter = self._infinitive(noun, cue) or self._phrase(noun, cue, owner)
        if matter is not None:
            yield noun, cue, owner, matter, "noun-phrase"

    def adjective(self, adjective: Token) -> Iterator[Named]:
        """Yield what an adjective such as "confident", "ready" or "critical" says of its subject."""
        cue = self._codebook.cue(adjective.lemma_.lower(), "adjective")
        if cue is None or adjective.dep_ not in ("acomp", "attr", "ROOT", "conj", "oprd"):
            return
        above = adjective.head if adjective.dep_ != "ROOT" else adjective
        speaker = clauses.surface_subject(above.head if adjective.dep_ == "conj" and above.pos_ == "ADJ" else above)
        if speaker is None or not can_speak(speaker, cue, self._refs):
            return
        clause = clauses.child(adjective, "ccomp")
        if clause is None and "infinitive" in cue.takes:
            clause = clauses.child(adjective, "xcomp")
        if clause is not None:
            yield adjective, cue, speaker, self._contents.clause(clause, adjective), "adjective"
            return
        for prep in adjective.children:
            inner = clauses.child(prep, "pobj", "pcomp") if prep.dep_ == "prep" and prep.lower_ in cue.content else None
            if inner is not None:
                yield adjective, cue, speaker, list(inner.subtree), "adjective-phrase"
                return

    def _that(self, noun: Token) -> list[Token] | None:
        clause = next(
            (
                c
                for c in noun.children
                if c.dep_ in ("acl", "ccomp", "relcl")
                and any(g.lower_ == "that" and g.dep_ == "mark" for g in c.children)
            ),
            None,
        )
        if clause is None or clause.lemma_.lower() in CARRYING:  # "remarks that he made" says who made them
            return None
        return self._contents.clause(clause, noun)

    def _infinitive(self, noun: Token, cue: Cue) -> list[Token] | None:
        if "infinitive" not in cue.takes:
            return None
        for c in noun.children:
            if c.dep_ == "acl" and any(g.lower_ == "to" and g.dep_ == "aux" for g in c.children):
                return self._contents.clause(c, noun)
        return None

    def _phrase(self, noun: Token, cue: Cue, owner: Token) -> list[Token] | None:
        hung = [c for c in noun.head.children if c.i > noun.i] if noun.dep_ == "dobj" else []
        for prep in (*noun.children, *hung):
            if prep.dep_ == "prep" and prep.lower_ in cue.content:
                inner = clauses.child(prep, "pobj", "pcomp")
                if inner is not None and inner.i != owner.i:
                    return list(inner.subtree)
        return None

    def _owner(self, noun: Token, said: list[Token] | None) -> Token | None:
        """Whose saying it is: "his claim", "a call by the minister", "voiced concern", "Russian demands"."""
        owner = clauses.child(noun, "poss")
        if owner is not None:
            return owner
        for preposition, inner in clauses.prepositional(noun):
            if preposition in OWNERS and (preposition != "of" or said) and self._refs.at(inner) is not None:
                return inner
        for c in noun.children:
            ref = self._refs.at(c) if c.dep_ in ("amod", "compound", "nmod") else None
            if ref is not None and ref.country:
                return c
        made = noun.head if noun.dep_ in ("dobj", "nsubjpass") else clauses.child(noun, "acl")
        if made is None or made.pos_ != "VERB" or (said and made in said):
            return None
        carries = made.lemma_.lower() in CARRYING or made.lemma_.lower() in TELLERS
        return clauses.subject(made) if carries or (said and made.lemma_.lower() not in NOT_SAYING) else None
