"""Indirect statements: what the parse shows as said without marks: "X said that ...", "according to X", "X's claim that"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.codebook import Codebook, Cue
from detente.language import clauses
from detente.language.cues import (
    ASSERTING,
    INTENDING,
    MUTE,
    NAMING,
    NOT_SAYING,
    OBJECT_ACTS,
    OBJECT_PREPS,
    OBJECTLESS,
    PRAISED_FOR,
    SAYING,
    SAYING_ON,
    STANCES,
    TELLING,
    cue_of,
)
from detente.language.drafts import Draft, merge
from detente.language.nouns import CALENDAR, FIRST_PERSONS, PERSON_NOUNS, SPEAKING_THINGS
from detente.language.parties import parties_at, party_at, phrase, whole_phrase
from detente.language.refs import Ref, Refs
from detente.records import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.tokens import Token


class IndirectFinder:
    """Finds the indirect statements of one paragraph."""

    def __init__(self, codebook: Codebook, refs: Refs) -> None:
        self._codebook, self._refs, self._doc = codebook, refs, refs.doc

    def find(self) -> Iterator[Draft]:
        """Yield drafts, in the order of their cues."""
        for token in self._doc:
            if token.lower_ == "according":
                yield from self._according(token)
            elif token.pos_ in ("VERB", "AUX") and token.tag_.startswith("VB"):
                yield from self._verb(token)
            elif token.pos_ == "NOUN":
                yield from self._noun(token)
            elif token.pos_ == "ADJ":
                yield from self._adjective(token)

    # -- verbs -------------------------------------------------------------------------------------------------

    def _verb(self, verb: Token) -> Iterator[Draft]:
        cue = cue_of(verb, self._codebook)
        speaker = clauses.subject(verb)
        if cue is None:
            cue = self._unlisted(verb, speaker)
        if verb.lemma_.lower() in NOT_SAYING or self._unsaid(verb):
            return
        if cue is None or (speaker is not None and not self._can_speak(speaker, cue)):
            return
        found = self._content(verb, cue)
        if found is None:
            return
        tokens, rule = found
        if speaker is None and not (rule == "clause" and cue.strength == "strong" and clauses.is_passive(verb)):
            return
        yield from self._drafts(verb, cue, speaker, tokens, rule)

    @staticmethod
    def _unsaid(verb: Token) -> bool:
        """Whether the verb only names a saying to come or wished for: "is ready to talk about", "wants to discuss"."""
        infinitive = verb.tag_ == "VB" and any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)
        return infinitive and verb.head.lemma_ not in SAYING_ON

    def _unlisted(self, verb: Token, speaker: Token | None) -> Cue | None:
        """A verb that no list has still reports if an actor is its subject and a finite "that" clause its object."""
        clause = clauses.child(verb, "ccomp")
        if speaker is None or clause is None or verb.lemma_.lower() in NOT_SAYING:
            return None
        marked = any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children)
        ref = party_at(speaker, self._refs)
        if marked and ref is not None and ref.kind != "nominal":
            return Cue(acts=("claim",), certainty="certain", strength="weak", content=frozenset())
        return None

    def _can_speak(self, speaker: Token, cue: Cue) -> bool:
        """Whether the subject can say things: somebody named or described; things can't, but for reports and papers."""
        if speaker.lower_ in FIRST_PERSONS or speaker.pos_ == "PRON":
            return speaker.lower_ not in ("it", "this", "that", "which", "what", "there") or (
                self._refs.at(speaker) is not None
            )
        ref = party_at(speaker, self._refs)
        if ref is not None and ref.how == "implied":
            ref = None  # "the tone of his remarks": it belongs to somebody, but is a thing
        if cue.strength == "strong":
            return speaker.pos_ in ("NOUN", "PROPN", "ADJ", "NUM") and speaker.lemma_.lower() not in MUTE
        own = self._refs.at(speaker)
        tells = speaker.lemma_.lower() in SPEAKING_THINGS or speaker.pos_ == "PROPN"
        return own is not None or tells or (ref is not None and ref.kind != "nominal")

    def _content(self, verb: Token, cue: Cue) -> tuple[list[Token], str] | None:
        """The tokens of what is said, and the rule that found them."""
        clause = clauses.child(verb, "ccomp")
        if clause is not None and clause.i < verb.i and not set(cue.acts) & ASSERTING:
            clause = None  # "the Americans refused, Nato refused": two clauses side by side
        if clause is not None and clause.i != verb.i and not self._as_saying(clause):
            return self._clause_tokens(clause, verb), "clause"
        if verb.dep_ in ("parataxis", "dep", "advcl") and cue.strength == "strong" and self._parenthetical(verb):
            return self._without(verb.head.subtree, verb), "main-clause"
        clause = clauses.child(verb, "xcomp")
        if clause is not None and any(c.dep_ == "aux" and c.lower_ == "to" for c in clause.children):
            addressed = clauses.child(verb, "dobj")
            means = set(cue.acts) & OBJECT_ACTS or verb.lemma_.lower() in INTENDING
            if cue.strength == "strong" or (addressed is None and means):
                return self._clause_tokens(clause, verb), "infinitive"
        for prep in verb.children:
            if prep.dep_ == "prep" and prep.lower_ in cue.content:
                inner = clauses.child(prep, "pobj", "pcomp")
                if inner is not None and inner.lower_ not in CALENDAR and inner.pos_ != "NUM":
                    return list(inner.subtree), f"preposition-{prep.lower_}"
        for prep in verb.subtree:
            # "Spoke at the meeting of the need to engage": the parse hangs the phrase on the nearest noun.
            if prep.dep_ == "prep" and prep.lower_ in cue.content and prep.head.dep_ == "pobj" and prep.i > verb.i:
                inner = clauses.child(prep, "pobj")
                if inner is not None and clauses.child(inner, "acl") is not None:
                    return list(inner.subtree), f"preposition-{prep.lower_}"
        return self._object(verb, cue)

    def _object(self, verb: Token, cue: Cue) -> tuple[list[Token], str] | None:
        lemma = verb.lemma_.lower()
        named = self._naming(verb) if lemma in NAMING else None
        if named is not None:
            return named, "naming"
        if lemma in OBJECTLESS or (cue.strength != "strong" and lemma not in STANCES):
            return None
        found = clauses.child(verb, "dobj")
        if found is None or clauses.child(verb, "oprd") is not None:
            return None
        if set(cue.acts) & {"praise"} and found.pos_ != "PRON" and found.lower_ not in clauses.RELATIVES:
            return [*found.subtree, *self._trailing(found, verb, PRAISED_FOR)], "object"
        noun = clauses.antecedent(found)
        if noun.i != found.i:
            first, last = phrase(noun)
            return list(self._doc[first : last + 1]), "relative"
        if noun.lemma_.lower() in SAYING | PERSON_NOUNS or noun.pos_ == "PRON":
            return None
        ref = self._refs.at(noun)
        if ref is not None and not ref.modifier and ref.head == noun.i:
            return None
        return [*noun.subtree, *self._trailing(noun, verb)], "object"

    @staticmethod
    def _naming(verb: Token) -> list[Token] | None:
        """ "Called the talks frank": what is named and what it is called."""
        noun, name = clauses.child(verb, "dobj"), clauses.child(verb, "oprd")
        if name is None or noun is None or not noun.i < name.i:
            return None
        return list(verb.doc[noun.left_edge.i : name.right_edge.i + 1])

    @staticmethod
    def _trailing(noun: Token, verb: Token, words: frozenset[str] | None = None) -> list[Token]:
        """Phrases that the parse has hung on the verb but that go on with its object: "denied any role in the attack"."""
        found: list[Token] = []
        end = noun.right_edge.i
        for c in verb.children:
            if c.dep_ == "prep" and c.i == end + 1 and c.lower_ in (words or OBJECT_PREPS):
                inner = clauses.child(c, "pobj", "pcomp")
                if inner is None or inner.lower_ in CALENDAR:
                    break
                found += list(c.subtree)
                end = c.right_edge.i
        return found

    @staticmethod
    def _as_saying(clause: Token) -> bool:
        return clause.lemma_ == "say" and any(c.lower_ == "as" for c in clause.children)

    @staticmethod
    def _parenthetical(verb: Token) -> bool:
        """ "Ties, he says, are poor": a cue set into the clause that it reports, between commas, without a clause of its own."""
        own = any(c.dep_ == "nsubj" for c in verb.children)
        bound = any(c.dep_ in ("mark", "advmod", "dobj", "ccomp", "xcomp") or c.tag_ == "WRB" for c in verb.children)
        return own and not bound and verb.head.pos_ in ("VERB", "AUX") and verb.head.i < verb.i

    def _clause_tokens(self, clause: Token, verb: Token) -> list[Token]:
        """The clause without its "that", with what the parse has hung on the cue but can only belong to the clause."""
        tokens = [t for t in clause.subtree if t.i != verb.i]
        if clause.dep_ == "ccomp" and clause.i < verb.i:
            tokens = self._before(clause, verb)
        elif clause.dep_ == "ccomp":
            tokens += self._stray(clause, verb)
        cut = self._second_cue(clause, verb)
        if cut is not None:
            tokens = [t for t in tokens if t.i < cut]
        while tokens and ((tokens[0].lower_ == "that" and tokens[0].dep_ == "mark") or tokens[0].is_punct):
            tokens.pop(0)
        return tokens

    def _second_cue(self, clause: Token, verb: Token) -> int | None:
        """Where a further cue begins after what is said: "said that ..., adding that ...", "said that ..., citing ..."."""
        for token in clause.subtree:
            if token.tag_ != "VBG" or token.dep_ not in ("advcl", "acl", "conj") or token.i < max(verb.i, clause.i):
                continue
            comma = token.left_edge.i - 1
            if comma > 0 and self._doc[comma].text == "," and cue_of(token, self._codebook) is not None:
                return comma
        return None

    def _before(self, clause: Token, verb: Token) -> list[Token]:
        """ "A is so, but B is so, X said": all that stands between the clause's beginning and the cue's own words."""
        own = {
            t.i
            for c in verb.children
            if c.dep_ in ("nsubj", "aux", "neg", "advmod", "npadvmod", "prep")
            for t in c.subtree
        }
        first = min([clause.left_edge.i, *(c.left_edge.i for c in verb.children if c.dep_ in ("ccomp", "advcl"))])
        last = min((i for i in own if i > clause.i), default=verb.i)
        inside = [t for t in self._doc[first : min(last, verb.i)] if t.i not in own]
        return inside or [t for t in clause.subtree if t.i != verb.i]

    @staticmethod
    def _stray(clause: Token, verb: Token) -> list[Token]:
        """A clause joined to a past cue ("noted that A is so, but B will be") is reported too if its tense isn't past."""
        if verb.tag_ not in ("VBD", "VBN"):
            return []
        for joined in verb.children:
            if (
                joined.dep_ != "conj"
                or joined.i < clause.i
                or clauses.child(joined, "nsubj", "nsubjpass", "expl") is None
            ):
                continue
            finite = [joined, *(c for c in joined.children if c.dep_ in ("aux", "auxpass"))]
            if any(t.tag_ in ("VBZ", "VBP", "MD") for t in finite) and not any(t.tag_ == "VBD" for t in finite):
                between = [t for t in verb.children if clause.right_edge.i < t.i < joined.left_edge.i]
                return [*between, *joined.subtree]
        return []

    @staticmethod
    def _without(subtree: Iterator[Token], verb: Token) -> list[Token]:
        inner = {t.i for t in verb.subtree}
        return [t for t in subtree if t.i not in inner]

    # -- other cues --------------------------------------------------------------------------------------------

    def _according(self, token: Token) -> Iterator[Draft]:
        to = clauses.child(token, "prep")
        source = clauses.child(to, "pobj") if to is not None else clauses.child(token, "pobj")
        spoken = Cue(acts=("claim",), certainty="certain", strength="strong", content=frozenset())
        if source is None or not self._can_speak(source, spoken):
            return
        inner = {t.i for t in token.subtree}
        above = token.head
        while above.pos_ not in ("VERB", "AUX") and above.head.i != above.i:
            above = above.head
        tokens = [t for t in above.subtree if t.i not in inner]
        cue = spoken
        if len(tokens) >= 3:
            last = to if to is not None else token
            yield from self._drafts(token, cue, source, tokens, "according-to", cue_last=last)

    def _noun(self, noun: Token) -> Iterator[Draft]:
        """ "His claim that ...", "a statement by Mattis that ...": a saying named by a noun."""
        cue = self._codebook.cue(noun.lemma_.lower(), "noun")
        if cue is None:
            return
        clause = next((c for c in noun.children if c.dep_ in ("acl", "ccomp", "relcl") and self._that(c)), None)
        if clause is None:
            return
        owner = clauses.child(noun, "poss")
        if owner is None:
            owner = next((n for p, n in clauses.prepositional(noun) if p in ("by", "of", "from")), None)
        if owner is None:
            made = noun.head if noun.dep_ in ("dobj", "nsubjpass") else clauses.child(noun, "acl")
            owner = clauses.subject(made) if made is not None and made.pos_ == "VERB" and made.i != clause.i else None
        if owner is not None and party_at(owner, self._refs) is not None:
            yield from self._drafts(noun, cue, owner, self._clause_tokens(clause, noun), "noun")

    def _adjective(self, adjective: Token) -> Iterator[Draft]:
        """ "X is confident that ...": a belief named by an adjective."""
        cue = self._codebook.cue(adjective.lemma_.lower(), "adjective")
        clause = clauses.child(adjective, "ccomp") if cue is not None else None
        if cue is None or clause is None or adjective.dep_ not in ("acomp", "attr", "ROOT", "conj"):
            return
        speaker = clauses.surface_subject(adjective.head)
        if speaker is not None and self._refs.at(speaker) is not None:
            yield from self._drafts(adjective, cue, speaker, self._clause_tokens(clause, adjective), "adjective")

    @staticmethod
    def _that(clause: Token) -> bool:
        return any(c.lower_ == "that" and c.dep_ == "mark" for c in clause.children)

    # -- drafts ------------------------------------------------------------------------------------------------

    def _drafts(
        self,
        verb: Token,
        cue: Cue,
        speaker: Token | None,
        tokens: list[Token],
        rule: str,
        cue_last: Token | None = None,
    ) -> Iterator[Draft]:
        content = self._spans(tokens, verb, speaker)
        if not content:
            return
        acts = cue.acts
        if rule == "infinitive" and "question" in acts:
            acts = ("demand",)  # "asked Moscow to release them"
        refs: list[Ref | None] = list(parties_at(speaker, self._refs)) if speaker is not None else []
        for ref in refs or [None]:
            yield Draft(
                kind="indirect",
                content=content,
                speaker=ref if ref is not None else self._unnamed(speaker),
                speaker_span=self._refs.span_of(*whole_phrase(speaker)) if speaker is not None else None,
                cue=[self._refs.span_of(verb.i, (cue_last or verb).i)],
                cue_token=verb.i,
                lemma=verb.lemma_.lower(),
                cue_acts=acts,
                certainty=cue.certainty,
                addressee=self._addressee(verb),
                rule=f"indirect/{rule}",
            )

    def _unnamed(self, speaker: Token | None) -> Ref | None:
        """A speaker whom no name or office tells: "analysts", "two people close to the talks"."""
        if speaker is None or speaker.pos_ == "PRON":
            return None
        first, last = phrase(speaker)
        span = self._refs.span_of(first, last)
        text = self._refs.text[span[0] - self._refs.start : span[1] - self._refs.start]
        return Ref(kind="nominal", first=first, last=last, head=speaker.i, span=span, text=text, how="office")

    def _spans(self, tokens: list[Token], verb: Token, speaker: Token | None) -> list[Span]:
        """Runs of tokens as spans, the cue and the speaker's words cut out of the middle."""
        cut = {verb.i}
        if speaker is not None and abs(speaker.i - verb.i) < 40:
            first, last = phrase(speaker)
            if not any(t.i == speaker.i for t in tokens):
                cut |= set(range(first, last + 1))
        keep = sorted(t.i for t in tokens if t.i not in cut)
        spans: list[Span] = []
        for i in keep:
            start, end = self._refs.span_of(i, i)
            if spans and (i - 1 in cut or i - 1 not in keep):
                spans.append((start, end))
            elif spans:
                spans[-1] = (spans[-1][0], end)
            else:
                spans.append((start, end))
        text = self._refs.text
        return [s for s in merge(spans, text, self._refs.start) if _says_something(text, s, self._refs.start)]

    def _addressee(self, verb: Token) -> Ref | None:
        for noun in (clauses.child(verb, "dative"), clauses.child(verb, "dobj") if verb.lemma_ in TELLING else None):
            if noun is not None and noun.dep_ == "dative" and noun.pos_ == "ADP":
                noun = clauses.child(noun, "pobj")
            ref = party_at(noun, self._refs) if noun is not None else None
            if ref is not None:
                return ref
        for preposition, noun in clauses.prepositional(verb, deep=False):
            if (
                preposition in ("to", "with")
                and (ref := party_at(noun, self._refs)) is not None
                and ref.kind != "nominal"
            ):
                return ref
        return None


def _says_something(text: str, span: Span, offset: int) -> bool:
    return any(c.isalnum() for c in text[span[0] - offset : span[1] - offset])
