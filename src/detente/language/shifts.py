"""Shifts: how the words on a chain make one type out of several: "agreed to send aid" is no aid yet.

PLOVER's rules: cooperation that is to come is AGREE, harm that is to come is THREATEN, cooperation that is refused is
REJECT; what ends harm is a retreat, what ends cooperation a sanction.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from detente.language import clauses, fitting, moods
from detente.language.governors import (
    ALLEGING,
    AWAITING,
    CANCELLING,
    CAUSING,
    ENDING,
    HELPING_DEEDS,
    PRAISING,
    SAYINGS,
)
from detente.language.moods import Mood
from detente.language.senses import SenseFinder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from detente.codebook import Codebook, Frame
    from detente.language.tree import Token

COOPERATION = frozenset("AGREE CONSULT SUPPORT COOPERATE AID CONCEDE RETREAT".split())
HARM = frozenset("PROTEST SANCTION MOBILIZE COERCE ASSAULT".split())
# What somebody says of another's doing one of these is a complaint.
WRONG = HARM | frozenset("THREATEN REJECT ACCUSE".split())
ENDED = HARM | frozenset("THREATEN ACCUSE REQUEST".split())
# Words that tell help from a show of force: "deployed troops on a peacekeeping mission".
HELPING = frozenset(
    "peacekeeping peacekeeper humanitarian relief rescue medical search evacuation earthquake quake flood survivor".split()
)
# What planes and ships carry that bring no force: "sent a ship with food".
GOODS = frozenset("food medicine tent blanket aid rice wheat water flour doctor supplies".split())
TALKING = frozenset("discuss talk review consult confer inform brief update".split())
CALLS = frozenset("call phone telephone ring write cable message contact".split())
STRIKING = frozenset("hit strike lash fight".split())
# Help with one of these is work done together: "helped the police to break up a ring".
POLICING = frozenset(
    """
    arrest break dismantle catch bust capture investigate track trace seize solve identify uncover foil crack smash
    intercept hunt apprehend nab
    """.split()
)
CRITICS = frozenset("critic opponent detractor dissident".split())
FINDING = frozenset("find declare pronounce judge".split())
COURTS = frozenset("court tribunal judge jury magistrate".split())
CONVICTED = frozenset("guilty liable".split())
TELLING = frozenset("tell inform remind write notify".split())
# They call somebody something: "who called him a coward".
NAMING = frozenset("call brand label dub term deem consider".split())
UNTRUE = frozenset("lie nonsense rubbish fabrication fiction".split())
# Forces that are raised or readied for a fight have not fought yet: "formed a militia to fight".
READYING = frozenset(
    """
    form raise recruit mass amass mobilise mobilize gather prepare ready train muster assemble build concentrate arm equip
    """.split()
)
# Deepest chain of clauses that is followed for what an outer word is about.
DEPTH = 4


@dataclass(frozen=True, slots=True)
class Reading:
    """What a chain of words says: a type, the frame and word that it rests on; ``shifted`` where the type is another."""

    type: str
    frame: Frame | None
    token: Token
    shifted: bool = False


class Shifter:
    """Reads chains of words; loads nothing."""

    def __init__(self, codebook: Codebook, senses: SenseFinder) -> None:
        self._codebook, self._senses = codebook, senses

    def read(self, words: Sequence[Token], mood: Mood | None = None, depth: int = DEPTH) -> Reading | None:
        """Return what a chain says, the governing word first; None where no word of it has a type."""
        mood = mood or Mood()
        for i, token in enumerate(words):
            rest = words[i + 1 :]
            if token.pos_ in ("VERB", "AUX"):
                mood = mood.under(moods.own(token))
            reading = self._word(token, rest, depth)
            if reading is not None:
                return self._shift(reading, mood, rest, depth)
            mood = mood.under(moods.lent(token, self._codebook))
            if token.pos_ in ("VERB", "AUX") and (light := self._light(token, rest)) is not None:
                return self._shift(light, mood, rest, depth)
        return None

    def told(self, verb: Token, *, wished: bool = False, speaking: Token | None = None) -> Reading:
        """Return what a speaker does who says this of the given target: demands, praises, threatens, or else blames.

        ``wished`` marks what the speaker only wishes; ``verb`` is the target's own, or the noun or adjective that it is
        called: "called the plan a provocation"; ``speaking`` is the verb of saying, where there is one.
        """
        if verb.pos_ not in ("VERB", "AUX"):
            return Reading(self._judged(verb), None, verb, shifted=True)
        mood = moods.own(verb)
        clause = clauses.complement(verb)
        inner = self.read([verb] if clause is None else [verb, clause])
        if wished:
            kind = "REQUEST"
        elif mood.owed or (clause is not None and verb.lemma_ in ("need", "have")):
            kind = "ACCUSE" if mood.denied else "REQUEST"
        elif mood.future and verb.lemma_.lower() in AWAITING:
            kind = "THREATEN"
        elif inner is not None and inner.type in COOPERATION:
            alleged = speaking is not None and speaking.lemma_.lower() in ALLEGING
            hostile = self._senses.by(CRITICS) or (inner.type == "AID" and (alleged or _thing(inner)))
            kind = "ACCUSE" if hostile else "SUPPORT"
        elif (called := clauses.child(verb, "acomp", "attr")) is not None:
            kind = self._judged(called)
            if mood.denied and kind == "SUPPORT":  # "would not be welcome", "was no friend"
                kind = "REJECT" if mood.future else "ACCUSE"
        else:
            kind = "ACCUSE"
        return Reading(kind, None, verb, shifted=True)

    def tells(self, words: Sequence[Token]) -> Reading | None:
        """What somebody does who tells the target that it must do something, or that he will do something himself."""
        verb = words[-1] if words else None
        if verb is None or verb.lemma_.lower() not in TELLING or (clause := clauses.complement(verb)) is None:
            return None
        if moods.own(clause).owed:
            return Reading("REQUEST", None, clause, shifted=True)
        return self.read([clause])

    def _judged(self, word: Token) -> str:
        """What it is to call somebody, or what somebody said, by a noun or adjective."""
        if word.lemma_.lower() in PRAISING:
            return "SUPPORT"
        if word.lemma_.lower() in CONVICTED and self._senses.by(COURTS):
            return "SANCTION"
        judged = self._word(word, (), 0)
        if judged is not None and judged.type in COOPERATION:
            return "SUPPORT"
        subject = clauses.surface_subject(word) or clauses.direct_object(word.head)
        subject = subject or (clauses.surface_subject(word.head) if word.dep_ in ("acomp", "attr") else None)
        said = subject is not None and subject.lemma_.lower() in SAYINGS
        return "REJECT" if said and (word.pos_ == "ADJ" or word.lemma_.lower() in UNTRUE) else "ACCUSE"

    # -- single words ------------------------------------------------------------------------------------------

    def _word(self, token: Token, rest: Sequence[Token], depth: int) -> Reading | None:
        frame = self._senses.of(token)
        lemma = token.lemma_.lower()
        if lemma in NAMING and (name := _named(token)) is not None:
            return Reading(self._judged(name), None, token, shifted=True)
        if lemma in FINDING and any(c.lower_ in CONVICTED for c in token.children):
            return Reading("SANCTION" if self._senses.by(COURTS) else "ACCUSE", None, token, shifted=True)
        if lemma == "insist" and _asserts(token):
            return None
        if lemma in CAUSING and token.pos_ == "VERB" and (frame is None or frame.plain):
            caused = self._light(token, ())
            if caused is not None and caused.type not in ("REQUEST", "AGREE"):
                return caused
        if lemma in ENDING and (frame is None or (frame.loose and frame.plain)):
            ended = self._ended(token, rest, depth)
            if ended is not None:
                return ended
        if frame is not None and frame.type in ("AID", "MOBILIZE") and depth:
            goal = _purpose(token, rest)
            aims = (
                rest[goal:] if goal is not None else [c for c in token.children if c.tag_ == "VB" and c.dep_ == "advcl"]
            )
            aimed = self.read(aims[:1] if goal is None else aims, depth=depth - 1) if aims else None
            wrong = WRONG if goal is not None else HARM | {"ACCUSE"}
            if aimed is not None and aimed.type in wrong and lemma not in READYING:
                return aimed
        return Reading(frame.type, frame, token) if frame is not None else None

    def _light(self, verb: Token, rest: Sequence[Token]) -> Reading | None:
        """The type of the noun that a verb without one makes happen."""
        places = {t.i for t in rest}
        for frame, noun in self._senses.objects(verb):
            if noun.i in places:  # the chain comes to it by itself
                return None
            return Reading(frame.type, frame, noun)
        return None

    def _ended(self, token: Token, rest: Sequence[Token], depth: int) -> Reading | None:
        """What somebody does who ends something: harm ended is a retreat, cooperation ended a sanction."""
        if not depth:
            return None
        inner = self.read(rest, depth=depth - 1)
        if inner is None and token.pos_ == "VERB":
            inner = self._light(token, ())
        if inner is None:
            words = [n for p, n in clauses.prepositional(token) if p in ("of", "against", "on", "to", "with")]
            words += [t for t in (clauses.complement(token),) if t is not None]
            inner = next((r for w in words if (r := self._word(w, (), 0)) is not None), None)
        if inner is None or inner.type == "REJECT":
            return None
        if inner.type == "CONSULT" and token.lemma_.lower() in CANCELLING:
            return Reading("REJECT", None, token, shifted=True)
        return Reading("RETREAT" if inner.type in ENDED else "SANCTION", None, token, shifted=True)

    # -- shifts ------------------------------------------------------------------------------------------------

    def _shift(self, reading: Reading, mood: Mood, rest: Sequence[Token], depth: int) -> Reading:
        kind = reading.type
        if kind == "MOBILIZE" and helps(reading.token):
            kind = "AID"
        if kind in ("CONSULT", "REQUEST") and depth and (meant := self._meant(reading.token, depth)) is not None:
            kind = meant
        if kind == "ACCUSE" and mood.future and reading.token.lemma_.lower() in STRIKING:
            kind = "THREATEN"
        if kind == "AID" and polices(reading.token):
            kind = "COOPERATE"
        inner = self._about(reading.token, rest, depth) if kind in ("AGREE", "REJECT") else None
        if kind == "AGREE" and inner is not None:
            kind = "THREATEN" if inner in HARM else "REJECT" if inner == "REJECT" else kind
        if mood.denied:
            kind = self._denied(kind, inner, to_come=mood.future or _infinitive(reading.token))
        elif mood.future and kind in COOPERATION:
            kind = "AGREE"
        elif mood.future and kind in HARM:
            kind = "THREATEN"
        return reading if kind == reading.type else replace(reading, type=kind, shifted=True)

    def _meant(self, verb: Token, depth: int) -> str | None:
        """What a call or letter was for, where that is more than to talk: "phoned the king to thank him"."""
        if verb.pos_ != "VERB" or verb.lemma_.lower() not in CALLS:
            return None
        goal = next(
            (c for c in verb.children if c.tag_ == "VB" and c.dep_ in ("advcl", "xcomp") and c.i > verb.i), None
        )
        asked = (n for p, n in clauses.prepositional(verb, deep=False) if p in ("on", "upon", "for"))
        if goal is None or any(n.i < goal.i and n.lemma_.lower() not in fitting.TIMES for n in asked):
            return None
        if goal.lemma_.lower() in TALKING:
            return "CONSULT"
        found = self.read([goal], depth=depth - 1)
        spoken = {"SUPPORT"} if verb.lemma_ == "call" else {"SUPPORT", "ACCUSE", "THREATEN", "REQUEST"}
        return found.type if found is not None and found.type in spoken else None

    @staticmethod
    def _denied(kind: str, inner: str | None, *, to_come: bool) -> str:
        if kind == "REJECT":
            return "THREATEN" if inner in HARM else "AGREE" if inner is not None or to_come else kind
        if kind in HARM and to_come:  # "promised not to attack"
            return "AGREE"
        return "REJECT" if kind in COOPERATION | HARM else kind

    def _about(self, token: Token, rest: Sequence[Token], depth: int) -> str | None:
        """The type of what is agreed to or refused: further down the chain, else in the word's own clause."""
        if not depth:
            return None
        found = self.read(rest, depth=depth - 1)
        clause = clauses.complement(token)
        if found is None and clause is not None:
            found = self.read([clause], depth=depth - 1)
        return found.type if found is not None else None


