"""Statements: the quoted and the indirect ones of each paragraph, put together, chained and made records."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from detente import wire
from detente.codebook import Codebook
from detente.gazetteer import Gazetteer
from detente.language.acts import acts_of, certainty_of
from detente.language.discourse import Discourse
from detente.language.drafts import Draft
from detente.language.fixed_cues import FixedPhrases
from detente.language.indirect import IndirectFinder
from detente.language.interviews import Interview
from detente.language.listing import points
from detente.language.mixing import combine
from detente.language.quoting import QuotationFinder
from detente.language.transcripts import Transcript
from detente.records import Content, Cue, Date, Party, Span, Statement

if TYPE_CHECKING:
    from collections.abc import Callable

    from detente.language.parse import Paragraph
    from detente.language.quotes import Quotation
    from detente.language.refs import Refs
    from detente.language.tree import Doc, Token


@dataclass(slots=True)
class StatementReader:
    """Collects the statements of one report, paragraph by paragraph."""

    codebook: Codebook
    gazetteer: Gazetteer
    discourse: Discourse
    phrases: FixedPhrases
    drafts: list[Draft] = field(default_factory=list)
    docs: dict[int, tuple[Doc, int, list[int]]] = field(default_factory=dict)
    refs: dict[int, Refs] = field(default_factory=dict)
    ids: dict[int, str] = field(default_factory=dict)
    cut: list[Span] = field(default_factory=list)
    _open: Draft | None = None

    def read(
        self, paragraph: Paragraph, refs: Refs, quoted: list[Quotation], interview: Interview, transcript: Transcript
    ) -> list[Draft]:
        """Take in one paragraph and return its drafts."""
        self.docs[paragraph.number] = (paragraph.doc, paragraph.start, [t.idx for t in paragraph.doc])
        self.refs[paragraph.number] = refs
        finder = QuotationFinder(self.codebook, refs, quoted)
        reported = IndirectFinder(self.codebook, self.phrases, refs)
        indirect = list(reported.find())
        self.cut += reported.cut
        direct = finder.find(self._open, indirect)
        drafts = combine(direct, indirect, quoted, paragraph)
        drafts += points(paragraph, refs)
        turn = transcript.read(paragraph, refs, drafts)
        if turn is not None:
            drafts = [turn, *(d for d in drafts if d.start != turn.start and d.rule != "direct/goes-on")]
        drafts = interview.answers(paragraph, refs, drafts)
        self._settle(refs, drafts)
        for draft in drafts:
            draft.paragraph = paragraph.number
            draft.passage = _sentences(paragraph, draft)
        self._open = finder.lead_in() or (direct[-1] if direct and direct[-1] in drafts else None)
        self._remember(drafts, quoted, paragraph)
        self.drafts.extend(drafts)
        return drafts

    def _settle(self, refs: Refs, drafts: list[Draft]) -> None:
        """Say who "I" and "we" are inside somebody's words: the speaker, and the state or body they speak for."""
        for ref in refs.items:
            if not ref.first_person:
                continue
            around = [d for d in drafts if d.kind != "indirect" and d.holds(ref.span[0]) and d.speaker is not None]
            draft = min(around, key=lambda d: d.size, default=None)
            speaker = draft.speaker if draft is not None else None
            if speaker is None or speaker is ref:
                continue
            ref.country, ref.sector = speaker.country, speaker.sector
            side = self.gazetteer.actor(speaker.country) if ref.plural and speaker.country else None
            ref.actor, ref.name = (side.id, side.name) if side is not None else (speaker.actor, speaker.name)
            if not ref.plural:
                ref.office, ref.role = speaker.office, speaker.role

    def _remember(self, drafts: list[Draft], quoted: list[Quotation], paragraph: Paragraph) -> None:
        inside = [(paragraph.start + q.start, paragraph.start + q.end) for q in quoted]
        for draft in drafts:
            if (
                draft.speaker is None
                or draft.speaker.name is None
                or any(s <= draft.speaker.span[0] < e for s, e in inside)
            ):
                continue
            person = self.discourse.find(draft.speaker.name)
            if person is not None:
                self.discourse.speak(person)

    def records(self, report: str, body: str, *, reader: str, version: str) -> list[Statement]:
        """Return the statements of the report as records, chains settled, in the order of their contents."""
        drafts = sorted(_without_doubles(self.drafts), key=lambda d: (d.start, -d.size, d.cue_token or 0))
        parents = _parents(drafts)
        found: list[Statement] = []
        ids: dict[int, str] = {}
        for number in sorted(range(len(drafts)), key=lambda n: _depth(n, parents)):
            draft = drafts[number]
            chain = _chain(number, parents, drafts)
            ids[number] = self.ids[id(draft)] = _id(report, draft)
            found.append(
                self._record(report, body, draft, ids[number], ids.get(parents[number]), chain, reader, version)
            )
        return sorted(found, key=lambda s: (s.content.spans[0], s.id))

    def _record(
        self,
        report: str,
        body: str,
        draft: Draft,
        own: str,
        inside: str | None,
        via: tuple[str, ...],
        reader: str,
        version: str,
    ) -> Statement:
        text = " ".join(body[s:e] for s, e in draft.content)
        acts = acts_of(text, draft.cue_acts, self._tokens(draft), self._own_side(draft))
        party = None
        if draft.speaker is not None:
            party = _speaker(draft, body)
        return Statement(
            id=own, report=report, kind=draft.kind, form=draft.form, speaker=party,
            cue=Cue(text=" ".join(body[s:e] for s, e in draft.cue), lemma=draft.lemma, spans=tuple(draft.cue)),
            content=Content(text=text, spans=tuple(draft.content)),
            addressee=draft.addressee.party() if draft.addressee is not None else None,
            inside=inside, via=(*via, *draft.heard), acts=acts, certainty=certainty_of(text, draft.certainty, acts),
            issues=self.codebook.issues_in(text), said=Date(), passage=draft.passage, rule=draft.rule,
            reader=reader, version=version,
        )  # fmt: skip

    def _own_side(self, draft: Draft) -> Callable[[Token], bool] | None:
        """What tells the speaker's own side in reported speech; None in direct words, where "I" and "we" tell it."""
        speaker, refs = draft.speaker, self.refs[draft.paragraph]
        if draft.kind == "direct" or speaker is None:
            return None

        def own(noun: Token) -> bool:
            ref = refs.at(noun)
            if ref is None:
                return False
            side = speaker.country if speaker.country and ref.kind != "person" else None
            return (ref.country == side) if side else (ref.name or ref.text) == (speaker.name or speaker.text)

        return own

    def _tokens(self, draft: Draft) -> list[Token]:
        doc, start, starts = self.docs[draft.paragraph]
        low, high = draft.start - start, max(e for _, e in draft.content) - start
        first = bisect_left(starts, low)
        return [t for t in doc[first : bisect_left(starts, high)] if draft.holds(start + t.idx)]


