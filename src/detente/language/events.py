"""Events: who did what to whom, with status, time, place and figures, from the codebook's frames over the parse."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from detente import wire
from detente.codebook import Codebook
from detente.language import amounts, clauses, implied, nouns, times, told, undergoing
from detente.language.drafts import Draft, Holding
from detente.language.event_drafts import EventDraft
from detente.language.event_times import EventTimes, clause_of
from detente.language.frames import FrameMatcher, Match
from detente.language.hedges import denier_after, is_hedged
from detente.language.parties import as_party, party_at
from detente.language.refs import Ref, Refs
from detente.language.status import StatusReader, stronger
from detente.language.unreal import is_unreal
from detente.records import Event, Party, Place, Published, Quantity, Span, Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from detente.language.parse import Paragraph
    from detente.language.tree import Token

# Most pairs that one predicate gives: longer lists are lists, not relations.
MOST_PAIRS = 12
CONFLICT = ("verbal conflict", "material conflict")
# What a state that reports it of another accuses the other of.
BLAMED = frozenset("ASSAULT COERCE".split())
FACTS = ("happened", "ongoing")


class EventReader:
    """Reads the events of one paragraph after another of one report."""

    def __init__(self, codebook: Codebook) -> None:
        self._codebook = codebook
        self._status = StatusReader(codebook)

    def read(
        self, paragraph: Paragraph, refs: Refs, statements: list[Draft], before: Sequence[EventDraft] = ()
    ) -> list[EventDraft]:
        """Return the events of a paragraph, told in the report's own words or in a statement.

        ``before`` are those of the paragraphs before it: what "the launch" or "the deal" points back at.
        """
        matches = list(FrameMatcher(self._codebook, refs).find())
        holders = Holding(statements)
        drafts: list[EventDraft] = []
        for match in matches:
            drafts.extend(self._drafts(match, paragraph, holders, refs))
        drafts = [*self._without_shells(drafts), *told.vows(drafts, self._codebook)]
        drafts = implied.aim(drafts, before)
        made = [*self._accusations(drafts), *told.tellings(paragraph, refs, statements, self._codebook)]
        for draft in made:
            if not any(_same_charge(draft, d) for d in drafts):
                drafts.append(draft)
        told.with_modes(drafts, self._codebook)
        return _without_doubles(drafts)

    # -- drafts ------------------------------------------------------------------------------------------------

    def _drafts(self, match: Match, paragraph: Paragraph, statements: Holding, refs: Refs) -> Iterator[EventDraft]:
        status = self._status_of(match)
        if status is None:
            return
        statement = _innermost(paragraph.start + match.token.idx, statements, match.token.i)
        words = [t for t in (match.token, match.support) if t is not None]
        if statement is None and status in FACTS and not match.told and any(is_hedged(t) for t in words):
            return
        targets: Sequence[Ref | None] = match.targets or (None,)
        pairs = [(s, t) for s in match.sources for t in targets if t is None or _differ(s, t)]
        if match.frame.reciprocal:
            pairs = _each_once(pairs)
        denier = self._denier(match, refs) if status in FACTS and statement is None else None
        pairs = [p for p in pairs if denier is None or p[0].country != denier]
        for source, target in pairs[:MOST_PAIRS]:
            if not (source.country or source.name):
                continue
            if status in FACTS and is_unreal(match.token, match.frame.type, source, target):
                continue
            yield EventDraft(
                frame=match.frame, token=match.token, source=source, target=target, statement=statement,
                status=_foretold(status, source, statement), rule=match.frame.name, points_back=match.points_back, refs=refs,
            )  # fmt: skip

    @staticmethod
    def _denier(match: Match, refs: Refs) -> str | None:
        """The country that denies the deed in the same sentence: what it does by its own account it does not do."""
        token = denier_after(match.token)
        party = party_at(token, refs) if token is not None else None
        return party.country if party is not None else None

    def _status_of(self, match: Match) -> Status | None:
        """The status; an offer or readiness to cooperate is itself what is offered."""
        if match.told:
            return "happened"
        status = self._status.of(match.token if match.support is None else match.support)
        if match.support is not None and status is not None:
            own = self._status.of(match.token)
            status = None if own is None else _as_status(stronger(status, own))
            if status in FACTS and undergoing.still_to_come(match.token, match.support, match.frame.type):
                status = "predicted"
        if match.frame.type == "AGREE" and status in FACTS:
            pos = match.frame.pos
            operator = self._codebook.operators(match.token.lemma_.lower(), pos)
            if pos == "adjective" or operator == "offered":
                return "offered"
        return status

    def _without_shells(self, drafts: list[EventDraft]) -> list[EventDraft]:
        """Keep one of an agreement and what is agreed: sanctions agreed on are sanctions, help that is offered an offer."""
        kept = list(drafts)
        for shell in drafts:
            if shell.frame.type != "AGREE":
                continue
            clause = clauses.complement(shell.token)
            inner = [
                d
                for d in drafts
                if clause is not None and d is not shell and (d.token.i == clause.i or clause in d.token.ancestors)
            ]
            inner = [d for d in inner if d.source.country == shell.source.country]
            denied = [d for d in inner if d.status == "denied"]
            if denied and shell.status != "denied":  # "agreed not to use force"
                kept = [d for d in kept if d not in denied]
                continue
            if any(self._codebook.quad(d.frame.type) in CONFLICT for d in inner):
                kept = [d for d in kept if d is not shell]
            elif inner and shell.status == "offered":
                if shell.target is None:
                    shell.target = inner[0].target
                kept = [d for d in kept if d not in inner]
        return kept

    def _accusations(self, drafts: list[EventDraft]) -> Iterator[EventDraft]:
        """One state's word that another did harm is itself an event: an accusation."""
        frame = told.plain(self._codebook, "ACCUSE")
        if frame is None:
            return
        for draft in drafts:
            speaker = draft.statement.speaker if draft.statement is not None else None
            if speaker is None or draft.statement is None or draft.status not in FACTS:
                continue
            said = set(draft.statement.cue_acts)
            if not said & {"claim", "accusation"} or said & {"denial", "question", "offer", "praise", "promise"}:
                continue  # to deny, ask, offer or praise is not to accuse
            if any(d.frame.type == "SUPPORT" and d.token.i == draft.statement.cue_token for d in drafts):
                continue  # "backed Israel's strikes"
            blames = "accusation" in said and self._codebook.quad(draft.frame.type) in CONFLICT
            wrongs = draft.token.lemma_.lower() in nouns.WRONGS
            if draft.frame.type not in BLAMED and not blames and not wrongs:
                continue
            if (
                told.is_official(speaker)
                and speaker.country
                and draft.source.country
                and speaker.country != draft.source.country
            ):
                cue = draft.statement.cue_token
                yield replace(
                    draft, token=draft.token.doc[cue] if cue is not None else draft.token, frame=frame,
                    source=speaker, target=draft.source, status="happened",
                    rule=f"ACCUSE/statement+{draft.rule}", statement=None,
                )  # fmt: skip

    # -- records -----------------------------------------------------------------------------------------------

    def records(
        self, drafts: list[EventDraft], paragraph: Paragraph, refs: Refs, published: Published, ids: dict[int, str],
        *, report: str, reader: str, version: str,
    ) -> list[Event]:  # fmt: skip
        """Return drafts as records; ``ids`` gives the statement's id by the identity of its draft."""
        if not drafts:
            return []
        text = paragraph.text
        dated = times.dates(text, published)
        figures = amounts.quantities(text, paragraph.start)
        found = []
        timed = EventTimes(paragraph, dated, published).of(drafts)
        places = list(_places(refs))
        for draft, when in zip(drafts, timed, strict=True):
            passage = _sentence(draft.token, paragraph)
            found.append(
                Event(
                    id=_id(report, draft, passage), report=report,
                    statement=ids.get(id(draft.statement)) if draft.statement is not None else None,
                    source=_party(draft.source, refs), target=_party(draft.target, refs) if draft.target is not None else None,
                    type=draft.frame.type, mode=draft.frame.mode, cameo=draft.frame.cameo, goldstein=draft.frame.goldstein,
                    score=draft.frame.score, status=draft.status,
                    when=when[1], when_known_from=when[0], where=_where(draft, places),
                    quantities=_figures(draft, paragraph, figures),
                    issues=self._codebook.issues_in(text[passage[0] - paragraph.start : passage[1] - paragraph.start]),
                    passage=passage, rule=draft.rule, reader=reader, version=version,
                    mutual=draft.frame.reciprocal and draft.target is not None,
                )
            )  # fmt: skip
        return found


