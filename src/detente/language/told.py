"""Told: what a state does by saying of another what it must do, will suffer or has done wrong: "Athens must pay, Berlin said"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from detente.language import clauses, moods
from detente.language.drafts import Holding
from detente.language.event_drafts import EventDraft
from detente.language.fitting import BAD
from detente.language.governors import AWAITING
from detente.language.inner_modes import SPOKEN, named
from detente.language.parties import parties_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from detente.codebook import Codebook, Frame
    from detente.language.drafts import Draft
    from detente.language.parse import Paragraph
    from detente.language.refs import Ref, Refs
    from detente.language.tree import Token

# Who speaks for a state or body, so that what they say of another is its deed and no expert's remark.
SPEAKS_FOR = frozenset("state organisation organ group office".split())
OFFICIAL_SECTORS = frozenset("GOV MIL LEG SPY JUD COP IGO".split())
# A content's main clause, and not one that qualifies a word of it.
MAIN = frozenset("ccomp ROOT parataxis conj".split())
# Verbs that bind whoever says them, and what it is a threat to bind oneself to.
VOWING = frozenset("vow swear sworn pledge promise".split())
HARM = frozenset("ASSAULT COERCE SANCTION MOBILIZE".split())
# Having a part in what others do, and what it is a charge to have had a part in.
ABETTING = frozenset(
    """
    help aid abet assist plan plot order finance fund arm shelter harbour harbor train direct mastermind orchestrate
    sponsor host hide guide supply instigate prepare incite foment stage commit carry perpetrate violate breach
    """.split()
)
WRONGING = frozenset(
    """
    abuse violate breach flout trample betray cheat renege meddle interfere provoke endanger jeopardise jeopardize
    destabilise destabilize heighten stoke inflame sabotage bully blackmail intimidate
    """.split()
)
EVILS = frozenset(
    """
    raid attack strike bombing killing murder coup sabotage rebel militant terrorist insurgent hacking assassination
    terrorism abduction kidnapping arson massacre invasion incursion putsch gunman guerrilla separatist mercenary
    jihadist ambush genocide treaty accord agreement truce ceasefire
    """.split()
)
# What a threat is called where nothing else tells.
PLAIN_MODE = "restrict"
# Verb of the codebook whose plain frame a saying is an instance of.
VERBS = {"REQUEST": "urge", "THREATEN": "threaten", "ACCUSE": "accuse"}


def is_official(speaker: Ref) -> bool:
    """Whether somebody speaks for a state or body."""
    return speaker.kind in SPEAKS_FOR or speaker.role is not None or speaker.sector in OFFICIAL_SECTORS


def tellings(paragraph: Paragraph, refs: Refs, statements: Sequence[Draft], codebook: Codebook) -> Iterator[EventDraft]:
    """Yield demands, threats and charges that statements make of what another state must do, will suffer or has done."""
    holders = Holding(statements)
    for verb in paragraph.doc:
        if verb.pos_ not in ("VERB", "AUX") or verb.dep_ not in MAIN:
            continue
        holding = [d for d in holders.at(paragraph.start + verb.idx) if d.cue_token != verb.i]
        said = min(holding, key=lambda d: d.size, default=None)
        speaker = said.speaker if said is not None else None
        if said is None or speaker is None or not speaker.country or not is_official(speaker):
            continue
        subject = clauses.surface_subject(verb)
        if subject is not None and (told_no := _refused(verb, subject, said, refs, codebook)) is not None:
            yield replace(told_no, token=paragraph.doc[said.cue_token] if said.cue_token is not None else verb)
            continue
        kind = _kind(verb, said) if subject is not None and not clauses.is_passive(verb) else None
        frame = plain(codebook, kind) if kind is not None else None
        if frame is None or subject is None:
            continue
        outer = [d for d in holding if d is not said]
        told = paragraph.doc[said.cue_token] if said.cue_token is not None else verb
        for ref in parties_at(subject, refs):
            if ref.country and ref.country != speaker.country:
                yield EventDraft(
                    frame=frame, token=told, source=speaker, target=ref, status="happened",
                    statement=min(outer, key=lambda d: d.size, default=None), rule=f"{kind}/statement",
                )  # fmt: skip


def _refused(verb: Token, subject: Token, said: Draft, refs: Refs, codebook: Codebook) -> EventDraft | None:
    """Return the refusal that it is to tell somebody what one will not do: "told Minsk that it would not sign"."""
    speaker, addressee = said.speaker, said.addressee
    mood = moods.own(verb)
    if speaker is None or addressee is None or not mood.future or not mood.denied or set(said.cue_acts) & {"question"}:
        return None
    if not addressee.country or addressee.country == speaker.country:
        return None
    frame = next((f for f in codebook.verbs.get("refuse", ()) if f.type == "REJECT" and not f.silent), None)
    if frame is None or not any(r.country == speaker.country for r in parties_at(subject, refs)):
        return None
    return EventDraft(
        frame=frame, token=verb, source=speaker, target=addressee, status="happened", statement=None,
        rule="REJECT/statement",
    )  # fmt: skip


def vows(drafts: Sequence[EventDraft], codebook: Codebook) -> Iterator[EventDraft]:
    """Yield the threats that vows of harm are, and let what is vowed be threatened: "vowed to strike Israel"."""
    for draft in drafts:
        vow = draft.token.head
        if draft.status != "planned" or draft.frame.type not in HARM or draft.target is None:
            continue
        if draft.token.dep_ not in ("xcomp", "ccomp", "advcl") or not {vow.lemma_.lower(), vow.lower_} & VOWING:
            continue
        frame = plain(codebook, "THREATEN")
        if frame is not None and not moods.own(vow).denied and not moods.own(vow).future:
            draft.status = "threatened"
            yield replace(
                draft, token=vow, frame=frame, status="happened", statement=None, rule=f"THREATEN/{vow.lemma_}"
            )


def with_modes(drafts: Sequence[EventDraft], codebook: Codebook) -> None:
    """Give demands, refusals and threats without a mode that of the deed in their clause: "demanded that X withdraw"."""
    for draft in drafts:
        if draft.frame.type not in SPOKEN or draft.frame.mode not in (None, PLAIN_MODE):
            continue
        inner = (d for d in drafts if d.frame.type != draft.frame.type and draft.token in d.token.ancestors)
        nearest = min(inner, key=lambda d: abs(d.token.i - draft.token.i), default=None)
        name = named(draft.frame.type, nearest.frame, draft.token) if nearest is not None else None
        mode = codebook.types[draft.frame.type].modes.get(name) if name is not None else None
        if mode is not None:
            draft.frame = replace(
                draft.frame,
                mode=mode.name,
                cameo=mode.cameo,
                goldstein=codebook.goldstein(mode.cameo),
                score=mode.score,
            )


def plain(codebook: Codebook, kind: str) -> Frame | None:
    """Return the frame that a demand, threat or charge made by a statement counts as."""
    frames = codebook.verbs.get(VERBS[kind], ())
    return next((f for f in frames if f.type == kind and not f.silent), None)


def _kind(verb: Token, said: Draft) -> str | None:
    """What the speaker does who says this of another side."""
    acts = set(said.cue_acts)
    if acts & {"question", "denial", "offer", "praise"}:
        return None
    mood = moods.own(verb)
    words = {c.lower_ for c in verb.children if c.dep_ in ("aux", "neg")}
    if mood.owed and not mood.denied and "have" not in words - {verb.lower_}:
        return "REQUEST" if verb.tag_ == "VB" else None
    if mood.future and not mood.denied and verb.lemma_.lower() in AWAITING and clauses.child(verb, "dobj") is not None:
        return "THREATEN" if words & {"will", "would", "'ll"} else None
    here = verb.lemma_ == "be" and not mood.denied and not mood.future and bool(acts & {"claim", "accusation"})
    if here and (_blamed(verb) or _is_bad(verb)):
        return "ACCUSE"
    if acts & {"claim", "accusation"} and not mood.denied and not mood.future and not mood.owed and _had_part(verb):
        return "ACCUSE"
    if "accusation" in acts and not mood.denied and not mood.future and verb.dep_ == "ccomp":
        return "ACCUSE"
    return None


def _had_part(verb: Token) -> bool:
    """ "Had helped to prepare the raid", "shelters the rebels": whoever has a part in harm is charged with it."""
    lemma = verb.lemma_.lower()
    evil = any(t.lemma_.lower() in EVILS for t in verb.subtree if t.i > verb.i)
    return lemma in WRONGING or (lemma in ABETTING and evil)


def _is_bad(verb: Token) -> bool:
    """ "The decision was deeply regrettable", "is a nest of spies": what is said of somebody's is no praise."""
    return any(c.dep_ in ("acomp", "attr") and c.lemma_.lower() in BAD and c.i > verb.i for c in verb.children)


def _blamed(verb: Token) -> bool:
    """ "Was behind the attack", "is to blame", "is guilty of": whoever is, did it."""
    for c in verb.children:
        if c.dep_ == "prep" and c.lower_ == "behind" and clauses.child(c, "pobj") is not None:
            return True
        if c.dep_ in ("acomp", "attr") and c.lemma_.lower() in ("responsible", "guilty", "complicit", "culpable"):
            return True
        if c.dep_ == "xcomp" and c.lemma_.lower() == "blame":
            return True
    return False
