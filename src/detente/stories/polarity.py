"""What a sentence says is so, and what it says is not: negated words, and what somebody denies.

There is no parse here: a negation reaches the next telling word ("no" and "none" the verb of their clause too), a denial the
rest of its clause; a denial of "that" or "this" reaches the sentence before it, one of "which" the clause before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from detente.gazetteer.spelling import fold
from detente.records import Span
from detente.stories.opposites import CHARGES, DENIALS, LIGHT, NEGATING_PAIRS, NEGATIONS, OPEN, REJECTIONS
from detente.stories.senses import sense
from detente.stories.wording import EMPTY

_TOKEN = re.compile(r"[^\W_]+(?:[.,]\d+)*|[;:.!?,()]|[\"“”]")
_QUOTED = re.compile(r"[\"“]([^\"“”]{12,})[\"”]")
_MARKS = frozenset(';:.!?"“”')
# What else parts a clause from the next; a negation reaches over it, but not what is said around the negated word.
_PARTS = (
    _MARKS
    | frozenset(",()")
    | frozenset("but while although though because after before when which who that said says told".split())
)
# "No" and "none" negate what the verb after them says as well: "none of the staff was flown out".
_NONE = frozenset(("no", "none", "nobody", "neither"))
_VERBS = frozenset("was were has had have is are be been did will would".split())
_NONE_REACH = 8
# What takes a negation back: "no president had come since 2011", "did not sign until Friday".
_BACK = frozenset("until till except unless".split())
_BACK_REACH = 12
# What follows "since" where it is no "because".
_SINCE = frozenset(
    "last then january february march april may june july august september october november december".split()
)
_REACH = 3  # words between a negation and what it negates: "did not in the end attend"
_TWICE = 5  # words between a negation and a "without" that takes it back: "will not be left without an answer"
_OPEN_REACH = 5  # words between "will" or "whether" and what it leaves open: "whether the minister had attended"
_WHICH_REACH = 6  # words between "which" and the denial: "which the foreign ministry in Rabat denies"
_POINTING = frozenset("this that it so them these those".split())
# What goes on after a denial that points back: "denied it once more".
_AGAIN = frozenset("once again too on in at when as and but yesterday later also repeatedly flatly".split())
# Telling words before a denial of "that": with more of them it is not known whether the sentence before is meant.
_MOST_BEFORE = 3
_MINOR = frozenset(",()")
_FAR = 99

Named = Sequence[tuple[Span, str]]  # spans of names, and whom they name


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a stretch of a report says: the stems that stand as so, as not so, as left open, and all of them in order.

    ``predicate`` are the telling stems outside of names, ``parties`` whom it names, ``clauses`` the stems of each
    clause. ``denied`` is true where all of it is what somebody denies; ``span`` is then that of the sentence with the denial.
    """

    span: Span
    asserted: frozenset[str]
    negated: frozenset[str]
    open: frozenset[str]
    order: tuple[str, ...]
    predicate: tuple[str, ...]
    parties: frozenset[str]
    clauses: tuple[frozenset[str], ...]
    denied: bool = False

    def beside(self, word: str) -> frozenset[str]:
        """Return the stems of the clauses that a stem stands in, itself left out; of the longest where it is in several."""
        return max((c for c in self.clauses if word in c), key=len, default=frozenset()) - {word}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Token:
    """A word or mark in lower case; ``name`` is true inside a name, ``lower`` where it is written so."""

    text: str
    place: int
    name: bool
    lower: bool


def said(text: str, start: int, named: Named = (), before: Said | None = None) -> Iterator[Said]:
    """Yield what a sentence says, what is quoted in it, or what is denied in it.

    Args:
        text: a sentence.
        start: where it starts in the body.
        named: the names in it, with spans in the body.
        before: what the sentence before it says, None for the first.
    """
    span = (start, start + len(text))
    tokens = [
        _Token(
            text=m[0].lower(),
            place=start + m.start(),
            name=any(first <= start + m.start() < last for (first, last), _ in named),
            lower=m[0].islower(),
        )
        for m in _TOKEN.finditer(text)
    ]
    place = _denial([t.text for t in tokens])
    if place is None:
        yield _plain(tokens, span, named)
        for quoted in _QUOTED.finditer(text):
            first, last = start + quoted.start(1), start + quoted.end(1)
            yield _plain([t for t in tokens if first <= t.place < last], span, named)
        return
    head, tail = tokens[: place[0]], tokens[place[1] :]
    words = [t.text for t in head]
    if "which" in words[-_WHICH_REACH:]:
        end = len(words) - 1 - words[::-1].index("which")
        begin = words.index("that") + 1 if "that" in words[:end] else 0
        yield replace(_plain(head[begin:end], span, named), denied=True)
        return
    pointing = not tail or tail[0].text in _MARKS | _MINOR
    pointing = pointing or (tail[0].text in _POINTING and (len(tail) < 2 or tail[1].text in _MARKS | _MINOR | _AGAIN))
    if not pointing:
        yield replace(_plain(tail, span, named), denied=True)
    elif before is not None and not before.denied and len(_plain(head, span, named).predicate) <= _MOST_BEFORE:
        yield replace(before, span=span, denied=True)