def _same_charge(one: EventDraft, other: EventDraft) -> bool:
    """Whether two drafts of one sentence have one side accuse the other."""
    return (
        other.frame.type == one.frame.type
        and one.token.sent.start == other.token.sent.start
        and one.source.country == other.source.country
        and one.target is not None
        and other.target is not None
        and one.target.country == other.target.country
        and other.status in FACTS
    )


def _party(ref: Ref, refs: Refs) -> Party:
    return as_party(ref, refs)


def _as_status(status: str) -> Status | None:
    return None if status == "alleged" else status  # type: ignore[return-value] # stronger() only gives what it was given


def _differ(source: Ref, target: Ref) -> bool:
    return (source.country or source.name) != (target.country or target.name)


def _each_once(pairs: list[tuple[Ref, Ref | None]]) -> list[tuple[Ref, Ref | None]]:
    """Leave out the pairs that stand the other way round before: what is mutual is told once."""
    seen: set[frozenset[str | None]] = set()
    kept = []
    for source, target in pairs:
        sides = frozenset(
            (source.country or source.name, target.country or target.name if target is not None else None)
        )
        if sides not in seen:
            seen.add(sides)
            kept.append((source, target))
    return kept


def _foretold(status: Status, source: Ref, statement: Draft | None) -> Status:
    """What others say that somebody will do is foretold; what one's own side says is planned."""
    if status != "planned" or statement is None:
        return status
    speaker = statement.speaker
    if speaker is None or speaker.country is None or source.country is None or speaker.country != source.country:
        return "predicted"
    return status


