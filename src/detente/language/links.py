"""Links: the words of the parse that stand between two given parties, the governing one first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from detente.language import clauses

if TYPE_CHECKING:
    from detente.language.tree import Doc, Token
    from detente.records import Span

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
# Parts of speech that can name an event or shift one.
SAYING = ("VERB", "AUX", "NOUN", "PROPN", "ADJ")


@dataclass(frozen=True, slots=True)
class Party:
    """A given party in the parse: its tokens, and the one that heads them."""

    tokens: frozenset[int]
    head: Token

    @classmethod
    def at(cls, doc: Doc, span: Span) -> Party | None:
        """Return the party in a span of characters, None where no token lies in it."""
        tokens = [t for t in doc if t.idx < span[1] and t.idx + len(t.text) > span[0] and not t.is_space]
        if not tokens:
            return None
        inside = {t.i for t in tokens}
        outward = [t for t in tokens if (t.head.i not in inside or t.head.i == t.i) and not t.is_punct]
        head = min(outward or tokens, key=_depth)
        return cls(frozenset(inside), head)

    def words(self, doc: Doc) -> frozenset[str]:
        """Return the lemmas of the party's words, names ("Royal Marines") as common nouns too."""
        own = [doc[i] for i in self.tokens]
        return frozenset(t.lemma_.lower() for t in own) | {t.lower_.removesuffix("s") for t in own if t.pos_ == "PROPN"}


@dataclass(frozen=True, slots=True)
class Link:
    """The chain of words from the one that governs both parties down to the target, and how they stand to it.

    ``speech`` marks that the source only tells what the target does: "said that the target ...".
    ``told`` is then the target's own verb. ``outer`` holds words before a joined verb, to ask where the chain says nothing.
    ``mutual`` marks two parties that are joined to each other.
    """

    chain: tuple[Token, ...]
    speech: bool = False
    outer: tuple[Token, ...] = ()
    told: Token | None = None
    mutual: bool = False


def link(source: Party | None, target: Party | None) -> Link:
    """Return the words that link the parties; where one is None, those that govern the other."""
    if source is None or target is None:
        party = source or target
        return Link(_with_complements(_governors(party))) if party is not None else Link(())
    up_s, up_t = _upward(source.head), _upward(target.head)
    places = {t.i for t in up_t}
    top = next((t for t in up_s if t.i in places), None)
    if top is None:
        return Link((*_governors(source), *_governors(target)))
    s_side = [t for t in up_s[: _index(up_s, top)] if t.i not in source.tokens][::-1]
    t_side = [t for t in up_t[: _index(up_t, top)] if t.i not in target.tokens][::-1]
    if top.i in source.tokens:
        return _below_source(source, target, t_side)
    if top.i in target.tokens:
        return _below_target(target, s_side)
    return _across(source, target, top, s_side, t_side)


def _below_source(source: Party, target: Party, t_side: list[Token]) -> Link:
    """The target hangs on the source: joined to it, in its relative clause, or in a phrase of it."""
    joined = target.head.dep_ in ("conj", "appos") or (bool(t_side) and t_side[0].dep_ == "conj")
    verbs = [t for t in t_side if t.pos_ in ("VERB", "AUX")]
    if joined and not verbs:
        return Link(_with_complements(_governors(source)), mutual=True)
    if verbs:
        named = (source.head,) if t_side[0].dep_ == "acl" else ()  # "its refusal to deal with them"
        return Link((*named, *(t for t in t_side if t.pos_ in SAYING)))
    return Link((*_with_complements(_governors(source)), *(t for t in t_side if t.pos_ in SAYING)))


def _below_target(target: Party, s_side: list[Token]) -> Link:
    """The source hangs on the target: "the strikers whom the police dispersed"."""
    words = tuple(t for t in s_side if t.pos_ in SAYING)
    if any(t.pos_ in ("VERB", "AUX") for t in words):
        return Link(words)
    return Link((*words, *_with_complements(_governors(target))), mutual=not words)