def _purpose(verb: Token, words: Sequence[Token]) -> int | None:
    """The place of the first verb in a verb's clause of purpose: "sent jets to destroy"."""
    for i, token in enumerate(words):
        if token.tag_ == "VB" and token.dep_ in ("advcl", "xcomp", "acl", "relcl") and token.head.i == verb.i:
            return i
    return None


def helps(verb: Token) -> bool:
    """Whether soldiers are moved to help: on a mission named so, or "to protect civilians"."""
    if any(t.lemma_.lower() in HELPING for t in verb.subtree):
        return True
    moved = clauses.direct_object(verb)
    if moved is not None and any(t.lemma_.lower() in GOODS and t.lower_ != "waters" for t in moved.subtree):
        return True
    goals = (
        c for c in verb.subtree if c.tag_ == "VB" and c.dep_ in ("advcl", "xcomp", "acl", "relcl") and c.i > verb.i
    )
    return any(g.lemma_.lower() in HELPING_DEEDS and _infinitive(g) for g in goals)


def polices(verb: Token) -> bool:
    """Whether help is help with the work of the police."""
    if verb.lemma_.lower() not in ("help", "assist", "aid"):
        return False
    goals = [c for c in verb.children if c.dep_ in ("xcomp", "ccomp", "advcl")]
    goals += [g for c in verb.children if c.dep_ == "prep" and c.lower_ in ("in", "with") for g in c.children]
    return any(g.lemma_.lower() in POLICING for g in goals)


def _infinitive(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def _thing(reading: Reading) -> bool:
    """Whether a type rests on a noun of many meanings alone: "is hiding weapons" gives nobody weapons."""
    return reading.frame is not None and reading.frame.pos == "noun" and reading.frame.loose


def _asserts(verb: Token) -> bool:
    """Whether a verb's clause says what is or will be, and not what ought to be: "insisted that they would never leave"."""
    clause = clauses.complement(verb)
    if clause is None or (clause.tag_ == "VB" and not any(c.tag_ == "MD" for c in clause.children)):
        return False
    return not moods.own(clause).owed


def _named(verb: Token) -> Token | None:
    """The noun or adjective that somebody is called by."""
    name = clauses.child(verb, "oprd", "ccomp", "xcomp")
    if name is None or name.pos_ not in ("ADJ", "NOUN") or name.i < verb.i or clauses.child(name, "aux") is not None:
        return None
    return name
