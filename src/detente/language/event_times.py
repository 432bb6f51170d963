"""When events were: the time in an event's own clause, else one that its sentence or the sentence before lends it.

A deed told without a time has that of the clause that it is joined to ("On Monday, Oslo recalled its envoy and closed
the border"), or of the sentence just before where both tell what the same two did, in the past, one after the other. No
time is lent across quotation marks or from one who tells to another, into a flashback, or to what is still to come; and
the day of publication is never put in the place of a time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from detente.language import times
from detente.language.event_drafts import EventDraft
from detente.records import Date, Published, Span, WhenKnown

if TYPE_CHECKING:
    from detente.language.parse import Paragraph
    from detente.language.tree import Token

Timed = tuple[WhenKnown | None, Date]

UNKNOWN: Timed = (None, Date())
# Statuses of what is still to come: their times are read as future ones, and none is lent to them.
TO_COME = ("planned", "predicted", "offered", "threatened")
DONE = ("happened", "ongoing")
# Words that take a sentence out of the order of telling: back in time, or on by an unknown while.
LEAVES_ORDER = frozenset(
    """
    earlier previously before already ago since after afterwards afterward later then subsequently eventually until ever
    always often regularly repeatedly usually once formerly again recently historically meanwhile when while
    """.split()
)
# Words of an answer, which comes some time after what it answers.
ANSWERS = frozenset("turn response retaliation reply return retaliatory retaliated responded answered".split())
# Times as narrow as these can be shared by two deeds; a year's cannot.
NARROW = ("minute", "day", "week", "month")
# Furthest that clauses joined one to another lend a time.
CHAIN = 4


class EventTimes:
    """Gives the events of one paragraph their times; ``dated`` are the times that its text names."""

    def __init__(self, paragraph: Paragraph, dated: list[tuple[Span, Date]], published: Published) -> None:
        self._paragraph, self._published = paragraph, published
        self._dated: list[tuple[list[Token], Date]] = []
        for span, date in dated:
            inside = [t for t in paragraph.doc if span[0] <= t.idx < span[1]]
            if inside:
                self._dated.append((inside, date))

    def of(self, drafts: list[EventDraft]) -> list[Timed]:
        """Return where each event's time is known from, and the time."""
        found = [self._own(d) for d in drafts]
        for number, draft in enumerate(drafts):
            if found[number][0] is None and draft.status in DONE:
                found[number] = self._joined(draft, drafts)
        for number, draft in enumerate(drafts):
            if found[number][0] is None and draft.status in DONE:
                found[number] = self._before(draft, drafts, found)
        return found

    def _own(self, draft: EventDraft) -> Timed:
        """The time expression in the event's own clause, the nearest one first."""
        date = self._nearest(draft.token, clause_of(draft.token))
        if date is None:
            return UNKNOWN
        if draft.status in TO_COME:
            date = times.resolve(date.text, self._published, future=True)
        return "clause", date

    def _nearest(self, token: Token, clause: set[int]) -> Date | None:
        best: tuple[int, Date] | None = None
        for inside, date in self._dated:
            if inside[0].i not in clause or _qualifies_another(inside, token):
                continue
            distance = abs(inside[0].i - token.i)
            if best is None or distance < best[0]:
                best = (distance, date)
        return best[1] if best is not None else None

    def _joined(self, draft: EventDraft, drafts: list[EventDraft]) -> Timed:
        """The time of the clause that the event's is joined to, or goes along with: "..., closing the border".

        A clause with a subject of its own tells what another did, or did at another time, unless both are of one side.
        """
        verb = _verb_of(draft.token)
        if ANSWERS & {t.lower_ for t in verb.subtree}:
            return UNKNOWN
        for _ in range(CHAIN):
            along = verb.dep_ == "advcl" and verb.tag_ == "VBG" and not any(c.dep_ == "mark" for c in verb.children)
            above = verb.head
            if not (verb.dep_ == "conj" or along) or above.pos_ not in ("VERB", "AUX"):
                break
            if _pluperfect(verb) != _pluperfect(above) and not along:
                break
            if any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children) and not any(
                _verb_of(d.token).i == above.i and d.source.country and d.source.country == draft.source.country
                for d in drafts
            ):
                break
            between = {t.lower_ for t in draft.token.doc[min(above.i, verb.i) : max(above.i, verb.i)]}
            if between & LEAVES_ORDER:
                break
            date = self._nearest(above, clause_of(above) - {t.i for t in verb.subtree})
            if date is not None:
                return ("joined", date) if date.precision in NARROW else UNKNOWN
            verb = above
        return UNKNOWN

    def _before(self, draft: EventDraft, drafts: list[EventDraft], found: list[Timed]) -> Timed:
        """The time of a deed of the same two in the sentence just before, where the telling goes straight on."""
        sentence = draft.token.sent
        if sentence.start == 0 or any(inside[0].sent == sentence for inside, _ in self._dated):
            return UNKNOWN
        words = {t.lower_ for t in sentence}
        if words & (LEAVES_ORDER | ANSWERS) or _pluperfect(_verb_of(draft.token)) or any(t.is_quote for t in sentence):
            return UNKNOWN
        last = self._paragraph.doc[sentence.start - 1].sent
        dates = {date for inside, date in self._dated if inside[0].sent == last}
        if len(dates) != 1 or any(t.is_quote for t in last):
            return UNKNOWN
        for other, (known, date) in zip(drafts, found, strict=True):
            if other.token.sent != last or known not in ("clause", "joined") or other.status not in DONE:
                continue
            if date.precision in NARROW and other.statement is draft.statement and _same_two(draft, other):
                return "before", date
        return UNKNOWN


def clause_of(token: Token) -> set[int]:
    """Return the tokens of an event's own clause: its subtree without clauses below it, and its verb's where it is a noun."""
    top = token
    while top.pos_ not in ("VERB", "AUX") and top.head.i != top.i and top.dep_ != "relcl":
        top = top.head
    inner = {
        t.i
        for c in top.children
        if c.dep_ in ("ccomp", "advcl", "parataxis") and c.i != token.i and not c.is_ancestor(token)
        for t in c.subtree
    }
    return {t.i for t in top.subtree} - inner


def _verb_of(token: Token) -> Token:
    while token.pos_ not in ("VERB", "AUX") and token.head.i != token.i:
        token = token.head
    return token


def _pluperfect(verb: Token) -> bool:
    """Whether a verb tells what had been before: "had closed"."""
    return any(c.dep_ in ("aux", "auxpass") and c.lower_ in ("had", "'d", "’d") for c in verb.children)


def _same_two(one: EventDraft, other: EventDraft) -> bool:
    """Whether two deeds are between the same two, in either direction."""
    if one.target is None or other.target is None:
        return False
    sides = [{r.country or r.name for r in (d.source, d.target) if r is not None} for d in (one, other)]
    return sides[0] == sides[1]


def _qualifies_another(words: list[Token], event: Token) -> bool:
    """Whether a time only says which noun is meant, another than the event's own: "the 2016 election"."""
    spots = {t.i for t in words}
    top = next((t for t in words if t.head.i not in spots), words[-1])
    return (
        top.dep_ in ("amod", "compound", "nmod", "nummod", "poss")
        and top.head.pos_ in ("NOUN", "PROPN")
        and top.head.i != event.i
    )