def _across(source: Party, target: Party, top: Token, s_side: list[Token], t_side: list[Token]) -> Link:
    """The usual case: a verb or noun governs both."""
    s_first, t_first = (s_side or [source.head])[0], (t_side or [target.head])[0]
    below = _own_clause(s_side, source)
    if any(t.lower_ == "according" for t in s_side) and top.pos_ in ("VERB", "AUX"):
        return Link((), speech=True, told=top)
    if t_first.dep_ in SUBJECTS and s_first.dep_ != "agent" and below is not None:
        return Link(tuple(t for t in s_side[below:] if t.pos_ in SAYING))
    called = clauses.child(top, "oprd")
    if called is not None and t_first.dep_ in ("dobj", "nsubjpass"):
        return Link((top, called), speech=True, told=called)
    chain = [top, *t_side]
    cut, speech, told = 0, False, None
    for i in range(1, len(chain)):
        token = chain[i]
        subject = clauses.child(token, *SUBJECTS)
        if token.pos_ not in ("VERB", "AUX"):
            if subject is not None and _holds(subject, target) and token.dep_ in ("ccomp", "xcomp", "oprd"):
                return Link(tuple(chain[:i]), speech=True, told=token)
            continue
        theirs = subject is not None and _holds(subject, target)
        if theirs and token.dep_ in ("ccomp", "parataxis", "advcl", "xcomp"):
            if token.dep_ != "advcl":
                speech, told = True, token
            chain = chain[:i]
            break
        if token.dep_ == "conj" or (token.dep_ in ("advcl", "parataxis") and subject is None and i):
            cut = i if token.dep_ != "advcl" or token.tag_ == "VBG" else cut
    words = [t for t in chain[cut:] if t.pos_ in SAYING and t.i not in source.tokens and t.i not in target.tokens]
    if (
        s_first.dep_ in SUBJECTS and s_side and t_first.dep_ == "prep"
    ):  # "the attack by A on B left ...": the noun names it
        words = [t for t in s_side if t.pos_ in SAYING] + words
    elif s_first.dep_ not in SUBJECTS:
        words += [t for t in s_side if t.pos_ in SAYING]
    outer = tuple(t for t in chain[:cut] if t.pos_ in SAYING)
    return Link(tuple(words), speech=speech, outer=outer, told=told)


def _own_clause(s_side: list[Token], source: Party) -> int | None:
    """The place of the first verb on the source's side that has the source in its subject."""
    for i, token in enumerate(s_side):
        if token.pos_ in ("VERB", "AUX") and token.dep_ in ("ccomp", "advcl", "relcl", "acl", "parataxis"):
            subject = clauses.child(token, *SUBJECTS)
            if subject is not None and _holds(subject, source):
                return i
    return None


def _holds(token: Token, party: Party) -> bool:
    """Whether a noun phrase is the party's or names it as whose it is."""
    return token.i in party.tokens or any(
        t.i in party.tokens and t.dep_ in ("poss", "compound", "amod", "nmod", "pobj", "conj") for t in token.subtree
    )


def _governors(party: Party) -> tuple[Token, ...]:
    """The nouns that a party hangs on, the nearest first, and the verb above them: "the attack by the militia left"."""
    found: list[Token] = []
    for token in _upward(party.head)[1:]:
        if token.i in party.tokens:
            continue
        if token.pos_ in SAYING:
            found.append(token)
        if token.pos_ in ("VERB", "AUX"):
            break
    return tuple(found)


def _with_complements(words: tuple[Token, ...]) -> tuple[Token, ...]:
    """A verb with the clauses that it governs: where the other party is not given they tell what is done."""
    if not words or words[-1].pos_ not in ("VERB", "AUX"):
        return words
    found, clause = list(words), clauses.complement(words[-1])
    while clause is not None and clause.i not in {t.i for t in found} and len(found) < 6:
        found.append(clause)
        clause = clauses.complement(clause)
    return tuple(found)


def _upward(token: Token) -> list[Token]:
    return [token, *token.ancestors]


def _index(tokens: list[Token], wanted: Token) -> int:
    return next(i for i, t in enumerate(tokens) if t.i == wanted.i)


def _depth(token: Token) -> int:
    return sum(1 for _ in token.ancestors)
