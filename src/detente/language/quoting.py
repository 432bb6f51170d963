"""Quoted statements: which quotations are somebody's words, whose, and by which cue.

The span comes from the marks; the speaker from the words between them. A quotation looks for its cue in the rest of
its own sentence, first after it ('"...," he said'), then before it ('He said: "..."'); one that stands alone goes on
with the speaker before it.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.codebook import Codebook
from detente.language import clauses
from detente.language.cues import NOT_SAYING, PASSING_ON, acts_of_cue, cue_of, unnamed
from detente.language.drafts import Draft
from detente.language.nouns import FIRST_PERSONS, SPEAKING_THINGS
from detente.language.parties import parties_at, party_at, phrase, whole_phrase
from detente.language.refs import Ref, Refs

if TYPE_CHECKING:
    from detente.language.quotes import Quotation
    from detente.language.tree import Token

# Fewest words of a quotation that can be a statement without a cue beside it: shorter ones are titles and scare quotes.
FEWEST_WORDS = 4
# A title has fewer words than this.
LONGEST_TITLE = 12
SENTENCE_ENDS = ".!?…"
DASHES = frozenset("― — – - --".split())


@dataclass(slots=True)
class _Side:
    """The words of one sentence beside a quotation, as tokens of the paragraph."""

    tokens: list[Token]


class QuotationFinder:
    """Gives the quotations of one paragraph their speakers and cues."""

    def __init__(self, codebook: Codebook, refs: Refs, quoted: list[Quotation]) -> None:
        self._codebook, self._refs, self._doc, self._quoted = codebook, refs, refs.doc, quoted
        self._inside = [False] * len(self._doc)
        starts = [t.idx for t in self._doc] if quoted else []
        for quotation in quoted:
            for i in range(bisect_left(starts, quotation.open), bisect_left(starts, quotation.close)):
                self._inside[i] = True

    def find(self, previous: Draft | None, indirect: list[Draft]) -> list[Draft]:
        """Return drafts in order.

        ``previous`` is the quoted statement that the paragraph before ended with, if any; ``indirect`` the paragraph's
        statements without marks, which a quotation that stands alone may go on with.
        """
        drafts: list[Draft] = []
        for number, quotation in enumerate(self._quoted):
            if not self._is_statement(quotation):
                continue
            right, left = self._right(number), self._left(number)
            if drafts and self._same_sentence(number, left, drafts[-1]):
                drafts[-1].content.append(self._span(quotation))
                continue
            draft = self._bound(quotation, left) or self._after(quotation, right) or self._before(left)
            if draft is None:
                last = drafts[-1] if drafts else previous
                told = self._told_before(quotation, indirect, drafts)
                if told is not None and self._goes_on(number, left, right, told):
                    draft = self._carry(told)
                    draft.follows = told
                elif self._goes_on(number, left, right, last) and last is not None:
                    if drafts:
                        last.content.append(self._span(quotation))
                        continue
                    draft = self._carry(last)
                else:
                    continue
            elif drafts and draft.cue_token is not None and draft.cue_token == drafts[-1].cue_token:
                drafts[-1].content.append(self._span(quotation))
                continue
            draft.content = [self._span(quotation)]
            drafts.append(draft)
        return drafts

    def lead_in(self) -> Draft | None:
        """The cue and speaker that the paragraph ends with before a colon: "Sanders made the following comment:"."""
        if not self._refs.text.rstrip().endswith(":"):
            return None
        words = [t for t in list(self._doc.sents)[-1] if not t.is_space and not self._inside[t.i]]
        for token in reversed(words):
            if token.pos_ == "VERB" and (draft := self._cue(token, words)) is not None:
                return draft
        return None

    def _span(self, quotation: Quotation) -> tuple[int, int]:
        return (self._refs.start + quotation.start, self._refs.start + quotation.end)

    def _is_statement(self, quotation: Quotation) -> bool:
        """Whether the marks hold a clause rather than a term: enough words, or closing punctuation, and no title's case."""
        text = self._refs.text[quotation.start : quotation.end]
        words = text.split()
        ends = text[-1:] in ".,!?…" or not quotation.closed
        before = self._refs.text[: quotation.open].rstrip()[-1:]
        if len(words) < FEWEST_WORDS and not (ends and (len(words) > 1 or before in ":,")):
            return False
        if all(w[:1].isupper() or len(w) < 4 for w in words) and not ends:
            return False
        return len(words) >= FEWEST_WORDS + 3 or ends or before in ":,"

    # -- the sentence around ------------------------------------------------------------------------------------

    def _right(self, number: int) -> list[Token]:
        """The words after a quotation to the end of its sentence or the next quotation."""
        quotation = self._quoted[number]
        found: list[Token] = []
        for token in self._doc:
            if token.idx < quotation.close:
                continue
            if self._inside[token.i]:
                break
            found.append(token)
            following = self._doc[token.i + 1].text if token.i + 1 < len(self._doc) else ""
            if token.text in (".", "!", "?", ";") and following not in (")", ","):
                break
        return found

    def _left(self, number: int) -> list[Token]:
        """The words before a quotation, back to the end of the sentence before or the quotation before."""
        quotation = self._quoted[number]
        found: list[Token] = []
        for token in reversed(self._doc[: self._first_token(quotation.open)]):
            if self._inside[token.i]:
                break
            if token.text in SENTENCE_ENDS:
                break
            found.append(token)
        return list(reversed(found))

    def _first_token(self, at: int) -> int:
        for token in self._doc:
            if token.idx >= at:
                return int(token.i)
        return len(self._doc)

    def _bound(self, quotation: Quotation, left: list[Token]) -> Draft | None:
        """A cue that leads straight into a quotation begun in the middle of its sentence is its own: 'said it was "..."'."""
        first = self._refs.text[quotation.start]
        return self._before(left) if left and first.islower() else None

    def _same_sentence(self, number: int, left: list[Token], last: Draft) -> bool:
        """Whether a quotation takes up the one before it after a cue between commas: '"One," X said, "and two."'"""
        before = self._quoted[number - 1]
        between = self._refs.text[before.close : self._quoted[number].open].strip()
        cues = {t.i for t in left}
        return between[-1:] == "," and last.cue_token in cues and not any(t.text in SENTENCE_ENDS for t in left)

    def _after(self, quotation: Quotation, tokens: list[Token]) -> Draft | None:
        """A cue after the quotation: its first verb with a subject in the same stretch."""
        rest = [t for t in tokens if not t.is_space]
        if not rest or (rest[0].text not in (",", "-", "–", "—") and rest[0].text[:1].isupper() and len(rest) > 25):
            return None
        if rest[0].text in DASHES and (signed := self._signature(rest)) is not None:
            return signed
        ended = self._refs.text[quotation.end - 1] == "."
        if ended and rest[0].text not in (",", "-", "–", "—"):
            return None  # a full stop inside the marks ends the sentence: what follows is another
        for token in rest[:24]:
            if token.pos_ == "VERB" or (token.pos_ == "AUX" and token.tag_ == "VBD"):
                draft = self._cue(token, rest)
                if draft is not None:
                    draft.rule = "direct/after"
                    return draft
                if token.dep_ not in ("relcl", "acl", "amod", "compound"):
                    return None
            elif token.lower_ == "according":
                return self._according(token)
        return None

    def _signature(self, rest: list[Token]) -> Draft | None:
        """A name set after a dash below or behind a quotation: '"..." — X, a lawyer'."""
        if any(t.pos_ in ("VERB", "AUX") for t in rest[1:]):
            return None
        for token in rest[1:5]:
            ref = self._refs.at(token)
            if ref is not None and ref.kind in ("person", "office", "name", "organisation"):
                draft = self._draft(ref, None, "direct/signature")
                draft.cue = [self._refs.span_of(rest[0].i, rest[0].i)]
                draft.lemma = rest[0].text
                return draft
        return None

    def _before(self, tokens: list[Token]) -> Draft | None:
        """A cue before the quotation: the last verb or saying noun of the stretch, near its end or before a colon."""
        rest = [t for t in tokens if not t.is_space]
        if not rest:
            return None
        for distance, token in enumerate(reversed(rest)):
            if token.pos_ in ("VERB", "AUX") and token.tag_.startswith("VB"):
                near = distance <= 6 or rest[-1].text == ":"
                draft = self._cue(token, rest) if near else None
                if draft is not None:
                    draft.rule = "direct/before"
                    return draft
            elif token.lower_ == "according":
                return self._according(token)
        if rest[-1].text == ":":
            named = [r for t in rest if (r := self._refs.by_head.get(t.i)) is not None and r.kind == "person"]
            if named:
                return self._draft(named[-1], None, "direct/colon")
        return None

    def _cue(self, verb: Token, around: list[Token]) -> Draft | None:
        """The verb as a cue, if it reports speech or stands with somebody who can speak."""
        lemma = verb.lemma_.lower()
        if lemma in PASSING_ON and (passed := self._passed_on(verb)) is not None:
            return passed
        cue = cue_of(verb, self._codebook)
        if cue is None and lemma in NOT_SAYING:
            return None
        subject = clauses.subject(verb)
        if subject is None or self._inside[subject.i]:
            subject = self._near_subject(verb, around)
        if subject is None:
            return None
        ref = party_at(subject, self._refs)
        if ref is not None and ref.how == "implied" and subject.lemma_.lower() not in SPEAKING_THINGS:
            return None
        speaks = ref is not None and ref.kind in ("person", "office", "pronoun", "nominal")
        if cue is None and not (speaks and verb.dep_ not in ("relcl", "acl")):
            return None
        if ref is None and subject.lower_ in FIRST_PERSONS:
            return None
        refs = parties_at(subject, self._refs)
        draft = self._draft(refs[0] if refs else unnamed(subject, self._refs, phrase(subject)), verb, "direct")
        draft.speaker_span = self._refs.span_of(*whole_phrase(subject))
        if cue is not None:
            draft.cue_acts, draft.certainty = acts_of_cue(verb, cue), cue.certainty
        return draft

    def _near_subject(self, verb: Token, around: list[Token]) -> Token | None:
        """Marks confuse the parse: the noun just before the verb, or just after it ("said X"), is its subject."""
        inside = {t.i for t in around}
        for step in (-1, 1):
            i = verb.i + step
            while i in inside and (
                self._doc[i].pos_ in ("ADV", "AUX") or self._doc[i].dep_ in ("det", "compound", "amod", "poss", "case")
            ):
                i += step
            if i in inside and (self._doc[i].pos_ in ("PROPN", "PRON") or self._refs.by_token.get(i) is not None):
                ref = self._refs.by_token.get(i)
                return self._doc[ref.head] if ref is not None else self._doc[i]
        return None

    def _passed_on(self, verb: Token) -> Draft | None:
        """ "TASS cited Shoigu as saying", "Putin was quoted by Interfax as saying": the speaker is whom they pass on."""
        outlet, spoken = clauses.subject(verb), clauses.direct_object(verb)
        if (
            spoken is None
            or (ref := party_at(spoken, self._refs)) is None
            or ref.kind not in ("person", "office", "pronoun", "state", "nominal")
        ):
            return None
        draft = self._draft(ref, verb, "direct/passed-on")
        draft.speaker_span = self._refs.span_of(*phrase(spoken))
        source = party_at(outlet, self._refs) if outlet is not None else None
        if outlet is not None:
            draft.heard = ((source.name or source.text) if source is not None else outlet.text,)
        return draft

    def _according(self, token: Token) -> Draft | None:
        to = clauses.child(token, "prep")
        noun = clauses.child(to, "pobj") if to is not None else None
        if noun is None:
            return None
        ref = party_at(noun, self._refs) or unnamed(noun, self._refs, phrase(noun))
        draft = self._draft(ref, token, "direct/according-to")
        draft.speaker_span = self._refs.span_of(*phrase(noun))
        return draft

    def _draft(self, speaker: Ref | None, cue: Token | None, rule: str) -> Draft:
        return Draft(
            kind="direct",
            content=[],
            speaker=speaker,
            speaker_span=speaker.span if speaker is not None else None,
            cue=[self._refs.span_of(cue.i, cue.i)] if cue is not None else [],
            cue_token=cue.i if cue is not None else None,
            lemma=cue.lemma_.lower() if cue is not None else "",
            rule=rule,
        )

    def _goes_on(self, number: int, left: list[Token], right: list[Token], last: Draft | None) -> bool:
        """Whether a quotation without a cue of its own goes on with the speaker before it."""
        if last is None:
            return False
        quotation = self._quoted[number]
        text = self._refs.text[quotation.start : quotation.end]
        whole = text[-1:] in SENTENCE_ENDS and len(text.split()) > 1
        words = [t for t in right if not t.is_punct]
        ended = text[-1:] in SENTENCE_ENDS and (not words or words[0].text[:1].isupper())
        bare = not [t for t in left if not t.is_punct] and (ended or not words)
        return bare and (whole or len(text.split()) >= FEWEST_WORDS) and not self._is_title(number)

    def _told_before(self, quotation: Quotation, indirect: list[Draft], direct: list[Draft]) -> Draft | None:
        """The statement that the sentence just before a quotation reports, if no other quotation is its content."""
        start = self._refs.start
        sentence = next((s for s in self._doc.sents if s.end_char > quotation.open - 1), None)
        if sentence is None or (sentence.start == 0 and sentence.start_char < quotation.open - 1):
            before = sentence
        else:
            before = self._doc[sentence.start - 1].sent if sentence.start else None
        if before is None:
            return None
        taken = {d.cue_token for d in direct}
        if any(t is not None and before.start <= t < before.end for t in taken):
            return None
        fits = [
            d
            for d in indirect
            if d.speech
            and d.cue_token not in taken
            and start + before.start_char <= d.start < start + quotation.open
            and d.cue_token is not None
            and not self._inside[d.cue_token]
            and before.start <= d.cue_token < before.end
        ]
        return max(fits, key=lambda d: d.size, default=None)

    def _is_title(self, number: int) -> bool:
        """Whether the words between the marks are set as a title: every long one with a capital."""
        quotation = self._quoted[number]
        words = self._refs.text[quotation.start : quotation.end].split()
        return len(words) < LONGEST_TITLE and all(w[:1].isupper() or len(w) < FEWEST_WORDS for w in words)

    @staticmethod
    def _carry(last: Draft) -> Draft:
        return Draft(
            kind="direct",
            content=[],
            speaker=last.speaker,
            speaker_span=None,
            cue=[],
            lemma=last.lemma,
            cue_acts=last.cue_acts,
            certainty=last.certainty,
            heard=last.heard,
            rule="direct/goes-on",
        )
