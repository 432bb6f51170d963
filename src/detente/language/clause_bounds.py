"""Where what is said begins and ends: clauses under a cue, mended where the parse hangs words on the wrong verb."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.language import clauses
from detente.language.cues import cue_of
from detente.language.nouns import PERSON_NOUNS

if TYPE_CHECKING:
    from detente.codebook import Codebook
    from detente.language.tree import Doc, Token

# A cue's own words: who says it, and how and when.
OWN = ("nsubj", "aux", "neg", "advmod", "npadvmod", "prep", "dative", "prt")
# After a cue between commas, one of these goes on with the cue or with the report, not with what is said.
GOES_ON = frozenset("that who which whose whom where when while as and but or though although after before".split())
# What sets an addition off from the noun that it is about, and what the parse calls it.
ADDING = frozenset(", - -- – —".split())
ADDED = ("relcl", "appos", "advcl", "acl")
SENTENCE_ENDS = frozenset(". ! ? … ; :".split())
# What is said before "said" with a comma, where no tree shows it, has so many words at least and begins with a noun or its
# article, and not with a time: "The day before the talks in Oslo, he said".
FEWEST_FRONTED = 5
FRONTED = ("PROPN", "NOUN", "DET", "PRON", "ADJ", "NUM")
WHEN = frozenset("last next earlier later this that who which what".split())
TIMES_FRONTED = frozenset("day night week month year hour evening morning minute decade weekend".split())


class ClauseBounds:
    """Tells which tokens of a paragraph belong to a clause or phrase that is reported."""

    def __init__(self, codebook: Codebook, doc: Doc) -> None:
        self._codebook, self._doc = codebook, doc

    def of(self, clause: Token, cue: Token) -> list[Token]:
        """Return a clause without its "that", with what the parse has hung on the cue but can only belong to the clause."""
        tokens = [t for t in clause.subtree if t.i != cue.i]
        if clause.dep_ == "ccomp" and clause.i < cue.i:
            tokens = self._before(clause, cue)
        elif clause.dep_ == "ccomp":
            tokens += _stray(clause, cue)
        cut = self._second_cue(clause, cue)
        if cut is not None:
            tokens = [t for t in tokens if t.i < cut]
        turn = next((t.i for t in tokens if self._turns(t, clause)), None)
        if turn is not None:
            tokens = [t for t in tokens if t.i < turn]
        while tokens and ((tokens[0].lower_ == "that" and tokens[0].dep_ == "mark") or tokens[0].is_punct):
            tokens.pop(0)
        return tokens

    def joined_infinitives(self, clause: Token, cue: Token) -> list[Token]:
        """Return the bare infinitives that the parse has joined to a finite cue: "wants to A, B and C"."""
        if cue.tag_ in ("VB", "VBP"):
            return []
        joined = [c for c in cue.children if c.dep_ == "conj" and c.i > clause.i and _bare(c)]
        joined = [c for c in joined if clauses.child(c, "nsubj", "nsubjpass", "aux") is None]
        if not joined:
            return []
        return list(self._doc[clause.right_edge.i + 1 : joined[-1].right_edge.i + 1])

    def joined(self, end: int, noun: Token, cue: Token) -> list[Token]:
        """Return what the parse has joined to the cue but is another thing said: "stressed fairness and a need to act"."""
        for c in cue.children:
            if c.dep_ != "conj" or c.i <= end or clauses.child(c, "nsubj", "nsubjpass", "aux") is not None:
                continue
            alike = c.pos_ in ("NOUN", "PROPN") if noun.pos_ in ("NOUN", "PROPN") else c.tag_ == noun.tag_ == "VBG"
            between = self._doc[end + 1 : c.left_edge.i]
            if alike and all(t.is_punct or t.pos_ == "CCONJ" for t in between):
                return list(self._doc[end + 1 : c.right_edge.i + 1])
        return []

    @staticmethod
    def noun_phrase(noun: Token) -> list[Token]:
        """Return a noun's words up to a relative clause or an addition set off by a comma."""
        tokens = list(noun.subtree)
        doc = noun.doc
        for t in tokens:
            if t.i <= noun.i or t.text not in ADDING or t.i + 1 >= len(doc):
                continue
            following = doc[t.i + 1]
            added = next((c for c in noun.children if c.left_edge.i == t.i + 1 and c.dep_ in ADDED), None)
            if following.tag_ in ("WDT", "WP", "WP$", "WRB") or added is not None:
                return [w for w in tokens if w.i < t.i] or [noun]
        return tokens

    def _turns(self, token: Token, clause: Token) -> bool:
        """Whether the report itself sets something against what was said: "said he would come, although he never did"."""
        comma = token.text == "," and clause.i < token.i < len(self._doc) - 2
        return comma and any(self._doc[token.i + k].lower_ in ("although", "though") for k in (1, 2))

    def _second_cue(self, clause: Token, cue: Token) -> int | None:
        """Where a further cue begins after what is said: "said that ..., adding that ...", "said that ..., citing ..."."""
        for token in clause.subtree:
            if token.tag_ != "VBG" or token.dep_ not in ("advcl", "acl", "conj") or token.i < max(cue.i, clause.i):
                continue
            comma = token.left_edge.i - 1
            if comma > 0 and self._doc[comma].text == "," and cue_of(token, self._codebook) is not None:
                return comma
        return None

    def _before(self, clause: Token, cue: Token) -> list[Token]:
        """ "A is so, but B is so, X said": all that stands between the clause's beginning and the cue's own words."""
        own = {
            t.i
            for c in cue.children
            if c.dep_ in ("nsubj", "aux", "neg", "advmod", "npadvmod", "prep")
            for t in c.subtree
        }
        first = min([clause.left_edge.i, *(c.left_edge.i for c in cue.children if c.dep_ in ("ccomp", "advcl"))])
        last = min((i for i in own if i > clause.i), default=cue.i)
        inside = [t for t in self._doc[first : min(last, cue.i)] if t.i not in own]
        return inside or [t for t in clause.subtree if t.i != cue.i]