def _denial(words: Sequence[str]) -> tuple[int, int] | None:
    """Return where a denial starts and where what it denies does, None where there is none."""
    for i, word in enumerate(words):
        if word in DENIALS:
            if i and words[i - 1] in NEGATIONS | {"t"}:
                return None  # "did not deny"
            that = words[i + 1 : i + 2] == ["that"] and len(words) > i + 2 and words[i + 2] not in _MARKS | _MINOR
            return i, i + 1 + that
        if word in REJECTIONS:
            charge = next((j for j in range(i + 1, min(i + 5, len(words))) if words[j] in CHARGES), None)
            if charge is not None:
                return i, charge + 1
    return None


def _plain(tokens: Sequence[_Token], span: Span, named: Named) -> Said:
    """Return what tokens say, negations and open words taken into account."""
    walk = _Walk()
    for i in range(len(tokens)):
        if not walk.turns(tokens, i):
            walk.put(tokens[i])
    held = (tokens[0].place, tokens[-1].place) if tokens else span
    return Said(
        span=span,
        asserted=frozenset(walk.asserted - walk.negated - walk.open),
        negated=frozenset(walk.negated),
        open=frozenset(walk.open - walk.negated),
        order=tuple(walk.order),
        predicate=tuple(dict.fromkeys(walk.predicate)),
        parties=frozenset(who for (first, _), who in named if held[0] <= first <= held[1]),
        clauses=tuple(frozenset(clause) for clause in walk.clauses if clause),
    )


@dataclass(slots=True)
class _Walk:
    """What was said up to a word, and how many words ago a negation, an open word, any negation and a "no" or "none" stood."""

    asserted: set[str] = field(default_factory=set)
    negated: set[str] = field(default_factory=set)
    open: set[str] = field(default_factory=set)
    order: list[str] = field(default_factory=list)
    predicate: list[str] = field(default_factory=list)
    clauses: list[set[str]] = field(default_factory=lambda: [set()])
    since_not: int = _FAR
    since_open: int = _FAR
    since_any: int = _FAR
    since_none: int = _FAR

    def turns(self, tokens: Sequence[_Token], i: int) -> bool:
        """Take what a word does to those around it, and say whether it says nothing itself."""
        token = tokens[i]
        if token.text in _PARTS:
            self.clauses.append(set())
            self.since_none = _FAR
        if token.text in _MARKS:
            self.since_not = self.since_open = self.since_any = self.since_none = _FAR
            return True
        if _negates(tokens, i) or (i + 1 < len(tokens) and (token.text, tokens[i + 1].text) in NEGATING_PAIRS):
            twice = token.text == "without" and self.since_any <= _TWICE
            self.since_not, self.since_any = (_FAR if twice or _taken_back(tokens, i) else 0), 0
            self.since_none = 0 if self.since_not == 0 and token.text in _NONE else _FAR
            return True
        self.since_none += 1
        if i and token.text == "to" and tokens[i - 1].text == "not":
            self.since_not, self.since_open = _FAR, 0  # "warned them not to attend" says nothing on whether they do
            return True
        if token.text in _VERBS and self.since_none <= _NONE_REACH:
            self.since_not, self.since_none = 0, _FAR
            return True
        return token.text in _MINOR

    def put(self, token: _Token) -> None:
        """Put a word with those that are asserted, negated or left open."""
        self.since_not, self.since_open, self.since_any = self.since_not + 1, self.since_open + 1, self.since_any + 1
        if token.text in OPEN:
            self.since_open = 0
        if token.text in EMPTY or token.text == "t":
            return
        word = sense(fold(token.text))
        self.order.append(word)
        self.clauses[-1].add(word)
        if token.lower and not token.name and token.text not in LIGHT:
            self.predicate.append(word)
        if self.since_not <= _REACH:
            self.negated.add(word)
            self.since_not = _FAR
        elif 0 < self.since_open <= _OPEN_REACH:
            self.open.add(word)
        else:
            self.asserted.add(word)


def _negates(tokens: Sequence[_Token], i: int) -> bool:
    """Say whether a word negates; "won" does before its "t" alone."""
    text = tokens[i].text
    return text in NEGATIONS and (text != "won" or (i + 1 < len(tokens) and tokens[i + 1].text == "t"))


def _taken_back(tokens: Sequence[_Token], place: int) -> bool:
    """Say whether what follows a negation in its sentence takes it back."""
    after = [t.text for t in tokens[place + 1 : place + 1 + _BACK_REACH]]
    end = next((i for i, text in enumerate(after) if text in _MARKS), len(after))
    held = after[:end]
    since = any(a == "since" and (b[0].isdigit() or b in _SINCE) for a, b in pairwise(held))
    return since or not _BACK.isdisjoint(held)