def _innermost(at: int, statements: Holding, token: int) -> Draft | None:
    """The smallest statement whose content holds a place; a cue is not inside its own statement."""
    holding = [d for d in statements.at(at) if d.cue_token != token]
    return min(holding, key=lambda d: d.size, default=None)


def _sentence(token: Token, paragraph: Paragraph) -> Span:
    sentence = token.sent
    end = sentence.end_char
    text = paragraph.text
    while end > sentence.start_char and text[end - 1].isspace():
        end -= 1
    return (paragraph.start + sentence.start_char, paragraph.start + end)


def _places(refs: Refs) -> Iterator[tuple[int, Place]]:
    """The places that a paragraph names, by the words that head them."""
    for ref in refs.items:
        head = refs.doc[ref.head]
        if ref.place:
            yield ref.head, Place(place=ref.text, country=ref.country if ref.kind == "state" else None)
        elif ref.kind == "name" and head.dep_ == "pobj" and head.head.lower_ in ("in", "at", "near"):
            yield ref.head, Place(place=ref.text)


def _where(draft: EventDraft, places: list[tuple[int, Place]]) -> Place | None:
    """The place named in the event's own clause."""
    own = clause_of(draft.token) if places else ()
    return next((place for head, place in places if head in own), None)


def _figures(draft: EventDraft, paragraph: Paragraph, figures: list[Quantity]) -> tuple[Quantity, ...]:
    """The figures in the event's own clause."""
    if not figures:
        return ()
    own = clause_of(draft.token)
    starts = {paragraph.start + paragraph.doc[i].idx for i in own}
    return tuple(q for q in figures if q.span[0] in starts or any(q.span[0] <= s < q.span[1] for s in starts))


def _id(report: str, draft: EventDraft, passage: Span) -> str:
    return wire.digest(
        "event", report, draft.frame.type, draft.frame.mode, draft.status, passage,
        draft.source.name or draft.source.text, (draft.target.name or draft.target.text) if draft.target is not None else None,
    )  # fmt: skip


def _without_doubles(drafts: list[EventDraft]) -> list[EventDraft]:
    """One event for what a sentence tells twice."""
    seen: set[tuple[object, ...]] = set()
    kept = []
    for draft in drafts:
        target = draft.target
        key = (
            draft.token.sent.start, draft.frame.type, draft.frame.mode, draft.status,
            draft.source.country or draft.source.name, (target.country or target.name) if target is not None else None,
        )  # fmt: skip
        if key not in seen:
            seen.add(key)
            kept.append(draft)
    return kept