def _bare(verb: Token) -> bool:
    """Whether a verb stands in its bare form, whatever its tag: "wants to raise the duty, cut the tax"."""
    return verb.tag_ in ("VB", "VBP") or (verb.tag_ == "VBD" and verb.lower_ == verb.lemma_.lower())


def _stray(clause: Token, cue: Token) -> list[Token]:
    """A clause joined to a past cue ("noted that A is so, but B will be") is reported too if its tense isn't past."""
    if cue.tag_ not in ("VBD", "VBN"):
        return []
    for joined in cue.children:
        if joined.dep_ != "conj" or joined.i < clause.i or clauses.child(joined, "nsubj", "nsubjpass", "expl") is None:
            continue
        finite = [joined, *(c for c in joined.children if c.dep_ in ("aux", "auxpass"))]
        if any(t.tag_ in ("VBZ", "VBP", "MD") for t in finite) and not any(t.tag_ == "VBD" for t in finite):
            between = [t for t in cue.children if clause.right_edge.i < t.i < joined.left_edge.i]
            return [*between, *joined.subtree]
    return []


def set_in(verb: Token) -> list[Token]:
    """Return the words of the sentence around a cue between commas ("A, he said, is so"), [] where it isn't set in.

    Goes by the commas rather than the tree, which hangs the halves on either verb.
    """
    subject = clauses.child(verb, "nsubj")
    if subject is None or verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return []
    own = {verb.i}
    for c in verb.children:
        if c.dep_ in OWN and c.tag_ != "WRB":
            own |= {t.i for t in c.subtree}
    if not set(range(min(subject.left_edge.i, verb.i), max(subject.i, verb.i) + 1)) <= own:
        return []
    doc, sentence = verb.doc, verb.sent
    first = last = verb.i
    while first - 1 >= sentence.start and first - 1 in own:
        first -= 1
    while last + 1 < sentence.end and last + 1 in own:
        last += 1
    if first - 1 <= sentence.start or doc[first - 1].text != "," or not first <= subject.i <= last:
        return []
    before = [t for t in doc[sentence.start : first - 1] if not t.is_punct]
    after = _after(verb, last)
    if after is None or len(before) + len(after) < 3 or not before or before[0].tag_ in ("VBG", "VBN") or not after:
        return []
    return [*doc[sentence.start : first - 1], *after]


