"""Indirect statements: what the parse shows as said without marks: "X said that ...", "according to X", "X's claim that"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.codebook import Codebook, Cue
from detente.language import clauses
from detente.language.clause_bounds import set_behind
from detente.language.contents import Contents
from detente.language.cues import (
    ASSERTING,
    NOT_SAYING,
    SAYING_ON,
    TELLING,
    acts_of_cue,
    can_speak,
    cue_of,
    passed_on,
    unlisted,
    unnamed,
    visits,
)
from detente.language.drafts import Draft, merge
from detente.language.fixed_cues import FixedFinder, FixedPhrases
from detente.language.noun_cues import NounCues
from detente.language.parties import parties_at, party_at, phrase, whole_phrase
from detente.language.refs import Ref, Refs
from detente.records import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.language.tree import Token

# Fewest tokens of a clause that "according to" can be about.
FEWEST_TOKENS = 3
# Most indirect statements of one sentence; the real reports that this was measured on have seven at most. Each one's
# content can be the rest of the sentence, so that without a bound a sentence costs the square of its length.
MOST_IN_SENTENCE = 40
# Acts that are not done where their verb is negated; "does not think that" is an opinion still.
DONE_BY_SAYING = frozenset(("accusation", "demand", "offer", "promise", "threat", "praise", "apology"))
SAYING = frozenset("say tell state announce declare mention disclose reveal specify reply answer indicate add".split())
# Forms of content that need no speaker: "is expected to", "was accused of".
SOURCELESS = frozenset("passive-infinitive passive-phrase naming".split())


class IndirectFinder:
    """Finds the indirect statements of one paragraph; ``cut`` are the ends of sentences that were not read."""

    def __init__(self, codebook: Codebook, phrases: FixedPhrases, refs: Refs) -> None:
        self.cut: list[Span] = []
        self._codebook, self._refs, self._doc = codebook, refs, refs.doc
        self._contents = Contents(codebook, refs)
        self._fixed = FixedFinder(codebook, phrases, refs)
        self._names = NounCues(codebook, refs, self._contents)

    def find(self) -> Iterator[Draft]:
        """Yield drafts, in the order of their cues; a sentence that has too many for sense is read no further."""
        for sentence in self._doc.sents:
            found = 0
            for token in sentence:
                if found >= MOST_IN_SENTENCE:
                    self.cut.append(self._refs.span_of(token.i, sentence.end - 1))
                    break
                for draft in self._at(token):
                    found += 1
                    yield draft

    def _at(self, token: Token) -> Iterator[Draft]:
        """Yield the drafts whose cue is or begins with a word."""
        if token.lower_ == "according":
            yield from self._according(token)
        elif token.pos_ == "ADP":
            for phrase_found in self._fixed.preposition(token):
                yield from self._drafts(*phrase_found)
        elif token.pos_ == "ADV":
            for phrase_found in self._fixed.adverb(token):
                yield from self._drafts(*phrase_found)
        elif token.pos_ in ("VERB", "AUX") and token.tag_.startswith("VB"):
            yield from self._verb(token)
        elif token.pos_ == "NOUN":
            for found in self._names.noun(token):
                yield from self._drafts(*found)
        elif token.pos_ == "ADJ":
            for found in self._names.adjective(token):
                yield from self._drafts(*found)

    # -- verbs -------------------------------------------------------------------------------------------------

    def _verb(self, verb: Token) -> Iterator[Draft]:
        set_beside = [
            *self._fixed.as_clause(verb), *self._fixed.hearing(verb), *self._fixed.ultimatum(verb)
        ]  # fmt: skip
        if set_beside:
            yield from self._drafts(*set_beside[0])
            return
        cue = cue_of(verb, self._codebook)
        passing = passed_on(verb)
        if passing is not None and cue is not None:
            yield from self._passed_on(verb, cue, passing)
            return
        behind = (
            set_behind(verb) if cue is not None and cue.strength == "strong" and set(cue.acts) & ASSERTING else None
        )
        if behind is not None and cue is not None and can_speak(behind[0], cue, self._refs):
            yield from self._drafts(verb, cue, *behind, "fronted")
            return
        speaker = clauses.subject(verb)
        if cue is None:
            cue = unlisted(verb, speaker, clauses.child(verb, "ccomp"), self._refs)
        if (
            cue is None
            or verb.lemma_.lower() in NOT_SAYING
            or self._unsaid(verb)
            or visits(verb)
            or _kept_quiet(verb, cue)
        ):
            return
        if speaker is not None and not can_speak(speaker, cue, self._refs):
            return
        found = self._contents.of(verb, cue)
        if found is None:
            return
        tokens, rule = found
        if speaker is None and not (clauses.is_passive(verb) and (rule in SOURCELESS or cue.strength == "strong")):
            return
        yield from self._drafts(verb, cue, speaker, tokens, rule)

    def _passed_on(self, saying: Token, cue: Cue, passing: Token) -> Iterator[Draft]:
        """ "TASS cited Shoigu as saying that ...": the speaker is whom they pass on, through them."""
        speaker, outlet = clauses.direct_object(passing), clauses.subject(passing)
        found = self._contents.of(saying, cue)
        if speaker is None or found is None:
            return
        for draft in self._drafts(saying, cue, speaker, found[0], "passed-on"):
            if outlet is not None:
                source = party_at(outlet, self._refs)
                draft.heard = ((source.name or source.text) if source is not None else outlet.text,)
            yield draft

    @staticmethod
    def _unsaid(verb: Token) -> bool:
        """Whether the verb only names a saying to come or wished for: "is ready to talk about", "wants to discuss"."""
        infinitive = verb.tag_ == "VB" and any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)
        return infinitive and verb.head.lemma_ not in SAYING_ON

    # -- other cues --------------------------------------------------------------------------------------------

    def _according(self, token: Token) -> Iterator[Draft]:
        to = clauses.child(token, "prep")
        source = clauses.child(to, "pobj") if to is not None else clauses.child(token, "pobj")
        spoken = Cue(acts=("claim",), certainty="certain", strength="strong", content=frozenset())
        if source is None or not can_speak(source, spoken, self._refs):
            return
        inner = {t.i for t in token.subtree}
        above = token.head
        while above.pos_ not in ("VERB", "AUX") and above.head.i != above.i:
            above = above.head
        tokens = [t for t in above.subtree if t.i not in inner]
        last = to if to is not None else token
        if above.pos_ not in ("VERB", "AUX") or above.i == token.i:
            yield from self._according_by_comma(token, source, last, spoken)
        elif len(tokens) >= FEWEST_TOKENS:
            yield from self._drafts(token, spoken, source, tokens, "according-to", cue_last=last)

    def _according_by_comma(self, token: Token, source: Token, last: Token, cue: Cue) -> Iterator[Draft]:
        """ "According to X, ..." where the parse finds no verb above it: the comma parts the source from what is said."""
        sentence = token.sent
        comma = next((t.i for t in self._doc[source.i : sentence.end] if t.text == ","), None)
        if token.i != sentence.start or comma is None:
            return
        for draft in self._drafts(
            token, cue, None, list(self._doc[comma + 1 : sentence.end]), "according-to", cue_last=last
        ):
            first = min(source.left_edge.i, source.i)
            draft.speaker = party_at(source, self._refs) or unnamed(source, self._refs, (first, comma - 1))
            draft.speaker_span = self._refs.span_of(first, comma - 1)
            yield draft

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
        acts = acts_of_cue(verb, cue)
        if rule == "infinitive" and "question" in acts:
            acts = ("demand",)  # "asked Moscow to release them"
        refs: list[Ref | None] = list(parties_at(speaker, self._refs)) if speaker is not None else []
        for ref in refs or [None]:
            yield Draft(
                kind="indirect",
                content=content,
                speaker=ref
                if ref is not None
                else unnamed(speaker, self._refs, phrase(speaker) if speaker is not None else (0, 0)),
                speaker_span=self._refs.span_of(*whole_phrase(speaker)) if speaker is not None else None,
                cue=[self._refs.span_of(verb.i, (cue_last or verb).i)],
                cue_token=verb.i,
                lemma=verb.lemma_.lower(),
                cue_acts=acts,
                certainty=cue.certainty,
                addressee=self._addressee(verb),
                rule=f"indirect/{rule}",
                speech=cue.category == "speech" and cue.strength == "strong" and verb.pos_ == "VERB",
            )

    def _spans(self, tokens: list[Token], verb: Token, speaker: Token | None) -> list[Span]:
        """Runs of tokens as spans, the cue and the speaker's words cut out of the middle."""
        cut = {verb.i}
        if speaker is not None and abs(speaker.i - verb.i) < 40:
            first, last = phrase(speaker)
            if not any(t.i == speaker.i for t in tokens):
                cut |= set(range(first, last + 1))
        spans: list[Span] = []
        before = -1
        for i in sorted(t.i for t in tokens if t.i not in cut):
            start, end = self._refs.span_of(i, i)
            follows, before = i - 1 <= before, i
            if spans and not follows:
                spans.append((start, end))
            elif spans:
                spans[-1] = (spans[-1][0], end)
            else:
                spans.append((start, end))
        text = self._refs.text
        return [s for s in merge(spans, text, self._refs.start) if _says_something(text, s, self._refs.start)]

    def _addressee(self, verb: Token) -> Ref | None:
        if verb.lower_ == "according":
            return None
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


def _kept_quiet(verb: Token, cue: Cue) -> bool:
    """Whether a saying did not take place: "did not say whether", "has never promised to", "has not offered to"."""
    if not any(c.dep_ == "neg" or c.lower_ == "never" for c in verb.children):
        return False
    return verb.lemma_.lower() in SAYING or (bool(cue.acts) and DONE_BY_SAYING.issuperset(cue.acts))