def _speaker(draft: Draft, body: str) -> Party:
    assert draft.speaker is not None  # noqa: S101 - the caller checked; this tells the type checker
    span = draft.speaker_span
    if span is None or draft.speaker.kind == "pronoun" or draft.speaker.members:
        return draft.speaker.party()
    return draft.speaker.party(body[span[0] : span[1]], (span,))


def _sentences(paragraph: Paragraph, draft: Draft) -> Span:
    """The sentences that hold the content, the cue and the speaker."""
    spans = [*draft.content, *draft.cue, *([draft.speaker_span] if draft.speaker_span else [])]
    low = min(s for s, _ in spans) - paragraph.start
    high = max(e for _, e in spans) - paragraph.start
    start, end = low, high
    sentences = paragraph.doc.sents
    first = sentences[max(bisect_right(sentences, low, key=lambda s: s.start_char) - 1, 0)]
    last = sentences[max(bisect_left(sentences, high, key=lambda s: s.start_char) - 1, 0)]
    if first.start_char <= low < first.end_char:
        start = first.start_char
    if last.start_char < high <= last.end_char:
        end = last.end_char
    text = paragraph.text
    while end > start and text[end - 1].isspace():
        end -= 1
    return (paragraph.start + start, paragraph.start + max(end, high))


def _without_doubles(drafts: list[Draft]) -> list[Draft]:
    """Drop what is read twice: the same content by the same speaker."""
    seen: set[tuple[object, ...]] = set()
    kept = []
    for draft in drafts:
        speaker = (
            (draft.speaker.name or (draft.speaker.country, draft.speaker.text)) if draft.speaker is not None else None
        )
        key = (tuple(draft.content), speaker)
        if draft.content and key not in seen:
            seen.add(key)
            kept.append(draft)
    return kept


def _parents(drafts: list[Draft]) -> list[int]:
    """For each draft the number of the smallest one whose content holds its cue, -1 for the outermost."""
    beside: dict[int, list[tuple[int, int, int]]] = {}
    for number, draft in enumerate(drafts):
        beside.setdefault(draft.paragraph, []).append((draft.start, draft.end, number))
    sizes = [draft.size for draft in drafts]
    parents = []
    for number, draft in enumerate(drafts):
        at = draft.cue[0][0] if draft.cue else draft.start
        best = -1
        for other in [n for start, end, n in beside[draft.paragraph] if start <= at < end]:
            outer = drafts[other]
            if other == number or sizes[other] <= sizes[number] or not outer.holds(at):
                continue
            if draft.cue_token is not None and outer.cue_token == draft.cue_token:
                continue
            if best < 0 or sizes[other] < sizes[best]:
                best = other
        parents.append(best)
    return parents


def _depth(number: int, parents: list[int]) -> int:
    depth = 0
    while parents[number] >= 0:
        number, depth = parents[number], depth + 1
    return depth


def _chain(number: int, parents: list[int], drafts: list[Draft]) -> tuple[str, ...]:
    """The names of those whom the statement passed through, outermost first."""
    names: list[str] = []
    while (number := parents[number]) >= 0:
        speaker = drafts[number].speaker
        if speaker is not None:
            names.insert(0, speaker.name or speaker.text)
    return tuple(names)


def _id(report: str, draft: Draft) -> str:
    speaker = draft.speaker
    return wire.digest(
        "statement",
        report,
        draft.content,
        draft.cue,
        (speaker.name or speaker.country) if speaker else None,
        speaker.span if speaker else None,
    )