def fronted(verb: Token) -> list[Token]:
    """Return the words before "A will do B, C said" that ends a sentence, by the comma; [] where no such part stands there."""
    subject = clauses.child(verb, "nsubj")
    if subject is None or subject.i > verb.i or verb.tag_ not in ("VBD", "VBZ", "VBP"):
        return []
    doc, sentence, comma = verb.doc, verb.sent, subject.left_edge.i - 1
    if comma <= sentence.start or doc[comma].text != ",":
        return []
    own = {t.i for c in verb.children if c.dep_ in OWN for t in c.subtree if c.i > verb.i}
    last = next((i for i in range(verb.i + 1, sentence.end - 1) if _goes_on(doc, i)), sentence.end)
    if any(t.i not in own and not t.is_punct for t in doc[verb.i + 1 : last]):
        return []
    before = [t for t in doc[sentence.start : comma] if not t.is_punct]
    if len(before) < FEWEST_FRONTED or before[0].pos_ not in FRONTED or before[0].lower_ in WHEN:
        return []
    if any(t.lemma_.lower() in TIMES_FRONTED for t in before[:3]):
        return []
    return list(doc[sentence.start : comma])


def set_behind(verb: Token) -> tuple[Token, list[Token]] | None:
    """Return who says it and what, in "A will do B, its minister, C, said" and "A will do B, said the economist C".

    There the tree hangs the speaker on the last noun of what is said, or takes him for an object. None where it does not.
    """
    doc, sentence = verb.doc, verb.sent
    if verb.tag_ not in ("VBD", "VBZ") or verb.i - 1 <= sentence.start or doc[verb.i - 1].text != ",":
        return None
    if any(c.dep_ in ("nsubj", "nsubjpass") or (c.dep_ in ("ccomp", "xcomp") and c.i > verb.i) for c in verb.children):
        return None
    speaker, comma = _named_before(verb), 0
    if speaker is not None:
        comma = speaker.left_edge.i - 1
    elif (told := clauses.child(verb, "dobj")) is not None and told.left_edge.i == verb.i + 1:
        speaker, comma = (told if told.lemma_.lower() in PERSON_NOUNS else None), verb.i - 1
    if speaker is None or comma <= sentence.start or doc[comma].text != ",":
        return None
    before = [t for t in doc[sentence.start : comma] if not t.is_punct]
    told_of = any(t.tag_ in ("MD", "VBD", "VBZ", "VBP") for t in before)
    if len(before) < FEWEST_FRONTED or before[0].pos_ not in FRONTED or not told_of:
        return None
    return speaker, list(doc[sentence.start : comma])


def _named_before(verb: Token) -> Token | None:
    """Return the noun that names an office in ", its minister, C," before a verb; None where no such words stand there."""
    name = verb.doc[verb.i - 2]
    office = name.head
    if (
        name.dep_ != "appos"
        or name.pos_ != "PROPN"
        or office.dep_ != "appos"
        or office.lemma_.lower() not in PERSON_NOUNS
    ):
        return None
    return office


def _goes_on(doc: Doc, comma: int) -> bool:
    """Whether the report's own words go on after a comma: ", while", ", and"."""
    return doc[comma].text == "," and doc[comma + 1].lower_ in GOES_ON


def _after(verb: Token, last: int) -> list[Token] | None:
    """The words behind a set-in cue, to the sentence's end; None where what follows the comma isn't what is said."""
    doc, end = verb.doc, verb.sent.end
    while end > last + 1 and doc[end - 1].text in SENTENCE_ENDS:
        end -= 1
    if last + 1 >= end:
        return []
    following = doc[last + 2] if last + 2 < end else None
    if (
        doc[last + 1].text != ","
        or following is None
        or following.lower_ in GOES_ON
        or following.tag_ in ("VBG", "VBN")
    ):
        return None
    after = list(doc[last + 2 : end])
    return after if any(t.pos_ in ("VERB", "AUX") for t in after) else None
