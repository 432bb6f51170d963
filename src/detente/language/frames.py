"""Frames: where a codebook frame meets the parse, and whom it names as source and target."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from detente.codebook import Codebook, Frame
from detente.language import clauses, fitting, headlines, implied, undergoing
from detente.language.cues import visits
from detente.language.implied_words import DONE_TO, JUDGES
from detente.language.loosely import LooseMatcher
from detente.language.parties import parties_at, party_at
from detente.language.refs import Ref, Refs
from detente.language.role_words import SUMMONING, SWAPPING
from detente.language.roles import RoleFinder, known, mob, reciprocal
from detente.language.shifts import helps, polices

if TYPE_CHECKING:
    from collections.abc import Iterator

    from detente.language.tree import Token

# An offer or a threat may name only in its condition whom it is made to.
ON_CONDITION = frozenset("AGREE THREATEN CONCEDE".split())


PAIR = 2
LEAVING = frozenset("leave depart quit pack get".split())
# What it is to recall an envoy.
RECALL = "161"
# Deeds that it is a sanction to stop, and verbs of stopping.
GOOD = frozenset("AID COOPERATE CONCEDE".split())
STOPPING = frozenset("stop halt suspend cease end quit freeze pause".split())
# Types of which a passive tells by its place who does it: "detained in China".
HARM = frozenset("COERCE SANCTION ASSAULT".split())
# Of these a passive may name whose forces are moved, and nobody else.
FORCES = frozenset("MOBILIZE RETREAT".split())
# Deeds whose target may stand anywhere in their clause, where no place of the frame names one.
AIMED = frozenset("MOBILIZE CONCEDE RETREAT SANCTION COERCE THREATEN PROTEST AID AGREE REJECT REQUEST".split())
# Who is received, whatever office they hold.
GUESTS = frozenset("colleague counterpart guest visitor delegation mission delegate team dignitary emissary".split())
# Words of support that a noun tells in the same way.
SAID = frozenset("apology praise congratulation recognition tribute condolence".split())
# Deeds that a noun tells by itself where it names both sides: "Beijing's sanctions against Lithuania".
NAMED = frozenset("SANCTION COERCE ASSAULT RETREAT ACCUSE REJECT PROTEST CONCEDE AID REQUEST THREATEN".split())


@dataclass(frozen=True, slots=True)
class Match:
    """A frame found: the token that names the event, the parties, and the nouns that it uses up.

    What is ``told`` has happened whatever governs it: a demand that is rejected has been made. What ``points_back`` names
    its target only by an earlier deed: "condemned the launch".
    """

    frame: Frame
    token: Token
    sources: tuple[Ref, ...]
    targets: tuple[Ref, ...]
    used: tuple[int, ...] = ()
    support: Token | None = None
    told: bool = False
    points_back: bool = False


class FrameMatcher:
    """Matches the codebook's frames in one paragraph."""

    def __init__(self, codebook: Codebook, refs: Refs) -> None:
        self._codebook, self._refs, self._roles = codebook, refs, RoleFinder(refs)

    def find(self) -> Iterator[Match]:
        """Yield matches: verbs first, then nouns that no verb frame used up, then adjectives."""
        used: set[int] = set()
        doc = self._refs.doc
        verbs: list[Match] = []
        for token in doc:
            if token.pos_ in ("VERB", "AUX"):
                match = self._received(token) or self._wish(token) or self._ousted(token) or self._verb(token)
                if match is not None:
                    used.update(match.used)
                    if not match.frame.silent:
                        verbs.append(match)
        verbs = [self._ended(m) for m in verbs]
        verbs += self._dismissals()
        verbs += self._helps()
        nouns = [*self._nouns(used), *(m for v in verbs for m in self._answered(v))]
        # "Ordered the expulsion of": the verb only makes happen what the noun names
        shells = {m.support.i for m in nouns if m.support is not None}
        yield from self._loose([*verbs, *nouns], used | shells)
        yield from (m for m in verbs if m.token.i not in shells or m.frame.objects is not None)
        yield from nouns
        for token in doc:
            if token.pos_ == "ADJ" and token.lemma_.lower() in self._codebook.adjectives:
                match = self._adjective(token)
                if match is not None:
                    yield match

    def _loose(self, found: list[Match], used: set[int]) -> Iterator[Match]:
        """Yield the matches of words of many meanings that two states stand beside, where no frame has met them."""
        taken = used | {m.token.i for m in found}
        for frame, token, sources, targets, light in LooseMatcher(self._codebook, self._refs, self._roles).find(taken):
            if frame.type == "SUPPORT" and token.pos_ == "VERB" and implied.harms_other(token):
                continue
            if frame.type != "CONSULT" or frame.mode != "visit" or any(t.place or self._is_guest(t) for t in targets):
                meant = self._meant(frame, token) if token.pos_ == "VERB" else frame
                yield self._ended(Match(meant, token, sources, targets, (), light))

    def _nouns(self, used: set[int]) -> Iterator[Match]:
        """Yield the matches of nouns that no verb frame has used up."""
        for token in self._refs.doc:
            if token.i in used or token.pos_ not in ("NOUN", "PROPN"):
                continue
            if (heading := headlines.act(token, self._refs, self._codebook)) is not None:
                frame, doer, target = heading
                yield Match(frame, token, (replace(doer, modifier=False),), (target,))
                continue
            match = self._noun(token)
            if match is not None:
                yield match

    # -- verbs -------------------------------------------------------------------------------------------------

    def _verb(self, verb: Token) -> Match | None:
        frames = self._codebook.verbs.get(verb.lemma_.lower())
        if frames is None:
            return None
        words = {t.lower_ for t in verb.subtree}
        heads = dict(fitting.object_heads(clauses.direct_object(verb)))
        for thing in verb.children:  # "was granted a loan by", "showed an envoy the door"
            if thing.dep_ == "dobj":
                heads |= dict(fitting.object_heads(thing))
        tried: Frame | None = None
        for frame in frames:
            if not fitting.may_fit(frame, words, heads):
                continue
            # Where a frame met its words but not its parties, a plainer one would read another meaning into them.
            if tried is not None and not _as_strict(frame, tried):
                continue
            if frame.type == "REQUEST" and visits(verb):
                continue
            fits = fitting.verb_fits(frame, verb, heads)
            if fits is None:
                continue
            if frame.silent:
                return Match(frame, verb, (), (), fits)
            sources = self._roles.place(frame.source, verb, None, ())
            if not sources and (frame.type in HARM or verb.lemma_.lower() in SUMMONING):
                sources = self._roles.held_where(verb)
            if not sources and frame.cameo == RECALL:
                sources = self._roles.recalled(verb)
            if not sources and frame.type in FORCES:
                sources = self._roles.moved(verb)
            match = self._match(frame, verb, sources, fits, None)
            if match is not None:
                return replace(match, frame=self._meant(frame, verb))
            tried = tried or frame
        return None

    def _meant(self, frame: Frame, verb: Token) -> Frame:
        """Return what a show of force or help comes to: planes sent to a search help, help to break up a ring is joint work."""
        lemma, kind = ("send", "AID") if frame.type == "MOBILIZE" and helps(verb) else ("", "")
        if frame.type == "AID" and polices(verb):
            lemma, kind = "cooperate", "COOPERATE"
        if frame.type == "RETREAT" and fitting.favours(verb):
            lemma, kind = "suspend", "SANCTION"
        return next((f for f in self._codebook.verbs.get(lemma, ()) if f.type == kind), frame)

    def _ended(self, match: Match) -> Match:
        """Return what stopping a good deed comes to, which is to withhold it: "stopped issuing visas", "no longer supplies"."""
        if match.frame.type not in GOOD:
            return match
        verb = match.token
        stopping = verb.head if verb.dep_ in ("xcomp", "dobj") and verb.tag_ == "VBG" else None
        held = (f for f in self._codebook.verbs.get("suspend", ()) if f.type == "SANCTION" and not f.silent)
        frame = next(held, None)
        if frame is None:
            return match
        if stopping is not None and stopping.lemma_.lower() in STOPPING:
            return replace(match, frame=frame, token=stopping)
        if fitting.no_longer(verb):
            return replace(match, frame=frame, told=True)
        return match

    def _helps(self) -> Iterator[Match]:
        """Yield the help that a deed is done with: "drove them back with French help"."""
        frame = next((f for f in self._codebook.verbs.get("help", ()) if f.type == "AID" and not f.silent), None)
        for token in self._refs.doc:
            if frame is not None and token.dep_ == "pobj" and token.pos_ == "NOUN":
                sources, targets = self._roles.helpers(token)
                if any(s.country for s in sources) and targets:
                    yield Match(frame, token.head.head, sources, targets)

    def _dismissals(self) -> Iterator[Match]:
        """Yield what calls a charge false or a deed bad: "called claims that it had invaded Congo absurd"."""
        for token in self._refs.doc:
            if token.pos_ != "VERB" or token.lemma_.lower() not in fitting.NAMING | fitting.FINDING:
                continue
            for verb, kind, thing in (
                ("deny", "REJECT", fitting.dismissed(token)),
                ("condemn", "ACCUSE", fitting.branded(token)),
            ):
                frames = (f for f in self._codebook.verbs.get(verb, ()) if f.type == kind and not f.silent)
                frame = min(frames, key=lambda f: f.objects is not None, default=None)
                sources = self._roles.place(("subject",), token, None, ()) if frame and thing is not None else ()
                if frame is None or thing is None or not any(s.country for s in sources):
                    continue
                owner = party_at(thing, self._refs)
                targets = tuple(r for r in (owner,) if r is not None and r.country and r.country != sources[0].country)
                yield Match(frame, token, sources, targets, told=token.dep_ in ("acl", "relcl"))

    def _wish(self, verb: Token) -> Match | None:
        """Return what one side wants the other to do, which is to ask it: "wants Germany to supply missiles"."""
        clause = clauses.child(verb, "ccomp")
        if clause is None or clauses.surface_subject(clause) is None:
            return None
        doer = clauses.surface_subject(clause)  # "insists that Ankara withdraw"
        bare = clause.tag_ == "VB" or (clause.tag_ == "VBP" and doer is not None and doer.tag_ in ("NN", "NNP"))
        bare = bare and clauses.child(clause, "aux") is None
        if verb.lemma_.lower() != "want" and not (bare and verb.lemma_.lower() == "insist"):
            return None
        frame = next((f for f in self._codebook.verbs.get("urge", ()) if f.type == "REQUEST"), None)
        sources = self._roles.place(("subject",), verb, None, ())
        targets = self._roles.place(("doer",), verb, None, sources) if sources else ()
        targets = tuple(t for t in targets if t.kind != "pronoun")
        if frame is None or not any(t.country for t in targets):
            return None
        return Match(frame, verb, sources, targets)

    def _ousted(self, verb: Token) -> Match | None:
        """Return the expulsion of who is given a time to go: "gave the diplomats a week to leave"."""
        if verb.lemma_.lower() not in ("give", "order"):
            return None
        timed = verb.lemma_ == "order" or any(c.lemma_.lower() in fitting.SPANS for c in verb.children)
        leaving = (t for t in verb.subtree if t.lemma_.lower() in LEAVING and t.tag_ == "VB")
        frame = next((f for f in self._codebook.verbs.get("expel", ()) if f.type == "SANCTION"), None)
        if not timed or next(leaving, None) is None or frame is None:
            return None
        sources = self._roles.place(("subject",), verb, None, ())
        targets = self._roles.place(("dative", "object"), verb, None, sources) if sources else ()
        return Match(frame, verb, sources, targets) if any(t.country for t in targets) else None

    def _answered(self, match: Match) -> Iterator[Match]:
        """Yield the demand or charge that a rejection answers: "brushed aside Serbian demands for"."""
        if match.frame.type != "REJECT" or not match.targets:
            return
        for i in match.used:
            noun = self._refs.doc[i]
            for frame in self._codebook.nouns.get(noun.lemma_.lower(), ()):
                if frame.type in ("REQUEST", "ACCUSE") and not frame.silent and not frame.reciprocal:
                    yield Match(frame, noun, match.targets, match.sources, told=True)
                    break

    # -- nouns -------------------------------------------------------------------------------------------------

    def _noun(self, noun: Token) -> Match | None:
        undergone = undergoing.undergone(noun)
        for lemma in fitting.noun_lemmas(noun):
            for frame in self._codebook.nouns.get(lemma, ()):
                if frame.silent:
                    return None
                if undergone is not None and (match := self._undergone(frame, noun, undergone)) is not None:
                    return match
                support = fitting.support(noun, frame)
                if support is None and not frame.free and frame.type not in NAMED and lemma not in SAID:
                    continue
                sources = self._roles.place(frame.source, noun, support, ())
                match = self._match(frame, noun, sources, (), support)
                if match is None:
                    continue
                if support is None and not (match.sources and match.targets):
                    continue
                return match
        return None

    def _undergone(self, frame: Frame, noun: Token, verb: Token) -> Match | None:
        """Return the match of a noun that the verb's subject undergoes: "faces sanctions from"."""
        if frame.reciprocal:
            return None
        sources = self._roles.place(undergoing.DOERS, noun, verb, ())
        if undergoing.in_words(noun, verb, sources):
            frame = next(iter(self._codebook.nouns.get("criticism", ())), frame)
        targets = self._roles.place(("undergoer",), noun, verb, sources) if sources else ()
        return Match(frame, noun, sources, targets, (), verb) if targets else None

    def _received(self, verb: Token) -> Match | None:
        """Return the match of what is got from somebody, who gives it: "received grain from"."""
        found = undergoing.received(verb, self._codebook)
        if found is None:
            return None
        frame, thing = found
        sources = self._roles.place(("prep:from",), verb, None, ()) or self._roles.place(
            ("prep:from",), thing, None, ()
        )
        targets = self._roles.place(("subject",), verb, None, sources) if sources else ()
        return Match(frame, verb, sources, targets, (thing.i,)) if targets else None

    # -- adjectives --------------------------------------------------------------------------------------------

    def _adjective(self, adjective: Token) -> Match | None:
        for frame in self._codebook.adjectives[adjective.lemma_.lower()]:
            if not fitting.adjective_fits(frame, adjective):
                continue
            if frame.silent:
                return None
            subject = clauses.surface_subject(adjective) or clauses._lent(adjective, 4)
            sources = tuple(parties_at(subject, self._refs)) if subject is not None else ()
            return self._match(frame, adjective, sources, (), None)
        return None

    # -- parties -----------------------------------------------------------------------------------------------

    def _match(
        self, frame: Frame, token: Token, sources: tuple[Ref, ...], used: tuple[int, ...], support: Token | None
    ) -> Match | None:
        if frame.type == "SUPPORT" and token.pos_ == "VERB" and implied.harms_other(token):
            return None
        if not any(known(s) for s in sources) and (frame.type == "PROTEST" or (frame.type == "ASSAULT" and mob(token))):
            sources = self._roles.crowd(token)
        targets = self._roles.place(frame.target, token, support, sources)
        if not targets and frame.particle is not None and token.pos_ == "VERB":
            targets = self._roles.behind(frame.particle, token, sources)
        if frame.type == "REQUEST" and not targets and frame.preposition == "for":  # "called for Cameroon to halt"
            places = ("doer", "prep:for") if clauses.complement(token) is not None else ("doer",)
            targets = self._roles.place(places, token, support, sources)
        if frame.reciprocal and not sources and token.pos_ == "NOUN":
            sources = self._roles.comer(token)
            targets = tuple(t for t in targets if all(t.country != s.country for s in sources))
            if not sources and not _between(targets, token):
                return None
        if not targets and frame.type in ON_CONDITION:
            targets = self._roles.addressed_by_condition(token, sources)
        if not targets and token.pos_ == "NOUN":
            avenger = self._roles.avenger(token)
            targets = tuple(t for t in avenger if all(t.country != s.country for s in sources))
        if not targets and token.pos_ == "NOUN" and frame.type in ("REJECT", "SANCTION"):
            targets = self._roles.angered(token)
        limiting = frame.type == "SANCTION" and token.pos_ == "VERB" and frame.mode == "discontinue"
        if not targets and sources and (limiting or (frame.type in AIMED and not frame.needs_target)):
            targets = self._roles.nearby(token, support, sources)
        verb = token.lemma_.lower()
        together = verb in ("agree", "undertake") or verb in SWAPPING or fitting.their_own(token)
        together = together or (len(sources) == PAIR and fitting.as_two(token))
        if frame.reciprocal or (not targets and len(sources) > 1 and together):
            sources, targets = reciprocal(sources, targets)
            if not targets:
                return None
        if not sources or not any(known(s) for s in sources):
            return None
        if frame.mode == "visit":
            sources = tuple(s for s in sources if _travels(s))
            aimed = "object" in frame.target
            targets = tuple(t for t in targets if not aimed or t.place or self._is_town(t) or self._is_guest(t))
        if not sources:
            return None
        if frame.needs_target and not any(t.country for t in targets):
            judging = frame.type in JUDGES and token.pos_ == "VERB" and implied.judged(token) is not None
            if not judging and not (frame.type in DONE_TO and implied.of_somebody(token)):
                return None
            return Match(frame, token, sources, (), used, support, points_back=True)
        return Match(frame, token, sources, targets, used, support)

    def _is_town(self, ref: Ref) -> bool:
        """Whether a noun names a place that can be visited: "the Chinese capital"."""
        return self._refs.doc[ref.head].lemma_.lower() in ("capital", "city", "town", "port", "region", "island")

    def _is_guest(self, ref: Ref) -> bool:
        """Whether somebody is received as a guest: forces or bases that a state hosts are not."""
        if self._refs.doc[ref.head].lemma_.lower() in GUESTS:
            return True
        return _travels(ref) and (ref.kind != "nominal" or ref.sector != "MIL")


def _between(parties: tuple[Ref, ...], noun: Token) -> bool:
    """Whether several parties are the two sides of a noun, and not all on the other: "talks with Japan and Korea"."""
    return len(parties) > 1 and not any(
        c.dep_ == "prep" and c.lower_ == "with" and c.i < min(p.first for p in parties) for c in noun.children
    )


def _travels(ref: Ref) -> bool:
    """Whether somebody can go and be received: an American base that a state hosts cannot."""
    return ref.kind != "nominal" or ref.sector in ("GOV", "MIL", "LEG")


def _as_strict(frame: Frame, other: Frame) -> bool:
    """Whether a frame asks for objects where the other does, or else for the same particle and preposition."""
    if other.objects is not None:
        return frame.objects is not None
    return (frame.particle, frame.preposition) == (other.particle, other.preposition)
